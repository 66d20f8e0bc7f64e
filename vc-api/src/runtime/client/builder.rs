//! Options of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use crate::runtime::auth::app_secret::AppSecret;
use crate::runtime::auth::secret_provider::AppSecretProvider;
use crate::runtime::auth::token_manager::{App, NO_APP, TokenManager};
use crate::runtime::client::address::site;
use crate::runtime::client::handle::Client;
use crate::runtime::client::http_options::{CONNECT_TIMEOUT, HttpOptions, KEEP_ALIVE, ProxyChoice};
use crate::runtime::client::usage::Usage;
use crate::runtime::error::types::Error;
use crate::runtime::operation::token_type::AppType;
use crate::runtime::send::attempt_hook::AttemptHook;
use crate::runtime::send::extra_headers::ExtraHeaders;
use crate::runtime::send::http::Http;
use crate::runtime::send::pacing::Paces;
use crate::runtime::send::platform_urls::{Platform, PlatformUrls};
use crate::runtime::send::retry::Retry;
use crate::runtime::send::retry_budget::RetryBudget;
use crate::runtime::send::sender::Sender;
use crate::runtime::store::token_store::{MemoryStore, TokenStore};
use crate::runtime::wire::secret::Secret;

const USER_AGENT: &str = concat!("vc-api/", env!("CARGO_PKG_VERSION"));

impl Client {
    /// Starts with the defaults: Feishu, no app, 90 seconds for a call.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Returns an HTTP client whose connections can become WebSockets, which those of HTTP/2 cannot.
    #[cfg(feature = "long-connection")]
    pub(crate) fn upgradable_http(&self) -> Result<reqwest::Client, Error> {
        match &self.sender().upgradable {
            Some(make) => make(),
            None => Ok(self.sender().http.pool().client.clone()),
        }
    }
}

/// Options of a [`Client`]; from [`Client::builder`].
#[must_use]
#[derive(Clone)]
pub struct ClientBuilder {
    platform: Platform,
    base_url: Option<String>,
    accounts_url: Option<String>,
    console_url: Option<String>,
    allow_http: bool,
    app: Option<App>,
    secret_provider: Option<AppSecret>,
    store: Option<Arc<dyn TokenStore>>,
    http: Option<reqwest::Client>,
    http_options: HttpOptions,
    user_agent: Option<String>,
    headers: ExtraHeaders,
    hook: Option<Arc<dyn AttemptHook>>,
    timeout: Duration,
    attempt_timeout: Duration,
    read_timeout: Duration,
    response_limit: usize,
    strict_decoding: bool,
    retry: Retry,
    retry_budget: u32,
    pacing: bool,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            platform: Platform::Feishu,
            base_url: None,
            accounts_url: None,
            console_url: None,
            allow_http: false,
            app: None,
            secret_provider: None,
            store: None,
            http: None,
            http_options: HttpOptions::default(),
            user_agent: None,
            headers: ExtraHeaders::default(),
            hook: None,
            timeout: Duration::from_secs(90),
            attempt_timeout: Duration::from_secs(20),
            read_timeout: Duration::from_secs(30),
            response_limit: 64 << 20,
            strict_decoding: false,
            retry: Retry::default(),
            retry_budget: 100,
            pacing: false,
        }
    }
}

impl ClientBuilder {
    /// Calls Feishu, `https://open.feishu.cn`. This is the default.
    pub fn feishu(mut self) -> Self {
        self.platform = Platform::Feishu;
        self
    }

    /// Calls Lark, `https://open.larksuite.com`.
    pub fn lark(mut self) -> Self {
        self.platform = Platform::Lark;
        self
    }

    /// The custom app as which the client obtains its tokens, by the id and the secret that the developer console shows.
    ///
    /// [`Client::tenant`] then gives a session in which the app acts for itself, [`Client::login`] lets users log in.
    pub fn app(self, id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.any_app(AppType::Custom, id.into(), secret.into())
    }

    /// The store app as which the client obtains its tokens, by the id and the secret that the developer console shows.
    ///
    /// [`Client::tenant_of`] then gives a session in which the app acts for itself in a tenant.
    pub fn store_app(self, id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.any_app(AppType::Store, id.into(), secret.into())
    }

    fn any_app(mut self, kind: AppType, id: String, secret: Secret) -> Self {
        self.app = Some(App { kind, id: id.into(), secret: AppSecret::Given(secret) });
        self
    }

    /// Takes the app secret from a provider, in the place of the one that was given with the app. It is asked anew when the
    /// platform refuses the secret, so that a rotation needs no restart. The client needs [`app`](Self::app) or
    /// [`store_app`](Self::store_app) too.
    pub fn app_secret_provider(mut self, provider: impl AppSecretProvider) -> Self {
        self.secret_provider = Some(AppSecret::provided(provider));
        self
    }

    /// Where tokens, logins and app tickets are kept. In the memory of this process by default.
    pub fn token_store(mut self, store: impl TokenStore) -> Self {
        self.store = Some(Arc::new(store));
        self
    }

    /// Calls another address than that of the platform: `https`, perhaps with a path that all calls are below.
    ///
    /// A client with such an address knows the pages for people only if it is told them: see
    /// [`accounts_url`](Self::accounts_url) and [`console_url`](Self::console_url).
    ///
    /// An address of this machine may be `http`: that of `localhost` or of a name below it, `127.0.0.0/8`, `[::1]`. For
    /// others see [`allow_http`](Self::allow_http).
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets where users log in: `https`, perhaps with a path.
    ///
    /// By default it is `https://accounts.feishu.cn` for calls to `open.feishu.cn`, and
    /// `https://accounts.larksuite.com` for calls to `open.larksuite.com`. With a [`base_url`](Self::base_url) of another
    /// host a login cannot begin without this option: users would log in on a site that does not know them.
    pub fn accounts_url(mut self, url: impl Into<String>) -> Self {
        self.accounts_url = Some(url.into());
        self
    }

    /// Sets where the developer console is, which errors name: `https`, perhaps with a path.
    ///
    /// By default it is that of Feishu or Lark.
    pub fn console_url(mut self, url: impl Into<String>) -> Self {
        self.console_url = Some(url.into());
        self
    }

    /// Allows a [`base_url`](Self::base_url) of another machine to be `http`. Off by default.
    ///
    /// The app secret, the tokens and all responses then travel in the clear: whoever is on the way can read and change
    /// them.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Makes the HTTP client from what this function gives, such as a resolver of names or a local address.
    ///
    /// The client adds its own settings: [`connect_timeout`](Self::connect_timeout), [`keep_alive`](Self::keep_alive), no
    /// redirects, and if they are set, [`proxy`](Self::proxy) and certificates. It calls the function again for the
    /// connections of HTTP/1.1 that become long connections, and when it leaves a connection that does not respond.
    ///
    /// [`no_proxy`](Self::no_proxy) of this builder ignores the variables that name proxies. Otherwise
    /// [`build`](Self::build) fails if one of them cannot be read, also when the function sets a proxy.
    ///
    /// ```
    /// # fn main() -> Result<(), vc_api::Error> {
    /// use vc_api::{Client, reqwest};
    ///
    /// let http = || reqwest::Client::builder().local_address(std::net::IpAddr::from([0, 0, 0, 0]));
    /// let client = Client::builder().http_client_builder(http).build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// With `rustls-ring` as the only feature of TLS, the program must have made a crypto provider of rustls the default of
    /// the process (`CryptoProvider::install_default`).
    ///
    /// Cannot be combined with [`http_client`](Self::http_client).
    pub fn http_client_builder(mut self, builder: impl Fn() -> reqwest::ClientBuilder + Send + Sync + 'static) -> Self {
        self.http_options.base = Some(Arc::new(builder));
        self
    }

    /// Sends by this HTTP client, with its pool, proxies and certificates.
    ///
    /// Prefer [`http_client_builder`](Self::http_client_builder): the client cannot change what was built. It needs these
    /// settings:
    ///
    /// - No redirects: `.redirect(reqwest::redirect::Policy::none())`. The platform does not redirect calls, and where one
    ///   is redirected to learns at least its path and query. The client never sends the app secret, the code of a login or
    ///   a refresh token to where a redirect leads. A call that changes something fails when it was redirected; one that
    ///   only reads gives the response that it was led to, if the policy allows that.
    /// - Pings: `http2_keep_alive_interval`, `http2_keep_alive_timeout` and `http2_keep_alive_while_idle(true)`. Without
    ///   them one dead connection of HTTP/2 fails all calls, for as long as there are calls.
    /// - A limit for making a connection: `connect_timeout`.
    /// - No limit of a whole request below a minute. The `timeout` of the HTTP client would cut the renewal of a login, and
    ///   the login could be lost.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use std::time::Duration;
    ///
    /// use vc_api::{Client, reqwest};
    ///
    /// let http = reqwest::Client::builder()
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .connect_timeout(Duration::from_secs(10))
    ///     .http2_keep_alive_interval(Duration::from_secs(5))
    ///     .http2_keep_alive_timeout(Duration::from_secs(10))
    ///     .http2_keep_alive_while_idle(true)
    ///     .build()?;
    /// let client = Client::builder().http_client(http).build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Its own timeouts apply beside those set here.
    ///
    /// To receive events by long connection (feature `long-connection`), it must speak HTTP/1.1 to the platform, by
    /// `http1_only()` of its builder: a connection of HTTP/2 cannot become a WebSocket.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// Sends all calls by this proxy, and long connections too: `http://`, `https://`, or with the feature `socks`
    /// `socks5h://`, `socks5://`, `socks4a://` or `socks4://`.
    ///
    /// The address may hold a user and a password, percent-encoded: `http://user:p%23ss@proxy.example:3128`. Hosts of the
    /// variable `NO_PROXY` are called directly.
    ///
    /// By default the client takes proxies from the variables `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in
    /// upper or lower case, and from the settings of macOS and Windows.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.http_options.proxy = ProxyChoice::One(url.into());
        self
    }

    /// Uses no proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.http_options.proxy = ProxyChoice::None;
        self
    }

    /// Trusts servers with a certificate of these issuers too: one or more certificates in PEM, such as that of a private
    /// deployment or of a proxy that reads TLS. Feature `rustls`, `rustls-ring` or `native-tls`.
    #[cfg(feature = "__tls")]
    #[cfg_attr(docsrs, doc(cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))))]
    pub fn root_certificate(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.http_options.certificates.roots.push(pem.as_ref().into());
        self
    }

    /// Shows this certificate to servers that ask for one (mTLS): the certificate, those between it and its root, and its
    /// private key, in PEM. Feature `rustls`, `rustls-ring` or `native-tls`; the last needs the key as PKCS #8.
    #[cfg(feature = "__tls")]
    #[cfg_attr(docsrs, doc(cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))))]
    pub fn identity(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.http_options.certificates.identity = Some(Arc::new(pem.as_ref().to_vec().into()));
        self
    }

    /// How long a call may take in all, with waiting for its token, for a rate limit and between attempts; of a download,
    /// until its first bytes are there. 90 seconds by default: the rate limits of most operations are counted by the
    /// minute, so that a call that was too much can wait for the next one.
    ///
    /// An attempt is made only if more than a tenth of the shorter of this and [`attempt_timeout`](Self::attempt_timeout)
    /// is left for it, but never more than a second. Otherwise the call ends before, with the error of its last attempt,
    /// such as [`Error::RateLimited`]; one that waited for its token alone ends as an [`Error::Timeout`] that nothing was
    /// sent.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long one attempt may take, so that a server that hangs leaves time for others. 20 seconds by default: four
    /// attempts and the pauses between them end within the 90 seconds of a call.
    ///
    /// An attempt that runs out leaves its connection, unless other responses came by it meanwhile. The next attempt uses
    /// another connection.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// How long making a connection may take. 10 seconds by default.
    ///
    /// Cannot be combined with [`http_client`](Self::http_client), which has a limit of its own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.http_options.connect_timeout = Some(timeout);
        self
    }

    /// How long a connection may give no sign of life before it is closed, in use or idle. 15 seconds by default.
    ///
    /// The client asks for a sign after a third of that time: by pings of HTTP/2, and by probes of TCP, which count whole
    /// seconds. A server that works on a slow call answers both. Zero switches this off.
    ///
    /// Cannot be combined with [`http_client`](Self::http_client), which has settings of its own.
    pub fn keep_alive(mut self, limit: Duration) -> Self {
        self.http_options.keep_alive = Some(limit);
        self
    }

    /// How long a response or a download may stand still once it has begun. 30 seconds by default.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout;
        self
    }

    /// How many bytes a JSON response may have. 64 MiB by default; downloads have no limit.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Makes a value of a wrong type an error of the whole response or event. Off by default.
    ///
    /// By default, an optional field of a wrong type is absent and an element of a wrong type is left out of its list;
    /// [`Metadata::skipped`](crate::Metadata::skipped) and one message of the log, at WARN, tell where. A required field
    /// that is missing or of a wrong type is always an error.
    ///
    /// The error comes after the platform acted on the call. The option also holds for events that are received with
    /// [`Events::client`](crate::Events::client): one with a value of a wrong type is an
    /// [`Event::Other`](crate::Event::Other).
    pub fn strict_decoding(mut self, strict: bool) -> Self {
        self.strict_decoding = strict;
        self
    }

    /// How often a call is sent again, and after what pauses. [`Retry`] tells the defaults and when that is done.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// How many retries the client can afford beyond those that it earns: each call that succeeds at once earns a tenth
    /// of one. 100 by default.
    ///
    /// So when the platform is in trouble, it gets a tenth more calls than usual in the long run, not four times as many.
    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.retry_budget = retries;
        self
    }

    /// Keeps each operation under the rate limit that the platform states for it, so that a job of many calls never goes
    /// too fast. Off by default.
    ///
    /// Calls wait for their turn before they are sent; that time does not count as [`timeout`](Self::timeout). The
    /// platform counts for each app and tenant, and so does the client; other programs that call as the same app are not
    /// known to it.
    pub fn pacing(mut self, pacing: bool) -> Self {
        self.pacing = pacing;
        self
    }

    /// What the client calls itself, in the header `User-Agent`. `vc-api/` and the version by default, or what
    /// the client of [`http_client`](Self::http_client) says.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Adds a header to each request to the base URL, such as the key of a gateway. A second one of that name replaces the
    /// first; [`CallOptions::header`](crate::CallOptions::header) replaces it for one call.
    ///
    /// Requests for tokens and for the address of a long connection have it too, but not the connection itself, which goes to
    /// another host. Neither logs nor `Debug` print its value. In errors it is hidden where a peer sends it back, unless it
    /// is shorter than four letters or the header is one by which calls are followed: `X-Request-Id`, `traceparent`,
    /// `tracestate`. An HTTP client that follows redirects takes it along; see [`http_client`](Self::http_client).
    ///
    /// A header of the client itself is an [`Error::InvalidArgument`] of [`build`](Self::build): `Authorization`,
    /// `Content-Type`, `Content-Length`, `Host`, `Connection`, `Transfer-Encoding` and others of the connection, `Range`,
    /// `Accept-Encoding`, `User-Agent`, for which see [`user_agent`](Self::user_agent).
    ///
    /// ```
    /// # fn main() -> Result<(), vc_api::Error> {
    /// let client = vc_api::Client::builder().header("X-Gateway-Key", "secret").build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn header(mut self, name: impl AsRef<str>, value: impl Into<Secret>) -> Self {
        self.headers.add(name.as_ref(), value.into());
        self
    }

    /// Has a hook of the program run around each attempt of a call; see [`AttemptHook`]. None by default.
    pub fn hook(mut self, hook: impl AttemptHook) -> Self {
        self.hook = Some(Arc::new(hook));
        self
    }

    /// Makes the client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if an option cannot be used, or a variable of the environment that names a proxy cannot be
    /// read. [`Error::Transport`] if TLS or the resolver of names cannot be set up.
    pub fn build(mut self) -> Result<Client, Error> {
        if let Some(provider) = self.secret_provider.take() {
            match &mut self.app {
                Some(app) => app.secret = provider,
                None => return Err(Error::invalid(None, "app_secret_provider", NO_APP)),
            }
        }
        let site = |argument, url: &str| site(argument, url, self.allow_http);
        let base_url = site("base_url", self.base_url.as_deref().unwrap_or(self.platform.open()))?;
        let called = if self.base_url.is_some() { Platform::at(&base_url) } else { Some(self.platform) };
        let accounts = match (&self.accounts_url, called) {
            (Some(url), _) => Some(site("accounts_url", url)?.into()),
            (None, platform) => platform.map(|platform| platform.accounts().into()),
        };
        let console = match &self.console_url {
            Some(url) => site("console_url", url)?,
            None => called.unwrap_or(self.platform).open().to_owned(),
        };
        for (argument, empty) in [
            ("app_id", self.app.as_ref().is_some_and(|app| app.id.is_empty())),
            ("app_secret", self.app.as_ref().is_some_and(|app| app.secret.is_empty())),
        ] {
            if empty {
                return Err(Error::invalid(None, argument, "it is empty"));
            }
        }
        let user_agent = match (self.user_agent, &self.http) {
            (Some(text), _) => Some(
                HeaderValue::from_str(&text)
                    .map_err(|_| Error::invalid(None, "user_agent", "no header can hold it"))?,
            ),
            (None, None) => Some(HeaderValue::from_static(USER_AGENT)),
            (None, Some(_)) => None,
        };
        let headers = self.headers.get().map_err(|(name, reason)| Error::invalid(None, name, reason))?.clone();
        #[cfg(feature = "long-connection")]
        let upgradable = self.http.is_none().then(|| {
            let options = self.http_options.clone();
            Box::new(move || Ok(options.make(Usage::LongConnections)?.client)) as Box<dyn Fn() -> _ + Send + Sync>
        });
        let http = match (self.http, self.http_options) {
            (Some(http), options) => match options.first_set() {
                Some(option) => {
                    return Err(Error::invalid(None, option, "set it on the HTTP client that was given"));
                }
                None => Http::given(http),
            },
            (None, options) => {
                let proxies = options.proxies()?;
                let is_plain = base_url.starts_with("http:") && options.base.is_none();
                let uses_tls = !is_plain || proxies.of(&base_url).is_some_and(|proxy| proxy.starts_with("https"));
                let usage = if uses_tls { Usage::Calls } else { Usage::CallsWithoutTls };
                let made = options.make(usage)?;
                let silence =
                    options.silence().unwrap_or(Duration::MAX).min(self.attempt_timeout).min(self.read_timeout);
                // Without TLS, only a caller's function can ask for HTTP/2.
                Http::made(made, Box::new(move || options.make(usage)), proxies, silence, is_plain)
            }
        };
        let sender = Arc::new(Sender {
            http: Arc::new(http),
            #[cfg(feature = "long-connection")]
            upgradable,
            base_url,
            user_agent,
            headers,
            hook: self.hook,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            read_timeout: self.read_timeout,
            response_limit: self.response_limit,
            strict_decoding: self.strict_decoding,
            retry: self.retry,
            budget: RetryBudget::new(self.retry_budget),
            paces: self.pacing.then(Paces::default),
            urls: PlatformUrls {
                accounts,
                console: console.into(),
                app_id: self.app.as_ref().map(|app| Arc::clone(&app.id)),
            },
        });
        let store = self.store.unwrap_or_else(|| Arc::new(MemoryStore::new()));
        Ok(Client::new(TokenManager::new(sender, self.app, store)))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("app_id", &self.app.as_ref().map(|app| &app.id))
            .field("allow_http", &self.allow_http)
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("connect_timeout", &self.http_options.connect_timeout.unwrap_or(CONNECT_TIMEOUT))
            .field("keep_alive", &self.http_options.keep_alive.unwrap_or(KEEP_ALIVE))
            .field("read_timeout", &self.read_timeout)
            .field("response_limit", &self.response_limit)
            .field("strict_decoding", &self.strict_decoding)
            .field("retry", &self.retry)
            .field("pacing", &self.pacing)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
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
    fn nothing_leaves_this_machine_in_the_clear_unless_it_is_asked_for() {
        let here = [
            "http://localhost",
            "http://LOCALHOST:8080/feishu",
            "http://localhost.",
            "http://double.localhost:1",
            "http://127.0.0.1:1",
            "http://127.8.9.10",
            "http://127.1",
            "http://[::1]:80",
        ];
        let elsewhere = [
            "http://open.feishu.cn",
            "HTTP://proxy.example/feishu",
            "http://localhost.example",
            "http://notlocalhost",
            "http://127.0.0.1.example",
            "http://128.0.0.1",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "http://[::2]",
            "http://[fe80::1]",
            "http://169.254.169.254",
        ];
        for url in here {
            assert!(Client::builder().base_url(url).build().is_ok(), "{url}");
        }
        for url in elsewhere {
            let error = Client::builder().base_url(url).build().unwrap_err();
            assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "base_url"), "{url}: {error}");
            assert!(error.to_string().contains("begin it with `https://`, or call `allow_http(true)`"), "{error}");
            assert!(Client::builder().base_url(url).allow_http(true).build().is_ok(), "{url}");
            assert!(Client::builder().base_url(url.to_ascii_lowercase().replace("http:", "https:")).build().is_ok());
            let options = Client::builder().allow_http(true).base_url(url).allow_http(false);
            assert!(options.build().is_err(), "{url}");
        }
        assert!(Client::builder().base_url("ftp://localhost").allow_http(true).build().is_err());
    }

    #[test]
    fn goes_where_it_is_told() {
        let base_url = |builder: ClientBuilder| builder.build().unwrap().sender().base_url.clone();
        assert_eq!(base_url(Client::builder()), "https://open.feishu.cn");
        assert_eq!(base_url(Client::builder().lark()), "https://open.larksuite.com");
        assert_eq!(base_url(Client::builder().lark().feishu()), "https://open.feishu.cn");
        assert_eq!(base_url(Client::builder().base_url("http://[::1]:80/")), "http://[::1]");
        for url in ["https://proxy.example/feishu", "https://proxy.example/feishu/"] {
            assert_eq!(base_url(Client::builder().base_url(url)), "https://proxy.example/feishu");
        }
    }
}
