//! Stream of settled sentences, which no longer change.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use tokio::time::{Instant, Sleep, sleep_until};

use super::happening::{Happened, Happening};
use crate::runtime::error::types::Error;
use crate::runtime::util::deadline::later;
use crate::runtime::wire::sensitive::Sensitive;

/// Maximum number of waiting sentences, and maximum number of returned sentences that are remembered for corrections.
const SENTENCES: usize = 1024;

/// Stream of happenings that returns each sentence once the sentence is settled.
/// [`Follower::settled`](crate::Follower::settled) creates it.
///
/// A sentence is settled when no new version has arrived for some time, or when the meeting is over. The next sentence of
/// the same speaker does not settle a sentence, because the platform corrects sentences later.
///
/// If a new version of a settled sentence arrives, the stream returns this version in its turn, with the text that the
/// version corrects: see [`Said::corrects`](crate::Said::corrects). The stream returns all other happenings at once.
#[must_use = "a stream does nothing before it is polled"]
pub struct Settled<S> {
    stream: S,
    silence: Duration,
    /// Latest versions of unsettled sentences, in the order of the first versions.
    waiting: VecDeque<Waiting>,
    /// Returned texts, by sentence id.
    given: HashMap<String, Given>,
    clock: u64,
    timer: Option<Pin<Box<Sleep>>>,
    is_over: bool,
}

struct Waiting {
    sentence_id: String,
    happening: Happening,
    settles: Instant,
}

struct Given {
    text: Sensitive,
    /// Position in the order in which texts were returned.
    clock: u64,
}

// The stream is never pinned.
impl<S> Unpin for Settled<S> {}

impl<S> Settled<S> {
    pub(crate) fn new(stream: S, silence: Duration) -> Self {
        let (waiting, given) = (VecDeque::new(), HashMap::new());
        Self { stream, silence, waiting, given, clock: 0, timer: None, is_over: false }
    }

    /// Returns the stream of all versions, for example to get its cursor or its end.
    pub fn get_ref(&self) -> &S {
        &self.stream
    }

    /// Returns the waiting sentences in their latest versions, and no longer waits for newer versions. A program can call
    /// this method before it saves the cursor of the stream and ends.
    pub fn settle_now(&mut self) -> Vec<Happening> {
        let waiting = std::mem::take(&mut self.waiting);
        waiting.into_iter().filter_map(|waiting| self.give(waiting)).collect()
    }

    /// Takes a version of a sentence. Returns any other happening.
    fn take(&mut self, happening: Happening) -> Option<Happening> {
        let Happened::Said(said) = &happening.happened else { return Some(happening) };
        let Some(sentence_id) = said.sentence_id.clone() else { return Some(happening) };
        let settles = later(Instant::now(), self.silence);
        match self.waiting.iter_mut().find(|waiting| waiting.sentence_id == sentence_id) {
            Some(waiting) => (waiting.happening, waiting.settles) = (happening, settles),
            None => self.waiting.push_back(Waiting { sentence_id, happening, settles }),
        }
        None
    }

    /// Returns a settled sentence.
    fn due(&mut self) -> Option<Happening> {
        let now = Instant::now();
        loop {
            let is_due = |waiting: &Waiting| self.is_over || waiting.settles <= now;
            let index = match self.waiting.iter().position(is_due) {
                Some(index) => index,
                None if self.waiting.len() > SENTENCES => 0,
                None => return None,
            };
            let waiting = self.waiting.remove(index)?;
            if let Some(happening) = self.give(waiting) {
                return Some(happening);
            }
        }
    }

    /// Returns a sentence, unless the same text was returned before.
    fn give(&mut self, waiting: Waiting) -> Option<Happening> {
        let Waiting { sentence_id, mut happening, .. } = waiting;
        let Happened::Said(said) = &mut happening.happened else { return Some(happening) };
        self.clock += 1;
        let given = Given { text: said.text.clone(), clock: self.clock };
        let before = self.given.insert(sentence_id, given).map(|before| before.text);
        if before.as_ref() == Some(&said.text) {
            return None;
        }
        said.corrects = before;
        if self.given.len() > SENTENCES {
            let oldest = self.given.iter().min_by_key(|(_, given)| given.clock).map(|(id, _)| id.clone());
            oldest.map(|id| self.given.remove(&id));
        }
        Some(happening)
    }
}

impl<S: Stream<Item = Result<Happening, Error>> + Unpin> Settled<S> {
    /// Returns the next happening; `None` after the last one.
    ///
    /// This method is cancel-safe: dropping the future loses nothing.
    ///
    /// # Errors
    ///
    /// Returns the errors of the stream of all versions.
    pub async fn try_next(&mut self) -> Result<Option<Happening>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }
}

impl<S: Stream<Item = Result<Happening, Error>> + Unpin> Stream for Settled<S> {
    type Item = Result<Happening, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(happening) = this.due() {
                return Poll::Ready(Some(Ok(happening)));
            }
            if this.is_over {
                return Poll::Ready(None);
            }
            match Pin::new(&mut this.stream).poll_next(context) {
                Poll::Ready(Some(Ok(happening))) => {
                    if let Some(happening) = this.take(happening) {
                        return Poll::Ready(Some(Ok(happening)));
                    }
                }
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) => this.is_over = true,
                Poll::Pending => {
                    let Some(next) = this.waiting.iter().map(|waiting| waiting.settles).min() else {
                        return Poll::Pending;
                    };
                    let timer = this.timer.get_or_insert_with(|| Box::pin(sleep_until(next)));
                    timer.as_mut().reset(next);
                    if timer.as_mut().poll(context).is_pending() {
                        return Poll::Pending;
                    }
                }
            }
        }
    }
}

impl<S: fmt::Debug> fmt::Debug for Settled<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settled")
            .field("stream", &self.stream)
            .field("silence", &self.silence)
            .field("waiting", &self.waiting.len())
            .finish_non_exhaustive()
    }
}
