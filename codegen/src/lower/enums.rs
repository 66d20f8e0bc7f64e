//! Enums: a `oneOf` of `const`s, each with a name and a description.

use serde_json::Value;

use super::lowering::{Lowering, Position};
use super::types::kind;
use super::{docs, names};
use crate::diagnostic::Diagnostic;
use crate::ir::{Shape, Variant};
use crate::load::document::Schema;
use crate::source::Place;
use crate::unfinished::marked;

/// Texts for errors about the values of an enum: the expected type of the values, and the advice.
struct Expected {
    what: &'static str,
    help: &'static str,
}

const INTEGERS: Expected =
    Expected { what: "an integer", help: "write an integer without quotes, or change the enum to `type: string`" };
const TEXTS: Expected = Expected { what: "a string", help: "put it in quotes, or make it an enum of `type: integer`" };
impl<'d> Lowering<'d> {
    /// Returns the shape of an enum: its type and its variants.
    pub(super) fn enumeration(&mut self, schema: &'d Schema, position: &Position) -> Shape {
        let place = &position.place;
        let (key, values) =
            if schema.one_of.is_empty() { ("anyOf", &schema.any_of) } else { ("oneOf", &schema.one_of) };
        let values: Vec<(&Schema, Place)> = values.iter().zip((0..).map(|at| place.key(key).index(at))).collect();
        match kind(schema) {
            Some("integer") => Shape::IntEnum(self.variants(values, &INTEGERS, Value::as_i64)),
            Some("string") => Shape::TextEnum(self.variants(values, &TEXTS, |value| value.as_str().map(str::to_owned))),
            _ => {
                self.report(
                    Diagnostic::new("enum-type", "an enum must have the type `integer` or `string`")
                        .at_key(place.clone())
                        .help("write `type: integer` or `type: string`"),
                );
                Shape::Newtype
            }
        }
    }

    fn variants<T: PartialEq>(
        &mut self,
        values: Vec<(&'d Schema, Place)>,
        expected: &Expected,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Vec<Variant<T>> {
        let mut variants: Vec<Variant<T>> = Vec::new();
        for (schema, place) in values {
            let Some(value) = schema.constant.as_ref().and_then(&read) else {
                let message = format!("each value of this enum must be {}", expected.what);
                self.report(Diagnostic::new("enum-value", message).at(place.key("const")).help(expected.help));
                continue;
            };
            // The rule `unfinished` reports a name that is still to be written (`TODO:`).
            let title = schema.title.clone().unwrap_or_default();
            let name = if marked(&title).is_some() { format!("Value{}", variants.len()) } else { title };
            if !names::is_pascal(&name) || name == "Unknown" {
                let diagnostic = match name.as_str() {
                    "" => Diagnostic::new("enum-unnamed", "a value of an enum needs a name").at(place),
                    "Unknown" => Diagnostic::new("enum-name", "`Unknown` is reserved for values that are not listed")
                        .at(place.key("title")),
                    _ => Diagnostic::new("enum-name", format!("`{name}` cannot be the name of a variant"))
                        .at(place.key("title")),
                };
                self.report(diagnostic.help("write a `title` such as `InProgress`"));
                continue;
            }
            if let Some(first) = variants.iter().find(|known| known.value == value) {
                let first = first.place.clone();
                self.report(
                    Diagnostic::new("enum-duplicate", "this value is listed twice")
                        .at(place.key("const"))
                        .also(first.key("const"), "first listed here")
                        .help("remove one of them"),
                );
                continue;
            }
            variants.push(Variant { name, value, docs: docs::of(schema, None, &place), place });
        }
        variants
    }
}
