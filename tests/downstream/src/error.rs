use std::fmt;

use vc_api::reserve::ReserveId;

/// Reason for a failure of the service.
#[derive(Debug, PartialEq)]
pub enum Error {
    /// The user must log in again on the platform.
    LoginNeeded {
        /// Address of the login page.
        url: String,
    },
    /// The platform does not accept the password of the meeting.
    BadPassword,
    /// The platform reserved a meeting but gave no link to it.
    NoLink(ReserveId),
    /// The platform has not finished an export.
    ExportPending {
        /// Id of the task that [`Service::resume_export`](crate::Service::resume_export) needs.
        task_id: String,
    },
    /// The meeting does not let the bot in, or has not begun.
    NotAdmitted,
    /// An event or a response lacks a value that the service needs.
    Incomplete(&'static str),
    /// The event about the end of a meeting arrived before the event about its start.
    NotStarted,
    /// A call failed for another reason.
    Call(vc_api::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LoginNeeded { url } => write!(formatter, "the user must log in again at {url}"),
            Self::BadPassword => formatter.write_str("the platform does not accept the password"),
            Self::NoLink(id) => write!(formatter, "the reservation {id} has no link"),
            Self::ExportPending { task_id } => write!(formatter, "the export {task_id} is not ready yet"),
            Self::NotAdmitted => formatter.write_str("the meeting does not let the bot in"),
            Self::Incomplete(what) => write!(formatter, "{what} is missing"),
            Self::NotStarted => formatter.write_str("the meeting ended before it started"),
            Self::Call(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Call(error) => error.source(),
            _ => None,
        }
    }
}

impl From<vc_api::Error> for Error {
    fn from(error: vc_api::Error) -> Self {
        Self::Call(error)
    }
}
