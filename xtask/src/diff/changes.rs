//! Collection of the changes between two states of the API.

use std::collections::BTreeMap;

use codegen::ir::{Api, Direction};
use codegen::source::Place;

use super::kinds::{Kind, Rust, Wire};
use super::pairs::Pairs;

/// Old or new state of the spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Base,
    Head,
}

/// Change between the old and the new state.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) kind: &'static Kind,
    pub(super) about: About,
    pub(super) message: String,
    /// State that contains `place`.
    pub(super) side: Side,
    pub(super) place: Place,
    pub(super) facts: Vec<(&'static str, String)>,
    /// Other subjects of the change, such as the other operations that share a changed parameter.
    pub(super) also: Vec<String>,
}

/// Subject of a change. `direction` states whether callers send or receive the subject.
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

/// The two states that are compared, and the changes that were found.
pub(super) struct Comparison<'a> {
    pub(super) base: &'a Api,
    pub(super) head: &'a Api,
    pub(super) pairs: Pairs<'a>,
    pub(super) changes: Vec<Change>,
    /// Indexes in the list `changes`, one for each change. The key is the kind, the side and the place of the change.
    known: BTreeMap<(&'static str, Side, Place), usize>,
}

impl<'a> Comparison<'a> {
    pub(super) fn of(base: &'a Api, head: &'a Api, pairs: Pairs<'a>) -> Self {
        Self { base, head, pairs, changes: Vec::new(), known: BTreeMap::new() }
    }

    /// Adds a change at a place in the new state.
    pub(super) fn add(&mut self, kind: &'static Kind, about: About, message: String, place: &Place) {
        self.put(kind, about, message, Side::Head, place, Vec::new());
    }

    /// Adds a change at a place in the new state. `fact` is a name and a value for the report.
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

    /// Adds the removal of an item. `place` is in the old spec.
    pub(super) fn add_removed(&mut self, kind: &'static Kind, about: About, place: &Place) {
        self.put(kind, about, "removed".to_owned(), Side::Base, place, Vec::new());
    }

    /// Adds a change, or merges the change with an earlier change of the same kind at the same place. So the report contains
    /// a shared item only once.
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
    /// Returns the effect of the change on the wire.
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
