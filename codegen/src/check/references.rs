//! Scopes, kinds of token and kinds of app that are named exist.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::ir::{Api, Docs, Reference, Shape};

/// The kinds of app that the platform has.
const APP_TYPES: [&str; 2] = ["custom", "isv"];

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let scopes: HashSet<&str> = api.scopes.iter().map(|scope| scope.wire.as_str()).collect();
    let tokens: HashSet<&str> = api.token_types.iter().map(|token| token.wire.as_str()).collect();
    let app_types: HashSet<&str> = APP_TYPES.into();
    for (_, operation) in api.operations() {
        let named = operation.scopes.iter().chain(&operation.field_scopes);
        named.for_each(|scope| known(scope, &scopes, &SCOPE, diagnostics));
        operation.tokens.iter().for_each(|token| known(token, &tokens, &TOKEN, diagnostics));
        operation.app_types.iter().for_each(|app| known(app, &app_types, &APP_TYPE, diagnostics));
        operation.inputs.iter().for_each(|input| of_docs(&input.field.docs, &scopes, diagnostics));
        if operation.tokens.is_empty() && !api.is_unfinished(&operation.place.key("x-tokens")) {
            diagnostics.push(
                Diagnostic::new("tokens-missing", "an operation accepts at least one kind of token")
                    .at_key(operation.place.clone())
                    .help("list them: `x-tokens: [tenant_access_token]`"),
            );
        }
    }
    for (_, event) in api.events() {
        event.scopes.iter().for_each(|scope| known(scope, &scopes, &SCOPE, diagnostics));
        event.app_types.iter().for_each(|app| known(app, &app_types, &APP_TYPE, diagnostics));
    }
    for token in &api.token_types {
        let named = token.app_types.iter().chain(token.obtained.iter().map(|call| &call.app_type));
        named.for_each(|app| known(app, &app_types, &APP_TYPE, diagnostics));
    }
    for item in &api.items {
        if let Shape::Model(fields) = &item.shape {
            fields.iter().for_each(|field| of_docs(&field.docs, &scopes, diagnostics));
        }
    }
}

fn of_docs(docs: &Docs, scopes: &HashSet<&str>, diagnostics: &mut Diagnostics) {
    docs.field_scopes.iter().for_each(|scope| known(scope, scopes, &SCOPE, diagnostics));
}

/// What is said of a name that does not exist.
struct Kind {
    code: &'static str,
    what: &'static str,
    declared: &'static str,
}

const SCOPE: Kind = Kind { code: "scope-unknown", what: "scope", declared: "scopes are declared under `x-scopes`" };
const TOKEN: Kind =
    Kind { code: "token-unknown", what: "token type", declared: "token types are declared under `x-token-types`" };
const APP_TYPE: Kind =
    Kind { code: "app-type-unknown", what: "app type", declared: "the app types are `custom` and `isv`" };

fn known(reference: &Reference, names: &HashSet<&str>, kind: &Kind, diagnostics: &mut Diagnostics) {
    let Kind { code, what, declared } = kind;
    if names.contains(reference.name.as_str()) {
        return;
    }
    // Sorted, so that of two names that are equally near it is always the same one.
    let mut sorted: Vec<&str> = names.iter().copied().collect();
    sorted.sort_unstable();
    let near = match suggest(&reference.name, sorted.into_iter()) {
        Some(near) => format!("did you mean `{near}`? "),
        None => String::new(),
    };
    diagnostics.push(
        Diagnostic::new(code, format!("no {what} `{}` is declared", reference.name))
            .at(reference.place.clone())
            .help(format!("{near}{declared}")),
    );
}
