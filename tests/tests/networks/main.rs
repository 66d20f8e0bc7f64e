//! Calls over bad networks, in tables. Each row has a behaviour of the network, the expected result of the call, its
//! maximum duration, and the number of connections and requests.

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
