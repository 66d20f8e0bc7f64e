//! Example code of calls and handlers, for the documentation. The tests of the client compile each example.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::names::{ident, ident_besides};
use super::{print, resource};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Event, Module, Operation};
use crate::sample::{self, Extent};

/// Prints the code that calls an operation on a `session`, with sample values.
///
/// # Errors
///
/// Fails only if the printed code is invalid Rust, which is a defect of the generator.
pub fn call(api: &Api, module: &Module, operation: &Operation, extent: Extent) -> Result<String, Diagnostics> {
    let call = call_on(&quote!(session), api, module, operation, extent);
    print::expression(&operation.id.name, quote!(#call.await?))
}

/// Prints code such as `events.on(…)`, which registers a handler of an event.
///
/// # Errors
///
/// Fails only if the printed code is invalid Rust, which is a defect of the generator.
pub fn handler(api: &Api, event: &Event) -> Result<String, Diagnostics> {
    let Some(item) = api.item(event.item) else { return Ok(String::new()) };
    let (module, name) = (ident(&item.module), ident(&item.name));
    print::expression(&event.wire, quote!(events.on(async |event: vc_api::#module::#name| println!("{event:?}"))))
}

/// Returns the code that calls an operation on a session, with sample values.
pub(super) fn call_on(
    session: &TokenStream,
    api: &Api,
    module: &Module,
    operation: &Operation,
    extent: Extent,
) -> TokenStream {
    let context = Context { api, module: &module.name };
    let accessor = ident(module.resource.as_ref().map_or("", |resource| resource.accessor.as_str()));
    let name = ident(&operation.name);
    let given = |field| context.sample_given(field, &sample::of(api, field, extent));
    let arguments = operation.arguments().map(|input| given(&input.field));
    let setters = operation.setters().filter(|input| extent.has(&input.field)).map(|input| {
        let (name, value) = (ident_besides(&input.field.name, resource::OF_CALLS), given(&input.field));
        quote!(.#name(#value))
    });
    quote!(#session.#accessor().#name(#(#arguments),*) #(#setters)*)
}
