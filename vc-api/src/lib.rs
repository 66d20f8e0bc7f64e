//! A typed client of the Feishu and Lark video conferencing API: meetings, reservations, recordings, meeting rooms,
//! reports and their events.
//!
//! ```no_run
//! use vc_api::Client;
//!
//! # async fn example() -> Result<(), vc_api::Error> {
//! let client = Client::builder().app("cli_…", "secret").build()?; // Feishu; `.lark()` calls Lark
//! let org = client.tenant();
//!
//! let room = org.rooms().create("Atlantis", 10, "omb_4ad1a2c7a2fbc5fc9570f38456931293").description("Third floor").await?;
//! println!("{} is {:?}", room.room_id, room.name);
//!
//! let mut rooms = org.rooms().list().page_size(100).items();
//! while let Some(room) = rooms.try_next().await? {
//!     println!("{}: {:?} people", room.room_id, room.capacity);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! - A [`Client`] knows where the platform is and which app it calls for, a [`Session`] has a token of one kind. The
//!   methods of a session give the operations of each resource; one that does not accept that kind of token does not
//!   compile.
//! - Tokens are fetched, kept and renewed: see [`Client::tenant`], [`Client::tenant_of`] and [`Client::login`].
//!   [`Client::session`] takes one as it is.
//! - What an operation must be told is an argument, everything else is a setter, and `.await` sends it. `.send()` gives
//!   the [`Metadata`] as well, `.options(…)` sets [`CallOptions`].
//! - Calls are sent again when that is safe, and wait as the rate limit asks: see [`Retry`] and the options of
//!   [`ClientBuilder`].
//! - Lists that come in pages are streams: see [`Items`] and [`Pages`]. Exports are one call: see [`Session::export`].
//! - Enums know that the platform grows: a value of which this version has not heard is `Unknown`.
//! - Every call is also a type that describes itself, see [`Endpoint`]. All are listed in [`endpoints::ALL`], and
//!   [`smallest_scopes`] tells which scopes an app must ask for.
//! - What this crate does not know can be called by path: [`Session::call`].
//! - [`Events`] are handled by functions, one for each type, and come by webhook or, for custom apps, by a connection that
//!   the app opens. [`Webhook`] verifies and reads them for those who do the rest themselves.
//! - What went wrong, and what to do about it, is told by [`Error`].
//!
//! The client runs on tokio, and tells what it does by `tracing`. Sessions and clients are `Send`, `Sync` and cheap to clone; dropping the future of a
//! call ends it.
//!
//! # Features
//!
//! - `rustls` (default) and `native-tls`: which library does TLS. With neither, only `http` works, unless the HTTP client
//!   that is given can do more.
//! - `encode-answers`: `Serialize` also for what is only ever received, to store answers and events.
//! - `jiff`, `chrono`, `time`: conversions of [`UnixSeconds`] and [`UnixMillis`] from and to the types of these crates.
//! - `redis`: `RedisStore`, a [`TokenStore`] and [`SeenStore`] that processes and machines share.
//! - `axum`: [`WebhookReceiver`] in a router of axum.
//! - `long-connection`: events by a connection that the app itself opens, see `Events::connect`.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod acquire;
mod advice;
mod builder;
mod call;
mod client;
mod code;
mod containers;
mod date_time;
mod deadline;
mod decode;
mod delivery;
mod diagnosis;
mod download;
mod encode;
mod endpoint;
mod envelope;
pub mod error;
mod event;
mod exact_json;
mod exchange;
mod export_job;
mod from_json;
#[doc(hidden)]
#[cfg(fuzzing)]
pub mod fuzzing;
// Printed by the generator; formatting it again would make `cargo xtask regen` undo it.
#[rustfmt::skip]
mod generated;
mod grant;
mod hitting_set;
mod jitter;
mod json;
mod kept_body;
mod kept_json;
mod lock;
mod login;
mod managed_token;
mod message;
mod method;
mod newtype;
mod one_line;
mod open_enum;
mod options;
mod pacing;
mod paging;
mod param;
mod raw_call;
mod reading;
mod receive;
#[cfg(feature = "redis")]
mod redis_store;
mod request;
mod required;
mod response;
mod response_head;
mod retry;
#[doc(hidden)]
pub mod runtime;
mod scalar;
mod scope;
mod secret;
mod sender;
mod sending;
mod sensitive;
mod session;
mod site;
mod skipped;
mod smallest;
mod store;
mod store_error;
mod tenant_session;
mod text;
mod ticket;
mod ticket_event;
mod time;
mod time_conversions;
mod token;
mod token_call;
mod token_manager;
mod token_state;
mod token_type;
mod transport;
mod union;
mod user_session;

pub use crate::builder::ClientBuilder;
pub use crate::client::Client;
pub use crate::date_time::{DateTime, InvalidDateTime};
pub use crate::delivery::{Delivery, DeliveryError};
pub use crate::download::Download;
pub use crate::endpoint::{AnswerShape, Endpoint, EndpointInfo, ListedError, RateLimit};
pub use crate::error::Error;
pub use crate::event::{EventInfo, EventType, OtherEvent, Subscription};
pub use crate::export_job::{ExportJob, ExportProgress, ExportedFile, FinishedExport};
pub use crate::generated::events::Event;
pub use crate::generated::tokens::{App, Tenant, User};
pub use crate::generated::*;
pub use crate::grant::Grant;
pub use crate::json::{Json, JsonError, RawJson};
pub use crate::kept_json::{KeptJson, UnknownFields};
pub use crate::login::{Login, LoginRequest};
pub use crate::method::Method;
pub use crate::options::CallOptions;
pub use crate::paging::{Cursor, InvalidCursor, Items, Paged, Pages};
pub use crate::param::Param;
pub use crate::raw_call::RawCall;
#[cfg(feature = "long-connection")]
pub use crate::receive::{Connection, ConnectionError, ConnectionState};
pub use crate::receive::{
    EventContext, Events, Handler, HandlerResult, MemorySeen, Outcome, Seen, SeenStore, Webhook, WebhookConfig,
    WebhookError, WebhookReceiver,
};
#[cfg(feature = "redis")]
pub use crate::redis_store::RedisStore;
pub use crate::request::{Call, Request};
pub use crate::response::{Metadata, Response};
pub use crate::retry::Retry;
pub use crate::scope::Scope;
pub use crate::secret::Secret;
pub use crate::sending::{Responding, Sending};
pub use crate::sensitive::Sensitive;
pub use crate::session::Session;
pub use crate::skipped::{JsonKind, SkippedValue, SkippedValues};
pub use crate::smallest::smallest_scopes;
pub use crate::store::{MemoryStore, StoreEntry, StoreFuture, TokenStore};
pub use crate::store_error::StoreError;
pub use crate::time::{UnixMillis, UnixSeconds};
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
pub use crate::time_conversions::OutOfRange;
pub use crate::token_type::{AppType, Obtained, TokenInfo, TokenType};
#[cfg(feature = "redis")]
pub use redis;
pub use reqwest;

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
