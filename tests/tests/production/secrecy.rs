//! Secrets of a client. No printed value, no error and no log entry contains a secret, even at the most detailed log level.

use vc_tests::secrecy::output_of_tests_except;

/// Runs the other tests of this program again. The values, errors and logs that the tests print must not contain a secret.
#[test]
fn no_secret_is_printed() {
    let printed = output_of_tests_except(&["secrecy"]);

    // The length and the texts below show that the tests have really printed their logs, values and errors.
    assert!(printed.len() > 1_000_000, "{} bytes are printed", printed.len());
    for words in [
        // The log of the client contains the operations.
        "call{vc.operation=\"room.get\"",
        "call{vc.operation=\"POST /open-apis/auth/v3/tenant_access_token/internal\"",
        "call{vc.operation=\"POST /open-apis/auth/v3/app_access_token\"",
        "call{vc.operation=\"POST /open-apis/auth/v3/app_ticket/resend\"",
        "call{vc.operation=\"POST /open-apis/authen/v2/oauth/token\"",
        "DEBUG token{vc.token.key=\"vc-api/127.0.0.1",
        "WARN token{vc.token.key=\"vc-api/127.0.0.1",
        // These log messages come from the libraries of the client.
        "reqwest::connect: starting new connection",
        "hyper_util::client::legacy::pool",
        // The tests print values and errors, which contain these words.
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
