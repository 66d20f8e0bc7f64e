//! The smallest and the fullest call of every operation, as callers write the calls. The tests of the client use this code.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::ident;
use super::usage;
use crate::ir::{Api, Module, Operation, Response};
use crate::lower::names::snake;
use crate::sample::Extent;

/// Emits the functions that return the call of an operation. An argument of each function is the id of the operation.
pub(super) fn emit(api: &Api) -> TokenStream {
    let sessions = api.token_types.iter().map(|token| {
        let (field, name) = (ident(&snake(&token.name)), ident(&token.name));
        let words = format!(" Session with `{}`.", token.wire);
        quote!(#[doc = #words] pub #field: vc_api::Session<vc_api::#name>)
    });
    let smallest = api.operations().map(|(module, operation)| arm(api, module, operation, Extent::Smallest));
    let fullest = api.operations().map(|(module, operation)| arm(api, module, operation, Extent::Fullest));
    quote! {
        #![allow(deprecated, reason = "deprecated operations are tested too")]

        use crate::call::{Call, download, send};

        /// Sessions, one for each kind of token.
        #[derive(Debug)]
        pub struct Sessions {
            #(#sessions,)*
        }

        /// Returns the call of an operation with its required values only.
        ///
        /// # Errors
        ///
        /// Fails if the sample of a time is invalid.
        pub fn smallest(id: &str, sessions: &Sessions) -> Result<Option<Call>, vc_api::InvalidDateTime> {
            Ok(Some(match id {
                #(#smallest,)*
                _ => return Ok(None),
            }))
        }

        /// Returns the call of an operation with all its values.
        ///
        /// # Errors
        ///
        /// Fails if the sample of a time is invalid.
        pub fn fullest(id: &str, sessions: &Sessions) -> Result<Option<Call>, vc_api::InvalidDateTime> {
            Ok(Some(match id {
                #(#fullest,)*
                _ => return Ok(None),
            }))
        }
    }
}

fn arm(api: &Api, module: &Module, operation: &Operation, extent: Extent) -> TokenStream {
    let id = &operation.id.name;
    let session = api.accepted(&operation.tokens);
    let session = ident(&snake(session.first().map_or("", |token| token.name.as_str())));
    let call = usage::call_on(&quote!(sessions.#session), api, module, operation, extent);
    let sent = if matches!(operation.response, Response::File) { quote!(download) } else { quote!(send) };
    quote!(#id => #sent(#call))
}
