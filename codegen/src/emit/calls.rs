//! The smallest and the fullest call of every operation, as a caller would write them: for the tests of the client.
//!
//! Values are the spec's examples; without one, the first value of an enum, the least of a number, or one by type.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::names::{ident, ident_besides};
use super::{model, resource};
use crate::ir::{Answer, Api, Field, Item, ItemId, Module, Operation, Shape, Type};
use crate::lower::names::snake;

/// How much a call gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// What is required.
    Smallest,
    /// Everything.
    Fullest,
}

/// A function that makes the call with a given id.
pub(super) fn emit(api: &Api) -> TokenStream {
    let sessions = api.token_types.iter().map(|token| {
        let (field, name) = (ident(&snake(&token.name)), ident(&token.name));
        let words = format!(" One with a `{}`.", token.wire);
        quote!(#[doc = #words] pub #field: vc_api::Session<vc_api::#name>)
    });
    let smallest = api.operations().map(|(module, operation)| arm(api, module, operation, Extent::Smallest));
    let fullest = api.operations().map(|(module, operation)| arm(api, module, operation, Extent::Fullest));
    quote! {
        #![allow(deprecated, reason = "deprecated operations are tested too")]

        use crate::call::{Call, download, send};

        /// A session with each kind of token.
        #[derive(Debug)]
        pub struct Sessions {
            #(#sessions,)*
        }

        /// The call of an operation with what it requires and nothing else.
        pub fn smallest(id: &str, sessions: &Sessions) -> Option<Call> {
            Some(match id {
                #(#smallest,)*
                _ => return None,
            })
        }

        /// The call of an operation with all that can be given.
        pub fn fullest(id: &str, sessions: &Sessions) -> Option<Call> {
            Some(match id {
                #(#fullest,)*
                _ => return None,
            })
        }
    }
}

fn arm(api: &Api, module: &Module, operation: &Operation, extent: Extent) -> TokenStream {
    let id = &operation.id.name;
    let session = api.accepted(&operation.tokens);
    let session = ident(&snake(session.first().map_or("", |token| token.name.as_str())));
    let accessor = ident(module.resource.as_ref().map_or("", |resource| resource.accessor.as_str()));
    let name = ident(&operation.name);
    let samples = Samples { api, extent };
    let arguments = operation.arguments().map(|input| samples.given(&input.field, &mut Vec::new()));
    let arguments: Vec<TokenStream> = arguments.collect();
    let setters = operation.setters().filter(|_| extent == Extent::Fullest).map(|input| {
        let (name, value) =
            (ident_besides(&input.field.name, resource::OF_CALLS), samples.given(&input.field, &mut Vec::new()));
        quote!(.#name(#value))
    });
    let sent = if matches!(operation.answer, Answer::File) { quote!(download) } else { quote!(send) };
    quote!(#id => #sent(sessions.#session.#accessor().#name(#(#arguments),*) #(#setters)*))
}

/// Values as Rust.
struct Samples<'a> {
    api: &'a Api,
    extent: Extent,
}

impl Samples<'_> {
    /// What a caller gives for a field. `above` are the models that are being made.
    fn given(&self, field: &Field, above: &mut Vec<ItemId>) -> TokenStream {
        if field.nullable && leads_back(&field.ty, above) {
            return quote!(None);
        }
        let value = self.value(&field.ty, field.example.as_ref(), field, above);
        if field.nullable { quote!(Some(#value)) } else { value }
    }

    fn value(&self, ty: &Type, example: Option<&Value>, field: &Field, above: &mut Vec<ItemId>) -> TokenStream {
        match ty {
            Type::Bool => {
                let value = example.and_then(Value::as_bool).unwrap_or(true);
                quote!(#value)
            }
            Type::Integer => {
                let value = Literal::i64_unsuffixed(integer(example).or(least(field)).unwrap_or(1));
                quote!(#value)
            }
            Type::Number => {
                let value = Literal::f64_unsuffixed(example.and_then(Value::as_f64).unwrap_or(1.5));
                quote!(#value)
            }
            Type::Text => {
                let value = text(example);
                quote!(String::from(#value))
            }
            Type::Secret => {
                let value = text(example);
                quote!(vc_api::Secret::from(#value))
            }
            Type::IntegerText => {
                let value = Literal::i64_unsuffixed(integer(example).unwrap_or(1));
                quote!(#value)
            }
            Type::UnixSeconds => {
                let value = Literal::i64_unsuffixed(integer(example).unwrap_or(1_608_888_867));
                quote!(vc_api::UnixSeconds::from(#value))
            }
            Type::UnixMillis => {
                let value = Literal::i64_unsuffixed(integer(example).unwrap_or(1_608_888_867_000));
                quote!(vc_api::UnixMillis::from(#value))
            }
            Type::Json => quote!(serde_json::json!({"key": "value"})),
            Type::List(inner) if leads_back(inner, above) => quote!(vec![]),
            Type::Map(inner) if leads_back(inner, above) => quote!(std::collections::BTreeMap::new()),
            Type::List(inner) => {
                let value = self.value(inner, None, field, above);
                quote!(vec![#value])
            }
            Type::Map(inner) => {
                let value = self.value(inner, None, field, above);
                quote!(std::collections::BTreeMap::from([(String::from("key"), #value)]))
            }
            Type::Item(id) | Type::Boxed(id) => match self.api.item(*id) {
                Some(item) => self.item(*id, item, example, above),
                None => TokenStream::new(),
            },
        }
    }

    fn item(&self, id: ItemId, item: &Item, example: Option<&Value>, above: &mut Vec<ItemId>) -> TokenStream {
        let (module, name) = (ident(&item.module), ident(&item.name));
        let path = quote!(vc_api::#module::#name);
        let example = example.or(item.example.as_ref());
        match &item.shape {
            Shape::Newtype => {
                let value = text(example);
                quote!(#path::from(#value))
            }
            Shape::TextEnum(variants) => {
                let first = variants.first().map_or("", |variant| variant.value.as_str());
                let value = example.and_then(Value::as_str).unwrap_or(first);
                quote!(#path::from(#value))
            }
            Shape::IntEnum(variants) => {
                let first = variants.first().map_or(0, |variant| variant.value);
                let value = Literal::i64_unsuffixed(integer(example).unwrap_or(first));
                quote!(#path::from(#value))
            }
            Shape::Model(fields) => {
                above.push(id);
                let arguments = fields.iter().filter(|field| field.is_argument());
                let arguments: Vec<TokenStream> = arguments.map(|field| self.given(field, above)).collect();
                let mut setters = Vec::new();
                for field in fields.iter().filter(|field| !field.is_argument() && self.extent == Extent::Fullest) {
                    if !leads_back(&field.ty, above) {
                        let (name, value) = (ident_besides(&field.name, model::NEW), self.given(field, above));
                        setters.push(quote!(.#name(#value)));
                    }
                }
                above.pop();
                quote!(#path::new(#(#arguments),*) #(#setters)*)
            }
        }
    }
}

/// Whether a model would be made within itself.
fn leads_back(ty: &Type, above: &[ItemId]) -> bool {
    matches!(ty.innermost(), Type::Item(id) | Type::Boxed(id) if above.contains(id))
}

/// The least whole number that it may be.
fn least(field: &Field) -> Option<i64> {
    field.docs.bounds.value.least.as_ref()?.as_i64()
}

fn text(example: Option<&Value>) -> &str {
    example.and_then(Value::as_str).unwrap_or("text")
}

/// A number, be it written as text.
fn integer(example: Option<&Value>) -> Option<i64> {
    let example = example?;
    example.as_i64().or_else(|| example.as_str()?.parse().ok())
}
