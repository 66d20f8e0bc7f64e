//! Files and folders of pages, which `import` and `audit` read.
//!
//! After an unreadable page, the functions in this file continue with the other pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use codegen::diagnostic::{Diagnostic, Diagnostics};
use codegen::source::Texts;

use crate::files::{self, NotUtf8};
use crate::page::{self, Page};
use crate::report::{Finding, Level, Place};

/// Texts of files, and the errors of files that cannot be read as text.
pub(crate) struct Files {
    /// Texts by file name. If a file is not UTF-8, its text contains replacement characters, so that an error can show the
    /// line.
    pub texts: Texts,
    unreadable: BTreeMap<String, Diagnostic>,
}

/// Pages that were read from files.
pub(crate) struct Pages<'f> {
    /// Pages that were read, each with its file.
    pub read: Vec<(&'f str, Page)>,
    /// Number of files that describe no operation, no event and no overview.
    pub skipped: usize,
    /// Errors of the files that cannot be read.
    pub wrong: Diagnostics,
}

impl From<Texts> for Files {
    fn from(texts: Texts) -> Self {
        Self { texts, unreadable: BTreeMap::new() }
    }
}

impl Files {
    /// Finds the named files. In the named folders and their subfolders, finds each file whose name ends in `.md`.
    pub(crate) fn find(paths: &[PathBuf]) -> Result<Self> {
        let missing = paths.iter().filter(|path| !path.exists());
        let missing: Vec<String> = missing.map(|path| format!("there is no {}", path.display())).collect();
        ensure!(missing.is_empty(), "{}", missing.join("\nerror: "));
        let mut found = Vec::new();
        for path in paths {
            if path.is_dir() { search(path, &mut found)? } else { found.push(path.clone()) }
        }
        ensure!(!found.is_empty(), "no pages found; name files, or folders with files that end in `.md`");
        let mut files = Self::from(Texts::new());
        for path in found {
            files.add(&path);
        }
        Ok(files)
    }

    fn add(&mut self, path: &Path) {
        let name = path.display().to_string();
        let text = files::read_text(path).unwrap_or_else(|error| {
            let diagnostic = match error.downcast_ref::<NotUtf8>() {
                Some(error) => Diagnostic::new("page-encoding", error.message())
                    .at_line(name.as_str(), error.line, error.column)
                    .help(NotUtf8::HELP),
                None => Diagnostic::new("page-file", format!("{error:#}")).at_line(name.as_str(), 1, 1),
            };
            self.unreadable.insert(name.clone(), diagnostic);
            fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
        });
        self.texts.insert(name, text);
    }

    /// Reads all files as pages.
    pub(crate) fn pages(&self) -> Pages<'_> {
        let mut pages = Pages { read: Vec::new(), skipped: 0, wrong: Diagnostics::new() };
        for (file, text) in &self.texts {
            if let Some(diagnostic) = self.unreadable.get(file) {
                pages.wrong.push(diagnostic.clone());
                continue;
            }
            match page::read(file, text) {
                Ok(Some(page)) => pages.read.push((file, page)),
                Ok(None) => pages.skipped += 1,
                Err(diagnostics) => pages.wrong.extend(diagnostics),
            }
        }
        pages
    }

    /// Converts errors into findings for a report. The command left out the pages that have these errors.
    pub(crate) fn findings(&self, wrong: &Diagnostics) -> Vec<Finding> {
        let finding = |diagnostic: &Diagnostic| {
            let (line, column) = diagnostic.line_column(&self.texts).unwrap_or((1, 1));
            let place = diagnostic.place().map(|place| Place { file: place.file.to_string(), line, column });
            Finding {
                kind: diagnostic.code(),
                level: Level::Error,
                subject: "page left out".to_owned(),
                message: diagnostic.message().to_owned(),
                place,
                facts: diagnostic.advice().map(|help| ("help", help.to_owned())).into_iter().collect(),
            }
        };
        let mut findings: Vec<Finding> = wrong.iter().map(finding).collect();
        findings.sort_by_cached_key(|finding| {
            finding.place.as_ref().map(|place| (place.file.clone(), place.line, place.column))
        });
        findings
    }
}

/// Returns the number of files with errors.
pub(crate) fn count(wrong: &Diagnostics) -> usize {
    let files: BTreeSet<&str> = wrong.iter().filter_map(|one| Some(&*one.place()?.file)).collect();
    files.len()
}

fn search(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let cannot = || format!("cannot read {}", folder.display());
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let entry = entry.with_context(cannot)?;
        // The search does not follow links to folders, because links could form a cycle.
        if entry.file_type().with_context(cannot)?.is_dir() {
            search(&entry.path(), found)?;
        } else if entry.path().extension().is_some_and(|extension| extension == "md") {
            found.push(entry.path());
        }
    }
    Ok(())
}
