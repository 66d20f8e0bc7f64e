//! What happens in a meeting is read alike in all forms in which it is pushed.

use vc_api::bot::BotMeetingActivity;
use vc_api::{EventContext, Events};
use vc_tests::sender::{plain, signed};
use vc_tests::traffic::{pushed, told};

use crate::support::{Log, config, encrypted_config, status};

#[tokio::test]
async fn all_forms() {
    let log = Log::default();
    let events = || {
        Events::with_state(log.clone()).on(async |event: BotMeetingActivity, context: EventContext<Log>| {
            assert!(context.skipped.is_empty(), "{:?}", context.skipped);
            assert!(!format!("{event:?} {event:#?}").contains("hunter2"), "what was said is printed");
            event.meeting_activity_items.iter().flat_map(told).for_each(|told| context.state.note(told));
        })
    };
    let by_plain = events().webhook(config()).expect("it can be made");
    let by_encrypted = events().webhook(encrypted_config()).expect("it can be made");
    for (sent, expected) in pushed() {
        for (receiver, sent) in [(&by_plain, plain(&sent)), (&by_encrypted, signed(&sent))] {
            assert_eq!(status(receiver, &sent).await, 200);
            assert_eq!(log.take(), expected);
        }
    }
}
