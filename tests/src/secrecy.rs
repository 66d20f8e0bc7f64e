//! Search for secrets in the output of programs.
//!
//! All secrets of these tests contain the word `hunter2`, or are secrets of the double, so a search finds each printed
//! secret. With the variable `VC_TESTS_PRINT`, a test program shows all logs, and all values and errors of its tests in each
//! form in which callers may print them.

use std::error::Error;
use std::fmt::Debug;
use std::process::Command;
use std::sync::Once;

use tracing::level_filters::LevelFilter;
use vc_api::testing::{APP_SECRET, ENCRYPT_KEY, VERIFICATION_TOKEN};

/// Texts that must not be printed: the word that each secret of these tests contains, and the secrets of the double.
const SECRETS: [&str; 6] = ["hunter2", APP_SECRET, VERIFICATION_TOKEN, ENCRYPT_KEY, "key-double", "ticket-double"];

/// Variable with which a test program shows all values, errors and logs.
const PRINT: &str = "VC_TESTS_PRINT";

/// Returns whether this program shows all values, errors and logs.
pub fn is_all_shown() -> bool {
    std::env::var_os(PRINT).is_some()
}

/// Shows the logs of the client and of the crates that the client uses, if this program shows all logs.
pub fn show_logs() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if is_all_shown() {
            let logs = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(std::io::stderr);
            logs.try_init().expect("nothing else takes the logs");
        }
    });
}

/// Shows a value, if this program shows all values.
pub fn show(value: &(impl Debug + ?Sized)) {
    if is_all_shown() {
        eprint!("{}", printed(value));
    }
}

/// Shows an error and its sources, if this program shows all errors.
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

/// Asserts that no line contains a secret.
pub fn assert_no_secret<'a>(lines: impl IntoIterator<Item = &'a str>) {
    let leaks = lines.into_iter().filter(|line| SECRETS.iter().any(|secret| line.contains(secret)));
    let leaks: Vec<String> = leaks.take(10).map(masked).collect();
    assert!(leaks.is_empty(), "secrets are printed:\n{}", leaks.join("\n"));
}

/// Runs the tests of this program again, except tests with one of these words in their names, and returns the output of the
/// tests. The tests show all values, errors and logs.
///
/// # Panics
///
/// Panics if a test fails, if a secret is printed, or if a thread or task panics without the words `told to panic`. The
/// panic of a task of the client would not fail a test.
pub fn output_of_tests_except(skipped: &[&str]) -> String {
    let mut again = Command::new(std::env::current_exe().expect("this program is known"));
    again.args(["--nocapture", "--test-threads=2"]).args(skipped.iter().flat_map(|name| ["--skip", name]));
    let run = again.env(PRINT, "1").env_remove("RUST_BACKTRACE").output().expect("it can be run");
    let output = [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();

    // The double logs the frames that the double sends. These do not count. Only the frames of a client have a mask.
    let is_of_client = |line: &&str| !(line.contains("Sending frame") && line.contains("mask: None"));
    assert_no_secret(output.lines().filter(is_of_client));
    let lines: Vec<&str> = output.lines().collect();
    let panics = lines.windows(2).filter(|pair| pair[0].contains("panicked at") && !pair[1].contains("told to panic"));
    let panics: Vec<String> = panics.take(10).map(|pair| masked(&pair.join("\n"))).collect();
    assert!(run.status.success() && panics.is_empty() && output.contains("test result: ok."), "{}", panics.join("\n"));
    output
}

/// Returns the beginning of a text, with the secrets masked.
fn masked(text: &str) -> String {
    let masked = SECRETS.iter().fold(text.to_owned(), |text, secret| text.replace(secret, "*******"));
    masked.chars().take(300).collect()
}
