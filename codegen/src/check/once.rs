//! Each endpoint and each event is described once.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::path::unnamed;
use crate::ir::{Api, Event, Operation, Response};
use crate::source::Place;

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let mut known = HashMap::new();
    for (_, operation) in api.operations() {
        let name = format!("{} {}", operation.method, unnamed(&operation.path.name));
        let described =
            Described { place: &operation.place, rank: rank(api, &operation.place, of_operation(operation)) };
        once(name, described, &mut known, diagnostics);
    }
    for (_, event) in api.events() {
        let described = Described { place: &event.place, rank: rank(api, &event.place, of_event(event)) };
        once(format!("event {}", event.wire), described, &mut known, diagnostics);
    }
}

/// Something that is described at a place. The one of the greater rank is kept.
struct Described<'a> {
    place: &'a Place,
    rank: (bool, usize),
}

/// A finished description is above a draft, and one that says more is above one that says less.
fn rank(api: &Api, place: &Place, said: usize) -> (bool, usize) {
    (!api.is_unfinished(place), said)
}

fn of_operation(operation: &Operation) -> usize {
    let flags = [
        !operation.summary.is_empty(),
        operation.description.is_some(),
        !operation.documentation.is_empty(),
        operation.source.is_some(),
        operation.per_minute.is_some(),
        operation.per_second.is_some(),
        operation.has_body,
        operation.paging.is_some(),
        !matches!(operation.response, Response::Nothing),
    ];
    let lists = [&operation.tokens, &operation.scopes, &operation.field_scopes, &operation.app_types];
    let lists: usize = lists.iter().map(|list| list.len()).sum();
    flags.iter().filter(|flag| **flag).count() + lists + operation.inputs.len() + operation.errors.len()
}

fn of_event(event: &Event) -> usize {
    let flags = [
        !event.summary.is_empty(),
        event.description.is_some(),
        !event.documentation.is_empty(),
        event.source.is_some(),
        event.subscription.is_some(),
    ];
    flags.iter().filter(|flag| **flag).count() + event.scopes.len() + event.app_types.len() + event.items.len()
}

/// Of two that are the same, the draft is shown, or the one that says less, or else the later one.
fn once<'a>(
    name: String,
    found: Described<'a>,
    known: &mut HashMap<String, Described<'a>>,
    diagnostics: &mut Diagnostics,
) {
    let Some(before) = known.remove(&name) else {
        known.insert(name, found);
        return;
    };
    let (surplus, kept, label) = match found.rank > before.rank {
        true => (before, found, "described more fully here"),
        false => (found, before, "first described here"),
    };
    diagnostics.push(
        Diagnostic::new("name-duplicate", format!("`{name}` is described twice"))
            .at_key(surplus.place.clone())
            .also_key(kept.place.clone(), label)
            .help("remove one of them"),
    );
    known.insert(name, kept);
}
