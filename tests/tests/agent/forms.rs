//! The two forms in which the platform reports a meeting: pushed events, and responses to polls. Both give the same
//! happenings.

use std::sync::{Arc, Mutex};

use vc_api::bot::BotMeetingActivity;
use vc_api::testing::{Platform, PushForm};
use vc_api::types::UserIdType;
use vc_api::{EventContext, Events, Happening, Person};

use crate::support::{bot, join, line, play};

type Told = Arc<Mutex<Vec<Happening>>>;

/// Returns the happenings of a meeting twice: first from pushed events, then from the responses to polls.
async fn both(form: PushForm, user_id_type: UserIdType) -> (Vec<Happening>, Vec<Happening>) {
    let platform = Platform::start().await;
    let told = Told::default();
    let events = Events::with_state(Arc::clone(&told)).on(
        async |event: BotMeetingActivity, context: EventContext<Mutex<Vec<Happening>>>| {
            context.state.lock().unwrap().extend(Happening::in_event(event));
        },
    );
    platform.connect_webhook(events.webhook(platform.webhook_config()).unwrap());
    let (meeting, bot) = (platform.meeting(), bot(&platform));
    join(&bot, &meeting).await;
    play(&meeting);
    meeting.push_as(form).await.unwrap();
    let pushed = std::mem::take(&mut *told.lock().unwrap());
    let mut follower = bot.bots().follow(meeting.id()).user_id_type(user_id_type);
    let mut asked = Vec::new();
    while asked.len() < pushed.len() {
        asked.push(follower.try_next().await.unwrap().unwrap());
    }
    (pushed, asked)
}

fn ids(person: Option<&Person>) -> [Option<String>; 4] {
    let person = person.unwrap();
    [&person.open_id, &person.union_id, &person.user_id, &person.other_id].map(Clone::clone)
}

#[tokio::test(start_paused = true)]
async fn both_forms_give_the_same_happenings() {
    for form in [PushForm::Usual, PushForm::Misspelt] {
        for (kind, user_id_type) in
            [UserIdType::OpenId, UserIdType::UnionId, UserIdType::UserId].into_iter().enumerate()
        {
            let (pushed, asked) = both(form, user_id_type).await;
            assert_eq!(pushed.len(), 10);
            for (pushed, asked) in pushed.iter().zip(&asked) {
                assert_eq!(line(pushed).replace(" 0:", " 1:"), line(asked).replace(" 0:", " 1:"));
                assert_eq!((&pushed.time, &pushed.meeting_id), (&asked.time, &asked.meeting_id));
                let (all, one) = (ids(pushed.person()), ids(asked.person()));
                assert_eq!(all[kind], one[kind]);
                assert!(all[kind].is_some());
                assert_eq!((all.iter().flatten().count(), one.iter().flatten().count()), (3, 1));
            }
        }
    }
}
