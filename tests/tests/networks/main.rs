//! Calls over bad networks. A row of a table contains a behaviour of the network, and the expected result of a call. The row
//! also contains the maximum duration of the call, and the number of connections and requests.

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
