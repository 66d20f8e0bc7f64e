//! Resolution of paths through imports, re-exports, globs and macros, as the compiler does it.

use std::collections::BTreeSet;

use crate::modules::{Crate, ImportedName, Item, PathKind, ScopeKind, WrittenPath};

/// Item to which a Rust path, such as `crate::room::Create`, may lead.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Found {
    /// Module. Contains the index of the module's `Scope`.
    Module(usize),
    /// Enum. Contains the index of the enum's `Scope`.
    Enum(usize),
    /// Item that is neither a module nor an enum. Contains the index of the file that defines the item.
    Item(usize),
    /// Item of another crate.
    External,
    /// Item that perhaps belongs to another crate, because a glob import from that crate may provide the name.
    PerhapsExternal,
}

impl Found {
    /// Returns the module or enum that must contain the next segment of a path, as an index into `Crate::scopes`.
    fn scope(self) -> Option<usize> {
        match self {
            Self::Module(scope) | Self::Enum(scope) => Some(scope),
            _ => None,
        }
    }

    /// Returns the index of the file that defines the target, or `None` for another crate.
    pub(crate) fn file(self, krate: &Crate) -> Option<usize> {
        match self {
            Self::Module(scope) | Self::Enum(scope) => Some(krate.scopes[scope].file),
            Self::Item(file) => Some(file),
            Self::External | Self::PerhapsExternal => None,
        }
    }

    pub(crate) fn is_module(self) -> bool {
        matches!(self, Self::Module(_))
    }
}

/// Resolver of the names in a crate.
pub(crate) struct Names<'a> {
    krate: &'a Crate,
    /// Indices of the imports that resolve a segment other than the last segment of a path. Example: the import of `a` for
    /// the path `a::b`.
    pub(crate) used_imports: BTreeSet<usize>,
    /// Lookups in progress: the scope and the name of each lookup. The same lookup does not begin again, so that cycles of
    /// imports end.
    pending: BTreeSet<(usize, String)>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(krate: &'a Crate) -> Self {
        Self { krate, used_imports: BTreeSet::new(), pending: BTreeSet::new() }
    }

    /// Returns all possible targets of a path. For a method or variant, the target is the type that contains the method or
    /// variant.
    pub(crate) fn resolve(&mut self, path: &WrittenPath) -> BTreeSet<Found> {
        let found = self.walk(path.scope, &path.segments, &mut Vec::new());
        match path.segments.as_slice() {
            [name] if path.kind == PathKind::MacroCall && found.contains(&Found::External) => self.textual_macro(name),
            _ => found,
        }
    }

    /// Returns the definitions of a macro that is called without an import.
    fn textual_macro(&self, name: &str) -> BTreeSet<Found> {
        let definitions = self.krate.macros.get(name).into_iter().flatten();
        definitions.map(|definition| Found::Item(definition.file)).chain([Found::External]).collect()
    }

    /// Returns the targets of a path. The imports that resolve the last segment are appended to `through`.
    fn walk(&mut self, scope: usize, path: &[String], through: &mut Vec<usize>) -> BTreeSet<Found> {
        let mut imports = Vec::new();
        let (mut found, rest) = self.start(scope, path, &mut imports);
        for segment in rest {
            self.used_imports.extend(imports.drain(..));
            let scopes = found.iter().filter_map(|found| found.scope());
            let named: BTreeSet<Found> = scopes.flat_map(|scope| self.named(scope, segment, &mut imports)).collect();
            if named.is_empty() {
                found.retain(|found| !found.is_module());
            } else {
                found = named;
            }
        }
        through.append(&mut imports);
        found
    }

    /// Resolves the first segments of a path, such as `crate` or `super`. Returns the possible targets, and the remaining
    /// segments.
    fn start<'p>(
        &mut self,
        scope: usize,
        path: &'p [String],
        through: &mut Vec<usize>,
    ) -> (BTreeSet<Found>, &'p [String]) {
        let mut module = self.krate.module(scope);
        let mut rest = path;
        while let Some((first, after)) = rest.split_first() {
            module = match (first.as_str(), self.krate.scopes[module].kind) {
                ("crate", _) => 0,
                ("self", _) => module,
                ("super", ScopeKind::Module { parent }) => parent,
                ("", _) => return (BTreeSet::from([Found::External]), &[]),
                (name, _) if rest.len() == path.len() => return (self.visible(scope, name, through), after),
                _ => break,
            };
            rest = after;
        }
        (BTreeSet::from([Found::Module(module)]), rest)
    }

    /// Returns the targets of a name that is visible in a scope. For a block, the search continues in the scopes around the
    /// block.
    fn visible(&mut self, scope: usize, name: &str, through: &mut Vec<usize>) -> BTreeSet<Found> {
        let found = self.named(scope, name, through);
        if found.iter().any(|found| *found != Found::PerhapsExternal) {
            return found;
        }
        match self.krate.scopes[scope].kind {
            ScopeKind::Block { outer } => self.visible(outer, name, through),
            _ => BTreeSet::from([Found::External]),
        }
    }

    /// Returns the possible targets of a name. Searches only the definitions and imports of the scope itself, not of outer
    /// scopes.
    fn named(&mut self, scope: usize, name: &str, through: &mut Vec<usize>) -> BTreeSet<Found> {
        if !self.pending.insert((scope, name.to_owned())) {
            return BTreeSet::new();
        }
        let mut found = self.defined_or_imported(scope, name, through);
        if found.is_empty() {
            found = self.by_glob(scope, name, through);
        }
        if found.iter().all(|found| *found == Found::PerhapsExternal) {
            found.extend(self.by_macro_call(scope, name));
        }
        self.pending.remove(&(scope, name.to_owned()));
        found
    }

    fn defined_or_imported(&mut self, scope: usize, name: &str, through: &mut Vec<usize>) -> BTreeSet<Found> {
        let krate = self.krate;
        let items = krate.scopes[scope].items.get(name).into_iter().flatten();
        let mut found: BTreeSet<Found> = items
            .map(|item| match item {
                Item::Module(scope) => Found::Module(*scope),
                Item::Enum(scope) => Found::Enum(*scope),
                Item::Other => Found::Item(krate.scopes[scope].file),
            })
            .collect();
        let mut is_imported = false;
        for index in &krate.scopes[scope].imports {
            let import = &krate.imports[*index];
            if matches!(&import.name, ImportedName::Is(own) if own == name) {
                through.push(*index);
                found.extend(self.walk(scope, &import.path, through));
                is_imported = true;
            }
        }
        if found.is_empty() && is_imported {
            // The import has no target, so the test reports the import as an error. `External` prevents a further error at
            // each use of the imported name.
            found.insert(Found::External);
        }
        found
    }

    fn by_glob(&mut self, scope: usize, name: &str, through: &mut Vec<usize>) -> BTreeSet<Found> {
        let krate = self.krate;
        let mut found = BTreeSet::new();
        for index in &krate.scopes[scope].imports {
            let import = &krate.imports[*index];
            if import.name != ImportedName::Glob {
                continue;
            }
            for source in self.walk(scope, &import.path, &mut Vec::new()) {
                let named = match source.scope() {
                    Some(scope) => self.named(scope, name, through),
                    None => BTreeSet::from([Found::PerhapsExternal]),
                };
                if named.iter().any(|found| *found != Found::PerhapsExternal) {
                    self.used_imports.insert(*index);
                }
                found.extend(named);
            }
        }
        found
    }

    fn by_macro_call(&self, scope: usize, name: &str) -> Option<Found> {
        let scope = &self.krate.scopes[scope];
        let defines = |called: &str| {
            let definitions = self.krate.macros.get(called).into_iter().flatten();
            definitions.into_iter().any(|definition| definition.items.contains(name))
        };
        let mut calls = scope.calls.iter();
        calls.any(|call| call.arguments.contains(name) || defines(&call.name)).then_some(Found::Item(scope.file))
    }
}
