//! Tenant token of a custom app: obtained once, renewed in time, replaced after a rejection, and shared.

mod fetch;
mod issuer;
mod rejection;
mod renewal;
mod sessions;
mod shared_store;
