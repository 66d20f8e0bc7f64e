//! What the spec says once for several pages.
//!
//! A type that is shared has all that any page says of it. So a page need not have all of that; only what none of the
//! pages has is reported, and as an error if the pages of all operations and events with that type were read.

use std::collections::{BTreeMap, BTreeSet};

use codegen::ir::{Api, ItemId, Response, Type};
use codegen::source::Place;

use super::types;
use crate::report::{Finding, Level};

/// What pages have and have not of shared types.
#[derive(Default)]
pub(super) struct Shared {
    present: BTreeSet<Key>,
    absent: BTreeMap<Key, (ItemId, Finding)>,
}

/// A kind of difference, and where the spec says what would differ.
type Key = (&'static str, Place);

impl Shared {
    /// Notes that a page has what the spec says at a place.
    pub(super) fn present(&mut self, kind: &'static str, place: &Place) {
        self.present.insert((kind, place.clone()));
    }

    /// Notes that a page lacks what the spec says at a place within that type.
    pub(super) fn absent(&mut self, kind: &'static str, place: &Place, owner: ItemId, finding: Finding) {
        self.absent.entry((kind, place.clone())).or_insert((owner, finding));
    }

    /// Whether the pages lack something of that kind.
    pub(super) fn lacks(&self, kind: &str) -> bool {
        self.absent.keys().any(|key| key.0 == kind && !self.present.contains(key))
    }

    /// What none of the pages has. The operations and events are those whose own pages were read.
    pub(super) fn settle(self, api: &Api, read: &BTreeSet<&str>) -> Vec<Finding> {
        let users = users(api);
        let lacking = self.absent.into_iter().filter(|(key, _)| !self.present.contains(key));
        let findings = lacking.map(|(_, (owner, mut finding))| {
            let complete = users.get(&owner).is_none_or(|users| users.is_subset(read));
            if !complete && finding.level == Level::Error {
                finding.level = Level::Warning;
                finding.facts.push(("but", "a page that was not given may have it".to_owned()));
            }
            finding
        });
        findings.collect()
    }
}

/// The operations and events in which each type is used.
fn users(api: &Api) -> BTreeMap<ItemId, BTreeSet<&str>> {
    let mut users = BTreeMap::new();
    for (_, operation) in api.operations() {
        let response = match &operation.response {
            Response::Whole(item) => Some(Type::Item(*item)),
            Response::Field(_, ty) | Response::List(_, ty) => Some(ty.clone()),
            Response::Nothing | Response::File => None,
        };
        for ty in operation.inputs.iter().map(|input| &input.field.ty).chain(&response) {
            add_user(api, ty, &operation.id.name, &mut users);
        }
    }
    for (_, event) in api.events() {
        add_user(api, &Type::Item(event.item), &event.id.name, &mut users);
    }
    users
}

fn add_user<'a>(api: &'a Api, ty: &Type, user: &'a str, users: &mut BTreeMap<ItemId, BTreeSet<&'a str>>) {
    let Some(id) = types::item(ty) else { return };
    if users.entry(id).or_default().insert(user) {
        for field in types::fields(api, ty).1 {
            add_user(api, &field.ty, user, users);
        }
    }
}
