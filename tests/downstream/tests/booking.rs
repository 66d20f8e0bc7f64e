//! Tests of bookings, logins and lists.

use std::time::Duration;

use downstream::{Booking, CALLBACK, Error, Service};
use tokio::time::Instant;
use vc_api::error::Content;
use vc_api::meeting_list::{self, MeetingInfo};
use vc_api::reserve::{self, ApplyResponse, Reserve};
use vc_api::testing::{Fault, HttpReply, Platform, Received, Refusal, error_of, timeout_of};
use vc_api::{Error as CallError, Sample, Tenant, UnixSeconds, User, scopes};

type Outcome = Result<(), Box<dyn std::error::Error>>;

const FROM: i64 = 1_655_276_858;
const END: i64 = 1_700_000_000;

fn end() -> UnixSeconds {
    UnixSeconds::from(END)
}

fn topics(count: usize) -> Vec<MeetingInfo> {
    let info = |number| {
        let mut info = MeetingInfo::sample();
        info.meeting_topic = Some(format!("topic {number}"));
        info
    };
    (0..count).map(info).collect()
}

#[tokio::test]
async fn a_booking_has_the_link_of_the_reservation() -> Outcome {
    let platform = Platform::start().await;
    platform.strict();
    platform.on(|call: Received<reserve::Apply>| {
        let mut reserve = Reserve::sample();
        reserve.id = "r1".into();
        reserve.url =
            Some(format!("https://vc.example/{}", call.meeting_settings.topic.as_deref().unwrap_or_default()));
        let mut response = ApplyResponse::default();
        response.reserve = Some(reserve);
        Ok(response)
    });
    let service = Service::new(&platform.client());

    let booking = service.book(&platform.user(), "standup", end(), Some("1234")).await?;

    assert_eq!(booking, Booking { id: "r1".into(), link: "https://vc.example/standup".to_owned() });
    let calls = platform.calls::<reserve::Apply>();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].end_time, Some(end()));
    assert_eq!(calls[0].meeting_settings.password, Some("1234".into()));
    assert_eq!(calls[0].owner_id, None);
    assert_eq!(calls[0].request().json()["end_time"], END.to_string());
    platform.verify()?;
    Ok(())
}

#[tokio::test]
async fn without_a_script_the_double_responds_with_the_sample() -> Outcome {
    let platform = Platform::start().await;
    let service = Service::new(&platform.client());
    let booking = service.book(&platform.user(), "standup", end(), None).await?;
    let sample = ApplyResponse::sample().reserve.ok_or("no reserve")?;
    assert_eq!(Some(booking.link), sample.url);
    assert_eq!(booking.id, sample.id);
    Ok(())
}

#[tokio::test]
async fn a_reservation_without_a_link_is_an_error() -> Outcome {
    let platform = Platform::start().await;
    platform.on(async |_: Received<reserve::Apply>| {
        let mut response = ApplyResponse::sample();
        if let Some(reserve) = &mut response.reserve {
            (reserve.id, reserve.url) = ("r2".into(), None);
        }
        Ok(response)
    });
    let service = Service::new(&platform.client());
    assert_eq!(service.book(&platform.user(), "standup", end(), None).await, Err(Error::NoLink("r2".into())));
    Ok(())
}

#[tokio::test]
async fn a_refused_password_has_an_error_of_its_own() -> Outcome {
    let platform = Platform::start().await;
    platform.on(|call: Received<reserve::Apply>| Err(call.refuse(reserve::Apply::INVALID_PASSWORD)));
    let service = Service::new(&platform.client());
    assert_eq!(service.book(&platform.user(), "standup", end(), Some("1")).await, Err(Error::BadPassword));
    platform.verify()?;
    Ok(())
}

#[tokio::test]
async fn other_refusals_keep_code_and_fields() -> Outcome {
    let platform = Platform::start().await;
    let refusal = Refusal::from(reserve::Apply::INVALID_PARAMETER).invalid_field("end_time", "is in the past");
    platform.fault(Fault::refuse(refusal).only::<reserve::Apply>());
    let service = Service::new(&platform.client());
    let Err(Error::Call(error)) = service.book(&platform.user(), "standup", end(), None).await else {
        return Err("the call must fail".into());
    };
    assert!(error.is(reserve::Apply::INVALID_PARAMETER));
    assert!(!error.is(reserve::Apply::INVALID_PASSWORD));
    assert_eq!(error.refusal().map(|refused| refused.field_violations[0].field.as_str()), Some("end_time"));
    Ok(())
}

#[tokio::test]
async fn a_booking_is_not_repeated_after_a_bad_gateway() -> Outcome {
    let platform = Platform::start().await;
    platform.fault(Fault::bad_gateway().only::<reserve::Apply>());
    let service = Service::new(&platform.client());
    let Err(Error::Call(error)) = service.book(&platform.user(), "standup", end(), None).await else {
        return Err("the call must fail".into());
    };
    assert_eq!(error.status(), Some(502));
    assert!(matches!(&error, CallError::UnexpectedContent(content) if content.content == Content::Html));
    assert_eq!(platform.calls::<reserve::Apply>().len(), 1);
    service.book(&platform.user(), "standup", end(), None).await?;
    assert_eq!(platform.calls::<reserve::Apply>().len(), 2);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_booking_waits_for_a_rate_limit_within_its_deadline() -> Outcome {
    let platform = Platform::start().await;
    platform.fault(Fault::rate_limited(Duration::from_secs(20)).only::<reserve::Apply>());
    let service = Service::new(&platform.client());
    let start = Instant::now();
    service.book(&platform.user(), "standup", end(), None).await?;
    let waited = start.elapsed();
    assert!((20..=22).contains(&waited.as_secs()), "{waited:?}");
    assert_eq!(platform.calls::<reserve::Apply>().len(), 2);

    platform.fault(Fault::rate_limited(Duration::from_secs(200)).only::<reserve::Apply>());
    let start = Instant::now();
    let refused = service.book(&platform.user(), "standup", end(), None).await;
    let Err(Error::Call(CallError::RateLimited(limited))) = refused else { return Err("no rate limit".into()) };
    assert_eq!(limited.retry_after, Some(Duration::from_secs(200)));
    assert!(start.elapsed() < Duration::from_secs(1));
    Ok(())
}

#[tokio::test]
async fn a_user_logs_in_books_and_must_log_in_again() -> Outcome {
    let platform = Platform::start().await;
    let service = Service::new(&platform.client());

    let login = service.begin_login()?;
    let (code, state) = platform.log_in(login.url());
    assert!(service.finish_login(&login, &code, "forged").await.is_err());
    let user = service.finish_login(&login, &code, &state).await?;
    let again = service.finish_login(&login, &code, &state).await;
    assert!(matches!(again, Err(Error::Call(CallError::Refused(_)))), "a code works once: {again:?}");

    service.book(&user, "standup", end(), None).await?;
    platform.revoke::<User>();
    service.book(&user, "the session renews itself", end(), None).await?;

    platform.end_logins();
    let Err(Error::LoginNeeded { url }) = service.book(&user, "standup", end(), None).await else {
        return Err("the login must be over".into());
    };
    let (code, state) = platform.log_in(&url);
    assert!(!code.is_empty() && !state.is_empty());
    assert!(url.contains("offline_access"), "{url}");
    assert_eq!(login.redirect_uri(), CALLBACK);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_session_renews_its_token_when_it_expires() -> Outcome {
    let platform = Platform::start().await;
    let (service, user) = (Service::new(&platform.client()), platform.user());
    service.book(&user, "standup", end(), None).await?;
    tokio::time::sleep(Duration::from_secs(3 * 60 * 60)).await;
    service.book(&user, "standup", end(), None).await?;
    let calls = platform.calls::<reserve::Apply>();
    assert_ne!(calls[0].request().token(), calls.last().ok_or("no call")?.request().token());
    Ok(())
}

#[tokio::test]
async fn a_missing_scope_is_named() -> Outcome {
    let platform = Platform::start().await;
    platform.lack(scopes::VC_RESERVE);
    let service = Service::new(&platform.client());
    let booked = service.book(&platform.user(), "standup", end(), None).await;
    let Err(Error::Call(CallError::MissingScope(missing))) = booked else { return Err("no missing scope".into()) };
    assert_eq!(missing.scopes, ["vc:reserve"]);
    Ok(())
}

#[tokio::test]
async fn a_strict_double_reports_what_the_test_does_not_script() {
    let platform = Platform::start().await;
    platform.strict();
    let service = Service::new(&platform.client());
    assert!(service.book(&platform.user(), "standup", end(), None).await.is_err());
    let failures = platform.verify().expect_err("the call is not scripted");
    assert_eq!(failures.iter().count(), 1);
    assert!(failures.to_string().contains("reserve.apply"), "{failures}");
}

#[tokio::test]
async fn a_script_without_calls_is_a_failure() {
    let platform = Platform::start().await;
    platform.on(|_: Received<reserve::Apply>| Ok(ApplyResponse::sample()));
    platform.fault(Fault::bad_gateway());
    let failures = platform.verify().expect_err("nothing called");
    assert_eq!(failures.iter().count(), 2, "{failures}");
    assert_eq!(platform.verify(), Ok(()));
}

#[tokio::test]
async fn topics_come_from_all_pages() -> Outcome {
    let platform = Platform::start().await;
    platform.on_pages::<meeting_list::Get>(topics(5), 2);
    platform.fault(Fault::bad_gateway().only::<meeting_list::Get>());
    let service = Service::new(&platform.client());
    let found = service.topics(UnixSeconds::from(FROM), end()).await?;
    assert_eq!(found, ["topic 0", "topic 1", "topic 2", "topic 3", "topic 4"]);
    let calls = platform.calls::<meeting_list::Get>();
    assert_eq!(calls.len(), 4); // an error of a gateway, the retry, and two more pages of the list
    assert_eq!(calls[0].page_token, None);
    assert!(calls[3].page_token.is_some());
    assert_eq!(calls[0].page_size, Some(50));
    assert_eq!(calls[0].start_time, UnixSeconds::from(FROM));
    platform.verify()?;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn lists_stay_below_the_rate_limit() -> Outcome {
    let platform = Platform::start().await;
    platform.on_pages::<meeting_list::Get>(topics(120), 1); // the rate limit is 100 calls a minute
    platform.enforce_rate_limits();
    let start = Instant::now();
    assert_eq!(Service::new(&platform.client()).topics(UnixSeconds::from(FROM), end()).await?.len(), 120);
    assert!(start.elapsed() > Duration::from_secs(1));
    assert!(platform.calls::<meeting_list::Get>().len() > 120, "some calls were too fast");

    let platform = Platform::start().await;
    platform.on_pages::<meeting_list::Get>(topics(120), 1);
    platform.enforce_rate_limits();
    let client = platform.client_builder().pacing(true).build()?;
    assert_eq!(Service::new(&client).topics(UnixSeconds::from(FROM), end()).await?.len(), 120);
    assert_eq!(platform.calls::<meeting_list::Get>().len(), 120);
    Ok(())
}

#[tokio::test]
async fn a_tenant_token_is_fetched_once() -> Outcome {
    let platform = Platform::start().await;
    // Without this list, the double would send samples, and each sample refers to a further page.
    platform.on_pages::<meeting_list::Get>(topics(1), 1);
    let service = Service::new(&platform.client());
    for _ in 0..3 {
        service.topics(UnixSeconds::from(FROM), end()).await?;
    }
    let calls = platform.calls::<meeting_list::Get>();
    assert!(calls.iter().all(|call| call.request().token() == calls[0].request().token()));
    let tokens = platform.requests().iter().filter(|request| request.path().contains("tenant_access_token")).count();
    assert_eq!(tokens, 1);

    platform.revoke::<Tenant>();
    service.topics(UnixSeconds::from(FROM), end()).await?;
    let calls = platform.calls::<meeting_list::Get>();
    assert_eq!(calls.len(), 5); // the last call was sent twice, first with the old token
    assert_ne!(calls[3].request().token(), calls[4].request().token());
    Ok(())
}

#[test]
fn errors_can_be_made_and_compared() {
    let wrong = || Error::from(error_of::<reserve::Apply>(reserve::Apply::INVALID_PASSWORD));
    assert_eq!(wrong(), wrong());
    assert_ne!(wrong(), Error::from(error_of::<reserve::Apply>(reserve::Apply::TOO_MANY_HOSTS)));
    assert_ne!(wrong(), Error::from(timeout_of::<reserve::Apply>()));
    assert!(wrong().to_string().contains("reserve.apply"), "{}", wrong());
    assert_eq!(error_of::<reserve::Apply>(HttpReply::html(502)).status(), Some(502));
    assert!(matches!(timeout_of::<reserve::Apply>(), CallError::Timeout(_)));
}
