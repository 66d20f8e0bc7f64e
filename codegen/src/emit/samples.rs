//! Samples: one value of each type, for the tests of programs that use the client. The values come from the spec's examples.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::context::Context;
use super::names::ident;
use crate::ir::{Api, Field, FieldForm, Item, ItemId, Shape, Type, UNKNOWN_FIELDS};
use crate::sample::{self, Extent};

/// Emits the sample of a named type.
pub(super) fn emit(context: Context<'_>, id: ItemId, item: &Item) -> TokenStream {
    let name = ident(&item.name);
    let value = match &item.shape {
        Shape::Model(fields) => {
            let members = fields.iter().map(|field| {
                let (name, value) = (ident(&field.name), member(context, field, id));
                quote!(#name: #value)
            });
            let unknown = item.keeps_unknown.then(|| {
                let name = ident(UNKNOWN_FIELDS);
                quote!(#name: Default::default())
            });
            quote!(Self { #(#members,)* #unknown })
        }
        Shape::Union(union) => {
            let text = of_type(context, &union.text, &sample::of_item(context.api, id), false);
            quote!(Self::Text(#text))
        }
        Shape::Newtype | Shape::TextEnum(_) | Shape::IntEnum(_) => converted(&sample::of_item(context.api, id)),
    };
    // If a model requires itself, its `sample` function calls itself without end.
    let recursion = requires_itself(context, id, item).then(|| quote!(#[allow(unconditional_recursion)]));
    quote! {
        #[cfg(feature = "testing")]
        impl rt::Sample for #name {
            #recursion
            fn sample() -> Self {
                #value
            }
        }
    }
}

fn requires_itself(context: Context<'_>, id: ItemId, item: &Item) -> bool {
    let Shape::Model(fields) = &item.shape else { return false };
    let required = fields.iter().filter(|field| field.form == FieldForm::Always);
    required.into_iter().any(|field| contains_model(context.api, &field.ty, id, &mut HashSet::new()))
}

/// Emits a table with the type of each event and a sample of its body.
pub(super) fn of_events(api: &Api) -> TokenStream {
    let events = api.events().filter_map(|(_, event)| {
        let item = api.item(event.item)?;
        let (module, name, wire) = (ident(&item.module), ident(&item.name), &event.wire);
        Some(quote!((#wire, rt::sample_json::<super::#module::#name>)))
    });
    quote! {
        /// Type of each event, and a sample of its body.
        #[doc(hidden)]
        #[cfg(feature = "testing")]
        pub const SAMPLES: &[(&str, rt::SampleJson)] = &[#(#events),*];
    }
}

/// Emits the sample value of a field of the model `within`. An optional field, a list or a map is empty if its type contains
/// `within`.
fn member(context: Context<'_>, field: &Field, within: ItemId) -> TokenStream {
    let leads_back = contains_model(context.api, &field.ty, within, &mut HashSet::new());
    match field.form {
        FieldForm::List | FieldForm::Map if leads_back => quote!(Default::default()),
        FieldForm::Optional | FieldForm::Null | FieldForm::OptionalNull if leads_back => quote!(None),
        FieldForm::OptionalNull => {
            let value = value(context, field);
            quote!(Some(Some(#value)))
        }
        FieldForm::Optional | FieldForm::Null => {
            let value = value(context, field);
            quote!(Some(#value))
        }
        FieldForm::Always | FieldForm::List | FieldForm::Map => value(context, field),
    }
}

/// Returns whether a type contains a model at any depth.
fn contains_model(api: &Api, ty: &Type, model: ItemId, seen: &mut HashSet<ItemId>) -> bool {
    let (Type::Item(id) | Type::Boxed(id)) = ty.innermost() else { return false };
    *id == model
        || (seen.insert(*id)
            && api.fields(&Type::Item(*id)).iter().any(|field| contains_model(api, &field.ty, model, seen)))
}

/// Returns the sample value of a field: the example of the field, or else the sample of its type.
fn value(context: Context<'_>, field: &Field) -> TokenStream {
    of_type(context, &field.ty, &sample::of(context.api, field, Extent::Fullest), field.example.is_some())
}

fn of_type(context: Context<'_>, ty: &Type, json: &Value, is_example: bool) -> TokenStream {
    match ty {
        Type::Bool => {
            let value = json.as_bool().unwrap_or_default();
            quote!(#value)
        }
        Type::Integer | Type::IntegerText => integer(json),
        Type::Number => {
            let value = Literal::f64_unsuffixed(json.as_f64().unwrap_or_default());
            quote!(#value)
        }
        Type::Text | Type::Secret | Type::Sensitive => converted(json),
        Type::UnixSeconds | Type::UnixMillis => {
            let value = integer(json);
            quote!(#value.into())
        }
        Type::DateTime => {
            let text = json.as_str().unwrap_or_default();
            quote!(#text.parse().unwrap_or_default())
        }
        Type::Json => quote!([("key", "value")].into_iter().collect()),
        Type::List(inner) => {
            let items = json.as_array().into_iter().flatten();
            let items = items.map(|item| of_type(context, inner, item, is_example));
            quote!(vec![#(#items),*])
        }
        Type::Map(inner) => {
            let entries = json.as_object().into_iter().flatten().map(|(key, value)| {
                let value = of_type(context, inner, value, is_example);
                quote!((#key.to_owned(), #value))
            });
            quote!([#(#entries),*].into())
        }
        Type::Item(id) => match context.api.item(*id).map(|item| &item.shape) {
            Some(Shape::Newtype | Shape::TextEnum(_) | Shape::IntEnum(_)) if is_example => converted(json),
            _ => quote!(rt::Sample::sample()),
        },
        Type::Boxed(_) => quote!(Box::new(rt::Sample::sample())),
    }
}

/// Emits a string or number, and its conversion to the expected type.
fn converted(json: &Value) -> TokenStream {
    match json.as_str() {
        Some(text) => quote!(#text.into()),
        None => {
            let value = integer(json);
            quote!(#value.into())
        }
    }
}

/// Emits an integer from a JSON number, or from a string that contains a number.
fn integer(json: &Value) -> TokenStream {
    let number = json.as_i64().or_else(|| json.as_str()?.parse().ok());
    let number = Literal::i64_suffixed(number.unwrap_or_default());
    quote!(#number)
}
