//! Shared types: types that several pages describe, and that the spec declares once.
//!
//! A page may describe only some items of a type, so the audit reports an item only if no page has the item. The finding is
//! at most a warning if the audit did not read the pages of all operations and events with the type.

use std::collections::{BTreeMap, BTreeSet};

use codegen::ir::{Api, ItemId, Response, Type};
use codegen::source::Place;

use super::types;
use crate::report::{Finding, Level};

/// Items of shared types. `present` contains the items that at least one page has. `absent` contains the items that at least
/// one page lacks.
#[derive(Default)]
pub(super) struct Shared {
    present: BTreeSet<Key>,
    absent: BTreeMap<Key, (ItemId, Finding)>,
}

/// Kind of a difference, and the place of the differing item in the spec.
type Key = (&'static str, Place);

impl Shared {
    /// Records that a page has the item that the spec declares at `place`.
    pub(super) fn present(&mut self, kind: &'static str, place: &Place) {
        self.present.insert((kind, place.clone()));
    }

    /// Records that a page lacks the item that the spec declares at `place`. `owner` is the shared type that contains the
    /// item.
    pub(super) fn absent(&mut self, kind: &'static str, place: &Place, owner: ItemId, finding: Finding) {
        self.absent.entry((kind, place.clone())).or_insert((owner, finding));
    }

    /// Returns `true` if at least one item of this kind is on no page.
    pub(super) fn lacks(&self, kind: &str) -> bool {
        self.absent.keys().any(|key| key.0 == kind && !self.present.contains(key))
    }

    /// Returns the findings about the items that are on no page. `read` contains the operations and events whose pages the
    /// audit read.
    pub(super) fn settle(self, api: &Api, read: &BTreeSet<&str>) -> Vec<Finding> {
        let users = users(api);
        let lacking = self.absent.into_iter().filter(|(key, _)| !self.present.contains(key));
        let findings = lacking.map(|(_, (owner, mut finding))| {
            let complete = users.get(&owner).is_none_or(|users| users.is_subset(read));
            if !complete && finding.level == Level::Error {
                finding.level = Level::Warning;
                finding
                    .facts
                    .push(("but", "another page, which the command did not read, may have this item".to_owned()));
            }
            finding
        });
        findings.collect()
    }
}

/// Returns the names of the operations and events that use each type.
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
