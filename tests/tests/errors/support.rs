//! Calls that fail, and the responses that make them fail.

use serde_json::{Value, json};
use vc_api::{Client, Error, Retry, Session, Tenant};
use vc_tests::assert_snapshot;

/// Maximum number of bytes of a body that an error keeps.
pub(crate) const KEPT: usize = 4096;
/// Maximum size of a response in these tests, in bytes.
pub(crate) const LIMIT: usize = 20_000;

/// Secret that unusable responses contain. No error may print it.
pub(crate) const SECRET: &str = "hunter2";

/// Returns a session of a strict client: a call fails if its response contains a value of a wrong kind.
pub(crate) fn session(url: &str) -> Session<Tenant> {
    let options = Client::builder().base_url(url).response_limit(LIMIT).retry(Retry::none()).strict_decoding(true);
    options.build().expect("the options are good").session("t-1")
}

/// Calls `room.get`, and returns the error of the call.
pub(crate) async fn failure(url: &str) -> Error {
    session(url).rooms().get("omm_1").await.expect_err("the call fails")
}

/// Returns the body of a refusal that has all fields.
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

/// Compares the report and the fields of an error with the snapshot of the given name.
pub(crate) fn compare_with_snapshot(name: &str, error: &Error) {
    assert_snapshot!("errors", name, without_port(&format!("{}\n\n{error:#?}", error.report())));
}

/// Replaces each port of this machine with the word `PORT`, because the ports change from run to run.
fn without_port(text: &str) -> String {
    const HOST: &str = "127.0.0.1:";
    let mut parts = text.split(HOST);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + HOST + "PORT" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}
