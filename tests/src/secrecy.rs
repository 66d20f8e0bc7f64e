//! Search for secrets in the output of programs.
//!
//! All secrets of these tests contain the word `hunter2` or are secrets of the double, so a search finds each printed
//! secret. If the variable `VC_TESTS_PRINT` is set, a test program prints all logs. The program also prints the values and
//! errors of its tests in several forms, such as `{:?}` and `{:#?}`.

use std::error::Error;
use std::fmt::Debug;
use std::process::Command;
use std::sync::Once;

use tracing::level_filters::LevelFilter;
use vc_api::testing::{APP_SECRET, ENCRYPT_KEY, VERIFICATION_TOKEN};

/// Texts that no output may contain: `hunter2`, which is part of every secret in these tests, and the secrets of the double.
const SECRETS: [&str; 6] = ["hunter2", APP_SECRET, VERIFICATION_TOKEN, ENCRYPT_KEY, "key-double", "ticket-double"];

/// Environment variable. If it is set, a test program prints all values, errors and logs.
const PRINT: &str = "VC_TESTS_PRINT";

/// Returns whether this test program prints all values, errors and logs.
pub fn is_all_shown() -> bool {
    std::env::var_os(PRINT).is_some()
}

/// Prints the logs of the client and of its dependencies, if the variable `VC_TESTS_PRINT` is set.
pub fn show_logs() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if is_all_shown() {
            let logs = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(std::io::stderr);
            logs.try_init().expect("nothing else takes the logs");
        }
    });
}

/// Prints a value, if the variable `VC_TESTS_PRINT` is set.
pub fn show(value: &(impl Debug + ?Sized)) {
    if is_all_shown() {
        eprint!("{}", printed(value));
    }
}

/// Prints an error and its sources, if the variable `VC_TESTS_PRINT` is set.
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

/// Runs this test program again, and returns its output. The tests print all values, errors and logs. Tests whose names
/// contain one of the words in `skipped` do not run.
///
/// # Panics
///
/// Panics if a test fails, if the output contains a secret, or if a thread or task panics without the words `told to panic`.
/// The last check is needed because a panic in a task of the client does not fail a test.
pub fn output_of_tests_except(skipped: &[&str]) -> String {
    let mut again = Command::new(std::env::current_exe().expect("this program is known"));
    again.args(["--nocapture", "--test-threads=2"]).args(skipped.iter().flat_map(|name| ["--skip", name]));
    let run = again.env(PRINT, "1").env_remove("RUST_BACKTRACE").output().expect("it can be run");
    let output = [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();

    // The double also logs its frames, which may contain secrets. Only the frames of a client have a mask, so the search
    // ignores logged frames without a mask.
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
