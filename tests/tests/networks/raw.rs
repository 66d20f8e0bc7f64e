//! Unusual responses: pages of proxies and networks, compressed responses, and responses with a wrong length.

use std::time::{Duration, Instant};

use vc_api::error::Content;
use vc_api::{Client, Error, Retry};
use vc_tests::raw_server::RawServer;

use crate::server::{Act, COMPRESSED_MILLION, COMPRESSED_ROOM, ROOM, Server};
use crate::support::{ALL, Call, GOOD, Row, check, options, turn};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_proxies_and_networks() {
    let _turn = turn().await;
    const CODE: &str = r#"{"code": 0, "msg": "ok", "data": {"room": {"room_id": "omm_1"}}}"#;
    const REFUSAL: &str = r#"{"code": 121004, "msg": "data not exist"}"#;
    let page = |name, acts, expected| Row { name, acts, expected: Err(expected), ..GOOD };
    check(vec![
        page(
            "a proxy that asks for a login",
            &[Act::Page(407, "text/html", "<html>")],
            &["a proxy requires a user and a password (HTTP 407", "`proxy`"],
        ),
        page(
            "a proxy that asks in JSON",
            &[Act::Page(407, "application/json", REFUSAL)],
            &["a proxy requires a user and a password (HTTP 407"],
        ),
        page(
            "a network that asks for a login",
            &[Act::Page(511, "text/html", "<html>")],
            &["the network requires a login, and the request did not reach the platform (HTTP 511", "browser"],
        ),
        page(
            "a network that asks in JSON",
            &[Act::Page(511, "application/json", CODE)],
            &["the network requires a login"],
        ),
        page(
            "a redirect to a login",
            &[Act::Page(302, "text/html", "<html>")],
            &["HTML page", "proxy requires a login"],
        ),
        Row {
            requests: 4,
            ..page(
                "a page in the place of the platform",
                &[Act::Page(200, "text/html", "<html>"); 9],
                &["the response is an HTML page, not JSON", "a network that requires a login"],
            )
        },
        Row { requests: 2, acts: &[Act::Page(200, "text/html", "<html>")], name: "a page that passes", ..GOOD },
    ])
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn compressed_responses() {
    let _turn = turn().await;
    for variant in ALL {
        let server = Server::start(variant.tls(), &[], &[Act::Compressed(COMPRESSED_ROOM)]).await;
        let client = options(*variant, server.link.address.port()).build().expect("the options are good");
        Call::Get.make(&client).await.expect("a room");
        assert_eq!(server.requests(), 1);
    }
}

/// The size limit of a response counts the decompressed bytes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn compressed_responses_that_are_too_large() {
    let _turn = turn().await;
    for variant in ALL {
        let server = Server::start(variant.tls(), &[], &[Act::Compressed(COMPRESSED_MILLION)]).await;
        let options = options(*variant, server.link.address.port()).response_limit(100_000);
        let client = options.build().expect("the options are good");
        let error = Call::Get.make(&client).await.expect_err("it is too large");
        let Error::UnexpectedContent(one) = &error else { panic!("{error:?}") };
        assert_eq!(one.content, Content::TooLarge { limit: 100_000 });
    }
}

/// If `Content-Length` is larger than the body, the call fails. If `Content-Length` is smaller, the client cuts the body,
/// and never reads the rest of the body as the next response.
#[tokio::test]
async fn wrong_lengths() {
    let _turn = turn().await;
    let response = |length: usize| {
        format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{ROOM}")
    };
    for (name, length, is_broken) in [("too long", ROOM.len() + 7, true), ("too short", ROOM.len() - 7, false)] {
        let server = RawServer::sending(response(length));
        let options = Client::builder().base_url(server.url()).no_proxy();
        let client = options.retry(Retry::new().pauses(Duration::ZERO, Duration::ZERO)).build();
        let started = Instant::now();
        let error = Call::Get.make(&client.expect("the options are good")).await.expect_err(name);
        match (&error, is_broken) {
            (Error::Transport(_), true) => assert_eq!(error.status(), Some(200), "{name}"),
            (Error::UnexpectedContent(one), false) => assert_eq!(one.content, Content::CutOff, "{name}"),
            _ => panic!("{name}: {error:?}"),
        }
        assert!(started.elapsed() < Duration::from_secs(2), "{name}");
    }
}
