//! Methods of an error: `is_transient`, `may_have_acted`, `needs_login` and `retry_after`.

use std::collections::BTreeMap;
use std::time::Duration;

use vc_api::testing::{HttpReply, error_of, timeout_of};
use vc_api::{Client, Endpoint, Error, Tenant, export, room};
use vc_tests::platform::scripted;
use vc_tests::raw_server::nobody;
use vc_tests::workspace;

use crate::support::failure;

/// HTTP statuses that the tests combine with each code, and with each response that is not a refusal.
const STATUSES: [u16; 16] = [200, 204, 301, 302, 307, 400, 401, 403, 404, 408, 429, 500, 501, 502, 503, 504];

/// Results of `is_transient`, `may_have_acted`, `needs_login` and `retry_after` for one error, as one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// Permanent failure. The platform did not act on the call.
    Final,
    /// Permanent failure. The platform may have acted on the call.
    FinalButActed,
    /// The user must log in again.
    Login,
    /// Transient failure. `retry_after` returns `None`. The platform did not act.
    Later,
    /// Transient failure. `retry_after` returns a time. The platform did not act.
    Wait,
    /// Transient failure. `retry_after` returns `None`. The platform may have acted.
    Trouble,
    /// Transient failure. `retry_after` returns a time. The platform may have acted.
    TroubleWait,
}
use Answer::{Final, FinalButActed, Later, Login, Trouble, TroubleWait, Wait};

/// Time in the header `Retry-After` of each response.
const ASKED: Duration = Duration::from_secs(7);

fn answer(error: &Error) -> Answer {
    let told = (error.is_transient(), error.may_have_acted(), error.needs_login(), error.retry_after());
    match told {
        (false, false, false, None) => Final,
        (false, true, false, None) => FinalButActed,
        (false, false, true, None) => Login,
        (true, false, false, None) => Later,
        (true, false, false, Some(ASKED)) => Wait,
        (true, true, false, None) => Trouble,
        (true, true, false, Some(ASKED)) => TroubleWait,
        _ => panic!("these contradict each other: {told:?}: {error:?}"),
    }
}

/// Returns the expected results for a refusal whose code has no known meaning, so only the HTTP status decides.
fn of_status(status: u16) -> Answer {
    match status {
        429 => Wait,
        503 => TroubleWait,
        500.. => Trouble,
        _ => Final,
    }
}

/// Codes that have the same meaning for all operations, each with the expected results. With `None`, the HTTP status
/// decides.
const CODES: [(i64, Option<Answer>); 28] = [
    (99_991_661, Some(Final)),
    (99_991_662, Some(Final)),
    (99_991_663, Some(Final)),
    (99_991_664, Some(Final)),
    (99_991_665, Some(Final)),
    (99_991_668, Some(Login)),
    (99_991_669, Some(Login)),
    (99_991_671, Some(Final)),
    (99_991_672, Some(Final)),
    (99_991_673, Some(Final)),
    (99_991_676, Some(Final)),
    (99_991_677, Some(Login)),
    (99_991_679, Some(Login)),
    (99_991_543, Some(Final)),
    (10_014, Some(Final)),
    (20_002, Some(Final)),
    (99_991_400, Some(Wait)),
    (99_991_401, Some(Final)),
    (99_991_403, Some(Final)),
    (10_012, Some(Final)),
    (20_026, Some(Login)),
    (20_037, Some(Login)),
    (20_050, Some(Later)),
    (20_064, Some(Login)),
    (20_072, Some(Later)),
    (20_073, Some(Login)),
    (20_074, Some(Final)),
    (20_070, Some(Final)),
];

/// Codes to which the client gives no meaning.
const UNKNOWN: [i64; 2] = [1, 424_242];

fn refusal(status: u16, code: i64) -> HttpReply {
    HttpReply::refusal(status, code).header("Retry-After", "7")
}

#[test]
fn every_code_under_every_status() {
    let codes = CODES.into_iter().chain(UNKNOWN.map(|code| (code, None)));
    let mut wrong = BTreeMap::new();
    for (code, expected) in codes {
        for status in STATUSES {
            let expected = match expected {
                Some(Later) if status == 429 => Wait,
                Some(expected) => expected,
                None => of_status(status),
            };
            let found = answer(&error_of::<room::Get>(refusal(status, code)));
            if found != expected {
                wrong.insert((code, status), (found, expected));
            }
        }
    }
    assert!(wrong.is_empty(), "found and expected: {wrong:#?}");
}

/// `CODES` contains all codes to which the client gives a meaning.
#[test]
fn no_code_is_left_out() {
    let source = workspace::text("vc-api/src/runtime/error/codes.rs");
    let constants = source.lines().filter(|line| line.starts_with("pub(crate) const "));
    let values = constants.map(|line| {
        let value = line.rsplit_once(" = ").and_then(|(_, value)| value.strip_suffix(';')).expect("a constant");
        value.replace('_', "").parse::<i64>().expect("a number")
    });
    let mut codes: Vec<i64> = values.collect();
    let mut tested = CODES.map(|(code, _)| code);
    codes.sort_unstable();
    tested.sort_unstable();
    assert_eq!(codes, tested);
}

/// A code that the spec lists for an operation has the listed meaning, unless the HTTP status is 429 or 5xx. The status
/// 429 means a rate limit, and a status 5xx means a failing server.
#[test]
fn listed_codes() {
    for status in STATUSES {
        let is_trouble = status >= 500;
        let expected = if is_trouble || status == 429 { of_status(status) } else { Final };
        assert_eq!(answer(&error_of::<room::Get>(refusal(status, room::Get::NOT_FOUND.code))), expected, "{status}");
        // The operation lists this code with HTTP status 500, so the code reports a failing server.
        let expected = match status {
            429 => of_status(status),
            503 => TroubleWait,
            _ => Trouble,
        };
        let internal = room::Get::INTERNAL_ERROR;
        assert_eq!(internal.http, Some(500));
        assert_eq!(answer(&error_of::<room::Get>(refusal(status, internal.code))), expected, "{status}");
        // For `bot.join`, this code has another meaning than for all other operations.
        let own = vc_api::bot::Join::INFO.errors.iter().find(|listed| listed.code == 10_012).expect("it is listed");
        let expected = if is_trouble { of_status(status) } else { Final };
        assert_eq!(answer(&error_of::<vc_api::bot::Join>(refusal(status, own.code))), expected, "{status}");
    }
}

/// Responses that are not refusals: pages of gateways, and unreadable JSON.
#[test]
fn every_content_under_every_status() {
    let wait = |reply: HttpReply| reply.header("Retry-After", "7");
    for status in STATUSES {
        let lost = [
            HttpReply::html(status),
            HttpReply::body(status, "text/plain", "no"),
            HttpReply::body(status, "application/json", ""),
            HttpReply::body(status, "application/json", r#"{"code": 0, "da"#),
        ];
        let expected = match status {
            200..=299 | 408 => Trouble,
            status => of_status(status),
        };
        for reply in lost {
            assert_eq!(answer(&error_of::<room::Get>(wait(reply))), expected, "{status}");
        }
        let codeless = HttpReply::body(status, "application/json", r#"{"message": "no"}"#);
        let expected = if status < 300 { FinalButActed } else { of_status(status) };
        assert_eq!(answer(&error_of::<room::Get>(wait(codeless))), expected, "{status}");
        // Code 0 means success, so the platform acted on the call.
        let done = HttpReply::body(status, "application/json", r#"{"code": 0, "data": {}}"#);
        let expected = match status {
            429 | 500.. => of_status(status),
            _ => FinalButActed,
        };
        assert_eq!(answer(&error_of::<room::Get>(wait(done.clone()))), expected, "{status}");
        assert_eq!(answer(&error_of::<export::Download>(wait(done))), expected, "{status}");
    }
}

#[tokio::test]
async fn connections() {
    let (_kept, nobody) = nobody();
    assert_eq!(answer(&failure(&nobody).await), Later);
    let closing = scripted(|_| HttpReply::closed()).await;
    assert_eq!(answer(&failure(closing.url()).await), Trouble);
    let cut = scripted(|_| HttpReply::html(404).cut_after(5)).await;
    assert_eq!(answer(&failure(cut.url()).await), Trouble);
    assert_eq!(answer(&timeout_of::<room::Get>()), Trouble);
    let client = Client::builder().base_url("http://localhost").build().expect("the options are good");
    let error = client.session::<Tenant>("").rooms().get("omm_1").await.expect_err("the token is empty");
    assert_eq!(answer(&error), Final);
}
