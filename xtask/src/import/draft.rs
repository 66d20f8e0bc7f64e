//! Spec files during an import, and the changes that the import made.

use anyhow::{Context, Result};
use codegen::ir::Api;
use codegen::source::{Index, Place, Texts};
use codegen::unfinished::marked;

use super::objects::Objects;
use super::surgery::{self, Spot};
use super::whole;
use super::yaml::{self, Node};
use crate::page::Scope;
use crate::places::Places;
use crate::report::{Finding, Level};
use crate::schema;

/// Top-level keys that a spec file has before its schemas.
const TOP: [&str; 2] = ["x-resource", "paths"];

/// Spec during an import.
#[derive(Clone)]
pub(super) struct Draft {
    pub texts: Texts,
    pub objects: Objects,
    /// Changes, each with its place. A later change can move lines, so the line numbers are computed at the end of the
    /// import.
    done: Vec<(Finding, Place)>,
    /// Place of the last change.
    last: Option<Place>,
}

/// Returns `true` if the value at a place is a `TODO:` mark.
fn is_mark(text: &str, place: &Place) -> bool {
    let written = Index::new(text).whole(&place.pointer).and_then(|span| text.get(span));
    written.is_some_and(|written| marked(written.trim_start_matches(['\'', '"'])).is_some())
}

impl Draft {
    pub(super) fn new(texts: Texts, objects: Objects) -> Self {
        Self { texts, objects, done: Vec::new(), last: None }
    }

    /// Returns the number of changes.
    pub(super) fn len(&self) -> usize {
        self.done.len()
    }

    fn text(&mut self, place: &Place) -> Result<&mut String> {
        self.texts.get_mut(&*place.file).with_context(|| format!("the file {} does not exist", place.file))
    }

    /// Inserts a key into a mapping. The keys that `before` lists stay in front of the new key. If the value at `mapping` is
    /// a `TODO:` mark, a mapping with only the new key replaces the mark.
    pub(super) fn put(&mut self, mapping: &Place, key: &str, value: &Node, before: &[&str]) -> Result<()> {
        self.last = Some(mapping.key(key));
        if is_mark(self.text(mapping)?, mapping) {
            let mapping_of_one = Node::Map(vec![(key.to_owned(), value.clone())]);
            return surgery::replace(self.text(mapping)?, mapping, &mapping_of_one);
        }
        surgery::put(self.text(mapping)?, mapping, key, value, Spot::Behind(before))
    }

    /// Returns `true` if a place has a value.
    pub(super) fn has(&self, place: &Place) -> bool {
        self.texts.get(&*place.file).is_some_and(|text| Index::new(text).whole(&place.pointer).is_some())
    }

    /// Inserts a key, or replaces its value.
    pub(super) fn set(&mut self, mapping: &Place, key: &str, value: &Node, before: &[&str]) -> Result<()> {
        let place = mapping.key(key);
        if self.has(&place) { self.replace(&place, value) } else { self.put(mapping, key, value, before) }
    }

    /// Adds an item to a list. If the value at `list` or the last item of the list is a `TODO:` mark, the new item replaces
    /// the mark.
    pub(super) fn push(&mut self, list: &Place, value: &Node, before: &[&str]) -> Result<()> {
        let text = self.text(list)?;
        let items = Index::new(text).names(&list.pointer).len();
        let last = list.index(items.saturating_sub(1));
        if is_mark(text, list) {
            self.last = Some(list.index(0));
            return surgery::replace(self.text(list)?, list, &Node::List(vec![value.clone()]));
        }
        if is_mark(text, &last) {
            self.last = Some(last.clone());
            return surgery::replace(self.text(list)?, &last, value);
        }
        self.last = Some(list.index(items));
        surgery::push(self.text(list)?, list, value, Spot::Behind(before))
    }

    /// Replaces the value at a place.
    pub(super) fn replace(&mut self, place: &Place, value: &Node) -> Result<()> {
        self.last = Some(place.clone());
        surgery::replace(self.text(place)?, place, value)
    }

    /// Adds a shared schema.
    pub(super) fn add_schema(&mut self, file: &str, subject: &str, name: &str, schema: &Node) -> Result<()> {
        self.put(&Place::file(file).key("components").key("schemas"), name, schema, &TOP)?;
        self.note("schema-added", subject, format!("schema `{name}` is new"));
        Ok(())
    }

    /// Declares new scopes, ordered by name.
    pub(super) fn add_scopes(&mut self, api: &Api, scopes: &[Scope], subject: &str) -> Result<()> {
        for scope in scopes.iter().filter(|scope| api.scopes.iter().all(|known| known.wire != scope.wire)) {
            let declared = api.scopes.first().context("no file of the spec declares scopes under `x-scopes`")?;
            let list = Place::file(declared.place.file.clone()).key("x-scopes");
            let index = Index::new(self.text(&list)?);
            let known: Vec<String> = index.names(&list.pointer).iter().map(|name| (*name).to_owned()).collect();
            if known.contains(&scope.wire) {
                continue;
            }
            let before: Vec<&str> = known.iter().map(String::as_str).filter(|name| **name < *scope.wire).collect();
            let spot = if before.is_empty() { Spot::First } else { Spot::Behind(&before) };
            surgery::put(self.text(&list)?, &list, &scope.wire, &whole::scope(scope), spot)?;
            self.last = Some(list.key(&scope.wire));
            self.note("scope-added", subject, format!("scope `{}` is new", scope.wire));
        }
        Ok(())
    }

    /// Creates the file of a new resource.
    pub(super) fn add_resource(&mut self, file: &str, resource: &Node, subject: &str) -> Result<()> {
        anyhow::ensure!(!self.texts.contains_key(file), "{file} already exists, and is not the file of this resource");
        let resource = yaml::entry(0, "x-resource", resource).join("\n");
        self.texts.insert(file.to_owned(), format!("{}\n{resource}\n", schema::COMMENT));
        self.last = Some(Place::file(file).key("x-resource"));
        self.note("resource-added", subject, format!("the new resource is in {file}"));
        Ok(())
    }

    /// Sets the place in the spec that `note` and `note_change` record with the next changes.
    pub(super) fn at(&mut self, place: Place) {
        self.last = Some(place);
    }

    /// Records the last change as a finding.
    pub(super) fn note(&mut self, kind: &'static str, subject: &str, message: String) {
        let (subject, facts) = (subject.to_owned(), Vec::new());
        self.note_done(Finding { kind, level: Level::Note, subject, message, place: None, facts });
    }

    /// Records that the last change resolved this difference between page and spec.
    pub(super) fn note_change(&mut self, finding: Finding) {
        let mut facts = Vec::new();
        if let Some(place) = &finding.place {
            facts.push(("page", place.to_string()));
        }
        self.note_done(Finding { kind: "changed", level: Level::Note, facts, ..finding });
    }

    fn note_done(&mut self, finding: Finding) {
        let place = self.last.clone().unwrap_or_else(|| Place::file(""));
        self.done.push((finding, place));
    }

    /// Returns the texts of the files, and the changes with their line numbers.
    pub(super) fn finish(self) -> (Texts, Vec<Finding>) {
        let texts = self.texts;
        let mut places = Places::new(&texts);
        let done = self.done.into_iter();
        let done = done.map(|(finding, place)| Finding { place: places.find(&place), ..finding }).collect();
        (texts, done)
    }
}
