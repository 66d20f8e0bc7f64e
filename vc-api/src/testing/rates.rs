//! Rate limits of the spec.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::Instant;

use super::fault::rate_limited;
use super::refusal::Refusal;
use crate::runtime::operation::endpoint::EndpointInfo;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// Numbers of calls in the current window of each rate limit, by operation and tenant.
#[derive(Debug, Default)]
pub(crate) struct Rates(HashMap<(&'static str, String, Duration), Window>);

#[derive(Debug)]
struct Window {
    opened: Instant,
    calls: u32,
}

impl Rates {
    /// Counts a call. Refuses the call if the rate limit is exceeded.
    pub(crate) fn count(&mut self, info: &'static EndpointInfo, tenant: &str) -> Result<(), Refusal> {
        let limits = [(info.rate_limit.per_second, SECOND), (info.rate_limit.per_minute, MINUTE)];
        for (limit, length) in limits.into_iter().filter_map(|(limit, length)| Some((limit?, length))) {
            let now = Instant::now();
            let key = (info.id, tenant.to_owned(), length);
            let window = self.0.entry(key).or_insert(Window { opened: now, calls: 0 });
            if now.duration_since(window.opened) >= length {
                *window = Window { opened: now, calls: 0 };
            }
            if window.calls >= limit {
                let left = length.saturating_sub(now.duration_since(window.opened));
                return Err(rate_limited(Some(limit), left));
            }
            window.calls += 1;
        }
        Ok(())
    }
}
