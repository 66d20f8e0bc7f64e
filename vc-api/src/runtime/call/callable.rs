//! Methods that all generated calls have in common.

use crate::runtime::client::session::Session;
use crate::runtime::operation::token_type::TokenType;
use crate::runtime::send::request::CallSetup;

impl<K: TokenType> Session<K> {
    /// Returns a call without arguments.
    #[doc(hidden)]
    #[must_use]
    pub fn prepare(&self) -> CallSetup {
        CallSetup::new(self.context())
    }
}

/// Implements the methods that send a generated call and set its options. The field `call` of the generated type contains
/// the session.
macro_rules! callable {
    ($name:ident, send) => {
        $crate::runtime::callable!($name, send, send);

        impl $name {
            /// Sends the call, and decodes the response as a `T`, instead of the type that `.await` returns.
            ///
            /// A program can define `T` with fields that this version of the crate does not know.
            pub fn read_as<T: $crate::runtime::DeserializeOwned + std::marker::Send + 'static>(
                self,
            ) -> $crate::runtime::Sending<T> {
                $crate::runtime::send_as(&self)
            }
        }
    };
    ($name:ident, download) => {
        $crate::runtime::callable!($name, download, download);
    };
    ($name:ident, $kind:ident, $send:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::runtime::debug_call(<Self as $crate::runtime::Endpoint>::INFO, f)
            }
        }

        impl IntoFuture for $name {
            type Output = Result<<Self as $crate::runtime::Endpoint>::Response, $crate::runtime::Error>;
            type IntoFuture = $crate::runtime::Sending<<Self as $crate::runtime::Endpoint>::Response>;
            fn into_future(self) -> Self::IntoFuture {
                $crate::runtime::$send(&self)
            }
        }

        impl $name {
            /// Sends the call, and returns the response with metadata, such as the log id and the number of attempts.
            pub fn send(self) -> $crate::runtime::Responding<<Self as $crate::runtime::Endpoint>::Response> {
                $crate::runtime::$send(&self).with_metadata()
            }
            /// Sets options of this call, such as its timeout.
            pub fn options(mut self, options: $crate::runtime::CallOptions) -> Self {
                self.call.set_options(options);
                self
            }
        }
    };
}
pub(crate) use callable;
