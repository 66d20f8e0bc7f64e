//! The search for secrets in the output of programs.
//!
//! All secrets of these tests hold the word `hunter2`, or are those of the double, so that one that is printed can be
//! found. A test program that has the variable `VC_TESTS_PRINT` shows all values and errors that its tests meet, as callers
//! may print them, and all logs.

use std::error::Error;
use std::fmt::Debug;
use std::process::Command;
use std::sync::Once;

use tracing::level_filters::LevelFilter;
use vc_api::testing::{APP_SECRET, ENCRYPT_KEY, VERIFICATION_TOKEN};

/// The word in each secret of these tests, and the secrets of the double.
const SECRETS: [&str; 6] = ["hunter2", APP_SECRET, VERIFICATION_TOKEN, ENCRYPT_KEY, "key-double", "ticket-double"];

/// The variable with which a test program shows all.
const PRINT: &str = "VC_TESTS_PRINT";

/// Whether this program shows all.
pub fn is_all_shown() -> bool {
    std::env::var_os(PRINT).is_some()
}

/// Shows the logs of the client and of the crates below it, if this program shows all.
pub fn show_logs() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if is_all_shown() {
            let logs = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(std::io::stderr);
            logs.try_init().expect("nothing else takes the logs");
        }
    });
}

/// Shows a value, if this program shows all.
pub fn show(value: &(impl Debug + ?Sized)) {
    if is_all_shown() {
        eprint!("{}", printed(value));
    }
}

/// Shows an error and its sources, if this program shows all.
pub fn show_error(error: &(dyn Error + 'static)) {
    if is_all_shown() {
        eprint!("{}", printed_error(error));
    }
}

/// Returns a value in each form in which callers may print it.
pub fn printed(value: &(impl Debug + ?Sized)) -> String {
    format!("{value:?}\n{value:#?}\n")
}

/// Returns an error and its sources in each form in which callers may print them.
pub fn printed_error(error: &(dyn Error + 'static)) -> String {
    let source = error.source().map(printed_error).unwrap_or_default();
    let report = error.downcast_ref::<vc_api::Error>().map(|error| error.report().to_string()).unwrap_or_default();
    format!("{error}\n{report}\n{}{source}", printed(error))
}

/// Asserts that no line holds a secret.
pub fn assert_no_secret<'a>(lines: impl IntoIterator<Item = &'a str>) {
    let leaks = lines.into_iter().filter(|line| SECRETS.iter().any(|secret| line.contains(secret)));
    let leaks: Vec<String> = leaks.take(10).map(masked).collect();
    assert!(leaks.is_empty(), "secrets are printed:\n{}", leaks.join("\n"));
}

/// Runs the tests of this program again, except those with one of these words in their names, and returns their output,
/// in which they show all.
///
/// # Panics
///
/// If a test fails, if a secret is printed, or if anything panics without the words `told to panic`: a task of the client
/// could do so unnoticed.
pub fn output_of_tests_except(skipped: &[&str]) -> String {
    let mut again = Command::new(std::env::current_exe().expect("this program is known"));
    again.args(["--nocapture", "--test-threads=2"]).args(skipped.iter().flat_map(|name| ["--skip", name]));
    let run = again.env(PRINT, "1").env_remove("RUST_BACKTRACE").output().expect("it can be run");
    let output = [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();

    // The double logs the frames that it sends. The frames of a client have a mask.
    let is_of_client = |line: &&str| !(line.contains("Sending frame") && line.contains("mask: None"));
    assert_no_secret(output.lines().filter(is_of_client));
    let lines: Vec<&str> = output.lines().collect();
    let panics = lines.windows(2).filter(|pair| pair[0].contains("panicked at") && !pair[1].contains("told to panic"));
    let panics: Vec<String> = panics.take(10).map(|pair| masked(&pair.join("\n"))).collect();
    assert!(run.status.success() && panics.is_empty() && output.contains("test result: ok."), "{}", panics.join("\n"));
    output
}

/// Returns the beginning of a text without its secrets.
fn masked(text: &str) -> String {
    let masked = SECRETS.iter().fold(text.to_owned(), |text, secret| text.replace(secret, "*******"));
    masked.chars().take(300).collect()
}
