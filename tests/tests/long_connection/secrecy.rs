//! The secrets of a connection, which are never printed: not in logs at the finest level, nor by values and errors.

use vc_tests::secrecy::output_of_tests_except;

/// Runs the other tests of this program again, printing all they meet.
#[test]
fn no_secret_is_printed() {
    // Those with very much to print are left out.
    let heavy = ["load", "large", "without_end", "nothing_can_be_sent", "can_be_in_hand", "order"];
    let printed = output_of_tests_except(&[&["secrecy"], &heavy[..]].concat());

    // It is really all of it.
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
