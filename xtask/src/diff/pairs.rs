//! Pairs of old and new types, and the comparison of types.
//!
//! The id of a type is valid only in the `Api` that contains the type, so ids do not show which types form a pair. First,
//! types with the same path form pairs. Then shared schemas with the same name form pairs. Finally, two unpaired types at
//! the same place form a pair, because such a type was renamed.

use std::collections::BTreeMap;

use codegen::ir::{Api, Event, Field, Input, Item, ItemId, Operation, Response, Shape, Type};

use super::matching::matched;

pub(super) struct Pairs<'a> {
    base: &'a Api,
    head: &'a Api,
    /// Ids of new types. The keys are the ids of the old types.
    known: BTreeMap<ItemId, ItemId>,
    /// Ids of old types. The keys are the ids of the new types.
    back: BTreeMap<ItemId, ItemId>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(
        base: &'a Api,
        head: &'a Api,
        operations: &[(&Operation, &Operation)],
        events: &[(&Event, &Event)],
    ) -> Self {
        let mut pairs = Self { base, head, known: BTreeMap::new(), back: BTreeMap::new() };
        pairs.find_named(|item| Some(path(item)));
        // A schema that moved to the file of another resource has another path, but the same name.
        pairs.find_named(|item| shared_name(item).map(str::to_owned));
        pairs.find_renamed(operations, events);
        pairs
    }

    fn put(&mut self, old: ItemId, new: ItemId) {
        self.known.insert(old, new);
        self.back.insert(new, old);
    }

    /// Pairs the unpaired types for which `name` returns the same name.
    fn find_named(&mut self, name: fn(&Item) -> Option<String>) {
        let named: BTreeMap<String, ItemId> =
            self.added().into_iter().filter_map(|(id, item)| Some((name(item)?, id))).collect();
        for (id, item) in self.removed() {
            if let Some(counterpart) = name(item).and_then(|name| named.get(&name)) {
                self.put(id, *counterpart);
            }
        }
    }

    fn find_renamed(&mut self, operations: &[(&Operation, &Operation)], events: &[(&Event, &Event)]) {
        let mut open: Vec<(ItemId, ItemId)> = Vec::new();
        for (old, new) in events {
            self.meet(&Type::Item(old.item), &Type::Item(new.item), &mut open);
        }
        for (old, new) in operations {
            if let (Some(old), Some(new)) = (received(&old.response), received(&new.response)) {
                self.meet(&old, &new, &mut open);
            }
            let wire = |input: &Input| Some(input.field.wire.clone());
            for (old, new) in matched(&old.inputs, &new.inputs, &[wire]).pairs {
                self.meet(&old.field.ty, &new.field.ty, &mut open);
            }
        }
        open.extend(self.known.iter().map(|(old, new)| (*old, *new)));
        while let Some((old, new)) = open.pop() {
            let (Some(old), Some(new)) = (self.base.item(old), self.head.item(new)) else { continue };
            let (Shape::Model(old), Shape::Model(new)) = (&old.shape, &new.shape) else { continue };
            let wire = |field: &Field| Some(field.wire.clone());
            for (old, new) in matched(old, new, &[wire]).pairs {
                self.meet(&old.ty, &new.ty, &mut open);
            }
        }
    }

    /// Pairs two types that are used at the same place, if the two types are unpaired and of the same kind.
    fn meet(&mut self, old: &Type, new: &Type, open: &mut Vec<(ItemId, ItemId)>) {
        match (old, new) {
            (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => self.meet(old, new, open),
            (Type::Item(old) | Type::Boxed(old), Type::Item(new) | Type::Boxed(new)) => {
                let alone = !self.known.contains_key(old) && !self.back.contains_key(new);
                let shapes = (self.base.item(*old), self.head.item(*new));
                let alike = matches!(shapes, (Some(old), Some(new)) if kind(&old.shape) == kind(&new.shape));
                if alone && alike {
                    self.put(*old, *new);
                    open.push((*old, *new));
                }
            }
            _ => {}
        }
    }

    /// Returns all pairs of types, in the order of the new state.
    pub(super) fn items(&self) -> Vec<(&'a Item, &'a Item)> {
        let (base, head) = (self.base, self.head);
        self.back.iter().filter_map(|(new, old)| Some((base.item(*old)?, head.item(*new)?))).collect()
    }

    /// Returns the unpaired old types.
    pub(super) fn removed(&self) -> Vec<(ItemId, &'a Item)> {
        ids(self.base).filter(|(id, _)| !self.known.contains_key(id)).collect()
    }

    /// Returns the unpaired new types.
    pub(super) fn added(&self) -> Vec<(ItemId, &'a Item)> {
        ids(self.head).filter(|(id, _)| !self.back.contains_key(id)).collect()
    }

    pub(super) fn together(&self, old: ItemId, new: ItemId) -> bool {
        self.known.get(&old) == Some(&new)
    }

    /// Returns `true` if the types are the same in Rust. Two paired types count as the same, because a changed name is
    /// reported separately.
    pub(super) fn same_in_rust(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => self.same_in_rust(old, new),
            (Type::Item(old), Type::Item(new)) | (Type::Boxed(old), Type::Boxed(new)) => self.together(*old, *new),
            // `Integer` and `IntegerText` are both `i64` in Rust.
            (Type::Integer | Type::IntegerText, Type::Integer | Type::IntegerText) => true,
            _ => old == new,
        }
    }

    /// Returns `true` if the types are the same on the wire. Two paired types count as the same, because their contents are
    /// compared separately.
    pub(super) fn same_on_the_wire(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => self.same_on_the_wire(old, new),
            (Type::Item(old) | Type::Boxed(old), Type::Item(new) | Type::Boxed(new)) if self.together(*old, *new) => {
                true
            }
            (
                Type::UnixSeconds | Type::UnixMillis | Type::DateTime,
                Type::UnixSeconds | Type::UnixMillis | Type::DateTime,
            ) => old == new,
            _ => match (carried(self.base, old), carried(self.head, new)) {
                (Some(old), Some(new)) => old == new,
                _ => false,
            },
        }
    }
}

/// JSON type of a plain value.
#[derive(PartialEq)]
enum Carried {
    Bool,
    Integer,
    Number,
    Text,
    Any,
}

fn carried(api: &Api, ty: &Type) -> Option<Carried> {
    Some(match ty {
        Type::Bool => Carried::Bool,
        Type::Integer => Carried::Integer,
        Type::Number => Carried::Number,
        Type::Text
        | Type::IntegerText
        | Type::UnixSeconds
        | Type::UnixMillis
        | Type::DateTime
        | Type::Secret
        | Type::Sensitive => Carried::Text,
        Type::Json => Carried::Any,
        Type::Item(id) => match api.item(*id)?.shape {
            Shape::IntEnum(_) => Carried::Integer,
            Shape::TextEnum(_) | Shape::Newtype => Carried::Text,
            Shape::Model(_) | Shape::Union(_) => return None,
        },
        Type::Boxed(_) | Type::List(_) | Type::Map(_) => return None,
    })
}

/// Returns the type of a response, if the response has a type.
fn received(response: &Response) -> Option<Type> {
    match response {
        Response::Whole(item) => Some(Type::Item(*item)),
        Response::Field(_, ty) => Some(ty.clone()),
        Response::List(_, ty) => Some(Type::List(Box::new(ty.clone()))),
        Response::Nothing | Response::File => None,
    }
}

fn ids(api: &Api) -> impl Iterator<Item = (ItemId, &Item)> {
    api.items.iter().enumerate().map(|(at, item)| (ItemId(at), item))
}

/// Returns the path of a type in the client.
pub(super) fn path(item: &Item) -> String {
    format!("{}::{}", item.module, item.name)
}

/// Returns the name of a shared schema.
pub(super) fn shared_name(item: &Item) -> Option<&str> {
    item.place.pointer.strip_prefix("/components/schemas/").filter(|name| *name == item.name)
}

/// Returns the kind of a Rust type, such as `struct`.
pub(super) fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Model(_) => "struct",
        Shape::IntEnum(_) => "enum of numbers",
        Shape::TextEnum(_) => "enum of texts",
        Shape::Union(_) => "text or object",
        Shape::Newtype => "text with a meaning",
    }
}

/// Returns a type as Rust code.
pub(super) fn in_rust(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::Integer | Type::IntegerText => "i64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Text => "String".to_owned(),
        Type::UnixSeconds => "UnixSeconds".to_owned(),
        Type::UnixMillis => "UnixMillis".to_owned(),
        Type::DateTime => "DateTime".to_owned(),
        Type::Secret => "Secret".to_owned(),
        Type::Sensitive => "Sensitive".to_owned(),
        Type::Json => "Json".to_owned(),
        Type::List(inner) => format!("Vec<{}>", in_rust(api, inner)),
        Type::Map(inner) => format!("BTreeMap<String, {}>", in_rust(api, inner)),
        Type::Item(id) => api.item(*id).map(|item| item.name.clone()).unwrap_or_default(),
        Type::Boxed(id) => format!("Box<{}>", in_rust(api, &Type::Item(*id))),
    }
}
