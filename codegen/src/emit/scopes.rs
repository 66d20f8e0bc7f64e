//! The scopes as constants.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::names::ident;
use crate::ir::{Api, Scope};

pub(super) fn emit(api: &Api) -> TokenStream {
    let scopes = api.scopes.iter().map(scope);
    let names = api.scopes.iter().map(|scope| ident(&scope.name));
    quote! {
        use crate::runtime as rt;
        #(#scopes)*
        /// Every scope, in the order of the spec.
        pub const ALL: &[rt::Scope] = &[#(#names),*];
    }
}

fn scope(scope: &Scope) -> TokenStream {
    let (name, wire, summary) = (ident(&scope.name), &scope.wire, &scope.summary);
    let console = match &scope.console_name {
        Some(console) => quote!(Some(#console)),
        None => quote!(None),
    };
    let in_console = scope.console_name.as_ref().map(|console| format!(" Name in the developer console: {console}."));
    let source = scope.source.as_ref().map(|source| format!(" {}", docs::not_on_pages(source)));
    let facts = format!("`{wire}`.{}{}", in_console.unwrap_or_default(), source.unwrap_or_default());
    let words =
        docs::attributes(&format!("{}\n\n{facts}", docs::markdown(&docs::paragraphs([Some(summary.as_str())]))));
    quote! {
        #words
        pub const #name: rt::Scope = rt::Scope::new(#wire, #summary, #console);
    }
}
