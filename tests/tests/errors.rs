//! What callers learn when a call fails: from the error's fields, and from what it prints.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use vc_api::error::{Content, Stage};
use vc_api::room::Room;
use vc_api::{Client, Endpoint, Error, Retry, Session, Tenant, room};
use vc_tests::raw_server::RawServer;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate, matchers};

const STATUSES: [u16; 8] = [200, 400, 401, 403, 404, 429, 500, 502];
/// The most that an error keeps of a body.
const KEPT: usize = 4096;
/// The most that an answer may have in these tests.
const LIMIT: usize = 20_000;
const SOON: Duration = Duration::from_millis(100);
const JSON: &str = "application/json; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// What stands in the answers that cannot be used: no error may print it.
const SECRET: &str = "hunter2";

/// A value of a wrong type is an error, so that the place of any can be seen.
fn session(url: &str) -> Session<Tenant> {
    let options = Client::builder().base_url(url).response_limit(LIMIT).retry(Retry::none()).strict_decoding(true);
    options.build().expect("the options are good").session("t-1")
}

async fn failure(url: &str) -> Error {
    session(url).rooms().get("omm_1").await.expect_err("the call fails")
}

/// An answer and what it means.
struct Answer {
    name: &'static str,
    content_type: &'static str,
    body: Vec<u8>,
    meaning: Meaning,
}

enum Meaning {
    /// Success, if the HTTP status says so as well.
    Success,
    /// Success, if the HTTP status says so as well; but it cannot be read at this place.
    Unreadable(&'static str, &'static str),
    /// JSON that is no envelope, whatever the status.
    Foreign(&'static str, &'static str),
    /// A refusal, whatever the status.
    Refusal(i64),
    /// A refusal for want of a scope, whatever the status.
    MissingScope(i64),
    /// Nothing that the platform says, whatever the status.
    Unexpected(Content),
}
use Meaning::{Foreign, MissingScope, Refusal, Success, Unexpected, Unreadable};

const MISSING: &str = "it must be there, but is not";

fn success(room: &Value) -> String {
    json!({ "code": 0, "msg": "success", "data": { "room": room } }).to_string()
}

fn refusal(code: impl Into<Value>) -> String {
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

fn answers() -> Vec<Answer> {
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

    let answer = |name, content_type, body: &str, meaning| Answer { name, content_type, body: body.into(), meaning };
    vec![
        answer("success", JSON, &good, Success),
        answer("success, no more than the limit", JSON, &at_limit, Success),
        answer("code 0 as text", JSON, &as_text, Success),
        answer("success called HTML", HTML, &good, Success),
        answer("listed refusal", JSON, &refusal(121_004), Refusal(121_004)),
        answer("listed refusal, code as text", JSON, &refusal("121004"), Refusal(121_004)),
        answer("listed refusal called HTML", HTML, &refusal(121_004), Refusal(121_004)),
        answer("refusal by the platform", JSON, &refusal(99_991_663), Refusal(99_991_663)),
        answer("unknown refusal", JSON, &refusal(-7), Refusal(-7)),
        answer("the app lacks a scope", JSON, &refusal(99_991_672), MissingScope(99_991_672)),
        answer("the token lacks a scope", JSON, &refusal(99_991_676), MissingScope(99_991_676)),
        answer("the user has not granted a scope", JSON, &refusal(99_991_679), MissingScope(99_991_679)),
        answer("HTML", HTML, &html, Unexpected(Content::Html)),
        answer("HTML called JSON", JSON, &html, Unexpected(Content::Html)),
        answer("much HTML", HTML, &many, Unexpected(Content::Html)),
        answer("nothing", JSON, "", Unexpected(Content::Empty)),
        answer("white space", "text/plain", " \n", Unexpected(Content::Empty)),
        answer("cut off", JSON, cut, Unexpected(Content::CutOff)),
        answer("refusal cut off", JSON, cut_refusal, Unexpected(Content::CutOff)),
        answer("words", "text/plain", "upstream hunter2", Unexpected(Content::NotJson)),
        answer("words called JSON", JSON, "upstream hunter2", Unexpected(Content::NotJson)),
        answer("an image", "image/png", "\u{89}PNG hunter2", Unexpected(Content::NotJson)),
        answer("two envelopes", JSON, &format!("{good}{good}"), Unexpected(Content::NotJson)),
        answer("too large", JSON, &too_large, Unexpected(Content::TooLarge { limit: LIMIT })),
        answer("no code", JSON, &codeless, Foreign("code", MISSING)),
        answer("words as code", JSON, r#"{"code": "hunter2"}"#, Foreign("code", "expected an integer, found a string")),
        answer("a list", JSON, r#"["hunter2"]"#, foreign("an array")),
        answer("a text", JSON, r#""hunter2""#, foreign("a string")),
        answer("a number", JSON, "502", foreign("a number")),
        answer("null", JSON, "null", foreign("null")),
        answer("wrong type", JSON, &deep, Unreadable("data.room.device[1].name", "expected a string, found an array")),
        answer(
            "wrong type of list",
            JSON,
            &deeper,
            Unreadable("data.room.room_status.contact_ids", "expected an array, found a string"),
        ),
        answer(
            "wrong type of time",
            JSON,
            &time,
            Unreadable("data.room.room_status.disable_end_time", "expected a time, found a string"),
        ),
        answer("wrong type of data", JSON, &no_list, Unreadable("data", "expected an object, found an array")),
        answer("nothing in data", JSON, r#"{"code": 0}"#, Unreadable("data.room", MISSING)),
        answer("field missing", JSON, &no_id, Unreadable("data.room.room_id", MISSING)),
    ]
}

/// Headers that name the call to support; what stands in the body is the last resort.
const LOG_IDS: [&[(&str, &str)]; 4] = [
    &[("X-Tt-Logid", "of-platform"), ("X-Request-Id", "of-gateway")],
    &[("X-Tt-Logid", ""), ("X-Request-Id", "of-gateway")],
    &[("X-Request-Id", "of-gateway")],
    &[],
];

struct Cell<'a> {
    answer: &'a Answer,
    status: u16,
    log_ids: &'static [(&'static str, &'static str)],
}

fn cells(answers: &[Answer]) -> Vec<Cell<'_>> {
    let with_status = answers.iter().flat_map(|answer| STATUSES.map(|status| (answer, status)));
    with_status.flat_map(|(answer, status)| LOG_IDS.map(|log_ids| Cell { answer, status, log_ids })).collect()
}

/// Answers with the cell whose number is the last segment of the path.
struct Matrix(Vec<Answer>);

impl Respond for Matrix {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let number = request.url.path().rsplit('/').next().and_then(|number| number.parse::<usize>().ok());
        let cell = &cells(&self.0)[number.expect("a room named by a number")];
        let response = ResponseTemplate::new(cell.status).append_headers(cell.log_ids.iter().copied());
        response.set_body_raw(cell.answer.body.clone(), cell.answer.content_type)
    }
}

#[tokio::test]
async fn every_answer_under_every_status() {
    let server = MockServer::start().await;
    Mock::given(matchers::any()).respond_with(Matrix(answers())).mount(&server).await;
    let session = session(&server.uri());
    let answers = answers();
    let mut wrong = BTreeMap::<_, BTreeSet<u16>>::new();
    for (number, cell) in cells(&answers).iter().enumerate() {
        let result = session.rooms().get(number.to_string()).await;
        if let Err(reason) = cell.check(result) {
            wrong.entry(format!("{}: {reason}", cell.answer.name)).or_default().insert(cell.status);
        }
    }
    assert!(wrong.is_empty(), "{} are wrong: {wrong:#?}", wrong.len());
}

impl Cell<'_> {
    fn check(&self, result: Result<Room, Error>) -> Result<(), String> {
        let good_status = (200..300).contains(&self.status);
        let error = match (&self.answer.meaning, result) {
            (Success, Ok(room)) if good_status => return same("room", room.room_id.as_ref(), "omm_1"),
            (_, Ok(room)) => return Err(format!("an answer: {room:?}")),
            (_, Err(error)) => error,
        };
        self.check_kind(&error)?;
        self.check_print(&error)
    }

    fn check_kind(&self, error: &Error) -> Result<(), String> {
        let header = self.log_ids.iter().find(|(_, id)| !id.is_empty()).map(|(_, id)| *id);
        let is_refusal = matches!(self.answer.meaning, Refusal(_) | MissingScope(_));
        same("operation", error.operation(), Some("room.get"))?;
        same("status", error.status(), Some(self.status))?;
        same("log id", error.log_id(), header.or(is_refusal.then_some("of-body")))?;

        let good_status = (200..300).contains(&self.status);
        let meaning = match &self.answer.meaning {
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
                same("content type", one.content_type.as_deref(), Some(self.answer.content_type))?;
                self.check_body(error)
            }
            // A code of which nothing is known says no more than the status.
            (Refusal(-7), Error::RateLimited(one)) if self.status == 429 => check_refusal(&one.refusal, -7),
            (Refusal(code), Error::Refused(one)) if (*code, self.status) != (-7, 429) => check_refusal(one, *code),
            (MissingScope(code), Error::MissingScope(one)) => {
                let scopes: Vec<&str> = room::Get::SCOPES.iter().map(|scope| scope.name()).collect();
                same("scopes", &one.scopes, &scopes.iter().map(ToString::to_string).collect())?;
                check_refusal(&one.refusal, *code)
            }
            _ => Err(format!("another kind of error: {error:?}")),
        }
    }

    /// The beginning of the body is kept, and all of it if it is short.
    fn check_body(&self, error: &Error) -> Result<(), String> {
        let body = error.body().ok_or("no body")?;
        let sent = String::from_utf8_lossy(&self.answer.body);
        // What is announced to be too large is not read at all.
        let least = if sent.len() > LIMIT { 0 } else { sent.len().min(KEPT - 3) };
        if sent.starts_with(body) && (least..=KEPT).contains(&body.len()) {
            return Ok(());
        }
        Err(format!("{} bytes of the body, {:?}…", body.len(), body.chars().take(20).collect::<String>()))
    }

    /// A line that says what happened, and one that says what to do.
    fn check_print(&self, error: &Error) -> Result<(), String> {
        let text = error.to_string();
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
        if advice.is_empty() || advice.contains('\n') {
            return Err(format!("not a line of advice: {advice:?}"));
        }
        if self.status >= 429
            && error.refusal().is_none()
            && !matches!(self.answer.meaning, Unexpected(Content::TooLarge { .. }))
        {
            let later = if self.status == 429 { "wait" } else { "try again later" };
            if !advice.contains(later) {
                return Err(format!("{later:?} is not in {advice:?}"));
            }
        }
        if format!("{error} {error:?} {error:#?}").contains(SECRET) {
            return Err("it prints what it must not".to_owned());
        }
        Ok(())
    }
}

fn check_refusal(refusal: &vc_api::error::Refused, code: i64) -> Result<(), String> {
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

#[tokio::test]
async fn places_in_answers_of_every_shape() {
    let server = MockServer::start().await;
    let org = session(&server.uri());
    let user = org.client().session::<vc_api::User>("u-1");
    let serve = |data: Value| {
        let body = json!({ "code": 0, "msg": "success", "data": data });
        Mock::given(matchers::any())
            .respond_with(ResponseTemplate::new(200).set_body_json(body))
            .mount_as_scoped(&server)
    };
    let path = |error: Error| match error {
        Error::Undecodable(one) => one.path,
        other => panic!("{other}"),
    };

    let mocked = serve(json!({ "rooms": [{ "room_id": "a" }, { "room_id": "b" }, { "name": "c" }] })).await;
    assert_eq!(path(org.rooms().list().await.expect_err("a room has no id")), "data.rooms[2].room_id");
    assert_eq!(path(user.rooms().search().await.expect_err("a room has no id")), "data.rooms[2].room_id");

    drop(mocked);
    let mocked = serve(json!({ "items": [{ "room_id": "a", "path": ["x", {}] }] })).await;
    assert_eq!(path(org.rooms().mget(["a"]).await.expect_err("a level is no text")), "data.items[0].path[1]");

    drop(mocked);
    let mocked = serve(json!({ "a": [1], "b": [2, "c"] })).await;
    let call = org.call(vc_api::Method::Get, "/x").decode::<BTreeMap<String, Vec<u8>>>();
    assert_eq!(path(call.await.expect_err("a number is a text")), "data.b[1]");

    drop(mocked);
    let _mocked = serve(json!("whatever")).await;
    org.rooms().delete("a").await.expect("what is not asked for may be anything");
}

/// Refuses by the code that is the last segment of the path.
async fn refusing(errors: Value) -> MockServer {
    let server = MockServer::start().await;
    let respond = move |request: &Request| {
        let code = request.url.path().rsplit('/').next().and_then(|code| code.parse::<i64>().ok());
        let body = json!({ "code": code.expect("a room named by a code"), "msg": "no", "error": errors });
        let response = ResponseTemplate::new(400).append_header("X-Tt-Logid", "log-1").set_body_json(body);
        response.append_header("x-ogw-ratelimit-limit", "50").append_header("x-ogw-ratelimit-reset", "7")
    };
    Mock::given(matchers::any()).respond_with(respond).mount(&server).await;
    server
}

/// What to do about each code that the platform documents: words that the advice must hold.
const ADVICE: [(i64, &[&str]); 25] = [
    (99_991_661, &["no token", "`Authorization`"]),
    (99_991_663, &["tenant token", "expired", "fresh one", "does not accept it", "`Tenant` or `User`"]),
    (99_991_664, &["app token", "fresh one"]),
    (99_991_665, &["tenant", "check the tenant key"]),
    (99_991_668, &["user token", "not valid", "does not accept it", "`Tenant` or `User`", "Renew", "log in again"]),
    (99_991_671, &["token", "wrong form", "without `Bearer`"]),
    (99_991_677, &["user token", "expired", "refresh token"]),
    (99_991_669, &["refresh token", "log in again"]),
    (99_991_672, &["app lacks", "console", "`vc:room`", "`vc:room:readonly`"]),
    (99_991_676, &["token lacks", "new token", "`vc:room`", "`vc:room:readonly`"]),
    (99_991_679, &["user has not granted", "log in again", "`vc:room`", "`vc:room:readonly`"]),
    (99_991_662, &["app is disabled", "administrator"]),
    (99_991_673, &["app is not available", "installed"]),
    (99_991_543, &["app secret", "compare"]),
    (99_991_400, &["Too many calls", "50", "wait 7 s"]),
    (99_991_401, &["IP address", "developer console"]),
    (99_991_403, &["quota", "month"]),
    (10_012, &["app token", "app ticket"]),
    (121_001, &["internal error", "room/get"]),
    (121_002, &["not support", "room/get"]),
    (121_003, &["param error", "room/get"]),
    (121_004, &["data not exist", "room/get"]),
    (121_005, &["no permission", "room/get"]),
    (123_006, &["log id"]),
    (1, &["log id"]),
];
/// Nothing gets better by trying these again.
const FINAL: [i64; 7] = [99_991_661, 99_991_671, 99_991_662, 99_991_673, 99_991_543, 99_991_401, 99_991_403];

/// The codes whose advice lacks words, with what is printed instead.
async fn unadvised(errors: Value) -> Vec<String> {
    let server = refusing(errors).await;
    let mut wrong = Vec::new();
    for (code, words) in ADVICE {
        let error = session(&server.uri()).rooms().get(code.to_string()).await.expect_err("it is refused");
        let refusal = error.refusal().expect("it is a refusal");
        assert_eq!((refusal.retry_after, refusal.rate_limit), (Some(Duration::from_secs(7)), Some(50)));
        let text = error.to_string();
        let (_, advice) = text.split_once('\n').unwrap_or_default();
        if !words.iter().all(|word| advice.contains(word)) {
            wrong.push(format!("{words:?} are not all in {text:?}"));
        }
        if FINAL.contains(&code) && ["try again", "repeat", "wait"].iter().any(|word| advice.contains(word)) {
            wrong.push(format!("trying again cannot help: {text:?}"));
        }
    }
    wrong
}

#[tokio::test]
async fn codes_of_the_platform_come_with_advice() {
    let wrong = unadvised(Value::Null).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What else the platform says does not hide the advice on its own codes.
#[tokio::test]
async fn violations_do_not_hide_advice() {
    let field = json!({ "field": "room_id", "value": "x", "description": "it is no room" });
    let permission = json!({ "type": "scope", "subject": "vc:room", "description": "the app lacks it" });
    let mut wrong = unadvised(json!({ "field_violations": [field], "permission_violations": [permission] })).await;
    // Of the operation's own codes, what is wrong with the request is all that matters.
    wrong.retain(|text| !text.contains("(code 1") || text.contains("(code 10012"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An unknown code, and nothing else said.
#[tokio::test]
async fn bare_refusals_come_with_advice() {
    let mut wrong = Vec::new();
    for (status, advice) in [("400 Bad Request", ""), ("429 Too Many", "wait 7 s"), ("500 Internal", "try again later")]
    {
        let head = format!("HTTP/1.1 {status}\r\nx-ogw-ratelimit-reset: 7\r\nContent-Length: 12");
        let text = failure(&RawServer::sending(format!("{head}\r\n\r\n{{\"code\": 42}}")).url()).await.to_string();
        if text.lines().count() != 2 || !text.contains(advice) {
            wrong.push(text);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn what_is_printed() {
    let headers = "X-Tt-Logid: log-1\r\nContent-Length";
    let json = |status: &str, body: &str| {
        format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}: {}\r\n\r\n{body}", body.len())
    };
    let html = |status: &str, body: &str| json(status, body).replace("application/json", "text/html");
    let listed = r#"{"code": 121005, "msg": "no access"}"#;
    let field = json!({ "code": 99_992_402, "msg": "field validation failed", "error": { "field_violations": [
        { "field": "user_id_type", "value": SECRET, "description": "options: [open_id, union_id, user_id]" },
    ] } });
    let rate_limit = r#"{"code": 99991400, "msg": "request trigger frequency limit"}"#;
    let cases = [
        ("refused_listed", json("404 Not Found", listed)),
        ("refused_fields", json("400 Bad Request", &field.to_string())),
        ("refused_token", json("400 Bad Request", r#"{"code": 99991663, "msg": "Invalid access token"}"#)),
        (
            "refused_rate_limit",
            json("429 Too Many Requests", rate_limit).replace("X-Tt", "x-ogw-ratelimit-reset: 7\r\nX-Tt"),
        ),
        ("refused_everything", json("403 Forbidden", &refusal(1))),
        ("missing_scope", json("400 Bad Request", r#"{"code": 99991672, "msg": "Access denied."}"#)),
        (
            "undecodable",
            json("200 OK", r#"{"code": 0, "data": {"room": {"room_id": "omm_1", "device": [{"name": ["hunter2"]}]}}}"#),
        ),
        ("undecodable_whole", json("502 Bad Gateway", r#"{"message": "hunter2"}"#)),
        ("unexpected_empty", json("200 OK", "")),
        ("unexpected_html", html("502 Bad Gateway", "<html>hunter2</html>")),
        ("unexpected_login", html("302 Found", "<html>hunter2</html>")),
        ("unexpected_words", html("404 Not Found", "404 hunter2 not found").replace("html", "plain")),
        ("unexpected_cut_off", json("200 OK", r#"{"code": 0, "data": {"room": {"room_id": "hunter2"#)),
        ("unexpected_status", json("500 Internal Server Error", r#"{"code": 0, "data": {}}"#)),
        ("unexpected_too_large", json("200 OK", &"x".repeat(LIMIT + 1))),
        ("transport_closed", String::new()),
        ("transport_broken", json("200 OK", r#"{"code": 0"#).replace("Length: ", "Length: 1")),
    ];
    for (name, answer) in cases {
        let server = RawServer::sending(answer);
        print(name, &failure(&server.url()).await);
    }
    let server = RawServer::sending(json("200 OK", r#"{"code": 0, "data": {}}"#));
    let error = session(&server.url()).exports().download("file").await.expect_err("it is no file");
    print("unexpected_not_a_file", &error);
    let error = session(&server.url()).rooms().get("..").await.expect_err("it is no segment");
    print("invalid_argument", &error);
    let error = Client::builder().base_url("open.feishu.cn").build().expect_err("it is no URL");
    print("invalid_option", &error);
}

fn print(name: &str, error: &Error) {
    insta::with_settings!({snapshot_path => "../snapshots/errors", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, format!("{error}\n\n{error:#?}"));
    });
}

/// A call that has little time.
async fn hurried(server: &RawServer) -> Error {
    let client = Client::builder().base_url(server.url()).timeout(SOON).build().expect("the options are good");
    let started = Instant::now();
    let error = client.session::<Tenant>("t-1").rooms().get("omm_1").await.expect_err("nobody answers in time");
    assert!((SOON..20 * SOON).contains(&started.elapsed()), "{:?}", started.elapsed());
    error
}

#[tokio::test]
async fn no_answer_in_time() {
    let silent = RawServer::start(|mut connection| {
        connection.request();
        connection.wait_for_close();
    });
    let error = hurried(&silent).await;
    assert!(
        matches!(&error, Error::Timeout(one) if one.stage == Stage::Response && one.limit == Some(SOON)),
        "{error:?}"
    );
    assert_eq!((error.operation(), error.log_id()), (Some("room.get"), None));
    print("timeout_response", &error);

    let http = vc_api::reqwest::Client::builder().timeout(SOON).build().expect("TLS can be set up");
    let client = Client::builder().base_url(silent.url()).http_client(http).build().expect("the options are good");
    let error = client.session::<Tenant>("t-1").rooms().get("omm_1").await.expect_err("nobody answers");
    assert!(matches!(&error, Error::Timeout(one) if one.stage == Stage::Response && one.limit.is_none()), "{error:?}");
    print("timeout_of_http_client", &error);
}

#[tokio::test]
async fn a_body_that_stalls() {
    let server = RawServer::start(|mut connection| {
        connection.request();
        connection.send("HTTP/1.1 200 OK\r\nX-Tt-Logid: log-1\r\nContent-Length: 100\r\n\r\n{\"code\": 0");
        connection.wait_for_close();
    });
    let error = hurried(&server).await;
    assert!(matches!(&error, Error::Timeout(one) if one.stage == Stage::Rest && one.limit == Some(SOON)), "{error:?}");
    assert_eq!((error.operation(), error.log_id()), (Some("room.get"), Some("log-1")));
    print("timeout_rest", &error);
}

#[tokio::test]
async fn no_connection() {
    let error = failure(&RawServer::gone().url()).await;
    assert!(matches!(&error, Error::Transport(one) if one.source.is_connect() && one.status.is_none()), "{error:?}");
    assert_eq!(error.operation(), Some("room.get"));
    let text = error.to_string();
    assert!(text.starts_with("room.get: no connection: "), "{text}");
    assert!(
        text.ends_with(
            "\nNothing was sent: check the network, the proxy and the base URL of the client, then try again."
        ),
        "{text}"
    );
}

#[tokio::test]
async fn connections_that_break() {
    let log = "X-Tt-Logid: log-1\r\n";
    let broken = [
        ("before an answer", String::new(), None),
        ("no HTTP", "SSH-2.0-OpenSSH_9.6\r\n".to_owned(), None),
        ("in the head", format!("HTTP/1.1 200 OK\r\n{log}"), None),
        ("before the body", format!("HTTP/1.1 200 OK\r\n{log}Content-Length: 5\r\n\r\n"), Some(200)),
        ("in the body", format!("HTTP/1.1 200 OK\r\n{log}Content-Length: 100\r\n\r\n{{\"code\": 0}}"), Some(200)),
        (
            "in the body of a refusal",
            format!("HTTP/1.1 404 Not Found\r\n{log}Content-Length: 100\r\n\r\n{{\"code\": 121004}}"),
            Some(404),
        ),
        (
            "between chunks",
            format!("HTTP/1.1 200 OK\r\n{log}Transfer-Encoding: chunked\r\n\r\nb\r\n{{\"code\": 0}}\r\n"),
            Some(200),
        ),
        (
            "in a chunk",
            format!("HTTP/1.1 502 Bad Gateway\r\n{log}Transfer-Encoding: chunked\r\n\r\nff\r\n<html>"),
            Some(502),
        ),
    ];
    for (name, answer, status) in broken {
        let error = failure(&RawServer::sending(answer).url()).await;
        assert!(matches!(error, Error::Transport(_)), "{name}: {error:?}");
        assert_eq!(error.operation(), Some("room.get"), "{name}");
        assert_eq!(error.status(), status, "{name}");
        assert_eq!(error.log_id(), status.map(|_| "log-1"), "{name}");
        assert!(
            error.to_string().contains("before you repeat") || error.to_string().contains("look before"),
            "{name}: {error}"
        );
    }
    // Without a length the end of the connection is that of the body, so that only JSON tells.
    let error = failure(&RawServer::sending("HTTP/1.1 200 OK\r\n\r\n{\"code\": 0, \"da").url()).await;
    assert!(matches!(&error, Error::UnexpectedContent(one) if one.content == Content::CutOff), "{error:?}");
}

#[tokio::test]
async fn a_body_without_end_is_not_read_to_its_end() {
    for status in ["200 OK", "502 Bad Gateway"] {
        let server = RawServer::start(move |mut connection| {
            connection.request();
            connection.send(format!("HTTP/1.1 {status}\r\nX-Tt-Logid: log-1\r\nTransfer-Encoding: chunked\r\n\r\n"));
            while connection.send_chunk(&"会".repeat(1000)) {}
        });
        let error = failure(&server.url()).await;
        assert!(
            matches!(&error, Error::UnexpectedContent(one) if one.content == Content::TooLarge { limit: LIMIT }),
            "{error:?}"
        );
        assert_eq!(error.log_id(), Some("log-1"));
        assert_eq!(error.body(), Some("会".repeat(KEPT / 3).as_str()));
    }
}
