//! Metadata of endpoints and events as constants, the table of endpoints, and the list of modules.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::names::ident;
use super::served;
use crate::ir::{Api, Event, ListedError, Operation, Reference, Response, Subscription};

/// Emits the table of all endpoints.
pub(super) fn endpoints(api: &Api) -> TokenStream {
    let endpoints = api.operations().map(|(module, operation)| {
        let (module, name) = (ident(&module.name), ident(&operation.type_name));
        quote!(<super::#module::#name as rt::Endpoint>::INFO)
    });
    let served = served::table(api);
    quote! {
        use crate::runtime as rt;
        /// Every endpoint, in the order of the spec.
        pub const ALL: &[&rt::EndpointInfo] = &[#(#endpoints),*];
        #served
    }
}

/// Emits the list of modules.
pub(super) fn modules(api: &Api) -> TokenStream {
    let made = ["endpoints", "events", "scopes", "tokens"].into_iter().map(ident);
    let named = api.modules.iter().map(|module| ident(&module.name));
    let mut modules: Vec<_> = made.chain(named).collect();
    modules.sort();
    quote! {
        #![allow(
            clippy::doc_lazy_continuation,
            clippy::enum_variant_names,
            clippy::new_without_default,
            clippy::should_implement_trait,
            clippy::too_many_arguments,
            clippy::wrong_self_convention,
            deprecated,
            reason = "names and docs come from the platform"
        )]
        #(pub mod #modules;)*
    }
}

/// Emits the metadata of an endpoint.
pub(super) fn endpoint_info(api: &Api, operation: &Operation) -> TokenStream {
    let (id, path) = (&operation.id.name, &operation.path.name);
    let documentation = page(&operation.documentation);
    let method = method(operation.method);
    let tokens = api.accepted(&operation.tokens).into_iter().map(|token| {
        let name = ident(&token.name);
        quote!(<super::tokens::#name as rt::TokenType>::INFO)
    });
    let (scopes, field_scopes) = (scopes(api, &operation.scopes), scopes(api, &operation.field_scopes));
    let (per_minute, per_second) = (optional(operation.per_minute), optional(operation.per_second));
    let app_types = app_types(&operation.app_types);
    let response = match &operation.response {
        Response::Nothing => quote!(Nothing),
        Response::Whole(_) => quote!(Whole),
        Response::Field(name, _) => quote!(Field(#name)),
        Response::List(name, _) => quote!(List(#name)),
        Response::File => quote!(File),
    };
    let errors = operation.errors.iter().map(|error| ident(&error.constant));
    let (idempotent, deprecated) = (operation.idempotent, operation.deprecated);
    let sensitive = super::sensitive::is_sensitive(api, operation);
    quote! {
        rt::EndpointInfo {
            id: #id,
            method: #method,
            path: #path,
            tokens: &[#(#tokens),*],
            scopes: #scopes,
            field_scopes: #field_scopes,
            rate_limit: rt::RateLimit { per_minute: #per_minute, per_second: #per_second },
            app_types: #app_types,
            idempotent: #idempotent,
            response: rt::ResponseShape::#response,
            sensitive: #sensitive,
            errors: &[#(Self::#errors),*],
            deprecated: #deprecated,
            documentation: #documentation,
        }
    }
}

/// Emits the constant of a listed error.
pub(super) fn listed_error(error: &ListedError) -> TokenStream {
    let (docs, constant, message) = (docs::attributes(&docs::refusal(error)), &error.constant, &error.message);
    let http = match error.http.map(proc_macro2::Literal::u16_unsuffixed) {
        Some(http) => quote!(Some(#http)),
        None => quote!(None),
    };
    let code = proc_macro2::Literal::i64_unsuffixed(error.code);
    let name = ident(constant);
    let help = error.help.as_ref().map(|help| quote!(.with_help(#help)));
    quote!(#docs pub const #name: rt::ListedError = rt::ListedError::new(#http, #code, #message, #constant) #help;)
}

/// Emits the metadata of an event.
pub(super) fn event_info(api: &Api, event: &Event) -> TokenStream {
    let (wire, documentation, deprecated) = (&event.wire, page(&event.documentation), event.deprecated);
    let (scopes, app_types) = (scopes(api, &event.scopes), app_types(&event.app_types));
    let subscription = match &event.subscription {
        Some(Subscription { subscribe, unsubscribe }) => {
            let (subscribe, unsubscribe) = (&subscribe.name, &unsubscribe.name);
            quote!(Some(rt::Subscription { subscribe: #subscribe, unsubscribe: #unsubscribe }))
        }
        None => quote!(None),
    };
    quote! {
        rt::EventInfo {
            event_type: #wire,
            scopes: #scopes,
            app_types: #app_types,
            subscription: #subscription,
            deprecated: #deprecated,
            documentation: #documentation,
        }
    }
}

/// Emits the URL of a page, or `None` if there is no page.
fn page(address: &str) -> TokenStream {
    if address.is_empty() { quote!(None) } else { quote!(Some(#address)) }
}

/// Emits a slice with the constants of the scopes. The stage `check` has ensured that the scopes are declared.
fn scopes(api: &Api, scopes: &[Reference]) -> TokenStream {
    let known = scopes.iter().filter_map(|scope| api.scopes.iter().find(|known| known.wire == scope.name));
    let names = known.map(|scope| ident(&scope.name));
    quote!(&[#(super::scopes::#names),*])
}

pub(super) fn app_types(app_types: &[Reference]) -> TokenStream {
    let names = app_types.iter().map(|name| app_type(&name.name));
    quote!(&[#(#names),*])
}

pub(super) fn app_type(name: &str) -> TokenStream {
    if name == "isv" { quote!(rt::AppType::Store) } else { quote!(rt::AppType::Custom) }
}

pub(super) fn method(name: &str) -> TokenStream {
    let name = match name {
        "GET" => "Get",
        "PUT" => "Put",
        "DELETE" => "Delete",
        "PATCH" => "Patch",
        _ => "Post",
    };
    let name = ident(name);
    quote!(rt::Method::#name)
}

fn optional(number: Option<u32>) -> TokenStream {
    match number.map(proc_macro2::Literal::u32_unsuffixed) {
        Some(number) => quote!(Some(#number)),
        None => quote!(None),
    }
}
