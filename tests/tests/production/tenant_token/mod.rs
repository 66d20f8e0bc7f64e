//! Tenant token of a custom app. The client fetches the token once, renews it in time, and replaces it after a rejection.
//! All sessions of a client, and all clients with the same token store, share the token.

mod fetch;
mod issuer;
mod rejection;
mod renewal;
mod sessions;
mod shared_store;
