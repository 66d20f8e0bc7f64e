//! Comparison of the spec with the reference page of an operation or event.

use codegen::ir::{self, Location, Reference, Response, Type};
use codegen::source::Place;

use super::fields::{Expected, Side};
use super::finding::{Audit, Compared, Difference, list, same};
use super::types;
use crate::page::{self, At, Head, Located, RateLimit, Scope};

impl<'a> Audit<'a> {
    pub(super) fn operation(&mut self, file: &str, page: &page::Operation, spec: &'a ir::Operation) {
        let on = Compared { subject: &spec.id.name, file, overview: false, recorded: &spec.contradictions };
        self.method(on, &page.method, spec);
        self.path(on, &page.path, spec);
        self.documentation(on, &page.head, (&spec.documentation, spec.source.as_ref()), &spec.place);
        let (tokens, at) = said(&page.tokens, page.head.at);
        self.names(on, NameList::TOKENS, (&tokens, at), &spec.tokens, &spec.place);
        let (app_types, at) = said(&page.app_types, page.head.at);
        self.names(on, NameList::APP_TYPES, (&app_types, at), &spec.app_types, &spec.place);
        self.rate_limit(on, page, spec);
        self.scopes(on, (&page.scopes, page.head.at), &spec.scopes, &spec.place);
        self.field_scopes(on, page, spec);
        self.inputs(on, page, spec);
        let side = Side { path: "response", fields: &page.response, at: page.head.at };
        self.fields(on, side, &response(self.api, spec));
        self.errors(on, page, spec);
    }

    pub(super) fn event(&mut self, file: &str, page: &page::Event, spec: &'a ir::Event) {
        let on = Compared { subject: &spec.id.name, file, overview: false, recorded: &spec.contradictions };
        self.documentation(on, &page.head, (&spec.documentation, spec.source.as_ref()), &spec.place);
        let (app_types, at) = said(&page.app_types, page.head.at);
        self.names(on, NameList::APP_TYPES, (&app_types, at), &spec.app_types, &spec.place);
        self.scopes(on, (&page.scopes, page.head.at), &spec.scopes, &spec.place);
        let body = Type::Item(spec.item);
        self.event_field_scopes(on, page, types::fields(self.api, &body).1, &spec.place);
        let fields = Expected::within(self.api, &body, false);
        self.fields(on, Side { path: "event", fields: &page.body, at: page.head.at }, &fields);
    }

    pub(super) fn method(&mut self, on: Compared<'_>, page: &Located<String>, spec: &ir::Operation) {
        if page.value != spec.method {
            let message = format!("the method is `{}` on the page, but `{}` in the spec", page.value, spec.method);
            let difference = Difference::new("method-differs", "method", page.at, message).against(&spec.place);
            self.report(on, difference.says(std::slice::from_ref(&page.value)));
        }
    }

    fn path(&mut self, on: Compared<'_>, page: &Located<String>, spec: &ir::Operation) {
        if page.value != spec.path.name {
            let message = format!("the path is `{}` on the page, but `{}` in the spec", page.value, spec.path.name);
            let difference = Difference::new("path-differs", "path", page.at, message).against(&spec.path.place);
            self.report(on, difference.says(std::slice::from_ref(&page.value)));
        }
    }

    /// Compares the address of the page. A difference is only a warning, because the address has no effect on the API.
    fn documentation(
        &mut self,
        on: Compared<'_>,
        head: &Head,
        (address, source): (&str, Option<&ir::Source>),
        place: &Place,
    ) {
        if let Some(source) = source {
            self.found(on, "documentation", head.at, source);
            return;
        }
        let Some(path) = &head.full_path else { return };
        if address.ends_with(path.value.as_str()) {
            return;
        }
        let message = format!("the page has the path `{}`, but the spec has the address `{address}`", path.value);
        let difference = Difference::new("documentation-differs", "documentation", path.at, message).against(place);
        self.report(on, difference.says(std::slice::from_ref(&path.value)).warning());
    }

    /// Compares the names on the page with the names in the spec, regardless of the order of the names.
    pub(super) fn names(
        &mut self,
        on: Compared<'_>,
        which: NameList,
        (page, at): (&[String], At),
        spec: &[Reference],
        place: &Place,
    ) {
        let spec_names = self.unsourced(on, which.about, (page, at), spec);
        if !same(page, &spec_names) {
            let (noun, page_list, spec_list) = (which.noun, list(page), list(&spec_names));
            let message = format!("{noun} on the page: {page_list}; in the spec: {spec_list}");
            let place = spec.first().map_or(place, |reference| &reference.place);
            self.report(on, Difference::new(which.kind, which.about, at, message).says(page).against(place));
        }
    }

    /// Returns the names in the spec that the audit compares with the page. Leaves out a name that has an `x-source` in the
    /// spec and is not on the page.
    fn unsourced(
        &mut self,
        on: Compared<'_>,
        about: &str,
        (page, at): (&[String], At),
        spec: &[Reference],
    ) -> Vec<String> {
        let mut names = Vec::new();
        for known in spec {
            match &known.source {
                Some(_) if !page.contains(&known.name) => continue,
                Some(source) => self.found(on, about, at, source),
                None => {}
            }
            names.push(known.name.clone());
        }
        names
    }

    fn rate_limit(&mut self, on: Compared<'_>, page: &page::Operation, spec: &ir::Operation) {
        let (limit, at) = match &page.rate_limit {
            Some(limit) => (limit.value, limit.at),
            None => (RateLimit::default(), page.head.at),
        };
        let known = RateLimit { per_minute: spec.per_minute, per_second: spec.per_second };
        if limit != known {
            let (page, known) = (rates(limit), rates(known));
            let message = format!("rate limit on the page: {}; in the spec: {}", list(&page), list(&known));
            let place = spec.place.key("x-rate-limit");
            let difference = Difference::new("rate-limit-differs", "rate-limit", at, message).says(&page);
            self.report(on, difference.against(&place));
        }
    }

    /// Compares the scopes. A scope that the page lacks causes a warning, not an error, because the spec also lists scopes
    /// that are more specific than the scopes on the pages.
    fn scopes(&mut self, on: Compared<'_>, (page, at): (&[Scope], At), spec: &[Reference], place: &Place) {
        let says: Vec<String> = page.iter().map(|scope| scope.wire.clone()).collect();
        for scope in page {
            if spec.iter().all(|known| known.name != scope.wire) {
                let message = format!("the page names the scope `{}`, but the spec does not", scope.wire);
                let difference = Difference::new("scope-missing", "scopes", scope.at, message).says(&says);
                self.report(on, difference.against(place).fact("console-name", &scope.console_name));
            }
            self.console_name(on, scope);
        }
        for known in spec {
            match (&known.source, says.contains(&known.name)) {
                (Some(source), true) => {
                    self.found(on, "scopes", at, source);
                    continue;
                }
                (None, false) => {}
                _ => continue,
            }
            let message = format!("the spec names the scope `{}`, but the page does not", known.name);
            let difference = Difference::new("scope-surplus", "scopes", at, message).says(&says);
            self.report(on, difference.against(&known.place).warning());
        }
    }

    fn console_name(&mut self, on: Compared<'_>, scope: &Scope) {
        let known = self.api.scopes.iter().find(|known| known.wire == scope.wire);
        let Some((known, name)) = known.and_then(|known| Some((known, known.console_name.as_ref()?))) else { return };
        if *name != scope.console_name && !scope.console_name.is_empty() {
            let message =
                format!("`{}` is called {} on the page, but {name} in the spec", scope.wire, scope.console_name);
            let difference = Difference::new("console-name-differs", "console-name", scope.at, message);
            let difference = difference.says(std::slice::from_ref(&scope.console_name)).against(&known.place);
            self.report(on, difference.warning());
        }
    }

    fn field_scopes(&mut self, on: Compared<'_>, page: &page::Operation, spec: &ir::Operation) {
        let says: Vec<String> = page.field_scopes.iter().map(|scope| scope.wire.clone()).collect();
        let at = page.field_scopes.first().map_or(page.head.at, |scope| scope.at);
        self.names(on, NameList::FIELD_SCOPES, (&says, at), &spec.field_scopes, &spec.place);
    }

    /// Compares the scopes of fields of an event. The spec declares these scopes at each field.
    fn event_field_scopes(&mut self, on: Compared<'_>, page: &page::Event, fields: &[ir::Field], place: &Place) {
        let mut known = Vec::new();
        needed(self.api, fields, &mut Vec::new(), &mut known);
        let says: Vec<String> = page.field_scopes.iter().map(|scope| scope.wire.clone()).collect();
        for scope in page.field_scopes.iter().filter(|scope| !known.contains(&scope.wire.as_str())) {
            let message = format!("the page names the scope `{}` for fields, but the spec does not", scope.wire);
            let difference = Difference::new("field-scopes-differ", "field-scopes", scope.at, message);
            self.report(on, difference.says(&says).against(place));
        }
    }

    fn inputs(&mut self, on: Compared<'_>, page: &page::Operation, spec: &'a ir::Operation) {
        let parts = [
            ("path", &page.path_params, Location::Path),
            ("query", &page.query, Location::Query),
            ("body", &page.body, Location::Body),
        ];
        for (path, fields, location) in parts {
            let known: Vec<Expected<'a>> =
                spec.inputs_in(location).map(|input| Expected::of(&input.field, None, true)).collect();
            self.fields(on, Side { path, fields, at: page.head.at }, &known);
        }
    }

    fn errors(&mut self, on: Compared<'_>, page: &page::Operation, spec: &ir::Operation) {
        for row in &page.errors {
            let said = format!("{} {}", row.http, row.message);
            let difference = |kind, message| {
                let difference = Difference::new(kind, format!("errors.{}", row.code), row.at, message);
                difference.says(std::slice::from_ref(&said)).fact("advice", &row.advice)
            };
            match spec.errors.iter().find(|known| known.code == row.code) {
                None => {
                    let message =
                        format!("the page lists `{} {} {}`, but the spec does not", row.http, row.code, row.message);
                    self.report(on, difference("error-missing", message).against(&spec.place));
                }
                Some(known) => {
                    if known.http != Some(row.http) || known.message != row.message {
                        let known_words = format!("{}{}", http(known), known.message);
                        let message = format!("`{said}` on the page, but `{known_words}` in the spec");
                        self.report(on, difference("error-differs", message).against(&known.place));
                    }
                    if let Some(source) = &known.source {
                        self.found(on, &format!("errors.{}", row.code), row.at, source);
                    }
                }
            }
        }
        let surplus = spec.errors.iter().filter(|known| known.source.is_none());
        for known in surplus.filter(|known| page.errors.iter().all(|row| row.code != known.code)) {
            let message =
                format!("the spec lists `{}{} {}`, but the page does not", http(known), known.code, known.message);
            let difference = Difference::new("error-surplus", format!("errors.{}", known.code), page.head.at, message);
            self.report(on, difference.against(&known.place));
        }
    }
}

/// List of names that a page and the spec have, such as the token types.
#[derive(Clone, Copy)]
pub(super) struct NameList {
    kind: &'static str,
    about: &'static str,
    noun: &'static str,
}

impl NameList {
    pub(super) const TOKENS: Self = Self { kind: "tokens-differ", about: "tokens", noun: "token types" };
    pub(super) const APP_TYPES: Self = Self { kind: "app-types-differ", about: "app-types", noun: "app types" };
    const FIELD_SCOPES: Self = Self { kind: "field-scopes-differ", about: "field-scopes", noun: "scopes of fields" };
}

/// Returns the HTTP status of a listed error, followed by a space. Returns an empty text if the status is unknown.
fn http(error: &ir::ListedError) -> String {
    error.http.map(|http| format!("{http} ")).unwrap_or_default()
}

/// Returns the values and the place of a row. For a missing row, returns an empty list, and `otherwise` as the place.
fn said(row: &Option<Located<Vec<String>>>, otherwise: At) -> (Vec<String>, At) {
    row.as_ref().map_or((Vec::new(), otherwise), |row| (row.value.clone(), row.at))
}

fn rates(limit: RateLimit) -> Vec<String> {
    let minute = limit.per_minute.map(|calls| format!("{calls} a minute"));
    minute.into_iter().chain(limit.per_second.map(|calls| format!("{calls} a second"))).collect()
}

/// Returns the fields of the object `data` in the response.
fn response<'a>(api: &'a ir::Api, operation: &'a ir::Operation) -> Vec<Expected<'a>> {
    let only = |name, ty| vec![Expected { name, ty, required: None, docs: None, place: &operation.place, owner: None }];
    match (&operation.response, operation.response.unwrapped()) {
        (Response::Whole(item), _) => Expected::within(api, &Type::Item(*item), false),
        (_, Some((name, ty))) => only(name, ty),
        (_, None) => Vec::new(),
    }
}

/// Collects the scopes of fields, at all levels of nesting.
fn needed<'a>(api: &'a ir::Api, fields: &'a [ir::Field], seen: &mut Vec<&'a Place>, scopes: &mut Vec<&'a str>) {
    for field in fields.iter().filter(|field| !seen.contains(&&field.place)).collect::<Vec<_>>() {
        seen.push(&field.place);
        scopes.extend(field.docs.field_scopes.iter().map(|scope| scope.name.as_str()));
        needed(api, types::fields(api, &field.ty).1, seen, scopes);
    }
}
