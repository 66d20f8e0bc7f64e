//! Unions of a string and an object.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs;
use super::names::ident;
use crate::ir::{Item, Union};

pub(super) fn emit(context: Context<'_>, item: &Item, union: &Union) -> TokenStream {
    let (name, words) = (ident(&item.name), docs::item(context, item));
    let (text, object) = (context.ty(&union.text), context.ty(&union.object));
    let feature = (!item.direction.sent).then(|| quote!(#[cfg(feature = "encode-responses")]));
    quote! {
        #words
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            /// A string.
            Text(#text),
            /// An object.
            Object(#object),
        }
        rt::text_or_object!(#name, #text, #object);
        #feature
        rt::encode_text_or_object!(#name);
    }
}
