//! Changes of access: scopes, kinds of token, kinds of app.

use codegen::ir::{Operation, Reference, TokenType};
use codegen::source::Place;

use super::changes::{About, Comparison};
use super::kinds::{self, Kind};
use super::matching::matched;

/// Kinds of change that the comparison of two lists of scopes can report. An app needs only one scope of a list.
pub(super) struct ScopeKinds {
    /// Change after which the old scopes may no longer be sufficient.
    needed: &'static Kind,
    /// Change after which a new scope is also sufficient, or no scope is needed.
    accepted: &'static Kind,
}

pub(super) const OF_CALLS: ScopeKinds = ScopeKinds { needed: &kinds::SCOPE_NEEDED, accepted: &kinds::SCOPE_ACCEPTED };
pub(super) const OF_FIELDS: ScopeKinds =
    ScopeKinds { needed: &kinds::FIELD_SCOPE_NEEDED, accepted: &kinds::FIELD_SCOPE_ACCEPTED };

/// Returns a fact for the report: the scopes that apps must request.
pub(super) fn needed_scopes(scopes: &[Reference]) -> (&'static str, String) {
    let names: Vec<&str> = scopes.iter().map(|scope| scope.name.as_str()).collect();
    let any = if names.len() > 1 { "any one of " } else { "" };
    ("scope", format!("{any}{}", names.join(", ")))
}

impl Comparison<'_> {
    pub(super) fn access(&mut self, old: &Operation, new: &Operation) {
        let about = || About::sent(&new.id.name);
        self.scopes(about(), &old.scopes, &new.scopes, &OF_CALLS, &new.place.key("x-scopes"));
        self.field_scopes(about(), old, new);
        self.app_types(about(), &old.app_types, &new.app_types, &new.place.key("x-app-types"));
        self.tokens(about(), old, new);
    }

    /// Compares two lists of scopes. An app needs only one scope of a list.
    pub(super) fn scopes(
        &mut self,
        about: About,
        old: &[Reference],
        new: &[Reference],
        kinds: &ScopeKinds,
        place: &Place,
    ) {
        let (gone, come) = (missing(old, new), missing(new, old));
        if !new.is_empty() && (old.is_empty() || !gone.is_empty()) {
            let message = match old.is_empty() {
                true => "a scope is now needed".to_owned(),
                false => format!("no longer sufficient: {}", quoted(&gone)),
            };
            self.add_with(kinds.needed, about, message, place, needed_scopes(new));
        } else if !old.is_empty() && new.is_empty() {
            self.add(kinds.accepted, about, "no scope is needed anymore".to_owned(), place);
        } else if !come.is_empty() {
            self.add(kinds.accepted, about, format!("now also sufficient: {}", quoted(&come)), place);
        }
    }

    /// Compares the scopes for fields of the response. Without one of these scopes, some fields stay empty. Different fields
    /// can need different scopes, so an app can need several scopes.
    fn field_scopes(&mut self, about: About, old: &Operation, new: &Operation) {
        let place = new.place.key("x-field-scopes");
        let (gone, come) =
            (missing(&old.field_scopes, &new.field_scopes), missing(&new.field_scopes, &old.field_scopes));
        if !come.is_empty() {
            let message = format!("some fields are empty without {}", quoted(&come));
            self.add_with(&kinds::FIELD_SCOPE_NEEDED, about.clone(), message, &place, ("scope", come.join(", ")));
        }
        if !gone.is_empty() {
            let message = format!("no longer needed for some fields: {}", quoted(&gone));
            self.add(&kinds::FIELD_SCOPE_ACCEPTED, about, message, &place);
        }
    }

    pub(super) fn app_types(&mut self, about: About, old: &[Reference], new: &[Reference], place: &Place) {
        let (gone, come) = (missing(old, new), missing(new, old));
        if !gone.is_empty() {
            let message = format!("no longer available to apps of type {}", quoted(&gone));
            self.add(&kinds::APP_TYPE_REFUSED, about.clone(), message, place);
        }
        if !come.is_empty() {
            let message = format!("now also available to apps of type {}", quoted(&come));
            self.add(&kinds::APP_TYPE_ACCEPTED, about, message, place);
        }
    }

    fn tokens(&mut self, about: About, old: &Operation, new: &Operation) {
        let place = new.place.key("x-tokens");
        let (gone, come) = (missing(&old.tokens, &new.tokens), missing(&new.tokens, &old.tokens));
        let bound = format!(
            "the trait bound changed from `{}` to `{}`",
            self.base.accepting(&old.tokens),
            self.head.accepting(&new.tokens)
        );
        if !gone.is_empty() {
            let message = format!("no longer accepts {}; {bound}", quoted(&gone));
            self.add(&kinds::TOKEN_REFUSED, about, message, &place);
        } else if !come.is_empty() {
            self.add(&kinds::TOKEN_ACCEPTED, about, format!("now also accepts {}; {bound}", quoted(&come)), &place);
        } else if names(self.base.accepted(&old.tokens)) != names(self.head.accepted(&new.tokens))
            && let Some(first) = self.head.accepted(&new.tokens).first()
        {
            // The declaration of the token kinds changed, so the trait bound of each operation with these kinds changed too.
            self.add(&kinds::TOKEN_SET_RENAMED, about, bound, &first.place.clone());
        }
    }

    pub(super) fn declared_scopes(&mut self) {
        let matched = matched(&self.base.scopes, &self.head.scopes, &[|scope| Some(scope.wire.clone())]);
        for (old, new) in matched.pairs.iter().filter(|(old, new)| old.name != new.name) {
            let message = format!("renamed from `scopes::{}` to `scopes::{}`", old.name, new.name);
            self.add(&kinds::SCOPE_RENAMED, About::sent(&new.wire), message, &new.place);
        }
        for scope in matched.added {
            let message = format!("new scope: `scopes::{}`", scope.name);
            self.add(&kinds::SCOPE_ADDED, About::sent(&scope.wire), message, &scope.place);
        }
        for scope in matched.removed {
            self.add_removed(&kinds::SCOPE_REMOVED, About::sent(&scope.wire), &scope.place);
        }
    }

    pub(super) fn token_types(&mut self) {
        let matched = matched(&self.base.token_types, &self.head.token_types, &[|token| Some(token.wire.clone())]);
        for (old, new) in matched.pairs {
            let about = || About::sent(&new.wire);
            if old.name != new.name {
                let message = format!("renamed from `{}` to `{}`", old.name, new.name);
                self.add(&kinds::TOKEN_TYPE_RENAMED, about(), message, &new.place);
            }
            if ways(old) != ways(new) {
                let message = "the header, the lifetime or the request of this kind of token changed".to_owned();
                self.add(&kinds::TOKEN_TYPE_CHANGED, about(), message, &new.place);
            }
            self.app_types(about(), &old.app_types, &new.app_types, &new.place.key("app-types"));
        }
        for token in matched.added {
            let message = format!("new kind of token: `Session<{}>`", token.name);
            self.add(&kinds::TOKEN_TYPE_ADDED, About::sent(&token.wire), message, &token.place);
        }
        for token in matched.removed {
            self.add_removed(&kinds::TOKEN_TYPE_REMOVED, About::sent(&token.wire), &token.place);
        }
    }
}

/// Returns the names in the first list that are missing from the second list.
fn missing<'a>(these: &'a [Reference], those: &[Reference]) -> Vec<&'a str> {
    let missing = these.iter().filter(|one| !those.iter().any(|other| other.name == one.name));
    missing.map(|one| one.name.as_str()).collect()
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn names(tokens: Vec<&TokenType>) -> Vec<&str> {
    tokens.into_iter().map(|token| token.wire.as_str()).collect()
}

/// Returns the header that contains a kind of token, the lifetime in seconds, and a sorted list of the requests that obtain
/// the token.
fn ways(token: &TokenType) -> (String, u64, Vec<String>) {
    let mut obtained: Vec<String> = token
        .obtained
        .iter()
        .map(|call| {
            let mut request_keys = call.request_keys.clone();
            request_keys.sort_unstable();
            format!("{} {} {} {request_keys:?} {}", call.app_type.name, call.method, call.path, call.response_key)
        })
        .collect();
    obtained.sort_unstable();
    (token.header.clone(), token.lifetime_seconds, obtained)
}
