//! Shared types. The spec declares each shared type once for several pages.
//!
//! A shared type has the items of all pages about the type, and no single page needs to have all items. An item is reported
//! only if it is on no page. The missing item is an error if the pages of all operations and events with the type were read.

use std::collections::{BTreeMap, BTreeSet};

use codegen::ir::{Api, ItemId, Response, Type};
use codegen::source::Place;

use super::types;
use crate::report::{Finding, Level};

/// Items of shared types, and whether pages have these items.
#[derive(Default)]
pub(super) struct Shared {
    present: BTreeSet<Key>,
    absent: BTreeMap<Key, (ItemId, Finding)>,
}

/// Kind of a difference, and the place of the differing item in the spec.
type Key = (&'static str, Place);

impl Shared {
    /// Records that a page has the item at a place.
    pub(super) fn present(&mut self, kind: &'static str, place: &Place) {
        self.present.insert((kind, place.clone()));
    }

    /// Records that a page lacks the item at a place in a type.
    pub(super) fn absent(&mut self, kind: &'static str, place: &Place, owner: ItemId, finding: Finding) {
        self.absent.entry((kind, place.clone())).or_insert((owner, finding));
    }

    /// Returns `true` if an item of this kind is on no page.
    pub(super) fn lacks(&self, kind: &str) -> bool {
        self.absent.keys().any(|key| key.0 == kind && !self.present.contains(key))
    }

    /// Returns the items that are on no page. `read` holds the operations and events that have a separate page.
    pub(super) fn settle(self, api: &Api, read: &BTreeSet<&str>) -> Vec<Finding> {
        let users = users(api);
        let lacking = self.absent.into_iter().filter(|(key, _)| !self.present.contains(key));
        let findings = lacking.map(|(_, (owner, mut finding))| {
            let complete = users.get(&owner).is_none_or(|users| users.is_subset(read));
            if !complete && finding.level == Level::Error {
                finding.level = Level::Warning;
                finding.facts.push(("but", "another page, which the command did not get, may have it".to_owned()));
            }
            finding
        });
        findings.collect()
    }
}

/// Returns the operations and events that use each type.
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
