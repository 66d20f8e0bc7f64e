//! Files of a crate as a graph: an edge leads from a file to the file that defines a name in it.
//!
//! Only paths make edges. A method call on a value names no file. So the graph misses a trait that a glob imports only for
//! its methods.

use std::collections::{BTreeMap, BTreeSet};

use crate::modules::{Crate, ImportedName, PathKind, WrittenPath};
use crate::names::{Found, Names};

/// Files of a crate, and the edges between them.
pub(crate) struct Graph<'a> {
    krate: &'a Crate,
    /// Example of a path that makes the edge, by the indices of the two files.
    pub(crate) edges: BTreeMap<(usize, usize), String>,
    /// Paths that name nothing, as text.
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
                // A single name, such as the name of a variable, is no path to a module.
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

    /// Returns the cycles, each with its edges, as text.
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

    /// Returns the files at the end of one or more edges.
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
