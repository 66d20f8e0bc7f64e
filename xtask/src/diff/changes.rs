//! What changed between two states of the API, as it is collected.

use std::collections::BTreeMap;

use codegen::ir::{Api, Direction};
use codegen::source::Place;

use super::kinds::{Kind, Rust, Wire};
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

/// What is compared, and what was found so far.
pub(super) struct Comparison<'a> {
    pub(super) base: &'a Api,
    pub(super) head: &'a Api,
    pub(super) pairs: Pairs<'a>,
    pub(super) changes: Vec<Change>,
    /// The position among the changes of each kind at each place.
    known: BTreeMap<(&'static str, Side, Place), usize>,
}

impl<'a> Comparison<'a> {
    pub(super) fn of(base: &'a Api, head: &'a Api, pairs: Pairs<'a>) -> Self {
        Self { base, head, pairs, changes: Vec::new(), known: BTreeMap::new() }
    }

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
        self.put(kind, about, "it is gone".to_owned(), Side::Base, place, Vec::new());
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
