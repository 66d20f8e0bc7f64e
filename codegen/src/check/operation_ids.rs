//! Checks the ids of operations (`resource.method`) and of events (`event.name`). Each id must be unique.

use super::described::{Described, Known, Reason, Repeated};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Api;

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let mut known = Known::default();
    for (module, operation) in api.operations() {
        let id = &operation.id;
        if module.resource.is_none() {
            diagnostics.push(
                Diagnostic::new("resource-missing", "an operation needs a resource")
                    .at_key(operation.place.clone())
                    .help("add `x-resource` to the file"),
            );
        } else if id.name.is_empty() {
            diagnostics.push(missing(&operation.place, &module.name));
        } else if operation.resource != module.name || !is_name(id.name.split_once('.').map_or("", |parts| parts.1)) {
            diagnostics.push(
                Diagnostic::new("operation-id", format!("`{}` is not of the form `{}.method`", id.name, module.name))
                    .at(id.place.clone())
                    .help("write the resource of the file, a dot, and one name in snake case"),
            );
        }
        once(Described::operation(api, operation), &mut known, diagnostics);
    }
    for (_, event) in api.events() {
        let id = &event.id;
        if id.name.is_empty() {
            diagnostics.push(missing(&event.place, "event"));
        } else if !id.name.strip_prefix("event.").is_some_and(is_name) {
            diagnostics.push(
                Diagnostic::new("operation-id", format!("`{}` is not of the form `event.name`", id.name))
                    .at(id.place.clone())
                    .help("write it like `event.meeting_started`"),
            );
        }
        once(Described::event(api, event), &mut known, diagnostics);
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|letter| letter == '_' || letter.is_ascii_lowercase() || letter.is_ascii_digit())
}

fn missing(place: &crate::source::Place, resource: &str) -> Diagnostic {
    Diagnostic::new("operation-id", "an `operationId` is missing")
        .at_key(place.clone())
        .help(format!("add one like `operationId: {resource}.name`"))
}

fn once<'a>(found: Described<'a>, known: &mut Known<'a>, diagnostics: &mut Diagnostics) {
    let name = found.id.name.as_str();
    if name.is_empty() {
        return;
    }
    let Some(Repeated { surplus, kept, reason }) = known.add(name, found) else { return };
    let label = match reason {
        Reason::First => "first used here",
        Reason::SaysMore => "of the two descriptions with this id, the more complete one is here",
    };
    diagnostics.push(
        Diagnostic::new("operation-id-duplicate", format!("operationId `{name}` is used twice"))
            .at(surplus.id.place.clone())
            .also(kept.id.place.clone(), label)
            .help("rename one of them"),
    );
}
