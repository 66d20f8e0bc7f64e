//! `cargo xtask audit`
//!
//! Compares the platform's pages with the spec. A reference page describes one operation or event. An overview lists many
//! operations and events. If there is an overview, each operation and event of the spec must be on a page.

pub(crate) mod fields;
mod finding;
pub(crate) mod matching;
mod overview;
mod reference;
mod shared;
pub(crate) mod types;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use codegen::diagnostic::Diagnostics;
use codegen::ir::{Api, Source};
use codegen::source::Texts;
use finding::Audit;
use matching::{Call, Matching};

use crate::outcome::Outcome;
use crate::page::{self, MethodRow, Page};
use crate::pages::{Files, Pages};
use crate::report::{Format, Level, Report};
use crate::{files, pages};

pub(crate) fn run(root: &Path, pages: &[PathBuf], format: Format) -> Result<Outcome> {
    use std::io::IsTerminal;
    let spec = files::spec(root)?;
    let files = Files::find(pages)?;
    match audit(&spec, &files) {
        Ok(report) => {
            let rendered = report.render(format, std::io::stdout().is_terminal());
            let differs = report.findings.iter().any(|finding| finding.level == Level::Error);
            Ok(if differs { Outcome::Found(rendered) } else { Outcome::Done(rendered) })
        }
        Err(diagnostics) => {
            let texts = spec.into_iter().chain(files.texts).collect();
            let rendered = diagnostics.render(&texts, std::io::stderr().is_terminal());
            Ok(Outcome::Unusable(rendered.trim_end().to_owned()))
        }
    }
}

/// Compares pages with the spec.
pub(crate) fn audit(spec: &Texts, files: &Files) -> Result<Report, Diagnostics> {
    let Pages { read, skipped, mut wrong } = files.pages();
    match codegen::api(spec) {
        Ok(api) => {
            let mut report = compare(&api, spec, &read, wrong.is_empty());
            let left_out = pages::count(&wrong);
            report.summary.push_str(&format!("; pages with errors: {left_out}; pages skipped: {skipped}"));
            report.findings.extend(files.findings(&wrong));
            Ok(report)
        }
        Err(diagnostics) => {
            wrong.extend(diagnostics);
            Err(wrong)
        }
    }
}

/// Compares pages with the API of the spec. `all` is `false` if a page was left out.
pub(crate) fn compare(api: &Api, spec: &Texts, pages: &[(&str, Page)], all: bool) -> Report {
    let mut audit = Audit::new(api, spec);
    // `listed` contains the operations and events in overviews. `read` contains the operations and events with a reference
    // page.
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
        surplus(&mut audit, &listed.union(&read).copied().collect(), all);
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

/// Reports each operation and event of the spec that is on no page, unless the spec names another source.
fn surplus(audit: &mut Audit<'_>, seen: &BTreeSet<&str>, all: bool) {
    let api = audit.api;
    let is_lost = |id: &str, source: &Option<Source>| source.is_none() && !seen.contains(id);
    for (_, operation) in api.operations().filter(|(_, one)| is_lost(&one.id.name, &one.source)) {
        audit.report_surplus("operation-surplus", &operation.id.name, &operation.place, all);
    }
    for (_, event) in api.events().filter(|(_, one)| is_lost(&one.id.name, &one.source)) {
        audit.report_surplus("event-surplus", &event.id.name, &event.place, all);
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
    Report { title: "Comparison of the platform's pages with the spec".to_owned(), summary, findings: audit.findings }
}

#[cfg(test)]
pub(crate) mod tests;
