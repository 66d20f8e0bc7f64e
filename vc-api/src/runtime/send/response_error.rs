//! Errors for responses that are not the expected response.

use serde::de::IgnoredAny;

use crate::runtime::error::codes;
use crate::runtime::error::types::{
    Content, Detail, Error, FieldViolation, Help, MissingScope, PermissionViolation, RateLimited, Refused, Undecodable,
    UnexpectedContent,
};
use crate::runtime::operation::endpoint::EndpointInfo;
use crate::runtime::send::envelope::Outline;
use crate::runtime::send::response_head::ResponseHead;
use crate::runtime::wire::json::Json;
use crate::runtime::wire::reading::Misread;

/// Returns the error for a response, such as a refusal. `locate` finds the path of the value that cannot be decoded.
pub(crate) fn diagnose(head: &ResponseHead, body: &[u8], locate: &dyn Fn(&[u8]) -> Misread) -> Error {
    if is_of_the_network(head) {
        return unexpected(head, body, Content::NetworkLogin);
    }
    match Outline::read(body) {
        Ok(outline) => match outline.code {
            Some(code) if code != 0 => refused(head, code, outline),
            Some(_) if !head.is_success() => unexpected(head, body, Content::Status),
            _ => undecodable(head, body, locate(body)),
        },
        Err(error) => no_object(head, body, &error),
    }
}

/// Returns whether the HTTP status shows that a proxy or the network sent the response.
fn is_of_the_network(head: &ResponseHead) -> bool {
    matches!(head.status, 407 | 511)
}

/// Returns the error of a response to a download, if the response is not a file.
pub(crate) fn diagnose_file(head: &ResponseHead, body: &[u8]) -> Error {
    if is_of_the_network(head) {
        return unexpected(head, body, Content::NetworkLogin);
    }
    match Outline::read(body) {
        Ok(outline) => match outline.code {
            Some(code) if code != 0 => refused(head, code, outline),
            _ if !head.is_success() => unexpected(head, body, Content::Status),
            _ => unexpected(head, body, Content::NotAFile),
        },
        Err(error) => no_object(head, body, &error),
    }
}

/// Returns the refusal in the body, if the body is a refusal.
pub(crate) fn refusal(head: &ResponseHead, body: &[u8]) -> Option<Error> {
    let outline = Outline::read(body).ok()?;
    let code = outline.code.filter(|code| *code != 0)?;
    Some(refused(head, code, outline))
}

pub(crate) fn too_large(head: &ResponseHead, body: &[u8], limit: usize) -> Error {
    unexpected(head, body, Content::TooLarge { limit })
}

/// Returns the error of a response that comes from the target of a redirect.
pub(crate) fn redirected(head: &ResponseHead) -> Error {
    unexpected(head, b"", Content::Redirected)
}

pub(crate) fn empty(head: &ResponseHead) -> Error {
    unexpected(head, b"", Content::Empty)
}

fn no_object(head: &ResponseHead, body: &[u8], error: &serde_json::Error) -> Error {
    let text = body.trim_ascii_start();
    let starts_like_json = matches!(text.first(), Some(b'{' | b'['));
    let is_html = head.content_type().is_some_and(|kind| kind.to_ascii_lowercase().contains("html"));
    let content = if text.is_empty() {
        Content::Empty
    } else if text.starts_with(b"<") || (is_html && !starts_like_json) {
        Content::Html
    } else if starts_like_json && error.is_eof() {
        Content::CutOff
    } else if error.is_data() && serde_json::from_slice::<IgnoredAny>(body).is_ok() {
        return undecodable(head, body, Misread::at("", error));
    } else {
        Content::NotJson
    };
    unexpected(head, body, content)
}

fn undecodable(head: &ResponseHead, body: &[u8], misread: Misread) -> Error {
    Error::Undecodable(Box::new(Undecodable {
        operation: head.operation.name.clone(),
        path: head.clean(&misread.path),
        reason: head.clean(&misread.reason),
        status: head.status,
        log_id: head.log_id().map(str::to_owned),
        retry_after: head.retry_after(None),
        body: head.kept(body),
        acted_before: false,
    }))
}

fn unexpected(head: &ResponseHead, body: &[u8], content: Content) -> Error {
    Error::UnexpectedContent(Box::new(UnexpectedContent {
        operation: head.operation.name.clone(),
        content,
        status: head.status,
        content_type: head.printed_header("content-type").map(str::to_owned),
        log_id: head.log_id().map(str::to_owned),
        retry_after: head.retry_after(None),
        body: head.kept(body),
        acted_before: false,
    }))
}

fn refused(head: &ResponseHead, code: i64, outline: Outline) -> Error {
    let said = RefusalDetails { error: &outline.error, head };
    let info = head.operation.info;
    let errors = info.map(|info| info.errors).unwrap_or_default();
    let same_code = || errors.iter().filter(|listed| listed.code == code);
    let listed = same_code().find(|listed| listed.http == Some(head.status)).or_else(|| same_code().next());
    let refusal = Refused {
        operation: head.operation.name.clone(),
        code,
        message: head.clean(&outline.message),
        status: head.status,
        log_id: match head.log_id() {
            Some(id) => Some(id.to_owned()),
            None => said.text("log_id"),
        },
        listed,
        troubleshooter: said.text("troubleshooter"),
        permission_violations: said.list("permission_violations", |one| PermissionViolation {
            kind: one("type"),
            subject: one("subject"),
            description: one("description"),
        }),
        field_violations: said.list("field_violations", |one| FieldViolation {
            field: one("field"),
            value: said.value(one),
            description: one("description"),
        }),
        details: said.list("details", |one| Detail { key: one("key"), value: said.value(one) }),
        helps: said.list("helps", |one| Help { url: one("url"), description: one("description") }),
        retry_after: head.retry_after(Some(code)),
        rate_limit: head.rate_limit(),
        sessions: sessions(info),
        documentation: info.and_then(|info| info.documentation),
        acted_before: false,
    };
    match code {
        codes::APP_LACKS_SCOPE | codes::TOKEN_LACKS_SCOPE | codes::USER_LACKS_SCOPE => {
            let named = said.items("permission_violations").filter_map(|one| one.get("subject")?.as_str());
            missing_scope(head, refusal, named)
        }
        // The status 429 shows a rate limit, even if the operation lists the code for another error.
        _ if code == codes::RATE_LIMIT || (head.status == 429 && !codes::has_meaning(code)) => {
            Error::RateLimited(Box::new(RateLimited { retry_after: refusal.retry_after, refusal }))
        }
        _ => Error::Refused(Box::new(refusal)),
    }
}

/// Returns the error of a missing scope. The error contains the scopes that the spec lists for the operation. If the spec
/// lists no scopes, the error contains the scopes in the response (`named`).
fn missing_scope<'a>(head: &ResponseHead, refusal: Refused, named: impl Iterator<Item = &'a str>) -> Error {
    let info = head.operation.info;
    let known = info.map(|info| info.scopes).unwrap_or_default();
    let scopes: Vec<String> = if known.is_empty() {
        named.filter(|scope| is_scope(scope)).map(str::to_owned).collect()
    } else {
        known.iter().map(|scope| scope.name().to_owned()).collect()
    };
    let console_url = head.urls.scopes_page(&scopes);
    Error::MissingScope(Box::new(MissingScope { scopes, console_url, refusal }))
}

/// Returns whether a text has the form of a scope, such as `vc:room:readonly`. Tokens and secrets do not have this form.
fn is_scope(text: &str) -> bool {
    text.contains(':') && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '_' | '-'))
}

/// Returns the kinds of session that an operation accepts.
fn sessions(info: Option<&'static EndpointInfo>) -> Vec<&'static str> {
    let tokens = info.map(|info| info.tokens).unwrap_or_default();
    tokens.iter().map(|token| token.session).collect()
}

/// Details that the platform gives about a refusal.
struct RefusalDetails<'a> {
    error: &'a Json,
    head: &'a ResponseHead,
}

impl RefusalDetails<'_> {
    fn plain(&self, value: Option<&Json>) -> String {
        match value {
            Some(Json::String(text)) => self.head.clean(text),
            Some(Json::Null) | None => String::new(),
            Some(other) => self.head.clean(&other.to_string()),
        }
    }

    fn text(&self, key: &str) -> Option<String> {
        let text = self.plain(self.error.get(key));
        (!text.is_empty()).then_some(text)
    }

    /// Returns the value of a detail. Returns an empty text if the value may contain text that people said or wrote.
    fn value(&self, one: &dyn Fn(&str) -> String) -> String {
        if self.head.is_sensitive() { String::new() } else { one("value") }
    }

    fn items(&self, key: &str) -> impl Iterator<Item = &Json> {
        self.error.get(key).and_then(Json::as_array).into_iter().flatten()
    }

    fn list<T>(&self, key: &str, read: impl Fn(&dyn Fn(&str) -> String) -> T) -> Vec<T> {
        self.items(key).map(|item| read(&|key| self.plain(item.get(key)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::operation::endpoint::Operation;
    use crate::runtime::operation::endpoint::{ListedError, RateLimit, ResponseShape};
    use crate::runtime::operation::method::Method;
    use crate::runtime::operation::scope::Scope;
    use crate::runtime::operation::token_type::{AppType, TokenInfo};

    const TOKEN: TokenInfo = TokenInfo {
        name: "user_access_token",
        session: "User",
        app_types: &[AppType::Custom],
        header: "Authorization",
        lifetime_seconds: 7200,
        obtained: &[],
    };

    static INFO: EndpointInfo = EndpointInfo {
        id: "room.create",
        method: Method::Post,
        path: "/rooms",
        tokens: &[&TOKEN],
        scopes: &[Scope::new("vc:room", "", None), Scope::new("vc:rooms.room:create", "", None)],
        field_scopes: &[],
        rate_limit: RateLimit { per_minute: None, per_second: None },
        app_types: &[],
        idempotent: false,
        response: ResponseShape::Nothing,
        errors: &[
            ListedError::new(Some(400), 121_003, "param error", "INVALID_PARAMETER"),
            ListedError::new(Some(403), 121_005, "no permission", "NO_PERMISSION"),
            ListedError::new(Some(404), 121_005, "gone", "GONE"),
        ],
        sensitive: false,
        deprecated: false,
        documentation: Some("https://docs.example/create"),
    };

    fn operation() -> Operation {
        Operation { name: "room.create".into(), info: Some(&INFO) }
    }

    fn response(status: u16, headers: &[(&'static str, &str)], body: &str) -> Error {
        let head = ResponseHead::sample(operation(), status, headers);
        let error = diagnose(&head, body.as_bytes(), &|_| Misread::new("data.x", "wrong"));
        let printed = format!("{} {error:?} {error:#?}", error.report());
        assert!(!printed.contains("hunter2"), "{printed}");
        let (line, report) = (error.to_string(), error.report().to_string());
        assert!(line.lines().count() == 1 && report.lines().count() <= 3, "{report}");
        assert_eq!(report.lines().next(), Some(line.as_str()));
        error
    }

    const JSON: (&str, &str) = ("content-type", "application/json");
    const HTML: (&str, &str) = ("content-type", "text/html; charset=utf-8");
    const LOG: (&str, &str) = ("x-tt-logid", "log1");

    #[test]
    fn the_text_names_the_content() {
        type Headers<'a> = &'a [(&'static str, &'a str)];
        let cases: &[(u16, Headers<'_>, &str, &str)] = &[
            (200, &[JSON], "", "room.create: the response is empty (HTTP 200, content type application/json)"),
            (502, &[HTML], "", "room.create: the response is empty (HTTP 502, content type text/html; charset=utf-8)"),
            (
                502,
                &[HTML, LOG],
                "<html>hunter2",
                "room.create: the response is an HTML page, not JSON (HTTP 502, content type text/html; charset=utf-8, log id log1)",
            ),
            (
                200,
                &[],
                " \n<!doctype html>",
                "room.create: the response is an HTML page, not JSON (HTTP 200, content type none)",
            ),
            (
                404,
                &[HTML],
                "404 page not found",
                "room.create: the response is an HTML page, not JSON (HTTP 404, content type text/html; charset=utf-8)",
            ),
            (
                404,
                &[("content-type", "text/plain")],
                "404 page not found",
                "room.create: the response is not JSON (HTTP 404, content type text/plain)",
            ),
            (
                200,
                &[JSON],
                r#"{"code": 0, "da"#,
                "room.create: the response ends too early (HTTP 200, content type application/json)",
            ),
            (
                200,
                &[JSON],
                r#"{"code": 99, "msg": "hunter2"#,
                "room.create: the response ends too early (HTTP 200, content type application/json)",
            ),
            (
                200,
                &[("content-type", "image/png")],
                "\u{1}PNG",
                "room.create: the response is not JSON (HTTP 200, content type image/png)",
            ),
            (
                500,
                &[JSON],
                r#"{"code": 0, "msg": "ok"}"#,
                "room.create: the HTTP status of the response contradicts its code (HTTP 500, content type application/json)",
            ),
            (
                200,
                &[JSON],
                "[]",
                "room.create: cannot read the response: expected an object with `code`, `msg` and `data`, found an array (HTTP 200)",
            ),
            (
                200,
                &[JSON, LOG],
                r#"{"code": 0, "data": "hunter2"}"#,
                "room.create: cannot read the response: data.x: wrong (HTTP 200, log id log1)",
            ),
            (
                401,
                &[JSON],
                r#"{"message": "hunter2"}"#,
                "room.create: cannot read the response: data.x: wrong (HTTP 401)",
            ),
        ];
        for (status, headers, body, expected) in cases {
            let error = response(*status, headers, body);
            assert_eq!(error.to_string(), *expected);
            assert_eq!(error.body(), Some(*body));
            assert_eq!(error.status(), Some(*status));
            assert_eq!(error.operation(), Some("room.create"));
            assert_eq!(error.code(), None);
        }
    }

    #[test]
    fn refusals_under_any_status() {
        let body = r#"{"data": {"x": 1}, "msg": "no\nroom", "error": {"log_id": "log2"}, "code": 121005}"#;
        for status in [200, 302, 400, 401, 403, 404, 429, 500, 502] {
            let error = response(status, &[HTML], body);
            assert_eq!(error.code(), Some(121_005));
            assert_eq!(error.status(), Some(status));
            assert_eq!(error.log_id(), Some("log2"));
            let listed = error.refusal().and_then(|one| one.listed).unwrap();
            let expected = if status == 404 { "gone" } else { "no permission" };
            assert_eq!(listed.message, expected);
        }
        let error = response(400, &[LOG, ("x-request-id", "log3")], body);
        assert_eq!(error.log_id(), Some("log1"));
        let error = response(400, &[("x-tt-logid", ""), ("x-request-id", "log3")], body);
        assert_eq!(error.log_id(), Some("log3"));
    }

    #[test]
    fn the_report_gives_advice() {
        let cases = [
            (99_991_661, "The platform received no token"),
            (
                99_991_663,
                "The tenant token is not valid or has expired, or the operation does not accept it. The operation accepts a session of `User`.",
            ),
            (99_991_664, "The app token is not valid"),
            (99_991_665, "The app does not know the tenant"),
            (99_991_668, "The user token is not valid"),
            (99_991_671, "The token has a wrong form"),
            (99_991_677, "The user token has expired"),
            (99_991_669, "The refresh token is not valid"),
            (
                99_991_672,
                "The app lacks a scope: in the developer console, request one of `vc:room`, `vc:rooms.room:create`,",
            ),
            (99_991_676, "The token lacks a scope"),
            (99_991_679, "The user has not granted a scope"),
            (99_991_662, "The app is disabled"),
            (99_991_673, "The app is not available here"),
            (99_991_543, "The app id and the app secret"),
            (99_991_400, "Too many calls: the rate limit allows at most 20 calls, so wait 7 s"),
            (99_991_401, "The app may not be used from this IP address"),
            (99_991_403, "The quota of this month"),
            (10_012, "The platform cannot issue the app token"),
            (121_003, "The operation's documentation lists the code as `param error`: https://docs.example/create"),
            (424_242, "The platform's support can find the call"),
        ];
        for (code, advice) in cases {
            let headers = [LOG, ("x-ogw-ratelimit-limit", "20"), ("x-ogw-ratelimit-reset", "7")];
            let body = format!(r#"{{"code": {code}, "msg": "bad token t-hunter2"}}"#);
            let error = response(400, &headers, &body);
            let text = error.report().to_string();
            let (first, second) = text.split_once('\n').unwrap();
            assert!(second.starts_with(advice), "{text}");
            if matches!(code, 99_991_672 | 99_991_676 | 99_991_679) {
                let Error::MissingScope(missing) = &error else {
                    panic!("{error}");
                };
                assert_eq!(missing.scopes, ["vc:room", "vc:rooms.room:create"]);
                assert_eq!(first, format!("room.create: a scope is missing (code {code}, HTTP 400, log id log1)"));
            } else {
                assert_eq!(
                    first,
                    format!("room.create: refused: bad token (token) (code {code}, HTTP 400, log id log1)")
                );
            }
        }
    }

    #[test]
    fn the_status_counts_besides_the_code() {
        let echo = [("x-tt-logid", "t-hunter2"), ("content-type", "t-hunter2"), ("x-ogw-ratelimit-reset", "7")];
        let plain = r#"{"code": 121003, "msg": "no"}"#;
        let fields = r#"{"code": 121003, "error": {"field_violations": [{"field": "n", "description": "too long"}]}}"#;
        for (status, body, words) in [
            (500, plain, ["try again later", "The operation's documentation lists the code as `param error`"]),
            (500, fields, ["try again later", "`n`: too long"]),
            (429, plain, ["wait 7 s", "The operation's documentation lists the code as `param error`"]),
            (429, fields, ["wait 7 s", "`n`: too long"]),
        ] {
            let error = response(status, &echo, body);
            assert_eq!(error.log_id(), Some("(token)"));
            assert!(words.iter().all(|word| error.report().to_string().contains(word)), "{}", error.report());
        }
        let error = response(502, &echo, "<html>");
        assert!(error.to_string().contains("content type (token), log id (token)"), "{error}");
    }

    #[test]
    fn refusals_keep_the_details_of_the_platform() {
        let body = r#"{"code": 121003, "msg": "", "error": {
            "log_id": "log2", "troubleshooter": "https://a", "details": [{"key": "k", "value": "hunter2"}, 5],
            "permission_violations": [{"type": "t", "subject": "s", "description": "d"}],
            "field_violations": [{"field": "topic", "value": "hunter2", "description": "too long"}, {"field": "n", "value": 7}],
            "helps": [{"url": "u", "description": null}]}}"#;
        let error = response(400, &[], body);
        let refused = error.refusal().unwrap();
        assert_eq!(refused.troubleshooter.as_deref(), Some("https://a"));
        assert_eq!(refused.details.len(), 2);
        assert_eq!(refused.details[0].value, "hunter2");
        assert_eq!(refused.permission_violations[0].subject, "s");
        assert_eq!(refused.field_violations[0].value, "hunter2");
        assert_eq!(refused.field_violations[1].value, "7");
        assert_eq!(refused.helps[0].url, "u");
        assert_eq!(
            error.report().to_string(),
            "room.create: refused: param error (code 121003, HTTP 400, log id log2)\n`topic`: too long; `n`: \nThe platform explains the error: https://a"
        );
        for strange in [
            r#"{"code": 5, "error": []}"#,
            r#"{"code": 5, "error": "x"}"#,
            r#"{"code": 5, "error": {"details": {}, "log_id": {}}}"#,
        ] {
            assert_eq!(response(200, &[], strange).code(), Some(5));
        }
    }

    #[test]
    fn calls_by_path_take_scopes_from_the_response() {
        let operation = Operation::by_path(Method::Get, "/new");
        let head = ResponseHead::sample(operation, 403, &[]);
        let body = br#"{"code": 99991672, "msg": "no", "error": {"permission_violations": [{"type": "action_scope_required", "subject": "vc:new"}, {"subject": "no scope"}]}}"#;
        let error = refusal(&head, body).unwrap();
        assert_eq!(
            error.report().to_string(),
            "GET /new: a scope is missing (code 99991672, HTTP 403)\nThe app lacks a scope: in the developer console, request `vc:new`, then publish a version of the app: https://open.feishu.cn/app/cli_1/auth?q=vc:new&op_from=openapi&token_type=tenant"
        );
    }

    #[test]
    fn bodies_are_kept_within_a_limit() {
        let kept = |body: &[u8]| {
            let error = unexpected(&ResponseHead::sample(operation(), 200, &[]), body, Content::NotJson);
            error.body().unwrap().to_owned()
        };
        let long = "é".repeat(4000);
        assert_eq!(kept(long.as_bytes()), "é".repeat(2048));
        let odd = format!("x{long}");
        assert_eq!(kept(odd.as_bytes()), format!("x{}", "é".repeat(2047)));
        assert!(kept(&[0xFF; 9000]).len() <= 4096);
        assert_eq!(kept(b"a\xFFb"), "a\u{FFFD}b");
        assert_eq!(kept("é".as_bytes()), "é");
    }

    #[test]
    fn instead_of_a_file() {
        let file = |status, body: &str| {
            let head = ResponseHead::sample(operation(), status, &[JSON]);
            diagnose_file(&head, body.as_bytes())
        };
        assert_eq!(file(200, r#"{"code": 121003}"#).code(), Some(121_003));
        let content = |error: Error| match error {
            Error::UnexpectedContent(one) => one.content,
            other => panic!("{other}"),
        };
        assert_eq!(content(file(200, r#"{"code": 0}"#)), Content::NotAFile);
        assert_eq!(content(file(404, r#"{"error": 1}"#)), Content::Status);
        assert_eq!(content(file(502, "<html>")), Content::Html);
        assert_eq!(content(file(200, "")), Content::Empty);
    }
}
