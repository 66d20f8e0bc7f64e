//! What tests print when that is asked for: all they meet, as callers may print it, and all that is logged. All secrets of
//! these tests hold the word `hunter2`, so that it can be told whether one is printed.

use std::error::Error;
use std::fmt::Debug;
use std::process::Command;
use std::sync::Once;

use tracing::level_filters::LevelFilter;

/// Set, it asks for it.
const PRINT: &str = "VC_TESTS_PRINT";

/// Whether it is asked for.
pub fn is_asked_for() -> bool {
    std::env::var_os(PRINT).is_some()
}

/// Prints all that the client and what it stands on log, if that is asked for.
pub fn init() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if is_asked_for() {
            let logs = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(std::io::stderr);
            logs.try_init().expect("nothing else takes the logs");
        }
    });
}

/// Prints a value as callers may do, if that is asked for.
pub fn show(value: &(impl Debug + ?Sized)) {
    if is_asked_for() {
        eprintln!("{value:?}\n{value:#?}");
    }
}

/// Prints an error and what is behind it as callers may do, if that is asked for.
pub fn show_error(error: &dyn Error) {
    show(error);
    if is_asked_for() {
        eprintln!("{error}");
        let mut cause = error.source();
        while let Some(deeper) = cause {
            eprintln!("{deeper} {deeper:?}");
            cause = deeper.source();
        }
    }
}

/// Runs the tests of this program again, but for some by words in their names, printing all they meet; gives that.
///
/// It fails if a test does, if a secret is printed, or if anything panics that does not say that it was told to: a task of
/// the client could do so without anyone noticing.
pub fn by_all_tests_but(skipped: &[&str]) -> String {
    let mut again = Command::new(std::env::current_exe().expect("this program is known"));
    again.args(["--nocapture", "--test-threads=2"]).args(skipped.iter().flat_map(|name| ["--skip", name]));
    let run = again.env(PRINT, "1").env_remove("RUST_BACKTRACE").output().expect("it can be run");
    let printed = [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    let told = |line: &str| line.replace("hunter2", "*******").chars().take(300).collect::<String>();

    // What the stand-in of the gateway sends is logged on its side. The frames of a client have a mask.
    let by_client = |line: &&str| !(line.contains("Sending frame") && line.contains("mask: None"));
    let leaks = printed.lines().filter(by_client).filter(|line| line.contains("hunter2"));
    let leaks: Vec<String> = leaks.take(10).map(told).collect();
    assert!(leaks.is_empty(), "secrets are printed:\n{}", leaks.join("\n"));
    let lines: Vec<&str> = printed.lines().collect();
    let panics = lines.windows(2).filter(|pair| pair[0].contains("panicked at") && !pair[1].contains("told to panic"));
    let panics: Vec<String> = panics.take(10).map(|pair| told(&pair.join("\n"))).collect();
    assert!(run.status.success() && panics.is_empty() && printed.contains("test result: ok."), "{}", panics.join("\n"));
    printed
}
