//! The kinds of token, and a trait for each set of kinds that an endpoint accepts.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::names::ident;
use super::{docs, tables};
use crate::ir::{Api, TokenType};

pub(super) fn emit(api: &Api) -> TokenStream {
    let types = api.token_types.iter().map(token_type);
    let mut sets: BTreeMap<String, Vec<&TokenType>> = BTreeMap::new();
    for (_, operation) in api.operations() {
        sets.insert(api.accepting(&operation.tokens), api.accepted(&operation.tokens));
    }
    let sets = sets.iter().map(|(name, types)| set(name, types));
    let all = api.token_types.iter().map(|token| {
        let name = ident(&token.name);
        quote!(<#name as rt::TokenType>::INFO)
    });
    quote! {
        use crate::runtime as rt;
        #(#types)*
        #(#sets)*
        /// Every kind of token.
        pub const ALL: &[&rt::TokenInfo] = &[#(#all),*];
    }
}

fn token_type(token: &TokenType) -> TokenStream {
    let name = ident(&token.name);
    let (wire, session, header) = (&token.wire, &token.name, &token.header);
    let lifetime = Literal::u64_unsuffixed(token.lifetime_seconds);
    let mut text = docs::markdown(&docs::paragraphs([Some(token.summary.as_str()), token.description.as_deref()]));
    text.push_str(&format!("\n\nName on the platform: `{wire}`. Maximum lifetime: {lifetime} seconds."));
    let words = docs::attributes(&text);
    let app_types = tables::app_types(&token.app_types);
    let obtained = token.obtained.iter().map(|call| {
        let app_type = tables::app_type(&call.app_type.name);
        let method = tables::method(&call.method);
        let (path, request_keys, response_key) = (&call.path, &call.request_keys, &call.response_key);
        quote!(rt::TokenEndpoint { app_type: #app_type, method: #method, path: #path, request_keys: &[#(#request_keys),*], response_key: #response_key })
    });
    quote! {
        #words
        #[derive(Debug, Clone, Copy)]
        pub struct #name;
        impl rt::TokenType for #name {
            const INFO: &'static rt::TokenInfo = &rt::TokenInfo {
                name: #wire,
                session: #session,
                app_types: #app_types,
                header: #header,
                lifetime_seconds: #lifetime,
                obtained: &[#(#obtained),*],
            };
        }
    }
}

fn set(name: &str, types: &[&TokenType]) -> TokenStream {
    let trait_name = ident(name);
    let names: Vec<_> = types.iter().map(|token| ident(&token.name)).collect();
    let links: Vec<String> = types.iter().map(|token| format!("[`{}`]", token.name)).collect();
    let words = docs::attributes(&format!("Kind of token for endpoints that accept {}.", links.join(" or ")));
    let wires: Vec<&str> = types.iter().map(|token| token.wire.as_str()).collect();
    let sessions: Vec<String> = types.iter().map(|token| format!("`Session<{}>`", token.name)).collect();
    let message =
        format!("this endpoint cannot be called with a `Session<{{Self}}>`: it accepts {}", wires.join(" or "));
    let label = format!("call it on a {}", sessions.join(" or a "));
    let made = types.iter().flat_map(|token| {
        let with_token = format!("client.session::<{}>(token)", token.name);
        token.sessions.iter().cloned().chain([with_token]).map(|call| format!("`{call}`"))
    });
    let note = format!("make one with {}", made.collect::<Vec<_>>().join(" or "));
    quote! {
        #words
        #[diagnostic::on_unimplemented(message = #message, label = #label, note = #note)]
        pub trait #trait_name: rt::TokenType {}
        #(impl #trait_name for #names {})*
    }
}
