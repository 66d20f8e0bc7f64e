//! Where calls go, and how.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use crate::error::Error;
use crate::secret::Secret;
use crate::session::Session;
use crate::token::{Bearer, TokenType};

const FEISHU: &str = "https://open.feishu.cn";
const LARK: &str = "https://open.larksuite.com";
const USER_AGENT: &str = concat!("vc-api/", env!("CARGO_PKG_VERSION"));

/// Knows where the platform is and how to reach it; from [`Client::builder`].
///
/// Cheap to clone; all clones share their connections.
#[derive(Clone)]
pub struct Client(Arc<Settings>);

struct Settings {
    http: reqwest::Client,
    base_url: String,
    user_agent: Option<HeaderValue>,
    timeout: Duration,
    read_timeout: Duration,
    answer_limit: usize,
}

impl Client {
    /// Starts with the defaults: Feishu, 30 seconds for a call.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// A session with a token of kind `K` that the caller has obtained.
    ///
    /// The token is given as the platform gave it, without `Bearer`. One that cannot be sent is an
    /// [`Error::InvalidArgument`] of each call.
    ///
    /// ```
    /// # fn main() -> Result<(), vc_api::Error> {
    /// use vc_api::{Client, Tenant};
    ///
    /// let client = Client::builder().lark().build()?;
    /// let org = client.session::<Tenant>("t-…");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn session<K: TokenType>(&self, token: impl Into<Secret>) -> Session<K> {
        Session::new(self.clone(), Bearer::fixed(&token.into()))
    }

    pub(crate) fn base_url(&self) -> &str {
        &self.0.base_url
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.0.http
    }

    pub(crate) fn user_agent(&self) -> Option<&HeaderValue> {
        self.0.user_agent.as_ref()
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.0.timeout
    }

    pub(crate) fn read_timeout(&self) -> Duration {
        self.0.read_timeout
    }

    pub(crate) fn answer_limit(&self) -> usize {
        self.0.answer_limit
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.0.base_url).finish_non_exhaustive()
    }
}

/// Options of a [`Client`]; from [`Client::builder`].
#[must_use]
#[derive(Clone)]
pub struct ClientBuilder {
    base_url: String,
    http: Option<reqwest::Client>,
    user_agent: Option<String>,
    timeout: Duration,
    connect_timeout: Option<Duration>,
    read_timeout: Duration,
    answer_limit: usize,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            base_url: FEISHU.to_owned(),
            http: None,
            user_agent: None,
            timeout: Duration::from_secs(30),
            connect_timeout: None,
            read_timeout: Duration::from_secs(30),
            answer_limit: 64 << 20,
        }
    }
}

impl ClientBuilder {
    /// Calls Feishu, `https://open.feishu.cn`. This is the default.
    pub fn feishu(self) -> Self {
        self.base_url(FEISHU)
    }

    /// Calls Lark, `https://open.larksuite.com`.
    pub fn lark(self) -> Self {
        self.base_url(LARK)
    }

    /// Calls any other address: `http` or `https`, perhaps with a path that all calls are below.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self
    }

    /// Sends by this HTTP client, with its pool, proxies, certificates and redirects.
    ///
    /// Its own timeouts apply beside those set here. Without it the crate makes one that takes proxies from
    /// the environment and follows no redirects.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// How long a call may take in all; of a download, until its first bytes are there. 30 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long making a connection may take. 10 seconds by default.
    ///
    /// Cannot be combined with [`http_client`](Self::http_client), which has a limit of its own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// How long a download may stand still. 30 seconds by default.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout;
        self
    }

    /// How many bytes a JSON answer may have. 64 MiB by default; downloads have no limit.
    pub fn answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = bytes;
        self
    }

    /// What the client calls itself, in the header `User-Agent`. `vc-api/` and the version by default, or what
    /// the client of [`http_client`](Self::http_client) says.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Makes the client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if an option cannot be used, [`Error::Transport`] if TLS or the resolver of
    /// names cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let base_url = base_url(&self.base_url)?;
        let user_agent = match (self.user_agent, &self.http) {
            (Some(text), _) => Some(
                HeaderValue::from_str(&text)
                    .map_err(|_| Error::invalid(None, "user_agent", "no header can hold it"))?,
            ),
            (None, None) => Some(HeaderValue::from_static(USER_AGENT)),
            (None, Some(_)) => None,
        };
        let http = match (self.http, self.connect_timeout) {
            (Some(_), Some(_)) => {
                return Err(Error::invalid(None, "connect_timeout", "set it on the HTTP client that was given"));
            }
            (Some(http), None) => http,
            (None, timeout) => reqwest::Client::builder()
                .connect_timeout(timeout.unwrap_or(Duration::from_secs(10)))
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .map_err(|error| Error::transport("Client::builder", None, error))?,
        };
        Ok(Client(Arc::new(Settings {
            http,
            base_url,
            user_agent,
            timeout: self.timeout,
            read_timeout: self.read_timeout,
            answer_limit: self.answer_limit,
        })))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("answer_limit", &self.answer_limit)
            .finish_non_exhaustive()
    }
}

/// The address without a slash at its end.
fn base_url(text: &str) -> Result<String, Error> {
    let invalid = |reason: &'static str| Err(Error::invalid(None, "base_url", reason));
    let Ok(url) = reqwest::Url::parse(text) else {
        return invalid("it is not a URL such as `https://open.feishu.cn`");
    };
    if !matches!(url.scheme(), "http" | "https") {
        return invalid("it must begin with `https://` or `http://`");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return invalid("it must not hold a name or a password");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return invalid("it must not have a query or a fragment");
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_checked() {
        let bad = [
            "",
            "open.feishu.cn",
            "ftp://open.feishu.cn",
            "https://name:hunter2@open.feishu.cn",
            "https://open.feishu.cn/?a=b",
            "https://open.feishu.cn/#a",
        ];
        for url in bad {
            let error = Client::builder().base_url(url).build().unwrap_err();
            assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "base_url"));
            assert!(!format!("{error} {error:?}").contains("hunter2"));
        }
        assert!(Client::builder().user_agent("a\nb").build().is_err());
        let given = || Client::builder().http_client(reqwest::Client::new());
        assert!(given().build().is_ok());
        assert!(given().connect_timeout(Duration::from_secs(1)).build().is_err());
    }

    #[test]
    fn goes_where_it_is_told() {
        let base_url = |builder: ClientBuilder| builder.build().unwrap().base_url().to_owned();
        assert_eq!(base_url(Client::builder()), "https://open.feishu.cn");
        assert_eq!(base_url(Client::builder().lark()), "https://open.larksuite.com");
        assert_eq!(base_url(Client::builder().lark().feishu()), "https://open.feishu.cn");
        assert_eq!(base_url(Client::builder().base_url("http://[::1]:80/")), "http://[::1]");
    }

    #[test]
    fn is_shared_by_threads() {
        fn shared<T: Send + Sync + Clone + 'static>() {}
        fn sent<T: Send + 'static>() {}
        shared::<Client>();
        shared::<Session<std::cell::Cell<()>>>();
        shared::<crate::request::Request>();
        sent::<crate::download::Download>();
        sent::<crate::transport::Sending<std::rc::Rc<()>>>();
        fn error<T: std::error::Error + Send + Sync + 'static>() {}
        error::<Error>();
        assert!(size_of::<Error>() <= 16);
    }
}
