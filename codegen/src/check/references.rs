//! Checks every reference to a scope, a kind of token or a kind of app: the name must exist.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::ir::{Api, Docs, Reference, Shape};
use crate::source::Place;

/// Kinds of app, by the names of the platform: `custom` for a custom app, and `isv` for a store app.
pub const APP_TYPES: [&str; 2] = ["custom", "isv"];

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let scopes = Known::of(api.scopes.iter().map(|scope| (scope.wire.as_str(), &scope.place)));
    let tokens = Known::of(api.token_types.iter().map(|token| (token.wire.as_str(), &token.place)));
    let app_types = Known { names: APP_TYPES.into(), file: None };
    for (_, operation) in api.operations() {
        let named = operation.scopes.iter().chain(&operation.field_scopes);
        named.for_each(|scope| known(scope, &scopes, &SCOPE, diagnostics));
        operation.tokens.iter().for_each(|token| known(token, &tokens, &TOKEN, diagnostics));
        operation.app_types.iter().for_each(|app| known(app, &app_types, &APP_TYPE, diagnostics));
        operation.inputs.iter().for_each(|input| of_docs(&input.field.docs, &scopes, diagnostics));
        if operation.tokens.is_empty() {
            diagnostics.push(
                Diagnostic::new("tokens-missing", "an operation needs at least one kind of token")
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

fn of_docs(docs: &Docs, scopes: &Known<'_>, diagnostics: &mut Diagnostics) {
    docs.field_scopes.iter().for_each(|scope| known(scope, scopes, &SCOPE, diagnostics));
}

/// Declared names of one kind, such as the names of all scopes.
struct Known<'a> {
    names: HashSet<&'a str>,
    /// First file that declares a name of this kind.
    file: Option<Arc<str>>,
}

impl<'a> Known<'a> {
    fn of(declared: impl Iterator<Item = (&'a str, &'a Place)>) -> Self {
        let (mut names, mut file) = (HashSet::new(), None);
        for (name, place) in declared {
            names.insert(name);
            file.get_or_insert_with(|| Arc::clone(&place.file));
        }
        Self { names, file }
    }
}

/// Texts of the diagnostic about an unknown name. Scopes, kinds of token and kinds of app have different texts.
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

fn known(reference: &Reference, names: &Known<'_>, kind: &Kind, diagnostics: &mut Diagnostics) {
    let Kind { code, what, declared } = kind;
    let file = names.file.as_deref().map(|file| format!(" of {file}")).unwrap_or_default();
    if names.names.contains(reference.name.as_str()) {
        return;
    }
    // Sorting makes the suggestion deterministic when two names are equally similar.
    let mut sorted: Vec<&str> = names.names.iter().copied().collect();
    sorted.sort_unstable();
    let near = match suggest(&reference.name, sorted.into_iter()) {
        Some(near) => format!("did you mean `{near}`? "),
        None => String::new(),
    };
    diagnostics.push(
        Diagnostic::new(code, format!("no {what} `{}` is declared", reference.name))
            .at(reference.place.clone())
            .help(format!("{near}{declared}{file}")),
    );
}
