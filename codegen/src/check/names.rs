//! Refuses Rust names that clash, and Rust names that hide a name that generated code uses.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Field, Module, Shape, UNKNOWN_FIELDS, Variant};
use crate::lower::SHARED_MODULE;
use crate::lower::names::is_identifier;
use crate::source::Place;

/// Names that generated code uses. No generated type can have such a name.
const USED_BY_GENERATED_CODE: [&str; 16] = [
    "Box",
    "Default",
    "Err",
    "From",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "K",
    "None",
    "Ok",
    "Option",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
];

/// Names that the module of a resource cannot have: names in the root of the client, and keywords of Rust.
const MODULES: [&str; 17] = [
    "api",
    "crate",
    "endpoints",
    "error",
    "events",
    "fuzzing",
    "generated",
    "mod",
    "redis",
    "reqwest",
    "runtime",
    "scopes",
    "self",
    "super",
    "testing",
    "tokens",
    SHARED_MODULE,
];

/// Names of the constants that every endpoint has. The constant of a listed error cannot have such a name.
const OF_ENDPOINTS: [&str; 9] =
    ["ERRORS", "FIELD_SCOPES", "IDEMPOTENT", "INFO", "METHOD", "PATH", "RATE_LIMIT", "SCOPES", "TOKENS"];

/// Returns the names that generated code already uses, so the spec cannot use them. `what` is the kind of item, such as
/// `types`.
fn reserved(what: &str) -> &'static [&'static str] {
    match what {
        "accessors" => &["call", "client", "clone", "context", "export", "new", "prepare", "resume_export"],
        "constants" => &["ALL"],
        "errors of an operation" => &OF_ENDPOINTS,
        "events" => &["Other"],
        "fields of a model that keeps unknown fields" => &[UNKNOWN_FIELDS],
        "types" => &USED_BY_GENERATED_CODE,
        _ => &[],
    }
}

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let mut accessors = Names::new("accessors");
    for module in &api.modules {
        if let Some(resource) = &module.resource {
            accessors.add(&resource.accessor, &resource.accessor, resource.place.key("accessor"), diagnostics);
            if MODULES.contains(&module.name.as_str()) {
                diagnostics.push(
                    Diagnostic::new("name-reserved", format!("`{}` cannot be the name of a resource", module.name))
                        .at(resource.place.key("name"))
                        .help("the client already has a module of this name, or Rust reserves it; choose another name"),
                );
            }
        }
        check_module(api, module, diagnostics);
    }
    let mut events = Names::new("events");
    for (_, event) in api.events() {
        if let Some(item) = api.item(event.item) {
            events.add(&item.name, &event.wire, event.id.place.clone(), diagnostics);
        }
    }
    let mut scopes = Names::new("constants");
    for scope in &api.scopes {
        scopes.add(&scope.name, &scope.wire, scope.place.clone(), diagnostics);
    }
    let mut tokens = Names::new("types");
    for token in &api.token_types {
        tokens.add(&token.name, &token.name, token.place.key("name"), diagnostics);
    }
}

fn check_module(api: &Api, module: &Module, diagnostics: &mut Diagnostics) {
    let mut types = Names::new("types");
    let mut methods = Names::new("methods");
    if let Some(resource) = &module.resource {
        types.add(&resource.type_name, &resource.accessor, resource.place.clone(), diagnostics);
    }
    let mut ids = HashSet::new();
    for operation in &module.operations {
        // The rule `operation_ids` reports a repeated id, so this rule skips the operation.
        if !ids.insert(operation.id.name.as_str()) {
            continue;
        }
        methods.add(&operation.name, &operation.id.name, operation.id.place.clone(), diagnostics);
        types.add(&operation.type_name, &operation.id.name, operation.id.place.clone(), diagnostics);
        let mut errors = Names::new("errors of an operation");
        for error in &operation.errors {
            errors.add(&error.constant, error.name.trim(), error.place.key("name"), diagnostics);
        }
        let mut inputs = Names::new("arguments");
        for input in &operation.inputs {
            inputs.add(&input.field.name, &input.field.wire, named_at(&input.field), diagnostics);
        }
    }
    let inline = module.operations.iter().flat_map(|operation| &operation.items);
    let of_events = module.events.iter().flat_map(|event| &event.items);
    for item in module.items.iter().chain(inline).chain(of_events).filter_map(|id| api.item(*id)) {
        types.add(&item.name, &item.name, item.place.clone(), diagnostics);
        match &item.shape {
            Shape::Model(fields) => check_fields(fields, item.keeps_unknown, diagnostics),
            Shape::Union(_) => {}
            Shape::IntEnum(variants) => check_variants(variants, diagnostics),
            Shape::TextEnum(variants) => check_variants(variants, diagnostics),
            Shape::Newtype => {}
        }
    }
}

fn check_fields(fields: &[Field], keeps_unknown: bool, diagnostics: &mut Diagnostics) {
    let mut names = Names::new(if keeps_unknown { "fields of a model that keeps unknown fields" } else { "fields" });
    for field in fields {
        names.add(&field.name, &field.wire, named_at(field), diagnostics);
    }
    check_aliases(fields, diagnostics);
}

/// Refuses an alias that is already the name or an alias of a field in the same model.
fn check_aliases(fields: &[Field], diagnostics: &mut Diagnostics) {
    let mut known: HashMap<&str, &Place> = fields.iter().map(|field| (field.wire.as_str(), &field.place)).collect();
    for alias in fields.iter().flat_map(|field| &field.aliases) {
        if let Some(first) = known.insert(&alias.name, &alias.place) {
            diagnostics.push(
                Diagnostic::new(
                    "alias-duplicate",
                    format!("`{}` is already a name or an alias of a field", alias.name),
                )
                .at(alias.place.clone())
                .also_key(first.clone(), "the other one is here")
                .help("remove it"),
            );
        }
    }
}

/// Returns the place of the key `x-rust-name` of a field. Without this key, returns the place of the field.
fn named_at(field: &Field) -> Place {
    field.renamed.clone().unwrap_or_else(|| field.place.clone())
}

fn check_variants<T>(variants: &[Variant<T>], diagnostics: &mut Diagnostics) {
    let mut names = Names::new("variants");
    for variant in variants {
        names.add(&variant.name, &variant.name, variant.place.key("title"), diagnostics);
    }
}

/// Names of one kind of item. These names must differ from each other.
struct Names {
    what: &'static str,
    known: HashMap<String, Place>,
}

impl Names {
    fn new(what: &'static str) -> Self {
        Self { what, known: HashMap::new() }
    }

    fn add(&mut self, name: &str, wire: &str, place: Place, diagnostics: &mut Diagnostics) {
        if !is_identifier(name) {
            // If `wire` is empty, the spec gives no name. Another rule reports this mistake.
            if !wire.is_empty() {
                diagnostics.push(
                    Diagnostic::new("name-invalid", format!("`{wire}` cannot become a Rust name"))
                        .at_key(place)
                        .help("use at least one letter from a to z or one digit"),
                );
            }
            return;
        }
        if reserved(self.what).contains(&name) {
            diagnostics.push(
                Diagnostic::new("name-reserved", format!("{} cannot be named `{name}`", self.what))
                    .at_key(place)
                    .help("generated code already uses this name; choose another name"),
            );
            return;
        }
        if let Some(first) = self.known.get(name) {
            diagnostics.push(
                Diagnostic::new("name-clash", format!("two {} would have the same Rust name `{name}`", self.what))
                    .at_key(place)
                    .also_key(first.clone(), "the other one is here")
                    .help("rename one of the two items, or write `x-rust-name` if the platform defines the name"),
            );
        } else {
            self.known.insert(name.to_owned(), place);
        }
    }
}
