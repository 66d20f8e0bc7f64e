//! A call: what has been given so far, its setters, and how it is sent.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::names::{ident, ident_besides};
use super::resource::CALL;
use super::{Context, docs, model, tables};
use crate::ir::{Answer, Location, Module, Operation};

pub(super) fn emit(context: Context<'_>, module: &Module, operation: &Operation) -> TokenStream {
    let type_name = ident(&operation.type_name);
    let call = Ident::new(CALL, Span::call_site());
    let words = docs::attributes(&call_docs(module, operation));
    let fields = operation.inputs.iter().map(|input| {
        let (name, ty) = (ident_besides(&input.field.name, CALL), context.field_ty(&input.field));
        quote!(#name: #ty)
    });
    let setters: Vec<TokenStream> =
        operation.setters().map(|input| model::setter(context, &input.field, CALL)).collect();
    let setters = (!setters.is_empty()).then(|| quote!(impl #type_name { #(#setters)* }));
    let info = tables::endpoint_info(context.api, operation);
    let answer = answer(context, operation);
    let request = request(operation);
    let send = if matches!(operation.answer, Answer::File) { quote!(rt::download) } else { quote!(rt::send) };
    quote! {
        #words
        #[must_use = "nothing is sent before `.await`"]
        pub struct #type_name {
            #call: rt::Call,
            #(#fields),*
        }

        impl std::fmt::Debug for #type_name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                rt::debug_call(<Self as rt::Endpoint>::INFO, f)
            }
        }

        #setters

        impl rt::Endpoint for #type_name {
            type Answer = #answer;
            const INFO: &'static rt::EndpointInfo = &#info;
            fn request(&self) -> rt::Request {
                #request
            }
        }

        impl IntoFuture for #type_name {
            type Output = Result<#answer, rt::Error>;
            type IntoFuture = rt::Sending<#answer>;
            fn into_future(self) -> Self::IntoFuture {
                #send(&self)
            }
        }
    }
}

fn call_docs(module: &Module, operation: &Operation) -> String {
    let resource = module.resource.as_ref().map_or("", |resource| resource.type_name.as_str());
    let link = format!("The call [`{resource}::{}`]; `.await` sends it.", operation.name);
    link + &docs::refusals(operation)
}

/// What a caller gets.
fn answer(context: Context<'_>, operation: &Operation) -> TokenStream {
    match &operation.answer {
        Answer::Nothing => quote!(()),
        Answer::Whole(item) => context.path(*item),
        Answer::Field(_, ty) => context.ty(ty),
        Answer::List(_, ty) => {
            let ty = context.ty(ty);
            quote!(Vec<#ty>)
        }
        Answer::File => quote!(rt::Download),
    }
}

fn request(operation: &Operation) -> TokenStream {
    let part = |location, method: &str| {
        let method = ident(method);
        let inputs = operation.inputs_in(location).map(move |input| {
            let (wire, name) = (&input.field.wire, ident_besides(&input.field.name, CALL));
            quote!(request.#method(#wire, &self.#name);)
        });
        inputs.collect::<Vec<_>>()
    };
    let (path, query) = (part(Location::Path, "path"), part(Location::Query, "query"));
    let body = operation.has_body.then(|| {
        let fields = operation.inputs_in(Location::Body).map(|input| {
            let name = ident_besides(&input.field.name, CALL);
            model::encoded(&input.field, &quote!(body), &name)
        });
        let fields: Vec<TokenStream> = fields.collect();
        let body = if fields.is_empty() { quote!(_) } else { quote!(body) };
        quote!(request.body(|#body| { #(#fields)* });)
    });
    let (call, mutable) =
        (Ident::new(CALL, Span::call_site()), !path.is_empty() || !query.is_empty() || body.is_some());
    if mutable {
        quote!(let mut request = self.#call.request(Self::INFO); #(#path)* #(#query)* #body request)
    } else {
        quote!(self.#call.request(Self::INFO))
    }
}
