//! Decides the direction of each type (sent, received or both), the form of each field in its Rust struct (`FieldForm`), and
//! which fields need a `Box`.

use crate::ir::{Api, Direction, HAS_MORE, ItemId, Response, Shape, Type};

use super::types;

/// Sets the direction of each type. For each field, sets the `Box`, the flag `strict` and the `FieldForm`. These properties
/// depend on the whole API.
pub(super) fn decide(api: &mut Api, envelope: &[ItemId]) {
    let sent = api.operations().flat_map(|(_, operation)| &operation.inputs).flat_map(|input| item_of(&input.field.ty));
    let sent: Vec<ItemId> = sent.collect();
    let responses = api.operations().filter_map(|(_, operation)| match &operation.response {
        Response::Whole(item) => Some(*item),
        Response::Field(_, ty) | Response::List(_, ty) => item_of(ty),
        Response::Nothing | Response::File => None,
    });
    let received: Vec<ItemId> =
        responses.chain(api.events().map(|(_, event)| event.item)).chain(envelope.iter().copied()).collect();
    spread(api, sent, |direction| &mut direction.sent);
    spread(api, received, |direction| &mut direction.received);
    box_cycles(api);
    mark_strict(api);
    for item in &mut api.items {
        if let Shape::Model(fields) = &mut item.shape {
            for field in fields {
                field.form = types::form(field, item.direction);
            }
        }
    }
    let inputs = api.modules.iter_mut().flat_map(|module| &mut module.operations);
    for input in inputs.flat_map(|operation| &mut operation.inputs) {
        input.field.form = types::form(&input.field, Direction { sent: true, received: false });
    }
}

fn item_of(ty: &Type) -> Option<ItemId> {
    match ty.innermost() {
        Type::Item(item) | Type::Boxed(item) => Some(*item),
        _ => None,
    }
}

/// Sets `strict` on the fields that paging reads: the fields on the path to the list, `has_more`, and the page token of the
/// next page. Without `strict`, a wrong value could make a page look empty, or look like the last page.
fn mark_strict(api: &mut Api) {
    let pages = api.operations().filter_map(|(_, operation)| match (&operation.paging, &operation.response) {
        (Some(paging), Response::Whole(item)) => Some((*item, paging.clone())),
        _ => None,
    });
    for (response, paging) in pages.collect::<Vec<_>>() {
        let mut at = Some(response);
        let others = [paging.next.name.as_str(), HAS_MORE];
        for (depth, step) in paging.way().enumerate() {
            let Some(Shape::Model(fields)) =
                at.take().and_then(|id: ItemId| api.items.get_mut(id.0)).map(|item| &mut item.shape)
            else {
                break;
            };
            for field in fields {
                if field.wire == step {
                    field.strict = true;
                    at = plain_item(&field.ty);
                } else if depth == 0 && others.contains(&field.wire.as_str()) {
                    field.strict = true;
                }
            }
        }
    }
}

/// Marks the types in `found`, and all types that these types contain, as sent or received. `mark` selects the flag.
fn spread(api: &mut Api, mut found: Vec<ItemId>, mark: fn(&mut Direction) -> &mut bool) {
    while let Some(id) = found.pop() {
        let Some(item) = api.items.get_mut(id.0) else { continue };
        if std::mem::replace(mark(&mut item.direction), true) {
            continue;
        }
        match &item.shape {
            Shape::Model(fields) => found.extend(fields.iter().filter_map(|field| item_of(&field.ty))),
            Shape::Union(union) => found.extend([&union.text, &union.object].into_iter().filter_map(item_of)),
            Shape::IntEnum(_) | Shape::TextEnum(_) | Shape::Newtype => {}
        }
    }
}

/// Boxes the fields through which a struct contains itself. Lists and maps need no box.
fn box_cycles(api: &mut Api) {
    let direct: Vec<Vec<ItemId>> = api.items.iter().map(|item| direct(&item.shape)).collect();
    let cycles = cycles(&direct);
    for (index, item) in api.items.iter_mut().enumerate() {
        let Shape::Model(fields) = &mut item.shape else { continue };
        for field in fields {
            if let Type::Item(target) = field.ty
                && cycles.get(target.0) == cycles.get(index)
            {
                field.ty = Type::Boxed(target);
            }
        }
    }
}

/// Returns the named types that a type contains directly, and not within a list or map.
fn direct(shape: &Shape) -> Vec<ItemId> {
    match shape {
        Shape::Model(fields) => fields.iter().filter_map(|field| plain_item(&field.ty)).collect(),
        Shape::Union(union) => plain_item(&union.object).into_iter().collect(),
        Shape::IntEnum(_) | Shape::TextEnum(_) | Shape::Newtype => Vec::new(),
    }
}

fn plain_item(ty: &Type) -> Option<ItemId> {
    if let Type::Item(item) = ty { Some(*item) } else { None }
}

/// Returns a number for each type. Types that contain each other have the same number. The function uses Kosaraju's
/// algorithm, without recursion.
fn cycles(direct: &[Vec<ItemId>]) -> Vec<Option<usize>> {
    let mut containing: Vec<Vec<ItemId>> = vec![Vec::new(); direct.len()];
    for (index, inner) in direct.iter().enumerate() {
        for item in inner {
            containing.get_mut(item.0).into_iter().for_each(|outer| outer.push(ItemId(index)));
        }
    }
    let mut cycles = vec![None; direct.len()];
    for (number, start) in inner_first(direct).into_iter().rev().enumerate() {
        let mut open = vec![start];
        while let Some(item) = open.pop() {
            if let Some(cycle @ None) = cycles.get_mut(item.0) {
                *cycle = Some(number);
                open.extend(containing.get(item.0).into_iter().flatten());
            }
        }
    }
    cycles
}

/// Returns all types, ordered so that each type comes after the types that it contains. Types that contain each other have
/// no defined order.
fn inner_first(direct: &[Vec<ItemId>]) -> Vec<ItemId> {
    let mut order = Vec::with_capacity(direct.len());
    let mut seen = vec![false; direct.len()];
    for start in (0..direct.len()).map(ItemId) {
        let mut open = vec![(start, false)];
        while let Some((item, inner_done)) = open.pop() {
            if inner_done {
                order.push(item);
            } else if let Some(seen @ false) = seen.get_mut(item.0) {
                *seen = true;
                open.push((item, true));
                open.extend(direct.get(item.0).into_iter().flatten().map(|inner| (*inner, false)));
            }
        }
    }
    order
}
