//! Typed client for the Feishu and Lark video conferencing API: meetings, reservations, recordings, meeting rooms,
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
//! A [`Client`] holds the app and the connections. A [`Session`] makes calls with one type of access token. The methods of a
//! session return the operations of a resource, such as [`rooms`](Session::rooms). An operation that does not accept the
//! session's token type does not compile. A required value is an argument, an optional value is a setter, and `.await` sends
//! the call.
//!
//! The client runs on tokio and logs through `tracing`. Clients and sessions are `Send`, `Sync` and cheap to clone.
//! Dropping the future of a call cancels the call.
//!
//! # Overview
//!
//! | subject | see |
//! | --- | --- |
//! | options of a client: Lark, base URL, timeouts, retries, rate limits | [`ClientBuilder`] |
//! | sessions of an app | [`Client::tenant`]; for a store app, [`Client::tenant_of`] |
//! | logins and sessions of users | [`Client::login`], [`Client::user`] |
//! | session from an existing access token | [`Client::session`] |
//! | tokens and logins that several programs share | [`TokenStore`] |
//! | options, metadata and JSON of one call | [`CallOptions`], [`Response`] |
//! | lists in pages | [`Items`], [`Pages`] |
//! | downloads and exports | [`Download`], [`Session::export`] |
//! | errors and their remedies | [`Error`] |
//! | events by webhook or long connection | [`Events`], [`Webhook`] |
//! | meetings that a bot follows or attends | [`Follower`], [`MeetingAgent`] |
//! | scopes that a program needs | [`smallest_scopes`], [`scopes`] |
//! | description of an operation | [`Endpoint`], [`endpoints::ALL`] |
//! | tests of your program without the platform | module `testing`, with the feature `testing` |
//! | operations that this version does not know | [`Session::call`] |
//! | operations and types of one resource | its module, such as [`meeting`], [`reserve`], [`room`], [`bot`], [`note`] |
//!
//! # Compatibility
//!
//! The platform grows, and old clients keep working. Enums have a variant `Unknown` for unknown values. The client ignores
//! unknown fields. If a value has a wrong type, the client leaves out this value, and reads all other values: see
//! [`SkippedValues`]. An event of an unknown type is an [`Event::Other`].
//!
//! # Features
//!
//! - `rustls` (default), `rustls-ring` and `native-tls`: the TLS library. `rustls-ring` is rustls with the crypto provider
//!   ring, which builds faster than aws-lc. `rustls-ring` has no effect if `rustls` or `native-tls` is on. Without a TLS
//!   library, only `http` works, unless you provide an HTTP client with TLS.
//! - `bundled-roots`: the root certificates of Mozilla, for machines and containers without root certificates.
//! - `socks`: support of SOCKS proxies.
//! - `gzip`: support of responses that a gateway compresses.
//! - `encode-responses`: `Serialize` for the models of responses too, for example to store these models.
//! - `jiff`, `chrono`, `time`: conversions of [`UnixSeconds`], [`UnixMillis`] and [`DateTime`] from and to the types of
//!   these crates.
//! - `redis`: `RedisStore`, a [`TokenStore`] and [`SeenStore`] that processes and machines share.
//! - `redis-cluster`: `RedisStore` over Redis Cluster and Redis Sentinel.
//! - `axum`: [`WebhookReceiver`] in an axum router.
//! - `long-connection`: events by a connection that the app itself opens; see `Events::connect`.
//! - `testing`: a double of the platform and samples of all types, for tests of your program; see the module `testing`.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod api;
// The generator formats this code. rustfmt would change it, and `cargo xtask regen` would change it back.
#[rustfmt::skip]
mod generated;
#[doc(hidden)]
pub mod runtime;
#[cfg(feature = "testing")]
pub mod testing;

pub use crate::api::agent::attended_meeting::AttendedMeeting;
pub use crate::api::agent::follower::{Follower, MeetingEnd};
pub use crate::api::agent::happening::{
    Countdown, DocumentContext, Happened, Happening, Left, Said, Sharing, UnknownHappening, Wrote,
};
pub use crate::api::agent::join_error::JoinError;
pub use crate::api::agent::meeting_agent::{JoinTarget, Joined, MeetingAgent};
pub use crate::api::agent::meeting_cursor::MeetingCursor;
pub use crate::api::agent::meeting_handle::MeetingHandle;
pub use crate::api::agent::person::Person;
pub use crate::api::agent::settled::Settled;
pub use crate::api::export_job::{ExportJob, ExportProgress, ExportedFile, FinishedExport};
#[doc(hidden)]
#[cfg(fuzzing)]
pub use crate::api::fuzzing;
pub use crate::api::receive::delivery::{Delivery, DeliveryError};
pub use crate::api::receive::events::Events;
pub use crate::api::receive::handler::{EventContext, Handler, HandlerResult};
#[cfg(feature = "long-connection")]
pub use crate::api::receive::long_connection::activity::ConnectionActivity;
#[cfg(feature = "long-connection")]
pub use crate::api::receive::long_connection::connection::Connection;
#[cfg(feature = "long-connection")]
pub use crate::api::receive::long_connection::error::ConnectionError;
#[cfg(feature = "long-connection")]
pub use crate::api::receive::long_connection::reconnect::Reconnect;
#[cfg(feature = "long-connection")]
pub use crate::api::receive::long_connection::state::{ConnectionState, ConnectionWatch};
pub use crate::api::receive::webhook::{Outcome, Webhook, WebhookConfig, WebhookError};
pub use crate::api::receive::webhook_receiver::WebhookReceiver;
pub use crate::api::smallest_scopes::smallest_scopes;
pub use crate::generated::events::Event;
pub use crate::generated::tokens::{App, Tenant, User};
pub use crate::generated::*;
pub use crate::runtime::auth::grant::Grant;
pub use crate::runtime::auth::login::{Login, LoginRequest};
pub use crate::runtime::auth::secret_provider::{AppSecretFuture, AppSecretProvider};
pub use crate::runtime::call::download::Download;
pub use crate::runtime::call::paging::{Cursor, InvalidCursor, Items, Paged, Pages};
pub use crate::runtime::call::raw_call::RawCall;
pub use crate::runtime::client::builder::ClientBuilder;
pub use crate::runtime::client::handle::Client;
pub use crate::runtime::client::session::Session;
pub use crate::runtime::error;
pub use crate::runtime::error::store_error::StoreError;
pub use crate::runtime::error::types::Error;
pub use crate::runtime::operation::endpoint::{Endpoint, EndpointInfo, ListedError, RateLimit, ResponseShape};
pub use crate::runtime::operation::event_type::{EventInfo, EventType, OtherEvent, Subscription};
pub use crate::runtime::operation::method::Method;
pub use crate::runtime::operation::scope::Scope;
pub use crate::runtime::operation::token_type::{AppType, TokenEndpoint, TokenInfo, TokenType};
pub use crate::runtime::send::attempt_hook::{AttemptHook, AttemptOutcome, AttemptRequest};
pub use crate::runtime::send::options::CallOptions;
pub use crate::runtime::send::request::{Call, Request};
pub use crate::runtime::send::response::{Metadata, Response};
pub use crate::runtime::send::retry::Retry;
pub use crate::runtime::send::sending::{Responding, Sending};
#[cfg(feature = "redis")]
pub use crate::runtime::store::redis::RedisStore;
pub use crate::runtime::store::seen_store::{MemorySeen, Seen, SeenStore};
pub use crate::runtime::store::token_store::{MemoryStore, StoreEntry, StoreFuture, TokenStore};
pub use crate::runtime::wire::date_time::{DateTime, InvalidDateTime};
pub use crate::runtime::wire::json::{Json, JsonError, RawJson};
pub use crate::runtime::wire::kept_json::{KeptJson, UnknownFields};
pub use crate::runtime::wire::param::Param;
#[cfg(feature = "testing")]
pub use crate::runtime::wire::sample::Sample;
pub use crate::runtime::wire::secret::Secret;
pub use crate::runtime::wire::sensitive::Sensitive;
pub use crate::runtime::wire::skipped::{JsonKind, SkippedValue, SkippedValues};
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
pub use crate::runtime::wire::time_conversions::OutOfRange;
pub use crate::runtime::wire::unix_time::{UnixMillis, UnixSeconds};
#[cfg(feature = "redis")]
pub use redis;
pub use reqwest;

// Through these items, the doc tests compile the examples in the README and in `docs/`.
#[cfg(all(doctest, feature = "axum", feature = "testing"))]
#[doc = include_str!("../../README.md")]
struct ReadmePage;

#[cfg(doctest)]
#[doc = include_str!("../../docs/calls.md")]
struct CallsPage;

#[cfg(all(doctest, feature = "redis"))]
#[doc = include_str!("../../docs/production.md")]
struct ProductionPage;

#[cfg(doctest)]
#[doc = include_str!("../../docs/operating.md")]
struct OperatingPage;

#[cfg(all(doctest, feature = "axum", feature = "long-connection", feature = "testing"))]
#[doc = include_str!("../../docs/events.md")]
struct EventsPage;

#[cfg(doctest)]
#[doc = include_str!("../../docs/spec.md")]
struct SpecPage;

#[cfg(doctest)]
#[doc = include_str!("../../docs/speed.md")]
struct SpeedPage;
