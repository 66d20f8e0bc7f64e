//! The app secret of a provider. However many requests need it, the provider is asked once.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::{Instant, timeout};
use tracing::Instrument;

use crate::runtime::auth::flight::{Control, Flight};
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::{Error, Refused};
use crate::runtime::util::deadline::after;
use crate::runtime::util::jitter::jittered;
use crate::runtime::util::lock::lock;
use crate::runtime::util::one_line::OneLine;
use crate::runtime::wire::secret::Secret;

/// A provider of the app secret, such as a vault; set by
/// [`ClientBuilder::app_secret_provider`](crate::ClientBuilder::app_secret_provider).
///
/// The client asks it before the first request that needs the secret, and again when the platform refuses the secret. So a
/// secret that is rotated in the developer console and in the vault needs no restart. Logins and app tickets stay valid over a
/// rotation.
///
/// Requests that need the secret at the same time share one question to the provider, and its answer or failure. A question
/// ends after 20 seconds.
///
/// The provider may have no other secret than the one that the platform refused. For the next 5 to 10 seconds the client then
/// asks neither the provider nor the platform, and requests that need the secret fail with the refusal of the platform. After
/// that the next request begins anew, so a rotation is found within 10 seconds.
///
/// ```
/// use vc_api::{AppSecretFuture, AppSecretProvider, Client, Secret};
///
/// struct File(&'static str);
///
/// impl AppSecretProvider for File {
///     fn app_secret<'a>(&'a self, _refused: Option<&'a Secret>) -> AppSecretFuture<'a> {
///         Box::pin(async { Ok(tokio::fs::read_to_string(self.0).await?.trim().into()) })
///     }
/// }
///
/// # fn main() -> Result<(), vc_api::Error> {
/// let client = Client::builder().app("cli_…", "").app_secret_provider(File("/run/secrets/app")).build()?;
/// # Ok(())
/// # }
/// ```
pub trait AppSecretProvider: Send + Sync + 'static {
    /// Returns the app secret. `refused` is the one that the platform refused, if it did: the provider must then look anew.
    ///
    /// The text of an error is shown, and must hold no secret.
    fn app_secret<'a>(&'a self, refused: Option<&'a Secret>) -> AppSecretFuture<'a>;
}

/// Future of an [`AppSecretProvider`].
pub type AppSecretFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Secret, Box<dyn std::error::Error + Send + Sync>>> + Send + 'a>>;

/// The app secret of a provider.
pub(crate) struct ProvidedSecret {
    provider: Box<dyn AppSecretProvider>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The secret as it was provided last.
    last: Option<Secret>,
    /// The question to the provider that is not answered yet.
    question: Option<Flight<Answer>>,
    /// There since the platform refused the last secret and the provider had no other one.
    pause: Option<Pause>,
}

struct Pause {
    until: Instant,
    refusal: Option<Refused>,
}

/// The secret, or why there is none.
type Answer = Result<Secret, String>;

/// Longest time that a provider may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long nobody is asked while the secret is refused, and the spread of it.
const PAUSE: Duration = Duration::from_secs(5);

impl ProvidedSecret {
    pub(crate) fn new(provider: impl AppSecretProvider) -> Arc<Self> {
        Arc::new(Self { provider: Box::new(provider), state: Mutex::default() })
    }

    /// Returns the secret; another than the refused one, if there is another.
    pub(crate) async fn get(self: &Arc<Self>, refused: Option<&Secret>) -> Result<Secret, Error> {
        let mut lost = false;
        loop {
            let mut question = match self.known_or_asked(refused) {
                Ok(secret) => return Ok(secret),
                Err(question) => question,
            };
            if let Some(answer) = question.outcome().await {
                return answer.map_err(failed);
            }
            drop(lock(&self.state).question.take_if(|other| other.is(&question)));
            if std::mem::replace(&mut lost, true) {
                return Err(failed("it panicked, or the runtime ended".to_owned()));
            }
        }
    }

    /// Returns the refusal of the platform while nobody is asked.
    pub(crate) fn refusal(&self) -> Option<Refused> {
        lock(&self.state).pause()?.refusal.clone()
    }

    /// Keeps the refusal of a secret, if nobody is asked for another one.
    pub(crate) fn keep_refusal(&self, secret: &Secret, refusal: Refused) {
        let mut state = lock(&self.state);
        let is_last = state.last.as_ref() == Some(secret);
        if let Some(pause) = state.pause().filter(|_| is_last) {
            // Those who get it send nothing.
            pause.refusal = Some(Refused { acted_before: false, ..refusal });
        }
    }

    /// Returns the secret that is there, or the question that will bring one.
    fn known_or_asked(self: &Arc<Self>, refused: Option<&Secret>) -> Result<Secret, Flight<Answer>> {
        let mut state = lock(&self.state);
        let is_paused = state.pause().is_some();
        if let Some(last) = state.last.as_ref().filter(|last| is_paused || refused != Some(*last)) {
            return Ok(last.clone());
        }
        // The task of another process, of which this one is a fork, tells it nothing.
        drop(state.question.take_if(|question| question.is_foreign()));
        Err(match &state.question {
            Some(question) => question.clone(),
            None => self.start(&mut state, refused.cloned()),
        })
    }

    /// Asks the provider in a task of its own, so that a caller who gives up takes the answer from no one else.
    fn start(self: &Arc<Self>, state: &mut State, refused: Option<Secret>) -> Flight<Answer> {
        let (question, pilot) = Flight::begin();
        state.question = Some(question.clone());
        let provided = Arc::clone(self);
        let asking = async move {
            let answer = pilot.fly(provided.ask(refused.as_ref())).await;
            provided.learn(&answer, refused.as_ref(), &pilot.control);
            pilot.land(answer);
        };
        tokio::spawn(asking.in_current_span());
        question
    }

    async fn ask(&self, refused: Option<&Secret>) -> Answer {
        match timeout(PATIENCE, self.provider.app_secret(refused)).await {
            Ok(Ok(secret)) if !secret.expose().is_empty() => Ok(secret),
            Ok(Ok(_)) => Err("the provider gives an empty one".to_owned()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err(format!("the provider took more than {} s", PATIENCE.as_secs())),
        }
    }

    fn learn(&self, answer: &Answer, refused: Option<&Secret>, control: &Arc<Control>) {
        let mut state = lock(&self.state);
        if state.question.take_if(|question| question.is_of(control)).is_none() {
            // Another question took its place.
            return;
        }
        let reason = match answer {
            Ok(secret) if refused != Some(secret) => {
                state.last = Some(secret.clone());
                state.pause = None;
                return;
            }
            Ok(_) => "the provider gives the same again",
            Err(reason) => reason,
        };
        if refused.is_some() {
            state.pause = Some(Pause { until: after(PAUSE + jittered(PAUSE)), refusal: None });
            tracing::warn!(error = %OneLine(reason), "the platform refuses the app secret, and there is no other one");
        }
    }
}

impl State {
    /// Returns the pause, if it is not over.
    fn pause(&mut self) -> Option<&mut Pause> {
        self.pause.as_mut().filter(|pause| Instant::now() < pause.until)
    }
}

fn failed(reason: String) -> Error {
    Error::Store(Box::new(StoreError::new(format!("no app secret: {reason}"))))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Takes some seconds for each answer, and counts the questions.
    struct Slow(u64, Arc<AtomicUsize>);

    impl AppSecretProvider for Slow {
        fn app_secret<'a>(&'a self, _refused: Option<&'a Secret>) -> AppSecretFuture<'a> {
            self.1.fetch_add(1, Ordering::Relaxed);
            let time = Duration::from_secs(self.0);
            Box::pin(async move {
                tokio::time::sleep(time).await;
                Ok("secret".into())
            })
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_question_goes_on_when_its_caller_gives_up() {
        let asked = Arc::new(AtomicUsize::new(0));
        let provided = ProvidedSecret::new(Slow(10, Arc::clone(&asked)));
        assert!(timeout(Duration::from_secs(9), provided.get(None)).await.is_err());
        let secret = timeout(Duration::from_secs(2), provided.get(None)).await.unwrap().unwrap();
        assert_eq!((secret.expose(), asked.load(Ordering::Relaxed)), ("secret", 1));
    }

    #[tokio::test(start_paused = true)]
    async fn a_late_caller_shares_the_failure() {
        let asked = Arc::new(AtomicUsize::new(0));
        let provided = ProvidedSecret::new(Slow(1000, Arc::clone(&asked)));
        let began = Instant::now();
        let late = async {
            tokio::time::sleep(Duration::from_secs(15)).await;
            provided.get(None).await
        };
        let (first, late) = tokio::join!(provided.get(None), late);
        assert!(first.is_err() && first == late && began.elapsed() < Duration::from_secs(21), "{:?}", began.elapsed());
        assert_eq!(asked.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_question_is_asked_again_when_its_runtime_is_gone() {
        let asked = Arc::new(AtomicUsize::new(0));
        let provided = ProvidedSecret::new(Slow(0, Arc::clone(&asked)));
        let [one, other] =
            [(), ()].map(|()| tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap());
        one.block_on(async { assert!(provided.known_or_asked(None).is_err()) });
        drop(one);
        assert_eq!(asked.load(Ordering::Relaxed), 0, "nobody drove the task");
        assert!(other.block_on(provided.get(None)).is_ok());
    }
}
