//! States and activity of a connection, as a health check sees them.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;
use tokio::time::Instant;
use vc_api::meeting::JoinMeeting;
use vc_api::{ConnectionError, ConnectionState, ConnectionWatch, EventContext};
use vc_tests::gateway::{Frame, Response};
use vc_tests::journal::Journal;
use vc_tests::secrecy::show;
use vc_tests::spans::CapturedSpans;
use vc_tests::time::{pass, seconds};

use crate::support::{attempt, client, connect, event, events, gateway, lost};

#[tokio::test(start_paused = true)]
async fn each_state_has_its_reason() {
    let gateway = gateway([Response::code(1), Response::refusal(500, None)]).await;
    let connection = connect(client(&gateway).events());
    let mut watch = connection.watch();
    let mut states = Vec::new();
    while states.len() < 6 {
        states.push(watch.next().await.expect("it does not end"));
    }
    gateway.link(0).await.close().await;
    while states.len() < 9 {
        states.push(watch.next().await.expect("it does not end"));
    }
    connection.shutdown().await;
    states.push(watch.next().await.expect("it ends once"));
    assert_eq!((watch.next().await, watch.next().await), (None, None));
    show(&states);
    let told: Vec<String> = states
        .iter()
        .map(|state| {
            // The text of a state contains a random pause. The test replaces the pause with `…`.
            match state {
                ConnectionState::Waiting { pause, .. } => {
                    assert!(*pause <= seconds(2), "{pause:?}");
                    state.to_string().replace(&format!("{:.1} s", pause.as_secs_f64()), "… s")
                }
                _ => state.to_string(),
            }
        })
        .collect();
    let refused = "waiting for … s before attempt 1: POST /callback/ws/endpoint: refused: refused (code 1, HTTP 200, log id log-1)";
    assert_eq!(
        told,
        [
            "connecting",
            refused,
            "connecting",
            "waiting for … s before attempt 2: the gateway did not open a WebSocket (HTTP 500): refused",
            "connecting",
            "open",
            "waiting for … s before attempt 1: the gateway closed the connection (code 1001)",
            "connecting",
            "open",
            "closed",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_connection_waits_for_the_pause_in_its_state() {
    let gateway = gateway(vec![Response::code(1); 9]).await;
    let connection = connect(client(&gateway).events());
    let mut watch = connection.watch();
    for number in 1..=9 {
        let state = lost(&connection).await;
        let state = if state == ConnectionState::Connecting {
            assert_eq!(watch.next().await, Some(state));
            watch.next().await.expect("it does not end")
        } else {
            state
        };
        let ConnectionState::Waiting { pause, .. } = state else { panic!("{state}") };
        assert_eq!(attempt(&state), number);
        let waiting = Instant::now();
        assert_eq!(watch.next().await, Some(ConnectionState::Connecting));
        assert!(waiting.elapsed() >= pause && waiting.elapsed() < pause + Duration::from_millis(20));
        assert!(watch.next().await.is_some());
    }
}

#[tokio::test(start_paused = true)]
async fn the_end_has_its_error() {
    let gateway = gateway([Response::code(403)]).await;
    let connection = connect(client(&gateway).events());
    let mut watch = connection.watch();
    let error = connection.ended().await.expect_err("it is refused");
    // The test reads the watch only after the end of the connection, so the watch returns only the final state.
    let state = watch.next().await.expect("it ended");
    assert!(matches!(&state, ConnectionState::Ended { error: Some(told) } if *told == error));
    assert_eq!(state.to_string(), "ended: the platform refused the connection: refused (code 403, log id log-1)");
    assert_eq!(watch.next().await, None);
    assert_eq!(connection.watch().next().await, Some(state));
}

#[test]
fn a_watch_reports_the_end_of_the_runtime() {
    let new = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("it can be made");
    let (one, other) = (new(), new());
    let (_gateway, mut watch, _connection) = one.block_on(async {
        let gateway = gateway([]).await;
        let connection = connect(client(&gateway).events());
        connection.connected().await.expect("it is made");
        (gateway, connection.watch(), connection)
    });
    assert_eq!(other.block_on(watch.next()), Some(ConnectionState::Open));
    drop(one);
    let ended = ConnectionState::Ended { error: Some(ConnectionError::NoRuntime) };
    assert_eq!(watch.state(), ended);
    assert_eq!(other.block_on(watch.next()), Some(ended));
    assert_eq!(other.block_on(watch.next()), None);
}

/// Health check as in the documentation.
async fn health(State(connection): State<ConnectionWatch>) -> (StatusCode, String) {
    match connection.state() {
        ConnectionState::Open => (StatusCode::OK, format!("{:?}", connection.activity())),
        state => (StatusCode::SERVICE_UNAVAILABLE, state.to_string()),
    }
}

#[tokio::test(start_paused = true)]
async fn a_health_check_outlives_the_connection() {
    let gateway = gateway([]).await;
    let connection = connect(client(&gateway).events());
    let checked = async |watch: &ConnectionWatch| health(State(watch.clone())).await;
    let watch = connection.watch();
    assert_eq!(checked(&watch).await, (StatusCode::SERVICE_UNAVAILABLE, "connecting".to_owned()));
    connection.connected().await.expect("it is made");
    assert_eq!(checked(&watch).await.0, StatusCode::OK);
    drop(connection);
    pass(5).await;
    assert_eq!(checked(&watch).await, (StatusCode::SERVICE_UNAVAILABLE, "closed".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn events_and_frames_are_counted() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let handlers = events(&gateway, &journal).on(async |event: JoinMeeting, _: EventContext<Journal>| {
        match event.meeting.and_then(|meeting| meeting.topic).as_deref() {
            Some("fails") => return Err("on purpose"),
            Some("slow") => pass(2).await,
            _ => {}
        }
        Ok(())
    });
    let connection = connect(handlers);
    let watch = connection.watch();
    show(&watch);
    let now = watch.activity();
    assert_eq!((now.since_last_frame, now.since_last_event, now.connections), (None, None, 0));
    let link = gateway.link(0).await;
    link.wait_for(|seen| seen.pings.len() == 1).await;
    pass(1).await;
    let now = watch.activity();
    assert_eq!((now.since_last_frame.map(|time| time.as_secs()), now.since_last_event), (Some(1), None));

    assert_eq!(link.event("fails", &event("fails")).await, 500);
    assert_eq!(link.payload("no event", b"{}").await, 500);
    assert_eq!(link.event("good", &event("good")).await, 200);
    let slow = link.acknowledgement_of("slow");
    link.send(&Frame::data("event", "slow", 1, 0, event("slow").to_string().as_bytes())).await;
    pass(1).await;
    let now = connection.activity();
    assert_eq!((now.in_flight, now.acknowledged, now.refused, now.connections), (1, 1, 2, 1));
    assert_eq!(now.since_last_event.map(|time| time.as_secs()), Some(1));
    slow.await.expect("it is acknowledged");
    pass(200).await;
    let now = connection.activity();
    assert_eq!((now.in_flight, now.acknowledged, now.refused), (0, 2, 2));
    // During the last 200 seconds, pongs have arrived, but no event.
    assert!(now.since_last_event > Some(seconds(200)) && now.since_last_frame < Some(seconds(120)), "{now:?}");

    // After the connection breaks, `in_flight` no longer counts the event, although the handler of the event still runs.
    link.send(&Frame::data("event", "lost", 1, 0, json!(event("slow")).to_string().as_bytes())).await;
    link.cut().await;
    gateway.link(1).await;
    connection.connected().await.expect("it is made anew");
    pass(3).await;
    let now = connection.activity();
    assert_eq!((now.in_flight, now.acknowledged, now.refused, now.connections), (0, 2, 2, 2));
}

/// The log contains all values of a health check.
#[tokio::test(start_paused = true)]
async fn states_and_activity_are_logged() {
    let spans = CapturedSpans::start();
    let gateway = gateway([Response::code(1)]).await;
    let connection =
        connect(events(&gateway, &Journal::default()).on(async |_: JoinMeeting| Err::<(), _>("on purpose")));
    connection.connected().await.expect("it is made");
    let link = gateway.link(0).await;
    assert_eq!(link.event("fails", &event("fails")).await, 500);
    pass(65).await;
    let activity = spans.named("activity of the connection");
    let [now] = &activity[..] else { panic!("{activity:?}") };
    for (name, value) in [
        ("vc.connection.state", "open"),
        ("vc.connection.count", "1"),
        ("vc.events.in_flight", "0"),
        ("vc.events.acknowledged", "0"),
        ("vc.events.refused", "1"),
    ] {
        assert_eq!(now[name], value, "{name}");
    }
    for name in ["vc.since_last_frame_ms", "vc.since_last_event_ms"] {
        let millis: u64 = now[name].parse().expect("a number");
        assert!((55_000..=60_000).contains(&millis), "{name}: {millis}");
    }
    connection.shutdown().await;
    pass(120).await;
    assert_eq!(spans.named("activity of the connection").len(), 1);
    let told = ["connecting", "there is no connection; trying again", "connected", "the connection was closed"];
    assert_eq!(told.map(|message| spans.named(message).len()), [2, 1, 1, 1]);
}
