//! The commands of those who keep the spec: `cargo xtask --help`.

mod api;
mod audit;
mod bundle;
mod diff;
mod docs;
mod files;
mod import;
mod new;
mod outcome;
mod page;
mod places;
mod regen;
mod report;
mod schema;
mod serve;
mod smoke;
mod soak;
mod watch;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use report::Format;

/// Keeps the spec and the client made from it in step.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the client's code, vc-api/API.md and the schema of the spec's keys
    Regen {
        /// Write nothing; fail when a file is not as the spec would make it
        #[arg(long)]
        check: bool,
        /// Write again after each change of the spec, until Ctrl-C
        #[arg(long, conflicts_with = "check")]
        watch: bool,
    },
    /// Show what changed between two states of the API, and whether it breaks callers
    ///
    /// Both states are read from the spec as the generator understands it, so that format, comments and order do not show.
    #[command(after_help = diff::HELP)]
    Diff(diff::Arguments),
    /// Write vc-api/API.md, the table of all operations and events
    ///
    /// `regen` writes and checks it too.
    Api,
    /// Write one plain OpenAPI 3.1 document in JSON, in which every shorthand is expanded
    Bundle {
        /// The file to write
        #[arg(long)]
        output: PathBuf,
    },
    /// Hold the platform's documentation pages, as Markdown, against the spec
    Audit {
        /// Pages, or folders of pages
        #[arg(required = true, value_name = "PAGE")]
        pages: Vec<PathBuf>,
        /// How to print what differs
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Write reference pages into the spec: what is new, and what is new of what is there
    ///
    /// What a person has to write is marked by `TODO:`, and `regen` refuses the spec until it is written. Nothing is
    /// taken away, and nothing is written when anything is wrong with a page or with what would be written.
    Import {
        /// Reference pages as Markdown, or folders of them
        #[arg(required = true, value_name = "PAGE")]
        pages: Vec<PathBuf>,
        /// Only say what would be written
        #[arg(long)]
        dry_run: bool,
        /// How to print what was written and what is to be done
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Write an endpoint or event for which there is no page; on a terminal, what is not given is asked for
    ///
    /// What a person has to write is marked by `TODO:`, and `regen` refuses the spec until it is written.
    New {
        #[command(subcommand)]
        what: new::What,
    },
    /// Write one HTML page to look through the API: with search, and with every call in Rust and by curl
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
    /// Serve a double of the platform on this machine, for people and for programs in any language
    ///
    /// It is a package of its own, which is built first: `cargo xtask serve --help` tells its options.
    #[command(disable_help_flag = true)]
    Serve {
        /// The options of the server
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTION")]
        options: Vec<OsString>,
    },
    /// Call the real platform with the credentials of an app, and hold its responses against the spec
    ///
    /// It is a package of its own, which is built first: `cargo xtask smoke --help` tells its options.
    #[command(disable_help_flag = true)]
    Smoke {
        /// The options of the program
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTION")]
        options: Vec<OsString>,
    },
    /// Run what takes long or needs the network, and hold it against the spec
    Soak {
        #[command(subcommand)]
        what: soak::What,
    },
}

fn main() -> ExitCode {
    let root = files::root();
    let done = match Arguments::parse().command {
        Command::Regen { watch: true, .. } => watch::run(&root),
        Command::Regen { check, .. } => regen::run(&root, check),
        Command::Diff(arguments) => diff::run(&root, &arguments),
        Command::Api => api::run(&root),
        Command::Bundle { output } => bundle::run(&root, &output),
        Command::Audit { pages, format } => audit::run(&root, &pages, format),
        Command::Import { pages, dry_run, format } => import::run(&root, &pages, format, dry_run),
        Command::New { what } => new::run(&root, what),
        Command::Docs { output, server } => docs::run(&root, output, server),
        Command::Serve { options } => serve::run(&root, &options),
        Command::Smoke { options } => smoke::run(&root, &options),
        Command::Soak { what } => soak::run(&root, what),
    };
    outcome::print(&done)
}
