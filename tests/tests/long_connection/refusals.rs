//! Permanent refusals of the platform, which end a connection, and temporary refusals.

use std::sync::{Arc, Mutex};

use serde_json::json;
use vc_api::testing::{APP_ID, APP_SECRET, Fault, HttpReply};
use vc_api::{AppSecretFuture, AppSecretProvider, Client, ConnectionError, ConnectionState, Events, Secret};
use vc_tests::gateway::{Gateway, Response};
use vc_tests::secrecy::show_error;
use vc_tests::time::{SECOND, seconds, timed};

use crate::support::{client, config, connect, end, gateway, gateway_with, options};

#[tokio::test]
async fn a_missing_client_or_app_is_an_error_at_once() {
    let told = |events: Events| {
        let error = events.connect().expect_err("something is missing");
        show_error(&error);
        error
    };
    let built = |options: vc_api::ClientBuilder| options.build().expect("the options are good");
    assert!(matches!(told(Events::new()), ConnectionError::NoClient));
    assert!(matches!(told(built(Client::builder()).events()), ConnectionError::NoApp));
    let store_app = built(Client::builder().store_app("cli_1", "secret-hunter2"));
    assert!(matches!(told(store_app.events()), ConnectionError::StoreApp));
}

#[test]
fn a_missing_runtime_is_an_error() {
    let client = Client::builder().app("cli_1", "secret-hunter2").build().expect("the options are good");
    let error = client.events().connect().expect_err("there is no runtime");
    assert!(matches!(error, ConnectionError::NoRuntime), "{error}");
}

#[test]
fn the_end_of_the_runtime_is_an_error() {
    let new = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("it can be made");
    let (one, other) = (new(), new());
    let (_gateway, connection) = one.block_on(async {
        let gateway = gateway([]).await;
        let connection = connect(client(&gateway).events());
        connection.connected().await.expect("it is made");
        (gateway, connection)
    });
    drop(one);
    let error = other.block_on(connection.ended()).expect_err("it has ended");
    assert!(matches!(error, ConnectionError::NoRuntime), "{error}");
}

/// Returns the error of a connection whose first request gets the given response. Checks that the client makes no second
/// attempt.
async fn ended(response: Response) -> ConnectionError {
    let gateway = gateway([response]).await;
    let connection = connect(client(&gateway).events());
    let error = end(&connection).await;
    assert_eq!((gateway.asked().len(), gateway.connections()), (1, 0));
    connection.shutdown().await;
    error
}

/// Vault that provides the app secret. The test replaces the secret in the vault.
#[derive(Clone)]
struct Vault(Arc<Mutex<&'static str>>);

impl AppSecretProvider for Vault {
    fn app_secret<'a>(&'a self, _refused: Option<&'a Secret>) -> AppSecretFuture<'a> {
        let secret = *self.0.lock().expect("no one panicked");
        Box::pin(async move { Ok(secret.into()) })
    }
}

/// After the platform refuses a secret, the client pauses before it asks the vault for the secret again. If a long
/// connection begins during this pause, the client opens the connection after the pause.
#[tokio::test(start_paused = true)]
async fn a_recently_refused_secret_does_not_end_a_connection() {
    let gateway = gateway([]).await;
    let vault = Vault(Arc::new(Mutex::new("old-hunter2")));
    let options = options(&gateway).app(APP_ID, "").app_secret_provider(vault.clone());
    let client = options.build().expect("the options are good");
    let error = client.tenant().rooms().get("omm_1").await.expect_err("the secret is refused");
    show_error(&error);
    let connection = connect(client.events());
    *vault.0.lock().expect("no one panicked") = APP_SECRET;
    let (connected, took) = timed(connection.connected()).await;
    connected.expect("it is made");
    assert!(took > SECOND && took < seconds(30), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn the_refusal_of_an_app_is_permanent() {
    for refused in [2, 403, 514, 10_003, 1_000_040_344, 1_000_040_350, 99_991_672, 99_991_663, -1] {
        match ended(Response::code(refused)).await {
            ConnectionError::Refused { code, message, log_id } => {
                assert_eq!((code, &*message, log_id.as_deref()), (refused, "refused", Some("log-1")));
            }
            error => panic!("{refused}: {error}"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_refusal_of_a_handshake_is_permanent() {
    for (response, expected) in [
        (Response::refusal(403, None), 403),
        (Response::refusal(403, Some(7)), 7),
        (Response::refusal(514, Some(1_000_040_350)), 1_000_040_350),
    ] {
        match ended(response).await {
            ConnectionError::Refused { code, message, .. } => assert_eq!((code, &*message), (expected, "refused")),
            error => panic!("{expected}: {error}"),
        }
    }
    let error = ended(Response::refusal(514, Some(1_000_040_350))).await;
    let report = error.report().to_string();
    let (line, advice) = report.split_once('\n').expect("there is advice");
    assert!(line == error.to_string() && advice.contains("50 connections"), "{report}");
}

/// Returns responses that mean a temporary failure, each with the seconds that the attempt takes.
fn passing(gateway: &Gateway) -> Vec<(Response, u64)> {
    let host = gateway.platform.url().trim_start_matches("http://");
    let address = |text: &str| Response::address(&text.replace("HOST", host), &config());
    let responses = [
        Response::code(1),
        Response::code(1_000_040_343),
        Response::code(99_991_400),
        Response::endpoint(500, &json!({ "code": 2, "msg": "refused" })),
        Response::endpoint(403, &json!({ "code": 2, "msg": "refused" })),
        Response::endpoint(400, &json!({ "code": 10_003, "msg": "refused" })),
        Response::endpoint(502, &json!("not the platform")),
        Response::endpoint(403, &json!("not the platform")),
        Response::endpoint(200, &json!({})),
        Response::endpoint(200, &json!({ "code": 0 })),
        Response::endpoint(200, &json!({ "code": 0, "data": { "URL": 5 } })),
        Response::endpoint(200, &json!({ "code": 0, "data": { "URL": null } })),
        Response::hangup(),
        address("no address"),
        address("ftp://HOST/ws/v2?access_key=key-hunter2&ticket=ticket-hunter2"),
        address("ws://HOST/ws/v2?access_key=key-hunter2&ticket=ticket-hunter2&service_id=x"),
        // No server listens at this address.
        address("ws://127.0.0.1:1/ws/v2?access_key=key-hunter2&ticket=ticket-hunter2"),
        // This address requires TLS, but the server has no TLS.
        address("wss://HOST/ws/v2?access_key=key-hunter2&ticket=ticket-hunter2"),
        // For this address, the test makes the server respond with HTTP status 400.
        address("ws://HOST/elsewhere?access_key=key-hunter2&ticket=ticket-hunter2"),
        Response::refusal(514, None),
        Response::refusal(514, Some(1_000_040_351)),
        Response::refusal(500, Some(1_000_040_350)),
        Response::handshake(403, &[]),
        Response::handshake(200, &[]),
        Response::wrong_accept(),
    ];
    let mut responses: Vec<_> = responses.into_iter().map(|response| (response, 0)).collect();
    responses.push((Response::silence(), 20));
    responses
}

#[tokio::test(start_paused = true)]
async fn temporary_failures_are_retried() {
    let gateway = gateway([]).await;
    let passing = passing(&gateway);
    gateway.respond(passing.iter().map(|(response, _)| response.clone()));
    gateway.platform.fault(Fault::reply(HttpReply::body(400, "text/plain", "no gateway")).path("/elsewhere"));
    let connection = connect(client(&gateway).events());
    assert_eq!(connection.state(), ConnectionState::Connecting);
    connection.connected().await.expect("it is made");

    let asked = gateway.asked();
    assert_eq!(asked.len(), passing.len() + 1);
    let pauses = (0..).map(|doubling| (SECOND / 2).saturating_mul(2_u32.saturating_pow(doubling)).min(seconds(120)));
    for ((times, (response, takes)), pause) in asked.windows(2).zip(passing).zip(pauses) {
        let waited = times[1].at() - times[0].at() - seconds(takes);
        assert!(waited >= pause / 2 && waited < pause + SECOND, "{response:?}: {waited:?} of {pause:?}");
    }
    for asked in asked {
        assert_eq!(asked.json(), json!({ "AppID": APP_ID, "AppSecret": APP_SECRET }));
        assert_eq!(asked.header("locale"), "zh");
    }
}

#[tokio::test(start_paused = true)]
async fn the_platform_limits_the_number_of_attempts() {
    for count in [1, 3] {
        let config =
            json!({ "ReconnectCount": count, "ReconnectInterval": 7, "ReconnectNonce": 1, "PingInterval": 120 });
        let gateway = gateway_with(vec![Response::refusal(500, None); 10], config).await;
        let connection = connect(client(&gateway).events());
        match end(&connection).await {
            ConnectionError::GaveUp { attempts, reason } => {
                assert_eq!(attempts, count);
                assert_eq!(reason, "the gateway did not open a WebSocket (HTTP 500): refused");
            }
            error => panic!("{error}"),
        }
        assert_eq!(gateway.asked().len(), count as usize + 1);
    }
}

#[tokio::test(start_paused = true)]
async fn an_unreadable_configuration_is_ignored() {
    for config in [json!(null), json!("text"), json!({ "PingInterval": [] }), json!({ "PingInterval": 1e99 })] {
        let gateway = gateway_with([], config).await;
        let connection = connect(client(&gateway).events());
        connection.connected().await.expect("it is made");
        let pings = gateway.link(0).await.wait_for(|seen| seen.pings.len() == 2).await.pings;
        assert_eq!((pings[1].0 - pings[0].0).as_secs(), 120);
    }
}

#[tokio::test(start_paused = true)]
async fn a_given_http_client_is_used() {
    let gateway = gateway([]).await;
    let http = vc_api::reqwest::Client::builder().http1_only().build().expect("it can be made");
    let client = options(&gateway).http_client(http).build().expect("the options are good");
    let connection = connect(client.events());
    connection.connected().await.expect("it is made");
}

#[tokio::test(start_paused = true)]
async fn secrets_that_are_sent_back_are_not_printed() {
    let all = format!("{APP_SECRET} key-double ticket-double");
    let refusal = Response::endpoint(200, &json!({ "code": 2, "msg": format!("what is {APP_SECRET}?") }));
    let told = ended(refusal).await.to_string();
    assert!(told.contains("what is (token)?"), "{told}");
    for status in ["403", "500"] {
        let headers = [("Handshake-Status", status), ("Handshake-Msg", &*all)];
        let config = json!({ "ReconnectCount": 1 });
        let gateway = gateway_with(vec![Response::handshake(500, &headers); 2], config).await;
        let told = end(&connect(client(&gateway).events())).await.to_string();
        assert!(told.contains("(token) (token) (token)"), "{told}");
    }
}

/// The client hides the secrets in a header only when it prints the header. The handshake reads the original header.
#[tokio::test(start_paused = true)]
async fn a_secret_of_one_letter_breaks_no_handshake() {
    let gateway = gateway([]).await;
    let host = gateway.platform.url().trim_start_matches("http://").to_owned();
    // The last parameter makes `=` a secret. The header `Sec-WebSocket-Accept` always ends with `=`.
    let query = "access_key=key-double&service_id=33554678&ticket=ticket-double&ticket=%3D";
    gateway.respond([Response::address(&format!("ws://{host}/ws/v2?{query}"), &config())]);
    let connection = connect(client(&gateway).events());
    connection.connected().await.expect("it is made");
    assert_eq!(gateway.asked().len(), 1);
}

/// The client waits for the time in `Retry-After` before the next attempt, but at most one hour.
#[tokio::test(start_paused = true)]
async fn a_time_to_wait_is_respected() {
    let outage = |status, wait| Response::Endpoint(HttpReply::html(status).header("Retry-After", wait));
    let handshake = Response::handshake(503, &[("Retry-After", "700")]);
    let responses = [outage(503, "500"), outage(429, "600"), handshake, outage(503, "86400"), outage(502, "500")];
    let gateway = gateway(responses).await;
    let connection = connect(client(&gateway).events());
    connection.connected().await.expect("it is made");
    let asked = gateway.asked();
    let waited: Vec<u64> = asked.windows(2).map(|times| (times[1].at() - times[0].at()).as_secs()).collect();
    assert_eq!(waited[..4], [500, 600, 700, 3600]);
    // With status 502, the client ignores the header `Retry-After`. So the fifth pause has its usual length.
    assert!((4..=8).contains(&waited[4]), "{waited:?}");
}
