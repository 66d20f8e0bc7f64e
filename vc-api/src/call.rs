//! What every generated call can do besides taking its arguments.

use std::time::Duration;

use crate::retry::Retry;

/// Options of one call; what is not set is as the client says.
///
/// ```no_run
/// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), vc_api::Error> {
/// use std::time::Duration;
/// use vc_api::{CallOptions, Retry};
///
/// let hurried = CallOptions::new().timeout(Duration::from_secs(2)).retry(Retry::none());
/// let room = org.rooms().get("omm_4de32cf10a4358788ff4e09e37ebbf9b").options(hurried).await?;
/// # Ok(())
/// # }
/// ```
#[must_use]
#[derive(Debug, Clone, Default)]
pub struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Option<Retry>,
}

impl CallOptions {
    /// Options in which nothing is set.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long the call may take in all; see [`ClientBuilder::timeout`](crate::ClientBuilder::timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long one attempt may take; see [`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout).
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// How often the call is sent again, and after what pauses; see [`ClientBuilder::retry`](crate::ClientBuilder::retry).
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }
}

/// What all generated calls have in common: how they are sent, and options. They keep their session in `call`.
macro_rules! call {
    ($name:ident, $send:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::runtime::debug_call(<Self as $crate::runtime::Endpoint>::INFO, f)
            }
        }

        impl IntoFuture for $name {
            type Output = Result<<Self as $crate::runtime::Endpoint>::Answer, $crate::runtime::Error>;
            type IntoFuture = $crate::runtime::Sending<<Self as $crate::runtime::Endpoint>::Answer>;
            fn into_future(self) -> Self::IntoFuture {
                $crate::runtime::$send(&self)
            }
        }

        impl $name {
            /// Sends the call, and gives with the answer what else is known: the log ids, the number of attempts.
            pub fn send(self) -> $crate::runtime::Responding<<Self as $crate::runtime::Endpoint>::Answer> {
                $crate::runtime::$send(&self).with_metadata()
            }
            /// Sets options of this one call, such as its timeout.
            pub fn options(mut self, options: $crate::runtime::CallOptions) -> Self {
                self.call.set_options(options);
                self
            }
        }
    };
}
pub(crate) use call;
