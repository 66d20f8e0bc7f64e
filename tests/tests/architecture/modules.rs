//! Data of a crate: its files, its modules, and the paths in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::reader;

/// Source files of a crate, without the code that is compiled only for tests.
#[derive(Default)]
pub(crate) struct Crate {
    /// Names of the files.
    pub(crate) files: Vec<String>,
    /// Scopes of names, such as modules. The first scope is the root module.
    pub(crate) scopes: Vec<Scope>,
    pub(crate) imports: Vec<Import>,
    pub(crate) paths: Vec<WrittenPath>,
    /// Macros that `macro_rules!` defines. The key is the name of the macro.
    pub(crate) macros: BTreeMap<String, Vec<MacroRules>>,
}

/// Namespace: a module, a block that contains items, or an enum with its variants.
pub(crate) struct Scope {
    /// Index of the file that contains this namespace.
    pub(crate) file: usize,
    pub(crate) kind: ScopeKind,
    pub(crate) items: BTreeMap<String, Vec<Item>>,
    /// Indices of the imports in this scope.
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

/// Item in a namespace ([`Scope`]). A module or an enum also has a namespace of its own.
#[derive(Clone, Copy)]
pub(crate) enum Item {
    /// Module. Contains the index of the module's [`Scope`].
    Module(usize),
    /// Enum. Contains the index of the enum's [`Scope`].
    Enum(usize),
    Other,
}

/// Import of one name, or of a glob, in a `use` declaration.
pub(crate) struct Import {
    pub(crate) path: Vec<String>,
    pub(crate) name: ImportedName,
    /// Whether the declaration is visible outside its module.
    pub(crate) visible: bool,
}

#[derive(PartialEq)]
pub(crate) enum ImportedName {
    /// Name of the import in its namespace; `_` for `use Trait as _`.
    Is(String),
    Glob,
}

/// Path as it is written in the source file.
pub(crate) struct WrittenPath {
    /// Index of the namespace ([`Scope`]) that contains the path.
    pub(crate) scope: usize,
    pub(crate) line: usize,
    pub(crate) segments: Vec<String>,
    pub(crate) kind: PathKind,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum PathKind {
    /// The path is part of an import. The value is the index of the import.
    Import(usize),
    MacroCall,
    Other,
}

/// Macro that `macro_rules!` defines.
pub(crate) struct MacroRules {
    /// Index of the file that defines the macro.
    pub(crate) file: usize,
    /// Names of the items that the body of the macro defines.
    pub(crate) items: BTreeSet<String>,
}

/// Call of a macro at a place where Rust allows an item.
pub(crate) struct MacroCall {
    /// Name of the macro without its path, such as `b` for `a::b!`.
    pub(crate) name: String,
    /// All identifiers in the arguments of the call.
    pub(crate) arguments: BTreeSet<String>,
}

impl WrittenPath {
    pub(crate) fn text(&self) -> String {
        self.segments.join("::")
    }
}

impl Crate {
    /// Reads the crate whose root file is `root_file`. The names of all files are relative to `folder`.
    pub(crate) fn read(folder: &Path, root_file: &str) -> Self {
        let mut krate = Self::default();
        reader::read(&mut krate, folder, root_file);
        krate
    }

    /// Returns `scope` if it is not a block of code. Otherwise returns the nearest outer scope that is not a block of code.
    /// The argument and the result are indexes into `scopes`.
    pub(crate) fn module(&self, scope: usize) -> usize {
        match self.scopes[scope].kind {
            ScopeKind::Block { outer } => self.module(outer),
            _ => scope,
        }
    }

    /// Returns the index of the file that contains the path.
    pub(crate) fn file_of(&self, path: &WrittenPath) -> usize {
        self.scopes[path.scope].file
    }

    /// Returns the file and the line in which the path is written.
    pub(crate) fn place(&self, path: &WrittenPath) -> String {
        format!("{}:{}", self.files[self.file_of(path)], path.line)
    }
}
