//! Commands that maintain the spec and the client. `cargo xtask` without arguments lists the commands.

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

/// Keeps the spec and the client up to date with the platform.
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
        /// Write nothing, and fail if a file differs from the newly generated file
        #[arg(long)]
        check: bool,
        /// Generate again after each change of the spec, until Ctrl-C
        #[arg(long, conflicts_with = "check")]
        watch: bool,
    },
    /// Compare two states of the API, and show the effects on callers
    ///
    /// The command compares the parsed specs. It ignores format, comments and order.
    #[command(after_help = diff::HELP)]
    Diff(diff::Arguments),
    /// Write the section of the next version into CHANGELOG.md
    ///
    /// The section lists the changes of the spec since the last release. The command inserts the section below `Unreleased`.
    /// Edit the section by hand, and move the lines under `Unreleased` into the section.
    Changelog {
        /// Git revision of the last release [default: the last tag `v*`]
        #[arg(long, value_name = "REV")]
        base: Option<String>,
    },
    /// Generate only vc-api/API.md, the table of operations and events
    ///
    /// `regen` also writes and checks this file.
    Api,
    /// Write the spec as one plain OpenAPI document for other tools
    ///
    /// The document is OpenAPI 3.1 in JSON, with every shorthand expanded.
    Bundle {
        /// File to write
        #[arg(long)]
        output: PathBuf,
    },
    /// Compare pages of the platform with the spec
    ///
    /// The command skips files that describe neither an operation nor an event, and are no overview. If the command cannot
    /// read a page, it leaves the page out, and the exit code is 1.
    Audit {
        /// Markdown pages, or folders of pages
        #[arg(required = true, value_name = "PAGE")]
        pages: Vec<PathBuf>,
        /// Format of the report
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Write pages of the platform into the spec
    ///
    /// The command adds new operations and events to the spec, and missing parts to known operations and events. It removes
    /// nothing.
    ///
    /// A `TODO:` mark stands for each text that a person must write. `regen` refuses the spec until a person has replaced
    /// all marks.
    ///
    /// The command skips files that are not the page of an operation or event. If the command cannot read a page, it leaves
    /// the page out, and the exit code is 1.
    Import {
        /// Markdown pages, or folders of pages
        #[arg(required = true, value_name = "PAGE")]
        pages: Vec<PathBuf>,
        /// Write nothing if the command leaves out a page because of an error
        #[arg(long)]
        strict: bool,
        /// Print the report, and write nothing
        #[arg(long)]
        dry_run: bool,
        /// Format of the report
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Add an endpoint or event to the spec, from flags instead of a page
    ///
    /// On a terminal, the command asks for the values of missing flags. A `TODO:` mark stands for each unknown value.
    /// `regen` refuses the spec until a person has replaced all marks.
    New {
        #[command(subcommand)]
        kind: new::Kind,
    },
    /// Write an HTML page about the API, with search and all calls
    ///
    /// The page is one file, `index.html`, and loads no other file. Open the file from disk, or put the file on any server.
    Docs {
        /// Folder of the page; the command creates the folder if necessary [default: target/api-docs of the workspace]
        #[arg(long)]
        output: Option<PathBuf>,
        /// Address of the server in the curl calls [default: the first server of the spec]
        #[arg(long, value_name = "URL", value_parser = docs::server)]
        server: Option<String>,
    },
    /// Serve a double of the platform to programs in any language
    ///
    /// The server is a separate package, which cargo builds first. `cargo xtask serve --help` lists the options of the
    /// server.
    #[command(disable_help_flag = true)]
    Serve {
        /// Options of the server
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTION")]
        options: Vec<OsString>,
    },
    /// Call the real platform, and compare its responses with the spec
    ///
    /// The program for this command is a separate package, which cargo builds first. `cargo xtask smoke --help` lists the
    /// options of the program.
    #[command(disable_help_flag = true)]
    Smoke {
        /// Options of the program
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTION")]
        options: Vec<OsString>,
    },
    /// Run checks that take a long time or need the network
    Soak {
        #[command(subcommand)]
        check: soak::Check,
    },
}

fn main() -> ExitCode {
    let mut command = tasks::grouped(Arguments::command());
    let arguments = Arguments::from_arg_matches(&command.get_matches_mut()).unwrap_or_else(|error| error.exit());
    let Some(chosen) = arguments.command else {
        // Without a command, `xtask` prints the list of commands, like cargo itself.
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
            import::run(root, &pages, format, import::Options { strict, dry_run })
        }
        Command::New { kind } => new::run(root, kind),
        Command::Docs { output, server } => docs::run(root, output, server),
        Command::Serve { options } => serve::run(root, &options),
        Command::Smoke { options } => smoke::run(root, &options),
        Command::Soak { check } => soak::run(root, check),
    }
}
