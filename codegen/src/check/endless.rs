//! Refuses a model that contains itself through required fields, because every value of the model would be infinite.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Field, Item, ItemId, Shape, Type};

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for (index, item) in api.items.iter().enumerate() {
        for field in required(item) {
            // The stage `lower` boxes every field through which a model contains itself.
            if let Type::Boxed(target) = field.ty
                && reaches(api, target, ItemId(index))
            {
                diagnostics.push(
                    Diagnostic::new(
                        "ref-cycle",
                        format!("`{}` requires itself, so every value would be infinite", item.name),
                    )
                    .at_key(field.place.clone())
                    .help(format!("remove `{}` from `required`, or allow `null`", field.wire)),
                );
            }
        }
    }
}

/// Returns the fields that every value of a model has: fields that are required and cannot be `null`.
fn required(item: &Item) -> impl Iterator<Item = &Field> {
    let fields = if let Shape::Model(fields) = &item.shape { fields.as_slice() } else { &[] };
    fields.iter().filter(|field| field.required && !field.nullable)
}

/// Returns whether the model `from` leads to the model `to` through required fields alone.
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
