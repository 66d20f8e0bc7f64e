//! Pacing, which keeps calls below the rate limits in the spec.

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

/// Counts of the recent calls of a client, for each operation and tenant. The platform counts calls in the same way.
#[derive(Default)]
pub(crate) struct Pacing(Mutex<Known>);

/// The [`CallWindows`] of each operation and tenant. A cleanup removes the entries that delay no call.
#[derive(Default)]
struct Known {
    windows: HashMap<Counted, Arc<CallWindows>>,
    /// Number of entries in `windows` at which the next cleanup runs.
    cleanup_at: usize,
}

/// Key of [`CallWindows`]: the operation and the tenant of the counted calls.
type Counted = (&'static str, Arc<str>);

impl Pacing {
    /// Waits until the rate limit allows another call of the operation.
    pub(crate) async fn turn(&self, operation: &'static EndpointInfo, tenant: &Arc<str>) -> Turn {
        let mut turns = Vec::new();
        for window in &self.windows_of(operation, tenant).0 {
            turns.push(window.turn().await);
        }
        Turn(turns)
    }

    fn windows_of(&self, operation: &'static EndpointInfo, tenant: &Arc<str>) -> Arc<CallWindows> {
        let mut known = lock(&self.0);
        let key = (operation.id, Arc::clone(tenant));
        if let Some(windows) = known.windows.get(&key) {
            return Arc::clone(windows);
        }
        known.forget_the_idle();
        Arc::clone(known.windows.entry(key).or_insert_with(|| Arc::new(CallWindows::new(operation.rate_limit))))
    }
}

impl Known {
    /// Removes the entries that delay no call, such as the entry of a tenant without recent calls.
    ///
    /// The cleanup runs only after the number of entries has doubled, so the total cost of the cleanups is proportional to
    /// the number of new entries.
    fn forget_the_idle(&mut self) {
        if self.windows.len() >= self.cleanup_at {
            self.windows.retain(|_, windows| Arc::strong_count(windows) > 1 || windows.counts_a_call());
            self.cleanup_at = 2 * self.windows.len() + 16;
        }
    }
}

/// Count of the recent calls of one operation for one tenant, with one window for each rate limit of the operation.
struct CallWindows(Vec<Arc<Window>>);

impl CallWindows {
    fn new(limit: RateLimit) -> Self {
        let limits = [(limit.per_minute, Duration::from_secs(60)), (limit.per_second, Duration::from_secs(1))];
        let windows = limits.into_iter().filter_map(|(calls, length)| Some(Arc::new(Window::new(calls?, length))));
        Self(windows.collect())
    }

    /// Returns whether a call still counts toward a rate limit.
    fn counts_a_call(&self) -> bool {
        self.0.iter().any(|window| Arc::strong_count(window) > 1 || window.give_back().is_some())
    }
}

/// Rate limit: a maximum number of calls in any period of the duration `length`.
///
/// The window has one place for each allowed call. A call takes a place before its request. The place becomes free when the
/// time `length` has passed since the response. The platform receives the request before it sends the response. Therefore,
/// even on a slow network, the platform never receives more calls in a period than the maximum.
struct Window {
    length: Duration,
    places: Semaphore,
    /// Times at which the places of finished calls become free for further calls. The earliest time comes first.
    free: Mutex<VecDeque<Instant>>,
    /// Signal that wakes the waiting calls when `free` is no longer empty.
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
                // Without `forget`, the permit would return to the semaphore too early. The window returns the permit later.
                place.map(|place| place.forget()).ok();
                return Place { window: Arc::clone(self), is_used: false };
            }
        }
    }

    /// Frees one place for each past time in `free`. Returns the time at which the next place becomes free.
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

/// Permission to send one attempt of a call, within the rate limits. The client drops the permission after the response.
pub(crate) struct Turn(Vec<Place>);

impl Turn {
    /// Records that the client sends the call. The platform may count the call from now on.
    pub(crate) fn is_used(&mut self) {
        self.0.iter_mut().for_each(|place| place.is_used = true);
    }
}

struct Place {
    window: Arc<Window>,
    /// Whether the client sent the call. If the call ends before the client sends the call, for example during the wait for
    /// the token, the place in the window becomes free at once.
    is_used: bool,
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.is_used {
            let mut free = lock(&self.window.free);
            // If `free` already contains a time, the waiting calls wait for this time. They need no notification.
            if free.is_empty() {
                self.window.finished.notify_waiters();
            }
            free.push_back(Instant::now() + self.window.length);
        } else {
            self.window.places.add_permits(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::operation::endpoint::ResponseShape;
    use crate::runtime::operation::method::Method;

    static INFO: EndpointInfo = EndpointInfo {
        id: "room.create",
        method: Method::Post,
        path: "/rooms",
        tokens: &[],
        scopes: &[],
        field_scopes: &[],
        rate_limit: RateLimit { per_minute: Some(20), per_second: None },
        app_types: &[],
        idempotent: false,
        response: ResponseShape::Nothing,
        errors: &[],
        sensitive: false,
        deprecated: false,
        documentation: None,
    };

    /// Makes a call for a tenant. The call ends at once.
    async fn call(pacing: &Pacing, tenant: usize) {
        pacing.turn(&INFO, &tenant.to_string().into()).await.is_used();
    }

    fn known(pacing: &Pacing) -> usize {
        lock(&pacing.0).windows.len()
    }

    #[tokio::test(start_paused = true)]
    async fn tenants_that_are_gone_are_forgotten() {
        let pacing = Pacing::default();
        for tenant in 0..10_000 {
            call(&pacing, tenant).await;
            tokio::time::advance(Duration::from_secs(10)).await;
        }
        // Six tenants made a call within the last minute, so a cleanup keeps six entries. The next cleanup runs at 2 * 6 +
        // 16 entries, and the last call adds one entry.
        assert!(known(&pacing) <= 2 * 6 + 17, "{}", known(&pacing));
    }

    /// A cleanup keeps the entry of a tenant if a call waits, is in progress, or ended within the last minute.
    #[tokio::test(start_paused = true)]
    async fn entries_that_count_a_call_are_kept() {
        let pacing = Pacing::default();
        let limit = usize::try_from(INFO.rate_limit.per_minute.unwrap()).unwrap();
        let tenant: Arc<str> = "tenant".into();
        let flood = async |first: usize| {
            for other in first..first + 1000 {
                call(&pacing, other).await;
            }
        };
        let started = Instant::now();
        let mut held = Vec::new();
        for _ in 0..limit {
            held.push(pacing.turn(&INFO, &tenant).await);
        }
        // The calls of 1000 other tenants cause cleanups while the calls of `tenant` are in progress.
        flood(0).await;
        let mut next = Box::pin(pacing.turn(&INFO, &tenant));
        assert!(poll_fn(|context| Poll::Ready(next.as_mut().poll(context).is_pending())).await);
        // The calls of 1000 other tenants cause cleanups while the next call of `tenant` waits.
        flood(1000).await;
        held.iter_mut().for_each(Turn::is_used);
        drop(held);
        // The calls of 1000 other tenants cause cleanups. The calls of `tenant` have ended, but the rate limit still counts
        // them.
        flood(2000).await;
        next.await.is_used();
        assert!(started.elapsed() >= Duration::from_secs(60));
        flood(3000).await;
        for _ in 1..limit {
            pacing.turn(&INFO, &tenant).await.is_used();
        }
        flood(4000).await;
        let started = Instant::now();
        pacing.turn(&INFO, &tenant).await.is_used();
        assert!(started.elapsed() >= Duration::from_secs(60));
    }
}
