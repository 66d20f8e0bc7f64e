//! Bad input on a long connection: payloads that are not events, and messages that are not frames.

use tokio_tungstenite::tungstenite::protocol::Message;
use vc_api::ConnectionState;
use vc_tests::gateway::{Frame, Link};
use vc_tests::journal::Journal;
use vc_tests::time::pass;

use crate::support::{attempt, client, connect, event, events, gateway, lost};

/// Checks that the client still acknowledges an event on this connection.
async fn works(link: &Link, id: &str) {
    assert_eq!(link.event(id, &event(id)).await, 200);
}

#[tokio::test(start_paused = true)]
async fn a_payload_that_is_not_an_event_is_refused() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = connect(events(&gateway, &journal));
    let link = gateway.link(0).await;
    let deep = [vec![b'['; 200_000], vec![b']'; 200_000]].concat();
    let payloads: [&[u8]; 9] = [
        b"",
        b"not JSON",
        b"null",
        b"{}",
        b"\xff\xfe{}",
        b"{\"header\": {\"event_type\": \"\xff\"}, \"event\": {}}",
        &deep,
        br#"{"encrypt": "aGVsbG8="}"#,
        br#"{"type": "url_verification", "token": "", "challenge": "5e37"}"#,
    ];
    for (index, payload) in payloads.into_iter().enumerate() {
        assert_eq!(link.payload(&format!("no-{index}"), payload).await, 500, "{index}");
        works(&link, &index.to_string()).await;
    }
    // The client accepts deep JSON in an event of an unknown type, because the client does not decode the body.
    let deep = String::from_utf8(deep).expect("it is text");
    let event = format!(r#"{{"header": {{"event_type": "vc.room.painted_v1", "event_id": "deep"}}, "event": {deep}}}"#);
    assert_eq!(link.payload("deep", event.as_bytes()).await, 200);
    assert_eq!(gateway.connections(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_payload_of_another_type_is_refused() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = connect(events(&gateway, &journal));
    let link = gateway.link(0).await;
    // The client ignores the callback of a card, and sends no response.
    link.send(&Frame::data("card", "card", 1, 0, b"{}")).await;
    for kind in ["unheard_of", ""] {
        let frame = Frame::data(kind, "1", 1, 0, event("1").to_string().as_bytes());
        assert_eq!(link.ask(&frame).await.code(&frame), 500, "{kind}");
    }
    let mut untyped = Frame::data("event", "2", 1, 0, event("2").to_string().as_bytes());
    untyped.headers.retain(|header| header.key == "message_id");
    assert_eq!(link.ask(&untyped).await.code(&untyped), 500);
    works(&link, "3").await;
    // The client sent four acknowledgements: three with the code 500, and one for the event of the function `works`.
    assert_eq!(link.wait_for(|seen| seen.acknowledged >= 4).await.acknowledged, 4);
    assert_eq!(journal.notes(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn control_messages_of_any_kind_are_accepted() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let connection = connect(events(&gateway, &journal));
    let link = gateway.link(0).await;
    let control = Frame { method: 0, ..Frame::data("ping", "", 1, 0, b"") };
    let other = Frame { headers: Vec::new(), ..control.clone() };
    let unknown = Frame { method: -1, ..control.clone() };
    let payload = Frame { payload: None, ..Frame::data("pong", "", 1, 0, b"") };
    for frame in [control, other, unknown, payload] {
        link.send(&frame).await;
    }
    link.send_raw(Message::Pong("unasked".into())).await;
    works(&link, "1").await;
    assert_eq!((connection.state(), gateway.connections()), (ConnectionState::Open, 1));
}

#[tokio::test(start_paused = true)]
async fn garbage_is_ignored() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let _connection = connect(events(&gateway, &journal));
    let link = gateway.link(0).await;
    let mut random = fastrand::Rng::with_seed(7);
    for round in 0..20 {
        for _ in 0..99 {
            let garbage: Vec<u8> = match random.bool() {
                // The first 11 bytes are a number that is too long, so the whole message is invalid.
                true => [vec![0xff; 11], (0..random.usize(..300)).map(|_| random.u8(..)).collect()].concat(),
                false => Vec::new(),
            };
            let text = random.u8(..10) == 0;
            link.send_raw(if text { Message::Text("text".into()) } else { Message::Binary(garbage.into()) }).await;
        }
        works(&link, &round.to_string()).await;
    }
    assert_eq!(gateway.connections(), 1);
}

#[tokio::test(start_paused = true)]
async fn garbage_without_end_ends_the_connection() {
    let gateway = gateway([]).await;
    let connection = connect(client(&gateway).events());
    let link = gateway.link(0).await;
    connection.connected().await.expect("it is made");
    // After many consecutive unreadable messages, the client opens a new connection. The test sends more messages than
    // necessary, because a pong between two messages restarts the count.
    for _ in 0..200 {
        link.send_raw(Message::Binary("garbage".into())).await;
    }
    let state = lost(&connection).await;
    assert_eq!(attempt(&state), 1);
    works(&*gateway.link(1).await, "1").await;
}

#[tokio::test(start_paused = true)]
async fn a_message_that_is_too_large_ends_the_connection() {
    let gateway = gateway([]).await;
    let connection = connect(client(&gateway).events());
    let link = gateway.link(0).await;
    connection.connected().await.expect("it is made");
    let mut large = event("1");
    large["event"]["filler"] = "x".repeat(4 << 20).into();
    let frame = Frame::data("event", "1", 1, 0, large.to_string().as_bytes());
    let sending = tokio::spawn(async move { link.send(&frame).await });
    let state = lost(&connection).await;
    assert_eq!(attempt(&state), 1);
    sending.abort();
    // The event is too large for one message. If the same event arrives in parts, the client accepts it.
    let link = gateway.link(1).await;
    let parts = Link::parts("1", large.to_string().as_bytes(), 3);
    for part in &parts[..2] {
        link.send(part).await;
    }
    assert_eq!(link.ask(&parts[2]).await.code(&parts[2]), 200);
    pass(1).await;
    assert_eq!(gateway.connections(), 2);
}
