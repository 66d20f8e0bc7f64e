//! Finds operations whose requests or responses may contain text that people said or wrote.

use std::collections::BTreeSet;

use crate::ir::{Api, ItemId, Operation, Response, Shape, Type};

/// Returns whether the request or the response may contain text that people said or wrote. A model that keeps unknown fields
/// counts too, because an unknown field may contain any text.
pub(super) fn is_sensitive(api: &Api, operation: &Operation) -> bool {
    let mut seen = BTreeSet::new();
    let response = match &operation.response {
        Response::Nothing | Response::File => None,
        Response::Whole(item) => Some(Type::Item(*item)),
        Response::Field(_, ty) | Response::List(_, ty) => Some(ty.clone()),
    };
    let inputs = operation.inputs.iter().map(|input| &input.field.ty);
    inputs.chain(&response).any(|ty| contains_sensitive(api, ty, &mut seen))
}

fn contains_sensitive(api: &Api, ty: &Type, seen: &mut BTreeSet<ItemId>) -> bool {
    match ty.innermost() {
        Type::Sensitive => true,
        Type::Item(id) | Type::Boxed(id) if seen.insert(*id) => {
            let Some(item) = api.item(*id) else { return false };
            match &item.shape {
                Shape::Model(fields) => {
                    item.keeps_unknown || fields.iter().any(|field| contains_sensitive(api, &field.ty, seen))
                }
                Shape::Union(union) => contains_sensitive(api, &union.object, seen),
                Shape::IntEnum(_) | Shape::TextEnum(_) | Shape::Newtype => false,
            }
        }
        _ => false,
    }
}
