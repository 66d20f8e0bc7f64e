//! The end of a connection: events in hand are handled first, and nothing is made anew.

use std::time::Duration;

use tokio::time::{Instant, timeout};
use vc_api::meeting::JoinMeeting;
use vc_api::{Connection, ConnectionState, EventContext};
use vc_tests::gateway::{Frame, Gateway, Response};
use vc_tests::journal::Journal;
use vc_tests::time::{pass, seconds};

use crate::support::{client, connect, event, events, gateway};

/// Connects handlers that take so long, and note when they begin and end.
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
async fn what_is_in_hand_is_handled_and_answered() {
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
async fn handlers_that_were_answered_for_are_waited_for() {
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
async fn a_connection_that_is_dropped_is_closed_and_its_handlers_go_on() {
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
async fn it_can_be_closed_before_it_is_made() {
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
async fn a_gateway_that_does_not_answer_is_not_waited_for_long() {
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
async fn a_connection_that_breaks_while_it_is_closed_is_not_made_anew() {
    // Reading or writing may be the first to notice.
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
