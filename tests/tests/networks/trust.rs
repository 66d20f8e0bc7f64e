//! Untrusted certificates of servers, and certificates of clients.

use std::time::Duration;

use vc_api::{Client, ClientBuilder, Error, Retry};

use crate::certificates::{ServerCertificate, client, root};
use crate::server::Server;
use crate::support::{Call, Expected, Found, turn};

/// Row of the table: the certificate of the server, the options of the client, and the expected outcome.
struct Row {
    name: &'static str,
    shown: ServerCertificate,
    /// Host in the base URL of the client.
    host: &'static str,
    set: fn(ClientBuilder) -> ClientBuilder,
    expected: Expected,
    requests: usize,
}

fn rows() -> Vec<Row> {
    let bad = || Row {
        name: "",
        shown: ServerCertificate::Server,
        host: "localhost",
        set: |options| options.root_certificate(root()),
        expected: Ok(()),
        requests: 0,
    };
    vec![
        Row { name: "a known root", requests: 1, ..bad() },
        Row {
            name: "an unknown root",
            set: |options| options,
            expected: Err(&[
                "no connection to localhost:",
                "UnknownIssuer",
                "Nothing was sent: this machine does not trust the issuer",
                "`root_certificate`",
                "`ca-certificates`",
            ]),
            ..bad()
        },
        Row {
            name: "a certificate that is over",
            shown: ServerCertificate::Expired,
            expected: Err(&["no connection to localhost:", "has expired or is not valid yet", "clock"]),
            ..bad()
        },
        Row {
            name: "the certificate of another server",
            host: "127.0.0.1",
            expected: Err(&[
                "no connection to 127.0.0.1:",
                "the TLS certificate belongs to another server, not to 127.0.0.1",
            ]),
            ..bad()
        },
        Row {
            name: "a certificate of the client",
            shown: ServerCertificate::ServerOfKnownClients,
            set: |options| options.root_certificate(root()).identity(client()),
            requests: 1,
            ..bad()
        },
        Row {
            name: "no certificate of the client",
            shown: ServerCertificate::ServerOfKnownClients,
            expected: Err(&["requires a client certificate", "`identity`"]),
            ..bad()
        },
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_row_has_the_expected_outcome() {
    let _turn = turn().await;
    for row in rows() {
        let server = Server::start(Some(row.shown), &[], &[]).await;
        let port = server.link.address.port();
        let options = Client::builder().base_url(format!("https://{}:{port}", row.host)).no_proxy();
        let options = options.retry(Retry::new().pauses(Duration::ZERO, Duration::ZERO));
        let client = (row.set)(options).build().expect("the options are good");
        let started = std::time::Instant::now();
        let outcome = Call::Get.make(&client).await;
        let (elapsed, connections) = (started.elapsed(), server.link.connections.count());
        let found = Found { outcome, elapsed, connections, requests: server.requests() };
        // One connection is expected, because the client retries none of these failures.
        found.compare(row.name, row.expected, Duration::ZERO, 1..=1, row.requests).unwrap();
    }
}

#[test]
fn invalid_certificates() {
    type Set = fn(ClientBuilder) -> ClientBuilder;
    let cases: [(&str, Set); 6] = [
        ("root_certificate", |options| options.root_certificate("")),
        ("root_certificate", |options| options.root_certificate("hunter2")),
        ("root_certificate", |options| {
            options.root_certificate("-----BEGIN CERTIFICATE-----\naHVudGVyMg==\n-----END CERTIFICATE-----\n")
        }),
        ("identity", |options| options.identity("hunter2")),
        ("identity", |options| options.identity(root())),
        // The private key in this text belongs to another certificate.
        ("identity", |options| {
            let (one, other) = (client(), client());
            let key = other.find("-----BEGIN PRIVATE").expect("there is a key");
            options.identity(one.split("-----BEGIN PRIVATE").next().unwrap_or_default().to_owned() + &other[key..])
        }),
    ];
    for (index, (argument, set)) in cases.into_iter().enumerate() {
        let error = set(Client::builder().no_proxy()).build().expect_err("it is no certificate");
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == argument), "{index}: {error:?}");
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
}

/// Options such as `proxy` have no effect on an HTTP client that the caller has already built. So `build` returns an error.
#[cfg(feature = "rustls")]
#[test]
fn options_beside_a_finished_http_client() {
    let given = || Client::builder().http_client(vc_api::reqwest::Client::new());
    type Set = fn(ClientBuilder) -> ClientBuilder;
    let cases: [(&str, Set); 7] = [
        ("connect_timeout", |options| options.connect_timeout(Duration::from_secs(1))),
        ("keep_alive", |options| options.keep_alive(Duration::from_secs(1))),
        ("proxy", |options| options.proxy("http://proxy.example")),
        ("no_proxy", ClientBuilder::no_proxy),
        ("root_certificate", |options| options.root_certificate(root())),
        ("identity", |options| options.identity(client())),
        ("http_client_builder", |options| options.http_client_builder(vc_api::reqwest::Client::builder)),
    ];
    for (argument, set) in cases {
        let error = set(given()).build().expect_err("it has no effect");
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == argument), "{error:?}");
    }
    given().build().expect("nothing is set");
}

/// The program provides a builder for the HTTP client, but no crypto provider. reqwest would panic, so the client returns an
/// error before it uses the builder.
#[cfg(all(feature = "rustls-ring", not(feature = "rustls")))]
#[test]
fn a_builder_of_the_caller_needs_a_provider() {
    let options = Client::builder().no_proxy().http_client_builder(vc_api::reqwest::Client::builder);
    let error = options.build().expect_err("there is no provider");
    assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "http_client_builder"), "{error:?}");
    assert!(error.to_string().contains("`rustls-ring`"), "{error}");
}
