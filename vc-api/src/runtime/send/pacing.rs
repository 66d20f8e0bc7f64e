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

/// Paces of a client. Like the platform, the client counts the calls for each operation and tenant, with one pace for each.
#[derive(Default)]
pub(crate) struct Paces(Mutex<Known>);

/// Paces in memory. Idle paces stay until the next cleanup.
#[derive(Default)]
struct Known {
    paces: HashMap<Counted, Arc<Pace>>,
    /// Number of paces at which the next cleanup runs.
    enough: usize,
}

/// Key of a count on the platform: the operation and the tenant.
type Counted = (&'static str, Arc<str>);

impl Paces {
    /// Waits until the rate limit allows another call of the operation.
    pub(crate) async fn turn(&self, operation: &'static EndpointInfo, tenant: &Arc<str>) -> Turn {
        let mut turns = Vec::new();
        for window in &self.pace(operation, tenant).0 {
            turns.push(window.turn().await);
        }
        Turn(turns)
    }

    fn pace(&self, operation: &'static EndpointInfo, tenant: &Arc<str>) -> Arc<Pace> {
        let mut known = lock(&self.0);
        let key = (operation.id, Arc::clone(tenant));
        if let Some(pace) = known.paces.get(&key) {
            return Arc::clone(pace);
        }
        known.forget_the_idle();
        Arc::clone(known.paces.entry(key).or_insert_with(|| Arc::new(Pace::new(operation.rate_limit))))
    }
}

impl Known {
    /// Removes the paces that delay no call, such as those of former tenants. A new pace in the same place has the same
    /// effect.
    ///
    /// The cleanup runs each time the number of paces has doubled, so its cost is proportional to the cost of the
    /// insertions.
    fn forget_the_idle(&mut self) {
        if self.paces.len() >= self.enough {
            self.paces.retain(|_, pace| Arc::strong_count(pace) > 1 || pace.matters());
            self.enough = 2 * self.paces.len() + 16;
        }
    }
}

/// Pace of an operation, with one window for each rate limit of the operation.
struct Pace(Vec<Arc<Window>>);

impl Pace {
    fn new(limit: RateLimit) -> Self {
        let limits = [(limit.per_minute, Duration::from_secs(60)), (limit.per_second, Duration::from_secs(1))];
        let windows = limits.into_iter().filter_map(|(calls, length)| Some(Arc::new(Window::new(calls?, length))));
        Self(windows.collect())
    }

    /// Returns whether a call has a place now or had a place recently.
    fn matters(&self) -> bool {
        self.0.iter().any(|window| Arc::strong_count(window) > 1 || window.give_back().is_some())
    }
}

/// Limit of the number of calls in any period of this length.
///
/// A call takes a place before the client sends the call. The place becomes free one window length after the response. The
/// platform receives the call between these two times. It therefore never receives more calls in any such period, however
/// long the calls travel.
struct Window {
    length: Duration,
    places: Semaphore,
    /// Times at which the places of finished calls become free, the earliest first.
    free: Mutex<VecDeque<Instant>>,
    /// Notification of the first time in an empty `free`.
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
                // The window gives the place back later, so the permit must not do it on drop.
                place.map(|place| place.forget()).ok();
                return Place { window: Arc::clone(self), is_used: false };
            }
        }
    }

    /// Frees the places that are due, and returns the time at which the next place becomes free.
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

/// Turn of one call. The client drops the turn after the response.
pub(crate) struct Turn(Vec<Place>);

impl Turn {
    /// Records that the client sends the call. From now on the platform may count it.
    pub(crate) fn is_used(&mut self) {
        self.0.iter_mut().for_each(|place| place.is_used = true);
    }
}

struct Place {
    window: Arc<Window>,
    /// Whether the client sent the call. A call may also end while it waits for another limit or for its token.
    is_used: bool,
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.is_used {
            let mut free = lock(&self.window.free);
            // Calls that wait for an earlier time need no notification.
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

    /// Makes a call for a tenant. The response of the call comes at once.
    async fn call(paces: &Paces, tenant: usize) {
        paces.turn(&INFO, &tenant.to_string().into()).await.is_used();
    }

    fn known(paces: &Paces) -> usize {
        lock(&paces.0).paces.len()
    }

    #[tokio::test(start_paused = true)]
    async fn tenants_that_are_gone_are_forgotten() {
        let paces = Paces::default();
        for tenant in 0..10_000 {
            call(&paces, tenant).await;
            tokio::time::advance(Duration::from_secs(10)).await;
        }
        // Six of the tenants called within the last minute.
        assert!(known(&paces) <= 2 * 6 + 17, "{}", known(&paces));
    }

    /// The cleanup keeps the pace of a tenant with calls in the last minute, with calls under way or with waiting calls.
    #[tokio::test(start_paused = true)]
    async fn paces_that_matter_are_kept() {
        let paces = Paces::default();
        let limit = usize::try_from(INFO.rate_limit.per_minute.unwrap()).unwrap();
        let tenant: Arc<str> = "tenant".into();
        let flood = async |first: usize| {
            for other in first..first + 1000 {
                call(&paces, other).await;
            }
        };
        let started = Instant::now();
        let mut held = Vec::new();
        for _ in 0..limit {
            held.push(paces.turn(&INFO, &tenant).await);
        }
        // The calls are under way.
        flood(0).await;
        let mut next = Box::pin(paces.turn(&INFO, &tenant));
        assert!(poll_fn(|context| Poll::Ready(next.as_mut().poll(context).is_pending())).await);
        // Another call waits.
        flood(1000).await;
        held.iter_mut().for_each(Turn::is_used);
        drop(held);
        // The calls have ended, but still count.
        flood(2000).await;
        next.await.is_used();
        assert!(started.elapsed() >= Duration::from_secs(60));
        flood(3000).await;
        for _ in 1..limit {
            paces.turn(&INFO, &tenant).await.is_used();
        }
        flood(4000).await;
        let started = Instant::now();
        paces.turn(&INFO, &tenant).await.is_used();
        assert!(started.elapsed() >= Duration::from_secs(60));
    }
}
