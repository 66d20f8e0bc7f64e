//! Objects: the fields that an object declares, the fields from `allOf`, and the inputs of operations.

use super::lowering::{Declared, Lowering, Position};
use super::reference::references;
use super::types::{DEPTH, is_empty_object, is_nullable, is_object, is_object_or_all_of, kind};
use super::{docs, names};
use crate::diagnostic::{Diagnostic, suggest};
use crate::ir::{Field, FieldForm};
use crate::load::document::{AdditionalProperties, Schema};
use crate::source::Place;

impl<'d> Lowering<'d> {
    /// Returns the fields of an object. The fields from `allOf` come first.
    pub(super) fn fields(&mut self, schema: &'d Schema, position: &Position) -> Vec<Field> {
        self.refuse_unsupported(schema, &position.place);
        let mut parts = Parts::default();
        self.parts(schema, position, &mut parts);
        let mut fields: Vec<Field> = Vec::new();
        for Part { schema, position, above } in &parts.found {
            let before = self.extending.len();
            self.extending.extend(above);
            for (name, property) in &schema.properties {
                let place = position.place.key("properties").key(name);
                if let Some(first) = fields.iter().find(|field| field.wire == *name) {
                    let first = first.place.clone();
                    self.report(
                        Diagnostic::new("field-duplicate", format!("`allOf` adds `{name}` twice"))
                            .at_key(place)
                            .also_key(first, "first here")
                            .help("declare the field in only one of the objects"),
                    );
                    continue;
                }
                let field = self.field(name, property, &position.inner(name, place));
                fields.push(field);
            }
            self.extending.truncate(before);
        }
        for Part { schema, position, .. } in &parts.found {
            self.require(&schema.required, &mut fields, &position.place.key("required"));
            self.refuse_open(schema, &position.place);
        }
        fields
    }

    /// Collects the objects that make up a schema: the schema itself, or the parts of its `allOf`.
    fn parts(&mut self, schema: &'d Schema, position: &Position, parts: &mut Parts<'d>) {
        if let Some(reference) = schema.reference.as_deref() {
            self.referenced_part(schema, reference, position, parts);
            return;
        }
        for (index, part) in schema.all_of.iter().enumerate() {
            self.parts(part, &position.at(position.place.key("allOf").index(index)), parts);
        }
        if schema.properties.is_empty() && !schema.all_of.is_empty() {
            return;
        }
        if !is_object_or_all_of(schema) {
            self.report(no_object().at(position.place.clone()));
            return;
        }
        if kind(schema) != Some("object") {
            self.report(
                Diagnostic::new("type-missing", "a schema with `properties` must be an object")
                    .at_key(position.place.clone())
                    .help("add `type: object`"),
            );
        }
        self.refuse_unsupported(schema, &position.place);
        parts.found.push(Part { schema, position: position.clone(), above: parts.above.clone() });
    }

    /// Collects the objects to which a reference within an `allOf` leads.
    fn referenced_part(&mut self, part: &'d Schema, reference: &'d str, at: &Position, parts: &mut Parts<'d>) {
        let name = reference.strip_prefix("#/components/schemas/");
        let Some(declared) = name.and_then(|name| self.schemas.get(name)).cloned() else {
            // The spec does not have the schema, so this call reports a dangling reference.
            self.referenced(part, reference, &at.place);
            return;
        };
        self.refuse_siblings(part, &at.place);
        let place = at.place.key("$ref");
        let name = declared.name;
        if parts.above.contains(&name) || self.extending.contains(&name) {
            self.report(
                Diagnostic::new("ref-cycle", format!("the `allOf` of `{name}` refers back to `{name}`"))
                    .at(place)
                    .help("use a `$ref` outside of an `allOf`, or remove this reference"),
            );
        } else if parts.seen.contains(&name) {
            self.report(
                Diagnostic::new("field-duplicate", format!("`allOf` adds `{name}` twice"))
                    .at(place)
                    .help("remove one of the references"),
            );
        } else if parts.above.len() >= DEPTH {
            self.report_depth(&declared.place);
        } else if declared.schema.reference.is_none() && !is_object_or_all_of(declared.schema) {
            self.report(no_object().at(place));
        } else {
            parts.seen.push(name);
            parts.above.push(name);
            self.parts(declared.schema, &at.at(declared.place.clone()), parts);
            parts.above.pop();
        }
    }

    /// Lowers a property of an object.
    fn field(&mut self, wire: &str, schema: &'d Schema, position: &Position) -> Field {
        let ty = self.type_of(schema, position);
        let target = self.target(schema);
        let mut field = Field {
            wire: wire.to_owned(),
            aliases: references(&schema.aliases, &position.place.key("x-aliases")),
            name: names::snake(wire),
            renamed: None,
            ty,
            required: false,
            strict: false,
            nullable: is_nullable(schema) || target.is_some_and(is_nullable),
            form: FieldForm::Optional,
            docs: docs::of(schema, target, &position.place),
            example: schema.examples.first().or(target.and_then(|target| target.examples.first())).cloned(),
            place: position.place.clone(),
        };
        field.rename(schema.rust_name.as_deref());
        field
    }

    /// Converts a parameter of an operation to a field.
    pub(super) fn parameter_field(
        &mut self,
        wire: &str,
        schema: &'d Schema,
        position: &Position,
        required: bool,
    ) -> Field {
        let place = position.place.clone();
        Field { required, ..self.field(wire, schema, &position.at(place.key("schema"))) }.with_place(place)
    }

    /// Returns the shared schema to which a schema refers, directly or through an `allOf` with a single item.
    pub(super) fn declared(&self, schema: &Schema) -> Option<&Declared<'d>> {
        let schema = match schema.all_of.as_slice() {
            [only] if schema.properties.is_empty() => only,
            _ => schema,
        };
        self.schemas.get(schema.reference.as_deref()?.strip_prefix("#/components/schemas/")?)
    }

    pub(super) fn target(&self, schema: &Schema) -> Option<&'d Schema> {
        self.declared(schema).map(|declared| declared.schema)
    }

    /// Marks the fields in the list `required` as required.
    fn require(&mut self, required: &[String], fields: &mut [Field], place: &Place) {
        for (index, name) in required.iter().enumerate() {
            if let Some(field) = fields.iter_mut().find(|field| field.wire == *name) {
                field.required = true;
                continue;
            }
            let diagnostic =
                Diagnostic::new("required-unknown", format!("`required` names `{name}`, which is not a property"))
                    .at(place.index(index));
            let near = suggest(name, fields.iter().map(|field| field.wire.as_str()));
            self.report(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("declare it under `properties`"),
            });
        }
    }

    /// Refuses a schema under `additionalProperties` if the object has fields.
    fn refuse_open(&mut self, schema: &Schema, place: &Place) {
        if matches!(schema.additional_properties, Some(AdditionalProperties::Schema(_))) {
            self.report(
                Diagnostic::new(
                    "unsupported-open-object",
                    "an object cannot have both `properties` and a schema for `additionalProperties`",
                )
                .at_key(place.key("additionalProperties"))
                .help("write `additionalProperties: true` to keep unknown fields, or move the other properties into a separate field"),
            );
        }
    }

    /// Returns the fields of the body of a request.
    pub(super) fn body_fields(&mut self, schema: &'d Schema, position: &Position) -> Vec<Field> {
        let declared = self.declared(schema).filter(|declared| is_object(declared.schema));
        let (schema, position) = match declared {
            Some(declared) => (declared.schema, position.at(declared.place.clone())),
            None => (schema, position.clone()),
        };
        if is_object(schema) {
            return self.fields(schema, &position);
        }
        if schema.reference.is_some() || !is_empty_object(schema) {
            self.report(
                Diagnostic::new(
                    "unsupported-body",
                    "a body must be an object, because callers set its properties one by one",
                )
                .at_key(position.place.clone())
                .help("write `type: object` with `properties`"),
            );
        }
        Vec::new()
    }
}

/// Objects that an `allOf` combines.
#[derive(Default)]
struct Parts<'d> {
    found: Vec<Part<'d>>,
    /// Shared schemas on the chain of references to the current schema.
    above: Vec<&'d str>,
    /// Names of all shared schemas that references have reached so far.
    seen: Vec<&'d str>,
}

/// One of the objects that an `allOf` combines.
struct Part<'d> {
    schema: &'d Schema,
    position: Position,
    /// Names of the shared schemas on the chain of references to this object.
    above: Vec<&'d str>,
}

impl Field {
    fn with_place(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// Sets the Rust name of the field, if the spec has `x-rust-name`.
    pub(super) fn rename(&mut self, name: Option<&str>) {
        if let Some(name) = name {
            self.name = names::snake(name);
            self.renamed = Some(self.place.key("x-rust-name"));
        }
    }
}

fn no_object() -> Diagnostic {
    Diagnostic::new("unsupported-all-of", "`allOf` is supported only for objects")
        .help("combine only objects with `properties`")
}
