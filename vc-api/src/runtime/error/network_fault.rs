//! Cause of a failed connection, derived from the error of the HTTP client.

use std::error::Error as StdError;
use std::io;
use std::iter::successors;

/// Peer of a connection: the server, and the proxy in front of the server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Peer {
    /// Host and port of the server.
    pub(crate) host: Option<String>,
    /// Address of the proxy, without its user and password.
    pub(crate) proxy: Option<String>,
    /// Whether this machine has no root certificates.
    pub(crate) has_no_roots: bool,
}

/// Cause of a failed connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "__rustls"), allow(dead_code, reason = "only rustls tells what is wrong with a certificate"))]
pub(crate) enum NetworkFault {
    /// The client does not trust the issuer of the server's certificate.
    Issuer,
    /// The certificate of the server has expired, or is not valid yet.
    Expired,
    /// The certificate belongs to another server.
    OtherServer,
    /// The certificate of the server is invalid in another way.
    Certificate,
    /// The server requires a client certificate, or does not accept the given client certificate.
    ClientCertificate,
    /// The proxy requires a user and a password, or rejects the given user and password.
    ProxyLogin,
    /// The proxy did not connect to the server.
    ProxyRefusal,
    /// The HTTP client does not support the scheme of the proxy.
    ProxyScheme,
    /// The connection was silent for longer than the client allows.
    Silence,
    Other,
}

impl NetworkFault {
    pub(crate) fn of(error: &reqwest::Error) -> Self {
        let fault = successors(Some(error as &(dyn StdError + 'static)), |cause| cause_of(*cause)).find_map(of_cause);
        match fault {
            // The client could not connect in time. `Silence` means that an open connection transfers no data.
            Some(Self::Silence) if error.is_connect() => Self::Other,
            fault => fault.unwrap_or(Self::Other),
        }
    }

    /// Returns whether a retry cannot help, because somebody must change something first.
    pub(crate) fn is_final(self) -> bool {
        !matches!(self, Self::ProxyRefusal | Self::Silence | Self::Other)
    }
}

/// Returns the cause of an error. If an I/O error wraps another error, the wrapped error is the cause, although `source`
/// does not return the wrapped error.
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
    // The types of the remaining errors are not public. So only the text of the error shows the fault.
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
        // Each TLS library gives a text for the fault. Only OpenSSL also gives a number.
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
