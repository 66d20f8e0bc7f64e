//! Refuses a model that must contain itself, because every value of the model would be infinite.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Field, Item, ItemId, Shape, Type};

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for (index, item) in api.items.iter().enumerate() {
        for field in required(item) {
            // Lowering boxes every field through which a model contains itself, whether the field is required or not.
            if let Type::Boxed(target) = field.ty
                && reaches(api, target, ItemId(index))
            {
                diagnostics.push(
                    Diagnostic::new("ref-cycle", format!("`{}` must contain itself without end", item.name))
                        .at_key(field.place.clone())
                        .help(format!("remove `{}` from `required`, or allow `null`", field.wire)),
                );
            }
        }
    }
}

/// Returns the fields that every value has.
fn required(item: &Item) -> impl Iterator<Item = &Field> {
    let fields = if let Shape::Model(fields) = &item.shape { fields.as_slice() } else { &[] };
    fields.iter().filter(|field| field.required && !field.nullable)
}

/// Returns whether one model leads to another through required fields alone.
fn reaches(api: &Api, from: ItemId, to: ItemId) -> bool {
    let mut seen = HashSet::from([from]);
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        for field in api.item(id).into_iter().flat_map(required) {
            if let Type::Boxed(inner) = field.ty
                && seen.insert(inner)
            {
                open.push(inner);
            }
        }
    }
    false
}
