//! Check of the path of a new operation.

use codegen::ir::path;

use crate::page::Operation;

/// Checks the path of an operation. Fails with a reason and a help text if the path is invalid or the page lacks a parameter
/// of the path.
pub(super) fn check(page: &Operation) -> Result<(), (String, String)> {
    let path = page.path.value.as_str();
    let names = path::parameters(path).map_err(|help| (format!("`{path}` is not a path"), help))?;
    match names.into_iter().find(|name| page.path_params.iter().all(|field| field.name != *name)) {
        None => Ok(()),
        Some(name) => Err((
            format!("the page does not describe the parameter `{name}` of `{path}`"),
            "add a row to the path parameters of the page; `:name` after a slash is always a parameter".to_owned(),
        )),
    }
}
