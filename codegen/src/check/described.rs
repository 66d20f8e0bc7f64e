//! Operations and events that should be one: which of two is surplus.

use crate::ir::{Api, Event, Operation, Reference, Response};
use crate::source::Place;

/// Operation or event that is described at a place. The one of the greater rank is kept.
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

/// Two of which one is surplus.
pub(super) struct Repeated<'a> {
    pub(super) surplus: Described<'a>,
    pub(super) kept: Described<'a>,
    /// What sets apart the one that is kept.
    pub(super) merit: Merit,
}

/// What sets one of two apart.
pub(super) enum Merit {
    First,
    SaysMore,
}

impl<'a> Repeated<'a> {
    /// Decides: the draft is surplus, or the one that says less, or else the later one.
    pub(super) fn new(before: Described<'a>, found: Described<'a>) -> Self {
        if found.rank > before.rank {
            Self { surplus: before, kept: found, merit: Merit::SaysMore }
        } else {
            Self { surplus: found, kept: before, merit: Merit::First }
        }
    }
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
