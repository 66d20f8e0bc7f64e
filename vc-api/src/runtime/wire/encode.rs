//! Encoding of models as JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::runtime::wire::as_text::{AsText, Text};
use crate::runtime::wire::kept_json::UnknownFields;

/// Model that can be encoded as a JSON object.
#[doc(hidden)]
pub trait Encode {
    /// Encodes the fields, in the order of the model.
    fn fields<S: SerializeMap>(&self, out: &mut Object<S>);
}

/// JSON object that a model is writing. The object keeps the first error until the end, so that models need not check for
/// errors.
#[doc(hidden)]
pub struct Object<S: SerializeMap> {
    map: S,
    written: Result<(), S::Error>,
}

/// JSON object of a request body that a call is writing.
#[doc(hidden)]
pub type Body<'a> = Object<<&'a mut serde_json::Serializer<Vec<u8>> as Serializer>::SerializeMap>;

impl<S: SerializeMap> Object<S> {
    fn new(map: S) -> Self {
        Self { map, written: Ok(()) }
    }

    /// Adds a field, even if its value is empty or null.
    pub fn always<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if self.written.is_ok() {
            self.written = self.map.serialize_entry(name, value);
        }
    }

    /// Adds a field, if the field has a value.
    pub fn some<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.always(name, value);
        }
    }

    /// Adds a field, if the field has a value. Writes integers as JSON strings.
    pub fn text<T: AsText>(&mut self, name: &'static str, value: &T) {
        if !value.is_absent() {
            self.always(name, &Text(value));
        }
    }

    /// Adds the fields that the model does not know.
    pub fn unknown(&mut self, fields: &UnknownFields) {
        for (name, json) in fields.iter() {
            if self.written.is_ok() {
                self.written = self.map.serialize_entry(name, &**json);
            }
        }
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.written?;
        self.map.end()
    }
}

/// Encodes a model.
#[doc(hidden)]
pub fn write_object<T: Encode, S: Serializer>(model: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut out = Object::new(serializer.serialize_map(None)?);
    model.fields(&mut out);
    out.end()
}

/// Encodes the body of a request.
pub(crate) fn write_body(fields: impl FnOnce(&mut Body<'_>)) -> Result<Vec<u8>, serde_json::Error> {
    let mut serializer = serde_json::Serializer::new(Vec::with_capacity(128));
    let mut out = Object::new(serializer.serialize_map(None)?);
    fields(&mut out);
    out.end()?;
    Ok(serializer.into_inner())
}

/// Returns a value as JSON.
#[doc(hidden)]
pub fn to_json<T: Serialize>(value: &T) -> Result<crate::runtime::wire::json::Json, serde_json::Error> {
    serde_json::to_value(value)
}

/// Trait that no type implements. Without the feature `encode-responses`, `Serialize` of each response model requires this
/// trait. So the compiler reports the missing feature.
#[doc(hidden)]
#[cfg(not(feature = "encode-responses"))]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a model of responses, and implements `Serialize` only with the feature `encode-responses` of `vc-api`",
    label = "`Serialize` needs the feature `encode-responses`",
    note = "add `vc-api = {{ …, features = [\"encode-responses\"] }}` to Cargo.toml"
)]
pub trait EncodeResponses<'a> {}

/// Returns the error for the missing feature `encode-responses`. Without the feature, generated code calls this function. No
/// program reaches this call, because no type implements [`EncodeResponses`].
#[doc(hidden)]
#[cfg(not(feature = "encode-responses"))]
#[must_use]
pub fn feature_missing<E: serde::ser::Error>() -> E {
    E::custom("the feature `encode-responses` is missing")
}

#[allow(unused_macros, unused_imports)]
mod macros {
    /// Implements `Serialize` for a model with [`Encode`](super::Encode).
    macro_rules! encode {
        ($model:ty) => {
            impl $crate::runtime::Serialize for $model {
                fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    $crate::runtime::write_object(self, serializer)
                }
            }
        };
    }
    pub(crate) use encode;

    /// Implements `Serialize` for a model of responses. Without the feature `encode-responses`, the compiler reports the
    /// missing feature.
    macro_rules! encode_received {
        ($model:ty) => {
            #[cfg(feature = "encode-responses")]
            $crate::runtime::encode!($model);
            #[cfg(not(feature = "encode-responses"))]
            impl $crate::runtime::Serialize for $model
            where
                for<'a> $model: $crate::runtime::EncodeResponses<'a>,
            {
                fn serialize<S: $crate::runtime::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                    Err($crate::runtime::feature_missing())
                }
            }
        };
    }
    pub(crate) use encode_received;

    /// Implements `Serialize` for an enum with the variants `Text` and `Object`.
    macro_rules! encode_text_or_object {
        ($name:ident) => {
            impl $crate::runtime::Serialize for $name {
                fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    match self {
                        Self::Text(text) => $crate::runtime::Serialize::serialize(text, serializer),
                        Self::Object(object) => $crate::runtime::Serialize::serialize(object, serializer),
                    }
                }
            }
        };
    }
    pub(crate) use encode_text_or_object;
}
#[allow(unused_imports)]
pub(crate) use macros::{encode, encode_received, encode_text_or_object};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_values_are_left_out() {
        let body = write_body(|body| {
            body.always("a", &[true]);
            body.some("b", &None::<String>);
            body.some("c", &Some("x"));
            body.some("d", &Some(None::<i64>));
            body.text("e", &None::<i64>);
            body.text("f", &Some(5_i64));
            body.text("g", &Some(None::<i64>));
        });
        let text = String::from_utf8(body.unwrap()).unwrap();
        assert_eq!(text, r#"{"a":[true],"c":"x","d":null,"f":"5","g":null}"#);
        assert_eq!(write_body(|_| ()).unwrap(), b"{}");
    }
}
