//! A follower, which polls the happenings of a meeting.

use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;
use vc_api::testing::{Fault, HttpReply, Platform, Refusal};
use vc_api::types::UserIdType;
use vc_api::{Error, Happening, MeetingCursor, MeetingEnd, Tenant, bot};

use vc_tests::endpoints::CUSTOM_APP_TENANT_TOKEN;
use vc_tests::secrecy::{show, show_error};

use crate::support::{ada, bot, join, line, play};

#[tokio::test(start_paused = true)]
async fn each_happening_is_given_once_until_the_meeting_is_over() {
    let platform = Platform::start().await;
    let (meeting, bot) = (platform.meeting(), bot(&platform));
    join(&bot, &meeting).await;
    play(&meeting);
    let mut follower = bot.bots().follow(meeting.id());
    let mut lines = Vec::new();
    for _ in 0..10 {
        lines.push(line(&follower.try_next().await.unwrap().unwrap()));
    }
    assert_eq!(
        lines,
        [
            "Bot joined",
            "Ada joined",
            "Bo joined",
            "Ada said 0: hunter2 sh",
            "Ada said 1: hunter2 should ship",
            "Ada shares",
            "Ada shares no more",
            "Bo wrote hunter2",
            "Bo wrote THUMBSUP",
            "Bo left"
        ]
    );
    meeting.say(&ada(), "s1", "hunter2 should ship");
    meeting.say(&ada(), "s1", "hunter2 should ship it");
    assert_eq!(line(&follower.try_next().await.unwrap().unwrap()), "Ada said 2: hunter2 should ship it");
    meeting.end().await.unwrap_err();
    tokio::time::advance(Duration::from_secs(301)).await;
    assert_eq!(follower.try_next().await.unwrap(), None);
    assert_eq!(follower.end(), Some(MeetingEnd::Over));
    assert_eq!(follower.try_next().await.unwrap(), None);
    show(&follower);
    show(&follower.cursor());
}

#[tokio::test(start_paused = true)]
async fn a_follower_polls_less_often_while_nothing_happens() {
    let platform = Platform::start().await;
    let (meeting, bot) = (platform.meeting(), bot(&platform));
    join(&bot, &meeting).await;
    let mut follower = bot.bots().follow(meeting.id());
    follower.try_next().await.unwrap();
    let start = Instant::now();
    let idle = tokio::time::timeout(Duration::from_secs(60), follower.try_next());
    idle.await.unwrap_err();
    let calls = platform.calls::<bot::Events>();
    let pauses: Vec<u64> = calls[1..].iter().map(|call| call.request().at().duration_since(start).as_secs()).collect();
    assert_eq!(pauses, [1, 3, 6, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]);
    meeting.write(&ada(), "hello");
    follower.try_next().await.unwrap();
    let before = platform.calls::<bot::Events>().len();
    let start = Instant::now();
    tokio::time::timeout(Duration::from_secs(2), follower.try_next()).await.unwrap_err();
    let next = platform.calls::<bot::Events>()[before].request().at();
    assert_eq!(next.duration_since(start).as_secs(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_follower_requests_the_reason_of_the_end() {
    for (is_over, is_told, expected) in
        [(true, true, MeetingEnd::Over), (false, true, MeetingEnd::Removed), (false, false, MeetingEnd::Unknown)]
    {
        let platform = Platform::start().await;
        let (meeting, bot) = (platform.meeting(), bot(&platform));
        join(&bot, &meeting).await;
        let mut follower = bot.bots().follow(meeting.id());
        follower.try_next().await.unwrap();
        if is_over {
            meeting.end().await.unwrap_err();
        }
        platform.fault(Fault::refuse(bot::Events::NOT_IN_MEETING).only::<bot::Events>());
        if !is_told {
            platform.fault(Fault::refuse(Refusal::new(403, 121_005, "no permission")).only::<vc_api::meeting::Get>());
        }
        assert_eq!(follower.try_next().await.unwrap(), None);
        assert_eq!(follower.end(), Some(expected));
    }
}

#[tokio::test(start_paused = true)]
async fn a_bot_that_is_not_in_the_meeting_gets_an_error() {
    let platform = Platform::start().await;
    let (meeting, bot) = (platform.meeting(), bot(&platform));
    let error = bot.bots().follow(meeting.id()).try_next().await.unwrap_err();
    assert!(error.is(bot::Events::NOT_IN_MEETING));
    show_error(&error);
    assert!(error.report().to_string().contains("Join the meeting first."), "{error}");
    let error = bot.bots().follow("7651377260537433999").try_next().await.unwrap_err();
    assert!(error.is(bot::Events::MEETING_NOT_FOUND));
    let sent = platform.requests().len();
    let error = bot.bots().follow(meeting.number()).try_next().await.unwrap_err();
    assert!(matches!(&error, Error::InvalidArgument(invalid) if invalid.argument == "meeting_id"));
    assert_eq!(platform.requests().len(), sent);
}

#[tokio::test(start_paused = true)]
async fn temporary_errors_lose_nothing() {
    let platform = Platform::start().await;
    let (meeting, bot) = (platform.meeting(), bot(&platform));
    join(&bot, &meeting).await;
    let mut follower = bot.bots().follow(meeting.id());
    follower.try_next().await.unwrap();
    meeting.write(&ada(), "hello");
    platform.fault(Fault::bad_gateway());
    platform.fault(Fault::rate_limited(Duration::from_secs(30)));
    assert!(matches!(follower.try_next().await, Err(Error::UnexpectedContent(_))));
    let start = Instant::now();
    assert_eq!(line(&follower.try_next().await.unwrap().unwrap()), "Ada wrote hello");
    assert!(start.elapsed() >= Duration::from_secs(30), "{:?}", start.elapsed());
    // The token is rejected, and the request for a new token fails.
    platform.revoke::<Tenant>();
    platform.fault(Fault::closed().path(CUSTOM_APP_TENANT_TOKEN));
    meeting.write(&ada(), "again");
    assert!(matches!(follower.try_next().await, Err(Error::Token(_))));
    assert_eq!(line(&follower.try_next().await.unwrap().unwrap()), "Ada wrote again");
    platform.fault(Fault::refuse(Refusal::new(400, 1, "odd")).times(2));
    assert!(follower.try_next().await.is_err());
    assert_eq!(follower.try_next().await.unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn an_expired_page_token_is_dropped() {
    let platform = Platform::start().await;
    let (meeting, bot) = (platform.meeting(), bot(&platform));
    join(&bot, &meeting).await;
    let mut follower = bot.bots().follow(meeting.id());
    follower.try_next().await.unwrap();
    meeting.write(&ada(), "hello");
    platform.fault(Fault::refuse(Refusal::new(400, 99_992_402, "page token is not valid")).only::<bot::Events>());
    assert_eq!(line(&follower.try_next().await.unwrap().unwrap()), "Ada wrote hello");
    let calls = platform.calls::<bot::Events>();
    let last = calls.last().unwrap();
    assert_eq!((last.page_token.as_deref(), last.start_time.map(i64::from)), (None, Some(1_790_000_000)));
}

#[tokio::test(start_paused = true)]
async fn another_process_continues_from_a_cursor() {
    let platform = Platform::start().await;
    let (meeting, bot) = (platform.meeting(), bot(&platform));
    join(&bot, &meeting).await;
    play(&meeting);
    let mut whole = Vec::new();
    let mut follower = bot.bots().follow(meeting.id());
    for _ in 0..10 {
        whole.push(line(&follower.try_next().await.unwrap().unwrap()));
    }
    for place in 0..10 {
        let mut first = bot.bots().follow(meeting.id());
        for _ in 0..place {
            first.try_next().await.unwrap();
        }
        let cursor: MeetingCursor = first.cursor().to_string().parse().unwrap();
        let mut rest = bot.bots().follow(meeting.id()).resume(cursor);
        // The new follower returns the remaining happenings. A sentence may have another revision than before, because the
        // new follower counts the revisions from 1 again.
        for expected in &whole[place..] {
            let found = line(&rest.try_next().await.unwrap().unwrap());
            assert_eq!(found.replace(" 0:", " 1:"), expected.replace(" 0:", " 1:"), "after {place}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn happenings_of_unknown_kinds_have_their_json() {
    let platform = Platform::start().await;
    let entry = json!({ "event_id": "1", "event_type": "hat_worn", "payload": {
        "activity_event_type": "hat_worn", "chat_received_items": [], "hat_worn_items": [{ "hat": "hunter2" }, { "hat": 2 }] } });
    let bare = json!({ "event_id": "2", "payload": { "activity_event_type": "stood_up" } });
    platform.on_request(move |request| {
        request.path().ends_with("bots/events").then(|| HttpReply::data(&json!({ "events": [entry, bare] })))
    });
    let mut follower = bot(&platform).bots().follow("7651377260537433001").user_id_type(UserIdType::UserId);
    let mut next = async || -> Happening { follower.try_next().await.unwrap().unwrap() };
    assert_eq!(line(&next().await), "hat_worn: Some((17 bytes))");
    let second = next().await;
    assert_eq!((line(&second).as_str(), second.id.as_deref()), ("hat_worn: Some((9 bytes))", Some("1#1")));
    assert_eq!(line(&next().await), "stood_up: None");
    assert!(!format!("{second:?}").contains("hunter2"));
}
