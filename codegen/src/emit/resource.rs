//! Resources: the session method that returns a resource, and the methods that call its operations.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::context::Context;
use super::docs;
use super::names::{ident, ident_besides};
use crate::ir::{Module, Operation, Resource};

/// Name of the field that contains the session of a call.
pub(super) const CALL: &str = "call";

/// Names that every call already uses. No setter can have such a name.
pub(super) const OF_CALLS: &[&str] = &[CALL, "items", "options", "pages", "read_as", "send"];

pub(super) fn emit(context: Context<'_>, module: &Module, resource: &Resource) -> TokenStream {
    let accessor = ident(&resource.accessor);
    let type_name = ident(&resource.type_name);
    let summary = docs::markdown(&docs::paragraphs([Some(resource.summary.as_str())]));
    let words = docs::attributes(&format!("{summary}\n\nSee the module [`{0}`](self).", module.name));
    let link = format!("Operations of the resource [`{0}`](rt::Session::{0}).", resource.accessor);
    let link = docs::attributes(&link);
    let methods = module.operations.iter().map(|operation| method(context, operation));
    quote! {
        impl<K: rt::TokenType> rt::Session<K> {
            #words
            pub fn #accessor(&self) -> #type_name<'_, K> {
                #type_name(self)
            }
        }

        #link
        #[derive(Debug)]
        pub struct #type_name<'a, K>(pub(crate) &'a rt::Session<K>);

        impl<K: rt::TokenType> #type_name<'_, K> {
            #(#methods)*
        }
    }
}

fn method(context: Context<'_>, operation: &Operation) -> TokenStream {
    let words = docs::attributes(&docs::operation(context, operation));
    let deprecated = operation.deprecated.then(docs::deprecated);
    let name = ident(&operation.name);
    let type_name = ident(&operation.type_name);
    let accepted = ident(&context.api.accepting(&operation.tokens));
    let call = Ident::new(CALL, Span::call_site());
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for input in &operation.inputs {
        let name = ident_besides(&input.field.name, OF_CALLS);
        if input.field.is_argument() {
            let argument = context.argument(&input.field, &name);
            arguments.push(argument.given);
            fields.push(argument.member);
        } else {
            fields.push(quote!(#name: None));
        }
    }
    quote! {
        #words
        #deprecated
        pub fn #name(&self, #(#arguments),*) -> #type_name
        where
            K: super::tokens::#accepted,
        {
            #type_name { #call: self.0.prepare(), #(#fields),* }
        }
    }
}
