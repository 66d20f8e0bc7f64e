//! Runtime of the generated code. Generated files use only `crate::runtime` and each other.
//!
//! The runtime uses only its own modules. Each module may use the modules below it in this list:
//!
//! - `served`: decoding of calls and encoding of responses in a double of the platform
//! - `call`: common methods of generated calls, calls by path, pages and downloads
//! - `client`: the client, its options and its sessions
//! - `auth`: tokens and logins
//! - `send`: sending of one call
//! - `store`: stores of tokens, logins and seen events
//! - `error`: errors that callers see
//! - `operation`: descriptions of operations, events, scopes and token types
//! - `wire`: encoding and decoding of values
//! - `util`: helpers that are independent of the other modules
//!
//! Callers use the root of the crate instead of this module.

pub(crate) mod auth;
pub(crate) mod call;
pub(crate) mod client;
pub mod error;
pub(crate) mod operation;
pub(crate) mod send;
#[cfg(feature = "testing")]
pub(crate) mod served;
pub(crate) mod store;
pub(crate) mod util;
pub(crate) mod wire;

pub use crate::runtime::call::download::{Download, download};
pub use crate::runtime::call::paging::{Items, Paged, Pages};
pub use crate::runtime::client::session::Session;
pub use crate::runtime::error::types::Error;
pub use crate::runtime::operation::endpoint::{Endpoint, EndpointInfo, ListedError, RateLimit, ResponseShape};
pub use crate::runtime::operation::event_type::{EventBody, EventInfo, EventOf, EventType, OtherEvent, Subscription};
pub use crate::runtime::operation::method::Method;
pub use crate::runtime::operation::scope::Scope;
pub use crate::runtime::operation::token_type::{AppType, TokenEndpoint, TokenInfo, TokenType};
pub use crate::runtime::send::options::CallOptions;
pub use crate::runtime::send::request::{Call, CallSetup, Request, debug_call};
pub use crate::runtime::send::response::Response;
pub use crate::runtime::send::sending::{Responding, Sending, read_response, send, send_as};
#[cfg(feature = "testing")]
pub use crate::runtime::served::{
    received_parts::ReceivedParts,
    reply::{File, Reply},
    served_call::{Served, ServedOperation, ServedPages, serve, serve_pages},
};
pub use crate::runtime::wire::as_text::AsText;
pub use crate::runtime::wire::date_time::DateTime;
pub use crate::runtime::wire::decode::{Decode, Field, read_object};
pub use crate::runtime::wire::encode::{Body, Encode, Object, to_json, write_object};
#[cfg(not(feature = "encode-responses"))]
pub use crate::runtime::wire::encode::{EncodeResponses, feature_missing};
pub use crate::runtime::wire::from_json::{Found, FromJson, read_strictly};
pub use crate::runtime::wire::json::{Json, JsonError, RawJson};
pub use crate::runtime::wire::kept_json::UnknownFields;
pub use crate::runtime::wire::param::Param;
pub use crate::runtime::wire::reading::Reading;
#[cfg(feature = "testing")]
pub use crate::runtime::wire::sample::{Sample, SampleJson, sample_json};
pub use crate::runtime::wire::secret::Secret;
pub use crate::runtime::wire::sensitive::Sensitive;
pub use crate::runtime::wire::text_or_object::read_text_or_object;
pub use crate::runtime::wire::unix_time::{UnixMillis, UnixSeconds};
pub use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess};
pub use serde::ser::{Serialize, SerializeMap, Serializer};

#[allow(unused_imports, reason = "which macros are used depends on features and on the spec")]
pub(crate) use crate::runtime::{
    call::{callable::callable, paging::paged},
    operation::event_type::event_body,
    wire::{
        decode::decode,
        encode::{encode, encode_received, encode_text_or_object},
        from_json::{deserialize, read_as},
        newtype::text_newtype,
        open_enum::{int_enum, text_enum},
        text_or_object::text_or_object,
    },
};
