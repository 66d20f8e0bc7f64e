//! Generator: turns the description of an HTTP API into the Rust code of a client.
//!
//! The description is OpenAPI 3.1 in YAML with a few `x-` shorthands; [`load::document`] lists every key.
//! All functions are pure: they turn texts into texts, open no files, and report every failure as a diagnostic.
//!
//! ```text
//! texts -> load -> Document -> lower -> Api -> check -> emit -> texts
//!                  Document -> bundle -> one plain OpenAPI document
//! ```
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod bundle;
pub mod characters;
pub mod check;
pub mod diagnostic;
pub mod emit;
pub mod ir;
pub mod load;
pub mod lower;
pub mod sample;
pub mod source;
pub mod unfinished;

use diagnostic::Diagnostics;
use emit::Generated;
use ir::Api;
use load::Document;
use source::Texts;

/// Generates the files of the client from the files of the spec. The keys of `spec` are the paths of the files.
///
/// # Errors
///
/// Returns all mistakes in the spec at once.
pub fn generate(spec: &Texts) -> Result<Generated, Diagnostics> {
    emit::emit(&understand(&load::load(spec)?)?)
}

/// Returns the API that the files of the spec describe. The keys of `spec` are the paths of the files.
///
/// # Errors
///
/// Returns all mistakes in the spec at once.
pub fn api(spec: &Texts) -> Result<Api, Diagnostics> {
    understand(&load::load(spec)?)
}

/// Returns the API even if the spec has mistakes, together with these mistakes.
///
/// # Errors
///
/// Returns a diagnostic for each unreadable part of the files. Other mistakes cause no error.
pub fn draft(spec: &Texts) -> Result<(Api, Diagnostics), Diagnostics> {
    Ok(lower_and_check(&load::load(spec)?))
}

/// Returns the spec as one plain OpenAPI 3.1 document in JSON, with all shorthands expanded.
///
/// # Errors
///
/// Returns all mistakes in the spec at once.
pub fn bundle(spec: &Texts) -> Result<String, Diagnostics> {
    let document = load::load(spec)?;
    understand(&document)?;
    Ok(format!("{:#}\n", bundle::bundle(&document)))
}

fn understand(document: &Document) -> Result<Api, Diagnostics> {
    let (api, diagnostics) = lower_and_check(document);
    if diagnostics.is_empty() { Ok(api) } else { Err(diagnostics) }
}

fn lower_and_check(document: &Document) -> (Api, Diagnostics) {
    let (api, mut diagnostics) = lower::lower(document);
    diagnostics.extend(check::check(&api));
    check::leave_out_consequences(&api, &mut diagnostics);
    diagnostics.extend(document.characters.iter().cloned());
    (api, diagnostics)
}
