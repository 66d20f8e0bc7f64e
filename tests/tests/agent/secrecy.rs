//! The words of people in a meeting, which are never printed: not in logs at the finest level, nor by values and errors.

use vc_tests::secrecy::output_of_tests_except;

/// Runs the other tests of this program again, printing all they meet.
#[test]
fn nothing_that_was_said_is_printed() {
    let printed = output_of_tests_except(&["secrecy", "any_", "reconnect"]);

    // It is really all of it.
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
