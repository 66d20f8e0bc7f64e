//! A path and its parameters name the same things.

use crate::diagnostic::{Diagnostic, Diagnostics, suggest};
use crate::ir::{Api, Input, Location, Operation};

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for (_, operation) in api.operations() {
        let Some(names) = parameters(&operation.path.name) else {
            diagnostics.push(
                Diagnostic::new("path", format!("`{}` is not a path", operation.path.name))
                    .at_key(operation.path.place.clone())
                    .help("write it like `/open-apis/vc/v1/rooms/{room_id}`; a parameter is a whole segment"),
            );
            continue;
        };
        check_parameters(operation, &names, diagnostics);
    }
}

fn check_parameters(operation: &Operation, names: &[&str], diagnostics: &mut Diagnostics) {
    let declared: Vec<&Input> = operation.inputs_in(Location::Path).collect();
    for (index, name) in names.iter().enumerate() {
        if names.iter().take(index).any(|first| first == name) {
            diagnostics.push(
                Diagnostic::new("path", format!("`{{{name}}}` is twice in the path"))
                    .at_key(operation.path.place.clone())
                    .help("give each parameter a name of its own"),
            );
        } else if !declared.iter().any(|input| input.field.wire == *name) {
            diagnostics.push(
                Diagnostic::new("path-parameter", format!("the path has `{{{name}}}`, which is not declared"))
                    .at_key(operation.place.clone())
                    .help(format!("add `{{name: {name}, in: path, required: true, schema: …}}` to its `parameters`")),
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
                None => diagnostic.help("put it into the path in braces, or write `in: query`"),
            });
        }
    }
}

/// The names in braces, unless it is not a path.
fn parameters(path: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    for segment in path.strip_prefix('/')?.split('/') {
        match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) if !name.is_empty() && !name.contains(['{', '}']) => names.push(name),
            _ if is_segment(segment) => {}
            _ => return None,
        }
    }
    Some(names)
}

fn is_segment(segment: &str) -> bool {
    !segment.is_empty()
        && segment != "."
        && segment != ".."
        && segment.chars().all(|letter| letter.is_ascii_alphanumeric() || "-._~:@!$&'()*+,;=".contains(letter))
}
