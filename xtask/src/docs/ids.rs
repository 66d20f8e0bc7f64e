//! Id types, and the operations and events that return the ids. For example, an input of the type `RoomId` links to the
//! operations that return a `RoomId`. If no operation returns a `RoomId`, the input links to the events with a `RoomId`.

use std::collections::{BTreeMap, BTreeSet};

use codegen::ir::{Api, Event, ItemId, Operation, Response, Shape, Type};

/// Operations and events that return ids. The keys are the Rust type names of the ids.
#[derive(Debug, Default)]
pub(super) struct Ids<'a> {
    givers: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Ids<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let mut ids = Self::default();
        for (_, operation) in api.operations() {
            ids.add(&operation.id.name, of_operation(api, operation));
        }
        let by_operations: BTreeSet<&str> = ids.givers.keys().copied().collect();
        for (_, event) in api.events() {
            ids.add(&event.wire, &of_event(api, event) - &by_operations);
        }
        ids
    }

    fn add(&mut self, entry: &'a str, given: BTreeSet<&'a str>) {
        for id in given {
            self.givers.entry(id).or_default().push(entry);
        }
    }

    /// Returns each id, together with the entries that return such ids.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'a str, &[&'a str])> {
        self.givers.iter().map(|(id, entries)| (*id, entries.as_slice()))
    }

    pub(super) fn is_given(&self, id: &str) -> bool {
        self.givers.contains_key(id)
    }

    /// Returns the ids that come from an operation or event.
    pub(super) fn given_by(&self, entry: &str) -> Vec<&'a str> {
        self.all().filter(|(_, entries)| entries.contains(&entry)).map(|(id, _)| id).collect()
    }
}

/// Returns the ids in the response of an operation, except the ids that the call needs as input.
fn of_operation<'a>(api: &'a Api, operation: &Operation) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    match &operation.response {
        Response::Whole(item) => find(api, &Type::Item(*item), &mut found),
        Response::Field(_, ty) | Response::List(_, ty) => find(api, ty, &mut found),
        Response::Nothing | Response::File => {}
    }
    for input in operation.arguments() {
        if let Type::Item(id) = input.field.ty.innermost() {
            found.remove(id);
        }
    }
    names(api, found)
}

fn of_event<'a>(api: &'a Api, event: &Event) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    find(api, &Type::Item(event.item), &mut found);
    names(api, found)
}

fn find(api: &Api, ty: &Type, found: &mut BTreeSet<ItemId>) {
    let (Type::Item(id) | Type::Boxed(id)) = ty.innermost() else { return };
    if found.insert(*id) {
        api.fields(&Type::Item(*id)).iter().for_each(|field| find(api, &field.ty, found));
    }
}

fn names(api: &Api, found: BTreeSet<ItemId>) -> BTreeSet<&str> {
    let items = found.into_iter().filter_map(|id| api.item(id));
    items.filter(|item| matches!(item.shape, Shape::Newtype)).map(|item| item.name.as_str()).collect()
}
