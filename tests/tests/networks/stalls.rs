//! Connections that stall, break or are slow: before, during and after a response, in use or idle.

use std::time::{Duration, Instant};

use tokio::time::sleep;
use vc_api::{CallOptions, Client, Retry, Tenant};

use crate::link::LinkState;
use crate::server::{Act, Server};
use crate::support::{ALL, Call, Found, GOOD, HttpVariant, KEEP_ALIVE, Row, SHORT_TIMEOUT, check, options, turn};

const HTTP2: &[HttpVariant] = &[HttpVariant::Http2, HttpVariant::Tls2];
const TLS: &[HttpVariant] = &[HttpVariant::Tls1, HttpVariant::Tls2];
const PLAIN: &[HttpVariant] = &[HttpVariant::Http1, HttpVariant::Http2];

/// Part of the error message if the platform may have carried out the call.
const UNKNOWN: &str = "The platform may have acted on the call.";

fn rows() -> Vec<Row> {
    use Act::{Break, BreakInBody, Hang, HangInBody};
    let pinged = |row| Row { set: |options| options.keep_alive(KEEP_ALIVE), ..row };
    let hurried = |row| Row { set: |options| options.attempt_timeout(SHORT_TIMEOUT), ..row };
    let connecting = |row| Row { set: |options| options.connect_timeout(SHORT_TIMEOUT), ..row };
    vec![
        GOOD,
        hurried(Row {
            name: "a connection that goes silent, before the response",
            acts: &[Break(LinkState::Silent)],
            within: SHORT_TIMEOUT,
            connections: 2,
            requests: 2,
            ..GOOD
        }),
        hurried(Row {
            name: "each connection goes silent",
            acts: &[Break(LinkState::Silent); 9],
            expected: Err(&["no response within 700ms", UNKNOWN, "Check the network", "`attempt_timeout`"]),
            within: 4 * SHORT_TIMEOUT,
            connections: 4,
            requests: 4,
            ..GOOD
        }),
        hurried(Row {
            name: "a server that hangs, on a connection that lives",
            acts: &[Hang],
            within: SHORT_TIMEOUT,
            connections: 2,
            requests: 2,
            ..GOOD
        }),
        hurried(Row {
            name: "a connection that goes silent, and a call that may not be repeated",
            acts: &[Break(LinkState::Silent)],
            call: Call::Create,
            expected: Err(&["no response within 700ms", UNKNOWN]),
            within: SHORT_TIMEOUT,
            ..GOOD
        }),
        // With pings, the client detects the dead connection long before the timeout of the attempt.
        pinged(Row {
            name: "a silent connection is found by pings",
            variants: HTTP2,
            acts: &[Break(LinkState::Silent)],
            within: KEEP_ALIVE,
            connections: 2,
            requests: 2,
            ..GOOD
        }),
        pinged(Row {
            name: "a silent connection is told as such",
            variants: HTTP2,
            acts: &[Break(LinkState::Silent)],
            call: Call::Create,
            expected: Err(&[
                "room.create: the client closed a silent connection to localhost:",
                ": no response in time",
                UNKNOWN,
                "`keep_alive`",
            ]),
            within: KEEP_ALIVE,
            ..GOOD
        }),
        Row {
            name: "pings do not end a call on which the server works",
            variants: HTTP2,
            acts: &[Hang],
            set: |options| {
                options.attempt_timeout(Duration::from_millis(1200)).keep_alive(KEEP_ALIVE).retry(Retry::none())
            },
            expected: Err(&["no response within 1.2s"]),
            within: Duration::from_millis(1200),
            ..GOOD
        },
        hurried(Row {
            name: "a body that stalls on a silent connection",
            acts: &[BreakInBody(LinkState::Silent)],
            within: SHORT_TIMEOUT,
            connections: 2,
            requests: 2,
            ..GOOD
        }),
        hurried(Row {
            name: "a body that stalls on a connection that lives",
            acts: &[HangInBody],
            within: SHORT_TIMEOUT,
            connections: 2,
            requests: 2,
            ..GOOD
        }),
        Row {
            name: "a body that stalls for as long as a body may",
            acts: &[HangInBody],
            set: |options| options.read_timeout(SHORT_TIMEOUT),
            within: SHORT_TIMEOUT,
            connections: 2,
            requests: 2,
            ..GOOD
        },
        Row {
            name: "a reset before the response",
            acts: &[Break(LinkState::Reset)],
            connections: 2,
            requests: 2,
            ..GOOD
        },
        Row {
            name: "a reset before the response, of a call that may not be repeated",
            acts: &[Break(LinkState::Reset)],
            call: Call::Create,
            expected: Err(&["room.create: the connection to localhost:", " broke: ", UNKNOWN]),
            ..GOOD
        },
        Row {
            name: "resets without end",
            acts: &[Break(LinkState::Reset); 9],
            expected: Err(&["room.get: the connection to localhost:", " broke: "]),
            connections: 4,
            requests: 4,
            ..GOOD
        },
        Row {
            name: "a reset in the body",
            acts: &[BreakInBody(LinkState::Reset)],
            connections: 2,
            requests: 2,
            ..GOOD
        },
        Row {
            name: "slow bytes that come in time",
            acts: &[Break(LinkState::Slow)],
            within: Duration::from_secs(2),
            ..GOOD
        },
        hurried(Row {
            name: "a connection that is silent from its beginning",
            variants: PLAIN,
            begin: &[LinkState::Silent],
            within: SHORT_TIMEOUT,
            connections: 2,
            ..GOOD
        }),
        connecting(Row {
            name: "TLS that stalls, before anything is sent",
            variants: TLS,
            begin: &[LinkState::Silent, LinkState::Silent],
            call: Call::Create,
            within: 2 * SHORT_TIMEOUT,
            connections: 3,
            ..GOOD
        }),
        connecting(Row {
            name: "TLS that always stalls",
            variants: TLS,
            begin: &[LinkState::Silent; 9],
            call: Call::Create,
            expected: Err(&["no connection to localhost:", " in time", "Nothing was sent"]),
            within: 4 * SHORT_TIMEOUT,
            connections: 4,
            requests: 0,
            ..GOOD
        }),
        hurried(Row {
            name: "TLS that always stalls, for as long as an attempt may take",
            variants: TLS,
            begin: &[LinkState::Silent; 9],
            call: Call::Create,
            expected: Err(&["no connection to localhost:", " within 700ms", "Nothing was sent"]),
            within: 4 * SHORT_TIMEOUT,
            connections: 4,
            requests: 0,
            ..GOOD
        }),
        Row {
            name: "TLS that is reset, before anything is sent",
            variants: TLS,
            begin: &[LinkState::Reset, LinkState::Reset],
            call: Call::Create,
            connections: 3,
            ..GOOD
        },
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_row_has_the_expected_outcome() {
    let _turn = turn().await;
    check(rows()).await;
}

/// If an idle connection has died, the next call waits at most as long as the timeout of one attempt. With pings, the call
/// does not wait, because the client has already closed the connection.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn idle_connections_that_die() {
    let _turn = turn().await;
    let mut running = tokio::task::JoinSet::new();
    for variant in ALL {
        running.spawn(async move {
            let server = Server::start(variant.tls(), &[], &[]).await;
            let is_pinged = HTTP2.contains(variant);
            let options = options(*variant, server.link.address.port()).keep_alive(KEEP_ALIVE);
            // Without pings, the timeout of the attempt detects the dead connection.
            let options = if is_pinged { options } else { options.attempt_timeout(SHORT_TIMEOUT) };
            let client = options.build().expect("the options are good");
            Call::Get.make(&client).await.expect("a room");
            server.link.connections.set_all(LinkState::Silent);
            sleep(3 * KEEP_ALIVE).await;

            let started = Instant::now();
            let outcome = Call::Get.make(&client).await;
            let (elapsed, connections) = (started.elapsed(), server.link.connections.count());
            let within = if is_pinged { Duration::ZERO } else { SHORT_TIMEOUT };
            let found = Found { outcome, elapsed, connections, requests: server.requests() };
            found.compare(&format!("{variant:?}"), Ok(()), within, 2..=2, 2).unwrap();
        });
    }
    running.join_all().await;
}

/// If many calls use a connection that has died, all calls succeed over new connections. The calls take hardly longer than
/// the timeout of one attempt.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_calls_leave_a_connection_together() {
    let _turn = turn().await;
    for variant in HTTP2 {
        let server = Server::start(variant.tls(), &[], &[]).await;
        let options = options(*variant, server.link.address.port()).attempt_timeout(SHORT_TIMEOUT);
        let client = options.build().expect("the options are good");
        Call::Get.make(&client).await.expect("a room");
        server.link.connections.set_all(LinkState::Silent);
        let started = Instant::now();
        get_together(&client, 50).await;
        assert!(started.elapsed() < SHORT_TIMEOUT + crate::support::SLACK, "{variant:?}: {:?}", started.elapsed());
        // All further calls use the new connections.
        get_together(&client, 50).await;
        // With TLS, the client learns only in the handshake that the server supports HTTP/2, and that calls can share the
        // connection. Until then, each of the 50 calls may open its own connection.
        let most = if variant.tls().is_some() { 51 } else { 2 };
        let connections = server.link.connections.count();
        assert!((2..=most).contains(&connections), "{variant:?}: {connections}");
    }
}

async fn get_together(client: &Client, number: usize) {
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..number {
        let client = client.clone();
        calls.spawn(async move { Call::Get.make(&client).await });
    }
    while let Some(outcome) = calls.join_next().await {
        outcome.expect("it does not panic").expect("a room");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_with_a_short_timeout_keeps_the_connection() {
    let _turn = turn().await;
    for variant in HTTP2 {
        let server = Server::start(variant.tls(), &[], &[Act::Respond, Act::Hang, Act::Hang]).await;
        let client = options(*variant, server.link.address.port()).build().expect("the options are good");
        Call::Get.make(&client).await.expect("a room");
        for _ in 0..2 {
            let hurry = CallOptions::new().timeout(Duration::from_millis(50));
            let org = client.session::<Tenant>("t-hunter2");
            org.rooms().get("omm_1").options(hurry).await.expect_err("the server hangs");
        }
        Call::Get.make(&client).await.expect("a room");
        assert_eq!(server.link.connections.count(), 1, "{variant:?}");
    }
}

/// If an attempt times out while other responses arrive on its connection, the client keeps the connection.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_works_is_kept() {
    let _turn = turn().await;
    for variant in HTTP2 {
        let server = Server::start(variant.tls(), &[], &[Act::Respond, Act::Hang]).await;
        let options = options(*variant, server.link.address.port()).attempt_timeout(SHORT_TIMEOUT);
        let client = options.build().expect("the options are good");
        Call::Get.make(&client).await.expect("a room");
        let hanging = tokio::spawn({
            let client = client.clone();
            async move { Call::Get.make(&client).await }
        });
        while server.requests() < 2 {
            sleep(Duration::from_millis(10)).await;
        }
        Call::Get.make(&client).await.expect("a room");
        hanging.await.expect("it does not panic").expect("a room, at the second attempt");
        assert_eq!((server.link.connections.count(), server.requests()), (1, 4), "{variant:?}");
    }
}
