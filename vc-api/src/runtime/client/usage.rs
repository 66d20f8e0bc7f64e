//! Purposes of HTTP clients.

/// Purpose of an HTTP client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    Calls,
    /// Calls without TLS: neither the server nor a proxy has a certificate.
    CallsWithoutTls,
    #[cfg_attr(
        not(feature = "long-connection"),
        allow(dead_code, reason = "without this feature, there are no long connections")
    )]
    LongConnections,
}
