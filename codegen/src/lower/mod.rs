//! Second stage: resolves every reference, decides every type and chooses every name.
//!
//! What cannot be decided is reported and replaced by a type that fits anywhere, so that one run finds all errors.

mod direction;
mod docs;
mod enums;
pub(crate) mod names;
mod objects;
mod operation;
mod types;
mod unused;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::ir::{Api, Item, ItemId, Module, Obtained, Reference, Resource, Scope, Shape, Source, TokenType, Type};
use crate::load::Document;
use crate::load::document::{self, File, Schema};
use crate::source::Place;

/// The module of the types that belong to no resource.
pub const SHARED_MODULE: &str = "types";

/// The document as an API, and what is wrong with it.
pub fn lower(document: &Document) -> (Api, Diagnostics) {
    let mut lowering = Lowering::new(document);
    lowering.refuse_repeated();
    lowering.declare();
    lowering.fill_declared();
    let mut api = lowering.modules();
    api.token_types = document.files.iter().flat_map(token_types).collect();
    api.scopes = document.files.iter().flat_map(scopes).collect();
    api.unused = unused::find(document);
    api.unfinished = document.unfinished.clone();
    api.items = lowering.items;
    direction::decide(&mut api, &lowering.envelope_items);
    (api, lowering.diagnostics)
}

/// The state of the stage.
pub(crate) struct Lowering<'d> {
    document: &'d Document,
    schemas: HashMap<&'d str, Declared<'d>>,
    parameters: HashMap<&'d str, (&'d document::Parameter, Place)>,
    /// The types of shared schemas that have no name in Rust, once they are known.
    aliases: HashMap<&'d str, Type>,
    /// Those that are being resolved, to notice those that lead back to themselves.
    resolving: Vec<&'d str>,
    /// Those whose fields are being put together by an `allOf`, to notice fields that hold the same again without end.
    extending: Vec<&'d str>,
    /// How many schemas lie around the one that is being lowered.
    depth: usize,
    items: Vec<Item>,
    /// The shared schema in which an item stands inline.
    owners: HashMap<ItemId, ItemId>,
    /// The shared schema that is being filled.
    owner: Option<ItemId>,
    /// What events are wrapped in.
    envelope_items: Vec<ItemId>,
    diagnostics: Diagnostics,
}

/// A schema that is shared by name.
#[derive(Clone)]
struct Declared<'d> {
    name: &'d str,
    schema: &'d Schema,
    module: Arc<str>,
    place: Place,
    /// The item that it is, unless it only stands for another type.
    item: Option<ItemId>,
}

/// Where a type stands, from which it gets its name if it has none.
#[derive(Clone)]
pub(crate) struct Position {
    module: Arc<str>,
    name: String,
    place: Place,
}

impl Position {
    fn inner(&self, suffix: &str, place: Place) -> Self {
        Self { module: Arc::clone(&self.module), name: format!("{}{}", self.name, names::pascal(suffix)), place }
    }

    fn at(&self, place: Place) -> Self {
        Self { place, ..self.clone() }
    }
}

impl<'d> Lowering<'d> {
    fn new(document: &'d Document) -> Self {
        Self {
            document,
            schemas: HashMap::new(),
            parameters: HashMap::new(),
            aliases: HashMap::new(),
            resolving: Vec::new(),
            extending: Vec::new(),
            depth: 0,
            items: Vec::new(),
            owners: HashMap::new(),
            owner: None,
            envelope_items: Vec::new(),
            diagnostics: Diagnostics::default(),
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// What holds for all files stands in one of them.
    fn refuse_repeated(&mut self) {
        let mut known: HashMap<&str, Place> = HashMap::new();
        for source in &self.document.files {
            let file = &source.file;
            let written = [
                ("openapi", file.openapi.is_some()),
                ("info", file.info.is_some()),
                ("servers", file.servers.is_some()),
                ("x-answer-envelope", file.answer_envelope.is_some()),
                ("x-event-envelope", file.event_envelope.is_some()),
            ];
            for (key, _) in written.into_iter().filter(|(_, present)| *present) {
                let place = Place::file(source.name.as_str()).key(key);
                if let Some(first) = known.get(key) {
                    let again = Diagnostic::new("name-duplicate", format!("`{key}` stands in two files"));
                    self.diagnostics.push(
                        again.at_key(place).also_key(first.clone(), "first here").help("all files share it; keep one"),
                    );
                } else {
                    known.insert(key, place);
                }
            }
        }
    }

    /// Learns the names of all shared schemas and parameters, so that they can refer to each other in any order.
    fn declare(&mut self) {
        for source in &self.document.files {
            let components = Place::file(source.name.as_str()).key("components");
            let module = module_name(&source.file);
            for (name, schema) in &source.file.components.schemas {
                let place = components.key("schemas").key(name);
                let mut declared = Declared { name, schema, module: Arc::clone(&module), place, item: None };
                if let Some(first) = self.schemas.get(name.as_str()) {
                    let first = first.place.clone();
                    self.report(duplicate("schema", name, &declared.place, &first));
                    continue;
                }
                if !names::is_pascal(name) {
                    let place = declared.place.clone();
                    self.report(
                        Diagnostic::new("name-invalid", format!("`{name}` cannot be the name of a Rust type"))
                            .at_key(place)
                            .help(format!("write it like `{}`", names::pascal(name))),
                    );
                }
                if types::has_name(schema) {
                    declared.item = Some(self.reserve(&declared.module, name, &declared.place));
                }
                self.schemas.insert(name, declared);
            }
            for (name, parameter) in &source.file.components.parameters {
                let place = components.key("parameters").key(name);
                if let Some((_, first)) = self.parameters.get(name.as_str()) {
                    let first = first.clone();
                    self.report(duplicate("parameter", name, &place, &first));
                } else {
                    self.parameters.insert(name, (parameter, place));
                }
            }
        }
    }

    /// A place among the items, to be filled later.
    fn reserve(&mut self, module: &Arc<str>, name: &str, place: &Place) -> ItemId {
        self.items.push(Item {
            module: Arc::clone(module),
            name: name.to_owned(),
            docs: Default::default(),
            direction: Default::default(),
            shape: Shape::Newtype,
            keeps_unknown: false,
            example: None,
            place: place.clone(),
        });
        let id = ItemId(self.items.len() - 1);
        if let Some(owner) = self.owner {
            self.owners.insert(id, owner);
        }
        id
    }

    /// Lowers every shared schema that has a name in Rust, and what events are wrapped in.
    fn fill_declared(&mut self) {
        for source in &self.document.files {
            for name in source.file.components.schemas.keys() {
                let Some(declared) = self.schemas.get(name.as_str()).cloned() else { continue };
                match declared.item {
                    Some(item) => {
                        let position =
                            Position { module: declared.module, name: name.clone(), place: declared.place.clone() };
                        self.owner = Some(item);
                        self.extending.push(declared.name);
                        self.fill(item, declared.schema, &position);
                        self.extending.pop();
                        self.owner = None;
                    }
                    None => {
                        self.alias(&declared);
                    }
                }
            }
            if let Some(envelope) = &source.file.event_envelope {
                let place = Place::file(source.name.as_str()).key("x-event-envelope").key("schema").key("properties");
                let position =
                    Position { module: SHARED_MODULE.into(), name: "EventEnvelope".to_owned(), place: place.clone() };
                for (name, schema) in &envelope.schema.properties {
                    if let Type::Item(item) = self.type_of(schema, &position.inner(name, place.key(name))) {
                        self.envelope_items.push(item);
                    }
                }
            }
        }
    }

    /// The modules with their operations and events, in the order of their names.
    fn modules(&mut self) -> Api {
        let mut modules: Vec<Module> = Vec::new();
        for source in &self.document.files {
            let file = &source.file;
            let root = Place::file(source.name.as_str());
            let name = module_name(file);
            let module = match modules.iter().position(|module| module.name == *name) {
                Some(known) => known,
                None => {
                    modules.push(Module {
                        name: name.to_string(),
                        file: source.name.as_str().into(),
                        resource: None,
                        operations: Vec::new(),
                        items: Vec::new(),
                        events: Vec::new(),
                    });
                    modules.len() - 1
                }
            };
            let resource = file.resource.as_ref().map(|resource| lower_resource(resource, &root));
            let operations = self.operations(file, &root, &name);
            let events = self.events(file, &root, &name);
            let Some(module) = modules.get_mut(module) else { continue };
            if let (Some(first), Some(again)) = (&module.resource, &resource) {
                self.diagnostics.push(duplicate("resource", &module.name, &again.place, &first.place));
            }
            module.resource = module.resource.take().or(resource);
            module.operations.extend(operations);
            module.events.extend(events);
        }
        for module in &mut modules {
            let inline: HashSet<ItemId> = module
                .operations
                .iter()
                .flat_map(|operation| &operation.items)
                .chain(module.events.iter().flat_map(|event| &event.items))
                .copied()
                .collect();
            let named = self.items.iter().enumerate().filter(|(_, item)| *item.module == *module.name);
            module.items = named.map(|(id, _)| ItemId(id)).filter(|id| !inline.contains(id)).collect();
            module.items.sort_by_key(|id| (self.owners.get(id).copied().unwrap_or(*id), *id));
        }
        modules.retain(|module| {
            module.resource.is_some()
                || !module.operations.is_empty()
                || !module.items.is_empty()
                || !module.events.is_empty()
        });
        modules.sort_by(|a, b| a.name.cmp(&b.name));
        Api { modules, ..Api::default() }
    }

    /// The shared parameter to which it refers, or the parameter itself.
    fn parameter(
        &mut self,
        parameter: &'d document::Parameter,
        place: Place,
    ) -> Option<(&'d document::Parameter, Place)> {
        let Some(reference) = &parameter.reference else { return Some((parameter, place)) };
        let name = reference.strip_prefix("#/components/parameters/");
        if let Some(found) = name.and_then(|name| self.parameters.get(name)) {
            return Some(found.clone());
        }
        let known = self.parameters.keys().map(|name| format!("#/components/parameters/{name}"));
        let known: Vec<String> = known.collect();
        self.report(dangling(reference, &known, place.key("$ref"), "parameters"));
        None
    }
}

fn duplicate(what: &str, name: &str, again: &Place, first: &Place) -> Diagnostic {
    Diagnostic::new("name-duplicate", format!("{what} `{name}` is declared twice"))
        .at_key(again.clone())
        .also_key(first.clone(), "first declared here")
        .help("all files share one set of names; give one of the two another name")
}

/// A reference that leads nowhere.
fn dangling(reference: &str, known: &[String], place: Place, section: &str) -> Diagnostic {
    if !reference.starts_with("#/") {
        return Diagnostic::new("unsupported-ref", format!("`{reference}` refers to another document"))
            .at(place)
            .help(format!("all files of the spec are one document: write `#/components/{section}/NAME`"));
    }
    let diagnostic = Diagnostic::new("ref-dangling", format!("`{reference}` leads nowhere")).at(place);
    match suggest(reference, known.iter().map(String::as_str)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("declare it under `components.{section}` of any file")),
    }
}

fn module_name(file: &File) -> Arc<str> {
    match &file.resource {
        Some(resource) => {
            names::snake(resource.rust_name.as_ref().or(resource.name.as_ref()).map_or("", String::as_str)).into()
        }
        None => SHARED_MODULE.into(),
    }
}

fn lower_resource(resource: &document::Resource, root: &Place) -> Resource {
    let name = resource.name.as_deref().unwrap_or_default();
    let accessor = names::snake(resource.accessor.as_deref().unwrap_or(name));
    Resource {
        type_name: accessor_type(&accessor),
        accessor,
        summary: resource.summary.clone().unwrap_or_default(),
        description: resource.description.clone(),
        place: root.key("x-resource"),
    }
}

/// `rooms` leads to `Rooms`.
fn accessor_type(accessor: &str) -> String {
    names::pascal(accessor)
}

fn references(names: &[String], place: &Place) -> Vec<Reference> {
    let named = names.iter().enumerate();
    named.map(|(index, name)| Reference::new(name, place.index(index))).collect()
}

/// Names of which each may say where it comes from.
fn sourced(names: &[document::Named], place: &Place) -> Vec<Reference> {
    let named = names.iter().enumerate().map(|(index, named)| {
        let place = place.index(index);
        // A name that stands alone is there itself, not below a key.
        let key = if named.source.is_some() { place.key("name") } else { place.clone() };
        Reference { source: source(named.source.as_ref(), &place), ..Reference::new(&named.name, key) }
    });
    named.collect()
}

/// The public source of what stands at a place.
fn source(source: Option<&document::Source>, place: &Place) -> Option<Source> {
    let source = source?;
    Some(Source { name: source.name.clone().unwrap_or_default(), sure: source.sure, place: place.key("x-source") })
}

impl Reference {
    fn new(name: &str, place: Place) -> Self {
        Self { name: name.to_owned(), source: None, place }
    }
}

fn token_types(source: &crate::load::SourceFile) -> Vec<TokenType> {
    let root = Place::file(source.name.as_str()).key("x-token-types");
    let types = source.file.token_types.iter().map(|(wire, token)| {
        let place = root.key(wire);
        let obtained = token.obtained.iter().enumerate().map(|(index, call)| {
            let place = place.key("obtained").index(index);
            Obtained {
                app_type: Reference::new(call.app_type.as_deref().unwrap_or_default(), place.key("app-type")),
                method: call.method.clone().unwrap_or_default(),
                path: call.path.clone().unwrap_or_default(),
                sends: call.sends.clone(),
                answers: call.answers.clone().unwrap_or_default(),
                place,
            }
        });
        TokenType {
            wire: wire.clone(),
            name: token.name.clone().unwrap_or_default(),
            summary: token.summary.clone().unwrap_or_default(),
            description: token.description.clone(),
            app_types: references(&token.app_types, &place.key("app-types")),
            header: token.header.clone().unwrap_or_default(),
            lifetime_seconds: token.lifetime_seconds.unwrap_or_default(),
            obtained: obtained.collect(),
            place,
        }
    });
    types.collect()
}

fn scopes(source: &crate::load::SourceFile) -> Vec<Scope> {
    let root = Place::file(source.name.as_str()).key("x-scopes");
    let scopes = source.file.scopes.iter().map(|(wire, scope)| {
        let place = root.key(wire);
        Scope {
            wire: wire.clone(),
            name: names::shouty(scope.rust_name.as_deref().unwrap_or(wire)),
            summary: scope.summary.clone().unwrap_or_default(),
            console_name: scope.console_name.clone(),
            source: self::source(scope.source.as_ref(), &place),
            place,
        }
    });
    scopes.collect()
}
