//! Data of a crate: its files, its modules, and the paths in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::reader;

/// Sources of a crate, without the code for tests.
#[derive(Default)]
pub(crate) struct Crate {
    /// Names of the files.
    pub(crate) files: Vec<String>,
    /// Scopes; the first one is the root module.
    pub(crate) scopes: Vec<Scope>,
    pub(crate) imports: Vec<Import>,
    pub(crate) paths: Vec<WrittenPath>,
    /// Definitions by `macro_rules!`, by name.
    pub(crate) macros: BTreeMap<String, Vec<MacroRules>>,
}

/// Namespace: a module, a block with items of its own, or an enum with its variants.
pub(crate) struct Scope {
    /// Index of its file.
    pub(crate) file: usize,
    pub(crate) kind: ScopeKind,
    pub(crate) items: BTreeMap<String, Vec<Item>>,
    /// Indices of its `use` declarations.
    pub(crate) imports: Vec<usize>,
    /// Macro calls that may define items.
    pub(crate) calls: Vec<MacroCall>,
}

#[derive(Clone, Copy)]
pub(crate) enum ScopeKind {
    Root,
    Module { parent: usize },
    Block { outer: usize },
    Enum,
}

/// Item, with its scope if it has one.
#[derive(Clone, Copy)]
pub(crate) enum Item {
    /// Index of the module's scope.
    Module(usize),
    /// Index of the enum's scope.
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
    /// Name in the scope; `_` for a trait without a name.
    Is(String),
    Glob,
}

/// Path as the source has it.
pub(crate) struct WrittenPath {
    /// Index of the scope with the path.
    pub(crate) scope: usize,
    pub(crate) line: usize,
    pub(crate) segments: Vec<String>,
    pub(crate) kind: PathKind,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum PathKind {
    /// Index of the import.
    Import(usize),
    MacroCall,
    Other,
}

/// Definition by `macro_rules!`.
pub(crate) struct MacroRules {
    /// Index of its file.
    pub(crate) file: usize,
    /// Names of the items in its body.
    pub(crate) items: BTreeSet<String>,
}

/// Macro call in the place of an item.
pub(crate) struct MacroCall {
    /// Last segment of the macro's path.
    pub(crate) name: String,
    /// All identifiers in its arguments.
    pub(crate) arguments: BTreeSet<String>,
}

impl WrittenPath {
    pub(crate) fn text(&self) -> String {
        self.segments.join("::")
    }
}

impl Crate {
    /// Reads the crate with that root file. The names of all files are relative to `folder`.
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

    /// Returns the index of the file with the path.
    pub(crate) fn file_of(&self, path: &WrittenPath) -> usize {
        self.scopes[path.scope].file
    }

    /// Returns the file and line of the path.
    pub(crate) fn place(&self, path: &WrittenPath) -> String {
        format!("{}:{}", self.files[self.file_of(path)], path.line)
    }
}
