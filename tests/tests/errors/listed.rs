//! Comparison of the errors of calls with the constants for listed errors, such as `room::Get::NOT_FOUND`.

use vc_api::testing::{Fault, HttpReply, Platform};
use vc_api::{Endpoint, Error, ListedError, Retry, Tenant, UnixSeconds, bot, endpoints, export, room};
use vc_tests::endpoints::CUSTOM_APP_TENANT_TOKEN;
use vc_tests::platform::scripted;

use crate::support::session;

/// Returns the error of a call that the platform refuses with the given HTTP status and code.
async fn refused(status: u16, code: i64) -> Error {
    let platform = scripted(move |_| HttpReply::refusal(status, code)).await;
    session(platform.url()).rooms().get("omm_1").await.expect_err("it is refused")
}

#[tokio::test(start_paused = true)]
async fn a_refusal_is_the_listed_error_with_its_code() {
    // In the third case, the HTTP status differs from the documented status of the code.
    for (status, code) in [(404, 121_004), (400, 121_003), (500, 121_004), (400, 121_999), (403, 121_005)] {
        let error = refused(status, code).await;
        let recognised: Vec<i64> = room::Get::ERRORS.iter().filter(|one| error.is(**one)).map(|one| one.code).collect();
        let expected: Vec<i64> = (code != 121_999).then_some(code).into_iter().collect();
        assert_eq!(recognised, expected, "{status} {code}");
        assert_eq!(error.is(room::Get::NOT_FOUND), code == 121_004, "{status} {code}");
    }
}

#[test]
fn a_listed_error_has_the_name_of_its_constant() {
    assert_eq!(room::Get::NOT_FOUND.name, "NOT_FOUND");
    assert_eq!(room::Create::CONFLICT.name, "CONFLICT");
}

#[tokio::test(start_paused = true)]
async fn a_missing_scope_and_a_rate_limit_are_refusals_too() {
    for code in [99_991_672, 99_991_400] {
        let error = refused(400, code).await;
        assert!(matches!(error, Error::MissingScope(_) | Error::RateLimited(_)), "{error:?}");
        assert!(error.is(ListedError::new(None, code, "no", "NO")), "{error:?}");
        assert!(!error.is(ListedError::new(None, code + 1, "no", "NO")), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_export_fails_with_the_refusal_of_its_call() {
    let platform = Platform::start().await;
    platform.fault(Fault::refuse(export::Get::NOT_FOUND).only::<export::Get>());
    let org = platform.session::<Tenant>();
    let call = org.exports().meeting_list(UnixSeconds::from(1), UnixSeconds::from(2));
    let error = org.export(call).finish().await.expect_err("it is refused");
    assert!(matches!(error, Error::Export(_)), "{error:?}");
    assert!(error.is(export::Get::NOT_FOUND) && !error.is(export::Get::NO_PERMISSION), "{error:?}");
}

/// The platform refuses the request for a token, or the call itself, with code 10012. Only the refusal of the call has the
/// meaning that `bot.join` lists for this code.
#[tokio::test(start_paused = true)]
async fn a_refusal_of_a_token_is_not_a_refusal_of_the_call() {
    for refuses_token in [true, false] {
        let platform = Platform::start().await;
        let fault = Fault::reply(HttpReply::refusal(400, 10_012));
        platform.fault(if refuses_token { fault.path(CUSTOM_APP_TENANT_TOKEN) } else { fault.only::<bot::Join>() });
        let client = platform.client_builder().retry(Retry::none());
        let org = client.build().expect("the options are good").tenant();
        let call = org.bots().join(bot::JoinJoinType::MeetingNo, bot::JoinIdentify::new());
        let error = call.await.expect_err("it is refused");
        assert_eq!((error.code(), matches!(error, Error::Token(_))), (Some(10_012), refuses_token), "{error:?}");
        assert_eq!(error.is(bot::Join::OWNER_OUTSIDE_RELEASE), !refuses_token, "{error:?}");
    }
}

#[test]
fn each_code_is_listed_once_by_an_endpoint() {
    for info in endpoints::ALL {
        let mut codes: Vec<i64> = info.errors.iter().map(|error| error.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), info.errors.len(), "{}", info.id);
    }
}
