//! Errors of stores.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::util::one_line::OneLine;

/// Error of a [`TokenStore`](crate::TokenStore) or a [`SeenStore`](crate::SeenStore).
#[derive(Debug)]
pub struct StoreError(Box<dyn StdError + Send + Sync>);

impl StoreError {
    /// Creates the error from an error or a text of the store. The text of `source` must contain none of the stored values.
    #[must_use]
    pub fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(source.into())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the store failed: {}", OneLine(&self.0))
    }
}

impl StdError for StoreError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}
