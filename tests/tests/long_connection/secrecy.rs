//! Secrets of a connection, which no log at the finest level, value or error prints.

use vc_tests::secrecy::output_of_tests_except;

/// Runs the other tests of this program again, and prints all their values, errors and logs.
#[test]
fn no_secret_is_printed() {
    // Tests with too much output are left out.
    let heavy = ["load", "large", "without_end", "nothing_can_be_sent", "can_be_handled_at_once", "order"];
    let printed = output_of_tests_except(&[&["secrecy"], &heavy[..]].concat());

    // The output is complete.
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
