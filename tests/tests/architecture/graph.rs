//! Files of a crate as a graph. An edge leads from file A to file B if A uses a name that B defines.
//!
//! Only paths in the code make edges. A method call on a value contains no path. So the graph misses a trait that a file
//! imports with a glob and uses only in method calls.

use std::collections::{BTreeMap, BTreeSet};

use crate::modules::{Crate, ImportedName, PathKind, WrittenPath};
use crate::names::{Found, Names};

/// Files of a crate, and the edges between them.
pub(crate) struct Graph<'a> {
    krate: &'a Crate,
    /// Edges. An edge from file A to file B has the key `(a, b)`: the indices of the files. The value is an example of a
    /// path that makes the edge.
    pub(crate) edges: BTreeMap<(usize, usize), String>,
    /// Messages about paths whose target was not found.
    pub(crate) unresolved: Vec<String>,
}

impl<'a> Graph<'a> {
    pub(crate) fn of(krate: &'a Crate) -> Self {
        let mut graph = Self { krate, edges: BTreeMap::new(), unresolved: Vec::new() };
        let mut names = Names::of(krate);
        let mut ends_at_module = Vec::new();
        for path in &krate.paths {
            let found = names.resolve(path);
            if found.is_empty() {
                graph.unresolved.push(format!("{}: cannot find `{}`", krate.place(path), path.text()));
            }
            let (modules, items): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|found| found.is_module());
            if items.is_empty() {
                ends_at_module.extend(modules.iter().filter_map(|module| Some((path, module.file(krate)?))));
            }
            items.iter().filter_map(|item| item.file(krate)).for_each(|file| graph.add(path, file));
        }
        for (path, file) in ends_at_module {
            let is_edge = match path.kind {
                PathKind::Import(index) => {
                    let import = &krate.imports[index];
                    let exports_all = import.visible && import.name == ImportedName::Glob;
                    exports_all || !names.used_imports.contains(&index)
                }
                // A single name, such as the name of a variable, does not refer to a module.
                _ => path.segments.len() > 1,
            };
            if is_edge {
                graph.add(path, file);
            }
        }
        graph
    }

    fn add(&mut self, path: &WrittenPath, to: usize) {
        let from = self.krate.file_of(path);
        if from != to {
            let (place, to_file) = (self.krate.place(path), &self.krate.files[to]);
            let example = format!("{place}: `{}` names {to_file}", path.text());
            self.edges.entry((from, to)).or_insert(example);
        }
    }

    /// Returns one text for each group of files that depend on each other in a cycle. The text lists these dependencies.
    pub(crate) fn cycles(&self) -> Vec<String> {
        let reached: Vec<BTreeSet<usize>> = (0..self.krate.files.len()).map(|file| self.reached_from(file)).collect();
        let cycle = |file: usize| -> BTreeSet<usize> {
            reached[file].iter().copied().filter(|other| reached[*other].contains(&file)).collect()
        };
        let cycles: BTreeSet<BTreeSet<usize>> = (0..reached.len()).map(cycle).collect();
        let cycles = cycles.iter().filter(|files| !files.is_empty());
        let report = cycles.map(|files| {
            let edges = self.edges.iter().filter(|((from, to), _)| files.contains(from) && files.contains(to));
            let edges: Vec<&str> = edges.map(|(_, example)| example.as_str()).collect();
            format!("{} files in a cycle:\n  {}", files.len(), edges.join("\n  "))
        });
        report.collect()
    }

    /// Returns the files that the file depends on, directly or through other files.
    fn reached_from(&self, file: usize) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut next = vec![file];
        while let Some(from) = next.pop() {
            let ends = self.edges.range((from, 0)..=(from, usize::MAX)).map(|((_, to), _)| *to);
            next.extend(ends.filter(|to| reached.insert(*to)));
        }
        reached
    }
}
