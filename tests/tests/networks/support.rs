//! Rows of the tables in the network tests, and functions that make the calls of the rows.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Mutex, MutexGuard, Semaphore};
use tokio::task::JoinSet;
use vc_api::{Client, ClientBuilder, Error, Retry, Tenant, reqwest};

use crate::certificates::{ServerCertificate, root};
use crate::link::LinkState;
use crate::server::{Act, Server};

/// HTTP version for the requests, with or without TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HttpVariant {
    Http1,
    Http2,
    Tls1,
    Tls2,
}

pub(crate) const ALL: &[HttpVariant] = &[HttpVariant::Http1, HttpVariant::Http2, HttpVariant::Tls1, HttpVariant::Tls2];

impl HttpVariant {
    pub(crate) fn tls(self) -> Option<ServerCertificate> {
        matches!(self, Self::Tls1 | Self::Tls2).then_some(ServerCertificate::Server)
    }

    /// Returns the builder of an HTTP client that uses this HTTP version.
    pub(crate) fn http(self) -> reqwest::ClientBuilder {
        match self {
            Self::Http1 | Self::Tls2 => reqwest::Client::builder(),
            Self::Http2 => reqwest::Client::builder().http2_prior_knowledge(),
            Self::Tls1 => reqwest::Client::builder().http1_only(),
        }
    }

    pub(crate) fn url(self, port: u16) -> String {
        format!("{}://localhost:{port}", if self.tls().is_some() { "https" } else { "http" })
    }
}

/// Timeout of an attempt in tests that wait for this timeout. It is short, to keep these tests fast.
pub(crate) const SHORT_TIMEOUT: Duration = Duration::from_millis(700);
pub(crate) const KEEP_ALIVE: Duration = Duration::from_millis(900);
/// Time that a call may take beyond its expected duration, because the machine may be busy.
pub(crate) const SLACK: Duration = Duration::from_millis(1500);

/// Timeout of an attempt, for tests that do not wait for a timeout. The timeout is long enough for a busy machine.
pub(crate) const LONG_TIMEOUT: Duration = Duration::from_secs(8);

/// Returns the options of a client that sends requests over an [`HttpVariant`] to a port of this machine.
pub(crate) fn options(variant: HttpVariant, port: u16) -> ClientBuilder {
    let options = Client::builder()
        .base_url(variant.url(port))
        .timeout(Duration::from_secs(30))
        .attempt_timeout(LONG_TIMEOUT)
        .connect_timeout(LONG_TIMEOUT)
        .retry(Retry::new().pauses(Duration::from_millis(2), Duration::from_millis(8)))
        .no_proxy();
    let options = match variant {
        HttpVariant::Http1 | HttpVariant::Tls2 => options,
        HttpVariant::Http2 | HttpVariant::Tls1 => options.http_client_builder(move || variant.http()),
    };
    if variant.tls().is_some() { options.root_certificate(root()) } else { options }
}

/// Takes the lock that all tests of this program share. With the lock, tests that measure time run one after the other.
pub(crate) async fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::const_new(());
    TURN.lock().await
}

/// Call that a test makes for one row of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    /// Idempotent call, which reads a room.
    Get,
    /// Creation of a room, a call that is not idempotent.
    Create,
}

impl Call {
    pub(crate) async fn make(self, client: &Client) -> Result<(), Error> {
        let org = client.session::<Tenant>("t-hunter2");
        match self {
            Self::Get => org.rooms().get("omm_1").await.map(drop),
            Self::Create => org.rooms().create("Atlantis", 10, "omb_1").await.map(drop),
        }
    }
}

/// Expected result of a call: success, or texts that the report of the error contains.
pub(crate) type Expected = Result<(), &'static [&'static str]>;

/// Row of a table: the behaviour of the network, the call, and the expected outcome.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) variants: &'static [HttpVariant],
    /// Initial states of the first connections, in the order of the connections. Later connections have the state `Good`.
    pub(crate) begin: &'static [LinkState],
    /// Actions of the server for the first requests, in order. The server responds to all later requests with a room.
    pub(crate) acts: &'static [Act],
    pub(crate) call: Call,
    pub(crate) set: fn(ClientBuilder) -> ClientBuilder,
    pub(crate) expected: Expected,
    pub(crate) within: Duration,
    pub(crate) connections: usize,
    pub(crate) requests: usize,
}

pub(crate) const GOOD: Row = Row {
    name: "good",
    variants: ALL,
    begin: &[],
    acts: &[],
    call: Call::Get,
    set: |options| options,
    expected: Ok(()),
    within: Duration::ZERO,
    connections: 1,
    requests: 1,
};

impl Row {
    /// Returns the maximum number of retries that may open another connection although no connection broke. An HTTP/1
    /// connection becomes free only some time after its response has ended, and a retry may begin before that time.
    fn early_retries(&self, variant: HttpVariant) -> usize {
        if matches!(variant, HttpVariant::Http2 | HttpVariant::Tls2) {
            return 0;
        }
        let retried = self.acts.iter().take(self.requests.saturating_sub(1));
        retried.filter(|act| matches!(act, Act::Page(..))).count()
    }
}

/// Makes the call of each row once over each [`HttpVariant`] of the row. Up to six calls run concurrently.
pub(crate) async fn check(rows: Vec<Row>) {
    let mut running = JoinSet::new();
    // The limit is six, because more concurrent calls would slow each other down.
    let places = Arc::new(Semaphore::new(6));
    for row in rows {
        for variant in row.variants {
            let (row, places) = (row.clone(), Arc::clone(&places));
            running.spawn(async move {
                let _place = places.acquire_owned().await;
                check_one(row, *variant).await
            });
        }
    }
    let mut wrong: Vec<String> = running.join_all().await.into_iter().filter_map(Result::err).collect();
    wrong.sort();
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

async fn check_one(row: Row, variant: HttpVariant) -> Result<(), String> {
    let server = Server::start(variant.tls(), row.begin, row.acts).await;
    let options = (row.set)(options(variant, server.link.address.port()));
    let client = options.build().expect("the options are good");
    let started = Instant::now();
    let outcome = row.call.make(&client).await;
    let elapsed = started.elapsed();
    let found = Found { outcome, elapsed, connections: server.link.connections.count(), requests: server.requests() };
    let connections = row.connections..=row.connections + row.early_retries(variant);
    found.compare(&format!("{} by {variant:?}", row.name), row.expected, row.within, connections, row.requests)
}

/// Outcome of a call: its result and its duration, and the numbers of connections and requests.
pub(crate) struct Found {
    pub(crate) outcome: Result<(), Error>,
    pub(crate) elapsed: Duration,
    pub(crate) connections: usize,
    pub(crate) requests: usize,
}

impl Found {
    pub(crate) fn compare(
        self,
        name: &str,
        expected: Expected,
        within: Duration,
        connections: RangeInclusive<usize>,
        requests: usize,
    ) -> Result<(), String> {
        let report = self.outcome.as_ref().err().map(|error| error.report().to_string());
        let is_expected = match (&report, expected) {
            (None, Ok(())) => true,
            (Some(report), Err(parts)) => parts.iter().all(|part| report.contains(part)),
            _ => false,
        };
        let limit = within + SLACK;
        let is_counted = connections.contains(&self.connections) && self.requests == requests;
        let is_secret = report.as_ref().is_some_and(|report| report.contains("hunter2"));
        if is_expected && !is_secret && self.elapsed <= limit && is_counted {
            return Ok(());
        }
        let found = report.unwrap_or_else(|| "a response".to_owned());
        Err(format!(
            "{name}: {:?} connections and requests instead of {:?}, {:?} of {limit:?}, expected {expected:?}: {found}",
            (self.connections, self.requests),
            (connections, requests),
            self.elapsed,
        ))
    }
}
