//! Cause of a failed connection, as far as it can be told from what the HTTP client says.

use std::error::Error as StdError;
use std::io;
use std::iter::successors;

/// Peer of a connection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Peer {
    /// Host and port.
    pub(crate) host: Option<String>,
    /// The proxy on the way, without its user and password.
    pub(crate) proxy: Option<String>,
    /// Whether this machine has no root certificates.
    pub(crate) has_no_roots: bool,
}

/// Cause of a failed connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "__rustls"), allow(dead_code, reason = "only rustls tells what is wrong with a certificate"))]
pub(crate) enum NetworkFault {
    /// The certificate of the server has an issuer that is not trusted.
    Issuer,
    /// The certificate of the server is over, or not valid yet.
    Expired,
    /// The certificate is that of another server.
    OtherServer,
    /// The certificate of the server is bad in another way.
    Certificate,
    /// The server takes no client without a certificate, or does not take this one.
    ClientCertificate,
    /// The proxy needs a user and a password, or others.
    ProxyLogin,
    /// The proxy did not connect to the server.
    ProxyRefusal,
    /// The HTTP client cannot speak to a proxy of that scheme.
    ProxyScheme,
    /// Nothing came on the connection for as long as a connection may be silent.
    Silence,
    Other,
}

impl NetworkFault {
    pub(crate) fn of(error: &reqwest::Error) -> Self {
        let fault = successors(Some(error as &(dyn StdError + 'static)), |cause| cause_of(*cause)).find_map(of_cause);
        match fault {
            // A connection that was never made is late, not silent.
            Some(Self::Silence) if error.is_connect() => Self::Other,
            fault => fault.unwrap_or(Self::Other),
        }
    }

    /// Returns whether no repetition helps: somebody must change something.
    pub(crate) fn is_final(self) -> bool {
        !matches!(self, Self::ProxyRefusal | Self::Silence | Self::Other)
    }
}

/// Returns the cause of an error. An I/O error does not give the error that it wraps as its source.
fn cause_of<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}

fn of_cause(cause: &(dyn StdError + 'static)) -> Option<NetworkFault> {
    #[cfg(feature = "__rustls")]
    if let Some(error) = cause.downcast_ref::<rustls::Error>() {
        return of_tls(error);
    }
    if let Some(error) = cause.downcast_ref::<io::Error>()
        && error.get_ref().is_none()
    {
        return (error.kind() == io::ErrorKind::TimedOut).then_some(NetworkFault::Silence);
    }
    // The types of these errors are not public.
    let text = cause.to_string();
    let holds = |part| text.contains(part);
    if holds("keep-alive timed out") {
        Some(NetworkFault::Silence)
    } else if holds("proxy authorization required")
        || holds("credentials not accepted")
        || holds("does not support user/pass authentication")
    {
        Some(NetworkFault::ProxyLogin)
    } else if holds("tunnel error: unsuccessful") {
        Some(NetworkFault::ProxyRefusal)
    } else if holds("nsupported scheme") || holds("scheme is not http") {
        Some(NetworkFault::ProxyScheme)
    } else if cfg!(feature = "native-tls") && holds("certificate") {
        // OpenSSL has a number for each of these, and the others have words.
        Some(if holds("expired") { NetworkFault::Expired } else { NetworkFault::Issuer })
    } else {
        None
    }
}

#[cfg(feature = "__rustls")]
fn of_tls(error: &rustls::Error) -> Option<NetworkFault> {
    use rustls::{AlertDescription as Alert, CertificateError as Bad, Error};
    Some(match error {
        Error::InvalidCertificate(Bad::UnknownIssuer) => NetworkFault::Issuer,
        Error::InvalidCertificate(
            Bad::Expired | Bad::ExpiredContext { .. } | Bad::NotValidYet | Bad::NotValidYetContext { .. },
        ) => NetworkFault::Expired,
        Error::InvalidCertificate(Bad::NotValidForName | Bad::NotValidForNameContext { .. }) => {
            NetworkFault::OtherServer
        }
        Error::InvalidCertificate(_) => NetworkFault::Certificate,
        Error::AlertReceived(
            Alert::CertificateRequired
            | Alert::BadCertificate
            | Alert::UnsupportedCertificate
            | Alert::CertificateRevoked
            | Alert::CertificateExpired
            | Alert::CertificateUnknown
            | Alert::UnknownCA
            | Alert::AccessDenied,
        ) => NetworkFault::ClientCertificate,
        _ => return None,
    })
}
