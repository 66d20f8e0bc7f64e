//! Random sequences of pages: the follower returns each happening once and in order, without an endless loop or a busy loop.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::time::Instant;
use vc_api::MeetingEnd;
use vc_api::testing::{HttpReply, Platform};

use crate::support::bot;

/// Response of the platform to one poll.
#[derive(Debug, Clone)]
enum PollResponse {
    /// Page that first repeats the last entries of the previous pages, and then contains new entries.
    Page {
        /// Number of new entries.
        entries: usize,
        /// Number of repeated entries.
        again: usize,
        more: bool,
    },
    /// Page without entries.
    Empty {
        new_token: bool,
        more: bool,
    },
    /// Page without a page token.
    NoToken {
        entries: usize,
    },
    /// Page that repeats the page token of the request.
    SameToken {
        entries: usize,
        more: bool,
    },
    Fault(u16),
    RateLimit(u8),
}

fn response() -> impl Strategy<Value = PollResponse> {
    prop_oneof![
        4 => (0..4_usize, 0..3_usize, any::<bool>()).prop_map(|(entries, again, more)| PollResponse::Page { entries, again, more }),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(new_token, more)| PollResponse::Empty { new_token, more }),
        1 => (0..3_usize).prop_map(|entries| PollResponse::NoToken { entries }),
        1 => (0..3_usize, any::<bool>()).prop_map(|(entries, more)| PollResponse::SameToken { entries, more }),
        1 => prop_oneof![Just(502), Just(503), Just(200)].prop_map(PollResponse::Fault),
        1 => (0..9_u8).prop_map(PollResponse::RateLimit),
    ]
}

fn entry(index: usize) -> Value {
    let text = format!("text {index}");
    json!({ "event_id": index.to_string(), "payload": { "activity_event_type": "chat_received",
        "chat_received_items": [{ "operator": { "id": "ou_1" }, "content": text, "send_time": 1_790_000_000_000_u64 + 1000 * index as u64 }] } })
}

/// Platform that responds to each poll with the next `PollResponse`. A page token begins with the index of the first new
/// entry of the requested page.
struct PollServer {
    left: Vec<PollResponse>,
    /// Number of entries that the platform has created.
    entries_created: usize,
    salt: usize,
}

impl PollServer {
    fn respond(&mut self, token: Option<&str>, start_time: Option<&str>) -> HttpReply {
        let from_time = start_time.and_then(|time| time.parse::<usize>().ok()).map(|time| time - 1_790_000_000);
        let start = token.and_then(|token| token.split('.').next()?.parse().ok()).or(from_time).unwrap_or(0);
        let Some(response) = self.left.pop() else {
            // After the last `PollResponse`, the platform first responds with the remaining entries, if there are any. Then
            // the platform responds that the meeting has ended.
            if start < self.entries_created {
                return page(start..self.entries_created, Some(format!("{}.end", self.entries_created)), false);
            }
            return HttpReply::json(400, &json!({ "code": 20_001, "msg": "the meeting has ended" }));
        };
        self.salt += 1;
        let salt = self.salt;
        match response {
            PollResponse::Page { entries, again, more } => {
                self.entries_created = self.entries_created.max(start + entries);
                page(start.saturating_sub(again)..start + entries, Some(format!("{}.{salt}", start + entries)), more)
            }
            PollResponse::Empty { new_token: true, more } => page(0..0, Some(format!("{start}.{salt}")), more),
            PollResponse::Empty { new_token: false, more } => page(0..0, token.map(str::to_owned), more),
            PollResponse::NoToken { entries } => {
                self.entries_created = self.entries_created.max(start + entries);
                page(start..start + entries, None, false)
            }
            PollResponse::SameToken { entries, more } => {
                self.entries_created = self.entries_created.max(start + entries);
                page(start..start + entries, token.map(str::to_owned), more)
            }
            PollResponse::Fault(status) => HttpReply::html(status),
            PollResponse::RateLimit(seconds) => {
                let refusal = HttpReply::json(429, &json!({ "code": 99_991_400, "msg": "too many" }));
                refusal.header("x-ogw-ratelimit-reset", &seconds.to_string())
            }
        }
    }
}

fn page(entries: std::ops::Range<usize>, token: Option<String>, more: bool) -> HttpReply {
    let entries: Vec<Value> = entries.map(entry).collect();
    HttpReply::data(&json!({ "events": entries, "page_token": token, "has_more": more }))
}

async fn follow(responses: Vec<PollResponse>) {
    let platform = Platform::start().await;
    let count = responses.len();
    let script = Arc::new(Mutex::new(PollServer { left: responses, entries_created: 0, salt: 0 }));
    let scripted = Arc::clone(&script);
    platform.on_request(move |request| {
        let (token, start) = (request.parameter("page_token"), request.parameter("start_time"));
        let is_asked = request.path().ends_with("bots/events");
        is_asked.then(|| scripted.lock().unwrap().respond(token.as_deref(), start.as_deref()))
    });
    let mut follower = bot(&platform).bots().follow("7651377260537433001");
    let (mut told, mut errors, start) = (Vec::new(), 0, Instant::now());
    loop {
        match tokio::time::timeout(Duration::from_secs(3600), follower.try_next()).await.unwrap() {
            Ok(Some(happening)) => told.push(happening.id.unwrap().parse::<usize>().unwrap()),
            Ok(None) => break,
            Err(_) => errors += 1,
        }
        assert!(errors <= count, "an error more than there were faults");
    }
    assert_eq!(follower.end(), Some(MeetingEnd::Over));
    let entries_created = script.lock().unwrap().entries_created;
    assert_eq!(told, (0..entries_created).collect::<Vec<_>>());
    // At the start, and after each page with new entries, the follower may send a few requests without a pause. Before every
    // further request, the follower waits at least a second.
    let seconds = usize::try_from(start.elapsed().as_secs()).unwrap();
    assert!(
        platform.requests().len() <= 3 * entries_created + 6 + 2 * seconds,
        "{} requests in {seconds} s",
        platform.requests().len()
    );
}

proptest! {
    #![proptest_config(crate::support::cases())]

    #[test]
    fn of_pages_give_each_happening_once(responses in vec(response(), 0..20)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(follow(responses));
    }
}

#[tokio::test(start_paused = true)]
async fn without_news_are_requested_slowly() {
    // In the first case, each page has a new page token but no entries. In the second case, two page tokens alternate.
    for entries in [0..0, 0..2] {
        let platform = Platform::start().await;
        platform.on_request(move |request| {
            let token = format!("{}", request.before() % if entries.is_empty() { usize::MAX } else { 2 });
            request.path().ends_with("bots/events").then(|| page(entries.clone(), Some(token), true))
        });
        let mut follower = bot(&platform).bots().follow("7651377260537433001");
        let followed = async { while follower.try_next().await.unwrap().is_some() {} };
        tokio::time::timeout(Duration::from_secs(60), followed).await.unwrap_err();
        // The follower sends 3 requests without a pause, then further requests after pauses of 1, 2, 3 and 4 seconds, and
        // then a request every 5 seconds.
        let asked = platform.requests().iter().filter(|request| request.path().ends_with("bots/events")).count();
        assert!((14..=20).contains(&asked), "{asked}");
    }
}
