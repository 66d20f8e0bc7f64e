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

/// Maximum number of unsettled sentences in a [`Settled`] stream. Also the maximum number of settled sentences that the
/// stream remembers, to detect corrections.
const SENTENCES: usize = 1024;

/// Stream of happenings without the unsettled versions of sentences. [`Follower::settled`](crate::Follower::settled) creates
/// the stream.
///
/// A sentence is settled when no new version has arrived for some time, or when the meeting is over. The next sentence of
/// the same speaker does not settle the earlier sentence, because the platform may still correct the earlier sentence.
///
/// If the platform corrects a settled sentence, the stream waits until the correction is settled, and then returns the
/// correction. [`Said::corrects`](crate::Said::corrects) of the correction contains the earlier text. Happenings that are
/// not sentences do not wait.
#[must_use = "a stream does nothing before it is polled"]
pub struct Settled<S> {
    stream: S,
    silence: Duration,
    /// Latest versions of unsettled sentences, in the order in which the first versions arrived.
    waiting: VecDeque<Waiting>,
    /// Texts that this stream has returned, by sentence id.
    returned: HashMap<String, Returned>,
    sequence: u64,
    timer: Option<Pin<Box<Sleep>>>,
    is_over: bool,
}

struct Waiting {
    sentence_id: String,
    happening: Happening,
    settles: Instant,
}

struct Returned {
    text: Sensitive,
    /// Number that orders the returned texts. A later text has a higher number.
    sequence: u64,
}

// No method pins a field of `Settled`, so `Unpin` is correct for any `S`.
impl<S> Unpin for Settled<S> {}

impl<S> Settled<S> {
    pub(crate) fn new(stream: S, silence: Duration) -> Self {
        let (waiting, returned) = (VecDeque::new(), HashMap::new());
        Self { stream, silence, waiting, returned, sequence: 0, timer: None, is_over: false }
    }

    /// Returns the underlying stream, for example to get its cursor or the reason for its end. The underlying stream
    /// contains all versions of each sentence.
    pub fn get_ref(&self) -> &S {
        &self.stream
    }

    /// Returns the latest version of each unsettled sentence at once, without the usual wait. Before a program ends, the
    /// program can call this method, and then save the cursor of the stream.
    pub fn settle_now(&mut self) -> Vec<Happening> {
        let waiting = std::mem::take(&mut self.waiting);
        waiting.into_iter().filter_map(|waiting| self.return_once(waiting)).collect()
    }

    /// Stores a version of a sentence until the sentence is settled. Returns any happening that is not a sentence.
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

    /// Returns the next settled sentence; `None` if no sentence is settled.
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
            if let Some(happening) = self.return_once(waiting) {
                return Some(happening);
            }
        }
    }

    /// Returns a settled sentence. Returns `None` if the stream already returned the sentence with the same text.
    fn return_once(&mut self, waiting: Waiting) -> Option<Happening> {
        let Waiting { sentence_id, mut happening, .. } = waiting;
        let Happened::Said(said) = &mut happening.happened else { return Some(happening) };
        self.sequence += 1;
        let returned = Returned { text: said.text.clone(), sequence: self.sequence };
        let before = self.returned.insert(sentence_id, returned).map(|before| before.text);
        if before.as_ref() == Some(&said.text) {
            return None;
        }
        said.corrects = before;
        if self.returned.len() > SENTENCES {
            let oldest = self.returned.iter().min_by_key(|(_, returned)| returned.sequence).map(|(id, _)| id.clone());
            oldest.map(|id| self.returned.remove(&id));
        }
        Some(happening)
    }
}

impl<S: Stream<Item = Result<Happening, Error>> + Unpin> Settled<S> {
    /// Returns the next happening; `None` after the end of the stream.
    ///
    /// This method is cancel-safe: dropping the future loses no happening.
    ///
    /// # Errors
    ///
    /// Returns the errors of the underlying stream.
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
