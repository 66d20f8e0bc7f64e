//! Enums with a variant for unknown values, and newtypes.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs;
use super::names::ident;
use crate::ir::{Item, Variant};

pub(super) fn integers(context: Context<'_>, item: &Item, variants: &[Variant<i64>]) -> TokenStream {
    let values = variants.iter().map(|variant| {
        let value = proc_macro2::Literal::i64_unsuffixed(variant.value);
        quote!(#value)
    });
    emit(context, item, variants, &quote!(i64), &quote!(, Copy), values, &quote!(rt::int_enum))
}

pub(super) fn texts(context: Context<'_>, item: &Item, variants: &[Variant<String>]) -> TokenStream {
    let values = variants.iter().map(|variant| {
        let value = &variant.value;
        quote!(#value)
    });
    emit(context, item, variants, &quote!(String), &quote!(), values, &quote!(rt::text_enum))
}

fn emit<T>(
    context: Context<'_>,
    item: &Item,
    variants: &[Variant<T>],
    carried: &TokenStream,
    copy: &TokenStream,
    values: impl Iterator<Item = TokenStream>,
    implemented: &TokenStream,
) -> TokenStream {
    let name = ident(&item.name);
    let words = docs::item(context, item);
    let described = variants.iter().map(|variant| {
        let (words, name) = (docs::variant(&variant.docs, &variant.name), ident(&variant.name));
        quote!(#words #name)
    });
    let pairs = variants.iter().zip(values).map(|(variant, value)| {
        let name = ident(&variant.name);
        quote!(#name = #value)
    });
    quote! {
        #words
        #[derive(Debug, Clone #copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#described,)*
            /// A value that this version does not know.
            Unknown(#carried),
        }
        #implemented!(#name { #(#pairs),* });
    }
}

pub(super) fn newtype(context: Context<'_>, item: &Item) -> TokenStream {
    let name = ident(&item.name);
    let words = docs::item(context, item);
    quote! {
        #words
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub struct #name(String);
        rt::text_newtype!(#name);
    }
}
