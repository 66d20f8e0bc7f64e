//! Text that must not be printed.

use std::fmt;

use bytes::Bytes;
use zeroize::Zeroizing;

use crate::runtime::wire::from_json::read_as;

/// Password, token or other text that must not appear in a log.
///
/// The type has no `Display`, and `Debug` hides the text. [`Secret::expose`] returns the text. When a secret is dropped, its
/// memory is overwritten. `Serialize` does not hide the text, because requests contain the text.
///
/// ```
/// let secret = vc_api::Secret::from("hunter2");
/// assert_eq!(format!("{secret:?}"), "Secret(..)");
/// assert_eq!(secret.expose(), "hunter2");
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Returns the text of the secret. Do not print the text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Returns shared bytes, whose memory is overwritten when the last reference is dropped.
pub(crate) fn wiped_bytes(bytes: Zeroizing<Vec<u8>>) -> Bytes {
    Bytes::from_owner(bytes)
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Self::from(text.clone())
    }
}

impl From<&Self> for Secret {
    fn from(secret: &Self) -> Self {
        secret.clone()
    }
}

impl serde::Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

read_as!(Secret: String);

impl crate::runtime::wire::param::Param for Secret {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        add(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_wiped_when_it_is_dropped() {
        fn wiped(_: &impl zeroize::ZeroizeOnDrop) {}
        wiped(&Secret::from("hunter2").0);
    }

    #[test]
    fn is_hidden_but_travels() {
        let secret = Secret::from("hunter2");
        assert!(!format!("{secret:?} {:#?}", Some(&secret)).contains("hunter2"));
        assert_eq!(serde_json::to_string(&secret).unwrap(), "\"hunter2\"");
        assert_eq!(serde_json::from_str::<Secret>("\"hunter2\"").unwrap(), secret);
        assert_eq!(serde_json::from_str::<Secret>("123456").unwrap().expose(), "123456");
    }
}
