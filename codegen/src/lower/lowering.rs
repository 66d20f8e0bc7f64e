//! State of the stage `lower`: the declarations of all files, and the named types that the stage has created.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::names;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Item, ItemId, Shape, Type};
use crate::load::Document;
use crate::load::document::{self, Schema};
use crate::source::Place;

/// State of the stage `lower`.
pub(super) struct Lowering<'d> {
    pub(super) document: &'d Document,
    pub(super) schemas: HashMap<&'d str, Declared<'d>>,
    pub(super) parameters: HashMap<&'d str, (&'d document::Parameter, Place)>,
    /// Types of the aliases that are already resolved. An alias is a shared schema for which the generator creates no named
    /// type.
    pub(super) aliases: HashMap<&'d str, Type>,
    /// Aliases that are being resolved. If the generator reaches one of these aliases again, the alias refers to itself.
    pub(super) resolving: Vec<&'d str>,
    /// Shared schemas whose fields the generator is collecting, directly or through an `allOf`. If an `allOf` reaches one of
    /// these schemas again, the schema refers to itself, which is a mistake.
    pub(super) extending: Vec<&'d str>,
    /// Number of schemas that contain the current schema.
    pub(super) depth: usize,
    pub(super) items: Vec<Item>,
    /// Shared schemas that contain inline types. The key is the id of the inline type.
    pub(super) owners: HashMap<ItemId, ItemId>,
    /// Type of the shared schema that this stage is converting.
    pub(super) owner: Option<ItemId>,
    /// Named types in the envelope of events.
    pub(super) envelope_items: Vec<ItemId>,
    /// Whether a mistake was reported since the last call of `tried`, which resets this flag.
    pub(super) failed: bool,
    /// Aliases that contain a mistake.
    pub(super) failed_aliases: HashSet<&'d str>,
    pub(super) diagnostics: Diagnostics,
}

/// Shared schema: a schema under `components.schemas`.
#[derive(Clone)]
pub(super) struct Declared<'d> {
    pub(super) name: &'d str,
    pub(super) schema: &'d Schema,
    pub(super) module: Arc<str>,
    pub(super) place: Place,
    /// Named type of the schema, or `None` if the schema is an alias.
    pub(super) item: Option<ItemId>,
}

/// Position of a type. A type without a name gets its name from its position.
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

    /// Calls `lower`, and also returns whether the lowered part contains a mistake. The mistake counts even if an earlier
    /// call has already reported it.
    pub(super) fn tried<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let before = std::mem::replace(&mut self.failed, false);
        let lowered = lower(self);
        let failed = self.failed;
        self.failed |= before;
        (lowered, failed)
    }

    /// Adds a named type without content. `fill` sets the content later.
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
