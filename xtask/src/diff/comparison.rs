//! Two states of the API against each other, and the changes that are found.

use std::collections::BTreeMap;

use codegen::ir::{Api, Direction, Event, Operation};
use codegen::source::Place;

use super::kinds::{Kind, Rust, Wire};
use super::matching::{Matched, matched};
use super::pairs::Pairs;

/// A state of the spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Base,
    Head,
}

/// What changed.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) kind: &'static Kind,
    pub(super) about: About,
    pub(super) message: String,
    /// In which state it stands where.
    pub(super) side: Side,
    pub(super) place: Place,
    pub(super) facts: Vec<(&'static str, String)>,
    /// What else changed by what is written at this place, such as other operations with the same parameter.
    pub(super) also: Vec<String>,
}

/// What a change is about, and which way that travels.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub(super) subject: String,
    pub(super) direction: Direction,
}

impl About {
    pub(super) fn sent(subject: &str) -> Self {
        Self { subject: subject.to_owned(), direction: Direction { sent: true, received: false } }
    }

    pub(super) fn received(subject: &str) -> Self {
        Self { subject: subject.to_owned(), direction: Direction { sent: false, received: true } }
    }
}

/// All changes, in the order of the new state: operations, types, events, and what all share.
pub(super) fn compare(base: &Api, head: &Api) -> Vec<Change> {
    let operations = operations(base, head);
    let events = events(base, head);
    let pairs = Pairs::new(base, head, &operations.pairs, &events.pairs);
    let mut comparison = Comparison { base, head, pairs, changes: Vec::new(), known: BTreeMap::new() };
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
    matched(old, new, &[id, |operation| Some(super::operations::endpoint(operation))])
}

fn events<'a>(base: &'a Api, head: &'a Api) -> Matched<'a, Event> {
    let (old, new) = (base.events().map(|(_, event)| event), head.events().map(|(_, event)| event));
    matched(old, new, &[|event| Some(event.wire.clone()), |event| Some(event.id.name.clone())])
}

/// What is compared, and what was found so far.
pub(super) struct Comparison<'a> {
    pub(super) base: &'a Api,
    pub(super) head: &'a Api,
    pub(super) pairs: Pairs<'a>,
    changes: Vec<Change>,
    /// The position among the changes of each kind at each place.
    known: BTreeMap<(&'static str, Side, Place), usize>,
}

impl Comparison<'_> {
    /// Adds a change that is seen in the new state.
    pub(super) fn add(&mut self, kind: &'static Kind, about: About, message: String, place: &Place) {
        self.put(kind, about, message, Side::Head, place, Vec::new());
    }

    /// The same with more that is known.
    pub(super) fn add_with(
        &mut self,
        kind: &'static Kind,
        about: About,
        message: String,
        place: &Place,
        fact: (&'static str, String),
    ) {
        self.put(kind, about, message, Side::Head, place, vec![fact]);
    }

    /// Adds that something is gone, with its place in the old state.
    pub(super) fn add_removed(&mut self, kind: &'static Kind, about: About, place: &Place) {
        self.put(kind, about, "it is gone; this is where it was".to_owned(), Side::Base, place, Vec::new());
    }

    /// What is shared is changed in one place, and reported once.
    fn put(
        &mut self,
        kind: &'static Kind,
        about: About,
        message: String,
        side: Side,
        place: &Place,
        facts: Vec<(&'static str, String)>,
    ) {
        let position = *self.known.entry((kind.name, side, place.clone())).or_insert(self.changes.len());
        match self.changes.get_mut(position) {
            Some(change) => change.join(about),
            None => {
                let place = place.clone();
                self.changes.push(Change { kind, about, message, side, place, facts, also: Vec::new() });
            }
        }
    }
}

impl Change {
    /// What it means on the wire.
    pub(super) fn wire(&self) -> Wire {
        self.kind.wire(self.about.direction)
    }

    pub(super) fn is_breaking(&self) -> bool {
        self.kind.rust == Rust::Breaking || self.wire() == Wire::Breaking
    }

    fn join(&mut self, about: About) {
        self.about.direction.sent |= about.direction.sent;
        self.about.direction.received |= about.direction.received;
        if about.subject != self.about.subject {
            self.also.push(about.subject);
        }
    }
}
