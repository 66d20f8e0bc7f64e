//! Connections that stall, break or are slow: before, in and after a response, in use and idle.

use std::time::{Duration, Instant};

use tokio::time::sleep;
use vc_api::Retry;

use crate::link::Fate;
use crate::server::{Act, Server};
use crate::support::{ALL, ATTEMPT, Call, Carrier, Found, GOOD, KEEP_ALIVE, Row, check, options, turn};

const HTTP1: &[Carrier] = &[Carrier::Http1, Carrier::Tls1];
const HTTP2: &[Carrier] = &[Carrier::Http2, Carrier::Tls2];
const TLS: &[Carrier] = &[Carrier::Tls1, Carrier::Tls2];
const PLAIN: &[Carrier] = &[Carrier::Http1, Carrier::Http2];

/// What a call that may have been carried out is told with.
const UNKNOWN: &str = "Whether the platform acted on the call is not known";

fn rows() -> Vec<Row> {
    use Act::{Break, BreakInBody, Hang, HangInBody};
    let patient =
        |row| Row { set: |options| options.attempt_timeout(Duration::from_secs(5)).keep_alive(KEEP_ALIVE), ..row };
    vec![
        GOOD,
        Row {
            name: "a connection that goes silent, before the response",
            acts: &[Break(Fate::Silent)],
            within: ATTEMPT,
            connections: 2,
            requests: 2,
            ..GOOD
        },
        Row {
            name: "each connection goes silent",
            acts: &[Break(Fate::Silent); 9],
            expected: Err(&["no answer in time, within 400ms", UNKNOWN, "silent all the time", "check the network"]),
            within: 4 * ATTEMPT,
            connections: 4,
            requests: 4,
            ..GOOD
        },
        Row {
            name: "a server that hangs, on a connection that lives",
            acts: &[Hang],
            within: ATTEMPT,
            connections: 2,
            requests: 2,
            ..GOOD
        },
        Row {
            name: "a connection that goes silent, and a call that may not be repeated",
            acts: &[Break(Fate::Silent)],
            call: Call::Create,
            expected: Err(&["no answer in time, within 400ms", UNKNOWN]),
            within: ATTEMPT,
            ..GOOD
        },
        // Pings find it long before the attempt runs out.
        patient(Row {
            name: "a silent connection is found by pings",
            carriers: HTTP2,
            acts: &[Break(Fate::Silent)],
            within: KEEP_ALIVE,
            connections: 2,
            requests: 2,
            ..GOOD
        }),
        patient(Row {
            name: "a silent connection is told as such",
            carriers: HTTP2,
            acts: &[Break(Fate::Silent)],
            call: Call::Create,
            expected: Err(&[
                "room.create: the connection to localhost:",
                " was silent, so it was closed: no answer",
                UNKNOWN,
                "`keep_alive`",
            ]),
            within: KEEP_ALIVE,
            ..GOOD
        }),
        Row {
            name: "pings do not end a call on which the server works",
            carriers: HTTP2,
            acts: &[Hang],
            set: |options| {
                options.attempt_timeout(Duration::from_millis(1200)).keep_alive(KEEP_ALIVE).retry(Retry::none())
            },
            expected: Err(&["no answer in time, within 1.2s"]),
            within: Duration::from_millis(1200),
            ..GOOD
        },
        Row {
            name: "a body that stalls on a silent connection",
            acts: &[BreakInBody(Fate::Silent)],
            within: ATTEMPT,
            connections: 2,
            requests: 2,
            ..GOOD
        },
        Row {
            name: "a body that stalls on a connection that lives",
            acts: &[HangInBody],
            within: ATTEMPT,
            connections: 2,
            requests: 2,
            ..GOOD
        },
        Row {
            name: "a body that stalls for as long as a body may",
            acts: &[HangInBody],
            set: |options| options.attempt_timeout(Duration::from_secs(5)).read_timeout(ATTEMPT),
            within: ATTEMPT,
            connections: 2,
            requests: 2,
            ..GOOD
        },
        Row { name: "a reset before the response", acts: &[Break(Fate::Reset)], connections: 2, requests: 2, ..GOOD },
        Row {
            name: "a reset before the response, of a call that may not be repeated",
            acts: &[Break(Fate::Reset)],
            call: Call::Create,
            expected: Err(&["room.create: the connection to localhost:", " broke: ", UNKNOWN]),
            ..GOOD
        },
        Row {
            name: "resets without end",
            acts: &[Break(Fate::Reset); 9],
            expected: Err(&["room.get: the connection to localhost:", " broke: "]),
            connections: 4,
            requests: 4,
            ..GOOD
        },
        Row { name: "a reset in the body", acts: &[BreakInBody(Fate::Reset)], connections: 2, requests: 2, ..GOOD },
        Row {
            name: "slow bytes that come in time",
            acts: &[Break(Fate::Slow)],
            set: |options| options.attempt_timeout(Duration::from_secs(5)),
            within: Duration::from_secs(2),
            ..GOOD
        },
        Row {
            name: "a connection that is silent from its beginning",
            carriers: PLAIN,
            begin: &[Fate::Silent],
            within: ATTEMPT,
            connections: 2,
            ..GOOD
        },
        Row {
            name: "TLS that stalls, before anything is sent",
            carriers: TLS,
            begin: &[Fate::Silent, Fate::Silent],
            call: Call::Create,
            set: |options| options.attempt_timeout(Duration::from_secs(5)),
            within: 2 * ATTEMPT,
            connections: 3,
            ..GOOD
        },
        Row {
            name: "TLS that always stalls",
            carriers: TLS,
            begin: &[Fate::Silent; 9],
            call: Call::Create,
            set: |options| options.attempt_timeout(Duration::from_secs(5)),
            expected: Err(&["no connection to localhost:", " in time", "Nothing was sent"]),
            within: 4 * ATTEMPT,
            connections: 4,
            requests: 0,
            ..GOOD
        },
        Row {
            name: "TLS that is reset, before anything is sent",
            carriers: TLS,
            begin: &[Fate::Reset, Fate::Reset],
            call: Call::Create,
            connections: 3,
            ..GOOD
        },
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_caller_gets() {
    let _turn = turn().await;
    check(rows()).await;
}

/// A connection that died while nothing was sent costs the next call as little as may be.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn idle_connections_that_die() {
    let _turn = turn().await;
    for carrier in ALL {
        let server = Server::start(carrier.tls(), &[], &[]).await;
        let client = options(*carrier, server.link.address.port()).keep_alive(KEEP_ALIVE).build();
        let client = client.expect("the options are good");
        Call::Get.make(&client).await.expect("a room");
        server.link.wires.all_become(Fate::Silent);
        sleep(3 * KEEP_ALIVE).await;

        let started = Instant::now();
        let outcome = Call::Get.make(&client).await;
        let (elapsed, connections) = (started.elapsed(), server.link.wires.count());
        // Without pings it is found by the attempt.
        let within = if HTTP1.contains(carrier) { ATTEMPT } else { Duration::ZERO };
        let found = Found { outcome, elapsed, connections, requests: server.requests() };
        found.compare(&format!("{carrier:?}"), Ok(()), within, 2, 2).unwrap();
        assert!(HTTP1.contains(carrier) || elapsed < ATTEMPT, "{carrier:?}: {elapsed:?}");
    }
}

/// Many calls over one connection that dies need one new connection between them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_calls_leave_a_connection_together() {
    let _turn = turn().await;
    for carrier in HTTP2 {
        let server = Server::start(carrier.tls(), &[], &[]).await;
        let client = options(*carrier, server.link.address.port()).build().expect("the options are good");
        Call::Get.make(&client).await.expect("a room");
        server.link.wires.all_become(Fate::Silent);
        let started = Instant::now();
        let calls: Vec<_> = (0..50).map(|_| client.clone()).collect();
        let mut calls: tokio::task::JoinSet<_> =
            calls.into_iter().map(|client| async move { Call::Get.make(&client).await }).collect();
        while let Some(outcome) = calls.join_next().await {
            outcome.expect("it does not panic").expect("a room");
        }
        assert!(started.elapsed() < ATTEMPT + crate::support::SLACK, "{carrier:?}: {:?}", started.elapsed());
        // TLS tells only after its handshake that one connection would do for all.
        let most = if carrier.tls().is_some() { 51 } else { 2 };
        assert!((2..=most).contains(&server.link.wires.count()), "{carrier:?}: {}", server.link.wires.count());
    }
}
