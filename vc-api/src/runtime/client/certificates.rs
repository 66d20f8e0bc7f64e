//! Certificates of the HTTP client: the root certificates and the client certificate.

use std::sync::Arc;

use reqwest::{Certificate, Client, ClientBuilder, Identity};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use zeroize::Zeroizing;

#[cfg(feature = "rustls-ring")]
use crate::runtime::client::ring;
use crate::runtime::client::usage::Usage;
use crate::runtime::error::types::Error;

/// Certificates that the program sets in the builder, as PEM.
#[derive(Clone, Default)]
pub(crate) struct Certificates {
    /// Root certificates in addition to the root certificates of the system.
    pub(crate) roots: Vec<Arc<[u8]>>,
    /// Client certificate with its private key.
    pub(crate) identity: Option<Arc<Zeroizing<Vec<u8>>>>,
}

/// TLS settings of an HTTP client.
struct Tls<'a> {
    roots: Vec<CertificateDer<'static>>,
    /// Whether the HTTP client also trusts the root certificates of the system.
    trusts_system: bool,
    identity: Option<&'a [u8]>,
    #[cfg_attr(not(feature = "rustls-ring"), allow(dead_code, reason = "the builder of reqwest has it"))]
    usage: Usage,
}

impl Certificates {
    /// Returns the names of the options for certificates, and whether each option is set.
    pub(super) fn are_set(&self) -> [(&'static str, bool); 2] {
        [("root_certificate", !self.roots.is_empty()), ("identity", self.identity.is_some())]
    }

    /// Builds the HTTP client for `usage`. Also returns `true` if there are no root certificates, so that the HTTP client
    /// trusts no server.
    ///
    /// If `is_of_caller` is `true`, the caller made the builder, and the builder may already contain root certificates.
    pub(super) fn make(
        &self,
        builder: impl Fn() -> Result<ClientBuilder, Error>,
        usage: Usage,
        is_of_caller: bool,
    ) -> Result<(Client, bool), Error> {
        #[cfg(feature = "rustls-ring")]
        if is_of_caller && ring::is_needed() {
            return Err(Error::invalid(
                None,
                "http_client_builder",
                "with the feature `rustls-ring`, the program must first install a default crypto provider of rustls",
            ));
        }
        // Without TLS, the HTTP client does not need the system's root certificates. Reading these certificates takes
        // most of the time that the build of the HTTP client needs.
        let trusts_system = usage != Usage::CallsWithoutTls;
        let identity = self.identity()?;
        let mut roots = self.roots()?;
        if !roots.is_empty() && !is_of_caller && !system_has_roots() {
            // Without the bundled roots, the HTTP client would trust only the certificates of the caller.
            roots.extend(bundled_roots());
        }
        let tls = Tls { roots: roots.clone(), trusts_system, identity, usage };
        let error = match tls.build(builder()?) {
            Ok(client) => return Ok((client, false)),
            Err(error) => error,
        };
        if let Some(invalid) = self.invalid(usage) {
            return Err(invalid);
        }
        // If a build without the system's root certificates succeeds, the first build failed because the system has no root
        // certificates.
        let bundled = bundled_roots();
        let has_no_roots = bundled.is_empty();
        roots.extend(bundled);
        if let Ok(client) = (Tls { roots, trusts_system: false, identity, usage }).build(builder()?) {
            if has_no_roots {
                tracing::warn!("this machine has no root certificates, so the client cannot trust any server");
            }
            return Ok((client, has_no_roots));
        }
        Err(error)
    }

    fn roots(&self) -> Result<Vec<CertificateDer<'static>>, Error> {
        let invalid = || Error::invalid(None, "root_certificate", "the data contains no valid certificate in PEM");
        let mut roots = Vec::new();
        for pem in &self.roots {
            let read = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>().map_err(|_| invalid())?;
            if read.is_empty() || read.iter().any(|der| Certificate::from_der(der).is_err()) {
                return Err(invalid());
            }
            roots.extend(read);
        }
        Ok(roots)
    }

    fn identity(&self) -> Result<Option<&[u8]>, Error> {
        let Some(pem) = &self.identity else { return Ok(None) };
        let reason = "the identity must contain a certificate and its private key, both in PEM";
        read_identity(pem).map_err(|_| Error::invalid(None, "identity", reason))?;
        Ok(Some(pem))
    }

    /// Returns an error if the caller's certificates prevent the build of the HTTP client.
    fn invalid(&self, usage: Usage) -> Option<Error> {
        let build_fails = |roots, identity| {
            let tls = Tls { roots, trusts_system: false, identity, usage };
            tls.build(Client::builder()).is_err()
        };
        if build_fails(self.roots().ok()?, None) {
            return Some(Error::invalid(None, "root_certificate", "the value contains an invalid certificate"));
        }
        let reason = "the certificate and the private key do not belong together";
        let identity = self.identity().ok()??;
        build_fails(Vec::new(), Some(identity)).then(|| Error::invalid(None, "identity", reason))
    }
}

impl Tls<'_> {
    fn build(self, builder: ClientBuilder) -> Result<Client, Error> {
        let builder = self.apply(builder)?;
        builder.build().map_err(|error| Error::transport("Client::builder", None, error))
    }

    fn apply(self, builder: ClientBuilder) -> Result<ClientBuilder, Error> {
        #[cfg(feature = "rustls-ring")]
        if ring::is_needed() {
            let config = ring::config(self.roots, self.trusts_system, self.identity, self.usage);
            let config = config.map_err(|error| Error::invalid(None, "rustls-ring", error.to_string()))?;
            return Ok(builder.tls_backend_preconfigured(config));
        }
        let roots = self.roots.iter().filter_map(|der| Certificate::from_der(der).ok());
        let builder = match self.trusts_system {
            true => builder.tls_certs_merge(roots),
            false => builder.tls_certs_only(roots),
        };
        let identity = self.identity.map(read_identity).transpose();
        Ok(match identity.map_err(|error| Error::transport("Client::builder", None, error))? {
            Some(identity) => builder.identity(identity),
            None => builder,
        })
    }
}

/// Reads a client certificate and its private key from PEM.
#[cfg(not(feature = "native-tls"))]
fn read_identity(pem: &[u8]) -> reqwest::Result<Identity> {
    Identity::from_pem(pem)
}

/// Reads a client certificate and its private key from PEM. The key must be in PKCS #8.
#[cfg(feature = "native-tls")]
fn read_identity(pem: &[u8]) -> reqwest::Result<Identity> {
    const KEY: &[u8] = b"-----BEGIN PRIVATE KEY-----";
    let at = pem.windows(KEY.len()).position(|part| part == KEY).unwrap_or_default();
    Identity::from_pkcs8_pem(pem, pem.get(at..).unwrap_or_default())
}

/// Returns whether this machine has root certificates. Without the feature `bundled-roots`, always returns `true`.
fn system_has_roots() -> bool {
    let alone = || Tls { roots: Vec::new(), trusts_system: true, identity: None, usage: Usage::Calls };
    cfg!(not(feature = "bundled-roots")) || alone().build(Client::builder()).is_ok()
}

/// Returns the root certificates that are part of the program, through the feature `bundled-roots`.
fn bundled_roots() -> Vec<CertificateDer<'static>> {
    #[cfg(feature = "bundled-roots")]
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.to_vec();
    #[cfg(not(feature = "bundled-roots"))]
    let roots = Vec::new();
    roots
}

#[cfg(all(test, feature = "bundled-roots"))]
mod tests {
    use super::*;

    #[test]
    fn bundled_roots_can_be_used() {
        let roots = bundled_roots();
        assert!(roots.len() > 50, "{}", roots.len());
        Tls { roots, trusts_system: false, identity: None, usage: Usage::Calls }.build(Client::builder()).unwrap();
    }
}
