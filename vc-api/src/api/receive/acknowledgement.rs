//! Acknowledgement of an event. The acknowledgement tells the platform whether to deliver the event again.

use crate::runtime::util::one_line::OneLine;

/// Acknowledgement of an event, which the receiver sends to the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Acknowledgement {
    /// The platform does not need to deliver the event again.
    Handled,
    /// The event was not handled. The platform must deliver the event again.
    Again,
}

impl Acknowledgement {
    /// Returns the name of the acknowledgement in spans.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Handled => "handled",
            Self::Again => "again",
        }
    }
}

/// Logs why the platform must deliver an event again, and returns [`Acknowledgement::Again`].
pub(super) fn again(reason: &str, error: &dyn std::fmt::Display) -> Acknowledgement {
    tracing::warn!(error = %OneLine(error), "{reason}; the platform will deliver the event again");
    Acknowledgement::Again
}
