//! A crate as its files, its modules and the paths that are written in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::reader;

/// The sources of a crate, without what only its tests need.
#[derive(Default)]
pub(crate) struct Crate {
    /// The names of the files.
    pub(crate) files: Vec<String>,
    /// The root module is the first.
    pub(crate) scopes: Vec<Scope>,
    pub(crate) imports: Vec<Import>,
    pub(crate) paths: Vec<WrittenPath>,
    /// The definitions by `macro_rules!`, by name.
    pub(crate) macros: BTreeMap<String, Vec<MacroRules>>,
}

/// Something that gives names a place: a module, a block with items of its own, or an enum with its variants.
pub(crate) struct Scope {
    /// The index of its file.
    pub(crate) file: usize,
    pub(crate) kind: ScopeKind,
    pub(crate) items: BTreeMap<String, Vec<Item>>,
    /// The indices of its `use` declarations.
    pub(crate) imports: Vec<usize>,
    /// The macro calls that may define items.
    pub(crate) calls: Vec<MacroCall>,
}

#[derive(Clone, Copy)]
pub(crate) enum ScopeKind {
    Root,
    Module { parent: usize },
    Block { outer: usize },
    Enum,
}

/// An item by what can be named through it.
#[derive(Clone, Copy)]
pub(crate) enum Item {
    /// The index of the module's scope.
    Module(usize),
    /// The index of the enum's scope.
    Enum(usize),
    Other,
}

/// One name of a `use` declaration.
pub(crate) struct Import {
    pub(crate) path: Vec<String>,
    pub(crate) name: ImportedName,
    /// Whether the declaration is visible outside its module.
    pub(crate) visible: bool,
}

#[derive(PartialEq)]
pub(crate) enum ImportedName {
    /// A name, which is `_` for a trait without one.
    Is(String),
    Glob,
}

/// A path as the source has it.
pub(crate) struct WrittenPath {
    /// The index of the scope that it stands in.
    pub(crate) scope: usize,
    pub(crate) line: usize,
    pub(crate) segments: Vec<String>,
    pub(crate) kind: PathKind,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum PathKind {
    /// The index of the import.
    Import(usize),
    MacroCall,
    Other,
}

/// A definition by `macro_rules!`.
pub(crate) struct MacroRules {
    /// The index of its file.
    pub(crate) file: usize,
    /// The names of the items in its body.
    pub(crate) items: BTreeSet<String>,
}

/// A macro call in the place of an item.
pub(crate) struct MacroCall {
    /// The last segment of the macro's path.
    pub(crate) name: String,
    /// All identifiers that it is given.
    pub(crate) arguments: BTreeSet<String>,
}

impl WrittenPath {
    pub(crate) fn text(&self) -> String {
        self.segments.join("::")
    }
}

impl Crate {
    /// Reads the crate with that root file, both relative to the folder from which files are named.
    pub(crate) fn read(folder: &Path, root_file: &str) -> Self {
        let mut krate = Self::default();
        reader::read(&mut krate, folder, root_file);
        krate
    }

    /// Returns the index of the scope's module.
    pub(crate) fn module(&self, scope: usize) -> usize {
        match self.scopes[scope].kind {
            ScopeKind::Block { outer } => self.module(outer),
            _ => scope,
        }
    }

    /// Returns the index of the file in which the path is written.
    pub(crate) fn file_of(&self, path: &WrittenPath) -> usize {
        self.scopes[path.scope].file
    }

    /// Returns the file and line of the path.
    pub(crate) fn place(&self, path: &WrittenPath) -> String {
        format!("{}:{}", self.files[self.file_of(path)], path.line)
    }
}
