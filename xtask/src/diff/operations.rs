//! Changes of resources and operations.

use codegen::ir::path::unnamed;
use codegen::ir::{Direction, ListedError, Operation, Response, Shape, Type};
use codegen::source::Place;

use super::changes::{About, Comparison};
use super::fields::{self, Owner};
use super::kinds;
use super::matching::{Matched, matched};
use super::pairs::in_rust;

const SENT: Direction = Direction { sent: true, received: false };

/// Returns the HTTP method and the path of an operation, without the names of path parameters. The platform does not see
/// these names.
pub(super) fn endpoint(operation: &Operation) -> String {
    format!("{} {}", operation.method, unnamed(&operation.path.name))
}

impl Comparison<'_> {
    pub(super) fn resources(&mut self) {
        let matched = matched(&self.base.modules, &self.head.modules, &[|module| Some(module.name.clone())]);
        for (old, new) in matched.pairs {
            let (Some(old), Some(new)) = (&old.resource, &new.resource) else { continue };
            if old.accessor != new.accessor {
                let message = format!("renamed from `session.{}()` to `session.{}()`", old.accessor, new.accessor);
                self.add(&kinds::ACCESSOR_RENAMED, About::sent(&new.accessor), message, &new.place.key("accessor"));
            }
        }
    }

    pub(super) fn operations(&mut self, matched: &Matched<'_, Operation>) {
        for (old, new) in &matched.pairs {
            self.operation(old, new);
        }
        for operation in &matched.added {
            let message = format!("new operation: {} {}", operation.method, operation.path.name);
            let about = About::sent(&operation.id.name);
            match operation.scopes.as_slice() {
                [] => self.add(&kinds::OPERATION_ADDED, about, message, &operation.place),
                scopes => {
                    let fact = super::access::needed_scopes(scopes);
                    self.add_with(&kinds::OPERATION_ADDED, about, message, &operation.place, fact);
                }
            }
        }
        for operation in &matched.removed {
            self.add_removed(&kinds::OPERATION_REMOVED, About::sent(&operation.id.name), &operation.place);
        }
    }

    fn operation(&mut self, old: &Operation, new: &Operation) {
        let about = || About::sent(&new.id.name);
        if old.id.name != new.id.name {
            let message = format!("renamed from `{}`", old.id.name);
            self.add(&kinds::OPERATION_RENAMED, about(), message, &new.id.place);
        }
        if endpoint(old) != endpoint(new) {
            let endpoint = |operation: &Operation| format!("{} {}", operation.method, operation.path.name);
            let message = format!("moved from {} to {}", endpoint(old), endpoint(new));
            self.add(&kinds::OPERATION_MOVED, about(), message, &new.place);
        } else if old.has_body != new.has_body {
            let message = if new.has_body { "now has a JSON body" } else { "no longer has a JSON body" };
            self.add(&kinds::OPERATION_MOVED, about(), message.to_owned(), &new.place);
        }
        let owner = Owner { subject: new.id.name.clone(), old: SENT, new: SENT, place: new.place.clone() };
        self.members(&owner, &fields::of_operation(old), &fields::of_operation(new));
        self.response(old, new);
        self.paging(old, new);
        self.access(old, new);
        self.deprecation(about(), old.deprecated, new.deprecated, &new.place.key("deprecated"));
        self.behaviour(old, new);
    }

    fn response(&mut self, old: &Operation, new: &Operation) {
        let (about, place) = (About::received(&format!("{} response", new.id.name)), new.place.key("x-response"));
        if let (Some(old), Some(new)) = (old.response.unwrapped(), new.response.unwrapped())
            && self.pairs.same_in_rust(&old.1, &new.1)
        {
            if old.0 != new.0 {
                let message = format!("renamed on the wire from `{}` to `{}`", old.0, new.0);
                self.add(&kinds::WIRE_NAME_CHANGED, about.clone(), message, &place);
            }
            self.ty(about, &old.1, &new.1, true, &place);
            return;
        }
        let same = match (&old.response, &new.response) {
            (Response::Nothing, Response::Nothing) | (Response::File, Response::File) => true,
            (Response::Whole(old), Response::Whole(new)) => self.pairs.together(*old, *new),
            _ => false,
        };
        if !same {
            let kind = if self.carries_all(old, new) { &kinds::RESPONSE_RESHAPED } else { &kinds::RESPONSE_CHANGED };
            let [new, old] = [(self.head, new), (self.base, old)].map(|(api, operation)| match &operation.response {
                Response::Nothing => "()".to_owned(),
                Response::File => "Download".to_owned(),
                Response::Whole(item) => in_rust(api, &Type::Item(*item)),
                Response::Field(_, ty) => in_rust(api, ty),
                Response::List(_, ty) => format!("Vec<{}>", in_rust(api, ty)),
            });
            self.add(kind, about, format!("the return type changed from `{old}` to `{new}`"), &place);
        }
    }

    /// Returns `true` if the new response has all properties of the old response.
    fn carries_all(&self, old: &Operation, new: &Operation) -> bool {
        if matches!(old.response, Response::File) || matches!(new.response, Response::File) {
            return false;
        }
        let new = properties(self.head, &new.response);
        properties(self.base, &old.response)
            .iter()
            .all(|(name, ty)| new.iter().any(|(other, new)| other == name && self.pairs.same_on_the_wire(ty, new)))
    }

    fn paging(&mut self, old: &Operation, new: &Operation) {
        let about = About::sent(&new.id.name);
        match (&old.paging, &new.paging) {
            (None, Some(new)) => {
                let message = format!("now has `.pages()` and `.items()` over `{}`", new.items.name);
                self.add(&kinds::PAGING_ADDED, about, message, &new.items.place);
            }
            (Some(_), None) => {
                let message = "no longer has `.pages()` and `.items()`".to_owned();
                self.add(&kinds::PAGING_CHANGED, about, message, &new.place);
            }
            (Some(old), Some(new)) if old.items.name != new.items.name => {
                let message =
                    format!("the items of the pages changed from `{}` to `{}`", old.items.name, new.items.name);
                self.add(&kinds::PAGING_CHANGED, about, message, &new.items.place);
            }
            _ => {}
        }
    }

    fn behaviour(&mut self, old: &Operation, new: &Operation) {
        let about = || About::sent(&new.id.name);
        match (old.idempotent, new.idempotent) {
            (false, true) => {
                self.add(
                    &kinds::IDEMPOTENT,
                    about(),
                    "now idempotent: the client may retry the call".to_owned(),
                    &idempotent(new),
                );
            }
            (true, false) => {
                self.add(
                    &kinds::NOT_IDEMPOTENT,
                    about(),
                    "no longer idempotent: the client must not retry the call".to_owned(),
                    &idempotent(new),
                );
            }
            _ => {}
        }
        let (before, after) = (limits(old), limits(new));
        if before != after {
            let lower = before.iter().zip(&after).any(|(old, new)| new < old);
            let kind = if lower { &kinds::RATE_LIMIT_LOWERED } else { &kinds::RATE_LIMIT_RAISED };
            let message = format!("the rate limit changed from {} to {}", limit(old), limit(new));
            self.add(kind, about(), message, &new.place.key("x-rate-limit"));
        }
        self.listed_errors(old, new);
        self.error_constants(old, new);
    }

    fn listed_errors(&mut self, old: &Operation, new: &Operation) {
        let codes = |operation: &Operation| {
            let mut codes: Vec<_> = operation.errors.iter().map(|error| (error.code, error.http)).collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        };
        let (before, after) = (codes(old), codes(new));
        let only = |these: &[(i64, Option<u16>)], those: &[(i64, Option<u16>)]| -> Vec<String> {
            let only = these.iter().filter(|code| !those.contains(code));
            only.map(|(code, http)| match http {
                Some(http) => format!("{code} (HTTP {http})"),
                None => code.to_string(),
            })
            .collect()
        };
        let (come, gone) = (only(&after, &before), only(&before, &after));
        let words = [("newly listed", come), ("no longer listed", gone)];
        let words = words.iter().filter(|(_, codes)| !codes.is_empty());
        let words: Vec<String> = words.map(|(what, codes)| format!("{what}: {}", codes.join(", "))).collect();
        if !words.is_empty() {
            self.add(&kinds::ERRORS_CHANGED, About::sent(&new.id.name), words.join("; "), &new.place.key("x-errors"));
        }
    }
    /// Compares the Rust constants of listed errors. An error without a name has no constant.
    fn error_constants(&mut self, old: &Operation, new: &Operation) {
        let [before, after] =
            [old, new].map(|operation| operation.errors.iter().filter(|error| !error.constant.is_empty()));
        let matched = matched(before, after, &[|error| Some(error.code.to_string()), |error| Some(error.name.clone())]);
        let constants = |errors: &[&ListedError]| -> Vec<String> {
            errors.iter().map(|error| format!("`{}`", error.constant)).collect()
        };
        let renamed = matched.pairs.iter().filter(|(old, new)| old.constant != new.constant);
        let renamed = renamed.map(|(old, new)| format!("`{}` to `{}`", old.constant, new.constant));
        for (kind, what, constants) in [
            (&kinds::ERROR_RENAMED, "renamed constants", renamed.collect()),
            (&kinds::ERROR_NAME_REMOVED, "removed constants", constants(&matched.removed)),
            (&kinds::ERROR_NAME_ADDED, "new constants", constants(&matched.added)),
        ] {
            if !constants.is_empty() {
                let message = format!("{what}: {}", constants.join(", "));
                self.add(kind, About::sent(&new.id.name), message, &new.place.key("x-errors"));
            }
        }
    }
}

/// Returns the properties of a response.
fn properties<'a>(api: &'a codegen::ir::Api, response: &'a Response) -> Vec<(&'a str, Type)> {
    match response {
        Response::Whole(item) => match api.item(*item).map(|item| &item.shape) {
            Some(Shape::Model(fields)) => fields.iter().map(|field| (field.wire.as_str(), field.ty.clone())).collect(),
            _ => Vec::new(),
        },
        one => one.unwrapped().into_iter().collect(),
    }
}

fn idempotent(operation: &Operation) -> Place {
    operation.place.key("x-idempotent")
}

/// Returns the rate limits of an operation. A missing limit counts as the largest number.
fn limits(operation: &Operation) -> [u32; 2] {
    [operation.per_minute, operation.per_second].map(|limit| limit.unwrap_or(u32::MAX))
}

fn limit(operation: &Operation) -> String {
    let [minute, second] = [(operation.per_minute, "minute"), (operation.per_second, "second")]
        .map(|(limit, time)| limit.map(|limit| format!("{limit} calls per {time}")));
    let words: Vec<String> = minute.into_iter().chain(second).collect();
    if words.is_empty() { "no limit".to_owned() } else { words.join(" and ") }
}
