//! End of a connection: the client finishes the current events, and does not reconnect.

use std::time::Duration;

use tokio::time::{Instant, timeout};
use vc_api::meeting::JoinMeeting;
use vc_api::{Connection, ConnectionState, EventContext};
use vc_tests::gateway::{Frame, Gateway, Response};
use vc_tests::journal::Journal;
use vc_tests::time::{pass, seconds};

use crate::support::{client, connect, event, events, gateway};

/// Opens a connection. Its handler writes `begins` into the journal, sleeps for the given time, and writes `ends` into the
/// journal.
fn slow(gateway: &Gateway, journal: &Journal, time: Duration) -> Connection {
    connect(events(gateway, journal).on(move |_: JoinMeeting, context: EventContext<Journal>| async move {
        context.state.note("begins");
        tokio::time::sleep(time).await;
        context.state.note("ends");
    }))
}

fn frame(id: &str) -> Frame {
    Frame::data("event", id, 1, 0, event(id).to_string().as_bytes())
}

#[tokio::test(start_paused = true)]
async fn current_events_are_handled_and_acknowledged() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let connection = slow(&gateway, &journal, seconds(2));
    let link = gateway.link(0).await;
    let mut acknowledgements = Vec::new();
    for id in (0..50).map(|id| id.to_string()) {
        acknowledgements.push((frame(&id), link.acknowledgement_of(&id)));
        link.send(&frame(&id)).await;
    }
    pass(1).await;
    let began = Instant::now();
    let (link_2, late) = (gateway.link(0).await, link.acknowledgement_of("late"));
    tokio::join!(connection.shutdown(), async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        link_2.send(&frame("late")).await;
    });
    assert_eq!(began.elapsed().as_secs(), 1);
    for (frame, acknowledgement) in acknowledgements {
        assert_eq!(acknowledgement.await.expect("it is acknowledged").code(&frame), 200);
    }
    let seen = link.wait_for(|seen| seen.ended).await;
    assert!(seen.closed, "it said that it closes");
    assert_eq!(seen.acknowledged, 50);
    late.await.expect_err("a late event is not acknowledged");
    assert_eq!(journal.notes(), [["begins"; 50], ["ends"; 50]].concat());
    pass(1000).await;
    assert_eq!((gateway.connections(), gateway.asked().len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn shutdown_waits_for_handlers_of_acknowledged_events() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let connection = slow(&gateway, &journal, seconds(60));
    let link = gateway.link(0).await;
    let began = Instant::now();
    assert_eq!(link.event("1", &event("1")).await, 200);
    connection.shutdown().await;
    assert_eq!((journal.notes().len(), began.elapsed().as_secs()), (2, 60));
    assert!(link.seen().closed);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_connection_is_closed_and_its_handlers_continue() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let connection = slow(&gateway, &journal, seconds(60));
    let link = gateway.link(0).await;
    link.send(&frame("1")).await;
    pass(1).await;
    drop(connection);
    let closing = Instant::now();
    assert!(link.wait_for(|seen| seen.ended).await.closed);
    assert!(closing.elapsed() < seconds(1));
    assert_eq!(journal.notes(), ["begins"]);
    pass(60).await;
    assert_eq!(journal.notes(), ["begins", "ends"]);
    assert_eq!((link.seen().acknowledged, gateway.connections()), (0, 1));
}

#[tokio::test(start_paused = true)]
async fn a_connection_can_be_closed_before_it_is_open() {
    for response in [Response::silence(), Response::code(1), Response::refusal(500, None)] {
        let gateway = gateway([response]).await;
        let connection = connect(client(&gateway).events());
        tokio::time::sleep(Duration::from_millis(1)).await;
        assert_ne!(connection.state(), ConnectionState::Open);
        let closing = Instant::now();
        connection.shutdown().await;
        assert!(closing.elapsed() < Duration::from_millis(10));
        pass(1000).await;
        assert_eq!((gateway.connections(), gateway.asked().len()), (0, 1));
    }
}

#[tokio::test(start_paused = true)]
async fn shutdown_does_not_wait_long_for_a_silent_gateway() {
    let gateway = gateway([]).await;
    let journal = Journal::default();
    let connection = slow(&gateway, &journal, seconds(1));
    let link = gateway.link(0).await;
    link.send(&frame("1")).await;
    pass(1).await;
    link.stop_reading();
    timeout(seconds(5), connection.shutdown()).await.expect("it does not take long");
    assert_eq!(journal.notes(), ["begins", "ends"]);
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_breaks_during_shutdown_is_not_reopened() {
    // The test runs several times, because either the reader or the writer of the client may notice the broken connection
    // first.
    for _ in 0..20 {
        let gateway = gateway([]).await;
        let journal = Journal::default();
        let connection = slow(&gateway, &journal, seconds(2));
        let link = gateway.link(0).await;
        link.send(&frame("1")).await;
        pass(1).await;
        tokio::join!(connection.shutdown(), async {
            pass(1).await;
            link.cut().await;
        });
        assert_eq!(journal.notes(), ["begins", "ends"]);
        pass(40).await;
        assert_eq!((gateway.connections(), gateway.asked().len()), (1, 1));
    }
}
