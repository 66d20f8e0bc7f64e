//! Calls over bad networks: each row of a table tells what the network does, and what the caller then gets, how soon, over
//! how many connections and by how many requests.

mod certificates;
mod environment;
mod installed_proxies;
mod link;
mod long_connection;
mod names;
mod proxies;
mod proxy;
mod raw;
mod server;
mod soak;
mod stalls;
mod support;
mod trust;
