//! Long connections: the request for their address over a connection that dies, and connections through proxies.

use vc_api::meeting::MeetingStarted;
use vc_api::testing::Platform;
use vc_api::{Client, Sample};
use vc_tests::time::until;

use crate::link::Fate;
use crate::proxy::{Conduct, Proxy};
use crate::server::{Act, Server};
use crate::support::{ATTEMPT, Carrier, options, turn};

/// Endpoint response with an address without a server, and with short times.
const NOWHERE: &str = r#"{"code": 0, "msg": "ok", "data": {"URL": "ws://127.0.0.1:1/?service_id=1&device_id=2",
    "ClientConfig": {"ReconnectCount": -1, "ReconnectInterval": 1, "ReconnectNonce": 1, "PingInterval": 120}}}"#;

fn with_app(client: vc_api::ClientBuilder) -> Client {
    client.app("cli_1", "hunter2").build().expect("the options are good")
}

/// The next request for an address uses another connection.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_connection_is_left() {
    let _turn = turn().await;
    let told = Act::Page(200, "application/json", NOWHERE);
    let server = Server::deciding(
        None,
        |_| Fate::Good,
        move |index, _, _| if index == 1 { Act::Break(Fate::Silent) } else { told },
    )
    .await;
    let client = with_app(options(Carrier::Http2, server.link.address.port()).attempt_timeout(ATTEMPT));
    let connection = client.events().connect().expect("it begins");
    until(async || server.requests() >= 4).await;
    drop(connection);
    assert_eq!(server.link.wires.count(), 2);
}

/// The requests for the address and for the WebSocket go through the proxy of the client.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proxy_is_used() {
    let _turn = turn().await;
    const ELSEWHERE: &str =
        r#"{"code": 0, "msg": "ok", "data": {"URL": "wss://gateway.invalid/?service_id=1&device_id=2"}}"#;
    let server =
        Server::deciding(Carrier::Tls2.tls(), |_| Fate::Good, |_, _, _| Act::Page(200, "application/json", ELSEWHERE))
            .await;
    let proxy = Proxy::start(Conduct::Open).await;
    let url = format!("http://{}", proxy.address);
    let client = with_app(options(Carrier::Tls2, server.link.address.port()).proxy(url));
    let connection = client.events().connect().expect("it begins");
    until(async || proxy.asked().iter().any(|host| host == "gateway.invalid:443")).await;
    drop(connection);
    assert_eq!(proxy.asked()[0], format!("localhost:{}", server.link.address.port()));
}

/// The event arrives on a WebSocket through the proxy.
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
        // One request for the address, and one for the WebSocket.
        assert!(proxy.asked().len() >= 2, "{scheme}: {:?}", proxy.asked());
    }
}
