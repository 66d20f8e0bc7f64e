//! HTTP and SOCKS proxies between the client and the platform.

use std::time::{Duration, Instant};

use vc_api::{Client, Error};

use crate::proxy::{Conduct, Proxy};
use crate::server::Server;
use crate::support::{Call, Expected, Found, HttpVariant, SHORT_TIMEOUT, options, turn};

/// Row of the table: a proxy, and the expected outcome.
struct Row {
    name: &'static str,
    variant: HttpVariant,
    conduct: Conduct,
    /// URL of the proxy. The text `PROXY` stands for the host and the port.
    proxy: &'static str,
    expected: Expected,
    within: Duration,
    /// Expected number of requests to the proxy.
    asked: usize,
    requests: usize,
}

fn rows() -> Vec<Row> {
    let good = || Row {
        name: "a request by a proxy",
        variant: HttpVariant::Http1,
        conduct: Conduct::Open,
        proxy: "http://PROXY",
        expected: Ok(()),
        within: Duration::ZERO,
        asked: 1,
        requests: 1,
    };
    let tunnel = || Row { name: "a tunnel by a proxy", variant: HttpVariant::Tls2, ..good() };
    let login: Expected = Err(&["requires a user and a password", "`proxy`"]);
    let refused = || Row { expected: login, requests: 0, ..good() };
    vec![
        good(),
        tunnel(),
        Row { name: "a tunnel for HTTP/1.1", variant: HttpVariant::Tls1, ..tunnel() },
        Row { name: "a login", conduct: Conduct::Guarded, proxy: "http://user:hunter2@PROXY", ..good() },
        Row { name: "a login for a tunnel", conduct: Conduct::Guarded, proxy: "http://user:hunter2@PROXY", ..tunnel() },
        Row { name: "no login", conduct: Conduct::Guarded, ..refused() },
        Row { name: "no login for a tunnel", variant: HttpVariant::Tls2, conduct: Conduct::Guarded, ..refused() },
        Row {
            name: "a wrong login for a tunnel",
            variant: HttpVariant::Tls2,
            conduct: Conduct::Guarded,
            proxy: "http://user:hunter22@PROXY",
            ..refused()
        },
        Row {
            name: "a proxy that does not connect",
            variant: HttpVariant::Tls2,
            conduct: Conduct::Page(502),
            expected: Err(&[
                "no connection to localhost:",
                " through the proxy http://127.0.0.1:",
                "the proxy does not connect to localhost:",
            ]),
            asked: 4,
            ..refused()
        },
        Row {
            name: "a silent proxy",
            variant: HttpVariant::Tls2,
            conduct: Conduct::Silent,
            expected: Err(&["no connection to localhost:", " through the proxy http://127.0.0.1:", "Nothing was sent"]),
            within: 4 * SHORT_TIMEOUT,
            asked: 4,
            ..refused()
        },
        Row { name: "SOCKS", proxy: "socks5h://PROXY", ..good() },
        Row { name: "SOCKS, with the name resolved here", proxy: "socks5://PROXY", ..good() },
        Row { name: "SOCKS for TLS", proxy: "socks5h://PROXY", ..tunnel() },
        Row {
            name: "SOCKS with a login",
            conduct: Conduct::Guarded,
            proxy: "socks5h://user:hunter2@PROXY",
            ..tunnel()
        },
        Row {
            name: "SOCKS with a wrong login",
            conduct: Conduct::Guarded,
            proxy: "socks5h://user:hunter22@PROXY",
            ..refused()
        },
        Row { name: "SOCKS without a login", conduct: Conduct::Guarded, proxy: "socks5h://PROXY", ..refused() },
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_row_has_the_expected_outcome() {
    let _turn = turn().await;
    for row in rows() {
        let server = Server::start(row.variant.tls(), &[], &[]).await;
        let proxy = Proxy::start(row.conduct).await;
        let options = options(row.variant, server.link.address.port())
            .proxy(row.proxy.replace("PROXY", &proxy.address.to_string()));
        let options = if row.conduct == Conduct::Silent { options.connect_timeout(SHORT_TIMEOUT) } else { options };
        assert!(!format!("{options:?}").contains("hunter2"));
        let client = options.build().expect("the options are good");
        let started = Instant::now();
        let outcome = Call::Get.make(&client).await;
        let (elapsed, connections) = (started.elapsed(), proxy.asked().len());
        let found = Found { outcome, elapsed, connections, requests: server.requests() };
        found.compare(row.name, row.expected, row.within, row.asked..=row.asked, row.requests).unwrap();
    }
}

#[tokio::test]
async fn a_refused_login_is_not_repeated() {
    let _turn = turn().await;
    let proxy = Proxy::start(Conduct::Guarded).await;
    let options = options(HttpVariant::Tls2, 1).proxy(format!("http://{}", proxy.address)).retry_budget(1);
    let client = options.build().expect("the options are good");
    for sent in 1..=3 {
        let error = Call::Create.make(&client).await.expect_err("the proxy refuses it");
        assert!(!error.is_transient() && !error.may_have_acted(), "{error:?}");
        assert_eq!(proxy.asked().len(), sent);
    }
}

#[test]
fn invalid_addresses() {
    for url in [
        "",
        "ftp://user:hunter2@proxy.example",
        "http://user:hunt#er2@proxy.example",
        "http://user:p@hunter2@proxy.example",
        "http://proxy.example:port",
    ] {
        let error = Client::builder().proxy(url).build().expect_err("it is no proxy");
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "proxy"), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("hunt"), "{error:?}");
    }
}
