//! Calls that fail, and the responses that they get.

use serde_json::{Value, json};
use vc_api::{Client, Error, Retry, Session, Tenant};
use vc_tests::assert_snapshot;

/// The most bytes of a body that an error keeps.
pub(crate) const KEPT: usize = 4096;
/// The most bytes that a response may have in these tests.
pub(crate) const LIMIT: usize = 20_000;

/// The secret in the responses that cannot be used: no error may print it.
pub(crate) const SECRET: &str = "hunter2";

/// Returns a session for which a value of a wrong type is an error, so that the place of any can be seen.
pub(crate) fn session(url: &str) -> Session<Tenant> {
    let options = Client::builder().base_url(url).response_limit(LIMIT).retry(Retry::none()).strict_decoding(true);
    options.build().expect("the options are good").session("t-1")
}

/// Makes a call for a room, and returns its error.
pub(crate) async fn failure(url: &str) -> Error {
    session(url).rooms().get("omm_1").await.expect_err("the call fails")
}

/// Returns the body of a refusal in which each field is filled.
pub(crate) fn refusal(code: impl Into<Value>) -> String {
    let permission = json!({ "type": "scope", "subject": "vc:room", "description": "the app lacks it" });
    let field = json!({ "field": "room_id", "value": SECRET, "description": "it is no room" });
    json!({ "code": code.into(), "msg": "no", "data": {}, "error": {
        "log_id": "of-body",
        "troubleshooter": "https://open.feishu.cn/search",
        "details": [{ "key": "user", "value": SECRET }],
        "permission_violations": [permission],
        "field_violations": [field],
        "helps": [{ "url": "https://open.feishu.cn/help", "description": "about rooms" }],
    } })
    .to_string()
}

/// Compares the words and the fields of an error with those in the snapshot of that name.
pub(crate) fn compare_with_snapshot(name: &str, error: &Error) {
    assert_snapshot!("errors", name, without_port(&format!("{}\n\n{error:#?}", error.report())));
}

/// Returns a text with `PORT` for the port of this machine that it names, which differs each time.
fn without_port(text: &str) -> String {
    const HOST: &str = "127.0.0.1:";
    let mut parts = text.split(HOST);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + HOST + "PORT" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}
