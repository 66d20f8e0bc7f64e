//! `cargo xtask import`
//!
//! Writes documentation pages into the spec: new operations and events, and the missing parts of known operations and
//! events. The command computes the whole result in memory before it writes a file. `TODO:` marks stand for texts that a
//! person must write. The generator refuses a spec that contains such a mark.

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

/// Codes of the errors that an unfinished spec may have.
const UNDER_WAY: [&str; 2] = ["unfinished", "unused"];

/// Options of an import.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Options {
    /// Whether an error in one page prevents the whole import. If `false`, the import leaves out the page.
    pub strict: bool,
    /// Whether the import only prints the report, and writes nothing.
    pub dry_run: bool,
}

pub(crate) fn run(root: &Path, pages: &[PathBuf], format: Format, options: Options) -> Result<Outcome> {
    use std::io::IsTerminal;
    let spec = files::spec(root)?;
    let files = Files::find(pages)?;
    let imported = import(&spec, &files);
    let imported = if options.strict { imported.and_then(|imported| imported.of_all(&spec)) } else { imported };
    let imported = match imported {
        Ok(imported) => imported,
        Err(refused) => return Ok(refused.outcome(files.texts)),
    };
    if !options.dry_run {
        imported.write(root, &spec)?;
    }
    let mut report = imported.report(options.dry_run);
    let left_out = pages::count(&imported.wrong);
    report.summary.push_str(&format!("; pages with errors: {left_out}; pages skipped: {}", imported.skipped));
    report.findings.extend(files.findings(&imported.wrong));
    let rendered = report.render(format, std::io::stdout().is_terminal());
    Ok(if left_out > 0 { Outcome::Found(rendered) } else { Outcome::Done(rendered) })
}

/// Spec with the imported pages.
#[derive(Debug)]
pub(crate) struct Imported {
    texts: Texts,
    findings: Vec<Finding>,
    /// Errors in pages. The import leaves out a page with an error.
    wrong: Diagnostics,
    /// Number of files that describe no operation and no event.
    skipped: usize,
}

impl Imported {
    /// Returns the import if it includes all pages. Otherwise returns the errors of the pages that could not be imported.
    pub(crate) fn of_all(self, spec: &Texts) -> Result<Self, Refused> {
        if self.wrong.is_empty() { Ok(self) } else { Err(Refused { diagnostics: self.wrong, texts: spec.clone() }) }
    }

    /// Writes the changed files.
    pub(crate) fn write(&self, root: &Path, before: &Texts) -> Result<()> {
        let changed = self.texts.iter().filter(|(name, text)| before.get(*name) != Some(*text));
        let changed: Vec<_> = changed.map(|(name, text)| (root.join(name), text.as_str())).collect();
        files::write_all(&changed)
    }

    /// Reports the changes, the `TODO:` marks, and the differences that remain.
    pub(crate) fn report(&self, dry_run: bool) -> Report {
        let left = format!("left unchanged: {}; ", self.count(|finding| finding.kind == LEFT));
        self.report_as("Import of pages into the spec", &left, dry_run)
    }

    /// Reports the changes and the `TODO:` marks of the command `new`, under the given title.
    pub(crate) fn report_of_new(&self, title: &str, dry_run: bool) -> Report {
        self.report_as(title, "", dry_run)
    }

    fn report_as(&self, title: &str, left: &str, dry_run: bool) -> Report {
        let done = self.count(|finding| finding.level == Level::Note && finding.kind != LEFT);
        let to_do = self.count(|finding| finding.kind == "unfinished");
        let written = if dry_run { "would be written" } else { "written" };
        Report {
            title: title.to_owned(),
            summary: format!("{written}: {done}; {left}to write by hand: {to_do}"),
            findings: self.findings.clone(),
        }
    }

    fn count(&self, is_counted: fn(&Finding) -> bool) -> usize {
        self.findings.iter().filter(|finding| is_counted(finding)).count()
    }
}

const LEFT: &str = "left";

/// Errors that prevented the import, with the texts of the files that contain these errors.
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

/// Operation or event to write. For `cargo xtask new`, `names` is set, and `page` contains the values of the flags. `TODO:`
/// marks stand for unknown values.
pub(crate) struct Source<'p> {
    /// Page, with its file name.
    pub page: (&'p str, Page),
    pub names: Option<Names>,
}

/// Writes pages into the files of a spec.
fn import(spec: &Texts, files: &Files) -> Result<Imported, Refused> {
    let Pages { read, skipped, wrong } = files.pages();
    // An overview only lists operations and events, so the import skips overviews.
    let (overviews, read): (Vec<_>, Vec<_>) = read.into_iter().partition(|(_, page)| matches!(page, Page::Overview(_)));
    let mut imported = match write(spec, read.into_iter().map(|page| Source { page, names: None }).collect()) {
        Ok(imported) => imported,
        // The report contains the errors of the pages and the errors of the spec.
        Err(mut refused) => {
            refused.diagnostics.extend(wrong);
            return Err(refused);
        }
    };
    imported.wrong.extend(wrong);
    imported.skipped = skipped + overviews.len();
    Ok(imported)
}

/// Writes operations and events into the files of a spec. Leaves out operations and events that cannot be written.
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
        // Even for a new operation or event, the draft can differ from the page. Report the differences.
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

/// Reads the API of a spec. The spec may be unfinished.
///
/// # Errors
///
/// Returns the errors that even an unfinished spec must not have.
pub(crate) fn understood(spec: &Texts) -> Result<Api, Diagnostics> {
    let (api, diagnostics) = codegen::draft(spec)?;
    let wrong: Diagnostics = diagnostics.into_iter().filter(|one| !UNDER_WAY.contains(&one.code())).collect();
    if wrong.is_empty() { Ok(api) } else { Err(wrong) }
}

/// Converts an error of the generator about the imported spec into an error about the page.
fn refusal(source: &Source<'_>, diagnostic: &Diagnostic) -> Diagnostic {
    let pointer = diagnostic.place().map_or("", |place| &place.pointer);
    let why = format!(
        "the generator would refuse the imported spec: {} ({}, at #{pointer})",
        diagnostic.message(),
        diagnostic.code()
    );
    let refusal = impossible(source, &why);
    match diagnostic.advice() {
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
        subject: item_path(&unfinished.place),
        message: format!("still to be written: {}", unfinished.known),
        place: places.find(&unfinished.place),
        facts: Vec::new(),
    }
}

/// Returns the path of an item below its schema, operation or event, such as `Room.capacity.description`.
fn item_path(place: &Place) -> String {
    let parts: Vec<&str> = place.pointer.split('/').skip(1).collect();
    let parts = match parts.as_slice() {
        ["components", _, rest @ ..] | ["paths", _, rest @ ..] | ["webhooks", _, rest @ ..] => rest,
        whole => whole,
    };
    parts.iter().filter(|part| **part != "properties").copied().collect::<Vec<_>>().join(".")
}

/// Writes one page into the draft. Returns the differences that remain between the page and the spec.
fn one(draft: &mut Draft, api: &Api, source: &Source<'_>) -> Result<Vec<Finding>> {
    let vocabulary = Vocabulary::new(api);
    if let Page::Overview(_) = source.page.1 {
        anyhow::bail!("an overview only lists operations and events; import the pages of these operations and events");
    }
    let Some(known) = known(api, &source.page.1) else {
        return add(draft, &vocabulary, source).map(|()| Vec::new());
    };
    // Only a new operation or event can get names from the flags of `cargo xtask new`.
    anyhow::ensure!(source.names.is_none(), "`{}` already exists", known.id());
    let schemas = Schemas::new(&vocabulary, known.module(api), std::mem::take(&mut draft.objects));
    let update = Update { schemas, page: &source.page.1, known, done: Vec::new() };
    update.run(draft, differences(api, &draft.texts, &source.page))
}

/// Finds the operation or event of a page in the spec.
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

/// Returns the differences between the spec and a page. The page need not have every item of a shared type, because another
/// page may have the item.
fn differences(api: &Api, texts: &Texts, page: &(&str, Page)) -> Vec<Finding> {
    let findings = audit::compare(api, texts, std::slice::from_ref(page), false).findings;
    findings.into_iter().filter(|finding| finding.facts.iter().all(|(name, _)| *name != "but")).collect()
}

/// Converts a difference into a finding that says why the import did not change the spec.
fn left_as_it_is(finding: Finding) -> Finding {
    let why = match finding.kind {
        _ if finding.level == Level::Note => "the spec records this difference",
        kind if kind.ends_with("-surplus") => "import removes nothing",
        _ => "a person must decide",
    };
    let mut facts = finding.facts;
    facts.push(("difference", finding.kind.to_owned()));
    facts.push(("why", why.to_owned()));
    Finding { kind: LEFT, level: finding.level.max(Level::Warning), facts, ..finding }
}

/// Returns the names of a new operation or event.
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

/// Returns the file of a resource. If the resource is new, creates the file.
fn file_of(draft: &mut Draft, api: &Api, names: &Names) -> Result<String> {
    let known = api.modules.iter().find(|module| module.resource.is_some() && module.name == names.resource);
    if let Some(module) = known {
        return Ok(module.file.to_string());
    }
    let file = format!("spec/{}.yaml", names.resource);
    let resource = Node::Open(vec![
        ("name".to_owned(), Node::text(&names.resource)),
        ("accessor".to_owned(), Node::text(names::plural(&names.resource))),
        ("summary".to_owned(), Node::text(mark(&format!("summary of the resource `{}`", names.resource)))),
    ]);
    draft.add_resource(&file, &resource, &names.id)?;
    Ok(file)
}

/// Adds an operation to its path. A new path follows the most similar known path. The more segments two paths share at the
/// beginning, the more similar the paths are.
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
