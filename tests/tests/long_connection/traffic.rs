//! What happens in a meeting is read alike in all forms in which it is pushed.

use vc_api::EventContext;
use vc_api::bot::BotMeetingActivity;
use vc_tests::gateway::Link;
use vc_tests::traffic::{pushed, told};

use crate::support::{Log, connect, events, gateway};

#[tokio::test]
async fn all_forms() {
    let gateway = gateway([]).await;
    let log = Log::default();
    let events = events(&gateway, &log).on(async |event: BotMeetingActivity, context: EventContext<Log>| {
        assert!(context.skipped.is_empty(), "{:?}", context.skipped);
        event.meeting_activity_items.iter().flat_map(told).for_each(|told| context.state.note(told));
    });
    let _connection = connect(events);
    let link = gateway.link(0).await;
    for (index, (sent, expected)) in pushed().into_iter().enumerate() {
        let parts = Link::parts(&index.to_string(), sent.to_string().as_bytes(), 1);
        let part = parts.last().expect("there is a part");
        assert_eq!(link.ask(part).await.code(part), 200);
        assert_eq!(log.take(), expected);
    }
}
