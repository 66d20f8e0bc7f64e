//! Samples of values, for tests.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::runtime::wire::date_time::DateTime;
use crate::runtime::wire::encode::to_json;
use crate::runtime::wire::json::{Json, JsonError};
use crate::runtime::wire::secret::Secret;
use crate::runtime::wire::sensitive::Sensitive;
use crate::runtime::wire::unix_time::{UnixMillis, UnixSeconds};

/// Type that has a sample value for tests. The trait needs the feature `testing`.
///
/// Every model, event, id and enum has a sample, which contains the examples from the platform's documentation. A test sets
/// only the fields that matter to the test.
///
/// ```
/// use vc_api::Sample;
/// use vc_api::room::Room;
///
/// let room = Room::sample().with(|room| room.name = Some("Atlantis".to_owned()));
/// assert_eq!(room.name.as_deref(), Some("Atlantis"));
/// assert_eq!(room.room_id, "omm_4de32cf10a4358788ff4e09e37ebbf9b");
/// ```
pub trait Sample: Sized {
    /// Returns a value with the examples of the spec.
    fn sample() -> Self;

    /// Changes the value with a function, and returns the changed value.
    #[must_use]
    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

impl Sample for () {
    fn sample() -> Self {}
}

/// Implements samples for types without an example in the spec.
macro_rules! samples {
    ($($type:ty = $value:expr),* $(,)?) => {
        $(
            impl Sample for $type {
                fn sample() -> Self {
                    $value.into()
                }
            }
        )*
    };
}

samples! {
    String = "text",
    Secret = "text",
    Sensitive = "text",
    i64 = 1_i64,
    f64 = 1.5,
    bool = true,
    UnixSeconds = 1_608_888_867_i64,
    UnixMillis = 1_608_888_867_000_i64,
    DateTime = UnixSeconds::sample(),
    Json = "text",
}

impl<T: Sample> Sample for Vec<T> {
    fn sample() -> Self {
        vec![T::sample()]
    }
}

impl<T: Sample> Sample for BTreeMap<String, T> {
    fn sample() -> Self {
        [("key".to_owned(), T::sample())].into()
    }
}

impl<T: Sample> Sample for Box<T> {
    fn sample() -> Self {
        Self::new(T::sample())
    }
}

/// Function that returns a sample as JSON.
#[doc(hidden)]
pub type SampleJson = fn() -> Result<Json, JsonError>;

/// Returns the sample of a type as JSON.
#[doc(hidden)]
pub fn sample_json<T: Sample + Serialize>() -> Result<Json, JsonError> {
    to_json(&T::sample())
}
