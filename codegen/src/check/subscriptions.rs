//! Checks `x-subscription`: the operations that turn an event on and off must exist, and must accept the type of the event.

use crate::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::ir::{Api, Event, Operation, Reference, Shape, Type};

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for (_, event) in api.events() {
        let Some(subscription) = &event.subscription else { continue };
        for id in [&subscription.subscribe, &subscription.unsubscribe] {
            check_one(api, event, id, diagnostics);
        }
    }
}

fn check_one(api: &Api, event: &Event, id: &Reference, diagnostics: &mut Diagnostics) {
    let Some((_, operation)) = api.operations().find(|(_, operation)| operation.id.name == id.name) else {
        let diagnostic =
            Diagnostic::new("subscription", format!("there is no operation `{}`", id.name)).at(id.place.clone());
        let ids = api.operations().map(|(_, operation)| operation.id.name.as_str());
        diagnostics.push(match suggest(&id.name, ids) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("write the `operationId` of an operation that subscribes or unsubscribes"),
        });
        return;
    };
    if !accepts(api, operation, &event.wire) {
        diagnostics.push(
            Diagnostic::new("subscription", format!("`{}` does not accept the event type `{}`", id.name, event.wire))
                .at(id.place.clone())
                .also_key(operation.place.clone(), "declared here")
                .help("add this event type to the values of `event_type` in the operation"),
        );
    }
}

/// Returns whether an operation accepts an event type. One input of the operation must be an enum with the value
/// `event_type`.
fn accepts(api: &Api, operation: &Operation, event_type: &str) -> bool {
    operation.inputs.iter().any(|input| {
        let Type::Item(id) = input.field.ty else { return false };
        let shape = api.item(id).map(|item| &item.shape);
        matches!(shape, Some(Shape::TextEnum(variants)) if variants.iter().any(|one| one.value == event_type))
    })
}
