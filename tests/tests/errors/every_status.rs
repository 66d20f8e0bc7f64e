//! Errors of calls, for every kind of response with every HTTP status: the kind of the error, its fields, and a line of
//! advice.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use vc_api::error::{Content, Refused};
use vc_api::room::Room;
use vc_api::testing::{HttpReply, Platform};
use vc_api::{Endpoint, Error, room};
use vc_tests::platform::scripted;

use crate::support::{KEPT, LIMIT, SECRET, refusal, session};

const STATUSES: [u16; 8] = [200, 400, 401, 403, 404, 429, 500, 502];
const JSON: &str = "application/json; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// Response of the platform or a gateway, and the expected meaning for the client.
struct Response {
    name: &'static str,
    content_type: &'static str,
    body: Vec<u8>,
    meaning: Meaning,
}

enum Meaning {
    /// Success in the body. The call succeeds only if the HTTP status means success too.
    Success,
    /// Unreadable value in a response whose HTTP status means success. The two texts are the path of the value, and the
    /// reason that the error gives.
    Unreadable(&'static str, &'static str),
    /// JSON that is not an envelope. The two texts are the path and the reason that the error gives. The HTTP status does
    /// not matter.
    Foreign(&'static str, &'static str),
    /// Refusal with this code. The HTTP status does not matter.
    Refusal(i64),
    /// Refusal with this code because of a missing scope. The HTTP status does not matter.
    MissingScope(i64),
    /// Content that does not come from the platform. The HTTP status does not matter.
    Unexpected(Content),
}
use Meaning::{Foreign, MissingScope, Refusal, Success, Unexpected, Unreadable};

const MISSING: &str = "it is required but missing";

fn success(room: &Value) -> String {
    json!({ "code": 0, "msg": "success", "data": { "room": room } }).to_string()
}

fn responses() -> Vec<Response> {
    let good = success(&json!({ "room_id": "omm_1", "name": SECRET, "capacity": 3 }));
    let html = format!("<!DOCTYPE html>\n<title>{SECRET}</title>");
    let many = format!("<html>{SECRET}{}", "会".repeat(5000));
    let too_large = success(&json!({ "room_id": "omm_1", "name": SECRET.repeat(LIMIT / SECRET.len()) }));
    let at_limit = format!("{good:LIMIT$}");
    let cut = &good[..good.len() / 2];
    let cut_refusal = r#"{"code": 121004, "msg": "hunter2"#;
    let codeless = json!({ "msg": SECRET, "data": { "room": { "room_id": "omm_1" } } }).to_string();
    let as_text = good.replace("\"code\":0", "\"code\":\"0\"");
    let deep = success(&json!({ "room_id": "omm_1", "device": [{ "name": "TV" }, { "name": [SECRET] }] }));
    let deeper = success(&json!({ "room_id": "omm_1", "room_status": { "status": false, "contact_ids": "hunter2" } }));
    let time = success(&json!({ "room_id": "omm_1", "room_status": { "status": false, "disable_end_time": SECRET } }));
    let no_id = success(&json!({ "name": SECRET }));
    let no_list = json!({ "code": 0, "data": [SECRET] }).to_string();
    let object = "expected an object with `code`, `msg` and `data`, found ";
    let foreign = |found| Foreign("", String::leak(format!("{object}{found}")));

    let response =
        |name, content_type, body: &str, meaning| Response { name, content_type, body: body.into(), meaning };
    vec![
        response("success", JSON, &good, Success),
        response("success, no more than the limit", JSON, &at_limit, Success),
        response("code 0 as text", JSON, &as_text, Success),
        response("success called HTML", HTML, &good, Success),
        response("listed refusal", JSON, &refusal(121_004), Refusal(121_004)),
        response("listed refusal, code as text", JSON, &refusal("121004"), Refusal(121_004)),
        response("listed refusal called HTML", HTML, &refusal(121_004), Refusal(121_004)),
        response("refusal by the platform", JSON, &refusal(99_991_663), Refusal(99_991_663)),
        response("unknown refusal", JSON, &refusal(-7), Refusal(-7)),
        response("the app lacks a scope", JSON, &refusal(99_991_672), MissingScope(99_991_672)),
        response("the token lacks a scope", JSON, &refusal(99_991_676), MissingScope(99_991_676)),
        response("the user has not granted a scope", JSON, &refusal(99_991_679), MissingScope(99_991_679)),
        response("HTML", HTML, &html, Unexpected(Content::Html)),
        response("HTML called JSON", JSON, &html, Unexpected(Content::Html)),
        response("much HTML", HTML, &many, Unexpected(Content::Html)),
        response("nothing", JSON, "", Unexpected(Content::Empty)),
        response("white space", "text/plain", " \n", Unexpected(Content::Empty)),
        response("cut off", JSON, cut, Unexpected(Content::CutOff)),
        response("refusal cut off", JSON, cut_refusal, Unexpected(Content::CutOff)),
        response("words", "text/plain", "upstream hunter2", Unexpected(Content::NotJson)),
        response("words called JSON", JSON, "upstream hunter2", Unexpected(Content::NotJson)),
        response("an image", "image/png", "\u{89}PNG hunter2", Unexpected(Content::NotJson)),
        response("two envelopes", JSON, &format!("{good}{good}"), Unexpected(Content::NotJson)),
        response("too large", JSON, &too_large, Unexpected(Content::TooLarge { limit: LIMIT })),
        response("no code", JSON, &codeless, Foreign("code", MISSING)),
        response(
            "words as code",
            JSON,
            r#"{"code": "hunter2"}"#,
            Foreign("code", "expected an integer, found a string"),
        ),
        response("a list", JSON, r#"["hunter2"]"#, foreign("an array")),
        response("a text", JSON, r#""hunter2""#, foreign("a string")),
        response("a number", JSON, "502", foreign("a number")),
        response("null", JSON, "null", foreign("null")),
        response(
            "wrong type",
            JSON,
            &deep,
            Unreadable("data.room.device[1].name", "expected a string, found an array"),
        ),
        response(
            "wrong type of list",
            JSON,
            &deeper,
            Unreadable("data.room.room_status.contact_ids", "expected an array, found a string"),
        ),
        response(
            "wrong type of time",
            JSON,
            &time,
            Unreadable("data.room.room_status.disable_end_time", "expected a time, found a string"),
        ),
        response("wrong type of data", JSON, &no_list, Unreadable("data", "expected an object, found an array")),
        response("nothing in data", JSON, r#"{"code": 0}"#, Unreadable("data.room", MISSING)),
        response("field missing", JSON, &no_id, Unreadable("data.room.room_id", MISSING)),
    ]
}

/// Combinations of headers that may contain the log id. If no header contains a log id, the client uses the log id in the
/// body of a refusal.
const LOG_IDS: [&[(&str, &str)]; 4] = [
    &[("X-Tt-Logid", "of-platform"), ("X-Request-Id", "of-gateway")],
    &[("X-Tt-Logid", ""), ("X-Request-Id", "of-gateway")],
    &[("X-Request-Id", "of-gateway")],
    &[],
];

struct Cell<'a> {
    response: &'a Response,
    status: u16,
    log_ids: &'static [(&'static str, &'static str)],
}

fn cells(responses: &[Response]) -> Vec<Cell<'_>> {
    let with_status = responses.iter().flat_map(|response| STATUSES.map(|status| (response, status)));
    with_status.flat_map(|(response, status)| LOG_IDS.map(|log_ids| Cell { response, status, log_ids })).collect()
}

/// Starts a platform that responds with a cell of `cells`. The last segment of the path is the index of the cell.
async fn platform() -> Platform {
    let responses = responses();
    scripted(move |request| {
        let number = request.path().rsplit('/').next().and_then(|number| number.parse::<usize>().ok());
        let cell = &cells(&responses)[number.expect("a room named by a number")];
        let reply = HttpReply::body(cell.status, cell.response.content_type, cell.response.body.clone());
        cell.log_ids.iter().fold(reply, |reply, (name, value)| reply.header(name, value))
    })
    .await
}

#[tokio::test]
async fn every_response_under_every_status() {
    let platform = platform().await;
    let session = session(platform.url());
    let responses = responses();
    let mut wrong = BTreeMap::<_, BTreeSet<u16>>::new();
    for (number, cell) in cells(&responses).iter().enumerate() {
        let result = session.rooms().get(number.to_string()).await;
        if let Err(reason) = cell.check(result) {
            wrong.entry(format!("{}: {reason}", cell.response.name)).or_default().insert(cell.status);
        }
    }
    assert!(wrong.is_empty(), "{} are wrong: {wrong:#?}", wrong.len());
}

impl Cell<'_> {
    fn check(&self, result: Result<Room, Error>) -> Result<(), String> {
        let good_status = (200..300).contains(&self.status);
        let error = match (&self.response.meaning, result) {
            (Success, Ok(room)) if good_status => return same("room", room.room_id.as_ref(), "omm_1"),
            (_, Ok(room)) => return Err(format!("a room: {room:?}")),
            (_, Err(error)) => error,
        };
        self.check_kind(&error)?;
        self.check_print(&error)
    }

    fn check_kind(&self, error: &Error) -> Result<(), String> {
        let header = self.log_ids.iter().find(|(_, id)| !id.is_empty()).map(|(_, id)| *id);
        let is_refusal = matches!(self.response.meaning, Refusal(_) | MissingScope(_));
        same("operation", error.operation(), Some("room.get"))?;
        same("status", error.status(), Some(self.status))?;
        same("log id", error.log_id(), header.or(is_refusal.then_some("of-body")))?;

        let good_status = (200..300).contains(&self.status);
        let meaning = match &self.response.meaning {
            Success | Unreadable(..) if !good_status => &Unexpected(Content::Status),
            meaning => meaning,
        };
        match (meaning, error) {
            (Unreadable(path, reason) | Foreign(path, reason), Error::Undecodable(one)) => {
                same("path", one.path.as_str(), path)?;
                same("reason", one.reason.as_str(), reason)?;
                self.check_body(error)
            }
            (Unexpected(content), Error::UnexpectedContent(one)) => {
                same("content", &one.content, content)?;
                same("content type", one.content_type.as_deref(), Some(self.response.content_type))?;
                self.check_body(error)
            }
            // The codes -7 and 121004 have a different meaning in each operation. So HTTP status 429 decides that the error
            // is a rate limit.
            (Refusal(code @ (-7 | 121_004)), Error::RateLimited(one)) if self.status == 429 => {
                check_refusal(&one.refusal, *code)
            }
            (Refusal(-7 | 121_004), _) if self.status == 429 => Err(format!("not a rate limit: {error:?}")),
            (Refusal(code), Error::Refused(one)) => check_refusal(one, *code),
            (MissingScope(code), Error::MissingScope(one)) => {
                let scopes: Vec<&str> = room::Get::SCOPES.iter().map(|scope| scope.name()).collect();
                same("scopes", &one.scopes, &scopes.iter().map(ToString::to_string).collect())?;
                check_refusal(&one.refusal, *code)
            }
            _ => Err(format!("another kind of error: {error:?}")),
        }
    }

    /// Checks that the error keeps the beginning of the body, or the whole body if it is short.
    fn check_body(&self, error: &Error) -> Result<(), String> {
        let body = error.body().ok_or("no body")?;
        let sent = String::from_utf8_lossy(&self.response.body);
        // If the announced length of a body exceeds the limit, the client does not read the body.
        let least = if sent.len() > LIMIT { 0 } else { sent.len().min(KEPT - 3) };
        if sent.starts_with(body) && (least..=KEPT).contains(&body.len()) {
            return Ok(());
        }
        Err(format!("{} bytes of the body, {:?}…", body.len(), body.chars().take(20).collect::<String>()))
    }

    /// Checks the report of the error. The first line is the text of the error, and the second line is advice. A third line,
    /// if any, names a page of the platform.
    fn check_print(&self, error: &Error) -> Result<(), String> {
        let text = error.report().to_string();
        let Some((what, advice)) = text.split_once('\n') else {
            return Err(format!("no advice in {text:?}"));
        };
        let status = format!("HTTP {}", self.status);
        let log_id = error.log_id().map(|id| format!("log id {id}")).unwrap_or_default();
        let code = error.code().map(|code| format!("code {code}")).unwrap_or_default();
        for part in ["room.get: ", &status, &log_id, &code] {
            if !what.contains(part) {
                return Err(format!("{part:?} is not in {what:?}"));
            }
        }
        if what != error.to_string() {
            return Err(format!("the text is not one line: {:?}", error.to_string()));
        }
        let (advice, page) = advice.split_once('\n').unwrap_or((advice, "The platform explains the error: "));
        if advice.is_empty() || !page.starts_with("The platform explains the error: ") || page.contains('\n') {
            return Err(format!("not a line of advice, and one about a page: {advice:?}, {page:?}"));
        }
        if self.status >= 429
            && error.refusal().is_none()
            && !matches!(self.response.meaning, Unexpected(Content::TooLarge { .. }))
        {
            let later = if self.status == 429 { "wait" } else { "try again later" };
            if !advice.contains(later) {
                return Err(format!("{later:?} is not in {advice:?}"));
            }
        }
        if format!("{} {error:?} {error:#?}", error.report()).contains(SECRET) {
            return Err("it prints what it must not".to_owned());
        }
        Ok(())
    }
}

fn check_refusal(refusal: &Refused, code: i64) -> Result<(), String> {
    same("code", refusal.code, code)?;
    same("message", refusal.message.as_str(), "no")?;
    same("listed", refusal.listed, room::Get::ERRORS.iter().find(|listed| listed.code == code))?;
    let permissions = refusal.permission_violations.iter().map(|one| (&*one.kind, &*one.subject, &*one.description));
    same("permissions", permissions.collect(), vec![("scope", "vc:room", "the app lacks it")])?;
    let fields = refusal.field_violations.iter().map(|one| (&*one.field, &*one.value, &*one.description));
    same("fields", fields.collect(), vec![("room_id", SECRET, "it is no room")])?;
    let details = refusal.details.iter().map(|one| (&*one.key, &*one.value));
    same("details", details.collect(), vec![("user", SECRET)])?;
    let helps = refusal.helps.iter().map(|one| (&*one.url, &*one.description));
    same("helps", helps.collect(), vec![("https://open.feishu.cn/help", "about rooms")])?;
    same("troubleshooter", refusal.troubleshooter.as_deref(), Some("https://open.feishu.cn/search"))
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} is {found:?}, not {expected:?}")) }
}
