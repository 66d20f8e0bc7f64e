//! Second stage: resolves every reference, decides every type and chooses every name.
//!
//! If the stage cannot decide the type of a schema, the stage reports the mistake and continues with a placeholder type. One
//! run therefore finds all mistakes.

mod direction;
mod docs;
mod enums;
mod lowering;
pub(crate) mod names;
mod objects;
mod operation;
mod reference;
mod types;
mod unused;
mod values;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use lowering::{Declared, Lowering, Position};
use reference::{dangling, references};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, ItemId, Module, Reference, Resource, Scope, TokenEndpoint, TokenType, Type};
use crate::load::Document;
use crate::load::document::{self, File};
use crate::source::Place;

/// Name of the module for types that belong to no resource.
pub const SHARED_MODULE: &str = "types";

/// Lowers a document to an API. Also returns the diagnostics about the document.
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
    lowering.diagnostics.extend(values::check(document));
    direction::decide(&mut api, &lowering.envelope_items);
    (api, lowering.diagnostics)
}

impl<'d> Lowering<'d> {
    /// Refuses keys such as `openapi` in more than one file. Such a key applies to all files, so only one file may contain
    /// it.
    fn refuse_repeated(&mut self) {
        let mut known: HashMap<&str, Place> = HashMap::new();
        for source in &self.document.files {
            let file = &source.file;
            let written = [
                ("openapi", file.openapi.is_some()),
                ("info", file.info.is_some()),
                ("servers", file.servers.is_some()),
                ("x-response-envelope", file.response_envelope.is_some()),
                ("x-event-envelope", file.event_envelope.is_some()),
            ];
            for (key, _) in written.into_iter().filter(|(_, present)| *present) {
                let place = Place::file(source.name.as_str()).key(key);
                if let Some(first) = known.get(key) {
                    let again = Diagnostic::new("name-duplicate", format!("`{key}` occurs in two files"));
                    self.diagnostics.push(
                        again
                            .at_key(place)
                            .also_key(first.clone(), "first here")
                            .help("keep the key in one file; the value applies to all files"),
                    );
                } else {
                    known.insert(key, place);
                }
            }
        }
    }

    /// Registers the names of all shared schemas and parameters. The schemas and parameters can then refer to each other in
    /// any order.
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

    /// Lowers every shared schema, and the envelope of events.
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

    /// Returns the modules with their operations and events, ordered by the names of the modules.
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

    /// Returns the shared parameter to which a parameter refers, or the parameter itself.
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
        let known = self.parameters.iter().map(|(name, (_, declared))| (*name, declared));
        self.report(dangling(reference, known, place.key("$ref"), "parameters"));
        None
    }
}

fn duplicate(what: &str, name: &str, again: &Place, first: &Place) -> Diagnostic {
    Diagnostic::new("name-duplicate", format!("{what} `{name}` is declared twice"))
        .at_key(again.clone())
        .also_key(first.clone(), "first declared here")
        .help("a name must be unique across all files; rename one of the two declarations")
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

/// Returns the name of the Rust type that an accessor returns, such as `Rooms` for `rooms`.
fn accessor_type(accessor: &str) -> String {
    names::pascal(accessor)
}

fn token_types(source: &crate::load::SourceFile) -> Vec<TokenType> {
    let root = Place::file(source.name.as_str()).key("x-token-types");
    let types = source.file.token_types.iter().map(|(wire, token)| {
        let place = root.key(wire);
        let obtained = token.obtained.iter().enumerate().map(|(index, call)| {
            let place = place.key("obtained").index(index);
            TokenEndpoint {
                app_type: Reference::new(call.app_type.as_deref().unwrap_or_default(), place.key("app-type")),
                method: call.method.clone().unwrap_or_default(),
                path: call.path.clone().unwrap_or_default(),
                request_keys: call.request_keys.clone(),
                response_key: call.response_key.clone().unwrap_or_default(),
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
            sessions: token.sessions.clone(),
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
            source: reference::source(scope.source.as_ref(), &place),
            place,
        }
    });
    scopes.collect()
}
