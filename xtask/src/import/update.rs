//! Updates of known operations and events from their pages. An update changes single places of a spec file, and removes
//! nothing.
//!
//! An audit finds the differences. An update skips items that are in the spec but not on a page. An update also skips
//! differences that a person must resolve.

use anyhow::{Context, Result};
use codegen::ir::{self, Field, Location, Reference, Response, Shape, Type};
use codegen::source::Place;
use codegen::unfinished::marked;

use super::draft::Draft;
use super::names;
use super::schema::{Schemas, Within};
use super::values::variants;
use super::whole::{self, KEYS};
use super::yaml::{Map, Node};
use crate::audit::types;
use crate::page::{Page, PageField, RateLimit, Scope};
use crate::report::{Finding, Level};

/// YAML keys for the type, the bounds and the default of a field, in the order of the spec.
const FIELD_KEYS: [&str; 13] = [
    "$ref",
    "type",
    "format",
    "items",
    "additionalProperties",
    "allOf",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "default",
];

/// Operation or event of the spec to which a page belongs.
#[derive(Clone, Copy)]
pub(super) enum Known<'a> {
    Operation(&'a ir::Operation),
    Event(&'a ir::Event),
}

impl<'a> Known<'a> {
    /// Returns the names of the inputs of an operation.
    fn inputs(self) -> impl Iterator<Item = &'a str> {
        let inputs = match self {
            Self::Operation(operation) => operation.inputs.as_slice(),
            Self::Event(_) => &[],
        };
        inputs.iter().map(|input| input.field.wire.as_str())
    }

    pub(super) fn id(self) -> &'a str {
        match self {
            Self::Operation(operation) => &operation.id.name,
            Self::Event(event) => &event.id.name,
        }
    }

    /// Returns the name of the resource.
    pub(super) fn module(self, api: &'a ir::Api) -> &'a str {
        let of_operation = api.operations().map(|(module, operation)| (module, &operation.id.name));
        let mut ids = of_operation.chain(api.events().map(|(module, event)| (module, &event.id.name)));
        ids.find(|(_, id)| *id == self.id()).map_or("", |(module, _)| &module.name)
    }

    fn place(self) -> &'a Place {
        match self {
            Self::Operation(operation) => &operation.place,
            Self::Event(event) => &event.place,
        }
    }
}

/// Update of an operation or event from its page.
pub(super) struct Update<'a> {
    pub schemas: Schemas<'a>,
    pub page: &'a Page,
    pub known: Known<'a>,
    /// Kind and subject of each resolved difference. The update skips later differences with the same kind and subject. For
    /// example, when the update resolves the first missing scope of an operation, the update adds all missing scopes.
    pub done: Vec<(&'static str, String)>,
}

impl<'a> Update<'a> {
    /// Resolves differences where possible, and returns the remaining differences.
    pub(super) fn run(mut self, draft: &mut Draft, findings: Vec<Finding>) -> Result<Vec<Finding>> {
        let mut left = Vec::new();
        for finding in findings {
            let decided = finding.level == Level::Note || finding.kind.ends_with("-surplus");
            let key = (finding.kind, finding.subject.clone());
            if self.done.contains(&key) {
                continue;
            }
            if decided || !self.change(draft, &finding)? {
                left.push(finding);
                continue;
            }
            draft.note_change(finding);
            self.done.push(key);
        }
        for (name, schema) in &self.schemas.made {
            draft.add_schema(&self.known.place().file, self.known.id(), name, schema)?;
        }
        draft.objects = self.schemas.objects;
        Ok(left)
    }

    /// Resolves a difference between the spec and a page. Returns `false` if the difference cannot be resolved.
    fn change(&mut self, draft: &mut Draft, finding: &Finding) -> Result<bool> {
        if finding.kind == "documentation-differs" {
            return self.documentation(draft);
        }
        let about = finding.subject.strip_prefix(self.known.id()).unwrap_or_default().trim();
        match (self.page, self.known) {
            (Page::Operation(page), Known::Operation(known)) => match finding.kind {
                "scope-missing" => self.scopes(draft, "x-scopes", &page.scopes, &known.scopes),
                "field-scopes-differ" => self.scopes(draft, "x-field-scopes", &page.field_scopes, &known.field_scopes),
                "tokens-differ" => {
                    let tokens = page.tokens.iter().flat_map(|tokens| &tokens.value);
                    self.names(draft, "x-tokens", tokens, &known.tokens)
                }
                "app-types-differ" => {
                    let app_types = page.app_types.iter().flat_map(|types| &types.value);
                    self.names(draft, "x-app-types", app_types, &known.app_types)
                }
                "rate-limit-differs" => {
                    self.rate_limit(draft, page.rate_limit.as_ref().map(|limit| limit.value).unwrap_or_default())
                }
                "error-missing" | "error-differs" => {
                    let names = names::of_errors(self.schemas.vocabulary.api, &page.errors, &known.errors);
                    let mut rows = page.errors.iter().zip(&names);
                    let row = rows.find(|(row, _)| about == format!("errors.{}", row.code));
                    let (row, name) = row.context("the page has no row for this error")?;
                    let listed = known.errors.iter().find(|listed| listed.code == row.code);
                    self.error(draft, &whole::error(row, name), listed.map(|listed| &listed.place))
                }
                kind => self.field(draft, kind, about),
            },
            (Page::Event(page), Known::Event(known)) => match finding.kind {
                "scope-missing" => self.scopes(draft, "x-scopes", &page.scopes, &known.scopes),
                "app-types-differ" => {
                    let app_types = page.app_types.iter().flat_map(|types| &types.value);
                    self.names(draft, "x-app-types", app_types, &known.app_types)
                }
                kind => self.field(draft, kind, about),
            },
            _ => Ok(false),
        }
    }

    /// Writes the address of the page, if the spec has a `TODO:` mark instead of the address.
    fn documentation(&self, draft: &mut Draft) -> Result<bool> {
        let (head, written) = match (self.page, self.known) {
            (Page::Operation(page), Known::Operation(known)) => (&page.head, &known.documentation),
            (Page::Event(page), Known::Event(known)) => (&page.head, &known.documentation),
            _ => return Ok(false),
        };
        let path = head.full_path.as_ref().filter(|_| marked(written).is_some());
        let Some(url) = path.and_then(|path| whole::address(self.schemas.vocabulary.api, &path.value)) else {
            return Ok(false);
        };
        draft.set(&self.known.place().key("externalDocs"), "url", &Node::text(url), &[])?;
        Ok(true)
    }

    fn scopes(&self, draft: &mut Draft, key: &str, page: &[Scope], known: &[Reference]) -> Result<bool> {
        draft.add_scopes(self.schemas.vocabulary.api, page, self.known.id())?;
        self.names(draft, key, page.iter().map(|scope| &scope.wire), known)
    }

    /// Adds missing names. Returns `false` if no names are missing.
    fn names<'n>(
        &self,
        draft: &mut Draft,
        key: &str,
        page: impl Iterator<Item = &'n String>,
        known: &[Reference],
    ) -> Result<bool> {
        let missing: Vec<&String> = page.filter(|name| known.iter().all(|known| known.name != **name)).collect();
        for name in &missing {
            draft.push(&self.known.place().key(key), &Node::text(name.as_str()), &before(&KEYS, key))?;
        }
        Ok(!missing.is_empty())
    }

    fn rate_limit(&self, draft: &mut Draft, limit: RateLimit) -> Result<bool> {
        let Some(limit) = whole::rate_limit(limit) else { return Ok(false) };
        draft.set(self.known.place(), "x-rate-limit", &limit, &before(&KEYS, "x-rate-limit"))?;
        Ok(true)
    }

    fn error(&self, draft: &mut Draft, row: &Node, listed: Option<&Place>) -> Result<bool> {
        match listed {
            Some(place) => draft.replace(place, row)?,
            None => draft.push(&self.known.place().key("x-errors"), row, &before(&KEYS, "x-errors"))?,
        }
        Ok(true)
    }

    /// Resolves a difference in a field, such as `body.room.capacity`.
    fn field(&mut self, draft: &mut Draft, kind: &str, about: &str) -> Result<bool> {
        let path: Vec<&str> = about.split('.').collect();
        let [part, above @ .., last] = path.as_slice() else { return Ok(false) };
        let Some(page) = self.page_fields(part, above) else { return Ok(false) };
        let Some(field) = page.iter().find(|field| field.name == *last) else { return Ok(false) };
        let Some(known) = self.known_fields(part, above) else { return Ok(false) };
        let Some(expected) = known.iter().find(|known| known.wire == *last) else {
            return if kind == "field-missing" { self.add(draft, &path, page, field, &known) } else { Ok(false) };
        };
        match kind {
            "value-missing" => self.add_values(draft, field, expected),
            "default-differs" => {
                let default = self.schemas.default(field, Some(&expected.ty));
                self.set(draft, expected, default.into_iter().collect())
            }
            "range-differs" | "length-differs" => {
                let is_length = |key: &str| key.ends_with("Length") || key.ends_with("Items");
                let bounds = self.schemas.bounds(field, Some(&expected.ty)).into_iter();
                let bounds = bounds.filter(|(key, _)| is_length(key) == (kind == "length-differs"));
                self.set(draft, expected, bounds.collect())
            }
            "required-differs" if field.required == Some(true) => require(draft, expected),
            _ => Ok(false),
        }
    }

    fn page_fields(&self, part: &str, path: &[&str]) -> Option<&'a [PageField]> {
        let mut fields = match (self.page, part) {
            (Page::Operation(page), "path") => &page.path_params,
            (Page::Operation(page), "query") => &page.query,
            (Page::Operation(page), "body") => &page.body,
            (Page::Operation(page), "response") => &page.response,
            (Page::Event(page), "event") => &page.body,
            _ => return None,
        };
        for name in path {
            fields = &fields.iter().find(|field| field.name == *name)?.fields;
        }
        Some(fields)
    }

    /// Returns the fields of the object at a path. Returns `None` if the response has the key `unwrap`, and the path is
    /// outside the property that `unwrap` names. The import cannot add fields there until a person removes `unwrap`.
    fn known_fields(&self, part: &str, path: &[&str]) -> Option<Vec<&'a Field>> {
        let api = self.schemas.vocabulary.api;
        let of = |ty: &Type| types::fields(api, ty).1.iter().collect::<Vec<_>>();
        let (mut fields, path) = match (self.known, part) {
            (Known::Event(event), _) => (of(&Type::Item(event.item)), path),
            (Known::Operation(operation), "response") => match (&operation.response, path) {
                (Response::Whole(item), path) => (of(&Type::Item(*item)), path),
                (Response::Field(name, ty) | Response::List(name, ty), [first, rest @ ..]) if name == first => {
                    (of(ty), rest)
                }
                (Response::Nothing, []) => (Vec::new(), path),
                _ => return None,
            },
            (Known::Operation(operation), part) => {
                let location = match part {
                    "path" => Location::Path,
                    "query" => Location::Query,
                    _ => Location::Body,
                };
                (operation.inputs_in(location).map(|input| &input.field).collect(), path)
            }
        };
        for name in path {
            fields = of(&fields.iter().find(|field| field.wire == *name)?.ty);
        }
        Some(fields)
    }

    /// Adds a field to the known fields, after the fields that precede the new field on the page.
    fn add(
        &mut self,
        draft: &mut Draft,
        path: &[&str],
        page: &[PageField],
        field: &PageField,
        known: &[&Field],
    ) -> Result<bool> {
        let place = self.known.place();
        let location = match path {
            ["path", _] => Some(Location::Path),
            ["query", _] => Some(Location::Query),
            _ => None,
        };
        if let Some(location) = location {
            let parameter = self.schemas.parameter(field, location, None, self.known.inputs());
            draft.push(&place.key("parameters"), &parameter, &before(&KEYS, "parameters"))?;
            return Ok(true);
        }
        let sent = path.first() == Some(&"body");
        let beside = match known.last() {
            Some(known) => known.place.parent().map(|(properties, _)| properties),
            None => self.made_for(draft, path)?,
        };
        let Some(properties) = beside else { return Ok(false) };
        let owner = properties.pointer.strip_prefix("/components/schemas/").and_then(|name| name.split('/').next());
        let inputs = self.known.inputs().filter(|_| matches!(path, ["body", _]));
        let others = known.iter().map(|other| other.wire.as_str()).chain(inputs);
        let node = self.schemas.property(field, Within { owner, sent, path: false }, others);
        let earlier = page.iter().take_while(|other| other.name != field.name).map(|other| other.name.as_str());
        draft.put(&properties, &field.name, &node, &earlier.collect::<Vec<_>>())?;
        if sent && field.required == Some(true) {
            add_required(draft, &properties, &field.name)?;
        }
        Ok(true)
    }

    /// Returns the place for the fields of an empty body, response or event. If the object for these fields is missing,
    /// creates the object.
    fn made_for(&self, draft: &mut Draft, path: &[&str]) -> Result<Option<Place>> {
        let place = self.known.place();
        let object = Node::Open(vec![("type".to_owned(), Node::text("object"))]);
        let (key, object, above) = match path {
            ["body", _] => ("x-body", object, place.key("x-body")),
            ["response", _] => {
                let data = Node::Open(vec![("data".to_owned(), object)]);
                ("x-response", data, place.key("x-response").key("data"))
            }
            ["event", _] => return Ok(Some(place.key("x-event").key("properties"))),
            _ => return Ok(None),
        };
        let properties = above.key("properties");
        if !draft.has(&properties) {
            draft.set(place, key, &object, &before(&KEYS, key))?;
        }
        Ok(Some(properties))
    }

    fn add_values(&self, draft: &mut Draft, field: &PageField, known: &Field) -> Result<bool> {
        let item = types::item(&known.ty).and_then(|id| self.schemas.vocabulary.api.item(id));
        let Some(item) = item else { return Ok(false) };
        let is_int = match item.shape {
            Shape::IntEnum(_) => true,
            Shape::TextEnum(_) => false,
            Shape::Model(_) | Shape::Union(_) | Shape::Newtype => return Ok(false),
        };
        let listed = types::values(self.schemas.vocabulary.api, &known.ty).1;
        let missing = field.values.iter().filter(|value| listed.iter().all(|listed| listed.value != value.value));
        let Node::List(missing) = variants(&missing.cloned().collect::<Vec<_>>(), is_int) else { return Ok(false) };
        for value in &missing {
            draft.push(&item.place.key("oneOf"), value, &["type", "description"])?;
        }
        Ok(!missing.is_empty())
    }

    /// Writes the default or the bounds of a field. Returns `false` if there is nothing to write.
    fn set(&self, draft: &mut Draft, known: &Field, keys: Map) -> Result<bool> {
        let schema = if is_parameter(&known.place) { known.place.key("schema") } else { known.place.clone() };
        for (key, value) in &keys {
            draft.set(&schema, key, value, &before(&FIELD_KEYS, key))?;
        }
        Ok(!keys.is_empty())
    }
}

/// Makes a field required.
fn require(draft: &mut Draft, known: &Field) -> Result<bool> {
    if is_parameter(&known.place) {
        draft.set(&known.place, "required", &Node::Bare("true".to_owned()), &["name", "in"])?;
        return Ok(true);
    }
    let Some((properties, _)) = known.place.parent() else { return Ok(false) };
    add_required(draft, &properties, &known.wire)?;
    Ok(true)
}

fn add_required(draft: &mut Draft, properties: &Place, name: &str) -> Result<()> {
    let (object, _) = properties.parent().context("`properties` is not inside an object")?;
    draft.push(&object.key("required"), &Node::text(name), &["type", "description"])
}

fn is_parameter(place: &Place) -> bool {
    place.pointer.starts_with("/components/parameters/")
        || place
            .parent()
            .is_some_and(|(list, _)| list.pointer.starts_with("/paths/") && list.pointer.ends_with("/parameters"))
}

/// Returns the keys that precede the given key.
fn before<'k>(keys: &[&'k str], key: &str) -> Vec<&'k str> {
    keys.iter().take_while(|one| **one != key).copied().collect()
}
