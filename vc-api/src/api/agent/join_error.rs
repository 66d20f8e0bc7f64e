//! Failures of joining a meeting.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::error::types::Error;

/// Reason for which a bot could not join a meeting.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum JoinError {
    /// The agent attends as many meetings as it may. Nothing was sent.
    TooMany {
        /// Limit of the agent.
        most: usize,
    },
    /// The invitation has no meeting number, or the text is no such number. Nothing was sent.
    NoNumber,
    /// The platform did not name the meeting that the bot joined.
    NoMeeting,
    /// It is not known whether the bot joined: no response came. The bot may sit in the meeting, with nobody listening.
    OutcomeUnknown(Error),
    /// The platform refused it, or another call that it needs failed.
    Call(Error),
}

impl JoinError {
    /// Tells whether a failed call may have been carried out.
    pub(crate) fn of_call(error: Error) -> Self {
        if error.may_have_acted() { Self::OutcomeUnknown(error) } else { Self::Call(error) }
    }
}

impl JoinError {
    /// Returns what a person reads in a terminal: a line on what happened, and one or two on what to do next.
    ///
    /// The text of the error itself is the first of these lines, which is enough for a log.
    #[must_use]
    pub fn report(&self) -> impl fmt::Display + '_ {
        Report(self)
    }
}

/// The report of such an error.
struct Report<'a>(&'a JoinError);

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            JoinError::Call(error) => error.report().fmt(f),
            JoinError::OutcomeUnknown(error) => {
                write!(f, "it is not known whether the bot joined: {}\n{UNKNOWN}", error.report())
            }
            other => other.fmt(f),
        }
    }
}

/// What to do when it is not known whether the bot joined.
const UNKNOWN: &str =
    "The bot may sit in the meeting with nobody listening. Join it again: that gives the meeting in which the bot is.";

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { most } => {
                write!(f, "the agent attends {most} meetings, as many as it may. Leave one, or raise `most_meetings`.")
            }
            Self::NoNumber => f.write_str(
                "there is no meeting number to join by. It has nine digits; the id of a meeting is no such number.",
            ),
            Self::NoMeeting => f.write_str("the platform did not name the meeting that the bot joined. Join it again."),
            Self::OutcomeUnknown(error) => write!(f, "it is not known whether the bot joined: {error}"),
            Self::Call(error) => error.fmt(f),
        }
    }
}

impl StdError for JoinError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::OutcomeUnknown(error) | Self::Call(error) => Some(error),
            Self::TooMany { .. } | Self::NoNumber | Self::NoMeeting => None,
        }
    }
}
