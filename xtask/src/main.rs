//! The commands of those who keep the spec: `cargo xtask --help`.

mod bundle;
mod docs;
mod files;
mod regen;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Keeps the spec and the client made from it in step.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the client's code from the spec
    Regen {
        /// Write nothing; fail when a file is not as the spec would make it
        #[arg(long)]
        check: bool,
    },
    /// Write one plain OpenAPI 3.1 document in JSON, in which every shorthand is expanded
    Bundle {
        /// The file to write
        #[arg(long)]
        output: PathBuf,
    },
    /// Write one HTML page to look through the API: with search, and with every call in Rust and by curl
    ///
    /// The page is one file, `index.html`, that loads nothing else: open it from disk, or put it on any server.
    Docs {
        /// The folder to write it to, which is made if need be [default: target/api-docs of the workspace]
        #[arg(long)]
        output: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let root = files::root();
    let done = match Arguments::parse().command {
        Command::Regen { check } => regen::run(&root, check),
        Command::Bundle { output } => bundle::run(&root, &output),
        Command::Docs { output } => docs::run(&root, output),
    };
    match done {
        Ok(Outcome::Done(message)) => {
            println!("{message}");
            ExitCode::SUCCESS
        }
        Ok(Outcome::Failed(message)) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// How a command ended, and what it has to say.
#[derive(Debug, PartialEq)]
enum Outcome {
    /// It did what it should.
    Done(String),
    /// What it looked at is not as it should be.
    Failed(String),
}

/// What is wrong with the spec, for a person to read.
fn refuse(root: &Path, diagnostics: &codegen::diagnostic::Diagnostics) -> anyhow::Result<Outcome> {
    use std::io::IsTerminal;
    let rendered = diagnostics.render(&files::spec(root)?, std::io::stderr().is_terminal());
    Ok(Outcome::Failed(rendered.trim_end().to_owned()))
}
