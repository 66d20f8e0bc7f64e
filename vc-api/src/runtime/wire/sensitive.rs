//! Text that people said or wrote.

use std::fmt;
use std::ops::Deref;

use crate::runtime::wire::from_json::read_as;

/// Text that people said or wrote, such as a sentence of a transcript or a chat message.
///
/// The type can be used like a `str`. `Debug` shows only the length of the text, so that the text does not reach a log by
/// accident. `Display` shows the text.
///
/// ```
/// let text = vc_api::Sensitive::from("We should ship");
/// assert_eq!(format!("{text:?}"), "Sensitive(14 bytes)");
/// assert_eq!(text.to_string(), "We should ship");
/// assert!(text.contains("ship"));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Sensitive(String);

impl Sensitive {
    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Sensitive {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Sensitive {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<String> for Sensitive {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Sensitive {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&String> for Sensitive {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

impl From<&Self> for Sensitive {
    fn from(text: &Self) -> Self {
        text.clone()
    }
}

impl From<Sensitive> for String {
    fn from(text: Sensitive) -> Self {
        text.0
    }
}

impl PartialEq<str> for Sensitive {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Sensitive {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for Sensitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Sensitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sensitive({} bytes)", self.0.len())
    }
}

impl serde::Serialize for Sensitive {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

read_as!(Sensitive: String);

impl crate::runtime::wire::param::Param for Sensitive {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        add(&self.0);
    }
}
