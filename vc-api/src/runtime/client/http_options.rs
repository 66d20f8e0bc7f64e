//! Options of the HTTP clients that the client builds.

use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;

#[cfg(feature = "__tls")]
use crate::runtime::client::certificates::Certificates;
use crate::runtime::client::usage::Usage;
use crate::runtime::error::types::Error;
use crate::runtime::send::connected::Connected;
use crate::runtime::send::http::{BuiltClient, Http};
use crate::runtime::send::proxies::Proxies;
use crate::runtime::wire::secret::Secret;

/// Options of the HTTP clients that the client builds for calls and for long connections.
#[derive(Clone)]
pub(crate) struct HttpOptions {
    /// Function that the caller provides. The function returns a reqwest builder with the settings of the caller.
    pub(crate) base: Option<Arc<dyn Fn() -> reqwest::ClientBuilder + Send + Sync>>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) keep_alive: Option<Duration>,
    pub(crate) proxy: ProxyChoice,
    #[cfg(feature = "__tls")]
    pub(crate) certificates: Certificates,
}

/// Choice of a proxy: the environment variables, no proxy, or one address.
#[derive(Clone)]
pub(crate) enum ProxyChoice {
    Environment,
    None,
    One(Secret),
}

pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
pub(crate) const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Shortest time in which the operating system can detect a dead connection.
const SHORTEST: Duration = Duration::from_secs(1);

impl Default for HttpOptions {
    fn default() -> Self {
        Self {
            base: None,
            connect_timeout: None,
            keep_alive: None,
            proxy: ProxyChoice::Environment,
            #[cfg(feature = "__tls")]
            certificates: Certificates::default(),
        }
    }
}

impl HttpOptions {
    /// Returns the name of the first option that is set; `None` if no option is set. The options have no effect if the
    /// program provides its own HTTP client.
    pub(crate) fn first_set(&self) -> Option<&'static str> {
        let set = [
            ("http_client_builder", self.base.is_some()),
            ("connect_timeout", self.connect_timeout.is_some()),
            ("keep_alive", self.keep_alive.is_some()),
            ("proxy", matches!(self.proxy, ProxyChoice::One(_))),
            ("no_proxy", matches!(self.proxy, ProxyChoice::None)),
        ];
        #[cfg(feature = "__tls")]
        let certificates = self.certificates.are_set();
        #[cfg(not(feature = "__tls"))]
        let certificates = [];
        set.into_iter().chain(certificates).find_map(|(name, is_set)| is_set.then_some(name))
    }

    /// Returns the proxies of the HTTP client, and checks their addresses.
    fn proxies(&self) -> Result<Proxies, Error> {
        let known = match &self.proxy {
            ProxyChoice::None => Proxies::None,
            ProxyChoice::One(url) => {
                Proxies::one(url.expose()).map_err(|reason| Error::invalid(None, "proxy", reason))?
            }
            ProxyChoice::Environment => {
                Proxies::of_environment().map_err(|(name, reason)| Error::invalid(None, name, reason))?
            }
        };
        // If the program provides the function `base`, this function may have set other proxies. The proxies are then
        // unknown.
        let is_from_elsewhere = self.base.is_some() && matches!(self.proxy, ProxyChoice::Environment);
        Ok(if is_from_elsewhere { Proxies::Unknown } else { known })
    }

    /// Builds the HTTP client for calls to a base URL. `limit` is the shorter of two timeouts: the attempt timeout and the
    /// read timeout.
    ///
    /// If an attempt times out early, the next attempt may use the same HTTP/2 connection. "Early" means before `limit`, and
    /// before the time after which the client closes a silent connection.
    pub(crate) fn http(self, base_url: &str, limit: Duration) -> Result<Http, Error> {
        let proxies = self.proxies()?;
        let is_plain = base_url.starts_with("http:") && self.base.is_none();
        let uses_tls = !is_plain || proxies.of(base_url).is_some_and(|proxy| proxy.starts_with("https"));
        let usage = if uses_tls { Usage::Calls } else { Usage::CallsWithoutTls };
        let made = self.make(usage)?;
        let silence = self.silence().map_or(limit, |silence| silence.min(limit));
        // Without TLS, the HTTP client uses HTTP/1.1, unless the function of the caller selects HTTP/2.
        Ok(Http::made(made, Box::new(move || self.make(usage)), proxies, silence, is_plain))
    }

    /// Returns the duration of silence after which the client closes a connection; `None` if there is no limit.
    fn silence(&self) -> Option<Duration> {
        Some(self.keep_alive.unwrap_or(KEEP_ALIVE)).filter(|limit| !limit.is_zero())
    }

    /// Builds the HTTP client for this usage.
    pub(crate) fn make(&self, usage: Usage) -> Result<BuiltClient, Error> {
        let connected = Connected::default();
        let builder = || {
            let builder = self.builder()?.connector_layer(connected.clone());
            Ok(if usage == Usage::LongConnections { builder.http1_only() } else { builder })
        };
        #[cfg(feature = "__tls")]
        let (client, has_no_roots) = self.certificates.make(builder, usage, self.base.is_some())?;
        #[cfg(not(feature = "__tls"))]
        let (client, has_no_roots) =
            (builder()?.build().map_err(|error| Error::transport("Client::builder", None, error))?, false);
        Ok(BuiltClient { client, connected, has_no_roots })
    }

    fn builder(&self) -> Result<reqwest::ClientBuilder, Error> {
        let base = self.base.as_ref().map_or_else(reqwest::Client::builder, |base| base());
        let builder = base.redirect(Policy::none()).connect_timeout(self.connect_timeout.unwrap_or(CONNECT_TIMEOUT));
        let builder = match self.silence() {
            Some(limit) => kept_alive(builder, limit),
            None => builder,
        };
        Ok(match &self.proxy {
            ProxyChoice::Environment => builder,
            ProxyChoice::None => builder.no_proxy(),
            ProxyChoice::One(url) => {
                let proxy = reqwest::Proxy::all(url.expose())
                    .map_err(|_| Error::invalid(None, "proxy", "the value is not the address of a proxy"))?;
                builder.no_proxy().proxy(proxy.no_proxy(reqwest::NoProxy::from_env()))
            }
        })
    }
}

/// Makes the HTTP client detect a dead connection within the limit, whether the connection is in use or idle.
fn kept_alive(builder: reqwest::ClientBuilder, limit: Duration) -> reqwest::ClientBuilder {
    let third = limit / 3;
    let probe = third.max(SHORTEST);
    let builder = builder
        .http2_keep_alive_interval(third)
        .http2_keep_alive_timeout(limit - third)
        .http2_keep_alive_while_idle(true)
        .tcp_keepalive(probe)
        .tcp_keepalive_interval(probe)
        .tcp_keepalive_retries(2);
    #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
    let builder = builder.tcp_user_timeout(limit.max(SHORTEST));
    builder
}
