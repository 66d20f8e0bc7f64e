//! The ways in which a command ends.

use std::process::ExitCode;

use codegen::diagnostic::Diagnostics;
use codegen::source::Texts;

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

/// The mistakes in a spec, for a person to read.
pub(crate) fn refuse(spec: &Texts, diagnostics: &Diagnostics) -> Outcome {
    use std::io::IsTerminal;
    let rendered = diagnostics.render(spec, std::io::stderr().is_terminal());
    Outcome::Failed(rendered.trim_end().to_owned())
}

/// Prints how a command ended, and returns its exit code.
pub(crate) fn print(ended: &anyhow::Result<Outcome>) -> ExitCode {
    match ended {
        Ok(Outcome::Done(message)) => {
            println!("{message}");
            ExitCode::SUCCESS
        }
        Ok(Outcome::Found(report)) => {
            println!("{report}");
            ExitCode::FAILURE
        }
        Ok(Outcome::Unusable(message)) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
        Ok(Outcome::Failed(message)) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            // As for wrong arguments: it was not done, which says nothing about what it looks at.
            ExitCode::from(2)
        }
    }
}
