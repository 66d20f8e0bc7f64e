//! Tests of new connections after a connection has broken or become silent, and tests of pings.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, timeout};
use tokio_tungstenite::tungstenite::protocol::Message;
use vc_api::testing::{HttpReply, HttpRequest};
use vc_api::{Connection, ConnectionError, ConnectionState, Reconnect};
use vc_tests::gateway::{Frame, Gateway, Header, Response, SERVICE};
use vc_tests::journal::Journal;
use vc_tests::time::{pass, seconds};

use crate::support::{attempt, client, config, connect, event, events, gateway, gateway_with, lost};

async fn connected(gateway: &Gateway) -> Connection {
    let connection = connect(client(gateway).events());
    connection.connected().await.expect("it is made");
    connection
}

/// Ends 12 connections in a row, each after `lasts` seconds. Returns the milliseconds from each end to the next
/// connection.
async fn waits(gateway: &Gateway, connection: &Connection, lasts: u64, close: bool) -> Vec<u128> {
    let mut waits = Vec::new();
    for index in 0..12 {
        let link = gateway.link(index).await;
        connection.connected().await.expect("it is made");
        pass(lasts).await;
        let broken = Instant::now();
        match close {
            true => {
                link.close().await;
                assert!(link.wait_for(|seen| seen.ended).await.closed, "the client agrees");
            }
            false => link.cut().await,
        }
        waits.push((gateway.link(index + 1).await.at - broken).as_millis());
    }
    waits
}

/// Checks that each wait is at least half of its pause, and at most the pause plus 100 ms.
fn are_parts_of(waits: &[u128], pauses: &[u128]) {
    for (wait, pause) in waits.iter().zip(pauses) {
        assert!(*wait >= pause / 2 && *wait <= pause + 100, "{waits:?} of {pauses:?}");
    }
    assert_eq!(waits.len(), pauses.len());
}

/// Durations of the pauses before the attempts to reconnect, in milliseconds.
const GROWING: [u128; 12] = [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 120_000, 120_000, 120_000, 120_000];

#[tokio::test(start_paused = true)]
async fn a_connection_that_lasted_is_reopened_in_less_than_a_second() {
    for close in [false, true] {
        let gateway = gateway([]).await;
        let connection = connected(&gateway).await;
        let mut waits = waits(&gateway, &connection, 61, close).await;
        are_parts_of(&waits, &[500; 12]);
        waits.sort_unstable();
        // The waits are random, so the longest and the shortest wait almost always differ by more than 50 ms.
        assert!(waits[11] - waits[0] > 50, "{waits:?}");
        assert_eq!(gateway.asked().len(), 13);
    }
}

#[tokio::test(start_paused = true)]
async fn pauses_grow_while_connections_break_soon() {
    let gateway = gateway([]).await;
    let connection = connected(&gateway).await;
    are_parts_of(&waits(&gateway, &connection, 1, false).await, &GROWING);
}

/// Breaks a connection. The first `failures` attempts to reopen the connection fail. Returns the milliseconds before each
/// attempt.
async fn attempts(config: Value, reconnect: Reconnect, failures: usize) -> Vec<u128> {
    let gateway = gateway_with([], config).await;
    let connection = connect(client(&gateway).events().reconnect(reconnect));
    connection.connected().await.expect("it is made");
    gateway.respond(vec![Response::code(1); failures]);
    let broken = Instant::now();
    gateway.link(0).await.cut().await;
    gateway.link(1).await;
    let mut times = vec![broken];
    times.extend(gateway.asked().iter().skip(1).map(HttpRequest::at));
    times.windows(2).map(|two| (two[1] - two[0]).as_millis()).collect()
}

#[tokio::test(start_paused = true)]
async fn pauses_grow_while_attempts_fail_up_to_the_limit_of_the_platform() {
    let least = |limit: u128| GROWING.map(|pause| pause.min(limit));
    are_parts_of(&attempts(config(), Reconnect::new(), 11).await, &GROWING);
    let short = json!({ "ReconnectInterval": 7, "ReconnectNonce": 1 });
    are_parts_of(&attempts(short.clone(), Reconnect::new(), 11).await, &least(7000));
    // If the program sets only a long first pause, the limits of the platform shorten the pauses. If the program also sets
    // the longest pause, the limits of the platform have no effect.
    let slow = Reconnect::new().first_pause(seconds(1000));
    are_parts_of(&attempts(short.clone(), slow, 2).await, &[1000, 7000, 7000]);
    are_parts_of(&attempts(short.clone(), slow.longest_pause(seconds(20)), 2).await, &[20_000; 3]);
    let quick = Reconnect::new().first_pause(Duration::from_millis(100)).longest_pause(seconds(1));
    are_parts_of(&attempts(config(), quick, 5).await, &[100, 200, 400, 800, 1000, 1000]);
}

#[tokio::test(start_paused = true)]
async fn the_client_waits_after_a_rate_limit() {
    let gateway = gateway([]).await;
    let connection = connected(&gateway).await;
    let limited =
        HttpReply::json(429, &json!({ "code": 99_991_400, "msg": "slower" })).header("x-ogw-ratelimit-reset", "40");
    gateway.respond([Response::Endpoint(limited)]);
    gateway.link(0).await.cut().await;
    gateway.link(1).await;
    connection.connected().await.expect("it is made anew");
    let asked: Vec<Instant> = gateway.asked().iter().map(HttpRequest::at).collect();
    assert_eq!((asked[2] - asked[1]).as_secs(), 40);
}

#[tokio::test(start_paused = true)]
async fn the_program_limits_the_attempts_to_reconnect() {
    for attempts in [0, 1, 5] {
        let config = json!({ "ReconnectCount": 2 });
        let gateway = gateway_with([], config).await;
        let connection = connect(client(&gateway).events().reconnect(Reconnect::new().attempts(attempts)));
        connection.connected().await.expect("it is made");
        gateway.respond(vec![Response::hangup(); 10]);
        gateway.link(0).await.cut().await;
        let error = crate::support::end(&connection).await;
        assert!(matches!(error, ConnectionError::GaveUp { attempts: made, .. } if made == attempts), "{error}");
        assert_eq!(gateway.asked().len(), attempts as usize + 1);
    }
}

#[tokio::test(start_paused = true)]
async fn the_platform_limits_the_attempts_to_reconnect() {
    let config = json!({ "ReconnectCount": 2, "ReconnectInterval": 5, "ReconnectNonce": 1 });
    let gateway = gateway_with([], config).await;
    let connection = connected(&gateway).await;
    gateway.respond([Response::hangup(), Response::hangup()]);
    gateway.link(0).await.cut().await;
    let error = crate::support::end(&connection).await;
    assert!(error.to_string().starts_with("no connection after 2 attempts"), "{error}");
    assert_eq!(gateway.asked().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn pings_are_sent_as_the_platform_says() {
    let gateway = gateway([]).await;
    let connection = connect(client(&gateway).events().reconnect(Reconnect::new().first_pause(seconds(1000))));
    connection.connected().await.expect("it is made");
    let link = gateway.link(0).await;
    let seen = link.wait_for(|seen| seen.pings.len() == 4).await;
    let ping = Frame {
        service: SERVICE,
        headers: vec![Header { key: "type".to_owned(), value: "ping".to_owned() }],
        ..Frame::default()
    };
    assert!(seen.pings.iter().all(|(_, frame)| *frame == ping), "{:?}", seen.pings);
    let times =
        |pings: &[(Instant, Frame)]| pings.windows(2).map(|two| (two[1].0 - two[0].0).as_secs()).collect::<Vec<_>>();
    assert_eq!(times(&seen.pings), [120; 3]);
    assert!((seen.pings[0].0 - link.at).as_secs() == 0, "the first one is sent at once");

    // A pong can contain a new configuration, such as a shorter interval of pings.
    link.pong(Some(json!({ "PingInterval": 7, "ReconnectNonce": 1, "ReconnectInterval": 3 })));
    let pings = link.wait_for(|seen| seen.pings.len() == 8).await.pings;
    assert_eq!(times(&pings[4..]), [7; 3]);

    // If the configuration in a pong is unreadable or empty, the client keeps the last readable configuration.
    for unreadable in [json!("text"), json!([]), json!({ "PingInterval": {} })] {
        link.pong(Some(unreadable));
        let count = link.seen().pings.len();
        let pings = link.wait_for(|seen| seen.pings.len() == count + 3).await.pings;
        assert_eq!(times(&pings[count..]), [7; 2]);
    }

    // The last readable pong also sets the pauses before reconnects, so the client ignores `ReconnectInterval` of `config`.
    gateway.respond([Response::hangup(), Response::hangup()]);
    let config = config();
    assert_eq!(config["ReconnectInterval"], 120);
    link.cut().await;
    lost(&connection).await;
    gateway.link(1).await;
    let asked: Vec<Instant> = gateway.asked().iter().map(HttpRequest::at).collect();
    let waits: Vec<u128> = asked[1..].windows(2).map(|two| (two[1] - two[0]).as_millis()).collect();
    are_parts_of(&waits, &[3000, 3000]);
}

#[tokio::test(start_paused = true)]
async fn a_websocket_ping_gets_a_pong_while_nothing_else_is_sent() {
    let gateway = gateway([]).await;
    let _connection = connected(&gateway).await;
    let link = gateway.link(0).await;
    link.wait_for(|seen| seen.pings.len() == 1).await;
    pass(5).await;
    for content in ["a", "b"] {
        let sent = Instant::now();
        link.send_raw(Message::Ping(content.into())).await;
        link.wait_for(|seen| seen.pongs.last().is_some_and(|pong| pong == content.as_bytes())).await;
        assert!(sent.elapsed() < seconds(1));
    }
    assert_eq!(link.seen().pings.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_silent_connection_is_reopened() {
    let gateway = gateway([]).await;
    let connection = connected(&gateway).await;
    let link = gateway.link(0).await;
    link.wait_for(|seen| seen.pings.len() == 1).await;
    pass(60).await;
    link.stop_reading();
    // The last pong arrived 60 seconds ago. The client reopens the connection after a silence of 2 minutes and 15 seconds,
    // so 75 seconds from now.
    let silent = Instant::now();
    let state = lost(&connection).await;
    assert_eq!(attempt(&state), 1);
    assert_eq!(silent.elapsed().as_secs(), 75);
    connection.connected().await.expect("it is made anew");
    assert_eq!(gateway.connections(), 2);
    // While pongs arrive, the client keeps the new connection.
    pass(20 * 60).await;
    assert_eq!(gateway.connections(), 2);
}

#[tokio::test(start_paused = true)]
async fn events_count_as_signs_of_life_like_pongs() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let connection = connect(events(&gateway, &journal));
    let link = gateway.link(0).await;
    link.pong(None);
    for id in 0..20 {
        pass(100).await;
        assert_eq!(link.event(&id.to_string(), &event(&id.to_string())).await, 200);
    }
    assert_eq!((connection.state(), gateway.connections()), (ConnectionState::Open, 1));
}

#[tokio::test(start_paused = true)]
async fn a_silent_connection_is_kept_on_request() {
    let gateway = gateway([]).await;
    let connection = connect(client(&gateway).events().watchdog(false));
    let link = gateway.link(0).await;
    link.pong(None);
    connection.connected().await.expect("it is made");
    timeout(seconds(20 * 60), lost(&connection)).await.expect_err("it is kept");
    assert_eq!(link.event("1", &event("1")).await, 200);
    assert!(link.seen().pings.len() >= 10);
}

#[tokio::test(start_paused = true)]
async fn a_connection_on_which_nothing_can_be_sent_is_reopened() {
    let gateway = gateway([]).await;
    let connection = connect(client(&gateway).events().watchdog(false));
    let link = gateway.link(0).await;
    connection.connected().await.expect("it is made");
    link.wait_for(|seen| seen.pings.len() == 1).await;
    link.stop_reading();
    // Each acknowledgement repeats the large header of its event, so the buffers are soon full.
    let mut frame = Frame::data("event", "1", 1, 0, event("1").to_string().as_bytes());
    frame.headers.push(Header { key: "large".to_owned(), value: "x".repeat(1 << 20) });
    let sending = async {
        loop {
            link.send(&frame).await;
        }
    };
    let state = tokio::select! {
        state = lost(&connection) => state,
        never = sending => never,
    };
    assert_eq!(attempt(&state), 1);
    gateway.link(1).await;
    connection.connected().await.expect("it is made anew");
}

#[tokio::test(start_paused = true)]
async fn an_event_without_a_response_comes_again_and_is_handled_once() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let handled = events(&gateway, &journal).on(
        async |_: vc_api::meeting::JoinMeeting, context: vc_api::EventContext<Journal>| {
            pass(1).await;
            context.state.note("handled");
        },
    );
    let _connection = connect(handled);
    let link = gateway.link(0).await;
    let sent: Value = event("1");
    link.send(&Frame::data("event", "1", 1, 0, sent.to_string().as_bytes())).await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    link.cut().await;
    let link = gateway.link(1).await;
    pass(2).await;
    assert_eq!(link.event("1", &sent).await, 200);
    assert_eq!(journal.notes(), ["handled"]);
}
