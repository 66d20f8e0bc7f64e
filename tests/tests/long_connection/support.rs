//! Gateways, clients and connections for these tests, and an event to send.

use std::time::Duration;

use serde_json::{Value, json};
use vc_api::{Client, ClientBuilder, Connection, ConnectionError, ConnectionState, Events};
use vc_tests::gateway::{Gateway, Response};
use vc_tests::journal::Journal;
use vc_tests::secrecy::{show, show_error, show_logs};

/// Returns the usual configuration that the gateway sends to clients.
pub(crate) fn config() -> Value {
    json!({ "ReconnectCount": -1, "ReconnectInterval": 120, "ReconnectNonce": 30, "PingInterval": 120 })
}

pub(crate) async fn gateway(responses: impl IntoIterator<Item = Response>) -> Gateway {
    gateway_with(responses, config()).await
}

pub(crate) async fn gateway_with(responses: impl IntoIterator<Item = Response>, config: Value) -> Gateway {
    show_logs();
    tokio::spawn(tick());
    Gateway::start(responses, config).await
}

/// Limits each jump of a paused clock to 10 milliseconds. When all tasks wait, a paused clock jumps to the end of the next
/// timer. Without the limit, the clock could jump far ahead before sent bytes arrive.
async fn tick() {
    loop {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

pub(crate) fn options(gateway: &Gateway) -> ClientBuilder {
    gateway.platform.client_builder()
}

pub(crate) fn client(gateway: &Gateway) -> Client {
    options(gateway).build().expect("the options are good")
}

/// Returns an [`Events`] of a client, without handlers. Its state is a journal, in which handlers can write notes.
pub(crate) fn events(gateway: &Gateway, journal: &Journal) -> Events<Journal> {
    Events::with_state(journal.clone()).client(&client(gateway))
}

pub(crate) fn connect<S: Send + Sync + 'static>(events: Events<S>) -> Connection {
    show(&events);
    let connection = events.connect().expect("it can be made");
    show(&connection);
    connection
}

/// Waits until a connection is no longer open, and returns its new state.
pub(crate) async fn lost(connection: &Connection) -> ConnectionState {
    let mut watch = connection.watch();
    loop {
        let state = watch.next().await.expect("it did not end before");
        if state != ConnectionState::Open {
            show(&state);
            return state;
        }
    }
}

/// Returns the number of the next attempt to connect. Panics if the state is not `Waiting`.
pub(crate) fn attempt(state: &ConnectionState) -> u32 {
    match state {
        ConnectionState::Waiting { attempt, .. } => *attempt,
        state => panic!("{state}"),
    }
}

/// Waits until a connection ends with an error, and returns the error.
pub(crate) async fn end(connection: &Connection) -> ConnectionError {
    let error = connection.ended().await.expect_err("it does not end by itself otherwise");
    let told = connection.state();
    assert!(matches!(&told, ConnectionState::Ended { error: Some(told) } if *told == error), "{told:?}");
    assert_eq!(connection.connected().await, Err(error.clone()));
    show_error(&error);
    error
}

/// Returns an event with the given id. The id is also the topic of the meeting.
pub(crate) fn event(id: &str) -> Value {
    json!({
        "schema": "2.0",
        "header": { "event_id": id, "event_type": "vc.meeting.join_meeting_v1", "app_id": "cli_1", "token": "" },
        "event": { "meeting": { "id": "6911188411934433028", "topic": id }, "operator": { "user_role": 1 } }
    })
}
