//! Connections that are slow, break or are never established, and endless bodies.

use serde_json::json;
use tokio::time::Instant;
use vc_api::error::{Content, Stage};
use vc_api::testing::{HttpReply, Platform};
use vc_api::{Client, Error, Tenant};
use vc_tests::platform::scripted;
use vc_tests::raw_server::{RawServer, nobody};
use vc_tests::time::{SOON, TICK};

use crate::support::{KEPT, LIMIT, compare_with_snapshot, failure};

async fn responding(reply: HttpReply) -> Platform {
    let reply = reply.header("X-Tt-Logid", "log-1");
    scripted(move |_| reply.clone()).await
}

/// Makes a call with the timeout [`SOON`], and returns the error of the call.
async fn hurried(platform: &Platform) -> Error {
    let client = Client::builder().base_url(platform.url()).timeout(SOON).build().expect("the options are good");
    let started = Instant::now();
    let error = client.session::<Tenant>("t-1").rooms().get("omm_1").await.expect_err("no response comes in time");
    assert!((SOON..=SOON + TICK).contains(&started.elapsed()), "{:?}", started.elapsed());
    error
}

#[tokio::test(start_paused = true)]
async fn no_answer_in_time() {
    let silent = responding(HttpReply::silence()).await;
    let error = hurried(&silent).await;
    assert!(
        matches!(&error, Error::Timeout(one) if one.stage == Stage::Response && one.limit == Some(SOON)),
        "{error:?}"
    );
    assert_eq!((error.operation(), error.log_id()), (Some("room.get"), None));
    compare_with_snapshot("timeout_response", &error);

    let http = vc_api::reqwest::Client::builder().timeout(SOON).build().expect("TLS can be set up");
    let client = Client::builder().base_url(silent.url()).http_client(http).build().expect("the options are good");
    let error = client.session::<Tenant>("t-1").rooms().get("omm_1").await.expect_err("no response comes");
    assert!(matches!(&error, Error::Timeout(one) if one.stage == Stage::Response && one.limit.is_none()), "{error:?}");
    compare_with_snapshot("timeout_of_http_client", &error);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_stalls() {
    let platform = responding(HttpReply::data(&json!({ "room": { "room_id": "omm_1" } })).stall_after(10)).await;
    let error = hurried(&platform).await;
    assert!(matches!(&error, Error::Timeout(one) if one.stage == Stage::Rest && one.limit == Some(SOON)), "{error:?}");
    assert_eq!((error.operation(), error.log_id()), (Some("room.get"), Some("log-1")));
    compare_with_snapshot("timeout_rest", &error);
}

#[tokio::test]
async fn no_connection() {
    let (_kept, nobody) = nobody();
    let error = failure(&nobody).await;
    assert!(matches!(&error, Error::Transport(one) if one.source.is_connect() && one.status.is_none()), "{error:?}");
    assert_eq!(error.operation(), Some("room.get"));
    let text = error.report().to_string();
    assert!(text.starts_with("room.get: no connection to 127.0.0.1:"), "{text}");
    assert!(
        text.ends_with(
            "\nNothing was sent: check the network, the proxy and the base URL of the client, then try again."
        ),
        "{text}"
    );
}

/// Checks the error of a broken connection. The error contains the HTTP status if the head of the response arrived.
fn check_broken(name: &str, error: &Error, status: Option<u16>) {
    assert!(matches!(error, Error::Transport(_)), "{name}: {error:?}");
    assert_eq!(error.operation(), Some("room.get"), "{name}");
    assert_eq!(error.status(), status, "{name}");
    assert_eq!(error.log_id(), status.map(|_| "log-1"), "{name}");
    let report = error.report().to_string();
    assert!(report.contains("Before you repeat"), "{name}: {report}");
}

#[tokio::test]
async fn connections_that_break() {
    let padded = |status, json: &str| HttpReply::body(status, "application/json", format!("{json:100}"));
    let success = r#"{"code": 0}"#;
    for (name, reply, status) in [
        ("before a response", HttpReply::closed(), None),
        ("before the body", padded(200, success).cut_after(0), Some(200)),
        ("in the body", padded(200, success).cut_after(success.len()), Some(200)),
        ("in the body of a refusal", padded(404, r#"{"code": 121004}"#).cut_after(16), Some(404)),
        ("between chunks", padded(200, success).chunked().cut_after(success.len()), Some(200)),
        ("between chunks of a page", HttpReply::html(502).chunked().cut_after(6), Some(502)),
    ] {
        check_broken(name, &failure(responding(reply).await.url()).await, status);
    }
    let head = "HTTP/1.1 502 Bad Gateway\r\nX-Tt-Logid: log-1\r\n";
    for (name, bytes, status) in [
        ("no HTTP", "SSH-2.0-OpenSSH_9.6\r\n".to_owned(), None),
        ("in the head", head.to_owned(), None),
        ("in a chunk", format!("{head}Transfer-Encoding: chunked\r\n\r\nff\r\n<html>"), Some(502)),
    ] {
        check_broken(name, &failure(&RawServer::sending(bytes).url()).await, status);
    }
    // This response has no length, so its body ends when the connection closes. Only the incomplete JSON shows that the
    // connection broke.
    let unlimited = RawServer::sending("HTTP/1.1 200 OK\r\n\r\n{\"code\": 0, \"da");
    let error = failure(&unlimited.url()).await;
    assert!(matches!(&error, Error::UnexpectedContent(one) if one.content == Content::CutOff), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn an_endless_body_is_read_up_to_the_limit() {
    for status in [200, 502] {
        let endless = HttpReply::body(status, "", "会".repeat(LIMIT)).chunked().stall_after(LIMIT + 1);
        let error = failure(responding(endless).await.url()).await;
        assert!(
            matches!(&error, Error::UnexpectedContent(one) if one.content == Content::TooLarge { limit: LIMIT }),
            "{error:?}"
        );
        assert_eq!(error.log_id(), Some("log-1"));
        assert_eq!(error.body(), Some("会".repeat(KEPT / 3).as_str()));
    }
}
