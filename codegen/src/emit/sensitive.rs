//! Operations with text that people said or wrote.

use std::collections::BTreeSet;

use crate::ir::{Api, ItemId, Operation, Response, Shape, Type};

/// Returns whether the request or the response may contain text that people said or wrote. Unknown fields may also contain
/// such text.
pub(super) fn is_sensitive(api: &Api, operation: &Operation) -> bool {
    let mut seen = BTreeSet::new();
    let response = match &operation.response {
        Response::Nothing | Response::File => None,
        Response::Whole(item) => Some(Type::Item(*item)),
        Response::Field(_, ty) | Response::List(_, ty) => Some(ty.clone()),
    };
    let inputs = operation.inputs.iter().map(|input| &input.field.ty);
    inputs.chain(&response).any(|ty| holds(api, ty, &mut seen))
}

fn holds(api: &Api, ty: &Type, seen: &mut BTreeSet<ItemId>) -> bool {
    match ty.innermost() {
        Type::Sensitive => true,
        Type::Item(id) | Type::Boxed(id) if seen.insert(*id) => {
            let Some(item) = api.item(*id) else { return false };
            match &item.shape {
                Shape::Model(fields) => item.keeps_unknown || fields.iter().any(|field| holds(api, &field.ty, seen)),
                Shape::Union(union) => holds(api, &union.object, seen),
                Shape::IntEnum(_) | Shape::TextEnum(_) | Shape::Newtype => false,
            }
        }
        _ => false,
    }
}
