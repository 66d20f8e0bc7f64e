//! Keeping under the rate limits that the spec states.

use std::collections::{HashMap, VecDeque};
use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use tokio::sync::{Notify, Semaphore};
use tokio::time::{Instant, sleep_until};

use crate::runtime::operation::endpoint::{EndpointInfo, RateLimit};
use crate::runtime::util::lock::lock;

/// The paces of a client, one for each operation and tenant, as the platform counts.
#[derive(Default)]
pub(crate) struct Paces(Mutex<HashMap<Counted, Arc<Pace>>>);

/// What the platform counts: the calls of an operation, for a tenant.
type Counted = (&'static str, Arc<str>);

impl Paces {
    /// Waits until the operation may be called again.
    pub(crate) async fn turn(&self, operation: &'static EndpointInfo, tenant: &Arc<str>) -> Turn {
        let mut turns = Vec::new();
        for window in &self.pace(operation, tenant).0 {
            turns.push(window.turn().await);
        }
        turns.iter_mut().for_each(|place| place.is_used = true);
        Turn(turns)
    }

    fn pace(&self, operation: &'static EndpointInfo, tenant: &Arc<str>) -> Arc<Pace> {
        let mut paces = lock(&self.0);
        let pace = paces.entry((operation.id, Arc::clone(tenant)));
        Arc::clone(pace.or_insert_with(|| Arc::new(Pace::new(operation.rate_limit))))
    }
}

/// The limits of an operation.
struct Pace(Vec<Arc<Window>>);

impl Pace {
    fn new(limit: RateLimit) -> Self {
        let limits = [(limit.per_minute, Duration::from_secs(60)), (limit.per_second, Duration::from_secs(1))];
        let windows = limits.into_iter().filter_map(|(calls, length)| Some(Arc::new(Window::new(calls?, length))));
        Self(windows.collect())
    }
}

/// So many calls in any time of that length.
///
/// A call keeps its place from before it is sent until the length of the window after its response came. The platform
/// receives it somewhere in between, so that however long calls travel, it never receives more in any such time.
struct Window {
    length: Duration,
    places: Semaphore,
    /// When the places of finished calls become free, the earliest first.
    free: Mutex<VecDeque<Instant>>,
    /// There is a time in `free` after there was none.
    finished: Notify,
}

impl Window {
    fn new(calls: u32, length: Duration) -> Self {
        let places = Semaphore::new(usize::try_from(calls.max(1)).unwrap_or(Semaphore::MAX_PERMITS));
        Self { length, places, free: Mutex::default(), finished: Notify::new() }
    }

    async fn turn(self: &Arc<Self>) -> Place {
        let mut place = pin!(self.places.acquire());
        loop {
            let mut finished = pin!(self.finished.notified());
            let mut next = self.give_back().map(|time| Box::pin(sleep_until(time)));
            let placed = poll_fn(|context| {
                if let Poll::Ready(place) = place.as_mut().poll(context) {
                    return Poll::Ready(Some(place));
                }
                let finished = finished.as_mut().poll(context).is_ready();
                let is_time = next.as_mut().is_some_and(|next| next.as_mut().poll(context).is_ready());
                if finished || is_time { Poll::Ready(None) } else { Poll::Pending }
            });
            if let Some(place) = placed.await {
                // It is given back when the window is over, not when it is dropped.
                place.map(|place| place.forget()).ok();
                return Place { window: Arc::clone(self), is_used: false };
            }
        }
    }

    /// Frees the places whose time has come, and tells when that of the next one comes.
    fn give_back(&self) -> Option<Instant> {
        let now = Instant::now();
        let mut free = lock(&self.free);
        while free.front().is_some_and(|time| *time <= now) {
            free.pop_front();
            self.places.add_permits(1);
        }
        free.front().copied()
    }
}

/// Leave to send one call; dropped when its response is there.
pub(crate) struct Turn(#[expect(dead_code, reason = "it is kept to be dropped")] Vec<Place>);

struct Place {
    window: Arc<Window>,
    /// Whether the call was sent. One that was cancelled while it waited for another limit was not.
    is_used: bool,
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.is_used {
            let mut free = lock(&self.window.free);
            // Those who wait for an earlier time need not be told of this one.
            if free.is_empty() {
                self.window.finished.notify_waiters();
            }
            free.push_back(Instant::now() + self.window.length);
        } else {
            self.window.places.add_permits(1);
        }
    }
}
