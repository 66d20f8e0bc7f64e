//! Tables of all operations and of all events, in Markdown. A change of one operation or event changes only one line.
//!
//! A row names the file without a line number, because edits above the declaration would change the number.

use super::docs;
use super::names::{ident, ident_besides};
use super::resource::OF_CALLS;
use crate::ir::{Api, Event, Module, Operation, Source};
use crate::source::Place;

const HEAD: &str = "\
<!-- Generated from spec/ by `cargo xtask regen`, or alone by `cargo xtask api`; do not edit. -->
# All operations and events
";
const OPERATIONS: [&str; 8] =
    ["operation", "request", "tokens", "scopes, any one of", "rate limit", "in Rust", "described by", "spec"];
const EVENTS: [&str; 5] = ["event", "in Rust", "scopes, any one of", "described by", "spec"];

/// Returns a document with a table of all operations and a table of all events. The links in the document are relative to a
/// folder beside `spec/`.
pub(super) fn emit(api: &Api) -> String {
    let operations = api.operations().map(|(module, one)| operation(api, module, one));
    let events = api.events().map(|(module, one)| event(api, module, one));
    let (operations, events) = (table(OPERATIONS, operations), table(EVENTS, events));
    format!("{HEAD}\n## Operations\n\n{operations}\n## Events\n\n{events}")
}

fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rows = rows.map(|cells| line(&cells.map(|cell| cell.replace('|', "\\|"))));
    line(&head.map(str::to_owned)) + &line(&head.map(|_| "---".to_owned())) + &rows.collect::<String>()
}

fn operation(api: &Api, module: &Module, operation: &Operation) -> [String; 8] {
    let tokens = api.accepted(&operation.tokens).into_iter().map(|token| code(&token.name));
    [
        code(&operation.id.name),
        code(&format!("{} {}", operation.method, operation.path.name)),
        tokens.collect::<Vec<_>>().join(", "),
        docs::names(&operation.scopes, ", "),
        docs::rate_limit(operation).unwrap_or_default(),
        code(&call(module, operation)),
        origin(&operation.documentation, operation.source.as_ref()),
        link(&operation.place),
    ]
}

/// Returns the Rust code that calls an operation with its required arguments.
fn call(module: &Module, operation: &Operation) -> String {
    let accessor = ident(module.resource.as_ref().map_or("", |resource| resource.accessor.as_str()));
    let arguments = operation.arguments().map(|input| ident_besides(&input.field.name, OF_CALLS).to_string());
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    format!("session.{accessor}().{}({arguments})", ident(&operation.name))
}

fn event(api: &Api, module: &Module, event: &Event) -> [String; 5] {
    let name = api.item(event.item).map_or("", |item| item.name.as_str());
    let path = format!("{}::{}", ident(&module.name), ident(name));
    let origin = origin(&event.documentation, event.source.as_ref());
    [code(&event.wire), code(&path), docs::names(&event.scopes, ", "), origin, link(&event.place)]
}

/// Returns a link to the platform's page, or the public source if there is no page.
fn origin(documentation: &str, source: Option<&Source>) -> String {
    match source {
        Some(source) => docs::source(source),
        None => format!("[page]({documentation})"),
    }
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn link(place: &Place) -> String {
    format!("[{0}](../{0})", place.file)
}

#[cfg(test)]
mod tests {
    const SPEC: &str = "\
openapi: 3.1.0
x-token-types:
  user_access_token:
    {name: User, summary: S., header: Authorization, lifetime-seconds: 7200, app-types: [custom],
     obtained: [{app-type: custom, method: POST, path: /t, response-key: token}]}
x-scopes: {'a:read': {summary: S}, 'a:write': {summary: S}}
x-resource: {name: type, accessor: type, summary: Types.}
paths:
  /types/{id}:
    get:
      operationId: type.match
      summary: Match
      externalDocs: {url: https://example.com}
      x-tokens: [user_access_token]
      x-scopes: ['a:write', 'a:read']
      x-rate-limit: {per_second: 5}
      x-app-types: [custom]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: call, in: query, required: true, schema: {type: string}}
        - {name: size, in: query, schema: {type: integer}}
webhooks:
  type.a|b_v1:
    post:
      operationId: event.type_made
      summary: Made
      externalDocs: {url: https://example.com}
      x-scopes: []
      x-app-types: [custom]
      x-event: {type: object, properties: {id: {type: string}}}
";

    #[test]
    fn a_row_for_each() {
        let texts = [("spec/type.yaml".to_owned(), SPEC.to_owned())].into();
        let api = crate::api(&texts).unwrap_or_else(|errors| panic!("{}", errors.render(&texts, false)));
        let expected = r"<!-- Generated from spec/ by `cargo xtask regen`, or alone by `cargo xtask api`; do not edit. -->
# All operations and events

## Operations

| operation | request | tokens | scopes, any one of | rate limit | in Rust | described by | spec |
| --- | --- | --- | --- | --- | --- | --- | --- |
| `type.match` | `GET /types/{id}` | `User` | `a:write`, `a:read` | 5 calls a second | `session.r#type().r#match(id, call_)` | [page](https://example.com) | [spec/type.yaml](../spec/type.yaml) |

## Events

| event | in Rust | scopes, any one of | described by | spec |
| --- | --- | --- | --- | --- |
| `type.a\|b_v1` | `r#type::TypeMade` |  | [page](https://example.com) | [spec/type.yaml](../spec/type.yaml) |
";
        assert_eq!(super::emit(&api), expected);
    }
}
