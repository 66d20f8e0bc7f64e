//! Links from docs to the methods of operations.

use std::collections::BTreeMap;

use super::context::Context;
use super::names::ident;
use crate::ir::{Api, Module, Operation};

/// Returns a link to the method of an operation.
pub(super) fn link(context: Context<'_>, id: &str) -> String {
    let found = context.api.operations().find(|(_, operation)| operation.id.name == id);
    found.map_or_else(|| format!("`{id}`"), |(module, operation)| format!("[`{id}`]({})", path(module, operation)))
}

/// Returns the Rust path of an operation's method. The path is valid in every generated module.
fn path(module: &Module, operation: &Operation) -> String {
    let resource = module.resource.as_ref().map_or("", |resource| resource.type_name.as_str());
    format!("super::{}::{resource}::{}", ident(&module.name), operation.name)
}

/// Rust path of the method of each operation. The key is the id of the operation.
pub(super) struct Links<'a>(BTreeMap<&'a str, String>);

impl<'a> Links<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        Self(api.operations().map(|(module, operation)| (&*operation.id.name, path(module, operation))).collect())
    }

    /// Turns each operation id in backticks in the docs of a Rust file into a link. An id without backticks stays text.
    pub(super) fn put_into(&self, file: &str) -> String {
        let mut linked = String::with_capacity(file.len() + file.len() / 16);
        for line in file.split_inclusive('\n') {
            let is_doc = line.trim_start().starts_with("//");
            if is_doc && line.contains('`') && !line.contains("\\`") {
                self.put_into_line(line, &mut linked);
            } else {
                linked.push_str(line);
            }
        }
        linked
    }

    fn put_into_line(&self, line: &str, linked: &mut String) {
        for (index, span) in line.split('`').enumerate() {
            let is_code = index % 2 == 1;
            match self.0.get(span) {
                _ if !is_code => linked.push_str(span),
                Some(path) if !linked.ends_with('[') => linked.push_str(&format!("[`{span}`]({path})")),
                _ => linked.push_str(&format!("`{span}`")),
            }
        }
    }
}
