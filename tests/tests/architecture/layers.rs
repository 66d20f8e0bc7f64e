//! Layers of the client. A folder or file may use only folders and files in lower rows of the table of layers.

use std::collections::BTreeSet;
use std::path::Path;

use vc_tests::workspace;

use crate::graph::Graph;
use crate::modules::{Crate, ImportedName, Item, WrittenPath};
use crate::names::Names;

/// Layer of the generated code.
const GENERATED: &str = "generated/";
/// Module through which generated code uses the other layers.
const FACADE: &str = "runtime";

/// Returns the layers in the table of a document, from top to bottom.
pub(crate) fn of(document: &str) -> Vec<String> {
    let lines = document.lines().skip_while(|line| *line != "## Layers of the client").skip(1);
    let section = lines.take_while(|line| !line.starts_with("## "));
    section.filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned())).collect()
}

/// Returns messages about violations of the layers. `sources` is the source folder of the crate in `folder`.
pub(crate) fn problems(folder: &Path, sources: &str, layers: &[String]) -> Vec<String> {
    let krate = Crate::read(folder, &format!("{sources}/lib.rs"));
    let layer = |file: &str| {
        let name = file.strip_prefix(sources)?.strip_prefix('/')?;
        let is_inside = |layer: &str| if layer.ends_with('/') { name.starts_with(layer) } else { name == layer };
        layers.iter().position(|layer| is_inside(layer))
    };
    let files = files(folder, sources);
    let used: BTreeSet<usize> = files.iter().filter_map(|file| layer(file)).collect();
    let without_layer = files.iter().filter(|file| layer(file).is_none());
    let empty = layers.iter().enumerate().filter(|(index, _)| !used.contains(index));
    let graph = Graph::of(&krate);
    let upwards = graph.edges.iter().filter_map(|((from, to), example)| {
        let (from, to) = (layer(&krate.files[*from])?, layer(&krate.files[*to])?);
        (to < from).then(|| format!("{example}: `{}` is below `{}`", layers[from], layers[to]))
    });
    let mut problems: Vec<String> = graph.unresolved.clone();
    problems.extend(without_layer.map(|file| format!("{file} is in no layer")));
    problems.extend(empty.map(|(_, layer)| format!("there is no file in `{layer}`")));
    problems.extend(upwards);
    problems.extend(past_the_facade(&krate, &format!("{sources}/{GENERATED}")));
    problems
}

/// Returns the paths of all Rust files in the source folder, relative to `folder`.
fn files(folder: &Path, sources: &str) -> Vec<String> {
    let paths = workspace::rust_files(&folder.join(sources)).into_iter();
    paths.map(|path| path.strip_prefix(folder).expect("it is in the folder").display().to_string()).collect()
}

/// Returns messages about paths in generated files. A path to another layer must have the form `crate::runtime::Name`.
fn past_the_facade(krate: &Crate, generated: &str) -> Vec<String> {
    let is_generated = |file: usize| krate.files[file].starts_with(generated);
    let mut names = Names::of(krate);
    let mut problems = Vec::new();
    for path in krate.paths.iter().filter(|path| is_generated(krate.file_of(path))) {
        let found = names.resolve(path);
        let from_root = unabbreviated(krate, path);
        let is_allowed = match from_root.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["crate", FACADE] => true,
            // If a macro or function has the same name as a module, the path means the macro or function.
            ["crate", FACADE, name] => {
                !is_module_of_facade(krate, name) || found.iter().any(|found| !found.is_module())
            }
            ["crate", FACADE, name, ..] => !is_module_of_facade(krate, name),
            ["crate", ..] => false,
            _ => found.iter().filter_map(|found| found.file(krate)).all(is_generated),
        };
        if !is_allowed {
            problems.push(format!("{}: `{}` is not named as `crate::{FACADE}::Name`", krate.place(path), path.text()));
        }
    }
    problems
}

/// Returns the full form of a path. Example: after `use crate::a::B`, the full form of `B::c` is `crate::a::B::c`.
fn unabbreviated(krate: &Crate, path: &WrittenPath) -> Vec<String> {
    let mut whole = path.segments.clone();
    let imports = krate.scopes[krate.module(path.scope)].imports.iter().map(|index| &krate.imports[*index]);
    let mut named = imports.filter(|import| matches!(&import.name, ImportedName::Is(name) if *name == whole[0]));
    if let Some(import) = named.next() {
        whole.splice(..1, import.path.iter().cloned());
    }
    whole
}

fn is_module_of_facade(krate: &Crate, name: &str) -> bool {
    let modules = |scope: usize, name: &str| {
        let items = krate.scopes[scope].items.get(name).into_iter().flatten();
        items.filter_map(|item| match item {
            Item::Module(scope) => Some(*scope),
            _ => None,
        })
    };
    modules(0, FACADE).any(|facade| modules(facade, name).next().is_some())
}
