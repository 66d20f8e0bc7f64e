//! What the generated code stands on. It uses nothing else of this crate, and nothing here uses generated code.
//!
//! Not meant for callers: whatever they need is in the root of the crate. Of the modules written by hand only the
//! root, `delivery`, `export_job`, `sessions` and `smallest` know generated code, so that other generated code compiles with all the rest.

pub use crate::date_time::DateTime;
pub use crate::decode::{Decode, Field, read_object};
pub use crate::download::Download;
pub use crate::download::download;
pub use crate::encode::{Body, Encode, Object, to_json, write_object};
pub use crate::endpoint::{AnswerShape, Endpoint, EndpointInfo, ListedError, RateLimit};
pub use crate::error::Error;
pub use crate::event::{EventBody, EventInfo, EventType, OtherEvent, Subscription};
pub use crate::from_json::{Found, FromJson, read_strictly};
pub use crate::json::{Json, JsonError, RawJson};
pub use crate::kept_json::UnknownFields;
pub use crate::method::Method;
pub use crate::options::CallOptions;
pub use crate::paging::{Items, Paged, Pages};
pub use crate::param::Param;
pub use crate::reading::Reading;
pub use crate::request::{Call, CallSetup, Request, debug_call};
pub use crate::response::Response;
pub use crate::scope::Scope;
pub use crate::secret::Secret;
pub use crate::sending::{Responding, Sending, read_answer, send, send_as};
pub use crate::sensitive::Sensitive;
pub use crate::session::Session;
pub use crate::text::AsText;
pub use crate::time::{UnixMillis, UnixSeconds};
pub use crate::token_type::{AppType, Obtained, TokenInfo, TokenType};
pub use crate::union::read_text_or_object;
pub use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess};
pub use serde::ser::{Serialize, SerializeMap, Serializer};

#[allow(unused_imports)]
pub(crate) use crate::call::call;
pub(crate) use crate::decode::decode;
pub(crate) use crate::encode::{encode, encode_text_or_object};
pub(crate) use crate::event::event_body;
pub(crate) use crate::from_json::{deserialize, read_as};
pub(crate) use crate::newtype::text_newtype;
pub(crate) use crate::open_enum::{int_enum, text_enum};
pub(crate) use crate::paging::paged;
pub(crate) use crate::union::text_or_object;
