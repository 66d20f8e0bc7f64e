//! Data that all parts of the HTML page of the API need.

use codegen::diagnostic::Diagnostics;
use codegen::ir::Api;
use codegen::source::Texts;

use super::fields::Tables;
use super::ids::Ids;
use super::markdown::Markdown;

/// Data that the functions for the parts of the page need.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) about: &'a About,
    pub(super) markdown: Markdown<'a>,
    pub(super) tables: Tables<'a>,
    pub(super) ids: &'a Ids<'a>,
}

/// Title, version, texts and server of the spec.
#[derive(Debug)]
pub(super) struct About {
    pub(super) title: String,
    pub(super) version: String,
    pub(super) summary: String,
    pub(super) description: String,
    /// Address of the server in the curl calls, without a slash at the end.
    pub(super) server: String,
}

impl About {
    pub(super) fn of(spec: &Texts) -> Result<Self, Diagnostics> {
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
