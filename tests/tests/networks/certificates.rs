//! Certificates of servers and clients, and TLS with them.

use std::sync::{Arc, LazyLock};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::version::TLS12;
use tokio_rustls::rustls::{ALL_VERSIONS, RootCertStore, ServerConfig};

/// Private issuer of certificates.
struct Authority {
    pem: String,
    der: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

static AUTHORITY: LazyLock<Authority> = LazyLock::new(|| {
    let mut params = CertificateParams::new(Vec::new()).expect("it names nobody");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("there is randomness");
    let root = params.self_signed(&key).expect("it can be signed");
    Authority { pem: root.pem(), der: root.der().clone(), issuer: Issuer::new(params, key) }
});

/// Server that shows a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Server at `localhost`.
    Server,
    /// Server at `localhost` with an expired certificate.
    Expired,
    /// Server at `localhost` that requires a certificate of the client.
    ServerOfKnownClients,
}

/// Returns the root certificate, as PEM.
pub(crate) fn root() -> &'static str {
    &AUTHORITY.pem
}

/// Returns a certificate of a client and its key, as PEM.
pub(crate) fn client() -> String {
    let (certificate, key) = issued(&["client"], false);
    certificate.pem() + &key.serialize_pem()
}

fn issued(names: &[&str], is_over: bool) -> (rcgen::Certificate, KeyPair) {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names).expect("these are names");
    if is_over {
        params.not_after = date_time_ymd(2020, 1, 1);
    }
    let key = KeyPair::generate().expect("there is randomness");
    (params.signed_by(&key, &AUTHORITY.issuer).expect("it can be signed"), key)
}

static SERVER: LazyLock<TlsAcceptor> = LazyLock::new(|| made(Shown::Server));

/// Returns the TLS acceptor of a server, with HTTP/2 if the client supports it.
pub(crate) fn acceptor(shown: Shown) -> TlsAcceptor {
    if shown == Shown::Server { SERVER.clone() } else { made(shown) }
}

fn made(shown: Shown) -> TlsAcceptor {
    let (certificate, key) = issued(&["localhost"], shown == Shown::Expired);
    // With TLS 1.3, the client learns of its missing certificate only after its first request, and the connection may end
    // before that.
    let versions = if shown == Shown::ServerOfKnownClients { &[&TLS12][..] } else { ALL_VERSIONS };
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_protocol_versions(versions)
        .expect("these are versions");
    let config = match shown {
        Shown::ServerOfKnownClients => {
            let mut roots = RootCertStore::empty();
            roots.add(AUTHORITY.der.clone()).expect("it is a certificate");
            let provider = Arc::new(aws_lc_rs::default_provider());
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
            config.with_client_cert_verifier(verifier.expect("there is a root"))
        }
        Shown::Server | Shown::Expired => config.with_no_client_auth(),
    };
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("it is a key");
    let mut config = config.with_single_cert(vec![certificate.der().clone()], key).expect("they belong together");
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}
