//! Sample values as Rust code, in the form that callers write.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::context::Context;
use super::model;
use super::names::{ident, ident_besides};
use crate::ir::{Field, Item, Shape, Type, Variant};

impl Context<'_> {
    /// Returns the shortest code that passes `value` to the argument or setter of a field.
    pub(super) fn sample_given(self, field: &Field, value: &Value) -> TokenStream {
        if !field.nullable {
            return self.sample_converted(&field.ty, value);
        }
        // An argument that may be `null` has no conversion: its type is an `Option` of the exact type.
        if value.is_null() {
            return quote!(None);
        }
        let value = self.sample(&field.ty, value);
        quote!(Some(#value))
    }

    /// Returns the code of an argument whose value is `value`. The called function converts the argument to the type `ty`,
    /// for example from `&str` to `String`.
    fn sample_converted(self, ty: &Type, value: &Value) -> TokenStream {
        match ty {
            Type::Text | Type::Secret | Type::Sensitive => literal(value),
            Type::UnixSeconds | Type::UnixMillis => integer(value),
            Type::List(inner) => {
                let items = value.as_array().into_iter().flatten();
                let items = items.map(|item| match inner.as_ref() {
                    // A list argument can convert its items, for example from `&str` to `String`. It does not convert items
                    // that are lists or boxes, so the code of these items must have the exact type.
                    Type::List(_) | Type::Boxed(_) => self.sample(inner, item),
                    _ => self.sample_converted(inner, item),
                });
                quote!([#(#items),*])
            }
            Type::Item(id) => match self.api.item(*id) {
                Some(item) if matches!(item.shape, Shape::Newtype) => literal(value),
                _ => self.sample(ty, value),
            },
            Type::Boxed(id) => self.sample(&Type::Item(*id), value),
            _ => self.sample(ty, value),
        }
    }

    /// Returns the code of a value, as an expression of the type `ty`.
    fn sample(self, ty: &Type, value: &Value) -> TokenStream {
        match ty {
            Type::Bool => {
                let value = value.as_bool().unwrap_or_default();
                quote!(#value)
            }
            Type::Integer | Type::IntegerText => integer(value),
            Type::Number => {
                let value = Literal::f64_unsuffixed(value.as_f64().unwrap_or_default());
                quote!(#value)
            }
            Type::Text => converted(&quote!(String), &literal(value)),
            Type::Secret => converted(&quote!(vc_api::Secret), &literal(value)),
            Type::UnixSeconds => converted(&quote!(vc_api::UnixSeconds), &integer(value)),
            Type::UnixMillis => converted(&quote!(vc_api::UnixMillis), &integer(value)),
            Type::DateTime => {
                let text = literal(value);
                quote!(#text.parse::<vc_api::DateTime>()?)
            }
            Type::Sensitive => converted(&quote!(vc_api::Sensitive), &literal(value)),
            Type::Json => {
                let value: TokenStream = value.to_string().parse().unwrap_or_default();
                quote!(serde_json::json!(#value))
            }
            Type::List(inner) => {
                let items = value.as_array().into_iter().flatten().map(|item| self.sample(inner, item));
                quote!(vec![#(#items),*])
            }
            Type::Map(inner) => {
                let entries = value.as_object().into_iter().flatten().map(|(key, value)| {
                    let value = self.sample(inner, value);
                    quote!((String::from(#key), #value))
                });
                quote!(std::collections::BTreeMap::from([#(#entries),*]))
            }
            Type::Item(id) => self.api.item(*id).map(|item| self.sample_item(item, value)).unwrap_or_default(),
            Type::Boxed(id) => {
                let value = self.sample(&Type::Item(*id), value);
                quote!(Box::new(#value))
            }
        }
    }

    fn sample_item(self, item: &Item, value: &Value) -> TokenStream {
        let (module, name) = (ident(&item.module), ident(&item.name));
        let path = quote!(vc_api::#module::#name);
        match &item.shape {
            Shape::Newtype => converted(&path, &literal(value)),
            Shape::Union(union) => converted(&path, &self.sample(&union.text, value)),
            Shape::TextEnum(variants) => {
                variant(&path, variants, |known| Some(known.as_str()) == value.as_str(), &literal(value))
            }
            Shape::IntEnum(variants) => {
                variant(&path, variants, |known| Some(*known) == value.as_i64(), &integer(value))
            }
            Shape::Model(fields) => {
                let present = || fields.iter().filter_map(|field| Some((field, value.get(&field.wire)?)));
                let arguments = present().filter(|(field, _)| field.is_argument());
                let arguments = arguments.map(|(field, value)| self.sample_given(field, value));
                let setters = present().filter(|(field, _)| !field.is_argument()).map(|(field, value)| {
                    let (name, value) = (ident_besides(&field.name, model::NEW), self.sample_given(field, value));
                    quote!(.#name(#value))
                });
                quote!(#path::new(#(#arguments),*) #(#setters)*)
            }
        }
    }
}

/// Returns the code of the enum variant with the given value. Without such a variant, returns code such as `Level::from(7)`.
fn variant<T>(
    path: &TokenStream,
    variants: &[Variant<T>],
    has_value: impl Fn(&T) -> bool,
    value: &TokenStream,
) -> TokenStream {
    match variants.iter().find(|variant| has_value(&variant.value)) {
        Some(variant) => {
            let name = ident(&variant.name);
            quote!(#path::#name)
        }
        None => converted(path, value),
    }
}

fn converted(path: &TokenStream, value: &TokenStream) -> TokenStream {
    quote!(#path::from(#value))
}

fn literal(value: &Value) -> TokenStream {
    let value = value.as_str().unwrap_or_default();
    quote!(#value)
}

/// Emits an integer from a JSON number, or from a string that contains a number.
fn integer(value: &Value) -> TokenStream {
    let number = value.as_i64().or_else(|| value.as_str()?.parse().ok());
    let number = Literal::i64_unsuffixed(number.unwrap_or_default());
    quote!(#number)
}
