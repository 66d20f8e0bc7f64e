//! TLS of rustls with `ring` as the crypto provider. Reqwest does not choose this crypto provider by itself.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use rustls_platform_verifier::Verifier;

use crate::runtime::client::usage::Usage;

/// Returns whether the client must choose `ring`: reqwest has no crypto provider of its own, and the program has installed
/// no crypto provider.
pub(super) fn is_needed() -> bool {
    cfg!(not(any(feature = "rustls", feature = "native-tls"))) && CryptoProvider::get_default().is_none()
}

/// Returns a TLS configuration that trusts the root certificates in `roots`. If `trusts_system` is true, the configuration
/// also trusts the root certificates of the system. `identity` is an optional client certificate.
pub(super) fn config(
    roots: Vec<CertificateDer<'static>>,
    trusts_system: bool,
    identity: Option<&[u8]>,
    usage: Usage,
) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions()?;
    let config = if trusts_system {
        let verifier = match roots.is_empty() {
            true => Verifier::new(provider)?,
            false => Verifier::new_with_extra_roots(roots, provider)?,
        };
        config.dangerous().with_custom_certificate_verifier(Arc::new(verifier))
    } else {
        let mut store = rustls::RootCertStore::empty();
        for root in roots {
            store.add(root)?;
        }
        config.with_root_certificates(store)
    };
    let mut config = match identity {
        Some(pem) => {
            let unreadable = |error: rustls_pki_types::pem::Error| rustls::Error::General(error.to_string());
            let chain = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
            config.with_client_auth_cert(chain, PrivateKeyDer::from_pem_slice(pem).map_err(unreadable)?)?
        }
        None => config.with_no_client_auth(),
    };
    config.alpn_protocols = match usage {
        Usage::LongConnections => vec![b"http/1.1".to_vec()],
        Usage::Calls | Usage::CallsWithoutTls => vec![b"h2".to_vec(), b"http/1.1".to_vec()],
    };
    Ok(config)
}
