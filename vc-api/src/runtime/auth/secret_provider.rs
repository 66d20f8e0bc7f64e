//! App secret that a provider returns. Concurrent requests for the secret share one query to the provider.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::{Instant, timeout};
use tracing::Instrument;

use crate::runtime::auth::shared_task::{Control, SharedTask};
use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::{Error, Refused};
use crate::runtime::util::deadline::after;
use crate::runtime::util::jitter::jittered;
use crate::runtime::util::lock::lock;
use crate::runtime::util::one_line::OneLine;
use crate::runtime::wire::secret::Secret;

/// Provider of the app secret, such as a vault.
/// [`ClientBuilder::app_secret_provider`](crate::ClientBuilder::app_secret_provider) sets the provider.
///
/// The client queries the provider before the first request that needs the secret, and again when the platform refuses the
/// secret. A rotation of the secret in the developer console and in the vault therefore needs no restart of the program.
/// Logins and app tickets stay valid after a rotation.
///
/// Requests that need the secret at the same time share one query to the provider. A query fails after 20 seconds.
///
/// If the platform refuses the secret and the provider has no other secret, a pause of 5 to 10 seconds begins. During the
/// pause, requests that need the secret fail at once with the refusal of the platform, and the client does not query the
/// provider. The first request after the pause asks the provider and the platform again. So the client finds a rotated
/// secret within 10 seconds.
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
    /// Returns the app secret. `refused` is the secret that the platform refused; `None` if the platform refused no secret.
    /// After a refusal, the provider must read the secret again, and must not return a cached secret.
    ///
    /// The text of an error must contain no secret, because the client logs the text and returns the text to the caller.
    fn app_secret<'a>(&'a self, refused: Option<&'a Secret>) -> AppSecretFuture<'a>;
}

/// Future that [`AppSecretProvider::app_secret`] returns.
pub type AppSecretFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Secret, Box<dyn std::error::Error + Send + Sync>>> + Send + 'a>>;

/// App secret that a provider returns.
pub(crate) struct ProvidedSecret {
    provider: Box<dyn AppSecretProvider>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Last secret that the provider returned.
    last: Option<Secret>,
    /// Current query to the provider.
    query: Option<SharedTask<SecretResult>>,
    /// Pause in which the client does not query the provider; see [`AppSecretProvider`].
    pause: Option<Pause>,
}

struct Pause {
    until: Instant,
    refusal: Option<Refused>,
}

/// Secret, or the reason why the provider returned no secret.
type SecretResult = Result<Secret, String>;

/// Maximum duration of a query.
const QUERY_LIMIT: Duration = Duration::from_secs(20);
/// Minimum duration of the pause after a refusal. The client adds a random time of at most this duration.
const PAUSE: Duration = Duration::from_secs(5);

impl ProvidedSecret {
    pub(crate) fn new(provider: impl AppSecretProvider) -> Arc<Self> {
        Arc::new(Self { provider: Box::new(provider), state: Mutex::default() })
    }

    /// Returns the secret. After a refusal, `refused` is the refused secret, and the method returns another secret if
    /// possible.
    pub(crate) async fn get(self: &Arc<Self>, refused: Option<&Secret>) -> Result<Secret, Error> {
        let mut lost = false;
        loop {
            let mut query = match self.known_or_query(refused) {
                Ok(secret) => return Ok(secret),
                Err(query) => query,
            };
            if let Some(result) = query.outcome().await {
                return result.map_err(failed);
            }
            drop(lock(&self.state).query.take_if(|other| other.is(&query)));
            if std::mem::replace(&mut lost, true) {
                return Err(failed("the provider panicked, or the runtime was shut down".to_owned()));
            }
        }
    }

    /// Returns the refusal that the client stored for the current pause, if any. [`AppSecretProvider`] explains the pause.
    pub(crate) fn refusal(&self) -> Option<Refused> {
        lock(&self.state).pause()?.refusal.clone()
    }

    /// Stores the refusal of `secret` until the current pause ends. Does nothing if there is no pause, or if `secret` is not
    /// the last secret from the provider. [`AppSecretProvider`] explains the pause.
    pub(crate) fn keep_refusal(&self, secret: &Secret, refusal: Refused) {
        let mut state = lock(&self.state);
        let is_last = state.last.as_ref() == Some(secret);
        if let Some(pause) = state.pause().filter(|_| is_last) {
            // During the pause, calls fail with the stored refusal, and send nothing to the platform. So `acted_before` is
            // `false`.
            pause.refusal = Some(Refused { acted_before: false, ..refusal });
        }
    }

    /// Returns the known secret. If the caller must wait for a query to the provider, returns this query as the error.
    fn known_or_query(self: &Arc<Self>, refused: Option<&Secret>) -> Result<Secret, SharedTask<SecretResult>> {
        let mut state = lock(&self.state);
        let is_paused = state.pause().is_some();
        if let Some(last) = state.last.as_ref().filter(|last| is_paused || refused != Some(*last)) {
            return Ok(last.clone());
        }
        // After a fork, a query that the parent process started has no task in this process.
        drop(state.query.take_if(|query| query.is_foreign()));
        Err(match &state.query {
            Some(query) => query.clone(),
            None => self.start(&mut state, refused.cloned()),
        })
    }

    /// Queries the provider in a new task. If one caller gives up, the other callers still get the result.
    fn start(self: &Arc<Self>, state: &mut State, refused: Option<Secret>) -> SharedTask<SecretResult> {
        let (query, task) = SharedTask::begin();
        state.query = Some(query.clone());
        let provided = Arc::clone(self);
        let asking = async move {
            let result = task.run(provided.ask(refused.as_ref())).await;
            provided.learn(&result, refused.as_ref(), &task.control);
            task.finish(result);
        };
        tokio::spawn(asking.in_current_span());
        query
    }

    async fn ask(&self, refused: Option<&Secret>) -> SecretResult {
        match timeout(QUERY_LIMIT, self.provider.app_secret(refused)).await {
            Ok(Ok(secret)) if !secret.expose().is_empty() => Ok(secret),
            Ok(Ok(_)) => Err("the provider returned an empty secret".to_owned()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err(format!("the provider took more than {} s", QUERY_LIMIT.as_secs())),
        }
    }

    fn learn(&self, result: &SecretResult, refused: Option<&Secret>, control: &Arc<Control>) {
        let mut state = lock(&self.state);
        if state.query.take_if(|query| query.is_of(control)).is_none() {
            // Another query has replaced this query, so the client ignores this result.
            return;
        }
        let reason = match result {
            Ok(secret) if refused != Some(secret) => {
                state.last = Some(secret.clone());
                state.pause = None;
                return;
            }
            Ok(_) => "the provider returned the refused secret again",
            Err(reason) => reason,
        };
        if refused.is_some() {
            state.pause = Some(Pause { until: after(PAUSE + jittered(PAUSE)), refusal: None });
            tracing::warn!(
                error = %OneLine(reason),
                "the platform refuses the app secret, and the provider gave no other secret"
            );
        }
    }
}

impl State {
    /// Returns the pause, if the pause has not ended.
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

    /// Provider that responds to each query after a number of seconds, and counts the queries.
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
    async fn a_query_continues_when_its_caller_gives_up() {
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
    fn a_query_is_sent_again_when_its_runtime_is_gone() {
        let asked = Arc::new(AtomicUsize::new(0));
        let provided = ProvidedSecret::new(Slow(0, Arc::clone(&asked)));
        let [one, other] =
            [(), ()].map(|()| tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap());
        one.block_on(async { assert!(provided.known_or_query(None).is_err()) });
        drop(one);
        assert_eq!(asked.load(Ordering::Relaxed), 0, "no runtime ran the task");
        assert!(other.block_on(provided.get(None)).is_ok());
    }
}
