//! No secret is printed: not by what the client and what it stands on log at the finest level, nor by its values and
//! errors.

use std::process::Command;

use crate::support::PRINT;

/// Runs the other tests of this program again, printing all they meet.
#[test]
fn no_secret_is_printed() {
    let program = std::env::current_exe().expect("this program is known");
    let mut again = Command::new(program);
    // Those with very much to print are left out.
    again.args(["--nocapture", "--test-threads=2", "--skip", "secrecy", "--skip", "load", "--skip", "large"]);
    again.args(["--skip", "without_end", "--skip", "nothing_can_be_sent", "--skip", "can_be_in_hand"]);
    let run = again.env(PRINT, "1").env_remove("RUST_BACKTRACE").output().expect("it can be run");
    let printed = [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    let told = |line: &str| line.replace("hunter2", "*******").chars().take(300).collect::<String>();

    let leaks: Vec<String> = printed.lines().filter(|line| line.contains("hunter2")).take(10).map(told).collect();
    assert!(leaks.is_empty(), "secrets are printed:\n{}", leaks.join("\n"));
    let lines: Vec<&str> = printed.lines().collect();
    let panics = lines.windows(2).filter(|pair| pair[0].contains("panicked at"));
    // Nor does a task of the client panic, which no one would notice.
    let panics = panics.filter(|pair| pair[1] != "it was told to panic");
    let panics: Vec<String> = panics.take(10).map(|pair| told(&pair.join("\n"))).collect();
    assert!(run.status.success() && panics.is_empty() && printed.contains("test result: ok."), "{}", panics.join("\n"));

    // It is really all of it.
    assert!(printed.len() > 1_000_000, "{} bytes are printed", printed.len());
    for words in [
        "long_connection{app_id=\"cli_1\"}",
        "call{operation=\"POST /callback/ws/endpoint\"}",
        "INFO long_connection",
        "WARN long_connection",
        "ERROR long_connection",
        "connected device_id=\"7430000000000000000\"",
        "reqwest::connect: starting new connection",
        "tungstenite::protocol",
        "Connection { state: ",
        "Events { handlers: ",
        "Refused { code: ",
        "GaveUp { attempts: ",
        "the platform refused the connection",
        "nothing came for",
        "a message on the connection cannot be read",
    ] {
        assert!(printed.contains(words), "{words} is not printed");
    }
}
