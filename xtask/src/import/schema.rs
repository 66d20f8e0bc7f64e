//! Schemas for the fields of a page: references to equal schemas of the spec, and new schemas for the other fields.

use std::collections::BTreeSet;

use codegen::ir::{Item, ItemId, Location, Shape, Type};
use heck::ToPascalCase;
use serde_json::Number;

use super::description::description;
use super::names;
use super::objects::Objects;
use super::rules::{self, Clue, Verdict};
use super::values::{example, value, variants};
use super::vocabulary::{self, Vocabulary};
use super::yaml::{Map, Node};
use crate::audit::fields::{self as compared, Fit};
use crate::audit::types::{self, EnumValue};
use crate::page::PageField;

/// Builder of the schemas for the fields of one page.
pub(super) struct Schemas<'a> {
    pub vocabulary: &'a Vocabulary<'a>,
    /// Resource of the page.
    pub module: String,
    /// New shared schemas, in the order of their first use.
    pub made: Vec<(String, Node)>,
    /// Objects of this page and of earlier pages.
    pub objects: Objects,
    taken: BTreeSet<String>,
}

/// Position of a field in a request, a response or an event.
#[derive(Clone, Copy)]
pub(super) struct Within<'w> {
    /// Schema that contains the field.
    pub owner: Option<&'w str>,
    pub sent: bool,
    pub path: bool,
}

/// Type of a field, as a schema.
struct Kind {
    /// Keys of the schema.
    map: Map,
    /// Type of the field, if the spec already has this type.
    ty: Option<Type>,
    doubt: Option<String>,
    /// Values of an inline enum.
    values: Option<Node>,
    /// Whether the referenced schema already has the description of the field.
    described: bool,
}

impl Kind {
    fn known(map: Map, ty: Type) -> Self {
        Self { ty: Some(ty), ..Self::new(map) }
    }

    fn new(map: Map) -> Self {
        Self { map, ty: None, doubt: None, values: None, described: false }
    }
}

impl<'a> Schemas<'a> {
    pub(super) fn new(vocabulary: &'a Vocabulary<'a>, module: &str, objects: Objects) -> Self {
        let api = vocabulary.api;
        let types = api.items.iter().map(|item| item.name.clone());
        let calls = api.operations().map(|(_, operation)| operation.type_name.clone());
        let resources = api.modules.iter().filter_map(|module| Some(module.resource.as_ref()?.type_name.clone()));
        let taken = types.chain(calls).chain(resources).chain([names::plural(module).to_pascal_case()]).collect();
        Self { vocabulary, module: module.to_owned(), made: Vec::new(), objects, taken }
    }

    /// Returns a parameter of an operation, or a reference to an equal shared parameter. `owner` is the object that the
    /// parameter may identify. `others` are the names of the other inputs.
    pub(super) fn parameter<'n>(
        &mut self,
        field: &PageField,
        location: Location,
        owner: Option<&str>,
        others: impl IntoIterator<Item = &'n str>,
    ) -> Node {
        if let Some(shared) = self.shared_parameter(field).filter(|_| location == Location::Query) {
            return Node::reference("parameters", shared);
        }
        let path = location == Location::Path;
        let location = if path { "path" } else { "query" };
        let (schema, description) = self.field(field, Within { owner, sent: true, path });
        let mut map: Map = vec![("name".to_owned(), Node::text(&field.name)), ("in".to_owned(), Node::text(location))];
        if path || field.required == Some(true) {
            map.push(("required".to_owned(), Node::Bare("true".to_owned())));
        }
        map.extend(names::renamed(&field.name, location, others));
        map.push(("schema".to_owned(), Node::Map(schema)));
        map.extend(description);
        Node::Map(map)
    }

    fn shared_parameter(&self, field: &PageField) -> Option<&'a str> {
        let api = self.vocabulary.api;
        let inputs = api.operations().flat_map(|(_, operation)| operation.inputs_in(Location::Query));
        let mut shared = inputs.filter(|input| input.field.wire == field.name).filter_map(|input| {
            let name = input.field.place.pointer.strip_prefix("/components/parameters/")?;
            (compared::fit_input(api, field, &input.field) == Fit::Same).then_some(name)
        });
        shared.next()
    }

    /// Returns the schema of an object with these fields.
    pub(super) fn object(&mut self, fields: &[PageField], within: Within<'_>) -> Map {
        let mut map = vec![("type".to_owned(), Node::text("object"))];
        let required = fields.iter().filter(|field| within.sent && field.required == Some(true));
        let required: Vec<&str> = required.map(|field| field.name.as_str()).collect();
        if !required.is_empty() {
            map.push(("required".to_owned(), Node::texts(required)));
        }
        if !fields.is_empty() {
            map.push(("properties".to_owned(), Node::Map(self.properties(fields, within))));
        }
        map
    }

    fn properties(&mut self, fields: &[PageField], within: Within<'_>) -> Map {
        let property = |(index, field): (usize, &PageField)| {
            let others = fields.iter().take(index).map(|other| other.name.as_str());
            (field.name.clone(), self.property(field, within, others))
        };
        fields.iter().enumerate().map(property).collect()
    }

    /// Returns the schema of a field. `others` are the names of other inputs or fields, from which the Rust name must
    /// differ.
    pub(super) fn property<'n>(
        &mut self,
        field: &PageField,
        within: Within<'_>,
        others: impl IntoIterator<Item = &'n str>,
    ) -> Node {
        let (mut schema, description) = self.field(field, within);
        schema.extend(names::renamed(&field.name, if within.sent { "body" } else { "response" }, others));
        // The description goes before the keys for enum values and examples.
        let behind = schema.iter().position(|(key, _)| matches!(key.as_str(), "oneOf" | "examples"));
        let behind = behind.unwrap_or(schema.len());
        schema.splice(behind..behind, description);
        Node::Map(schema)
    }

    /// Returns the schema of a field, and its description.
    fn field(&mut self, field: &PageField, within: Within<'_>) -> (Map, Option<(String, Node)>) {
        let kind = self.kind(field, &field.ty, within);
        let mut map = kind.map;
        map.extend(self.bounds(field, kind.ty.as_ref()));
        map.extend(self.default(field, kind.ty.as_ref()));
        map.extend(kind.values.map(|values| ("oneOf".to_owned(), values)));
        if matches!(kind.ty, Some(Type::Text | Type::Integer | Type::Number | Type::IntegerText)) {
            map.extend(example(field).map(|example| ("examples".to_owned(), Node::List(vec![example]))));
        }
        let usual = self.vocabulary.usual_words(&field.name, kind.ty.as_ref(), within.sent);
        let usual = usual.filter(|_| kind.doubt.is_none()).map(|words| ("description".to_owned(), Node::text(words)));
        let said = if kind.described { "" } else { field.description.as_str() };
        (map, usual.or_else(|| description(said, kind.doubt.as_deref())))
    }

    fn kind(&mut self, field: &PageField, ty: &str, within: Within<'_>) -> Kind {
        if !field.fields.is_empty() {
            return self.listed(ty, |schemas| schemas.object_kind(field, within));
        }
        if !field.values.is_empty() && types::page_name(ty.trim_end_matches("[]")) != "boolean" {
            return self.listed(ty, |schemas| schemas.enum_kind(field, ty.trim_end_matches("[]")));
        }
        let clue = Clue { field, ty, module: &self.module, owner: within.owner, vocabulary: self.vocabulary };
        let Verdict { ty: found, doubt } = rules::decide(&clue);
        let doubt = doubt.map(str::to_owned);
        if found == Type::Text
            && let Some(name) = names::id(&field.name, within.owner, within.path)
        {
            let name = self.new_id(&name, field);
            return Kind { described: true, ..Kind::new(reference(&name)) };
        }
        Kind { doubt, ..Kind::known(self.of_type(&found), found) }
    }

    /// Puts a kind into one list for each `[]` of a type on the page. For example, `string[][]` becomes a list of lists of
    /// strings.
    fn listed(&mut self, ty: &str, inner: impl FnOnce(&mut Self) -> Kind) -> Kind {
        let kind = inner(self);
        let lists = ty.matches("[]").count();
        if lists == 0 {
            return kind;
        }
        let mut map = kind.map.clone();
        map.extend(kind.values.clone().map(|values| ("oneOf".to_owned(), values)));
        let map = (0..lists).fold(map, |map, _| array(map));
        let ty = kind.ty.clone().map(|ty| (0..lists).fold(ty, |ty, _| Type::List(Box::new(ty))));
        Kind { map, ty, values: None, ..kind }
    }

    /// Adds a shared schema for an id, and returns the name of the schema.
    fn new_id(&mut self, name: &str, field: &PageField) -> String {
        if self.made.iter().any(|(made, _)| made == name) {
            return name.to_owned();
        }
        let name = self.free(name);
        let mut map = vec![("type".to_owned(), Node::text("string"))];
        map.extend(description(&field.description, Some("describe the object, and the source of its id")));
        map.extend(example(field).map(|example| ("examples".to_owned(), Node::List(vec![example]))));
        self.made.push((name.clone(), Node::Open(map)));
        name
    }

    fn object_kind(&mut self, field: &PageField, within: Within<'_>) -> Kind {
        if let Some((equal, described)) = self.objects.find(field) {
            return Kind { described, ..Kind::new(reference(equal)) };
        }
        let name = self.objects.name(field);
        let (shared, doubt) = self.shared_object(field, &name, within.sent);
        if let Some(id) = shared {
            let ty = Type::Item(id);
            return Kind { doubt, ..Kind::known(self.of_type(&ty), ty) };
        }
        let name = self.free(&name);
        let sent = self.objects.sent(field);
        let within = Within { owner: Some(&name), sent: within.sent || sent.is_some(), ..within };
        let fields = sent.as_ref().map_or(&field.fields, |sent| &sent.fields);
        self.objects.add(sent.as_ref().unwrap_or(field), &name, &field.description);
        // In `made`, the schema of an object comes before the schemas of the objects in its fields.
        let at = self.made.len();
        self.made.push((name.clone(), Node::Open(Vec::new())));
        let mut map = self.object(fields, within);
        map.splice(1..1, description(&field.description, None));
        if let Some(made) = self.made.get_mut(at) {
            made.1 = Node::Open(map);
        }
        Kind { described: true, ..Kind::new(reference(&name)) }
    }

    /// Finds the shared object that best matches an object on a page. The shared object must have all fields of the page's
    /// object. If the match is uncertain, also returns a question for a person.
    fn shared_object(&self, field: &PageField, name: &str, sent: bool) -> (Option<ItemId>, Option<String>) {
        let api = self.vocabulary.api;
        let has_all = |item: &Item| {
            let known = vocabulary::fields(item);
            field.fields.iter().all(|field| known.iter().any(|known| known.wire == field.name))
        };
        let mut ranked = Vec::new();
        for (known, id, item) in self.vocabulary.shared().filter(|(.., item)| has_all(item)) {
            let fit = compared::fit_model(api, &field.fields, id, sent);
            let is_told = names::is_type(&field.ty) && known == name;
            let (spoken, named) = match is_told || !vocabulary::are_other_words(item, &field.fields) {
                true => (self.vocabulary.usage_rank(&field.name, &self.module, id), known == name),
                false => (0, false),
            };
            let fits = match fit {
                Fit::Same => spoken > 0 || named || field.fields.len() > 1,
                Fit::Part => spoken > 0 || named,
                Fit::No => false,
            };
            if fits {
                let near = *item.module == *self.module;
                ranked.push(((fit, spoken == 2, named, spoken, near, in_order(item, &field.fields)), known, id));
            }
        }
        ranked.sort_by_key(|(rank, ..)| std::cmp::Reverse(*rank));
        let doubt = match ranked.as_slice() {
            [(first, ..), (second, other, _), ..] if first == second => Some(format!("`{other}` has the same fields")),
            [((Fit::Part, ..), known, _), ..] => Some(format!("`{known}` also has fields that the page lacks")),
            [((_, false, false, 0, ..), known, _), ..] => {
                Some(format!("should the type be `{known}`? the schema `{known}` has the same fields"))
            }
            _ => None,
        };
        (ranked.first().map(|(.., id)| *id), doubt)
    }

    /// Finds the shared object that has the name of the resource and exactly the fields of the response.
    pub(super) fn shared_response(&self, fields: &[PageField]) -> Option<&'a str> {
        let name = self.module.to_pascal_case();
        let (known, id, _) = self.vocabulary.shared().find(|(known, ..)| *known == name)?;
        (compared::fit_model(self.vocabulary.api, fields, id, false) == Fit::Same).then_some(known)
    }

    fn enum_kind(&mut self, field: &PageField, ty: &str) -> Kind {
        if let Some((id, doubt)) = self.shared_enum(field, ty) {
            let ty = Type::Item(id);
            return Kind { doubt, ..Kind::known(self.of_type(&ty), ty) };
        }
        let is_int = types::page_name(ty) == "int";
        let kind = if is_int { "integer" } else { "string" };
        let values = variants(&field.values, is_int);
        Kind { values: Some(values), ..Kind::new(vec![("type".to_owned(), Node::text(kind))]) }
    }

    /// Finds a shared enum that has all values of the field. The enum must have a matching name, or another field of the same
    /// name must use the enum. If the enum has more values than the field, also returns a question for a person.
    fn shared_enum(&self, field: &PageField, ty: &str) -> Option<(ItemId, Option<String>)> {
        let api = self.vocabulary.api;
        let name = field.name.to_pascal_case();
        let own = format!("{}{name}", self.module.to_pascal_case());
        let ranked = self.vocabulary.shared().filter_map(|(known, id, item)| {
            let values = types::values(api, &Type::Item(id)).1;
            let has_all = field.values.iter().all(|value| values.iter().any(|known| known.value == value.value));
            let is_enum = matches!(item.shape, Shape::IntEnum(_) | Shape::TextEnum(_));
            // Strength of the match:
            // - 4: a field with the same name in this module uses the enum.
            // - 3: the name of the enum consists of the names of the resource and the field, such as `RoomStatus`.
            // - 2: a field with the same name in another module uses the enum.
            // - 1: the enum has the name of the field, such as `Status`.
            let strength = match self.vocabulary.usage_rank(&field.name, &self.module, id) {
                2 => 4,
                _ if *known == own => 3,
                1 => 2,
                _ => u8::from(*known == name),
            };
            let fits = strength > 0 && is_enum && has_all && types::agree(api, ty, &Type::Item(id));
            // The count includes only values from pages. A value with a `source` does not come from a page.
            let same = values.iter().filter(|value| value.source.is_none()).count() == field.values.len();
            fits.then_some(((strength, same), std::cmp::Reverse(id), known))
        });
        let ((_, same), std::cmp::Reverse(id), known) = ranked.max()?;
        Some((id, (!same).then(|| format!("`{known}` has more values than this page"))))
    }

    /// Returns an unused type name. For the name `Level` in the resource `room`, tries `Level`, `RoomLevel`, `RoomLevel2`
    /// and so on.
    fn free(&mut self, wanted: &str) -> String {
        let longer = format!("{}{wanted}", self.module.to_pascal_case());
        let numbered = (2..).map(|number| format!("{longer}{number}"));
        let mut names = [wanted.to_owned(), longer.clone()].into_iter().chain(numbered);
        let name = names.find(|name| !self.taken.contains(name)).unwrap_or(longer);
        self.taken.insert(name.clone());
        name
    }

    /// Returns the schema of a type.
    fn of_type(&self, ty: &Type) -> Map {
        let plain = |kind: &str, format: Option<&str>| {
            let format = format.map(|format| ("format".to_owned(), Node::text(format)));
            [("type".to_owned(), Node::text(kind))].into_iter().chain(format).collect()
        };
        match ty {
            Type::Bool => plain("boolean", None),
            Type::Integer => plain("integer", None),
            Type::Number => plain("number", None),
            Type::Text => plain("string", None),
            Type::IntegerText => plain("string", Some("int64")),
            Type::UnixSeconds => plain("string", Some("unix-seconds")),
            Type::UnixMillis => plain("string", Some("unix-millis")),
            Type::DateTime => plain("string", Some("date-time")),
            Type::Secret => plain("string", Some("password")),
            Type::Sensitive => {
                vec![
                    ("type".to_owned(), Node::text("string")),
                    ("x-sensitive".to_owned(), Node::Bare("true".to_owned())),
                ]
            }
            Type::Json => plain("object", None),
            Type::List(inner) => array(self.of_type(inner)),
            Type::Map(inner) if **inner == Type::Json => plain("object", None),
            Type::Map(inner) => {
                let values = Node::Map(self.of_type(inner));
                vec![("type".to_owned(), Node::text("object")), ("additionalProperties".to_owned(), values)]
            }
            Type::Item(id) | Type::Boxed(id) => reference(self.vocabulary.name_of(*id).unwrap_or_default()),
        }
    }

    /// Returns the bounds that the page gives to a field. Leaves out the bounds that the type of the field already has.
    pub(super) fn bounds(&self, field: &PageField, ty: Option<&Type>) -> Map {
        let api = self.vocabulary.api;
        let shared = ty.and_then(types::item).and_then(|id| api.item(id)).map(|item| item.docs.bounds.clone());
        let shared = shared.unwrap_or_default();
        let is_list = field.ty.ends_with("[]");
        let [shortest, longest] = if is_list { ["minItems", "maxItems"] } else { ["minLength", "maxLength"] };
        let length = if is_list { &shared.items } else { &shared.characters };
        let bounds = &field.bounds;
        let number = |count: Option<u64>| count.map(Number::from);
        [
            ("minimum", bounds.minimum.clone(), &shared.value.least),
            ("maximum", bounds.maximum.clone(), &shared.value.most),
            (shortest, number(bounds.min_length), &length.least),
            (longest, number(bounds.max_length), &length.most),
        ]
        .into_iter()
        .filter(|(key, ..)| !(key.ends_with("mum") && self.is_implied(field, ty)))
        .filter_map(|(key, page, shared)| Some((key, page.filter(|page| shared.as_ref() != Some(page))?)))
        .map(|(key, page)| (key.to_owned(), Node::Bare(page.to_string())))
        .collect()
    }

    /// Returns `true` if the bounds only repeat the smallest and the largest value of the enum.
    fn is_implied(&self, field: &PageField, ty: Option<&Type>) -> bool {
        let nowhere = codegen::source::Place::file("");
        let listed =
            field.values.iter().map(|value| EnumValue { value: value.value.clone(), place: &nowhere, source: None });
        let known = ty.map(|ty| types::values(self.vocabulary.api, ty).1).filter(|known| !known.is_empty());
        compared::implied(&compared::range(field), &known.unwrap_or_else(|| listed.collect()))
    }

    /// Returns the default, if it is a valid value of the field's type.
    pub(super) fn default(&self, field: &PageField, ty: Option<&Type>) -> Option<(String, Node)> {
        let is_int_enum = ty.is_some_and(|ty| types::name(self.vocabulary.api, ty) == "int");
        let kind = if is_int_enum { "int" } else { types::page_name(&field.ty) };
        let node = value(field.default.as_ref()?, kind)?;
        (!field.ty.ends_with("[]")).then(|| ("default".to_owned(), node))
    }
}

fn reference(name: &str) -> Map {
    match Node::reference("schemas", name) {
        Node::Map(map) => map,
        _ => Vec::new(),
    }
}

fn array(items: Map) -> Map {
    vec![("type".to_owned(), Node::text("array")), ("items".to_owned(), Node::Map(items))]
}

fn in_order(item: &Item, page: &[PageField]) -> bool {
    vocabulary::fields(item).iter().map(|field| &field.wire).eq(page.iter().map(|field| &field.name))
}
