//! Certificates of servers and clients, and TLS acceptors of servers.

use std::sync::{Arc, LazyLock};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::version::TLS12;
use tokio_rustls::rustls::{ALL_VERSIONS, RootCertStore, ServerConfig};

/// Private certificate authority of the tests.
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

/// Kind of a server. The kinds differ in their certificates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ServerCertificate {
    /// Server with a valid certificate for `localhost`.
    Server,
    /// Server with an expired certificate for `localhost`.
    Expired,
    /// Server with a valid certificate for `localhost`. The server requires a certificate from each client.
    ServerOfKnownClients,
}

/// Returns the root certificate of the private authority, as PEM.
pub(crate) fn root() -> &'static str {
    &AUTHORITY.pem
}

/// Returns a client certificate and the private key of the certificate, as PEM.
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

static SERVER: LazyLock<TlsAcceptor> = LazyLock::new(|| made(ServerCertificate::Server));

/// Returns the TLS acceptor of a server, with HTTP/2 if the client supports it.
pub(crate) fn acceptor(shown: ServerCertificate) -> TlsAcceptor {
    if shown == ServerCertificate::Server { SERVER.clone() } else { made(shown) }
}

fn made(shown: ServerCertificate) -> TlsAcceptor {
    let (certificate, key) = issued(&["localhost"], shown == ServerCertificate::Expired);
    // With TLS 1.3, the client may send its request before the server checks the client's certificate. The connection may
    // then end before the client has read the reason for the refusal.
    let versions = if shown == ServerCertificate::ServerOfKnownClients { &[&TLS12][..] } else { ALL_VERSIONS };
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_protocol_versions(versions)
        .expect("these are versions");
    let config = match shown {
        ServerCertificate::ServerOfKnownClients => {
            let mut roots = RootCertStore::empty();
            roots.add(AUTHORITY.der.clone()).expect("it is a certificate");
            let provider = Arc::new(aws_lc_rs::default_provider());
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
            config.with_client_cert_verifier(verifier.expect("there is a root"))
        }
        ServerCertificate::Server | ServerCertificate::Expired => config.with_no_client_auth(),
    };
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("it is a key");
    let mut config = config.with_single_cert(vec![certificate.der().clone()], key).expect("they belong together");
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}
