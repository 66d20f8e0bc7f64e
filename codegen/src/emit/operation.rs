//! Calls: a struct with the inputs of an operation, and the code for its setters, its request and its pages.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::context::Context;
use super::names::{ident, ident_besides};
use super::resource::{CALL, OF_CALLS};
use super::{docs, model, served, tables};
use crate::ir::{HAS_MORE, Location, Module, Operation, Paging, Response, Type};

pub(super) fn emit(context: Context<'_>, module: &Module, operation: &Operation) -> TokenStream {
    let type_name = ident(&operation.type_name);
    let call = Ident::new(CALL, Span::call_site());
    let words = docs::attributes(&call_docs(module, operation));
    let fields = operation.inputs.iter().map(|input| {
        let (name, ty) = (ident_besides(&input.field.name, OF_CALLS), context.field_ty(&input.field));
        quote!(#[doc(hidden)] pub #name: #ty)
    });
    let setters: Vec<TokenStream> =
        operation.setters().map(|input| model::setter(context, &input.field, OF_CALLS)).collect();
    let errors: Vec<TokenStream> = operation.errors.iter().map(tables::listed_error).collect();
    let own = (!errors.is_empty() || !setters.is_empty()).then(|| quote!(impl #type_name { #(#errors)* #(#setters)* }));
    let info = tables::endpoint_info(context.api, operation);
    let response = response(context, operation);
    let request = request(operation);
    let send = if matches!(operation.response, Response::File) { quote!(download) } else { quote!(send) };
    let paged = operation.paging.as_ref().map(|paging| paged(context, operation, paging));
    let served = served::emit(operation);
    quote! {
        #words
        #[must_use = "nothing is sent before `.await`"]
        pub struct #type_name {
            #call: rt::CallSetup,
            #(#fields),*
        }

        #own

        impl rt::Endpoint for #type_name {
            type Response = #response;
            const INFO: &'static rt::EndpointInfo = &#info;
        }

        impl rt::Call for #type_name {
            fn request(&self) -> rt::Request {
                #request
            }
        }

        rt::callable!(#type_name, #send);
        #served
        #paged
    }
}

fn call_docs(module: &Module, operation: &Operation) -> String {
    let resource = module.resource.as_ref().map_or("", |resource| resource.type_name.as_str());
    let link = format!("Call of [`{resource}::{}`]. `.await` sends the request.", operation.name);
    link + docs::refusals(operation)
}

/// Emits the paging of a call. The stage `check` has ensured that the fields for paging exist.
fn paged(context: Context<'_>, operation: &Operation, paging: &Paging) -> TokenStream {
    let type_name = ident(&operation.type_name);
    let Response::Whole(response) = operation.response else { return TokenStream::new() };
    let mut at = Type::Item(response);
    let mut way = Vec::new();
    for step in paging.way() {
        let Some(field) = context.api.fields(&at).iter().find(|field| field.wire == step) else {
            return TokenStream::new();
        };
        at = field.ty.clone();
        way.push(ident(&field.name));
    }
    let Type::List(item) = &at else { return TokenStream::new() };
    let item = context.ty(item);
    let Some((list, objects)) = way.split_last() else { return TokenStream::new() };
    let items = match objects {
        [] => quote!(response.#list),
        [first, rest @ ..] => {
            let rest = rest.iter().map(|name| quote!(.and_then(|inner| inner.#name)));
            quote!(response.#first #(#rest)* .map(|inner| inner.#list).unwrap_or_default())
        }
    };
    let token = operation.setters().find(|input| input.field.wire == paging.token.name);
    let token = token.map(|input| ident_besides(&input.field.name, OF_CALLS));
    let of_page = |wire: &str| context.api.fields(&Type::Item(response)).iter().find(|field| field.wire == wire);
    let (next, more) = (of_page(&paging.next.name), of_page(HAS_MORE));
    let [next, more] = [next, more].map(|field| field.map(|field| ident(&field.name)));
    let served = served::pages(context.api, operation, paging, &way);
    quote! {
        impl rt::Paged for #type_name {
            type Item = #item;
            fn page_token(&mut self) -> &mut Option<String> {
                &mut self.#token
            }
            fn next_page(response: &Self::Response) -> (Option<bool>, Option<&str>) {
                (response.#more, response.#next.as_deref())
            }
            fn into_items(response: Self::Response) -> Vec<Self::Item> {
                #items
            }
        }
        rt::paged!(#type_name);
        #served
    }
}

/// Returns the type of the value that a caller gets.
fn response(context: Context<'_>, operation: &Operation) -> TokenStream {
    match &operation.response {
        Response::Nothing => quote!(()),
        Response::Whole(item) => context.path(*item),
        Response::Field(_, ty) => context.ty(ty),
        Response::List(_, ty) => {
            let ty = context.ty(ty);
            quote!(Vec<#ty>)
        }
        Response::File => quote!(rt::Download),
    }
}

fn request(operation: &Operation) -> TokenStream {
    let part = |location, method: &str| {
        let method = ident(method);
        let inputs = operation.inputs_in(location).map(move |input| {
            let (wire, name) = (&input.field.wire, ident_besides(&input.field.name, OF_CALLS));
            quote!(request.#method(#wire, &self.#name);)
        });
        inputs.collect::<Vec<_>>()
    };
    let (path, query) = (part(Location::Path, "path"), part(Location::Query, "query"));
    let said = operation.inputs.iter().filter(|input| *input.field.ty.innermost() == Type::Sensitive).map(|input| {
        let name = ident_besides(&input.field.name, OF_CALLS);
        quote!(request.conceal(&self.#name);)
    });
    let said: Vec<TokenStream> = said.collect();
    let body = operation.has_body.then(|| {
        let fields = operation.inputs_in(Location::Body).map(|input| {
            let name = ident_besides(&input.field.name, OF_CALLS);
            model::encoded(&input.field, &quote!(body), &name)
        });
        let fields: Vec<TokenStream> = fields.collect();
        let body = if fields.is_empty() { quote!(_) } else { quote!(body) };
        quote!(request.body(|#body| { #(#fields)* });)
    });
    let (call, mutable) =
        (Ident::new(CALL, Span::call_site()), !path.is_empty() || !query.is_empty() || body.is_some());
    if mutable {
        quote!(let mut request = self.#call.request(<Self as rt::Endpoint>::INFO); #(#path)* #(#query)* #(#said)* #body request)
    } else {
        quote!(self.#call.request(<Self as rt::Endpoint>::INFO))
    }
}
