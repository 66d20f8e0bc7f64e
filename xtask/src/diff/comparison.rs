//! Comparison of two states of the API.

use codegen::ir::{Api, Event, Operation};

use super::changes::{Change, Comparison};
use super::matching::{Matched, matched};
use super::operations::endpoint;
use super::pairs::Pairs;

/// Returns all changes, in this order: resources, operations, types, events, scopes, token types.
pub(super) fn compare(base: &Api, head: &Api) -> Vec<Change> {
    let operations = operations(base, head);
    let events = events(base, head);
    let pairs = Pairs::new(base, head, &operations.pairs, &events.pairs);
    let mut comparison = Comparison::of(base, head, pairs);
    comparison.resources();
    comparison.operations(&operations);
    comparison.types(&operations, &events);
    comparison.events(&events);
    comparison.declared_scopes();
    comparison.token_types();
    comparison.changes
}

fn operations<'a>(base: &'a Api, head: &'a Api) -> Matched<'a, Operation> {
    let id = |operation: &Operation| Some(operation.id.name.clone());
    let (old, new) = (base.operations().map(|(_, operation)| operation), head.operations().map(|(_, one)| one));
    matched(old, new, &[id, |operation| Some(endpoint(operation))])
}

fn events<'a>(base: &'a Api, head: &'a Api) -> Matched<'a, Event> {
    let (old, new) = (base.events().map(|(_, event)| event), head.events().map(|(_, event)| event));
    matched(old, new, &[|event| Some(event.wire.clone()), |event| Some(event.id.name.clone())])
}
