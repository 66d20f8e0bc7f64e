//! Long connections over bad networks: requests for the WebSocket address over a connection that goes silent, and
//! connections through proxies.

use vc_api::meeting::MeetingStarted;
use vc_api::testing::Platform;
use vc_api::{Client, Sample};
use vc_tests::time::until;

use crate::link::LinkState;
use crate::proxy::{Conduct, Proxy};
use crate::server::{Act, Server};
use crate::support::{HttpVariant, SHORT_TIMEOUT, options, turn};

/// Response with the address of a WebSocket. No server listens at this address. The pauses in the response are short, so the
/// client soon requests an address again.
const NOWHERE: &str = r#"{"code": 0, "msg": "ok", "data": {"URL": "ws://127.0.0.1:1/?service_id=1&device_id=2",
    "ClientConfig": {"ReconnectCount": -1, "ReconnectInterval": 1, "ReconnectNonce": 1, "PingInterval": 120}}}"#;

fn with_app(client: vc_api::ClientBuilder) -> Client {
    client.app("cli_1", "hunter2").build().expect("the options are good")
}

/// If a connection goes silent during a request for the WebSocket address, the next request uses a new connection.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_connection_is_left() {
    let _turn = turn().await;
    let told = Act::Page(200, "application/json", NOWHERE);
    let server = Server::deciding(
        None,
        |_| LinkState::Good,
        move |index, _, _| if index == 1 { Act::Break(LinkState::Silent) } else { told },
    )
    .await;
    let client = with_app(options(HttpVariant::Http2, server.link.address.port()).attempt_timeout(SHORT_TIMEOUT));
    let connection = client.events().connect().expect("it begins");
    until(async || server.requests() >= 4).await;
    drop(connection);
    assert_eq!(server.link.connections.count(), 2);
}

/// The client sends both requests through its proxy: the request for the address and the request for the WebSocket.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proxy_is_used() {
    let _turn = turn().await;
    const ELSEWHERE: &str =
        r#"{"code": 0, "msg": "ok", "data": {"URL": "wss://gateway.invalid/?service_id=1&device_id=2"}}"#;
    let server = Server::deciding(
        HttpVariant::Tls2.tls(),
        |_| LinkState::Good,
        |_, _, _| Act::Page(200, "application/json", ELSEWHERE),
    )
    .await;
    let proxy = Proxy::start(Conduct::Open).await;
    let url = format!("http://{}", proxy.address);
    let client = with_app(options(HttpVariant::Tls2, server.link.address.port()).proxy(url));
    let connection = client.events().connect().expect("it begins");
    until(async || proxy.asked().iter().any(|host| host == "gateway.invalid:443")).await;
    drop(connection);
    assert_eq!(proxy.asked()[0], format!("localhost:{}", server.link.address.port()));
}

/// The client gets an event over a WebSocket through a proxy that requires a login.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_comes_by_a_proxy() {
    let _turn = turn().await;
    for scheme in ["http", "socks5h"] {
        let platform = Platform::start().await;
        let proxy = Proxy::start(Conduct::Guarded).await;
        let url = format!("{scheme}://user:hunter2@{}", proxy.address);
        let client = platform.client_builder().proxy(url).build().expect("the options are good");
        let (told, mut handled) = tokio::sync::mpsc::unbounded_channel();
        let handler = move |event: MeetingStarted| {
            let told = told.clone();
            async move { told.send(event).map_err(|_| "nobody waits for it") }
        };
        let connection = client.events().on(handler).connect().expect("it begins");
        platform.connected().await;
        platform.deliver(MeetingStarted::sample()).await.expect("it is handled");
        assert_eq!(handled.recv().await, Some(MeetingStarted::sample()), "{scheme}");
        connection.shutdown().await;
        // Through the proxy, the client requests the address of the gateway, and then opens the WebSocket.
        assert!(proxy.asked().len() >= 2, "{scheme}: {:?}", proxy.asked());
    }
}
