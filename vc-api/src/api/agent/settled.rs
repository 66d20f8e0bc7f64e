//! Sentences when they no longer change.

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

/// Number of sentences that may wait, and of those whose text may still be corrected.
const SENTENCES: usize = 1024;

/// Stream of happenings in which each sentence comes when it no longer changes; from
/// [`Follower::settled`](crate::Follower::settled).
///
/// A sentence is settled when no version of it came for some time, or the meeting is over. The next sentence of its speaker
/// does not settle it, since the platform corrects sentences later. A version that comes after a sentence was given is given
/// in its turn, with the text that it corrects: see [`Said::corrects`](crate::Said::corrects). All other happenings pass at
/// once.
#[must_use = "nothing is sent before it is polled"]
pub struct Settled<S> {
    stream: S,
    silence: Duration,
    /// Latest versions of sentences that are not settled, in the order in which the sentences began.
    waiting: VecDeque<Waiting>,
    /// Texts that were given, by the ids of their sentences.
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
    /// Tells which was given first.
    clock: u64,
}

// The stream is never pinned.
impl<S> Unpin for Settled<S> {}

impl<S> Settled<S> {
    pub(crate) fn new(stream: S, silence: Duration) -> Self {
        let (waiting, given) = (VecDeque::new(), HashMap::new());
        Self { stream, silence, waiting, given, clock: 0, timer: None, is_over: false }
    }

    /// Returns the stream of all versions, such as to ask for its cursor or its end.
    pub fn get_ref(&self) -> &S {
        &self.stream
    }

    /// Returns the sentences that wait, as they are, and forgets that they wait: before a program ends, for example, and
    /// keeps the cursor of the stream.
    pub fn settle_now(&mut self) -> Vec<Happening> {
        let waiting = std::mem::take(&mut self.waiting);
        waiting.into_iter().filter_map(|waiting| self.give(waiting)).collect()
    }

    /// Takes a version of a sentence; the happening back if it is something else.
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

    /// Returns a sentence that is settled.
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

    /// Gives a sentence, unless its text was given already.
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
    /// Cancel-safe: nothing is lost when the future is dropped.
    ///
    /// # Errors
    ///
    /// Those of the stream of all versions.
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
