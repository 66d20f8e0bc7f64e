//! Addresses of this machine, to which the client may send secrets without TLS.

use std::net::IpAddr;

use reqwest::Url;

/// Returns whether traffic to an address never leaves this machine.
pub(crate) fn is_this_machine(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        return address.is_loopback();
    }
    // RFC 6761 reserves `localhost` and all names that end with `.localhost` for this machine. A dot at the end of a name
    // changes nothing.
    let name = host.strip_suffix('.').unwrap_or(host);
    name == "localhost" || name.ends_with(".localhost")
}
