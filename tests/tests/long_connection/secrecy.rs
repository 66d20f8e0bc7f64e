//! Test that no printed value, error or log message contains a secret of a connection, even at the log level TRACE.

use vc_tests::secrecy::output_of_tests_except;

/// Runs the other tests of this program again. The values, errors and logs that the tests print must not contain a secret.
#[test]
fn no_secret_is_printed() {
    // Tests whose names contain these words do not run here, because they print too much.
    let heavy = ["load", "large", "without_end", "nothing_can_be_sent", "can_be_handled_at_once", "order"];
    let printed = output_of_tests_except(&[&["secrecy"], &heavy[..]].concat());

    // The length and the texts below show that the tests have really printed their logs, values and errors.
    assert!(printed.len() > 1_000_000, "{} bytes are printed", printed.len());
    for words in [
        "long_connection{messaging.system=\"feishu\" vc.app_id=\"cli_double\"}",
        "call{vc.operation=\"POST /callback/ws/endpoint\"",
        "INFO long_connection",
        "WARN long_connection",
        "ERROR long_connection",
        "connected vc.device_id=\"7430000000000000000\"",
        "reqwest::connect: starting new connection",
        "tungstenite::protocol",
        "Connection { state: ",
        "Waiting { attempt: ",
        "Ended { error: ",
        "Events { handlers: ",
        "Refused { code: ",
        "GaveUp { attempts: ",
        "the platform refused the connection",
        "nothing arrived for",
        "a message on the connection cannot be read",
    ] {
        assert!(printed.contains(words), "{words} is not printed");
    }
}
