//! Advice in error reports, for each code of the platform.

use std::time::Duration;

use serde_json::{Value, json};
use vc_api::testing::{HttpReply, Platform};
use vc_tests::platform::scripted;

use crate::support::{failure, session};

/// Starts a platform that refuses each call with the code in the last segment of the path.
async fn refusing(errors: Value) -> Platform {
    scripted(move |request| {
        let code = request.path().rsplit('/').next().and_then(|code| code.parse::<i64>().ok());
        let body = json!({ "code": code.expect("a room named by a code"), "msg": "no", "error": errors });
        let reply = HttpReply::json(400, &body).header("X-Tt-Logid", "log-1");
        reply.header("x-ogw-ratelimit-limit", "50").header("x-ogw-ratelimit-reset", "7")
    })
    .await
}

/// Codes that the platform documents, each with words that its advice must contain.
const ADVICE: [(i64, &[&str]); 25] = [
    (99_991_661, &["no token", "`Authorization`"]),
    (99_991_663, &["tenant token", "expired", "fresh token", "does not accept it", "`Tenant` or `User`"]),
    (99_991_664, &["app token", "fresh token"]),
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
/// Codes of permanent failures. Their advice must not suggest a repetition of the call.
const FINAL: [i64; 7] = [99_991_661, 99_991_671, 99_991_662, 99_991_673, 99_991_543, 99_991_401, 99_991_403];

/// Returns messages about errors whose advice lacks an expected word, or suggests a useless repetition.
async fn unadvised(errors: Value) -> Vec<String> {
    let platform = refusing(errors).await;
    let mut wrong = Vec::new();
    for (code, words) in ADVICE {
        let error = session(platform.url()).rooms().get(code.to_string()).await.expect_err("it is refused");
        let refusal = error.refusal().expect("it is a refusal");
        assert_eq!((refusal.retry_after, refusal.rate_limit), (Some(Duration::from_secs(7)), Some(50)));
        let text = error.report().to_string();
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

/// If a refusal contains details, the report still contains the advice for the code of the refusal.
#[tokio::test]
async fn violations_do_not_hide_advice() {
    let field = json!({ "field": "room_id", "value": "x", "description": "it is no room" });
    let permission = json!({ "type": "scope", "subject": "vc:room", "description": "the app lacks it" });
    let mut wrong = unadvised(json!({ "field_violations": [field], "permission_violations": [permission] })).await;
    // If the operation lists the code, the report shows the fields in `field_violations` instead of the advice. So the test
    // ignores the listed codes.
    wrong.retain(|text| !text.contains("(code 1") || text.contains("(code 10012"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A refusal with an unknown code and without details also comes with one line of advice.
#[tokio::test]
async fn bare_refusals_come_with_advice() {
    let mut wrong = Vec::new();
    for (status, advice) in [(400, ""), (429, "wait 7 s"), (500, "try again later")] {
        let reply = HttpReply::json(status, &json!({ "code": 42 })).header("x-ogw-ratelimit-reset", "7");
        let platform = scripted(move |_| reply.clone()).await;
        let text = failure(platform.url()).await.report().to_string();
        if text.lines().count() != 2 || !text.contains(advice) {
            wrong.push(text);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The links in errors lead to the developer console that the option `console_url` sets.
#[tokio::test]
async fn the_console_of_a_private_deployment() {
    let platform = refusing(json!({})).await;
    let options = || vc_api::Client::builder().base_url(platform.url()).app("cli_1", "secret");
    for (options, console) in [
        (options(), "https://open.feishu.cn/app/cli_1/auth?"),
        (options().lark(), "https://open.larksuite.com/app/cli_1/auth?"),
        (options().console_url("https://console.example/open/"), "https://console.example/open/app/cli_1/auth?"),
    ] {
        let org = options.build().expect("the options are good").session::<vc_api::Tenant>("t-1");
        let error = org.rooms().get("99991672").await.expect_err("a scope is missing");
        let vc_api::Error::MissingScope(missing) = &error else { panic!("another error: {error:?}") };
        assert!(missing.console_url.starts_with(console), "{}", missing.console_url);
        assert!(error.report().to_string().contains(console), "{}", error.report());
    }
}
