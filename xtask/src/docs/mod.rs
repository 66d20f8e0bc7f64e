//! `cargo xtask docs`: writes an HTML page about the API. The page loads no other files.

mod context;
mod curl;
mod entry;
mod event;
mod fields;
mod frame;
mod html;
mod ids;
mod markdown;
mod operation;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use codegen::diagnostic::Diagnostics;
use codegen::source::Texts;

use crate::files;
use crate::outcome::{Outcome, refuse};
use context::{About, Context};
use fields::Tables;
use ids::Ids;
use markdown::Markdown;

/// Default folder of the page, relative to the root.
const OUTPUT: &str = "target/api-docs";

pub(crate) fn run(root: &Path, output: Option<PathBuf>, server: Option<String>) -> Result<Outcome> {
    let output = output.unwrap_or_else(|| root.join(OUTPUT));
    let spec = files::spec(root)?;
    let page = match page(&spec, server) {
        Ok(page) => page,
        Err(diagnostics) => return Ok(refuse(&spec, &diagnostics)),
    };
    std::fs::create_dir_all(&output).with_context(|| format!("cannot make {}", output.display()))?;
    let path = output.join("index.html");
    files::write(&path, &page)?;
    Ok(Outcome::Done(format!("docs: wrote {}", path.display())))
}

/// Parses the address of a server from the command line, and removes a slash at its end.
pub(crate) fn server(text: &str) -> Result<String, String> {
    let is_address = ["http://", "https://"].iter().any(|scheme| text.len() > scheme.len() && text.starts_with(scheme));
    if is_address {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err("an address begins with `http://` or `https://`".to_owned())
    }
}

/// Renders the page about a spec. The curl calls on the page go to `server`; with `None`, to the first server of the spec.
fn page(spec: &Texts, server: Option<String>) -> Result<String, Diagnostics> {
    let api = codegen::api(spec)?;
    let mut about = About::of(spec)?;
    if let Some(server) = server {
        about.server = server;
    }
    let is_entry = |name: &str| {
        let operations = api.operations().any(|(_, operation)| operation.id.name == name);
        operations || api.events().any(|(_, event)| event.wire == name)
    };
    let markdown = Markdown { is_entry: &is_entry };
    let ids = Ids::of(&api);
    let tables = Tables { api: &api, markdown, ids: &ids };
    let context = Context { api: &api, about: &about, markdown, tables, ids: &ids };
    frame::page(context).map(html::Html::into_string)
}
