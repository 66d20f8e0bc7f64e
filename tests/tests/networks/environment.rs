//! Effects of the environment of a process: variables that name proxies, and missing root certificates. Each case runs in a
//! separate process, because environment variables apply to a whole process.

use std::process::Command;

use vc_api::{Client, Retry};

use crate::proxy::{Conduct, Proxy};
use crate::server::Server;
use crate::support::{Call, HttpVariant, turn};

/// Environment variable with the base URL. Without this variable, the test `process` makes no call.
const BASE_URL: &str = "VC_TEST_BASE_URL";

const VARIABLES: [&str; 9] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
    "REQUEST_METHOD",
];

/// Makes a call in a new process with the given environment variables, and returns the output of the process.
async fn printed(base_url: &str, variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().expect("it is there"));
    for name in VARIABLES {
        command.env_remove(name);
    }
    command.args(["--exact", "environment::process", "--nocapture"]).env(BASE_URL, base_url);
    command.envs(variables.iter().copied());
    let run = tokio::task::spawn_blocking(move || command.output().expect("it can be run"));
    String::from_utf8_lossy(&run.await.expect("it does not panic").stdout).into_owned()
}

#[tokio::test]
async fn process() {
    let Ok(base_url) = std::env::var(BASE_URL) else { return };
    let options = Client::builder().base_url(base_url).allow_http(true).retry(Retry::none());
    match options.build() {
        Err(error) => println!("not built: {error} {error:?}"),
        Ok(client) => match Call::Get.make(&client).await {
            Ok(()) => println!("a room"),
            Err(error) => println!("failed: {}", error.report()),
        },
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn proxies_of_the_environment() {
    let _turn = turn().await;
    let server = Server::start(None, &[], &[]).await;
    let proxy = Proxy::start(Conduct::Open).await;
    let (here, by) = (server.link.address, format!("http://{}", proxy.address));
    let url = format!("http://localhost:{}", here.port());
    type Set<'a> = &'a [(&'a str, &'a str)];
    let cases: [(&str, Set<'_>, &str, usize); 9] = [
        ("none", &[], "a room", 0),
        ("upper case", &[("HTTP_PROXY", &by)], "a room", 1),
        ("lower case", &[("http_proxy", &by)], "a room", 1),
        ("all", &[("ALL_PROXY", &by)], "a room", 1),
        ("an exception", &[("HTTP_PROXY", &by), ("NO_PROXY", "example.com,localhost")], "a room", 0),
        ("an exception in lower case", &[("ALL_PROXY", &by), ("no_proxy", "localhost")], "a room", 0),
        (
            "no address",
            &[("HTTP_PROXY", "http://user:hunter2@proxy:port")],
            "not built: Client: `HTTP_PROXY` cannot be used",
            0,
        ),
        (
            "an unknown scheme",
            &[("all_proxy", "ftp://user:hunter2@proxy")],
            "not built: Client: `all_proxy` cannot be used",
            0,
        ),
        (
            "a bad variable that is not used here",
            &[("HTTPS_PROXY", " ")],
            "not built: Client: `HTTPS_PROXY` cannot be used",
            0,
        ),
    ];
    let mut asked = 0;
    for (name, variables, expected, by_proxy) in cases {
        let printed = printed(&url, variables).await;
        assert!(printed.contains(expected) && !printed.contains("hunter2"), "{name}: {printed}");
        asked += by_proxy;
        assert_eq!(proxy.asked().len(), asked, "{name}");
    }
}

/// On a machine without certificates, calls without TLS work, and calls with TLS fail with an error about the certificates.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_root_certificates() {
    let _turn = turn().await;
    let nothing = tempfile::tempdir().expect("there is a place");
    let folder = nothing.path().to_str().expect("it is text");
    let variables = [("SSL_CERT_FILE", "/dev/null"), ("SSL_CERT_DIR", folder)];
    let plain = Server::start(None, &[], &[]).await;
    assert!(printed(&HttpVariant::Http1.url(plain.link.address.port()), &variables).await.contains("a room"));

    let encrypted = Server::start(HttpVariant::Tls2.tls(), &[], &[]).await;
    let told = printed(&HttpVariant::Tls2.url(encrypted.link.address.port()), &variables).await;
    let advice = [
        "no connection to localhost:",
        "this machine has no root certificates",
        "`ca-certificates`",
        "`bundled-roots`",
    ];
    assert!(advice.iter().all(|part| told.contains(part)), "{told}");
}
