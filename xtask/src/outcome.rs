//! The ways in which a command ends.

use std::path::Path;

use codegen::diagnostic::Diagnostics;

use crate::files;

/// How a command ended, and what it has to say.
#[derive(Debug, PartialEq)]
pub(crate) enum Outcome {
    /// It did what it should.
    Done(String),
    /// It did what it should, and what its report says is not as it should be.
    Found(String),
    /// What it was given cannot be read.
    Unusable(String),
    /// What it looked at is not as it should be.
    Failed(String),
}

/// What is wrong with the spec, for a person to read.
pub(crate) fn refuse(root: &Path, diagnostics: &Diagnostics) -> anyhow::Result<Outcome> {
    use std::io::IsTerminal;
    let rendered = diagnostics.render(&files::spec(root)?, std::io::stderr().is_terminal());
    Ok(Outcome::Failed(rendered.trim_end().to_owned()))
}
