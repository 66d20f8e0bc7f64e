//! Settings of a connection, as the platform sends them.

use std::time::Duration;

use serde::de::MapAccess;

use crate::runtime::wire::decode::{Decode, Field, decode};
use crate::runtime::wire::from_json::read_all;
use crate::runtime::wire::reading::Misread;

/// Settings of a connection: attempts and pauses of a reconnection, and the interval of pings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ConnectionSettings {
    /// Maximum number of attempts to connect again; `None` for no limit.
    pub(super) tries: Option<u32>,
    /// Maximum pause before each attempt to connect again, except for the first attempt.
    pub(super) longest_pause: Duration,
    /// Maximum pause before the first attempt to connect again.
    pub(super) longest_first_pause: Duration,
    pub(super) ping: Duration,
}

/// Upper limit for each time in the settings from the platform, in seconds.
const LONGEST: u64 = 60 * 60;

impl Default for ConnectionSettings {
    fn default() -> Self {
        ClientConfig::default().into()
    }
}

impl ConnectionSettings {
    /// Reads new settings from JSON. If the JSON cannot be read, logs a warning and keeps the old settings.
    pub(super) fn update(&mut self, json: &[u8]) {
        match Self::read(json) {
            Ok(settings) => *self = settings,
            Err(error) => tracing::warn!(%error, "the platform's settings of the connection cannot be read"),
        }
    }

    fn read(json: &[u8]) -> Result<Self, Misread> {
        let (config, _) = read_all::<ClientConfig>(json, true)?;
        Ok(config.unwrap_or_default().into())
    }
}

/// Settings as the platform sends them. Times are in seconds. A count of -1 means no limit.
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

/// If a time is not positive, the client uses the default for this time. If a count is 0, the client also uses the default,
/// because 0 may stand for an unset field.
impl From<ClientConfig> for ConnectionSettings {
    fn from(config: ClientConfig) -> Self {
        Self {
            tries: config.reconnect_count.and_then(|tries| u32::try_from(tries).ok()).filter(|tries| *tries > 0),
            longest_pause: seconds(config.reconnect_interval, 120),
            longest_first_pause: seconds(config.reconnect_nonce, 30),
            ping: seconds(config.ping_interval, 120),
        }
    }
}

fn seconds(value: Option<i64>, default: i64) -> Duration {
    let seconds = value.filter(|value| *value > 0).unwrap_or(default);
    Duration::from_secs(seconds.unsigned_abs().min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> ConnectionSettings {
        ConnectionSettings::read(json.as_bytes()).unwrap()
    }

    #[test]
    fn missing_and_invalid_values_are_the_default() {
        let default = ConnectionSettings {
            tries: None,
            longest_pause: Duration::from_secs(120),
            longest_first_pause: Duration::from_secs(30),
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
        let longest = ConnectionSettings { tries: None, longest_pause: hour, longest_first_pause: hour, ping: hour };
        assert_eq!(same(&i64::MAX.to_string()), longest);
        let second = Duration::from_secs(1);
        let shortest =
            ConnectionSettings { tries: Some(1), longest_pause: second, longest_first_pause: second, ping: second };
        assert_eq!([same("1"), same("\"1\"")], [shortest; 2]);
        for unreadable in ["", "[]", r#"{"PingInterval": {}}"#, r#"{"PingInterval": 1e99}"#] {
            assert!(ConnectionSettings::read(unreadable.as_bytes()).is_err(), "{unreadable}");
        }
    }
}
