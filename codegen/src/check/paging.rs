//! Checks operations with `x-paging`. The request needs a page token. The response needs the page token of the next page,
//! `has_more`, and a list. The key `items` contains the name of the list. Generated code requires that each of these fields
//! is optional and has the expected type.

use crate::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::ir::{Api, Field, FieldForm, HAS_MORE, Operation, Paging, Response, Type};
use crate::source::Place;

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for (_, operation) in api.operations() {
        let Some(paging) = &operation.paging else { continue };
        let place = operation.place.key("x-paging");
        if paging.items.name.is_empty() {
            diagnostics.push(
                Diagnostic::new("paging", "`x-paging` needs `items`")
                    .at_key(place)
                    .help("write `x-paging: {items: NAME}`, where `NAME` is the list that continues on the next page"),
            );
            continue;
        }
        let received = response_fields(api, operation);
        check_list(api, received, paging, diagnostics);
        let sent: Vec<&Field> = operation.setters().map(|input| &input.field).collect();
        let is_optional = |field: &Field, name: &str, ty: &Type| {
            field.wire == name && field.ty == *ty && field.form == FieldForm::Optional
        };
        let (token, next) = (&paging.token.name, &paging.next.name);
        let expected = [
            (
                sent.iter().any(|field| is_optional(field, token, &Type::Text)),
                format!("an optional string `{token}` in the request"),
            ),
            (
                received.iter().any(|field| is_optional(field, next, &Type::Text)),
                format!("an optional string `{next}` in the response"),
            ),
            (
                received.iter().any(|field| is_optional(field, HAS_MORE, &Type::Bool)),
                format!("an optional boolean `{HAS_MORE}` in the response"),
            ),
        ];
        for (_, field) in expected.iter().filter(|(holds, _)| !holds) {
            diagnostics.push(
                Diagnostic::new("paging", format!("an operation with `x-paging` needs {field}"))
                    .at_key(place.clone())
                    .help(
                        "declare the field, write another field's name under `token` or `next`, or remove `x-paging`",
                    ),
            );
        }
    }
}

/// Returns whether the check of this operation reads the type at `wrong_type`, which contains a mistake. The check reads the
/// types of the request, of the response, and of the fields for paging.
pub(super) fn relies_on(api: &Api, operation: &Operation, wrong_type: &Place) -> bool {
    let Some(paging) = &operation.paging else { return false };
    let is_whole = |whole: &Place| *wrong_type == whole.key("$ref") || wrong_type.is_within(&whole.key("allOf"));
    let is_parameter = || {
        let parameter =
            wrong_type.parent().filter(|(_, key)| key == "$ref").and_then(|(parameter, _)| parameter.parent());
        parameter.is_some_and(|(list, _)| list == operation.place.key("parameters"))
    };
    let wholes = [operation.place.key("x-body"), operation.place.key("x-response").key("data")];
    let item = match operation.response {
        Response::Whole(item) => api.item(item),
        _ => None,
    };
    let token = operation.inputs.iter().map(|input| &input.field).find(|field| field.wire == paging.token.name);
    let received = response_fields(api, operation);
    let ends = received.iter().filter(|field| field.wire == paging.next.name || field.wire == HAS_MORE);
    let mut relied_upon: Vec<&Field> = token.into_iter().chain(ends).collect();
    let (mut fields, mut models) = (received, vec![item]);
    for name in paging.way() {
        let Some(field) = fields.iter().find(|field| field.wire == name) else { break };
        relied_upon.push(field);
        if let Type::Item(inner) = field.ty {
            models.push(api.item(inner));
        }
        fields = api.fields(&field.ty);
    }
    wholes.iter().any(is_whole)
        || models.into_iter().flatten().any(|item| is_whole(&item.place))
        || relied_upon.iter().any(|field| wrong_type.is_within(&field.place))
        || is_parameter()
}

/// Checks the path from the response to the list. The last field of the path must be an optional list. Every earlier field
/// must be an optional object.
fn check_list(api: &Api, received: &[Field], paging: &Paging, diagnostics: &mut Diagnostics) {
    let mut fields = received;
    let mut way = paging.way().peekable();
    while let Some(name) = way.next() {
        let field = fields.iter().find(|field| field.wire == name);
        let is_last = way.peek().is_none();
        let fits = |field: &Field| if is_last { is_list(field) } else { inside(api, field).is_some() };
        let Some(found) = field.filter(|field| fits(field)) else {
            let what = match (field, is_last) {
                (None, _) => "is not in the response",
                (Some(_), true) => "is not an optional list",
                (Some(_), false) => "is not an optional object",
            };
            let diagnostic = Diagnostic::new("paging", format!("`{name}` {what}")).at(paging.items.place.clone());
            let near = suggest(name, fields.iter().filter(|field| fits(field)).map(|field| field.wire.as_str()));
            diagnostics.push(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => {
                    diagnostic.help("write the path of the list that continues on the next page, such as `a.b.items`")
                }
            });
            return;
        };
        fields = inside(api, found).unwrap_or_default();
    }
}

fn is_list(field: &Field) -> bool {
    matches!(field.ty, Type::List(_)) && field.form == FieldForm::List
}

/// Returns the fields of an optional object. Returns `None` if `field` is not an optional object.
fn inside<'a>(api: &'a Api, field: &Field) -> Option<&'a [Field]> {
    Some(api.fields(&field.ty)).filter(|fields| field.form == FieldForm::Optional && !fields.is_empty())
}

fn response_fields<'a>(api: &'a Api, operation: &Operation) -> &'a [Field] {
    let Response::Whole(item) = operation.response else { return &[] };
    api.fields(&Type::Item(item))
}
