//! Checks that the names of the parameters in a path are the names of the declared path parameters.

use crate::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::ir::path::parameters;
use crate::ir::{Api, Input, Location, Operation};

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for (_, operation) in api.operations() {
        match parameters(&operation.path.name) {
            Ok(names) => check_parameters(operation, &names, diagnostics),
            Err(help) => diagnostics.push(
                Diagnostic::new("path", format!("`{}` is not a valid path", operation.path.name))
                    .at_key(operation.path.place.clone())
                    .help(help),
            ),
        }
    }
}

fn check_parameters(operation: &Operation, names: &[&str], diagnostics: &mut Diagnostics) {
    let declared: Vec<&Input> = operation.inputs_in(Location::Path).collect();
    for (index, name) in names.iter().enumerate() {
        if names.iter().take(index).any(|first| first == name) {
            diagnostics.push(
                Diagnostic::new("path", format!("`{{{name}}}` occurs twice in the path"))
                    .at_key(operation.path.place.clone())
                    .help("give each parameter a different name"),
            );
        } else if !declared.iter().any(|input| input.field.wire == *name) {
            diagnostics.push(
                Diagnostic::new("path-parameter", format!("the path parameter `{{{name}}}` is not declared"))
                    .at_key(operation.place.clone())
                    .help(format!("add `{{name: {name}, in: path, required: true, schema: …}}` under `parameters`")),
            );
        }
    }
    for input in declared {
        if !names.contains(&input.field.wire.as_str()) {
            let diagnostic = Diagnostic::new(
                "path-parameter",
                format!("`{}` is not in the path `{}`", input.field.wire, operation.path.name),
            )
            .at(input.field.place.key("name"));
            diagnostics.push(match suggest(&input.field.wire, names.iter().copied()) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("add the parameter to the path (in braces), or write `in: query`"),
            });
        }
    }
}
