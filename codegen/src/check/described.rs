//! Choice between two descriptions of the same operation or event.

use std::collections::HashMap;

use crate::ir::{Api, Event, Operation, Reference, Response};
use crate::source::Place;

/// Description of an operation or event. If the spec describes the same operation or event twice, `rank` decides which
/// description to keep.
#[derive(Clone, Copy)]
pub(super) struct Described<'a> {
    pub(super) place: &'a Place,
    pub(super) id: &'a Reference,
    rank: (bool, usize),
}

impl<'a> Described<'a> {
    pub(super) fn operation(api: &Api, operation: &'a Operation) -> Self {
        let Operation { place, id, .. } = operation;
        Self { place, id, rank: rank(api, place, of_operation(operation)) }
    }

    pub(super) fn event(api: &Api, event: &'a Event) -> Self {
        let Event { place, id, .. } = event;
        Self { place, id, rank: rank(api, place, of_event(event)) }
    }
}

/// Two descriptions of the same operation or event.
pub(super) struct Repeated<'a> {
    pub(super) surplus: Described<'a>,
    pub(super) kept: Described<'a>,
    /// Reason why the check keeps `kept` and drops `surplus`.
    pub(super) reason: Reason,
}

/// Reason to keep one of two descriptions.
pub(super) enum Reason {
    First,
    SaysMore,
}

impl<'a> Repeated<'a> {
    /// Keeps the description with the higher rank, or `before` if both ranks are equal.
    fn new(before: Described<'a>, found: Described<'a>) -> Self {
        if found.rank > before.rank {
            Self { surplus: before, kept: found, reason: Reason::SaysMore }
        } else {
            Self { surplus: found, kept: before, reason: Reason::First }
        }
    }
}

/// Descriptions to keep. The key is the name of the operation or event.
#[derive(Default)]
pub(super) struct Known<'a>(HashMap<String, Described<'a>>);

impl<'a> Known<'a> {
    /// Adds a description. If the name already has a description, stores the description that `Repeated::new` keeps, and
    /// returns both descriptions.
    pub(super) fn add(&mut self, name: &str, found: Described<'a>) -> Option<Repeated<'a>> {
        let Some(known) = self.0.get_mut(name) else {
            self.0.insert(name.to_owned(), found);
            return None;
        };
        let repeated = Repeated::new(*known, found);
        *known = repeated.kept;
        Some(repeated)
    }
}

/// Returns the rank of a description. The rank shows first whether the description is finished, and then how many parts
/// (such as inputs and scopes) the description has.
fn rank(api: &Api, place: &Place, parts: usize) -> (bool, usize) {
    (!api.is_unfinished(place), parts)
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
