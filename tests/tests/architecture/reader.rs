//! Reader that turns source files into scopes, imports and paths.

use std::path::{Path, PathBuf};

use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::{Attribute, Ident, Meta, UseTree, Visibility};

use crate::macro_tokens::{self, PathEnd, TokenPath};
use crate::modules::{
    Crate, Import, ImportedName, Item, MacroCall, MacroRules, PathKind, Scope, ScopeKind, WrittenPath,
};

/// Reads the root file, and the files of its `mod` declarations.
pub(crate) fn read(krate: &mut Crate, folder: &Path, root_file: &str) {
    let file = folder.join(root_file);
    let modules = file.parent().expect("a file stands in a folder").to_owned();
    read_file(krate, folder, &file, ScopeKind::Root, modules);
}

/// Reads the file of a module, and returns the index of the module's scope. `modules` is the folder with the files of the
/// child modules.
fn read_file(krate: &mut Crate, folder: &Path, file: &Path, kind: ScopeKind, modules: PathBuf) -> usize {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    krate.files.push(file.strip_prefix(folder).expect("it is in the folder").display().to_string());
    let file = krate.files.len() - 1;
    let scope = open(krate, file, kind);
    Reader { krate, folder, scope, modules }.visit_file(&parsed);
    scope
}

fn open(krate: &mut Crate, file: usize, kind: ScopeKind) -> usize {
    krate.scopes.push(Scope { file, kind, items: Default::default(), imports: Vec::new(), calls: Vec::new() });
    krate.scopes.len() - 1
}

struct Reader<'a> {
    krate: &'a mut Crate,
    /// Folder to which the names of files are relative.
    folder: &'a Path,
    /// Index of the current [`Scope`].
    scope: usize,
    /// Folder with the files of the modules that are declared in the current [`Scope`].
    modules: PathBuf,
}

impl Reader<'_> {
    fn file(&self) -> &str {
        &self.krate.files[self.krate.scopes[self.scope].file]
    }

    fn scope(&mut self) -> &mut Scope {
        &mut self.krate.scopes[self.scope]
    }

    fn open(&mut self, kind: ScopeKind) -> usize {
        let file = self.scope().file;
        open(self.krate, file, kind)
    }

    fn define(&mut self, name: &Ident, item: Item) {
        self.scope().items.entry(name.unraw().to_string()).or_default().push(item);
    }

    fn write(&mut self, segments: Vec<String>, line: usize, kind: PathKind) {
        self.krate.paths.push(WrittenPath { scope: self.scope, line, segments, kind });
    }

    /// Makes `scope` the current scope, calls `visit`, and then restores the previous scope.
    fn within(&mut self, scope: usize, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.scope, scope);
        visit(self);
        self.scope = outer;
    }

    fn import(&mut self, tree: &UseTree, path: &[String], visible: bool) {
        let longer = |name: &Ident| match name.unraw().to_string() {
            name if name == "self" && !path.is_empty() => path.to_vec(),
            name => [path, &[name]].concat(),
        };
        let (path, name, at) = match tree {
            UseTree::Path(tree) => return self.import(&tree.tree, &longer(&tree.ident), visible),
            UseTree::Group(group) => return group.items.iter().for_each(|tree| self.import(tree, path, visible)),
            UseTree::Name(tree) => {
                let path = longer(&tree.ident);
                let name = path.last().cloned().unwrap_or_default();
                (path, ImportedName::Is(name), tree.ident.span())
            }
            UseTree::Rename(tree) => {
                (longer(&tree.ident), ImportedName::Is(tree.rename.unraw().to_string()), tree.ident.span())
            }
            UseTree::Glob(tree) => (path.to_vec(), ImportedName::Glob, tree.star_token.spans[0]),
        };
        let index = self.krate.imports.len();
        self.krate.imports.push(Import { path: path.clone(), name, visible });
        self.scope().imports.push(index);
        self.write(path, at.start().line, PathKind::Import(index));
    }

    /// Adds paths from tokens. Leaves out incomplete paths, which continue with a variable of a macro, such as
    /// `crate::$name`.
    fn token_paths(&mut self, paths: impl IntoIterator<Item = TokenPath>) {
        for path in paths.into_iter().filter(|path| path.end != PathEnd::Variable) {
            assert!(path.end == PathEnd::Whole, "{}:{}: a `use` of several names in a macro", self.file(), path.line);
            let kind = if path.called { PathKind::MacroCall } else { PathKind::Other };
            self.write(path.segments, path.line, kind);
        }
    }

    /// Reads the file of a child module, and returns the index of the module's [`Scope`].
    fn child(&mut self, name: &str, kind: ScopeKind) -> usize {
        let modules = self.modules.join(name);
        let beside = modules.with_extension("rs");
        let file = if beside.exists() { beside } else { modules.join("mod.rs") };
        read_file(self.krate, self.folder, &file, kind, modules)
    }
}

/// Defines functions that visit parts of items. The functions skip parts that are compiled only for tests.
macro_rules! unless_for_tests {
    ($($visit:ident($node:ident))*) => {
        $(fn $visit(&mut self, node: &'ast syn::$node) {
            if !only_for_tests(&node.attrs) {
                visit::$visit(self, node);
            }
        })*
    };
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        use syn::Item as Node;
        let (name, attributes) = match item {
            Node::Const(item) => (Some(&item.ident), &item.attrs),
            Node::Enum(item) => (None, &item.attrs),
            Node::Fn(item) => (Some(&item.sig.ident), &item.attrs),
            Node::Impl(item) => (None, &item.attrs),
            Node::Macro(item) => (item.ident.as_ref(), &item.attrs),
            Node::Mod(item) => (None, &item.attrs),
            Node::Static(item) => (Some(&item.ident), &item.attrs),
            Node::Struct(item) => (Some(&item.ident), &item.attrs),
            Node::Trait(item) => (Some(&item.ident), &item.attrs),
            Node::Type(item) => (Some(&item.ident), &item.attrs),
            Node::Use(item) => (None, &item.attrs),
            _ => panic!("{}: an item of a kind that is not known here", self.file()),
        };
        if only_for_tests(attributes) {
            return;
        }
        if let Some(name) = name {
            self.define(name, Item::Other);
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        module.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        let name = module.ident.unraw().to_string();
        let kind = ScopeKind::Module { parent: self.krate.module(self.scope) };
        let scope = match &module.content {
            Some((_, items)) => {
                let scope = self.open(kind);
                let folder = self.modules.join(&name);
                let outer = std::mem::replace(&mut self.modules, folder);
                self.within(scope, |reader| items.iter().for_each(|item| reader.visit_item(item)));
                self.modules = outer;
                scope
            }
            None => self.child(&name, kind),
        };
        self.define(&module.ident, Item::Module(scope));
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let path = if item.leading_colon.is_some() { vec![String::new()] } else { Vec::new() };
        self.import(&item.tree, &path, !matches!(item.vis, Visibility::Inherited));
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        let scope = self.open(ScopeKind::Enum);
        self.define(&item.ident, Item::Enum(scope));
        self.within(scope, |reader| {
            item.variants.iter().for_each(|variant| reader.define(&variant.ident, Item::Other))
        });
        visit::visit_item_enum(self, item);
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        let tokens = item.mac.tokens.clone();
        if let Some(name) = &item.ident {
            let definition = MacroRules { file: self.scope().file, items: macro_tokens::items(tokens.clone()) };
            self.krate.macros.entry(name.unraw().to_string()).or_default().push(definition);
            // Only a path that begins with `crate` has the same target at each call of the macro.
            let from_root = macro_tokens::paths(tokens).into_iter().filter(|path| path.segments[0] == "crate");
            self.token_paths(from_root);
        } else {
            let name = item.mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
            self.scope().calls.push(MacroCall { name, arguments: macro_tokens::identifiers(tokens) });
            self.visit_macro(&item.mac);
        }
    }

    unless_for_tests! {
        visit_arm(Arm) visit_field(Field) visit_field_value(FieldValue) visit_impl_item_const(ImplItemConst)
        visit_impl_item_fn(ImplItemFn) visit_impl_item_type(ImplItemType) visit_local(Local)
        visit_stmt_macro(StmtMacro) visit_trait_item_const(TraitItemConst) visit_trait_item_fn(TraitItemFn)
        visit_variant(Variant)
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        if block.stmts.iter().any(|statement| matches!(statement, syn::Stmt::Item(_))) {
            let scope = self.open(ScopeKind::Block { outer: self.scope });
            self.within(scope, |reader| visit::visit_block(reader, block));
        } else {
            visit::visit_block(self, block);
        }
    }

    /// Ignores visibilities. The path in `pub(in …)` is the name of a module, and uses nothing of the module.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.write(segments(path), line(path), PathKind::Other);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let path = segments(&call.path);
        let quotes = macro_tokens::quotes(&path);
        self.write(path, line(&call.path), PathKind::MacroCall);
        if !quotes {
            self.token_paths(macro_tokens::paths(call.tokens.clone()));
        }
    }

    fn visit_meta_list(&mut self, meta: &'ast syn::MetaList) {
        self.visit_path(&meta.path);
        self.token_paths(macro_tokens::paths(meta.tokens.clone()));
    }
}

fn segments(path: &syn::Path) -> Vec<String> {
    let outside = path.leading_colon.map(|_| String::new());
    outside.into_iter().chain(path.segments.iter().map(|segment| segment.ident.unraw().to_string())).collect()
}

fn line(path: &syn::Path) -> usize {
    path.segments.first().map_or(0, |segment| segment.ident.span().start().line)
}

/// Returns whether an item with these attributes is compiled only for tests.
fn only_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_test = attribute.path().segments.last().is_some_and(|name| name.ident == "test");
        let condition = attribute.path().is_ident("cfg").then(|| attribute.parse_args::<Meta>());
        is_test || condition.is_some_and(|condition| condition.is_ok_and(|condition| needs_test(&condition)))
    })
}

fn needs_test(condition: &Meta) -> bool {
    match condition {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => {
            let all = syn::punctuated::Punctuated::<Meta, syn::Token![,]>::parse_terminated;
            list.parse_args_with(all).is_ok_and(|all| all.iter().any(needs_test))
        }
        _ => false,
    }
}
