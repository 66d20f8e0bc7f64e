//! What is declared but never referred to.

use std::collections::{HashMap, HashSet};

use crate::ir::Unused;
use crate::load::Document;
use crate::load::document::{AdditionalProperties, Operation, Schema};
use crate::source::Place;

/// Finds the schemas and parameters that no operation, event or envelope leads to.
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
    let mut used: HashSet<&str> = HashSet::new();
    while let Some(reference) = open.pop() {
        if !used.insert(reference) {
            continue;
        }
        let name = reference.strip_prefix("#/components/schemas/");
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
