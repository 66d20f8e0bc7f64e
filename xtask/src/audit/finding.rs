//! Differences between pages and the spec, and the contradictions that the spec records.

use std::collections::BTreeSet;

use codegen::ir::{Api, Contradiction, ItemId, Source};
use codegen::source::{self, Texts};

use super::shared::Shared;
use crate::page::At;
use crate::places::Places;
use crate::report::{Finding, Level, Place};

/// State of an audit.
pub(super) struct Audit<'a> {
    pub api: &'a Api,
    pub shared: Shared,
    pub findings: Vec<Finding>,
    spec: Places<'a>,
}

/// Operation or event that the audit compares with a page.
#[derive(Clone, Copy)]
pub(super) struct Compared<'a> {
    /// Name of the operation or event in the spec.
    pub subject: &'a str,
    /// File of the page.
    pub file: &'a str,
    /// Whether the page is an overview.
    pub overview: bool,
    /// Contradictions that the spec records for the operation or event.
    pub recorded: &'a [Contradiction],
}

/// Difference between a page and the spec.
pub(super) struct Difference<'s> {
    kind: &'static str,
    level: Level,
    about: String,
    page: Vec<String>,
    message: String,
    at: At,
    spec: Option<&'s source::Place>,
    facts: Vec<(&'static str, String)>,
}

impl<'s> Difference<'s> {
    /// Creates a difference. `about` is a name such as `tokens`, or the path of a field such as `query.page_size`.
    pub(super) fn new(kind: &'static str, about: impl Into<String>, at: At, message: impl Into<String>) -> Self {
        let (about, message) = (about.into(), message.into());
        Self { kind, level: Level::Error, about, page: Vec::new(), message, at, spec: None, facts: Vec::new() }
    }

    /// Sets the values that the page has. The spec lists such values under the key `page` of a contradiction.
    pub(super) fn says(self, page: &[String]) -> Self {
        Self { page: page.to_vec(), ..self }
    }

    /// Sets the place in the spec at which the spec differs from the page.
    pub(super) fn against(self, spec: &'s source::Place) -> Self {
        Self { spec: Some(spec), ..self }
    }

    /// Lowers the level to a warning, because the difference has no effect on callers.
    pub(super) fn warning(self) -> Self {
        Self { level: Level::Warning, ..self }
    }

    pub(super) fn fact(mut self, name: &'static str, value: &str) -> Self {
        if !value.is_empty() {
            self.facts.push((name, value.to_owned()));
        }
        self
    }
}

impl<'a> Audit<'a> {
    pub(super) fn new(api: &'a Api, texts: &'a Texts) -> Self {
        Self { api, shared: Shared::default(), findings: Vec::new(), spec: Places::new(texts) }
    }

    /// Reports a difference.
    pub(super) fn report(&mut self, on: Compared<'_>, difference: Difference<'_>) {
        let finding = self.finding(on, difference);
        self.findings.push(finding);
    }

    /// Converts a difference into a finding. If the spec already records the values of the page as a contradiction, the
    /// finding is only a note.
    pub(super) fn finding(&mut self, on: Compared<'_>, difference: Difference<'_>) -> Finding {
        let Difference { kind, level, about, page, message, at, spec, mut facts } = difference;
        let recorded = on.recorded.iter().filter(|known| known.about == about);
        let mut said = recorded.map(|known| (if on.overview { &known.overview } else { &known.page }, &known.decision));
        let known = said.find(|(said, _)| same(said, &page));
        if let Some(place) = spec {
            facts.push(("spec", self.spec.find_or_file(place).to_string()));
        }
        if !page.is_empty() {
            facts.push(("page", page.join(", ")));
        }
        if let Some((_, decision)) = known {
            facts.push(("known", decision.clone()));
        }
        let subject = if about.contains('.') { format!("{} {about}", on.subject) } else { on.subject.to_owned() };
        let level = if known.is_some() { Level::Note } else { level };
        let place = Some(Place { file: on.file.to_owned(), line: at.line, column: at.column });
        Finding { kind, level, subject, message, place, facts }
    }

    /// Reports that a page lacks an item of the spec. An item of a shared type is reported only if all pages lack the item.
    pub(super) fn absent(
        &mut self,
        on: Compared<'_>,
        owner: Option<ItemId>,
        place: &source::Place,
        found: Difference<'_>,
    ) {
        let kind = found.kind;
        let finding = self.finding(on, found.against(place));
        match owner {
            Some(owner) => self.shared.absent(kind, place, owner, finding),
            None => self.findings.push(finding),
        }
    }

    /// Reports each item of a shared type if no page has the item. `read` contains the operations and events whose pages the
    /// audit read.
    pub(super) fn settle(&mut self, read: &BTreeSet<&str>) {
        let shared = std::mem::take(&mut self.shared);
        self.findings.extend(shared.settle(self.api, read));
    }

    /// Reports an item that is on a page, although the spec names another source for the item.
    pub(super) fn found(&mut self, on: Compared<'_>, about: &str, at: At, source: &Source) {
        let message =
            format!("the page has this item, but the spec names {} as the only source of the item", source.name);
        let difference = Difference::new("page-found", about, at, message).against(&source.place);
        self.report(on, difference);
    }

    /// Reports an item of the spec that is on no page. If `all` is `false`, the audit left out an unreadable page, which may
    /// have the item.
    pub(super) fn report_surplus(&mut self, kind: &'static str, subject: &str, place: &source::Place, all: bool) {
        let message = "the spec has this item, but no page names the item".to_owned();
        let (subject, mut facts) = (subject.to_owned(), vec![("spec", self.spec.find_or_file(place).to_string())]);
        if !all {
            facts.push(("but", "the audit left out an unreadable page, which may have the item".to_owned()));
        }
        let level = if all { Level::Error } else { Level::Warning };
        self.findings.push(Finding { kind, level, subject, message, place: None, facts });
    }
}

/// Returns `true` if two lists have the same items, in any order.
pub(super) fn same(a: &[String], b: &[String]) -> bool {
    a.iter().collect::<BTreeSet<_>>() == b.iter().collect::<BTreeSet<_>>()
}

/// Joins a list with commas, or returns `none` for an empty list.
pub(super) fn list(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
