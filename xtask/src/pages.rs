//! Files and folders of pages as they are: what in them is a page, and what is not.
//!
//! `import` and `audit` read them by these rules. A page that cannot be read keeps no other from being read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use codegen::diagnostic::{Diagnostic, Diagnostics};
use codegen::source::Texts;

use crate::files::{self, NotUtf8};
use crate::page::{self, Page};
use crate::report::{Finding, Level, Place};

/// The texts of files, and why some of these are no texts.
pub(crate) struct Files {
    /// By their names. What is no text is as near to one as can be, so that its lines can be shown.
    pub texts: Texts,
    unreadable: BTreeMap<String, Diagnostic>,
}

/// What files have to say.
pub(crate) struct Pages<'f> {
    /// Each with its file.
    pub read: Vec<(&'f str, Page)>,
    /// How many files describe no operation, no event and no overview of them.
    pub skipped: usize,
    /// Why the rest cannot be read.
    pub wrong: Diagnostics,
}

impl From<Texts> for Files {
    fn from(texts: Texts) -> Self {
        Self { texts, unreadable: BTreeMap::new() }
    }
}

impl Files {
    /// Finds files by their names, and in folders all that end in `.md`, however deep.
    pub(crate) fn find(paths: &[PathBuf]) -> Result<Self> {
        let missing = paths.iter().filter(|path| !path.exists());
        let missing: Vec<String> = missing.map(|path| format!("there is no {}", path.display())).collect();
        ensure!(missing.is_empty(), "{}", missing.join("\nerror: "));
        let mut found = Vec::new();
        for path in paths {
            if path.is_dir() { search(path, &mut found)? } else { found.push(path.clone()) }
        }
        ensure!(!found.is_empty(), "there are no pages there: name files, or folders with files that end in `.md`");
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

    /// Reads all of them.
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

    /// What is wrong with pages, as findings of a report.
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

/// How many files something is wrong with.
pub(crate) fn count(wrong: &Diagnostics) -> usize {
    let files: BTreeSet<&str> = wrong.iter().filter_map(|one| Some(&*one.place()?.file)).collect();
    files.len()
}

fn search(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let cannot = || format!("cannot read {}", folder.display());
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let entry = entry.with_context(cannot)?;
        // Links to folders are not followed: they could lead back.
        if entry.file_type().with_context(cannot)?.is_dir() {
            search(&entry.path(), found)?;
        } else if entry.path().extension().is_some_and(|extension| extension == "md") {
            found.push(entry.path());
        }
    }
    Ok(())
}
