//! An operation that answers page by page takes `page_token`, and gives `page_token`, `has_more` and the list it names.
//! What is emitted for it relies on how they are kept.

use crate::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::ir::{Answer, Api, Field, Operation, Shape, Slot, Type};

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for (_, operation) in api.operations() {
        let Some(items) = &operation.paging else { continue };
        let place = operation.place.key("x-paging");
        if items.name.is_empty() {
            diagnostics.push(
                Diagnostic::new("paging", "`x-paging` names no list")
                    .at_key(place)
                    .help("write `x-paging: {items: NAME}`, with the list that continues on the next page"),
            );
            continue;
        }
        let answered = answered(api, operation);
        let list = answered.iter().find(|field| field.wire == items.name);
        if !list.is_some_and(is_list) {
            let what = if list.is_some() { "is not a list that may be left out" } else { "is not in the answer" };
            let diagnostic = Diagnostic::new("paging", format!("`{}` {what}", items.name)).at(items.place.clone());
            let lists = answered.iter().filter(|field| is_list(field));
            diagnostics.push(match suggest(&items.name, lists.map(|field| field.wire.as_str())) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("name the list that continues on the next page"),
            });
        }
        let sent: Vec<&Field> = operation.setters().map(|input| &input.field).collect();
        let is_optional = |field: &Field, name: &str, ty: &Type| {
            field.wire == name && field.ty == *ty && field.slot == Slot::Optional
        };
        let expected = [
            (
                sent.iter().any(|field| is_optional(field, "page_token", &Type::Text)),
                "takes an optional text `page_token`, which this one does not",
            ),
            (
                answered.iter().any(|field| is_optional(field, "page_token", &Type::Text)),
                "answers an optional text `page_token`, which this one does not",
            ),
            (
                answered.iter().any(|field| is_optional(field, "has_more", &Type::Bool)),
                "answers an optional boolean `has_more`, which this one does not",
            ),
        ];
        for (_, rule) in expected.iter().filter(|(holds, _)| !holds) {
            diagnostics.push(
                Diagnostic::new("paging", format!("an operation with `x-paging` {rule}"))
                    .at_key(place.clone())
                    .help("declare it, or leave `x-paging` out"),
            );
        }
    }
}

fn is_list(field: &Field) -> bool {
    matches!(field.ty, Type::List(_)) && field.slot == Slot::List
}

fn answered<'a>(api: &'a Api, operation: &Operation) -> &'a [Field] {
    let Answer::Whole(item) = operation.answer else { return &[] };
    match api.item(item).map(|item| &item.shape) {
        Some(Shape::Model(fields)) => fields,
        _ => &[],
    }
}
