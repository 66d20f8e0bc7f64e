//! What the platform says of how the connection is to be kept.

use std::time::Duration;

use serde::de::MapAccess;

use crate::runtime::wire::decode::{Decode, Field, decode};
use crate::runtime::wire::from_json::read_all;
use crate::runtime::wire::reading::Misread;

/// How often and when to connect again, and how often to ping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ConnectionSettings {
    /// How often it is tried to connect again; `None` for ever.
    pub(super) tries: Option<u32>,
    /// The longest pause before the first attempt is `nonce`, and that before each other `interval`.
    pub(super) interval: Duration,
    pub(super) nonce: Duration,
    pub(super) ping: Duration,
}

/// No time that the platform sets is longer.
const LONGEST: u64 = 60 * 60;

impl Default for ConnectionSettings {
    fn default() -> Self {
        ClientConfig::default().into()
    }
}

impl ConnectionSettings {
    /// Takes what is told, if it can be read.
    pub(super) fn update(&mut self, json: &[u8]) {
        match Self::read(json) {
            Ok(settings) => *self = settings,
            Err(error) => tracing::warn!(%error, "what the platform says of how to keep the connection cannot be read"),
        }
    }

    fn read(json: &[u8]) -> Result<Self, Misread> {
        let (told, _) = read_all::<ClientConfig>(json, true)?;
        Ok(told.unwrap_or_default().into())
    }
}

/// As it is told: seconds, and a count in which -1 means for ever.
#[derive(Default)]
struct ClientConfig {
    reconnect_count: Option<i64>,
    reconnect_interval: Option<i64>,
    reconnect_nonce: Option<i64>,
    ping_interval: Option<i64>,
}

impl Decode for ClientConfig {
    fn empty() -> Self {
        Self::default()
    }

    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
        match name {
            "ReconnectCount" => value.option(&mut self.reconnect_count),
            "ReconnectInterval" => value.option(&mut self.reconnect_interval),
            "ReconnectNonce" => value.option(&mut self.reconnect_nonce),
            "PingInterval" => value.option(&mut self.ping_interval),
            _ => value.skip(),
        }
    }
}

decode!(ClientConfig);

/// A time that is not positive makes no sense and is the default; so is a count of 0, which may be a field that was not
/// set, and must not end the connection.
impl From<ClientConfig> for ConnectionSettings {
    fn from(told: ClientConfig) -> Self {
        Self {
            tries: told.reconnect_count.and_then(|tries| u32::try_from(tries).ok()).filter(|tries| *tries > 0),
            interval: seconds(told.reconnect_interval, 120),
            nonce: seconds(told.reconnect_nonce, 30),
            ping: seconds(told.ping_interval, 120),
        }
    }
}

fn seconds(told: Option<i64>, default: i64) -> Duration {
    let seconds = told.filter(|told| *told > 0).unwrap_or(default);
    Duration::from_secs(seconds.unsigned_abs().min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> ConnectionSettings {
        ConnectionSettings::read(json.as_bytes()).unwrap()
    }

    #[test]
    fn what_is_not_told_or_makes_no_sense_is_the_default() {
        let default = ConnectionSettings {
            tries: None,
            interval: Duration::from_secs(120),
            nonce: Duration::from_secs(30),
            ping: Duration::from_secs(120),
        };
        assert_eq!(ConnectionSettings::default(), default);
        let same = |value: &str| {
            let names = ["ReconnectCount", "ReconnectInterval", "ReconnectNonce", "PingInterval"];
            let fields: Vec<String> = names.iter().map(|name| format!("\"{name}\": {value}")).collect();
            read(&format!("{{{}}}", fields.join(", ")))
        };
        assert_eq!([read("{}"), same("0"), same("-1"), same("null"), same(&i64::MIN.to_string())], [default; 5]);
        let hour = Duration::from_secs(3600);
        let longest = ConnectionSettings { tries: None, interval: hour, nonce: hour, ping: hour };
        assert_eq!(same(&i64::MAX.to_string()), longest);
        let second = Duration::from_secs(1);
        let shortest = ConnectionSettings { tries: Some(1), interval: second, nonce: second, ping: second };
        assert_eq!([same("1"), same("\"1\"")], [shortest; 2]);
        for unreadable in ["", "[]", r#"{"PingInterval": {}}"#, r#"{"PingInterval": 1e99}"#] {
            assert!(ConnectionSettings::read(unreadable.as_bytes()).is_err(), "{unreadable}");
        }
    }
}
