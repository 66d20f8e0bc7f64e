//! Connections that break or fall silent, which are made anew; and the pings on them.

use serde_json::{Value, json};
use tokio::time::{Instant, timeout};
use tokio_tungstenite::tungstenite::protocol::Message;
use vc_api::testing::HttpRequest;
use vc_api::{Connection, ConnectionState};
use vc_tests::gateway::{Frame, Gateway, Header, Response, SERVICE};
use vc_tests::journal::Journal;
use vc_tests::time::{pass, seconds};

use crate::support::{client, config, connect, event, events, gateway, gateway_with};

async fn connected(gateway: &Gateway) -> Connection {
    let connection = connect(client(gateway).events());
    connection.connected().await.expect("it is made");
    connection
}

#[tokio::test(start_paused = true)]
async fn the_state_is_told() {
    let gateway = gateway([Response::code(1), Response::code(1)]).await;
    let connection = connect(client(&gateway).events());
    let mut state = connection.state();
    let mut states = vec![state];
    while state != ConnectionState::Connected {
        state = connection.changed(state).await;
        states.push(state);
    }
    gateway.link(0).await.cut().await;
    while states.len() < 6 {
        state = connection.changed(state).await;
        states.push(state);
    }
    let again = |attempt| move |state: ConnectionState| matches!(state, ConnectionState::Reconnecting { attempt: found } if found == attempt);
    assert_eq!(
        (states[0], states[3], states[5]),
        (ConnectionState::Connecting, ConnectionState::Connected, ConnectionState::Connected)
    );
    assert!(again(1)(states[1]) && again(2)(states[2]) && again(1)(states[4]), "{states:?}");
}

/// Returns the milliseconds from a loss to the next connection, for some losses.
async fn waits(gateway: &Gateway, connection: &Connection, close: bool) -> Vec<u128> {
    let mut waits = Vec::new();
    for index in 0..12 {
        let link = gateway.link(index).await;
        connection.connected().await.expect("it is made");
        let lost = Instant::now();
        match close {
            true => {
                link.close().await;
                assert!(link.wait_for(|seen| seen.ended).await.closed, "the client agrees");
            }
            false => link.cut().await,
        }
        waits.push((gateway.link(index + 1).await.at - lost).as_millis());
    }
    waits
}

#[tokio::test(start_paused = true)]
async fn a_lost_connection_is_made_anew_after_a_random_time() {
    for close in [false, true] {
        let config =
            json!({ "ReconnectCount": -1, "ReconnectInterval": 120, "ReconnectNonce": 10, "PingInterval": 120 });
        let gateway = gateway_with([], config).await;
        let connection = connected(&gateway).await;
        let mut waits = waits(&gateway, &connection, close).await;
        waits.sort_unstable();
        assert!(waits[11] <= 10_100, "{waits:?}");
        // That all of them are that near happens once in many millions of times.
        assert!(waits[11] - waits[0] > 1000, "{waits:?}");
        assert_eq!(gateway.asked().len(), 13);
    }
}

#[tokio::test(start_paused = true)]
async fn a_lost_connection_is_given_up_as_the_platform_says() {
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
    let connection = connected(&gateway).await;
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

    // A pong says otherwise.
    link.pong(Some(json!({ "PingInterval": 7, "ReconnectNonce": 1, "ReconnectInterval": 3 })));
    let pings = link.wait_for(|seen| seen.pings.len() == 8).await.pings;
    assert_eq!(times(&pings[4..]), [7; 3]);

    // One that cannot be read, or says nothing, changes nothing.
    for unreadable in [json!("text"), json!([]), json!({ "PingInterval": {} })] {
        link.pong(Some(unreadable));
        let count = link.seen().pings.len();
        let pings = link.wait_for(|seen| seen.pings.len() == count + 3).await.pings;
        assert_eq!(times(&pings[count..]), [7; 2]);
    }

    // What it said of connecting again holds from now on.
    gateway.respond([Response::hangup(), Response::hangup()]);
    let config = config();
    assert_eq!(config["ReconnectInterval"], 120);
    link.cut().await;
    connection.changed(ConnectionState::Connected).await;
    gateway.link(1).await;
    let asked: Vec<Instant> = gateway.asked().iter().map(HttpRequest::at).collect();
    let waits: Vec<u64> = asked[1..].windows(2).map(|two| (two[1] - two[0]).as_secs()).collect();
    assert_eq!(waits, [3, 3]);
}

#[tokio::test(start_paused = true)]
async fn a_ping_of_the_websocket_is_answered_though_nothing_else_is_sent() {
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
async fn a_silent_connection_is_made_anew() {
    let gateway = gateway([]).await;
    let connection = connected(&gateway).await;
    let link = gateway.link(0).await;
    link.wait_for(|seen| seen.pings.len() == 1).await;
    pass(60).await;
    link.stop_reading();
    // The last pong came 60 seconds ago; it is 2 minutes and 15 seconds that it may be silent.
    let silent = Instant::now();
    let state = connection.changed(ConnectionState::Connected).await;
    assert!(matches!(state, ConnectionState::Reconnecting { attempt: 1, .. }));
    assert_eq!(silent.elapsed().as_secs(), 75);
    connection.connected().await.expect("it is made anew");
    assert_eq!(gateway.connections(), 2);
    // As long as pongs come, nothing is done.
    pass(20 * 60).await;
    assert_eq!(gateway.connections(), 2);
}

#[tokio::test(start_paused = true)]
async fn events_are_heard_as_well_as_pongs() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let connection = connect(events(&gateway, &journal));
    let link = gateway.link(0).await;
    link.pong(None);
    for id in 0..20 {
        pass(100).await;
        assert_eq!(link.event(&id.to_string(), &event(&id.to_string())).await, 200);
    }
    assert_eq!((connection.state(), gateway.connections()), (ConnectionState::Connected, 1));
}

#[tokio::test(start_paused = true)]
async fn a_silent_connection_is_kept_if_that_is_asked_for() {
    let gateway = gateway([]).await;
    let connection = connect(client(&gateway).events().watchdog(false));
    let link = gateway.link(0).await;
    link.pong(None);
    connection.connected().await.expect("it is made");
    timeout(seconds(20 * 60), connection.changed(ConnectionState::Connected)).await.expect_err("it is kept");
    assert_eq!(link.event("1", &event("1")).await, 200);
    assert!(link.seen().pings.len() >= 10);
}

#[tokio::test(start_paused = true)]
async fn a_connection_on_which_nothing_can_be_sent_is_made_anew() {
    let gateway = gateway([]).await;
    let connection = connect(client(&gateway).events().watchdog(false));
    let link = gateway.link(0).await;
    connection.connected().await.expect("it is made");
    link.wait_for(|seen| seen.pings.len() == 1).await;
    link.stop_reading();
    // Each acknowledgement is as large as the event's headers, so that soon no more can be sent.
    let mut frame = Frame::data("event", "1", 1, 0, event("1").to_string().as_bytes());
    frame.headers.push(Header { key: "large".to_owned(), value: "x".repeat(1 << 20) });
    let sending = async {
        loop {
            link.send(&frame).await;
        }
    };
    let lost = tokio::select! {
        lost = connection.changed(ConnectionState::Connected) => lost,
        never = sending => never,
    };
    assert!(matches!(lost, ConnectionState::Reconnecting { attempt: 1, .. }));
    gateway.link(1).await;
    connection.connected().await.expect("it is made anew");
}

#[tokio::test(start_paused = true)]
async fn what_was_not_answered_comes_again_and_is_handled_once() {
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
