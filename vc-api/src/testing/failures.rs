//! Failures of a test.

use std::error::Error as StdError;
use std::fmt;

/// Failures of a test. [`Platform::verify`](super::Platform::verify) returns them.
///
/// `Display` and `Debug` print one failure per line, so the panic of an `unwrap` shows all failures.
#[derive(Clone, PartialEq, Eq)]
pub struct Failures(Vec<String>);

impl Failures {
    pub(crate) fn of(failures: Vec<String>) -> Result<(), Self> {
        if failures.is_empty() { Ok(()) } else { Err(Self(failures)) }
    }

    /// Returns an iterator over the failures. Each failure is one sentence.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the double of the platform reports:")?;
        self.0.iter().try_for_each(|failure| write!(f, "\n- {failure}"))
    }
}

impl fmt::Debug for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl StdError for Failures {}
