//! Places in files, and the escapes of keys in JSON pointers.

use std::fmt::Write as _;
use std::sync::Arc;

/// A place in a file. A JSON pointer names the place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The path of the file.
    pub file: Arc<str>,
    /// The JSON pointer, or an empty text for the whole file.
    pub pointer: String,
}

impl Place {
    /// Returns the place of a whole file.
    pub fn file(name: impl Into<Arc<str>>) -> Self {
        Self { file: name.into(), pointer: String::new() }
    }

    /// Returns the place of a key in the mapping at this place.
    pub fn key(&self, key: &str) -> Self {
        let mut pointer = self.pointer.clone();
        push_key(&mut pointer, key);
        Self { file: Arc::clone(&self.file), pointer }
    }

    /// Returns the parent place, and the key of this place in the parent. A whole file has no parent.
    pub fn parent(&self) -> Option<(Self, String)> {
        let (pointer, key) = self.pointer.rsplit_once('/')?;
        Some((Self { file: Arc::clone(&self.file), pointer: pointer.to_owned() }, unescape(key)))
    }

    /// Returns whether this place is the place `other` or a place within `other`.
    pub fn is_within(&self, other: &Self) -> bool {
        let inner = self.pointer.strip_prefix(&other.pointer);
        self.file == other.file && inner.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Returns the place of an item in the list at this place. `index` counts from 0.
    pub fn index(&self, index: usize) -> Self {
        let mut pointer = self.pointer.clone();
        // Writing to a String cannot fail.
        let _ = write!(pointer, "/{index}");
        Self { file: Arc::clone(&self.file), pointer }
    }
}

/// Appends a key to a JSON pointer, with `~` and `/` escaped.
pub(super) fn push_key(pointer: &mut String, key: &str) {
    pointer.push('/');
    for c in key.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

pub(super) fn unescape(segment: &str) -> String {
    // The order of the replacements matters: `~01` means `~1`, not `/`.
    segment.replace("~1", "/").replace("~0", "~")
}
