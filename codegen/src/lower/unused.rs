//! Shared schemas and parameters that nothing refers to.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::diagnostic::suggest;
use crate::ir::Unused;
use crate::load::Document;
use crate::load::document::{AdditionalProperties, Components, Operation, Schema};
use crate::source::Place;

/// Finds the schemas and parameters that no operation, event or envelope refers to.
///
/// A dangling reference counts as a use of the most similar name. If no name is similar, the reference can mean any name, so
/// the result is empty.
pub(super) fn find(document: &Document) -> Vec<Unused> {
    let mut open: Vec<&str> = Vec::new();
    let mut schemas: HashMap<&str, &Schema> = HashMap::new();
    for source in &document.files {
        let file = &source.file;
        schemas.extend(file.components.schemas.iter().map(|(name, schema)| (name.as_str(), schema)));
        for (_, operation) in file.paths.values().flat_map(|item| item.operations()) {
            of_operation(operation, &mut open);
        }
        for event in file.webhooks.values().filter_map(|webhook| webhook.post.as_ref()) {
            event.event.iter().for_each(|schema| of_schema(schema, &mut open));
        }
        for parameter in file.components.parameters.values() {
            parameter.schema.iter().for_each(|schema| of_schema(schema, &mut open));
        }
        file.response_envelope.iter().for_each(|envelope| of_schema(&envelope.schema, &mut open));
        file.event_envelope.iter().for_each(|envelope| of_schema(&envelope.schema, &mut open));
    }
    let declared = declared(document);
    let mut used: HashSet<&str> = HashSet::new();
    while let Some(reference) = open.pop() {
        let Some(meant) = meant(reference, &declared) else { return Vec::new() };
        if !used.insert(meant) {
            continue;
        }
        let name = meant.strip_prefix("#/components/schemas/");
        if let Some(schema) = name.and_then(|name| schemas.get(name)) {
            of_schema(schema, &mut open);
        }
    }
    let mut unused = Vec::new();
    for source in &document.files {
        let components = &source.file.components;
        let root = Place::file(source.name.as_str()).key("components");
        let mut check = |what: &'static str, section: &str, name: &str| {
            if !used.contains(format!("#/components/{section}/{name}").as_str()) {
                unused.push(Unused { what, name: name.to_owned(), place: root.key(section).key(name) });
            }
        };
        components.schemas.keys().for_each(|name| check("schema", "schemas", name));
        components.parameters.keys().for_each(|name| check("parameter", "parameters", name));
    }
    unused
}

/// Returns references to all declared schemas and parameters.
fn declared(document: &Document) -> BTreeSet<String> {
    let of_file = |components: &Components| {
        let schemas = components.schemas.keys().map(|name| format!("#/components/schemas/{name}"));
        let parameters = components.parameters.keys().map(|name| format!("#/components/parameters/{name}"));
        schemas.chain(parameters).collect::<Vec<_>>()
    };
    document.files.iter().flat_map(|source| of_file(&source.file.components)).collect()
}

/// Returns the declaration to which a reference leads, or else the declaration with the most similar name.
fn meant<'d>(reference: &str, declared: &'d BTreeSet<String>) -> Option<&'d str> {
    if let Some(found) = declared.get(reference) {
        return Some(found);
    }
    let near = suggest(reference, declared.iter().map(String::as_str))?;
    declared.get(&near).map(String::as_str)
}

fn of_operation<'d>(operation: &'d Operation, found: &mut Vec<&'d str>) {
    for parameter in &operation.parameters {
        found.extend(parameter.reference.as_deref());
        parameter.schema.iter().for_each(|schema| of_schema(schema, found));
    }
    operation.body.iter().for_each(|schema| of_schema(schema, found));
    let data = operation.response.iter().filter_map(|response| response.data.as_ref());
    data.for_each(|schema| of_schema(schema, found));
}

fn of_schema<'d>(schema: &'d Schema, found: &mut Vec<&'d str>) {
    found.extend(schema.reference.as_deref());
    let inner = schema.properties.values().chain(schema.items.as_deref()).chain(&schema.all_of).chain(&schema.one_of);
    inner.for_each(|schema| of_schema(schema, found));
    if let Some(AdditionalProperties::Schema(values)) = &schema.additional_properties {
        of_schema(values, found);
    }
}
