//! Scopes that only some fields or values of an operation need.

use std::collections::HashSet;

use super::context::Context;
use crate::ir::{Docs, Field, ItemId, Operation, Reference, Response, Shape, Type};

/// Returns the scope, followed by the parameters, values and response fields that need the scope.
pub(super) fn described(context: Context<'_>, operation: &Operation, scope: &Reference) -> String {
    let needs_it = |docs: &Docs| docs.field_scopes.iter().any(|needed| needed.name == scope.name);
    let mut holders = Vec::new();
    for field in operation.inputs.iter().map(|input| &input.field) {
        if needs_it(&field.docs) {
            holders.push(format!("`{}`", field.wire));
        }
        if let Type::Item(id) = field.ty.innermost()
            && let Some(Shape::TextEnum(variants)) = context.api.item(*id).map(|item| &item.shape)
        {
            let values = variants.iter().filter(|variant| needs_it(&variant.docs));
            holders.extend(values.map(|variant| format!("`{}` `{}`", field.wire, variant.value)));
        }
    }
    let received = received(context, operation);
    holders.extend(received.iter().filter(|field| needs_it(&field.docs)).map(|field| format!("`{}`", field.wire)));
    match holders.as_slice() {
        [] => format!("`{}`", scope.name),
        holders => format!("`{}` ({})", scope.name, holders.join(", ")),
    }
}

/// Returns the fields of the response, and the fields of all models inside the response.
fn received<'a>(context: Context<'a>, operation: &Operation) -> Vec<&'a Field> {
    let mut found = Vec::new();
    let mut known: HashSet<ItemId> = HashSet::new();
    let mut next: Vec<Type> = match &operation.response {
        Response::Whole(item) => vec![Type::Item(*item)],
        Response::Field(_, ty) | Response::List(_, ty) => vec![ty.clone()],
        Response::Nothing | Response::File => Vec::new(),
    };
    while let Some(ty) = next.pop() {
        let (Type::Item(id) | Type::Boxed(id)) = ty.innermost() else { continue };
        if !known.insert(*id) {
            continue;
        }
        for field in context.api.fields(&Type::Item(*id)) {
            next.push(field.ty.clone());
            found.push(field);
        }
    }
    found
}
