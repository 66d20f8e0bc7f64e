//! Outcomes of commands, and their exit codes.

use std::process::ExitCode;

use codegen::diagnostic::Diagnostics;
use codegen::source::Texts;

/// Outcome of a command, with the message of the command.
#[derive(Debug, PartialEq)]
pub(crate) enum Outcome {
    /// The command succeeded.
    Done(String),
    /// The command ran to its end, and its report contains problems.
    Found(String),
    /// The command cannot read its input.
    Unusable(String),
    /// The command found errors in the files that it checks.
    Failed(String),
}

/// Renders the errors of a spec for a terminal.
pub(crate) fn refuse(spec: &Texts, diagnostics: &Diagnostics) -> Outcome {
    use std::io::IsTerminal;
    let rendered = diagnostics.render(spec, std::io::stderr().is_terminal());
    Outcome::Failed(rendered.trim_end().to_owned())
}

/// Prints the outcome of a command, and returns its exit code.
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
            // Exit code 2 means that the command did not run to its end, for example because of wrong arguments. Exit code 1
            // means that a command found problems in its input.
            ExitCode::from(2)
        }
    }
}
