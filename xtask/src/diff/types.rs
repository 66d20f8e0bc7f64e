//! Changes of types: models, enums and newtypes.

use std::collections::BTreeSet;

use codegen::ir::{Direction, Event, Field, Item, ItemId, Operation, Shape, Variant};

use super::changes::{About, Comparison};
use super::fields::{self, Owner};
use super::kinds;
use super::matching::{Matched, matched};
use super::pairs::{kind, path, shared_name};

impl Comparison<'_> {
    pub(super) fn types(&mut self, operations: &Matched<'_, Operation>, events: &Matched<'_, Event>) {
        // The comparison of events already compares the names and docs of these types.
        let bodies: BTreeSet<String> =
            events.pairs.iter().filter_map(|(_, new)| Some(path(self.head.item(new.item)?))).collect();
        for (old, new) in self.pairs.items() {
            self.item(old, new);
            if bodies.contains(&path(new)) {
                continue;
            }
            if path(old) != path(new) {
                let message = format!("renamed from `{}` to `{}`", path(old), path(new));
                self.add(&kinds::TYPE_RENAMED, about(new), message, &new.place);
            }
            self.docs(&|| about(new), &old.docs, &new.docs, &new.place);
        }
        // An inline type that is added or removed together with its operation or event is not reported separately.
        let within = |operations: &[&Operation], events: &[&Event]| -> BTreeSet<ItemId> {
            let inline = operations.iter().flat_map(|operation| &operation.items);
            inline.chain(events.iter().flat_map(|event| &event.items)).copied().collect()
        };
        let inline = within(&operations.added, &events.added);
        for (id, item) in self.pairs.added() {
            if !inline.contains(&id) {
                self.add(&kinds::TYPE_ADDED, about(item), format!("new type: `{}`", path(item)), &item.place);
            }
        }
        let inline = within(&operations.removed, &events.removed);
        for (id, item) in self.pairs.removed() {
            if !inline.contains(&id) {
                self.add_removed(&kinds::TYPE_REMOVED, about(item), &item.place);
            }
        }
    }

    fn item(&mut self, old: &Item, new: &Item) {
        match (&old.shape, &new.shape) {
            (Shape::Model(of_old), Shape::Model(of_new)) => self.model(old, new, of_old, of_new),
            (Shape::IntEnum(of_old), Shape::IntEnum(of_new)) => self.variants(new, of_old, of_new),
            (Shape::TextEnum(of_old), Shape::TextEnum(of_new)) => self.variants(new, of_old, of_new),
            (Shape::Union(of_old), Shape::Union(of_new)) => {
                for (old, of_new) in [(&of_old.text, &of_new.text), (&of_old.object, &of_new.object)] {
                    self.ty(about(new), old, of_new, true, &new.place);
                }
            }
            (Shape::Newtype, Shape::Newtype) => {}
            (of_old, of_new) => {
                let texts = |shape: &Shape| matches!(shape, Shape::TextEnum(_) | Shape::Newtype);
                let changed = match texts(of_old) && texts(of_new) {
                    true => &kinds::RUST_TYPE_CHANGED,
                    false => &kinds::TYPE_CHANGED,
                };
                let message = format!("changed from {} to {}", kind(of_old), kind(of_new));
                self.add(changed, about(new), message, &new.place);
            }
        }
    }

    fn model(&mut self, old: &Item, new: &Item, of_old: &[Field], of_new: &[Field]) {
        let owner = Owner { subject: subject(new), old: old.direction, new: new.direction, place: new.place.clone() };
        self.members(&owner, &fields::of_model(of_old), &fields::of_model(of_new));
        self.direction(old, new, of_old, of_new);
        match (old.keeps_unknown, new.keeps_unknown) {
            (false, true) => {
                let message = "now keeps unknown fields, in `unknown_fields`".to_owned();
                self.add(&kinds::UNKNOWN_FIELDS_KEPT, about(new), message, &new.place);
            }
            (true, false) => {
                let message = "no longer has `unknown_fields`".to_owned();
                self.add(&kinds::UNKNOWN_FIELDS_DROPPED, about(new), message, &new.place);
            }
            _ => {}
        }
        if self.base.has_default(old, of_old) && !self.head.has_default(new, of_new) {
            self.add(&kinds::NO_DEFAULT, about(new), "no longer implements `Default`".to_owned(), &new.place);
        }
    }

    fn direction(&mut self, old: &Item, new: &Item, of_old: &[Field], of_new: &[Field]) {
        if old.direction == new.direction {
            return;
        }
        let lost = (old.direction.sent && !new.direction.sent) || (old.direction.received && !new.direction.received);
        let wire = |field: &Field| Some(field.wire.clone());
        let held = matched(of_old, of_new, &[wire]).pairs.iter().any(|(old, new)| old.form != new.form);
        let kind = if lost || held { &kinds::DIRECTION_CHANGED } else { &kinds::DIRECTION_ADDED };
        let message = format!("changed from {} to {}", ways(old.direction), ways(new.direction));
        self.add(kind, about(new), message, &new.place);
    }

    fn variants<T: PartialEq + std::fmt::Debug>(&mut self, item: &Item, old: &[Variant<T>], new: &[Variant<T>]) {
        let of = |variant: &Variant<T>| About {
            subject: format!("{}.{}", subject(item), variant.name),
            direction: item.direction,
        };
        let value = |variant: &Variant<T>| Some(format!("{:?}", variant.value));
        let name = |variant: &Variant<T>| Some(variant.name.clone());
        let matched = matched(old, new, &[value, name]);
        for (old, new) in matched.pairs {
            if old.name != new.name {
                let message = format!("renamed from `{}`", old.name);
                self.add(&kinds::VALUE_RENAMED, of(new), message, &new.place.key("title"));
            }
            if old.value != new.value {
                let message = format!("changed from `{:?}` to `{:?}`", old.value, new.value);
                self.add(&kinds::VALUE_CHANGED, of(new), message, &new.place.key("const"));
            }
            self.deprecation(of(new), old.docs.deprecated, new.docs.deprecated, &new.place);
        }
        for variant in matched.added {
            let message = format!("new value: `{:?}`", variant.value);
            self.add(&kinds::VALUE_ADDED, of(variant), message, &variant.place);
        }
        for variant in matched.removed {
            self.add_removed(&kinds::VALUE_REMOVED, of(variant), &variant.place);
        }
    }
}

fn about(item: &Item) -> About {
    About { subject: subject(item), direction: item.direction }
}

/// Returns the name of a shared schema. For an inline type, returns the path, because several inline types can have the same
/// name.
fn subject(item: &Item) -> String {
    shared_name(item).map_or_else(|| path(item), str::to_owned)
}

fn ways(direction: Direction) -> &'static str {
    match (direction.sent, direction.received) {
        (true, true) => "sent and received",
        (true, false) => "only sent",
        (false, true) => "only received",
        (false, false) => "neither sent nor received",
    }
}
