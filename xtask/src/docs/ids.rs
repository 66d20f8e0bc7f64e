//! Ids, and the operations that return ids. An input that takes an id links to the operations that return this id. If no
//! operation returns the id, the input links to events.

use std::collections::{BTreeMap, BTreeSet};

use codegen::ir::{Api, Event, ItemId, Operation, Response, Shape, Type};

/// Entries that return ids. The keys are the type names of the ids.
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

    /// Returns all ids. Each id comes with the entries that return such an id.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'a str, &[&'a str])> {
        self.givers.iter().map(|(id, entries)| (*id, entries.as_slice()))
    }

    pub(super) fn is_given(&self, id: &str) -> bool {
        self.givers.contains_key(id)
    }

    /// Returns the ids that an entry returns.
    pub(super) fn given_by(&self, entry: &str) -> Vec<&'a str> {
        self.all().filter(|(_, entries)| entries.contains(&entry)).map(|(id, _)| id).collect()
    }
}

/// Returns the ids in a response. An id that the call needs as input does not count.
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
