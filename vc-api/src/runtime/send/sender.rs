//! Sender with the settings and the state that all requests share.

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};

use crate::runtime::error::network_fault::Peer;
#[cfg(feature = "long-connection")]
use crate::runtime::error::types::Error;
use crate::runtime::send::attempt_hook::AttemptHook;
use crate::runtime::send::http::Http;
use crate::runtime::send::pacing::Pacing;
use crate::runtime::send::platform_urls::PlatformUrls;
use crate::runtime::send::retry::Retry;
use crate::runtime::send::retry_budget::RetryBudget;

#[cfg(feature = "long-connection")]
type Upgradable = Box<dyn Fn() -> Result<reqwest::Client, Error> + Send + Sync>;

/// Sender of requests to one site of the platform.
pub(crate) struct Sender {
    pub(crate) http: Arc<Http>,
    /// Function that builds an HTTP client for WebSockets; `None` if the program provides the HTTP client.
    #[cfg(feature = "long-connection")]
    pub(crate) upgradable: Option<Upgradable>,
    pub(crate) base_url: String,
    /// Header `User-Agent`; `None` if the HTTP client sets its own `User-Agent`.
    pub(crate) user_agent: Option<HeaderValue>,
    /// Headers that the program adds to each request.
    pub(crate) headers: HeaderMap,
    pub(crate) hook: Option<Arc<dyn AttemptHook>>,
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) read_timeout: Duration,
    /// Maximum number of bytes of a JSON response.
    pub(crate) response_limit: usize,
    pub(crate) strict_decoding: bool,
    pub(crate) retry: Retry,
    pub(crate) budget: RetryBudget,
    pub(crate) pacing: Option<Pacing>,
    pub(crate) urls: PlatformUrls,
}

/// Maximum duration of a request with a single-use value, such as a refresh token.
const PATIENCE: Duration = Duration::from_secs(60);

impl Sender {
    /// Returns the host of a URL, and the proxy through which the client connects to this host.
    pub(crate) fn peer(&self, url: &reqwest::Url) -> Peer {
        let port = url.port_or_known_default().unwrap_or_default();
        Peer {
            host: url.host_str().map(|host| format!("{host}:{port}")),
            proxy: self.http.proxies.of(url.as_str()),
            has_no_roots: self.http.has_no_roots,
        }
    }

    /// Returns a sender with long timeouts, regardless of the timeouts of the client.
    ///
    /// A request with a single-use value, such as a refresh token, needs long timeouts. If a timeout interrupted the
    /// request, the client would lose the tokens in the response.
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
            pacing: None,
            urls: self.urls.clone(),
        }
    }
}

/// Retry budget for requests with a single-use value, such as a refresh token.
const BUDGET: u32 = 100;

#[cfg(test)]
impl Sender {
    /// Returns a sender of the app `cli_1` with the usual limits.
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
            pacing: None,
            urls: PlatformUrls::of(crate::runtime::send::platform_urls::Platform::Feishu, Some("cli_1".into())),
        })
    }
}
