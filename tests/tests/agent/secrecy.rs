//! Words of people in a meeting, which no log at the finest level, value or error prints.

use vc_tests::secrecy::output_of_tests_except;

/// Runs the other tests of this program again, and prints all their values, errors and logs.
#[test]
fn no_spoken_word_is_printed() {
    let printed = output_of_tests_except(&["secrecy", "any_", "reconnect"]);

    // The output is complete.
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
