//! Any sequence of pages: each happening is given once and in order, without an endless loop or a busy loop.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::time::Instant;
use vc_api::MeetingEnd;
use vc_api::testing::{HttpReply, Platform};

use crate::support::bot;

/// Reaction of the platform to one request.
#[derive(Debug, Clone)]
enum Turn {
    /// Page with `entries` new entries, and the last `again` entries of the page before.
    Page {
        entries: usize,
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
    /// Page with its own page token as the next one.
    SameToken {
        entries: usize,
        more: bool,
    },
    Fault(u16),
    RateLimit(u8),
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        4 => (0..4_usize, 0..3_usize, any::<bool>()).prop_map(|(entries, again, more)| Turn::Page { entries, again, more }),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(new_token, more)| Turn::Empty { new_token, more }),
        1 => (0..3_usize).prop_map(|entries| Turn::NoToken { entries }),
        1 => (0..3_usize, any::<bool>()).prop_map(|(entries, more)| Turn::SameToken { entries, more }),
        1 => prop_oneof![Just(502), Just(503), Just(200)].prop_map(Turn::Fault),
        1 => (0..9_u8).prop_map(Turn::RateLimit),
    ]
}

fn entry(index: usize) -> Value {
    let text = format!("text {index}");
    json!({ "event_id": index.to_string(), "payload": { "activity_event_type": "chat_received",
        "chat_received_items": [{ "operator": { "id": "ou_1" }, "content": text, "send_time": 1_790_000_000_000_u64 + 1000 * index as u64 }] } })
}

/// Platform that reacts to each request with the next turn. A page token contains the index of the first entry.
struct Turns {
    left: Vec<Turn>,
    /// Number of entries so far.
    happened: usize,
    salt: usize,
}

impl Turns {
    fn respond(&mut self, token: Option<&str>, start_time: Option<&str>) -> HttpReply {
        let from_time = start_time.and_then(|time| time.parse::<usize>().ok()).map(|time| time - 1_790_000_000);
        let start = token.and_then(|token| token.split('.').next()?.parse().ok()).or(from_time).unwrap_or(0);
        let Some(turn) = self.left.pop() else {
            // The last turn is followed by all remaining entries, and then by the end.
            if start < self.happened {
                return page(start..self.happened, Some(format!("{}.end", self.happened)), false);
            }
            return HttpReply::json(400, &json!({ "code": 20_001, "msg": "the meeting has ended" }));
        };
        self.salt += 1;
        let salt = self.salt;
        match turn {
            Turn::Page { entries, again, more } => {
                self.happened = self.happened.max(start + entries);
                page(start.saturating_sub(again)..start + entries, Some(format!("{}.{salt}", start + entries)), more)
            }
            Turn::Empty { new_token: true, more } => page(0..0, Some(format!("{start}.{salt}")), more),
            Turn::Empty { new_token: false, more } => page(0..0, token.map(str::to_owned), more),
            Turn::NoToken { entries } => {
                self.happened = self.happened.max(start + entries);
                page(start..start + entries, None, false)
            }
            Turn::SameToken { entries, more } => {
                self.happened = self.happened.max(start + entries);
                page(start..start + entries, token.map(str::to_owned), more)
            }
            Turn::Fault(status) => HttpReply::html(status),
            Turn::RateLimit(seconds) => {
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

async fn follow(turns: Vec<Turn>) {
    let platform = Platform::start().await;
    let count = turns.len();
    let script = Arc::new(Mutex::new(Turns { left: turns, happened: 0, salt: 0 }));
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
    let happened = script.lock().unwrap().happened;
    assert_eq!(told, (0..happened).collect::<Vec<_>>());
    // Requests may follow each other at once after pages with news and after a few other pages. All others wait a second.
    let seconds = usize::try_from(start.elapsed().as_secs()).unwrap();
    assert!(
        platform.requests().len() <= 3 * happened + 6 + 2 * seconds,
        "{} requests in {seconds} s",
        platform.requests().len()
    );
}

proptest! {
    #![proptest_config(crate::support::cases())]

    #[test]
    fn of_pages_give_each_happening_once(turns in vec(turn(), 0..20)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(follow(turns));
    }
}

#[tokio::test(start_paused = true)]
async fn without_news_are_requested_slowly() {
    // New page tokens without entries, and two pages that refer to each other.
    for entries in [0..0, 0..2] {
        let platform = Platform::start().await;
        platform.on_request(move |request| {
            let token = format!("{}", request.before() % if entries.is_empty() { usize::MAX } else { 2 });
            request.path().ends_with("bots/events").then(|| page(entries.clone(), Some(token), true))
        });
        let mut follower = bot(&platform).bots().follow("7651377260537433001");
        let followed = async { while follower.try_next().await.unwrap().is_some() {} };
        tokio::time::timeout(Duration::from_secs(60), followed).await.unwrap_err();
        // 3 requests at once, then after 1, 2, 3 and 4 seconds, and then every 5 seconds.
        let asked = platform.requests().iter().filter(|request| request.path().ends_with("bots/events")).count();
        assert!((14..=20).contains(&asked), "{asked}");
    }
}
