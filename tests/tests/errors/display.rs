//! The words and the fields of each kind of error, under snapshot.

use serde_json::json;
use vc_api::Client;
use vc_tests::raw_server::{RawServer, http_response};

use crate::support::{LIMIT, SECRET, compare_with_snapshot, failure, refusal, session};

#[tokio::test]
async fn what_is_printed() {
    let json = |status: &str, body: &str| {
        http_response(status, &["Content-Type: application/json", "X-Tt-Logid: log-1"], body)
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
    for (name, response) in cases {
        let server = RawServer::sending(response);
        compare_with_snapshot(name, &failure(&server.url()).await);
    }
    let server = RawServer::sending(json("200 OK", r#"{"code": 0, "data": {}}"#));
    let error = session(&server.url()).exports().download("file").await.expect_err("it is no file");
    compare_with_snapshot("unexpected_not_a_file", &error);
    let error = session(&server.url()).rooms().get("..").await.expect_err("it is no segment");
    compare_with_snapshot("invalid_argument", &error);
    let error = Client::builder().base_url("open.feishu.cn").build().expect_err("it is no URL");
    compare_with_snapshot("invalid_option", &error);
}
