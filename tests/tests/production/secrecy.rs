//! Secrets of a client, which no log at the finest level, value or error prints.

use vc_tests::secrecy::output_of_tests_except;

/// Runs the other tests of this program again, and prints all their values, errors and logs.
#[test]
fn no_secret_is_printed() {
    let printed = output_of_tests_except(&["secrecy"]);

    // The output is complete.
    assert!(printed.len() > 1_000_000, "{} bytes are printed", printed.len());
    for words in [
        // Operations, as the client logs them.
        "call{vc.operation=\"room.get\"",
        "call{vc.operation=\"POST /open-apis/auth/v3/tenant_access_token/internal\"",
        "call{vc.operation=\"POST /open-apis/auth/v3/app_access_token\"",
        "call{vc.operation=\"POST /open-apis/auth/v3/app_ticket/resend\"",
        "call{vc.operation=\"POST /open-apis/authen/v2/oauth/token\"",
        "DEBUG token{vc.token.key=\"vc-api/127.0.0.1",
        "WARN token{vc.token.key=\"vc-api/127.0.0.1",
        // Logs of the libraries below the client.
        "reqwest::connect: starting new connection",
        "hyper_util::client::legacy::pool",
        // Values and errors.
        "Client { base_url: ",
        "ClientBuilder { app_id: ",
        "Session { token: ",
        "Grant { id: ",
        "LoginRequest { redirect_uri: ",
        "Login { redirect_uri: ",
        "StoreEntry { value: Secret(..), ",
        "Refused(Refused { ",
        "Token(TokenFailure { ",
        "LoginNeeded(LoginNeeded { ",
        "Timeout(Timeout { ",
        "Undecodable(Undecodable { ",
        "UnexpectedContent(UnexpectedContent { ",
        "the user must log in again",
        "no app ticket within",
    ] {
        assert!(printed.contains(words), "{words} is not printed");
    }
}
