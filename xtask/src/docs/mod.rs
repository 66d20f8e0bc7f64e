//! `cargo xtask docs`: one page to look through the API, which needs nothing beside itself.

mod curl;
mod entry;
mod event;
mod fields;
mod frame;
mod html;
mod markdown;
mod operation;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use codegen::diagnostic::Diagnostics;
use codegen::ir::Api;
use codegen::source::Texts;

use crate::files;
use crate::outcome::{Outcome, refuse};
use fields::Tables;
use markdown::Markdown;

/// Where the page goes if nothing else is said, from the root.
const OUTPUT: &str = "target/api-docs";

pub(crate) fn run(root: &Path, output: Option<PathBuf>) -> Result<Outcome> {
    let output = output.unwrap_or_else(|| root.join(OUTPUT));
    let page = match page(&files::spec(root)?) {
        Ok(page) => page,
        Err(diagnostics) => return refuse(root, &diagnostics),
    };
    std::fs::create_dir_all(&output).with_context(|| format!("cannot make {}", output.display()))?;
    let path = output.join("index.html");
    files::write(&path, &page)?;
    Ok(Outcome::Done(format!("docs: wrote {}", path.display())))
}

/// The page of a spec.
fn page(spec: &Texts) -> Result<String, Diagnostics> {
    let api = codegen::api(spec)?;
    let about = About::of(spec)?;
    let is_entry = |name: &str| {
        let operations = api.operations().any(|(_, operation)| operation.id.name == name);
        operations || api.events().any(|(_, event)| event.wire == name)
    };
    let markdown = Markdown { is_entry: &is_entry };
    let context = Context { api: &api, about: &about, markdown, tables: Tables { api: &api, markdown } };
    frame::page(context).map(html::Html::into_string)
}

/// What the parts of the page are made from.
#[derive(Clone, Copy)]
struct Context<'a> {
    api: &'a Api,
    about: &'a About,
    markdown: Markdown<'a>,
    tables: Tables<'a>,
}

/// What the spec says of the whole.
#[derive(Debug)]
struct About {
    title: String,
    version: String,
    summary: String,
    description: String,
    /// The address of the first server, without a slash at its end.
    server: String,
}

impl About {
    fn of(spec: &Texts) -> Result<Self, Diagnostics> {
        let document = codegen::load::load(spec)?;
        let info = document.files.iter().find_map(|file| file.file.info.as_ref());
        let servers = document.files.iter().find_map(|file| file.file.servers.as_ref());
        let text = |value: Option<&serde_json::Value>, pointer: &str| {
            value.and_then(|value| value.pointer(pointer)?.as_str()).unwrap_or_default().to_owned()
        };
        Ok(Self {
            title: text(info, "/title"),
            version: text(info, "/version"),
            summary: text(info, "/summary"),
            description: text(info, "/description"),
            server: text(servers, "/0/url").trim_end_matches('/').to_owned(),
        })
    }
}
