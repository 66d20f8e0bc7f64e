//! Error of joining a meeting.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::error::types::Error;

/// Reason for which a bot could not join a meeting.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum JoinError {
    /// The agent already attends its maximum number of meetings. Nothing was sent.
    TooMany {
        /// Maximum number of meetings of the agent.
        most: usize,
    },
    /// The invitation has no meeting number, or the text is not a meeting number. Nothing was sent.
    NoNumber,
    /// The platform did not name the meeting that the bot joined.
    NoMeeting,
    /// No usable response arrived, so the outcome is unknown. The bot may be in the meeting without a program that listens.
    OutcomeUnknown(Error),
    /// The platform refused the call, or another necessary call failed.
    Call(Error),
}

impl JoinError {
    /// Returns [`OutcomeUnknown`](Self::OutcomeUnknown) if the platform may have acted on a failed call, and otherwise
    /// [`Call`](Self::Call).
    pub(crate) fn of_call(error: Error) -> Self {
        if error.may_have_acted() { Self::OutcomeUnknown(error) } else { Self::Call(error) }
    }
}

impl JoinError {
    /// Returns a text for a terminal: one line about the error, and for some errors one or two lines with the next step.
    ///
    /// The first line equals the text of the error itself, which is enough for a log.
    #[must_use]
    pub fn report(&self) -> impl fmt::Display + '_ {
        Report(self)
    }
}

/// Report of an error.
struct Report<'a>(&'a JoinError);

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            JoinError::Call(error) => error.report().fmt(f),
            JoinError::OutcomeUnknown(error) => {
                write!(f, "the bot may have joined, or not: {}\n{UNKNOWN}", error.report())
            }
            other => other.fmt(f),
        }
    }
}

/// Advice for [`JoinError::OutcomeUnknown`].
const UNKNOWN: &str =
    "The bot may be in the meeting without a program that listens. Join again: this returns the bot's meeting.";

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { most } => {
                write!(
                    f,
                    "the agent already attends {most} meetings, its maximum. Leave one, or raise `most_meetings`."
                )
            }
            Self::NoNumber => f.write_str(
                "the meeting number is missing or invalid. Use the number of nine digits, not the id of the meeting.",
            ),
            Self::NoMeeting => f.write_str("the platform did not name the meeting that the bot joined. Join again."),
            Self::OutcomeUnknown(error) => write!(f, "the bot may have joined, or not: {error}"),
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
