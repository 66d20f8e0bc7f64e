//! The state of the stage: what is known of all files, and what was made so far.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::names;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Item, ItemId, Shape, Type};
use crate::load::Document;
use crate::load::document::{self, Schema};
use crate::source::Place;

/// The state of the stage.
pub(super) struct Lowering<'d> {
    pub(super) document: &'d Document,
    pub(super) schemas: HashMap<&'d str, Declared<'d>>,
    pub(super) parameters: HashMap<&'d str, (&'d document::Parameter, Place)>,
    /// The types of shared schemas that have no name in Rust, once they are known.
    pub(super) aliases: HashMap<&'d str, Type>,
    /// Those that are being resolved, to notice those that lead back to themselves.
    pub(super) resolving: Vec<&'d str>,
    /// Those whose fields are being put together by an `allOf`, to notice fields that hold the same again without end.
    pub(super) extending: Vec<&'d str>,
    /// How many schemas lie around the one that is being lowered.
    pub(super) depth: usize,
    pub(super) items: Vec<Item>,
    /// The shared schema in which an item stands inline.
    pub(super) owners: HashMap<ItemId, ItemId>,
    /// The shared schema that is being filled.
    pub(super) owner: Option<ItemId>,
    /// What events are wrapped in.
    pub(super) envelope_items: Vec<ItemId>,
    /// Is set when something is wrong; `tried` resets it.
    pub(super) failed: bool,
    /// The shared schemas without a name in Rust in which something was wrong.
    pub(super) failed_aliases: HashSet<&'d str>,
    pub(super) diagnostics: Diagnostics,
}

/// A schema that is shared by name.
#[derive(Clone)]
pub(super) struct Declared<'d> {
    pub(super) name: &'d str,
    pub(super) schema: &'d Schema,
    pub(super) module: Arc<str>,
    pub(super) place: Place,
    /// The item that it is, unless it only stands for another type.
    pub(super) item: Option<ItemId>,
}

/// Where a type stands, from which it gets its name if it has none.
#[derive(Clone)]
pub(super) struct Position {
    pub(super) module: Arc<str>,
    pub(super) name: String,
    pub(super) place: Place,
}

impl Position {
    pub(super) fn inner(&self, suffix: &str, place: Place) -> Self {
        Self { module: Arc::clone(&self.module), name: format!("{}{}", self.name, names::pascal(suffix)), place }
    }

    pub(super) fn at(&self, place: Place) -> Self {
        Self { place, ..self.clone() }
    }
}

impl<'d> Lowering<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            schemas: HashMap::new(),
            parameters: HashMap::new(),
            aliases: HashMap::new(),
            resolving: Vec::new(),
            extending: Vec::new(),
            depth: 0,
            items: Vec::new(),
            owners: HashMap::new(),
            owner: None,
            envelope_items: Vec::new(),
            failed: false,
            failed_aliases: HashSet::new(),
            diagnostics: Diagnostics::default(),
        }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.failed = true;
        self.diagnostics.push(diagnostic);
    }

    /// Lowers something, and says whether something was wrong with it, now or when it was lowered before.
    pub(super) fn tried<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let before = std::mem::replace(&mut self.failed, false);
        let lowered = lower(self);
        let failed = self.failed;
        self.failed |= before;
        (lowered, failed)
    }

    /// A place among the items, to be filled later.
    pub(super) fn reserve(&mut self, module: &Arc<str>, name: &str, place: &Place) -> ItemId {
        self.items.push(Item {
            module: Arc::clone(module),
            name: name.to_owned(),
            docs: Default::default(),
            direction: Default::default(),
            shape: Shape::Newtype,
            keeps_unknown: false,
            example: None,
            place: place.clone(),
        });
        let id = ItemId(self.items.len() - 1);
        if let Some(owner) = self.owner {
            self.owners.insert(id, owner);
        }
        id
    }
}
