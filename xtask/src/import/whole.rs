//! YAML of a new operation or event, created from the page.

use codegen::ir::{Api, Location};
use codegen::unfinished::mark;

use super::names;
use super::schema::{Schemas, Within};
use super::yaml::{Map, Node};
use crate::page::{self, ErrorRow, Head, Located, PageField, RateLimit, Scope};

/// Keys of an operation or event, in the order of the YAML.
pub(super) const KEYS: [&str; 20] = [
    "operationId",
    "summary",
    "description",
    "deprecated",
    "externalDocs",
    "x-source",
    "x-tokens",
    "x-contradictions",
    "x-subscription",
    "x-scopes",
    "x-field-scopes",
    "x-rate-limit",
    "x-app-types",
    "x-idempotent",
    "x-paging",
    "parameters",
    "x-body",
    "x-event",
    "x-response",
    "x-errors",
];

/// Returns the YAML of an operation.
pub(super) fn operation(schemas: &mut Schemas<'_>, id: &str, page: &page::Operation) -> Node {
    let mut map = head(schemas.vocabulary.api, id, &page.head);
    let tokens = page.tokens.as_ref().map(|tokens| tokens.value.clone()).unwrap_or_default();
    access(&mut map, "x-tokens", tokens, "the kinds of token");
    scopes(&mut map, &page.scopes, page.tells_scopes);
    list(&mut map, "x-field-scopes", wires(&page.field_scopes));
    let limit = page.rate_limit.as_ref().and_then(|limit| rate_limit(limit.value));
    map.extend(limit.map(|limit| ("x-rate-limit".to_owned(), limit)));
    app_types(&mut map, page.app_types.as_ref());
    let paging = paging(page).map(|items| Node::map([("items", Node::text(items))]));
    map.extend(paging.map(|paging| ("x-paging".to_owned(), paging)));
    let in_body = || page.body.iter().map(|field| field.name.as_str());
    let mut parameters = Vec::new();
    for field in &page.path_params {
        let owner = names::owner(&page.path.value, &field.name);
        parameters.push(schemas.parameter(field, Location::Path, owner.as_deref(), in_body()));
    }
    for field in &page.query {
        parameters.push(schemas.parameter(field, Location::Query, None, in_body()));
    }
    if !parameters.is_empty() {
        map.push(("parameters".to_owned(), Node::List(parameters)));
    }
    if !page.body.is_empty() {
        let within = Within { owner: None, sent: true, path: false };
        map.push(("x-body".to_owned(), Node::Map(schemas.object(&page.body, within))));
    }
    map.extend(response(schemas, page).map(|response| ("x-response".to_owned(), response)));
    if !page.errors.is_empty() {
        let names = names::of_errors(schemas.vocabulary.api, &page.errors, &[]);
        let errors = page.errors.iter().zip(&names).map(|(row, name)| error(row, name));
        map.push(("x-errors".to_owned(), Node::List(errors.collect())));
    }
    Node::Open(map)
}

/// Keys that no flag of `cargo xtask new` sets, each with the text of its `TODO:` mark.
const UNTOLD: [(&str, &str); 5] = [
    ("x-rate-limit", "`per_minute` or `per_second`; leave the key out if there is no limit"),
    ("parameters", "the parameters of the query; remove this list item if the query has no parameters"),
    ("x-body", "the fields of the body; leave the key out if there is no body"),
    ("x-response", "the fields of the response; leave the key out if there are no fields"),
    ("x-errors", "the errors that the platform lists; leave the key out if there are no errors"),
];

/// Adds `TODO:` marks for the unknown parts of an operation that has no page.
pub(super) fn with_marks(operation: Node, method: &str) -> Node {
    let Node::Open(mut map) = operation else { return operation };
    let has_body = !matches!(method, "GET" | "DELETE");
    for (key, what) in UNTOLD.iter().filter(|(key, _)| *key != "x-body" || has_body) {
        let what = Node::text(mark(what));
        match map.iter_mut().find(|(known, _)| known == key) {
            Some((_, Node::List(items))) => items.push(what),
            Some(_) => {}
            None => {
                let before: Vec<&str> = KEYS.iter().take_while(|known| *known != key).copied().collect();
                let at = map.iter().take_while(|(known, _)| before.contains(&known.as_str())).count();
                let what = if *key == "parameters" { Node::List(vec![what]) } else { what };
                map.insert(at, ((*key).to_owned(), what));
            }
        }
    }
    Node::Open(map)
}

/// Returns the YAML of an event. Without a page, a `TODO:` mark stands for the fields of the event.
pub(super) fn event(schemas: &mut Schemas<'_>, id: &str, page: &page::Event, has_page: bool) -> Node {
    let mut map = head(schemas.vocabulary.api, id, &page.head);
    scopes(&mut map, &page.scopes, page.tells_scopes);
    app_types(&mut map, page.app_types.as_ref());
    let within = Within { owner: None, sent: false, path: false };
    let mut body = schemas.object(&page.body, within);
    if !has_page {
        body.push(("properties".to_owned(), Node::text(mark("the fields of the event"))));
    }
    map.push(("x-event".to_owned(), Node::Map(body)));
    Node::map([("post", Node::Open(map))])
}

fn head(api: &Api, id: &str, head: &Head) -> Map {
    let url = head.full_path.as_ref().and_then(|path| address(api, &path.value));
    let url = url.unwrap_or_else(|| mark("the address of the platform's page"));
    vec![
        ("operationId".to_owned(), Node::text(id)),
        ("summary".to_owned(), Node::text(mark(&head.title))),
        ("externalDocs".to_owned(), Node::map([("url", Node::text(url))])),
    ]
}

/// Returns the complete address of a page. If the page gives only a path, the function takes the beginning of the address,
/// up to `/document`, from another page in the spec.
pub(super) fn address(api: &Api, full_path: &str) -> Option<String> {
    if full_path.starts_with("https://") {
        return Some(full_path.to_owned());
    }
    let known = api.operations().map(|(_, operation)| operation.documentation.as_str());
    let mut known = known.chain(api.events().map(|(_, event)| event.documentation.as_str()));
    let site = known.find_map(|address| address.split_once("/document/")).map(|(site, _)| site)?;
    Some(format!("{site}/document{full_path}"))
}

fn list(map: &mut Map, key: &str, names: Vec<String>) {
    if !names.is_empty() {
        map.push((key.to_owned(), Node::texts(names)));
    }
}

/// Adds a list that every operation and event needs. If the page does not state the list, adds a `TODO:` mark instead.
fn access(map: &mut Map, key: &str, names: Vec<String>, what: &str) {
    let names = if names.is_empty() { vec![mark(what)] } else { names };
    list(map, key, names);
}

fn app_types(map: &mut Map, told: Option<&Located<Vec<String>>>) {
    let names = told.map(|types| types.value.clone()).unwrap_or_default();
    access(map, "x-app-types", names, "the kinds of app, `custom` and `isv`");
}

/// Adds the scopes. If the page has no row about scopes, adds a `TODO:` mark instead.
fn scopes(map: &mut Map, scopes: &[Scope], is_told: bool) {
    match (scopes, is_told) {
        ([], true) => map.push(("x-scopes".to_owned(), Node::texts(Vec::<String>::new()))),
        _ => access(
            map,
            "x-scopes",
            wires(scopes),
            "the scopes, of which an app needs only one; an empty list if no scope is needed",
        ),
    }
}

fn wires(scopes: &[Scope]) -> Vec<String> {
    scopes.iter().map(|scope| scope.wire.clone()).collect()
}

/// Returns the declaration of a scope.
pub(super) fn scope(scope: &Scope) -> Node {
    let name = Some(&scope.console_name).filter(|name| !name.is_empty());
    let mut map = vec![("summary".to_owned(), Node::text(mark(name.unwrap_or(&scope.wire))))];
    map.extend(name.map(|name| ("console-name".to_owned(), Node::text(name))));
    Node::Map(map)
}

/// Returns the rate limit, or `None` without a limit.
pub(super) fn rate_limit(limit: RateLimit) -> Option<Node> {
    let limits = [("per_minute", limit.per_minute), ("per_second", limit.per_second)];
    let limits = limits.into_iter().filter_map(|(key, calls)| Some((key.to_owned(), Node::Bare(calls?.to_string()))));
    let map: Map = limits.collect();
    (!map.is_empty()).then_some(Node::Map(map))
}

pub(super) fn error(row: &ErrorRow, name: &str) -> Node {
    let message = if row.message.is_empty() { mark("the platform's message") } else { row.message.clone() };
    Node::map([
        ("http", Node::Bare(row.http.to_string())),
        ("code", Node::Bare(row.code.to_string())),
        ("message", Node::text(message)),
        ("name", Node::text(name)),
    ])
}

/// Returns the name of the list in a paged response. An operation is paged if the request has `page_token`, and the response
/// has `page_token`, `has_more` and exactly one list.
pub(super) fn paging(page: &page::Operation) -> Option<&str> {
    let has = |fields: &[PageField], name: &str| fields.iter().any(|field| field.name == name);
    let asks = has(&page.query, "page_token") || has(&page.body, "page_token");
    let mut lists = page.response.iter().filter(|field| field.ty.ends_with("[]"));
    let only = lists.next().filter(|_| lists.next().is_none())?;
    (asks && has(&page.response, "page_token") && has(&page.response, "has_more")).then_some(only.name.as_str())
}

fn response(schemas: &mut Schemas<'_>, page: &page::Operation) -> Option<Node> {
    if !page.has_json_response && page.method.value == "GET" {
        return Some(Node::map([("file", Node::Bare("true".to_owned()))]));
    }
    let within = Within { owner: None, sent: false, path: false };
    let data = match page.response.as_slice() {
        [] => return None,
        fields => match schemas.shared_response(fields) {
            Some(shared) => return Some(Node::map([("data", Node::reference("schemas", shared))])),
            None => Node::Map(schemas.object(fields, within)),
        },
    };
    Some(match page.response.as_slice() {
        [only] if can_be_unwrapped(&data) => Node::map([("unwrap", Node::text(&only.name)), ("data", data)]),
        _ => Node::map([("data", data)]),
    })
}

/// Returns `true` if the key `unwrap` may name the only property of the response. The generator cannot unwrap maps.
fn can_be_unwrapped(data: &Node) -> bool {
    let written = data.flow();
    let only = written.split_once("properties: ").map_or("", |(_, properties)| properties);
    let refused = ["additionalProperties", "{type: object}", "{type: object,"];
    !refused.iter().any(|refused| only.contains(refused))
}
