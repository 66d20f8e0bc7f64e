//! `cargo xtask audit`
//!
//! Holds the platform's pages against the spec. A reference page is compared with the operation or event that it is
//! about, an overview with all that it lists. If there is an overview among the pages, every operation and event of the
//! spec must be on one of them, since then the pages are all there are.

pub(crate) mod fields;
mod finding;
pub(crate) mod matching;
mod overview;
mod reference;
mod shared;
pub(crate) mod types;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use codegen::diagnostic::Diagnostics;
use codegen::ir::{Api, Source};
use codegen::source::Texts;
use finding::Audit;
use matching::{Call, Matching};

use crate::files;
use crate::outcome::Outcome;
use crate::page::{self, MethodRow, Page};
use crate::report::{Format, Level, Report};

pub(crate) fn run(root: &Path, pages: &[PathBuf], format: Format) -> Result<Outcome> {
    use std::io::IsTerminal;
    let spec = files::spec(root)?;
    let mut texts = read(pages)?;
    match audit(&spec, &texts) {
        Ok(report) => {
            let rendered = report.render(format, std::io::stdout().is_terminal());
            let differs = report.findings.iter().any(|finding| finding.level == Level::Error);
            Ok(if differs { Outcome::Found(rendered) } else { Outcome::Done(rendered) })
        }
        Err(diagnostics) => {
            texts.extend(spec);
            let rendered = diagnostics.render(&texts, std::io::stderr().is_terminal());
            Ok(Outcome::Unusable(rendered.trim_end().to_owned()))
        }
    }
}

/// The texts of the pages: files as they are, and from folders all that end in `.md`, however deep.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Texts> {
    let (mut found, mut texts, mut failures) = (Vec::new(), Texts::new(), Vec::new());
    for path in paths {
        if path.is_dir() { search(path, &mut found)? } else { found.push(path.clone()) }
    }
    for path in found {
        match files::read_text(&path) {
            Ok(text) => drop(texts.insert(path.display().to_string(), text)),
            Err(error) => failures.push(format!("{error:#}")),
        }
    }
    ensure!(failures.is_empty(), "{}", failures.join("\nerror: "));
    ensure!(!texts.is_empty(), "there are no pages there: name files, or folders with files that end in `.md`");
    Ok(texts)
}

fn search(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let cannot = || format!("cannot read {}", folder.display());
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let entry = entry.with_context(cannot)?;
        // Links to folders are not followed: they could lead back.
        if entry.file_type().with_context(cannot)?.is_dir() {
            search(&entry.path(), found)?;
        } else if entry.path().extension().is_some_and(|extension| extension == "md") {
            found.push(entry.path());
        }
    }
    Ok(())
}

/// Holds pages against the spec.
pub(crate) fn audit(spec: &Texts, texts: &Texts) -> Result<Report, Diagnostics> {
    let mut wrong = Diagnostics::new();
    let mut pages = Vec::new();
    for (file, text) in texts {
        match page::read(file, text) {
            Ok(page) => pages.push((file.as_str(), page)),
            Err(diagnostics) => wrong.extend(diagnostics),
        }
    }
    let api = codegen::api(spec).map_err(|diagnostics| wrong.extend(diagnostics)).ok();
    match api {
        Some(api) if wrong.is_empty() => Ok(compare(&api, spec, &pages)),
        _ => Err(wrong),
    }
}

/// Compares pages with the API that the texts describe.
pub(crate) fn compare(api: &Api, spec: &Texts, pages: &[(&str, Page)]) -> Report {
    let mut audit = Audit::new(api, spec);
    // What is on an overview, and what has a page of its own.
    let (mut listed, mut read) = (BTreeSet::new(), BTreeSet::new());
    let references = pages.iter().filter_map(|(_, page)| match page {
        Page::Operation(page) => Some(Call { method: &page.method.value, path: &page.path.value }),
        _ => None,
    });
    let references = Matching::new(api, references.collect());
    for (file, page) in pages {
        match page {
            Page::Operation(page) => {
                let call = Call { method: &page.method.value, path: &page.path.value };
                let full_path = page.head.full_path.as_ref().map(|path| path.value.as_str());
                match references.find(&call, full_path) {
                    Some(operation) => {
                        read.insert(operation.id.name.as_str());
                        audit.operation(file, page, operation);
                    }
                    None => audit.operation_missing(file, &call, page.method.at, &[("title", &page.head.title)]),
                }
            }
            Page::Event(page) => match event(api, &page.event_type.value) {
                Some(event) => {
                    read.insert(event.id.name.as_str());
                    audit.event(file, page, event);
                }
                None => {
                    let facts = [("title", page.head.title.as_str())];
                    audit.missing(file, "event-missing", &page.event_type.value, page.event_type.at, &facts);
                }
            },
            Page::Overview(page) => overview(&mut audit, &mut listed, file, page),
        }
    }
    if pages.iter().any(|(_, page)| matches!(page, Page::Overview(_))) {
        surplus(&mut audit, &listed.union(&read).copied().collect());
    }
    audit.settle(&read);
    report(audit, pages.len())
}

fn overview<'a>(audit: &mut Audit<'a>, listed: &mut BTreeSet<&'a str>, file: &str, page: &page::Overview) {
    let rows = page.resources.iter().flat_map(|resource| &resource.methods);
    let matching = Matching::new(audit.api, rows.map(call).collect());
    for resource in &page.resources {
        for row in &resource.methods {
            let call = call(row);
            if let Some(operation) = matching.find(&call, None) {
                listed.insert(operation.id.name.as_str());
                audit.method_row(file, row, operation);
            } else {
                audit.operation_missing(file, &call, row.at, &[("title", &row.name), ("resource", &resource.name)]);
            }
        }
        for row in &resource.events {
            if let Some(event) = event(audit.api, &row.event_type) {
                listed.insert(event.id.name.as_str());
                audit.event_row(file, row, event);
            } else {
                let facts = [("title", row.name.as_str()), ("resource", &resource.name), ("fires", &row.fires)];
                audit.missing(file, "event-missing", &row.event_type, row.at, &facts);
            }
        }
    }
}

fn call(row: &MethodRow) -> Call<'_> {
    Call { method: &row.http_method, path: &row.path }
}

fn event<'a>(api: &'a Api, event_type: &str) -> Option<&'a codegen::ir::Event> {
    api.events().map(|(_, event)| event).find(|event| event.wire == event_type)
}

/// Reports what the spec has and no page names, unless it says so itself.
fn surplus(audit: &mut Audit<'_>, seen: &BTreeSet<&str>) {
    let api = audit.api;
    let is_lost = |id: &str, source: &Option<Source>| source.is_none() && !seen.contains(id);
    for (_, operation) in api.operations().filter(|(_, one)| is_lost(&one.id.name, &one.source)) {
        audit.report_surplus("operation-surplus", &operation.id.name, &operation.place);
    }
    for (_, event) in api.events().filter(|(_, one)| is_lost(&one.id.name, &one.source)) {
        audit.report_surplus("event-surplus", &event.id.name, &event.place);
    }
}

fn report(mut audit: Audit<'_>, pages: usize) -> Report {
    audit.findings.sort_by_cached_key(|finding| {
        let place = finding.place.as_ref().map(|place| (place.file.clone(), place.line, place.column));
        (place.is_none(), place, finding.kind, finding.subject.clone())
    });
    let count = |level| audit.findings.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings, notes) = (count(Level::Error), count(Level::Warning), count(Level::Note));
    let summary = format!("pages read: {pages}; new differences: {errors}; warnings: {warnings}; known: {notes}");
    Report { title: "The platform's pages against the spec".to_owned(), summary, findings: audit.findings }
}

#[cfg(test)]
pub(crate) mod tests;
