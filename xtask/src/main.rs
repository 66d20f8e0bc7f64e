//! The commands of those who keep the spec: `cargo xtask` lists them.

mod api;
mod audit;
mod bundle;
mod changelog;
mod diff;
mod docs;
mod files;
mod import;
mod new;
mod outcome;
mod page;
mod pages;
mod places;
mod regen;
mod report;
mod schema;
mod serve;
mod smoke;
mod soak;
mod tasks;
mod watch;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use outcome::Outcome;
use report::Format;

/// Keeps the spec and its client in step with the platform.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Generate the client, vc-api/API.md and the schema of the spec
    Regen {
        /// Write nothing; fail when a file is not as the spec would make it
        #[arg(long)]
        check: bool,
        /// Write again after each change of the spec, until Ctrl-C
        #[arg(long, conflicts_with = "check")]
        watch: bool,
    },
    /// Compare two states of the API, and judge each change for callers
    ///
    /// Both states are read from the spec as the generator understands it, so that format, comments and order do not show.
    #[command(after_help = diff::HELP)]
    Diff(diff::Arguments),
    /// Write the section of the next version into CHANGELOG.md
    ///
    /// It says what changed in the spec since the last release. A person then edits the section. It stands below `Unreleased`, whose lines go into it by hand.
    Changelog {
        /// The last release: a revision of git [default: the last tag `v*`]
        #[arg(long, value_name = "REV")]
        base: Option<String>,
    },
    /// Generate vc-api/API.md alone, the table of all operations
    ///
    /// `regen` writes and checks it too.
    Api,
    /// Write the spec as one plain OpenAPI document for other tools
    ///
    /// It is OpenAPI 3.1 in JSON, and every shorthand is expanded.
    Bundle {
        /// The file to write
        #[arg(long)]
        output: PathBuf,
    },
    /// Compare pages of the platform with the spec
    ///
    /// Pages that describe no operation or event are skipped. A page that cannot be read is left out, and the exit code
    /// is 1.
    Audit {
        /// Pages as Markdown, or folders of them
        #[arg(required = true, value_name = "PAGE")]
        pages: Vec<PathBuf>,
        /// How to print what differs
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Write pages of the platform into the spec
    ///
    /// Of operations and events that the spec has, it adds what is missing.
    ///
    /// What a person has to write is marked by `TODO:`, and `regen` refuses the spec until it is written. Nothing is
    /// taken away. Pages that describe no operation or event are skipped. A page that cannot be read is left out, and
    /// the exit code is 1.
    Import {
        /// Pages as Markdown, or folders of pages
        #[arg(required = true, value_name = "PAGE")]
        pages: Vec<PathBuf>,
        /// Write nothing if a page would be left out
        #[arg(long)]
        strict: bool,
        /// Only say what would be written
        #[arg(long)]
        dry_run: bool,
        /// How to print what was written and what is to be done
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Write an endpoint or event that has no page
    ///
    /// On a terminal, it asks for values that no flag gives. What nobody tells is marked by `TODO:`, and `regen` refuses
    /// the spec until a person has written it.
    New {
        #[command(subcommand)]
        what: new::What,
    },
    /// Write a page to browse the API, with search and with every call
    ///
    /// The page is one file, `index.html`, that loads nothing else: open it from disk, or put it on any server.
    Docs {
        /// The folder to write it to, which is made if need be [default: target/api-docs of the workspace]
        #[arg(long)]
        output: Option<PathBuf>,
        /// The server that the calls by curl go to [default: the first one of the spec]
        #[arg(long, value_name = "URL", value_parser = docs::server)]
        server: Option<String>,
    },
    /// Serve a double of the platform to programs in any language
    ///
    /// It is a package of its own, which is built first: `cargo xtask serve --help` tells its options.
    #[command(disable_help_flag = true)]
    Serve {
        /// The options of the server
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTION")]
        options: Vec<OsString>,
    },
    /// Call the real platform, and compare its responses with the spec
    ///
    /// It is a package of its own, which is built first: `cargo xtask smoke --help` tells its options.
    #[command(disable_help_flag = true)]
    Smoke {
        /// The options of the program
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTION")]
        options: Vec<OsString>,
    },
    /// Run the checks that take long or need the network
    Soak {
        #[command(subcommand)]
        what: soak::What,
    },
}

fn main() -> ExitCode {
    let mut command = tasks::grouped(Arguments::command());
    let arguments = Arguments::from_arg_matches(&command.get_matches_mut()).unwrap_or_else(|error| error.exit());
    let Some(chosen) = arguments.command else {
        // Who names no command wants to see them, as with cargo itself.
        print!("{}", command.render_help());
        return ExitCode::SUCCESS;
    };
    outcome::print(&run(&files::root(), chosen))
}

fn run(root: &Path, command: Command) -> Result<Outcome> {
    match command {
        Command::Regen { watch: true, .. } => watch::run(root),
        Command::Regen { check, .. } => regen::run(root, check),
        Command::Diff(arguments) => diff::run(root, &arguments),
        Command::Changelog { base } => changelog::run(root, base.as_deref()),
        Command::Api => api::run(root),
        Command::Bundle { output } => bundle::run(root, &output),
        Command::Audit { pages, format } => audit::run(root, &pages, format),
        Command::Import { pages, strict, dry_run, format } => {
            import::run(root, &pages, format, import::How { strict, dry_run })
        }
        Command::New { what } => new::run(root, what),
        Command::Docs { output, server } => docs::run(root, output, server),
        Command::Serve { options } => serve::run(root, &options),
        Command::Smoke { options } => smoke::run(root, &options),
        Command::Soak { what } => soak::run(root, what),
    }
}
