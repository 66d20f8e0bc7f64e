//! Text and fields of each kind of error, in a snapshot.

use serde_json::json;
use vc_api::Client;
use vc_api::testing::HttpReply;
use vc_tests::platform::scripted;

use crate::support::{LIMIT, SECRET, compare_with_snapshot, failure, refusal, session};

#[tokio::test]
async fn errors_are_printed_as_in_their_snapshots() {
    let body =
        |status, kind: &str, body: &str| HttpReply::body(status, kind, body.to_owned()).header("X-Tt-Logid", "log-1");
    let json = |status, text: &str| body(status, "application/json", text);
    let html = |status, text: &str| body(status, "text/html", text);
    let listed = r#"{"code": 121005, "msg": "no access"}"#;
    let field = json!({ "code": 99_992_402, "msg": "field validation failed", "error": { "field_violations": [
        { "field": "user_id_type", "value": SECRET, "description": "options: [open_id, union_id, user_id]" },
    ] } });
    let rate_limit = r#"{"code": 99991400, "msg": "request trigger frequency limit"}"#;
    let cases = [
        ("refused_listed", json(404, listed)),
        ("refused_fields", json(400, &field.to_string())),
        ("refused_token", json(400, r#"{"code": 99991663, "msg": "Invalid access token"}"#)),
        ("refused_rate_limit", json(429, rate_limit).header("x-ogw-ratelimit-reset", "7")),
        ("refused_everything", json(403, &refusal(1))),
        ("missing_scope", json(400, r#"{"code": 99991672, "msg": "Access denied."}"#)),
        (
            "undecodable",
            json(200, r#"{"code": 0, "data": {"room": {"room_id": "omm_1", "device": [{"name": ["hunter2"]}]}}}"#),
        ),
        ("undecodable_whole", json(502, r#"{"message": "hunter2"}"#)),
        ("unexpected_empty", json(200, "")),
        ("unexpected_html", html(502, "<html>hunter2</html>")),
        ("unexpected_login", html(302, "<html>hunter2</html>")),
        ("unexpected_words", body(404, "text/plain", "404 hunter2 not found")),
        ("unexpected_cut_off", json(200, r#"{"code": 0, "data": {"room": {"room_id": "hunter2"#)),
        ("unexpected_status", json(500, r#"{"code": 0, "data": {}}"#)),
        ("unexpected_too_large", json(200, &"x".repeat(LIMIT + 1))),
        ("transport_closed", HttpReply::closed()),
        ("transport_broken", json(200, r#"{"code": 0, "data": {}}"#).cut_after(10)),
    ];
    for (name, reply) in cases {
        let platform = scripted(move |_| reply.clone()).await;
        compare_with_snapshot(name, &failure(platform.url()).await);
    }
    let reply = json(200, r#"{"code": 0, "data": {}}"#);
    let platform = scripted(move |_| reply.clone()).await;
    let error = session(platform.url()).exports().download("file").await.expect_err("it is no file");
    compare_with_snapshot("unexpected_not_a_file", &error);
    let error = session(platform.url()).rooms().get("..").await.expect_err("it is no segment");
    compare_with_snapshot("invalid_argument", &error);
    let error = Client::builder().base_url("open.feishu.cn").build().expect_err("it is no URL");
    compare_with_snapshot("invalid_option", &error);
}
