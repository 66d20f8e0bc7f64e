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
    pub(crate) keep_json: bool,
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

    /// Whether the whole answer is kept as JSON beside the typed one, in [`Metadata::json`](crate::Metadata::json).
    ///
    /// It has what this version does not know. See also the method `read_as` of a call.
    ///
    /// ```no_run
    /// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), Box<dyn std::error::Error>> {
    /// use vc_api::CallOptions;
    ///
    /// let call = org.rooms().get("omm_4de32cf10a4358788ff4e09e37ebbf9b");
    /// let response = call.options(CallOptions::new().keep_json(true)).send().await?;
    /// if let Some(json) = response.metadata.json {
    ///     println!("{:?}: {}", response.answer.name, json.decode::<serde_json::Value>()?["data"]["room"]["color"]);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn keep_json(mut self, keep: bool) -> Self {
        self.keep_json = keep;
        self
    }
}

/// What all generated calls have in common: how they are sent, and options. They keep their session in `call`.
macro_rules! call {
    ($name:ident, send) => {
        $crate::runtime::call!($name, send, send);

        impl $name {
            /// Sends the call, and reads the answer as a type of the caller instead: what `.await` would give.
            ///
            /// So a type can have fields that this version does not know.
            pub fn read_as<T: $crate::runtime::DeserializeOwned + std::marker::Send + 'static>(
                self,
            ) -> $crate::runtime::Sending<T> {
                $crate::runtime::send_as(&self)
            }
        }
    };
    ($name:ident, download) => {
        $crate::runtime::call!($name, download, download);
    };
    ($name:ident, $kind:ident, $send:ident) => {
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
