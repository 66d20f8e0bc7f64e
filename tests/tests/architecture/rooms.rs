//! The rooms of the client: folders and files that may use only what stands below them in the table of the rooms.

use std::collections::BTreeSet;
use std::path::Path;

use vc_tests::workspace;

use crate::graph::Graph;
use crate::modules::{Crate, ImportedName, Item, WrittenPath};
use crate::names::Names;

/// The room of the generated code.
const GENERATED: &str = "generated/";
/// The module through which generated code uses the rest.
const DOOR: &str = "runtime";

/// Returns the rooms of the table in that document, from top to bottom.
pub(crate) fn of(document: &str) -> Vec<String> {
    let lines = document.lines().skip_while(|line| *line != "## Rooms of the client").skip(1);
    let section = lines.take_while(|line| !line.starts_with("## "));
    section.filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned())).collect()
}

/// Returns what the crate in that source folder does otherwise than its rooms allow, for a person to read.
pub(crate) fn problems(folder: &Path, sources: &str, rooms: &[String]) -> Vec<String> {
    let krate = Crate::read(folder, &format!("{sources}/lib.rs"));
    let room = |file: &str| {
        let name = file.strip_prefix(sources)?.strip_prefix('/')?;
        let is_inside = |room: &str| if room.ends_with('/') { name.starts_with(room) } else { name == room };
        rooms.iter().position(|room| is_inside(room))
    };
    let files = files(folder, sources);
    let used: BTreeSet<usize> = files.iter().filter_map(|file| room(file)).collect();
    let homeless = files.iter().filter(|file| room(file).is_none());
    let empty = rooms.iter().enumerate().filter(|(index, _)| !used.contains(index));
    let graph = Graph::of(&krate);
    let upwards = graph.arrows.iter().filter_map(|((from, to), example)| {
        let (from, to) = (room(&krate.files[*from])?, room(&krate.files[*to])?);
        (to < from).then(|| format!("{example}: `{}` stands below `{}`", rooms[from], rooms[to]))
    });
    let mut problems: Vec<String> = graph.unresolved.clone();
    problems.extend(homeless.map(|file| format!("{file} stands in no room")));
    problems.extend(empty.map(|(_, room)| format!("there is no file in `{room}`")));
    problems.extend(upwards);
    problems.extend(past_the_door(&krate, &format!("{sources}/{GENERATED}")));
    problems
}

/// Returns all Rust files of the source folder.
fn files(folder: &Path, sources: &str) -> Vec<String> {
    let paths = workspace::rust_files(&folder.join(sources)).into_iter();
    paths.map(|path| path.strip_prefix(folder).expect("it is in the folder").display().to_string()).collect()
}

/// Returns the paths in the generated files that name something of the rest, but not as `crate::runtime::Name`.
fn past_the_door(krate: &Crate, generated: &str) -> Vec<String> {
    let is_generated = |file: usize| krate.files[file].starts_with(generated);
    let mut names = Names::of(krate);
    let mut problems = Vec::new();
    for path in krate.paths.iter().filter(|path| is_generated(krate.file_of(path))) {
        let found = names.resolve(path);
        let from_root = unabbreviated(krate, path);
        let is_allowed = match from_root.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["crate", DOOR] => true,
            // A name that is a module's as well is that of a macro or function here.
            ["crate", DOOR, name] => !is_module_of_door(krate, name) || found.iter().any(|found| !found.is_module()),
            ["crate", DOOR, name, ..] => !is_module_of_door(krate, name),
            ["crate", ..] => false,
            _ => found.iter().filter_map(|found| found.file(krate)).all(is_generated),
        };
        if !is_allowed {
            problems.push(format!("{}: `{}` is not named as `crate::{DOOR}::Name`", krate.place(path), path.text()));
        }
    }
    problems
}

/// Returns the path with what its first name was imported as.
fn unabbreviated(krate: &Crate, path: &WrittenPath) -> Vec<String> {
    let mut whole = path.segments.clone();
    let imports = krate.scopes[krate.module(path.scope)].imports.iter().map(|index| &krate.imports[*index]);
    let mut named = imports.filter(|import| matches!(&import.name, ImportedName::Is(name) if *name == whole[0]));
    if let Some(import) = named.next() {
        whole.splice(..1, import.path.iter().cloned());
    }
    whole
}

fn is_module_of_door(krate: &Crate, name: &str) -> bool {
    let modules = |scope: usize, name: &str| {
        let items = krate.scopes[scope].items.get(name).into_iter().flatten();
        items.filter_map(|item| match item {
            Item::Module(scope) => Some(*scope),
            _ => None,
        })
    };
    modules(0, DOOR).any(|door| modules(door, name).next().is_some())
}
