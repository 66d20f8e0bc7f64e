//! Code with which the double of the platform turns a received request back into a call.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::{ident, ident_besides};
use super::resource::{CALL, OF_CALLS};
use crate::ir::{Api, FieldForm, Input, Location, Operation, Paging, Response, Type};

/// Name of the input that sets the number of items on a page.
const PAGE_SIZE: &str = "page_size";

/// Emits the implementation of `Served` for an operation.
pub(super) fn emit(operation: &Operation) -> TokenStream {
    let type_name = ident(&operation.type_name);
    let call = ident(CALL);
    let reply = match operation.response {
        Response::File => quote!(rt::File),
        _ => quote!(<Self as rt::Endpoint>::Response),
    };
    let members = operation.inputs.iter().map(member);
    let parts = if operation.inputs.is_empty() { quote!(_) } else { quote!(parts) };
    quote! {
        #[cfg(feature = "testing")]
        impl rt::Served for #type_name {
            type Reply = #reply;
            fn read_back(#call: rt::CallSetup, #parts: &rt::ReceivedParts) -> Option<Self> {
                Some(Self { #call, #(#members),* })
            }
        }
    }
}

/// Emits the code that reads a field of the call from the path, the query or the body of the request.
fn member(input: &Input) -> TokenStream {
    let (wire, name) = (&input.field.wire, ident_besides(&input.field.name, OF_CALLS));
    let place = match input.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Body => "body",
    };
    let (required, optional) = (ident(place), ident(&format!("{place}_option")));
    match input.field.form {
        FieldForm::Always | FieldForm::List | FieldForm::Map => quote!(#name: parts.#required(#wire)?),
        FieldForm::Optional | FieldForm::Null => quote!(#name: parts.#optional(#wire)),
        FieldForm::OptionalNull => quote!(#name: parts.#optional(#wire).map(Some)),
    }
}

/// Emits the implementation of `ServedPages`. `way` has the fields on the path from the response to the list.
pub(super) fn pages(api: &Api, operation: &Operation, paging: &Paging, way: &[proc_macro2::Ident]) -> TokenStream {
    let Response::Whole(response) = operation.response else { return TokenStream::new() };
    let type_name = ident(&operation.type_name);
    let size = operation.setters().find(|input| input.field.wire == PAGE_SIZE && input.field.ty == Type::Integer);
    let size = size.map(|input| ident_besides(&input.field.name, OF_CALLS));
    let size = size.map_or_else(|| quote!(None), |name| quote!(self.#name));
    let field = |wire: &str| api.fields(&Type::Item(response)).iter().find(|field| field.wire == wire);
    let [next, more] =
        [&*paging.next.name, crate::ir::HAS_MORE].map(|wire| field(wire).map(|field| ident(&field.name)));
    let Some((list, objects)) = way.split_last() else { return TokenStream::new() };
    quote! {
        #[cfg(feature = "testing")]
        impl rt::ServedPages for #type_name {
            fn requested_page_size(&self) -> Option<i64> {
                #size
            }
            fn page(items: Vec<Self::Item>, next: Option<String>) -> Self::Reply {
                let mut response: Self::Reply = rt::Sample::sample();
                response #(.#objects.get_or_insert_with(rt::Sample::sample))* .#list = items;
                response.#more = Some(next.is_some());
                response.#next = next;
                response
            }
        }
    }
}

/// Emits the table of all operations for a double.
pub(super) fn table(api: &Api) -> TokenStream {
    let operations = api.operations().map(|(module, operation)| {
        let (module, name) = (ident(&module.name), ident(&operation.type_name));
        let serve = ident(if operation.paging.is_some() { "serve_pages" } else { "serve" });
        quote!(rt::#serve::<super::#module::#name>())
    });
    quote! {
        /// Table of all operations, for a double of the platform.
        #[doc(hidden)]
        #[cfg(feature = "testing")]
        pub const SERVED: &[rt::ServedOperation] = &[#(#operations),*];
    }
}
