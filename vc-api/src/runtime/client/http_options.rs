//! Options of the HTTP client that a client builds.

use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
#[cfg(any(feature = "rustls", feature = "native-tls"))]
use zeroize::Zeroizing;

use crate::runtime::error::types::Error;
use crate::runtime::send::connected::Connected;
use crate::runtime::send::http::Made;
use crate::runtime::send::proxies::Proxies;
use crate::runtime::wire::secret::Secret;

/// Options of the HTTP clients for calls and for long connections.
#[derive(Clone)]
pub(crate) struct HttpOptions {
    /// Function of the caller that returns a builder with the caller's settings.
    pub(crate) base: Option<Arc<dyn Fn() -> reqwest::ClientBuilder + Send + Sync>>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) keep_alive: Option<Duration>,
    pub(crate) proxy: ProxyChoice,
    /// Root certificates in addition to those of the system, in PEM.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(crate) roots: Vec<Arc<[u8]>>,
    /// Certificate and key of the client, in PEM.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(crate) identity: Option<Arc<Zeroizing<Vec<u8>>>>,
}

/// Source of the address of a proxy.
#[derive(Clone)]
pub(crate) enum ProxyChoice {
    Environment,
    None,
    One(Secret),
}

/// Purpose of an HTTP client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    Calls,
    /// Calls to a server and a proxy without certificates.
    CallsWithoutTls,
    #[cfg_attr(not(feature = "long-connection"), allow(dead_code, reason = "there are none"))]
    LongConnections,
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
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            roots: Vec::new(),
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            identity: None,
        }
    }
}

impl HttpOptions {
    /// Returns the name of the first option that is set but has no effect on the caller's own HTTP client.
    pub(crate) fn first_set(&self) -> Option<&'static str> {
        let set = [
            ("http_client_builder", self.base.is_some()),
            ("connect_timeout", self.connect_timeout.is_some()),
            ("keep_alive", self.keep_alive.is_some()),
            ("proxy", matches!(self.proxy, ProxyChoice::One(_))),
            ("no_proxy", matches!(self.proxy, ProxyChoice::None)),
        ];
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        let certificates = [("root_certificate", !self.roots.is_empty()), ("identity", self.identity.is_some())];
        #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
        let certificates = [];
        set.into_iter().chain(certificates).find_map(|(name, is_set)| is_set.then_some(name))
    }

    /// Returns the proxies of the HTTP client, and checks their addresses.
    pub(crate) fn proxies(&self) -> Result<Proxies, Error> {
        let known = match &self.proxy {
            ProxyChoice::None => Proxies::None,
            ProxyChoice::One(url) => {
                Proxies::one(url.expose()).map_err(|reason| Error::invalid(None, "proxy", reason))?
            }
            ProxyChoice::Environment => {
                Proxies::of_environment().map_err(|(name, reason)| Error::invalid(None, name, reason))?
            }
        };
        // The caller's function may have set other proxies.
        let is_from_elsewhere = self.base.is_some() && matches!(self.proxy, ProxyChoice::Environment);
        Ok(if is_from_elsewhere { Proxies::Unknown } else { known })
    }

    /// Returns the time after which the client closes a connection without a sign of life; `None` if it never does.
    pub(crate) fn silence(&self) -> Option<Duration> {
        Some(self.keep_alive.unwrap_or(KEEP_ALIVE)).filter(|limit| !limit.is_zero())
    }

    /// Builds the HTTP client for this purpose.
    pub(crate) fn make(&self, usage: Usage) -> Result<Made, Error> {
        let connected = Connected::default();
        let builder = || {
            let builder = self.builder()?.connector_layer(connected.clone());
            Ok(match usage {
                Usage::Calls => builder,
                Usage::LongConnections => builder.http1_only(),
                // Reading the root certificates takes most of the time.
                #[cfg(any(feature = "rustls", feature = "native-tls"))]
                Usage::CallsWithoutTls => builder.tls_certs_only([]),
                #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
                Usage::CallsWithoutTls => builder,
            })
        };
        let error = match builder()?.build() {
            Ok(client) => return Ok(Made { client, connected, has_no_roots: false }),
            Err(error) => error,
        };
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        {
            if let Some(invalid) = self.invalid_certificate() {
                return Err(invalid);
            }
            // If the build succeeds without the roots of the system, the system has none.
            let bundled = bundled_roots();
            let has_no_roots = bundled.is_empty();
            if let Ok(client) = builder()?.tls_certs_only(bundled).build() {
                if has_no_roots {
                    tracing::warn!("this machine has no root certificates, so the client cannot trust any server");
                }
                return Ok(Made { client, connected, has_no_roots });
            }
        }
        Err(Error::transport("Client::builder", None, error))
    }

    fn builder(&self) -> Result<reqwest::ClientBuilder, Error> {
        let base = self.base.as_ref().map_or_else(reqwest::Client::builder, |base| base());
        let builder = base.redirect(Policy::none()).connect_timeout(self.connect_timeout.unwrap_or(CONNECT_TIMEOUT));
        let builder = match self.silence() {
            Some(limit) => kept_alive(builder, limit),
            None => builder,
        };
        let builder = match &self.proxy {
            ProxyChoice::Environment => builder,
            ProxyChoice::None => builder.no_proxy(),
            ProxyChoice::One(url) => {
                let proxy = reqwest::Proxy::all(url.expose())
                    .map_err(|_| Error::invalid(None, "proxy", "it is not the address of a proxy"))?;
                builder.no_proxy().proxy(proxy.no_proxy(reqwest::NoProxy::from_env()))
            }
        };
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        let builder = self.with_certificates(builder)?;
        Ok(builder)
    }
}

/// Makes the HTTP client detect dead connections within this time, in use or idle.
///
/// It sends the first HTTP/2 ping and the first TCP probe after a third of the time.
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

#[cfg(any(feature = "rustls", feature = "native-tls"))]
impl HttpOptions {
    fn with_certificates(&self, mut builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, Error> {
        let mut roots = self.roots()?;
        if !roots.is_empty() && self.base.is_none() && !system_has_roots() {
            // The caller's certificates alone would replace the roots of the system.
            roots.extend(bundled_roots());
        }
        builder = builder.tls_certs_merge(roots);
        match self.identity()? {
            Some(identity) => Ok(builder.identity(identity)),
            None => Ok(builder),
        }
    }

    fn roots(&self) -> Result<Vec<reqwest::Certificate>, Error> {
        let invalid = || Error::invalid(None, "root_certificate", "it contains no valid certificate in PEM");
        let mut roots = Vec::new();
        for pem in &self.roots {
            let read = reqwest::Certificate::from_pem_bundle(pem).map_err(|_| invalid())?;
            if read.is_empty() {
                return Err(invalid());
            }
            roots.extend(read);
        }
        Ok(roots)
    }

    fn identity(&self) -> Result<Option<reqwest::Identity>, Error> {
        let Some(pem) = &self.identity else { return Ok(None) };
        let reason = "it must contain a certificate and its private key, both in PEM";
        read_identity(pem).map(Some).map_err(|_| Error::invalid(None, "identity", reason))
    }

    /// Returns the error of the caller's certificates, if they prevent the build of the HTTP client.
    fn invalid_certificate(&self) -> Option<Error> {
        let build_fails = |builder: reqwest::ClientBuilder| builder.build().is_err();
        let roots = self.roots().ok()?;
        if build_fails(reqwest::Client::builder().tls_certs_only(roots)) {
            return Some(Error::invalid(None, "root_certificate", "it contains an invalid certificate"));
        }
        let identity = self.identity().ok()??;
        if build_fails(reqwest::Client::builder().tls_certs_only([]).identity(identity)) {
            return Some(Error::invalid(
                None,
                "identity",
                "its certificate and its private key do not belong together",
            ));
        }
        None
    }
}

/// Reads a certificate and its key.
#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
fn read_identity(pem: &[u8]) -> reqwest::Result<reqwest::Identity> {
    reqwest::Identity::from_pem(pem)
}

/// Reads a certificate and its key, which must be in PKCS #8.
#[cfg(feature = "native-tls")]
fn read_identity(pem: &[u8]) -> reqwest::Result<reqwest::Identity> {
    const KEY: &[u8] = b"-----BEGIN PRIVATE KEY-----";
    let at = pem.windows(KEY.len()).position(|part| part == KEY).unwrap_or_default();
    reqwest::Identity::from_pkcs8_pem(pem, pem.get(at..).unwrap_or_default())
}

/// Returns whether this machine has root certificates.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn system_has_roots() -> bool {
    cfg!(not(feature = "bundled-roots")) || reqwest::Client::builder().build().is_ok()
}

/// Returns the root certificates in the program.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn bundled_roots() -> Vec<reqwest::Certificate> {
    #[cfg(feature = "bundled-roots")]
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    #[cfg(not(feature = "bundled-roots"))]
    let roots = std::iter::empty::<&[u8]>();
    roots.filter_map(|der| reqwest::Certificate::from_der(der).ok()).collect()
}

#[cfg(all(test, feature = "bundled-roots", feature = "rustls"))]
mod tests {
    use super::*;

    #[test]
    fn bundled_roots_can_be_used() {
        let roots = bundled_roots();
        assert!(roots.len() > 50, "{}", roots.len());
        reqwest::Client::builder().tls_certs_only(roots).build().unwrap();
    }
}
