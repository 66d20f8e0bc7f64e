//! Requires the keys `name` and `sure` in every public source (`x-source`).

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Docs, Reference, Shape, Source};

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    sources(api, &mut |source| {
        if source.name.trim().is_empty() || source.sure.is_none() {
            diagnostics.push(
                Diagnostic::new("source-incomplete", "a source needs `name` and `sure`")
                    .at_key(source.place.clone())
                    .help("write `x-source: {name: official CLI, sure: false}`"),
            );
        }
    });
}

/// Calls `visit` with every public source in the spec.
fn sources(api: &Api, visit: &mut impl FnMut(&Source)) {
    for (_, operation) in api.operations() {
        operation.source.iter().for_each(&mut *visit);
        operation.errors.iter().filter_map(|error| error.source.as_ref()).for_each(&mut *visit);
        of_names(&operation.tokens, visit);
        of_names(&operation.scopes, visit);
        operation.inputs.iter().for_each(|input| of_docs(&input.field.docs, visit));
    }
    for (_, event) in api.events() {
        event.source.iter().for_each(&mut *visit);
        of_names(&event.scopes, visit);
    }
    for item in &api.items {
        of_docs(&item.docs, visit);
        match &item.shape {
            Shape::Model(fields) => fields.iter().for_each(|field| of_docs(&field.docs, visit)),
            Shape::IntEnum(variants) => variants.iter().for_each(|one| of_docs(&one.docs, visit)),
            Shape::TextEnum(variants) => variants.iter().for_each(|one| of_docs(&one.docs, visit)),
            Shape::Union(_) | Shape::Newtype => {}
        }
    }
    api.scopes.iter().filter_map(|scope| scope.source.as_ref()).for_each(visit);
}

fn of_names(names: &[Reference], visit: &mut impl FnMut(&Source)) {
    names.iter().filter_map(|name| name.source.as_ref()).for_each(visit);
}

fn of_docs(docs: &Docs, visit: &mut impl FnMut(&Source)) {
    docs.source.iter().for_each(visit);
}
