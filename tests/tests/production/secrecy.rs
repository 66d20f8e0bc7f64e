//! No secret is printed: not by what the client and what it stands on log at the finest level, nor by its values and
//! errors.

use std::process::Command;

use crate::support::PRINT;

/// Runs all other tests of this program again, printing all they meet.
#[test]
fn no_secret_is_printed() {
    let program = std::env::current_exe().expect("this program is known");
    let mut again = Command::new(program);
    again.args(["--nocapture", "--test-threads=2", "--skip", "secrecy"]);
    let run = again.env(PRINT, "1").env_remove("RUST_BACKTRACE").output().expect("it can be run");
    let printed = [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    let told = |line: &str| line.replace("hunter2", "*******").chars().take(300).collect::<String>();

    let leaks: Vec<String> = printed.lines().filter(|line| line.contains("hunter2")).take(10).map(told).collect();
    assert!(leaks.is_empty(), "secrets are printed:\n{}", leaks.join("\n"));

    // A panic and what it says.
    let lines: Vec<&str> = printed.lines().collect();
    let panics = lines.windows(2).filter(|pair| pair[0].contains("panicked at"));
    let panics: Vec<String> = panics.take(10).map(|pair| told(&pair.join("\n"))).collect();
    assert!(run.status.success() && printed.contains("test result: ok."), "{}", panics.join("\n"));

    // It is really all of it.
    assert!(printed.len() > 1_000_000, "{} bytes are printed", printed.len());
    for words in [
        // Operations, as the client logs them.
        "call{operation=\"room.get\"}",
        "call{operation=\"POST /open-apis/auth/v3/tenant_access_token/internal\"}",
        "call{operation=\"POST /open-apis/auth/v3/app_access_token\"}",
        "call{operation=\"POST /open-apis/auth/v3/app_ticket/resend\"}",
        "call{operation=\"POST /open-apis/authen/v2/oauth/token\"}",
        "DEBUG token{key=vc-api/127.0.0.1",
        "WARN token{key=vc-api/127.0.0.1",
        // What is beneath it.
        "reqwest::connect: starting new connection",
        "hyper_util::client::legacy::pool",
        // Values and errors.
        "Client { base_url: ",
        "ClientBuilder { app_id: ",
        "Session { token: ",
        "Grant { id: ",
        "LoginRequest { client: ",
        "Login { redirect_uri: ",
        "StoreEntry { value: Secret(..), ",
        "Refused(Refused { ",
        "Token(TokenFailure { ",
        "LoginNeeded(LoginNeeded { ",
        "Timeout(Timeout { ",
        "Undecodable(Undecodable { ",
        "UnexpectedContent(UnexpectedContent { ",
        "the user must log in again",
        "no app ticket in time",
    ] {
        assert!(printed.contains(words), "{words} is not printed");
    }
}
