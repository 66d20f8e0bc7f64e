//! Printed lines about the received requests, and the counts of these requests.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Weak};

use vc_api::testing::{Observed, Platform};

use crate::printing::print;

/// Counts of all requests, and of the requests that differ from the spec.
#[derive(Debug, Default)]
pub(crate) struct Requests {
    all: AtomicUsize,
    differing: AtomicUsize,
}

impl Requests {
    /// Prints and counts all requests from now on.
    pub(crate) fn observe(platform: &Arc<Platform>) -> Arc<Self> {
        let requests = Arc::new(Self::default());
        let (counts, weak) = (Arc::clone(&requests), Arc::downgrade(platform));
        platform.observe(move |observed| counts.take(&weak, observed));
        requests
    }

    fn take(&self, platform: &Weak<Platform>, observed: &Observed<'_>) {
        self.all.fetch_add(1, Ordering::Relaxed);
        if !differences(observed).is_empty() {
            self.differing.fetch_add(1, Ordering::Relaxed);
        }
        print(&lines(observed));
        if let Some(platform) = platform.upgrade() {
            platform.forget_requests();
        }
    }

    /// Returns the number of requests that differ from the spec.
    pub(crate) fn differing(&self) -> usize {
        self.differing.load(Ordering::Relaxed)
    }

    pub(crate) fn summary(&self) -> String {
        let all = self.all.load(Ordering::Relaxed);
        format!("serve: requests: {all}; with differences from the spec: {}", self.differing())
    }
}

/// Returns the line about a request, followed by one line for each difference.
///
/// Leaves out the headers, the query and the values of the body, because they may contain tokens and private data.
fn lines(observed: &Observed<'_>) -> String {
    let (request, status) = (observed.request, observed.status);
    let operation = observed.operation.map_or("-", |operation| operation.id);
    let mut text = format!("{} {} {operation} {status}", request.method(), request.path());
    if let Some(code) = observed.code.filter(|code| *code != 0) {
        write!(text, " (code {code})").ok();
    }
    for difference in differences(observed) {
        write!(text, "\n    {}", printable(&difference)).ok();
    }
    text
}

fn differences(observed: &Observed<'_>) -> Vec<String> {
    if observed.operation.is_none() && observed.status == 404 {
        return vec!["the spec has no such operation".to_owned()];
    }
    observed.differences.to_vec()
}

/// Replaces control characters. The names in a difference come from the request, and must not control the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}
