//! Acknowledgement of an event: whether the platform is to deliver it again.

use crate::runtime::util::one_line::OneLine;

/// What the platform is told of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Acknowledgement {
    /// It need not come again.
    Handled,
    /// It was not handled, and must come again.
    Again,
}

impl Acknowledgement {
    /// Returns its name in spans.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Handled => "handled",
            Self::Again => "again",
        }
    }
}

/// Logs why an event is to come again.
pub(super) fn again(what: &str, error: &dyn std::fmt::Display) -> Acknowledgement {
    tracing::warn!(error = %OneLine(error), "{what}; it is to come again");
    Acknowledgement::Again
}
