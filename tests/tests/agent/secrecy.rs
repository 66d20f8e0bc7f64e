//! Secrecy of the words of people in a meeting. No printed value, no error and no log entry contains these words, even at
//! the most detailed log level.

use vc_tests::secrecy::output_of_tests_except;

/// Runs the other tests of this program again. The values, errors and logs that the tests print must not contain a spoken
/// word.
#[test]
fn no_spoken_word_is_printed() {
    let printed = output_of_tests_except(&["secrecy", "any_", "reconnect"]);

    // The length and the texts below show that the tests have really printed their logs, values and errors.
    assert!(printed.len() > 200_000, "{} bytes are printed", printed.len());
    for words in [
        "call{vc.operation=\"bot.events\"",
        "call{vc.operation=\"bot.message\"",
        "happened: Said(Said { ",
        "happened: Wrote(Wrote { ",
        "happened: Unknown(UnknownHappening { ",
        "Follower { meeting_id: ",
        "AttendedMeeting { meeting_id: ",
        "MeetingAgent { meetings: ",
        "MeetingCursor { ",
        "OutcomeUnknown(Transport(",
    ] {
        assert!(printed.contains(words), "{words} is not printed");
    }
}
