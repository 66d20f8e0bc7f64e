//! The files of a crate as a graph: an arrow leads from a file to one that defines what it names.
//!
//! Only paths make arrows. A method that is called on a value names no file, so a trait that a glob imports for its
//! methods alone is not seen.

use std::collections::{BTreeMap, BTreeSet};

use crate::modules::{Crate, ImportedName, PathKind, WrittenPath};
use crate::names::{Found, Names};

/// The files of a crate, and the arrows between them.
pub(crate) struct Graph<'a> {
    krate: &'a Crate,
    /// An example of a path that makes the arrow, by the indices of the files at its ends.
    pub(crate) arrows: BTreeMap<(usize, usize), String>,
    /// The paths that name nothing, for a person to read.
    pub(crate) unresolved: Vec<String>,
}

impl<'a> Graph<'a> {
    pub(crate) fn of(krate: &'a Crate) -> Self {
        let mut graph = Self { krate, arrows: BTreeMap::new(), unresolved: Vec::new() };
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
            let is_arrow = match path.kind {
                PathKind::Import(index) => {
                    let import = &krate.imports[index];
                    let exports_all = import.visible && import.name == ImportedName::Glob;
                    exports_all || !names.used_imports.contains(&index)
                }
                // A name alone, such as that of a variable, is no path to a module.
                _ => path.segments.len() > 1,
            };
            if is_arrow {
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
            self.arrows.entry((from, to)).or_insert(example);
        }
    }

    /// Returns the circles, each with its arrows, for a person to read.
    pub(crate) fn circles(&self) -> Vec<String> {
        let reached: Vec<BTreeSet<usize>> = (0..self.krate.files.len()).map(|file| self.reached_from(file)).collect();
        let circle = |file: usize| -> BTreeSet<usize> {
            reached[file].iter().copied().filter(|other| reached[*other].contains(&file)).collect()
        };
        let circles: BTreeSet<BTreeSet<usize>> = (0..reached.len()).map(circle).collect();
        let circles = circles.iter().filter(|files| !files.is_empty());
        let report = circles.map(|files| {
            let arrows = self.arrows.iter().filter(|((from, to), _)| files.contains(from) && files.contains(to));
            let arrows: Vec<&str> = arrows.map(|(_, example)| example.as_str()).collect();
            format!("{} files in a circle:\n  {}", files.len(), arrows.join("\n  "))
        });
        report.collect()
    }

    /// Returns the files at the end of one or more arrows.
    fn reached_from(&self, file: usize) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut next = vec![file];
        while let Some(from) = next.pop() {
            let ends = self.arrows.range((from, 0)..=(from, usize::MAX)).map(|((_, to), _)| *to);
            next.extend(ends.filter(|to| reached.insert(*to)));
        }
        reached
    }
}
