//! Example calls of every operation, for the tests of the client. The smallest call has only the required values. The
//! fullest call has all values.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::ident;
use super::usage;
use crate::ir::{Api, Module, Operation, Response};
use crate::lower::names::snake;
use crate::sample::Extent;

/// Emits the functions `smallest` and `fullest`, which return the call of the operation with a given id.
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

        /// Returns a call of an operation. The call sends only the required values.
        ///
        /// # Errors
        ///
        /// Fails if the sample value of a time is not a valid time.
        pub fn smallest(id: &str, sessions: &Sessions) -> Result<Option<Call>, vc_api::InvalidDateTime> {
            Ok(Some(match id {
                #(#smallest,)*
                _ => return Ok(None),
            }))
        }

        /// Returns a call of an operation. The call sends all values, required and optional.
        ///
        /// # Errors
        ///
        /// Fails if the sample value of a time is not a valid time.
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
