//! The smallest and the fullest call of every operation, as a caller would write them: for the tests of the client.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::ident;
use super::usage;
use crate::ir::{Api, Module, Operation, Response};
use crate::lower::names::snake;
use crate::sample::Extent;

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
        ///
        /// # Errors
        ///
        /// If a sample of a time is none.
        pub fn smallest(id: &str, sessions: &Sessions) -> Result<Option<Call>, vc_api::InvalidDateTime> {
            Ok(Some(match id {
                #(#smallest,)*
                _ => return Ok(None),
            }))
        }

        /// The call of an operation with all that can be given.
        ///
        /// # Errors
        ///
        /// If a sample of a time is none.
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
