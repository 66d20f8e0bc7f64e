//! Checks the documentation in the spec. Every resource, operation, event and scope needs a summary. Every operation and
//! event needs a page or a public source. Every error that an operation lists needs a code, a message and a name.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Api;
use crate::source::Place;

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for module in &api.modules {
        if let Some(resource) = &module.resource {
            require(&resource.summary, "a resource", "`summary`", &resource.place, diagnostics);
        }
    }
    for (_, operation) in api.operations() {
        require(&operation.summary, "an operation", "`summary`", &operation.place, diagnostics);
        page(&operation.documentation, operation.source.is_some(), "an operation", &operation.place, diagnostics);
        for error in &operation.errors {
            if error.http == Some(0) || error.code == 0 || error.message.is_empty() {
                diagnostics.push(
                    Diagnostic::new("error-incomplete", "a listed error needs a code and a message")
                        .at(error.place.clone())
                        .help("write `{http: 400, code: 1, message: text of the platform, name: short_meaning}`; leave out `http` if the status is unknown"),
                );
            }
            if error.name.trim().is_empty() {
                diagnostics.push(
                    Diagnostic::new("error-unnamed", "a listed error needs a `name` for its Rust constant")
                        .at(error.place.clone())
                        .help("write the meaning of the error in a few words in snake case, such as `name: not_found`"),
                );
            }
        }
        for (index, error) in operation.errors.iter().enumerate() {
            if let Some(first) = operation.errors.iter().take(index).find(|first| first.code == error.code) {
                diagnostics.push(
                    Diagnostic::new("error-duplicate", format!("error {} is listed twice", error.code))
                        .at(error.place.clone())
                        .also(first.place.clone(), "first listed here")
                        .help("remove one of them"),
                );
            }
        }
    }
    for (_, event) in api.events() {
        require(&event.summary, "an event", "`summary`", &event.place, diagnostics);
        page(&event.documentation, event.source.is_some(), "an event", &event.place, diagnostics);
    }
    for scope in &api.scopes {
        require(&scope.summary, "a scope", "`summary`", &scope.place, diagnostics);
    }
}

fn require(text: &str, whose: &str, key: &str, place: &Place, diagnostics: &mut Diagnostics) {
    if text.trim().is_empty() {
        diagnostics.push(
            Diagnostic::new("summary-missing", format!("{whose} needs a {key}"))
                .at_key(place.clone())
                .help("write a description in one line"),
        );
    }
}

/// Requires the URL of a page or another source, but not both. The URL must be valid, because the docs of the client link to
/// the page.
fn page(url: &str, has_source: bool, whose: &str, place: &Place, diagnostics: &mut Diagnostics) {
    match (url.is_empty(), has_source) {
        (true, true) => return,
        (false, true) => {
            diagnostics.push(
                Diagnostic::new(
                    "page-and-source",
                    format!("{whose} cannot have both a page of the platform and another source"),
                )
                .at_key(place.key("x-source"))
                .help("remove `externalDocs` or `x-source`; if only a part is not on the page, write `x-source` at that part"),
            );
            return;
        }
        _ => {}
    }
    let is_address =
        url.starts_with("https://") && !url.contains(|letter: char| letter.is_whitespace() || "<>".contains(letter));
    if !is_address {
        let diagnostic =
            Diagnostic::new("page-missing", format!("{whose} needs the URL of the platform's page about it"));
        diagnostics.push(if url.is_empty() {
            diagnostic
                .at_key(place.clone())
                .help("write `externalDocs: {url: https://…}`, or `x-source` if there is no page")
        } else {
            diagnostic
                .at(place.key("externalDocs").key("url"))
                .help("write a URL that begins with `https://` and contains no whitespace, `<` or `>`")
        });
    }
}
