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
#[cfg(feature = "long-connection")]
use crate::runtime::client::usage::Usage;
use crate::runtime::error::types::Error;
use crate::runtime::operation::token_type::AppType;
use crate::runtime::send::attempt_hook::AttemptHook;
use crate::runtime::send::extra_headers::ExtraHeaders;
use crate::runtime::send::http::Http;
use crate::runtime::send::pacing::Pacing;
use crate::runtime::send::platform_urls::{Platform, PlatformUrls};
use crate::runtime::send::retry::Retry;
use crate::runtime::send::retry_budget::RetryBudget;
use crate::runtime::send::sender::Sender;
use crate::runtime::store::token_store::{MemoryStore, TokenStore};
use crate::runtime::wire::secret::Secret;

const USER_AGENT: &str = concat!("vc-api/", env!("CARGO_PKG_VERSION"));

impl Client {
    /// Returns a builder with the defaults: Feishu, no app, 90 seconds for a call.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Returns an HTTP/1.1 client for WebSockets, or the HTTP client that the program set with
    /// [`ClientBuilder::http_client`].
    #[cfg(feature = "long-connection")]
    pub(crate) fn upgradable_http(&self) -> Result<reqwest::Client, Error> {
        match &self.sender().upgradable {
            Some(make) => make(),
            None => Ok(self.sender().http.pool().client.clone()),
        }
    }
}

/// Options of a [`Client`], created by [`Client::builder`].
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
    /// Calls Feishu at `https://open.feishu.cn`. This is the default.
    pub fn feishu(mut self) -> Self {
        self.platform = Platform::Feishu;
        self
    }

    /// Calls Lark at `https://open.larksuite.com`.
    pub fn lark(mut self) -> Self {
        self.platform = Platform::Lark;
        self
    }

    /// Sets the custom app for which the client gets tokens. The developer console shows the id and the secret.
    ///
    /// [`Client::tenant`] then returns a session in which the app acts as itself, without a user. [`Client::login`] lets
    /// users log in.
    pub fn app(self, id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.any_app(AppType::Custom, id.into(), secret.into())
    }

    /// Sets the store app for which the client gets tokens. The developer console shows the id and the secret.
    ///
    /// [`Client::tenant_of`] then returns a session in which the app acts as itself, without a user, in one tenant.
    pub fn store_app(self, id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.any_app(AppType::Store, id.into(), secret.into())
    }

    fn any_app(mut self, kind: AppType, id: String, secret: Secret) -> Self {
        self.app = Some(App { kind, id: id.into(), secret: AppSecret::Given(secret) });
        self
    }

    /// Sets the provider from which the client gets the app secret. The client then ignores the secret in [`app`](Self::app)
    /// or [`store_app`](Self::store_app).
    ///
    /// The client asks the provider again when the platform refuses the secret. A rotation of the secret therefore needs no
    /// restart of the program. The builder still needs a call of [`app`](Self::app) or [`store_app`](Self::store_app), which
    /// sets the id of the app.
    pub fn app_secret_provider(mut self, provider: impl AppSecretProvider) -> Self {
        self.secret_provider = Some(AppSecret::provided(provider));
        self
    }

    /// Sets the store for tokens, logins and app tickets. The default store is the memory of this process.
    pub fn token_store(mut self, store: impl TokenStore) -> Self {
        self.store = Some(Arc::new(store));
        self
    }

    /// Sets the address of all calls, instead of the platform's own address. The address is an `https` URL, optionally with
    /// a path.
    ///
    /// If the host is not the host of Feishu or Lark, also set the address where users log in and the address of the
    /// developer console: see [`accounts_url`](Self::accounts_url) and [`console_url`](Self::console_url).
    ///
    /// The address may be an `http` URL if its host is this machine: `localhost`, a name that ends in `.localhost`, an
    /// address in `127.0.0.0/8`, or `[::1]`. For other machines, see [`allow_http`](Self::allow_http).
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets the address where users log in. The address is an `https` URL, optionally with a path.
    ///
    /// The default is `https://accounts.feishu.cn` for calls to `open.feishu.cn`, and `https://accounts.larksuite.com` for
    /// calls to `open.larksuite.com`. If the [`base_url`](Self::base_url) has another host, there is no default, and no
    /// login can begin without this option.
    pub fn accounts_url(mut self, url: impl Into<String>) -> Self {
        self.accounts_url = Some(url.into());
        self
    }

    /// Sets the address of the developer console, for the links in errors. The address is an `https` URL, optionally with a
    /// path.
    ///
    /// The default is the developer console of Feishu or Lark.
    pub fn console_url(mut self, url: impl Into<String>) -> Self {
        self.console_url = Some(url.into());
        self
    }

    /// Allows an `http` URL of another machine as [`base_url`](Self::base_url). This option is off by default.
    ///
    /// The app secret, the tokens and all responses then travel unencrypted. Anyone on the network path can read and change
    /// them.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Sets a function that returns a `reqwest::ClientBuilder`, from which the client builds its HTTP client. The function
    /// can set, for example, a DNS resolver or a local address.
    ///
    /// The client adds its own settings to the returned builder: [`connect_timeout`](Self::connect_timeout),
    /// [`keep_alive`](Self::keep_alive), no redirects, and, if they are set, [`proxy`](Self::proxy) and certificates. The
    /// client calls the function again to open a long connection, which needs HTTP/1.1, and to replace a connection that
    /// does not respond.
    ///
    /// [`build`](Self::build) fails if an environment variable for proxies is invalid, even if the function sets a proxy.
    /// With [`ClientBuilder::no_proxy`](Self::no_proxy) or [`ClientBuilder::proxy`](Self::proxy), the client ignores the
    /// addresses in these variables.
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
    /// If `rustls-ring` is the only feature for TLS, the program must first install a default crypto provider of rustls
    /// (`CryptoProvider::install_default`).
    ///
    /// This option cannot be combined with [`http_client`](Self::http_client).
    pub fn http_client_builder(mut self, builder: impl Fn() -> reqwest::ClientBuilder + Send + Sync + 'static) -> Self {
        self.http_options.base = Some(Arc::new(builder));
        self
    }

    /// Sends requests with this HTTP client, and uses its connection pool, proxies and certificates.
    ///
    /// Prefer [`http_client_builder`](Self::http_client_builder), because the client cannot change the settings of a
    /// finished HTTP client. The HTTP client needs these settings:
    ///
    /// - No redirects: `.redirect(reqwest::redirect::Policy::none())`. The platform does not redirect calls, and the target
    ///   of a redirect learns at least the path and the query of the call. The client never sends the app secret, the code
    ///   of a login or a refresh token to the target of a redirect. A redirected call that changes something fails. A
    ///   redirected call that only reads returns the response of the target, if the redirect policy allows the redirect.
    /// - Pings: `http2_keep_alive_interval`, `http2_keep_alive_timeout` and `http2_keep_alive_while_idle(true)`. Without
    ///   pings, the HTTP client does not detect a dead HTTP/2 connection, and uses the dead connection for new calls, which
    ///   then fail.
    /// - A limit for the time to establish a connection: `connect_timeout`.
    /// - Either no `timeout`, or a `timeout` of at least a minute. A shorter timeout could interrupt the renewal of a login,
    ///   and the login could be lost.
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
    /// The timeouts of the HTTP client apply in addition to the timeouts of this builder.
    ///
    /// Events by long connection (feature `long-connection`) need HTTP/1.1, which `http1_only()` of the HTTP client's
    /// builder selects. An HTTP/2 connection cannot become a WebSocket.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// Sends all calls and long connections through this proxy. The scheme of the address is `http://` or `https://`. The
    /// feature `socks` adds the schemes `socks5h://`, `socks5://`, `socks4a://` and `socks4://`.
    ///
    /// The address may contain a percent-encoded user and password: `http://user:p%23ss@proxy.example:3128`. The client
    /// connects directly to the hosts in the environment variable `NO_PROXY`.
    ///
    /// By default the client reads the environment variables `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in
    /// upper or lower case, and the settings of macOS and Windows.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.http_options.proxy = ProxyChoice::One(url.into());
        self
    }

    /// Uses no proxy, and ignores the environment variables for proxies.
    pub fn no_proxy(mut self) -> Self {
        self.http_options.proxy = ProxyChoice::None;
        self
    }

    /// Adds root certificates that the client trusts, such as the root certificates of a private deployment or of a proxy
    /// that decrypts TLS.
    ///
    /// `pem` contains one or more certificates in the PEM format. The method needs the feature `rustls`, `rustls-ring` or
    /// `native-tls`.
    #[cfg(feature = "__tls")]
    #[cfg_attr(docsrs, doc(cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))))]
    pub fn root_certificate(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.http_options.certificates.roots.push(pem.as_ref().into());
        self
    }

    /// Sets the client certificate, for servers that require mTLS.
    ///
    /// `pem` is in the PEM format, and contains the client certificate, the intermediate certificates up to the root, and
    /// the private key of the client certificate. The method needs the feature `rustls`, `rustls-ring` or `native-tls`. With
    /// `native-tls`, the key must be in PKCS #8.
    #[cfg(feature = "__tls")]
    #[cfg_attr(docsrs, doc(cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))))]
    pub fn identity(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.http_options.certificates.identity = Some(Arc::new(pem.as_ref().to_vec().into()));
        self
    }

    /// Sets the maximum duration of a whole call. The default is 90 seconds.
    ///
    /// The duration includes the wait for a token and the pauses between attempts, but not the delays of
    /// [`pacing`](Self::pacing). For a download, the duration ends when the first bytes arrive. Most rate limits of the
    /// platform count calls per minute. The default leaves enough time for a refused call to wait for the next minute.
    ///
    /// The client makes an attempt only if enough time remains. The remaining time must be more than a tenth of the shorter
    /// of two limits: this option and [`attempt_timeout`](Self::attempt_timeout). A remaining time of one second is always
    /// sufficient. If less time remains, the call ends at once with the error of its last attempt, such as
    /// [`Error::RateLimited`]. If the call has waited for its token and has made no attempt yet, the call ends with
    /// [`Error::Timeout`].
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets the maximum duration of one attempt. The default is 20 seconds.
    ///
    /// The limit leaves time for further attempts if a server hangs. With the default, four attempts and the pauses between
    /// them end within the 90 seconds of a call.
    ///
    /// If an attempt times out, the client abandons the connection of the attempt, unless other responses arrived on this
    /// connection during the attempt. The next attempt then uses another connection.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Sets the maximum time to establish a connection. The default is 10 seconds.
    ///
    /// This option cannot be combined with [`http_client`](Self::http_client), which has its own limit.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.http_options.connect_timeout = Some(timeout);
        self
    }

    /// Sets the maximum silence of a connection, in use or idle. If nothing arrives from the server for the time `limit`,
    /// the client closes the connection. The default is 15 seconds.
    ///
    /// After a third of `limit`, the client sends HTTP/2 pings and TCP probes. The operating system counts the time before a
    /// TCP probe in whole seconds. A server that works on a slow call still responds to pings and probes. Zero turns the
    /// pings and probes off.
    ///
    /// This option cannot be combined with [`http_client`](Self::http_client), which has its own settings.
    pub fn keep_alive(mut self, limit: Duration) -> Self {
        self.http_options.keep_alive = Some(limit);
        self
    }

    /// Sets the maximum time between the arrival of two parts of a response or download. The default is 30 seconds.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout;
        self
    }

    /// Sets the maximum size of a JSON response, in bytes. The default is 64 MiB. Downloads have no limit.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Rejects a whole response or event if one value has a wrong type. This option is off by default.
    ///
    /// By default, the client leaves out an optional field or a list element of a wrong type.
    /// [`Metadata::skipped`](crate::Metadata::skipped) and one log message at level WARN give the paths of these values. A
    /// required field that is missing or has a wrong type is always an error.
    ///
    /// When the client rejects a response, the platform has already acted on the call. The option also applies to events
    /// from [`Events::client`](crate::Events::client): an event with a value of a wrong type becomes an
    /// [`Event::Other`](crate::Event::Other).
    pub fn strict_decoding(mut self, strict: bool) -> Self {
        self.strict_decoding = strict;
        self
    }

    /// Sets the number of attempts and the pauses between them. [`Retry`] describes the defaults, and the conditions for a
    /// retry.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Sets the retry budget, as a number of retries. The default is 100.
    ///
    /// Each retry uses up one retry of the budget. Each call that succeeds without a retry adds a tenth of a retry. When a
    /// long outage has used up the budget, retries increase the number of requests by at most a tenth. Without a budget, the
    /// number of requests could be four times as high as usual.
    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.retry_budget = retries;
        self
    }

    /// Delays calls, so that a program with many calls stays below the documented rate limit of each operation. This option
    /// is off by default.
    ///
    /// [`timeout`](Self::timeout) does not include these delays. The client counts the calls of each app and tenant
    /// separately, as the platform does. The client does not know the calls of other programs that use the same app.
    pub fn pacing(mut self, pacing: bool) -> Self {
        self.pacing = pacing;
        self
    }

    /// Sets the header `User-Agent`. The default is `vc-api/` and the version of this crate. With
    /// [`http_client`](Self::http_client), the default is the setting of this HTTP client.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Adds a header, such as the key of a gateway, to each request to the base URL.
    ///
    /// A second header with the same name replaces the first. [`CallOptions::header`](crate::CallOptions::header) replaces
    /// the header for one call. Requests for tokens and for the address of a long connection also have the header. The long
    /// connection itself does not have the header, because the connection goes to another host.
    ///
    /// Logs and `Debug` do not print the value. If a peer sends the value back, errors hide the value, with two exceptions:
    /// values shorter than four characters, and the tracing headers `X-Request-Id`, `traceparent` and `tracestate`. An HTTP
    /// client that follows redirects sends the header to the target of a redirect; see [`http_client`](Self::http_client).
    ///
    /// [`build`](Self::build) fails with [`Error::InvalidArgument`] for a header that the client sets itself:
    /// `Authorization`, `Content-Type`, `Content-Length`, `Host`, `Range`, `Accept-Encoding` and `User-Agent`.
    /// [`build`](Self::build) also fails for a header of the connection, such as `Connection` or `Transfer-Encoding`. To set
    /// `User-Agent`, see [`user_agent`](Self::user_agent).
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

    /// Sets a hook that the client calls before and after each attempt; see [`AttemptHook`]. By default, the client has no
    /// hook.
    pub fn hook(mut self, hook: impl AttemptHook) -> Self {
        self.hook = Some(Arc::new(hook));
        self
    }

    /// Builds the client. This method sends nothing.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidArgument`] if an option is invalid. An environment variable for proxies counts as an option if the
    /// client uses the variable.
    /// [`Error::Transport`] if the setup of TLS or of the DNS resolver fails.
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
                    .map_err(|_| Error::invalid(None, "user_agent", "the text is not a valid header value"))?,
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
        let http = match (self.http, self.http_options.first_set()) {
            (Some(_), Some(option)) => {
                let reason = "the option has no effect on an HTTP client that `http_client` sets: set the option when you build that HTTP client";
                return Err(Error::invalid(None, option, reason));
            }
            (Some(http), None) => Http::given(http),
            (None, _) => self.http_options.http(&base_url, self.attempt_timeout.min(self.read_timeout))?,
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
            pacing: self.pacing.then(Pacing::default),
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
    fn nothing_leaves_this_machine_unencrypted_without_permission() {
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
            assert!(error.to_string().contains("use `https://`, or call `allow_http(true)`"), "{error}");
            assert!(Client::builder().base_url(url).allow_http(true).build().is_ok(), "{url}");
            assert!(Client::builder().base_url(url.to_ascii_lowercase().replace("http:", "https:")).build().is_ok());
            let options = Client::builder().allow_http(true).base_url(url).allow_http(false);
            assert!(options.build().is_err(), "{url}");
        }
        assert!(Client::builder().base_url("ftp://localhost").allow_http(true).build().is_err());
    }

    #[test]
    fn the_base_url_follows_the_options() {
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
