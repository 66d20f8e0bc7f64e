//! Connections that are late, break or never come to be, and bodies without an end.

use std::time::Instant;

use vc_api::error::{Content, Stage};
use vc_api::{Client, Error, Tenant};
use vc_tests::raw_server::RawServer;
use vc_tests::time::SOON;

use crate::support::{KEPT, LIMIT, compare_with_snapshot, failure};

/// A call that has little time.
async fn hurried(server: &RawServer) -> Error {
    let client = Client::builder().base_url(server.url()).timeout(SOON).build().expect("the options are good");
    let started = Instant::now();
    let error = client.session::<Tenant>("t-1").rooms().get("omm_1").await.expect_err("no response comes in time");
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
    compare_with_snapshot("timeout_response", &error);

    let http = vc_api::reqwest::Client::builder().timeout(SOON).build().expect("TLS can be set up");
    let client = Client::builder().base_url(silent.url()).http_client(http).build().expect("the options are good");
    let error = client.session::<Tenant>("t-1").rooms().get("omm_1").await.expect_err("no response comes");
    assert!(matches!(&error, Error::Timeout(one) if one.stage == Stage::Response && one.limit.is_none()), "{error:?}");
    compare_with_snapshot("timeout_of_http_client", &error);
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
    compare_with_snapshot("timeout_rest", &error);
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
        ("before a response", String::new(), None),
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
    for (name, response, status) in broken {
        let error = failure(&RawServer::sending(response).url()).await;
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
