//! The path of a new operation.

use codegen::ir::path;

use crate::page::Operation;

/// Tells why a path cannot be written, and what helps. All its parameters are among those that the page describes.
pub(super) fn check(page: &Operation) -> Result<(), (String, String)> {
    let path = page.path.value.as_str();
    let names = path::parameters(path).map_err(|help| (format!("`{path}` is not a path"), help))?;
    match names.into_iter().find(|name| page.path_params.iter().all(|field| field.name != *name)) {
        None => Ok(()),
        Some(name) => Err((
            format!("the page does not describe the parameter `{name}` of `{path}`"),
            "add a row to its path parameters; `:name` behind a slash is always a parameter".to_owned(),
        )),
    }
}
