//! Host names that cannot be resolved, for some time or permanently.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use vc_api::reqwest::dns::{Addrs, Name, Resolve, Resolving};
use vc_api::{Client, Retry};
use vc_tests::raw_server::nobody;

use crate::server::Server;
use crate::support::{ALL, Call, Expected, Found, options, turn};

/// Resolver whose first `failures` lookups fail. Each further lookup returns the address.
struct Resolver {
    address: SocketAddr,
    failures: usize,
    asked: AtomicUsize,
}

impl Resolve for Resolver {
    fn resolve(&self, _: Name) -> Resolving {
        let fails = self.asked.fetch_add(1, Ordering::Relaxed) < self.failures;
        let address = self.address;
        Box::pin(async move {
            match fails {
                true => Err("no such name".into()),
                false => Ok(Box::new([address].into_iter()) as Addrs),
            }
        })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_case_has_the_expected_outcome() {
    let _turn = turn().await;
    let cases: [(usize, Call, Expected, usize, usize); 4] = [
        (0, Call::Get, Ok(()), 1, 1),
        (2, Call::Get, Ok(()), 3, 1),
        // The client has sent nothing yet, so it may retry a call that is not idempotent.
        (2, Call::Create, Ok(()), 3, 1),
        (9, Call::Get, Err(&["no connection to localhost:", "no such name", "Nothing was sent"]), 4, 0),
    ];
    for variant in ALL {
        for (failures, call, expected, asked, requests) in cases {
            let server = Server::start(variant.tls(), &[], &[]).await;
            let address = server.link.address;
            let resolver = Arc::new(Resolver { address, failures, asked: AtomicUsize::new(0) });
            let given = Arc::clone(&resolver);
            let options = options(*variant, address.port())
                .http_client_builder(move || variant.http().dns_resolver(Arc::clone(&given)));
            let client = options.build().expect("the options are good");
            let started = Instant::now();
            let outcome = call.make(&client).await;
            let connections = resolver.asked.load(Ordering::Relaxed);
            let found = Found { outcome, elapsed: started.elapsed(), connections, requests: server.requests() };
            let name = format!("{failures} failures, {variant:?}");
            found.compare(&name, expected, Duration::ZERO, asked..=asked, requests).unwrap();
        }
    }
}

#[tokio::test]
async fn no_listener_at_the_port() {
    let _turn = turn().await;
    let (_kept, url) = nobody();
    let client = Client::builder().base_url(&url).no_proxy().retry(Retry::new().pauses(Duration::ZERO, Duration::ZERO));
    let client = client.build().expect("the options are good");
    let error = Call::Create.make(&client).await.expect_err("there is nobody");
    let vc_api::Error::Transport(transport) = &error else { panic!("another error: {error:?}") };
    assert_eq!((transport.host(), transport.proxy()), (url.strip_prefix("http://"), None));
    assert!(error.is_transient() && !error.may_have_acted());
}
