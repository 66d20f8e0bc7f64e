//! Purpose of an HTTP client.

/// What an HTTP client is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    Calls,
    /// No server and no proxy has a certificate.
    CallsWithoutTls,
    #[cfg_attr(not(feature = "long-connection"), allow(dead_code, reason = "there are none"))]
    LongConnections,
}
