//! Values that are either a text or an object.

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::value::RawValue;

use crate::runtime::wire::exact_json::kind_of;
use crate::runtime::wire::from_json::{Found, FromJson};
use crate::runtime::wire::reading::{Misread, Reading};
use crate::runtime::wire::skipped::JsonKind;

/// Decodes a value that is either a text or an object.
#[doc(hidden)]
pub fn read_text_or_object<'de, T, O, U, D>(deserializer: D, reading: &mut Reading) -> Result<Found<U>, D::Error>
where
    T: FromJson + Into<U>,
    O: FromJson + Into<U>,
    D: Deserializer<'de>,
{
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    let mut json = serde_json::Deserializer::from_str(raw.get());
    let found = match kind_of(raw.get()) {
        JsonKind::Object => O::read(&mut json, reading).map(|found| found.map(Into::into)),
        _ => T::read(&mut json, reading).map(|found| found.map(Into::into)),
    };
    // The new error has no line and no column. In `error`, both count from the start of this value, not from the start of
    // the whole text.
    found.map_err(|error| D::Error::custom(Misread::at("", &error).reason))
}

#[allow(unused_macros, unused_imports)]
mod macros {
    /// Implements conversions and decoding for an enum with the variants `Text` and `Object`.
    macro_rules! text_or_object {
        ($name:ident, $text:ty, $object:ty) => {
            impl From<$text> for $name {
                fn from(text: $text) -> Self {
                    Self::Text(text)
                }
            }

            impl From<$object> for $name {
                fn from(object: $object) -> Self {
                    Self::Object(object)
                }
            }

            impl $crate::runtime::FromJson for $name {
                const EXPECTED: &'static str = "a string or an object";

                fn read<'de, D: $crate::runtime::Deserializer<'de>>(
                    deserializer: D,
                    reading: &mut $crate::runtime::Reading,
                ) -> Result<$crate::runtime::Found<Self>, D::Error> {
                    $crate::runtime::read_text_or_object::<$text, $object, Self, D>(deserializer, reading)
                }
            }

            $crate::runtime::deserialize!($name);
        };
    }
    pub(crate) use text_or_object;
}
#[allow(unused_imports)]
pub(crate) use macros::text_or_object;
