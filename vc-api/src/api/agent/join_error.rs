//! Error for the case that a bot cannot join a meeting.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::error::types::Error;

/// Reason why a bot could not join a meeting.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum JoinError {
    /// The agent already attends its maximum number of meetings. The agent sent no request.
    TooMany {
        /// Maximum number of meetings of the agent.
        most: usize,
    },
    /// The invitation contains no meeting number, or the given text is not a meeting number. The agent sent no request.
    NoNumber,
    /// The platform did not name the meeting that the bot joined.
    NoMeeting,
    /// No usable response arrived, so the outcome is unknown. The bot may be in the meeting, although the program has no
    /// stream of the meeting.
    OutcomeUnknown(Error),
    /// The platform refused the call that joins the meeting, or another necessary call failed.
    Call(Error),
}

impl JoinError {
    /// Returns [`OutcomeUnknown`](Self::OutcomeUnknown) if the platform may have executed the failed call. Otherwise returns
    /// [`Call`](Self::Call).
    pub(crate) fn of_call(error: Error) -> Self {
        if error.may_have_acted() { Self::OutcomeUnknown(error) } else { Self::Call(error) }
    }
}

impl JoinError {
    /// Returns a text for a terminal: one line about the error, and for some errors one or two lines with the next step.
    ///
    /// The first line is the text that `Display` of the error writes. This line is enough for a log.
    #[must_use]
    pub fn report(&self) -> impl fmt::Display + '_ {
        Report(self)
    }
}

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
    "The bot may be in the meeting, although the program has no stream of the meeting. Join again to get the stream.";

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
