//! Calls that fail, and their responses.

use serde_json::{Value, json};
use vc_api::{Client, Error, Retry, Session, Tenant};
use vc_tests::assert_snapshot;

/// Maximum number of bytes of a body that an error keeps.
pub(crate) const KEPT: usize = 4096;
/// Maximum size of a response in these tests, in bytes.
pub(crate) const LIMIT: usize = 20_000;

/// Secret in the unusable responses. No error may print it.
pub(crate) const SECRET: &str = "hunter2";

/// Returns a strict session: a value of a wrong type is an error, which has the place of the value.
pub(crate) fn session(url: &str) -> Session<Tenant> {
    let options = Client::builder().base_url(url).response_limit(LIMIT).retry(Retry::none()).strict_decoding(true);
    options.build().expect("the options are good").session("t-1")
}

/// Makes a call for a room, and returns its error.
pub(crate) async fn failure(url: &str) -> Error {
    session(url).rooms().get("omm_1").await.expect_err("the call fails")
}

/// Returns the body of a refusal with all fields.
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

/// Compares the text and the fields of an error with the snapshot of that name.
pub(crate) fn compare_with_snapshot(name: &str, error: &Error) {
    assert_snapshot!("errors", name, without_port(&format!("{}\n\n{error:#?}", error.report())));
}

/// Returns a text with `PORT` in place of a port of this machine, which differs in each run.
fn without_port(text: &str) -> String {
    const HOST: &str = "127.0.0.1:";
    let mut parts = text.split(HOST);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + HOST + "PORT" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}
