//! Everything that sending a request needs, whatever call it is of.

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};

use crate::runtime::error::network_fault::Peer;
#[cfg(feature = "long-connection")]
use crate::runtime::error::types::Error;
use crate::runtime::send::attempt_hook::AttemptHook;
use crate::runtime::send::http::Http;
use crate::runtime::send::pacing::Paces;
use crate::runtime::send::platform_urls::PlatformUrls;
use crate::runtime::send::retry::Retry;
use crate::runtime::send::retry_budget::RetryBudget;

#[cfg(feature = "long-connection")]
type Upgradable = Box<dyn Fn() -> Result<reqwest::Client, Error> + Send + Sync>;

/// Sends requests to one site of the platform.
pub(crate) struct Sender {
    pub(crate) http: Arc<Http>,
    /// Makes an HTTP client whose connections can become WebSockets; `None` if the HTTP client was given.
    #[cfg(feature = "long-connection")]
    pub(crate) upgradable: Option<Upgradable>,
    pub(crate) base_url: String,
    /// `None` if the HTTP client has its own.
    pub(crate) user_agent: Option<HeaderValue>,
    /// Those that the program adds to each request.
    pub(crate) headers: HeaderMap,
    pub(crate) hook: Option<Arc<dyn AttemptHook>>,
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) read_timeout: Duration,
    /// Bytes that a JSON response may have.
    pub(crate) response_limit: usize,
    pub(crate) strict_decoding: bool,
    pub(crate) retry: Retry,
    pub(crate) budget: RetryBudget,
    pub(crate) paces: Option<Paces>,
    pub(crate) urls: PlatformUrls,
}

/// Longest time that a request may take which spends what works once.
const PATIENCE: Duration = Duration::from_secs(60);

impl Sender {
    /// Returns what is on the other side of a connection for that address.
    pub(crate) fn peer(&self, url: &reqwest::Url) -> Peer {
        let port = url.port_or_known_default().unwrap_or_default();
        Peer {
            host: url.host_str().map(|host| format!("{host}:{port}")),
            proxy: self.http.proxies.of(url.as_str()),
            has_no_roots: self.http.has_no_roots,
        }
    }

    /// Returns a sender for requests that spend what works once, such as a refresh token.
    ///
    /// A response that is cut off loses what it gives. So each request has one long attempt, whatever limits calls have.
    pub(crate) fn patient(&self) -> Self {
        Self {
            http: Arc::clone(&self.http),
            #[cfg(feature = "long-connection")]
            upgradable: None,
            base_url: self.base_url.clone(),
            user_agent: self.user_agent.clone(),
            headers: self.headers.clone(),
            hook: self.hook.clone(),
            timeout: PATIENCE,
            attempt_timeout: PATIENCE,
            read_timeout: PATIENCE,
            response_limit: self.response_limit,
            strict_decoding: self.strict_decoding,
            retry: Retry::new(),
            budget: RetryBudget::new(BUDGET),
            paces: None,
            urls: self.urls.clone(),
        }
    }
}

/// Retries of such requests.
const BUDGET: u32 = 100;

#[cfg(test)]
impl Sender {
    /// A sender of the app `cli_1` with the usual limits.
    pub(crate) fn sample(base_url: &str) -> Arc<Self> {
        Arc::new(Self {
            http: Arc::new(Http::given(reqwest::Client::new())),
            #[cfg(feature = "long-connection")]
            upgradable: None,
            base_url: base_url.to_owned(),
            user_agent: None,
            headers: HeaderMap::new(),
            hook: None,
            timeout: Duration::from_secs(90),
            attempt_timeout: Duration::from_secs(30),
            read_timeout: Duration::from_secs(30),
            response_limit: 1 << 20,
            strict_decoding: false,
            retry: Retry::new(),
            budget: RetryBudget::new(100),
            paces: None,
            urls: PlatformUrls::of(crate::runtime::send::platform_urls::Platform::Feishu, Some("cli_1".into())),
        })
    }
}
