//! Purposes of HTTP clients.

/// Purpose for which the client builds an HTTP client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    Calls,
    /// Calls without TLS: neither the connection to the server nor the connection to a proxy uses TLS.
    CallsWithoutTls,
    #[cfg_attr(
        not(feature = "long-connection"),
        allow(dead_code, reason = "without this feature, there are no long connections")
    )]
    LongConnections,
}
