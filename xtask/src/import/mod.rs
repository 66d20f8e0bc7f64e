//! `cargo xtask import`
//!
//! Writes what reference pages say into the spec: operations and events that are new, and what is new of those that are
//! there. All is computed in memory before anything is written; what only a person can write is marked, and the
//! generator refuses the spec until that is done.

mod description;
mod draft;
mod names;
mod objects;
mod path;
mod rules;
mod schema;
mod surgery;
mod update;
mod values;
mod vocabulary;
mod whole;
mod yaml;

use std::path::{Path, PathBuf};

use anyhow::Result;
use codegen::diagnostic::{Diagnostic, Diagnostics};
use codegen::ir::Api;
use codegen::source::{Place, Texts};
use codegen::unfinished::{Unfinished, mark};
use draft::Draft;
pub(crate) use names::Names;
use objects::Objects;
use schema::Schemas;
use update::{Known, Update};
use vocabulary::Vocabulary;
use yaml::Node;

use crate::audit::matching::{Call, Matching};
use crate::outcome::Outcome;
use crate::page::{self, At, Page};
use crate::pages::{Files, Pages};
use crate::places::Places;
use crate::report::{Finding, Format, Level, Report};
use crate::{audit, files, pages};

/// What may be wrong with a spec that is under way.
const UNDER_WAY: [&str; 2] = ["unfinished", "unused"];

/// How pages are taken.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct How {
    /// Write nothing if a page would be left out.
    pub strict: bool,
    /// Only say what would be written.
    pub dry_run: bool,
}

pub(crate) fn run(root: &Path, pages: &[PathBuf], format: Format, how: How) -> Result<Outcome> {
    use std::io::IsTerminal;
    let spec = files::spec(root)?;
    let files = Files::find(pages)?;
    let imported = import(&spec, &files);
    let imported = if how.strict { imported.and_then(|imported| imported.of_all(&spec)) } else { imported };
    let imported = match imported {
        Ok(imported) => imported,
        Err(refused) => return Ok(refused.outcome(files.texts)),
    };
    if !how.dry_run {
        imported.write(root, &spec)?;
    }
    let mut report = imported.report(how.dry_run);
    let left_out = pages::count(&imported.wrong);
    report.summary.push_str(&format!("; pages left out: {left_out}; skipped: {}", imported.skipped));
    report.findings.extend(files.findings(&imported.wrong));
    let rendered = report.render(format, std::io::stdout().is_terminal());
    Ok(if left_out > 0 { Outcome::Found(rendered) } else { Outcome::Done(rendered) })
}

/// A spec into which pages were written.
#[derive(Debug)]
pub(crate) struct Imported {
    texts: Texts,
    findings: Vec<Finding>,
    /// Why pages were left out.
    wrong: Diagnostics,
    /// How many files describe no operation or event.
    skipped: usize,
}

impl Imported {
    /// Refuses it if a page was left out.
    pub(crate) fn of_all(self, spec: &Texts) -> Result<Self, Refused> {
        if self.wrong.is_empty() { Ok(self) } else { Err(Refused { diagnostics: self.wrong, texts: spec.clone() }) }
    }

    /// Writes the files that changed.
    pub(crate) fn write(&self, root: &Path, before: &Texts) -> Result<()> {
        let changed = self.texts.iter().filter(|(name, text)| before.get(*name) != Some(*text));
        let changed: Vec<_> = changed.map(|(name, text)| (root.join(name), text.as_str())).collect();
        files::write_all(&changed)
    }

    /// What was done, what is to be done, and what was left.
    pub(crate) fn report(&self, dry_run: bool) -> Report {
        let left = format!("left as it is: {}; ", self.count(|finding| finding.kind == LEFT));
        self.report_as("Pages into the spec", &left, dry_run)
    }

    /// What was done and what is to be done, under the heading of a command that changes nothing else.
    pub(crate) fn report_of_new(&self, title: &str, dry_run: bool) -> Report {
        self.report_as(title, "", dry_run)
    }

    fn report_as(&self, title: &str, left: &str, dry_run: bool) -> Report {
        let done = self.count(|finding| finding.level == Level::Note && finding.kind != LEFT);
        let to_do = self.count(|finding| finding.kind == "unfinished");
        let written = if dry_run { "would be written" } else { "written" };
        Report {
            title: title.to_owned(),
            summary: format!("{written}: {done}; {left}still to be written by hand: {to_do}"),
            findings: self.findings.clone(),
        }
    }

    fn count(&self, is_counted: fn(&Finding) -> bool) -> usize {
        self.findings.iter().filter(|finding| is_counted(finding)).count()
    }
}

const LEFT: &str = "left";

/// Why nothing was written, with the texts in which it stands.
#[derive(Debug)]
pub(crate) struct Refused {
    diagnostics: Diagnostics,
    texts: Texts,
}

impl Refused {
    pub(crate) fn new(diagnostics: Diagnostics, spec: &Texts) -> Self {
        Self { diagnostics, texts: spec.clone() }
    }

    pub(crate) fn outcome(mut self, pages: Texts) -> Outcome {
        use std::io::IsTerminal;
        self.texts.extend(pages);
        let rendered = self.diagnostics.render(&self.texts, std::io::stderr().is_terminal());
        Outcome::Unusable(rendered.trim_end().to_owned())
    }
}

/// Something that is to be written. With names it is one that has no page: what nobody told is then marked.
pub(crate) struct Source<'p> {
    /// The page and its file.
    pub page: (&'p str, Page),
    pub names: Option<Names>,
}

/// Writes pages into the texts of a spec.
fn import(spec: &Texts, files: &Files) -> Result<Imported, Refused> {
    let Pages { read, skipped, wrong } = files.pages();
    // An overview only lists what there is.
    let (overviews, read): (Vec<_>, Vec<_>) = read.into_iter().partition(|(_, page)| matches!(page, Page::Overview(_)));
    let mut imported = match write(spec, read.into_iter().map(|page| Source { page, names: None }).collect()) {
        Ok(imported) => imported,
        // What is wrong with the pages is to be known at once as well.
        Err(mut refused) => {
            refused.diagnostics.extend(wrong);
            return Err(refused);
        }
    };
    imported.wrong.extend(wrong);
    imported.skipped = skipped + overviews.len();
    Ok(imported)
}

/// Writes what is described so into the texts of a spec. What cannot be written is left out.
pub(crate) fn write(spec: &Texts, sources: Vec<Source<'_>>) -> Result<Imported, Refused> {
    let mut api = understood(spec).map_err(|diagnostics| Refused::new(diagnostics, spec))?;
    let before: Vec<Unfinished> = api.unfinished.clone();
    let objects = Objects::of(sources.iter().map(|source| &source.page.1));
    let mut draft = Draft::new(spec.clone(), objects);
    let (mut left, mut wrong) = (Vec::new(), Diagnostics::new());
    for source in &sources {
        let mut next = draft.clone();
        let is_new = known(&api, &source.page.1).is_none();
        if let (true, Page::Operation(page)) = (is_new, &source.page.1)
            && let Err((why, help)) = path::check(page)
        {
            let At { line, column } = page.path.at;
            wrong.push(Diagnostic::new("import-impossible", why).at_line(source.page.0, line, column).help(help));
            continue;
        }
        match one(&mut next, &api, source) {
            Ok(findings) => left.extend(findings),
            Err(error) => {
                wrong.push(impossible(source, &format!("{error:#}")));
                continue;
            }
        }
        if next.len() > draft.len() {
            match understood(&next.texts) {
                Ok(understood) => (api, draft) = (understood, next),
                Err(diagnostics) => {
                    wrong.extend(diagnostics.iter().map(|one| refusal(source, one)));
                    continue;
                }
            }
        }
        // Even what was just made may not say all that the page says.
        if is_new && source.names.is_none() {
            left.extend(differences(&api, &draft.texts, &source.page));
        }
    }
    let (texts, mut findings) = draft.finish();
    let known = |one: &Unfinished| before.iter().any(|known| known == one);
    let mut places = Places::new(&texts);
    let to_do = api.unfinished.iter().filter(|one| !known(one)).map(|one| to_do(&mut places, one));
    findings.extend(to_do.collect::<Vec<_>>());
    findings.extend(left.into_iter().map(left_as_it_is));
    Ok(Imported { texts, findings, wrong, skipped: 0 })
}

/// The API of a spec in which nothing is wrong but that it is under way.
///
/// # Errors
///
/// Everything else that is wrong with it.
pub(crate) fn understood(spec: &Texts) -> Result<Api, Diagnostics> {
    let (api, diagnostics) = codegen::draft(spec)?;
    let wrong: Diagnostics = diagnostics.into_iter().filter(|one| !UNDER_WAY.contains(&one.code())).collect();
    if wrong.is_empty() { Ok(api) } else { Err(wrong) }
}

/// Why the generator would refuse what a page would make of the spec.
fn refusal(source: &Source<'_>, diagnostic: &Diagnostic) -> Diagnostic {
    let pointer = diagnostic.place().map_or("", |place| &place.pointer);
    let why = format!("it would be refused: {} ({}, at #{pointer})", diagnostic.message(), diagnostic.code());
    let refusal = impossible(source, &why);
    match diagnostic.remedy() {
        Some(help) => refusal.help(help),
        None => refusal,
    }
}

fn impossible(source: &Source<'_>, why: &str) -> Diagnostic {
    let At { line, column } = match &source.page.1 {
        Page::Operation(page) => page.head.at,
        Page::Event(page) => page.head.at,
        Page::Overview(_) => At { line: 1, column: 1 },
    };
    Diagnostic::new("import-impossible", why).at_line(source.page.0, line, column)
}

fn to_do(places: &mut Places<'_>, unfinished: &Unfinished) -> Finding {
    Finding {
        kind: "unfinished",
        level: Level::Warning,
        subject: way(&unfinished.place),
        message: format!("still to be written: {}", unfinished.known),
        place: places.find(&unfinished.place),
        facts: Vec::new(),
    }
}

/// The way to something within its schema, operation or event, such as `Room.capacity.description`.
fn way(place: &Place) -> String {
    let parts: Vec<&str> = place.pointer.split('/').skip(1).collect();
    let parts = match parts.as_slice() {
        ["components", _, rest @ ..] | ["paths", _, rest @ ..] | ["webhooks", _, rest @ ..] => rest,
        whole => whole,
    };
    parts.iter().filter(|part| **part != "properties").copied().collect::<Vec<_>>().join(".")
}

/// Writes one page, and says what was left as it is.
fn one(draft: &mut Draft, api: &Api, source: &Source<'_>) -> Result<Vec<Finding>> {
    let vocabulary = Vocabulary::new(api);
    if let Page::Overview(_) = source.page.1 {
        anyhow::bail!("an overview only lists what there is; give the pages of operations and events");
    }
    let Some(known) = known(api, &source.page.1) else {
        return add(draft, &vocabulary, source).map(|()| Vec::new());
    };
    // Who chose names wants something new.
    anyhow::ensure!(source.names.is_none(), "`{}` is there already", known.id());
    let schemas = Schemas::new(&vocabulary, known.module(api), std::mem::take(&mut draft.objects));
    let update = Update { schemas, page: &source.page.1, known, done: Vec::new() };
    update.run(draft, differences(api, &draft.texts, &source.page))
}

/// What a page is about, if the spec has it.
fn known<'a>(api: &'a Api, page: &Page) -> Option<Known<'a>> {
    match page {
        Page::Operation(page) => {
            let call = Call { method: &page.method.value, path: &page.path.value };
            let full_path = page.head.full_path.as_ref().map(|path| path.value.as_str());
            Matching::new(api, Vec::new()).certain(&call, full_path).map(Known::Operation)
        }
        Page::Event(page) => {
            let mut events = api.events().map(|(_, event)| event);
            events.find(|event| event.wire == page.event_type.value).map(Known::Event)
        }
        Page::Overview(_) => None,
    }
}

/// What the spec says otherwise than a page. What a shared type has beside what this page has, others may have.
fn differences(api: &Api, texts: &Texts, page: &(&str, Page)) -> Vec<Finding> {
    let findings = audit::compare(api, texts, std::slice::from_ref(page), false).findings;
    findings.into_iter().filter(|finding| finding.facts.iter().all(|(name, _)| *name != "but")).collect()
}

/// What is not changed, with the reason.
fn left_as_it_is(finding: Finding) -> Finding {
    let why = match finding.kind {
        _ if finding.level == Level::Note => "a person decided so",
        kind if kind.ends_with("-surplus") => "nothing is taken away",
        _ => "a person must decide",
    };
    let mut facts = finding.facts;
    facts.push(("difference", finding.kind.to_owned()));
    facts.push(("why", why.to_owned()));
    Finding { kind: LEFT, level: finding.level.max(Level::Warning), facts, ..finding }
}

/// The names that something new gets.
pub(crate) fn names_of(api: &Api, page: &Page) -> Names {
    match page {
        Page::Operation(page) => names::of_operation(api, page),
        Page::Event(page) => names::of_event(api, &page.event_type.value),
        Page::Overview(_) => Names::default(),
    }
}

/// Adds an operation or event.
fn add(draft: &mut Draft, vocabulary: &Vocabulary<'_>, source: &Source<'_>) -> Result<()> {
    let names = source.names.clone().unwrap_or_else(|| names_of(vocabulary.api, &source.page.1));
    let mut schemas = Schemas::new(vocabulary, &names.resource, std::mem::take(&mut draft.objects));
    let file = file_of(draft, vocabulary.api, &names)?;
    match &source.page.1 {
        Page::Operation(page) => {
            let node = whole::operation(&mut schemas, &names.id, page);
            let node = if source.names.is_some() { whole::with_marks(node, &page.method.value) } else { node };
            add_operation(draft, &file, page, &node)?;
            draft.note("operation-added", &names.id, format!("{} {}", page.method.value, page.path.value));
        }
        Page::Event(page) => {
            let node = whole::event(&mut schemas, &names.id, page, source.names.is_none());
            draft.put(&Place::file(file.as_str()).key("webhooks"), &page.event_type.value, &node, &[])?;
            draft.note("event-added", &names.id, page.event_type.value.clone());
        }
        Page::Overview(_) => {}
    }
    for (name, schema) in &schemas.made {
        draft.add_schema(&file, &names.id, name, schema)?;
    }
    draft.objects = schemas.objects;
    let scopes = match &source.page.1 {
        Page::Operation(page) => [page.scopes.as_slice(), &page.field_scopes].concat(),
        Page::Event(page) => [page.scopes.as_slice(), &page.field_scopes].concat(),
        Page::Overview(_) => Vec::new(),
    };
    draft.add_scopes(vocabulary.api, &scopes, &names.id)
}

/// The file of the resource, which is made if it is new.
fn file_of(draft: &mut Draft, api: &Api, names: &Names) -> Result<String> {
    let known = api.modules.iter().find(|module| module.resource.is_some() && module.name == names.resource);
    if let Some(module) = known {
        return Ok(module.file.to_string());
    }
    let file = format!("spec/{}.yaml", names.resource);
    let resource = Node::Open(vec![
        ("name".to_owned(), Node::text(&names.resource)),
        ("accessor".to_owned(), Node::text(names::plural(&names.resource))),
        ("summary".to_owned(), Node::text(mark(&format!("what `{}` is", names.resource)))),
    ]);
    draft.add_resource(&file, &resource, &names.id)?;
    Ok(file)
}

/// Puts an operation beside those of its path, or its path behind that which begins most like it.
fn add_operation(draft: &mut Draft, file: &str, page: &page::Operation, node: &Node) -> Result<()> {
    let paths = Place::file(file).key("paths");
    let path = page.path.value.as_str();
    let method = page.method.value.to_lowercase();
    let text = draft.texts.get(file).cloned().unwrap_or_default();
    let index = codegen::source::Index::new(&text);
    let known = index.names(&paths.pointer);
    if known.contains(&path) {
        return draft.put(&paths.key(path), &method, node, &[]);
    }
    let alike = |other: &str| other.split('/').zip(path.split('/')).take_while(|(a, b)| a == b).count();
    let most = known.iter().map(|other| alike(other)).max();
    let before: Vec<&str> = known.iter().copied().filter(|other| Some(alike(other)) == most).collect();
    draft.put(&paths, path, &Node::Open(vec![(method, node.clone())]), &before)?;
    draft.at(paths.key(path).key(&page.method.value.to_lowercase()));
    Ok(())
}

#[cfg(test)]
mod tests;
