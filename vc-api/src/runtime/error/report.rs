//! Reports of errors for people: the error, the next step, and the platform's page about the error.

use std::borrow::Cow;
use std::fmt;

use crate::runtime::error::help_text;
use crate::runtime::error::network_fault::NetworkFault;
use crate::runtime::error::types::{
    Content, Error, ExportCause, ExportFailure, Refused, Stage, Timeout, Transport, Undecodable, UnexpectedContent,
};

impl Error {
    /// Returns a report for a terminal: a few lines with the error, the next step, and the platform's page about the error.
    ///
    /// The first line is the text of the error itself, which is sufficient for a log. The report contains no token and no
    /// body.
    ///
    /// ```no_run
    /// # async fn example(org: vc_api::Session<vc_api::Tenant>) {
    /// if let Err(error) = org.rooms().delete("omm_4de32cf10a4358788ff4e09e37ebbf9b").await {
    ///     eprintln!("{}", error.report());
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn report(&self) -> impl fmt::Display + '_ {
        Report(self)
    }

    /// Returns advice about the next step, as one line.
    pub(crate) fn advice(&self) -> Option<Cow<'static, str>> {
        match self {
            Self::Refused(one) => Some(help_text::of_refusal(one, None)),
            Self::MissingScope(one) => Some(help_text::of_refusal(&one.refusal, Some(one))),
            Self::RateLimited(one) => Some(help_text::of_refusal(&one.refusal, None)),
            Self::LoginNeeded(one) => Some(help_text::of_login(one.reason).into()),
            Self::Token(one) => one.source.advice(),
            Self::Export(one) => of_export(one),
            Self::Undecodable(one) => Some(of_undecodable(one).into()),
            Self::UnexpectedContent(one) => Some(of_unexpected(one).into()),
            Self::Transport(one) => of_transport(one),
            Self::Timeout(one) => Some(of_timeout(one).into()),
            Self::Store(_) | Self::InvalidArgument(_) => None,
        }
    }

    /// Returns a line with the address of the platform's page about the refusal, if the platform gives an address.
    fn page(&self) -> Option<String> {
        self.refusal().and_then(|refusal: &Refused| help_text::page(refusal))
    }
}

/// Report of an error.
struct Report<'a>(&'a Error);

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(error) = self;
        error.fmt(f)?;
        let advice = error.advice().unwrap_or_default();
        if !advice.is_empty() {
            write!(f, "\n{advice}")?;
        }
        if let Some(page) = error.page().filter(|page| !advice.contains(page)) {
            write!(f, "\n{page}")?;
        }
        if error.acted_before() && !error.judge().acted { write!(f, "\n{EARLIER}") } else { Ok(()) }
    }
}

fn of_export(failure: &ExportFailure) -> Option<Cow<'static, str>> {
    match &failure.cause {
        ExportCause::Failed { .. } => Some("Start the export again.".into()),
        ExportCause::Unfinished { .. } => {
            Some("The platform continues the task: resume the export with the id of the task.".into())
        }
        ExportCause::Call(error) => error.advice(),
        ExportCause::File(_) if failure.task_id.is_none() => {
            Some("No task was started: check the path, then start the export again.".into())
        }
        ExportCause::File(_) => Some("Resume the export with the id of the task.".into()),
    }
}

fn of_undecodable(undecodable: &Undecodable) -> &'static str {
    help_text::of_status(undecodable.status).unwrap_or(match undecodable.body.text() {
        "" => "The platform may have changed, or a proxy may have responded.",
        _ => {
            "The platform may have changed, or a proxy may have responded: compare the body in this error with the documentation."
        }
    })
}

fn of_unexpected(unexpected: &UnexpectedContent) -> &'static str {
    match unexpected.content {
        Content::TooLarge { .. } => return "Request smaller pages, or raise `response_limit` of the client.",
        Content::Redirected => {
            return "Only a call that reads may follow a redirect. Build the HTTP client with `redirect(Policy::none())`, and check the base URL of the client. Before you repeat a call that changes something, check whether the platform carried it out.";
        }
        _ => {}
    }
    help_text::of_status(unexpected.status).unwrap_or(match unexpected.content {
        Content::CutOff => {
            "The connection or a proxy lost the rest of the response. The platform has probably acted on the call. You can repeat a call that only reads."
        }
        _ => {
            "Another system, such as a proxy or a network that requires a login, may have responded instead of the platform: check the base URL and the proxies of the client."
        }
    })
}

fn of_transport(transport: &Transport) -> Option<Cow<'static, str>> {
    if transport.source.is_builder() {
        return None;
    }
    if let Some(advice) = help_text::of_network_fault(NetworkFault::of(&transport.source), &transport.peer) {
        return Some(advice);
    }
    Some(Cow::Borrowed(match (transport.source.is_connect(), transport.status) {
        (true, _) => not_sent(transport.acted_before),
        (false, Some(_)) => LOST,
        (false, None) => UNKNOWN,
    }))
}

fn of_timeout(timeout: &Timeout) -> String {
    let advice = match timeout.stage {
        Stage::Ticket => {
            "The platform sends the app ticket as an `app_ticket` event: receive events, and pass them to `Client::keep_app_ticket_event`."
        }
        Stage::Sending if timeout.acted_before => {
            "The wait for the token, or another step before the request, took too long."
        }
        Stage::Sending => {
            "Nothing was sent: the wait for the token, or another step before the request, took too long."
        }
        Stage::Token | Stage::Connecting => not_sent(timeout.acted_before),
        Stage::Rest => LOST,
        Stage::Response => UNKNOWN,
    };
    let option = timeout.option;
    match &timeout.source {
        Some(source) if NetworkFault::of(source) == NetworkFault::Silence => {
            format!("{advice} Check the network. To allow a longer silence of the connection, raise {option}.")
        }
        // The client cannot distinguish a slow server from a network that lost the call.
        _ if matches!(timeout.stage, Stage::Response | Stage::Rest) => {
            format!("{advice} Check the network. If the operation needs more time, raise {option}.")
        }
        _ => format!("{advice} To wait longer, raise {option}."),
    }
}

/// Returns the advice for a call that ended before the client sent its last attempt.
fn not_sent(acted_before: bool) -> &'static str {
    match acted_before {
        false => "Nothing was sent: check the network, the proxy and the base URL of the client, then try again.",
        true => "Check the network, the proxy and the base URL of the client.",
    }
}

/// Advice for a call with an earlier attempt that the platform may have carried out.
const EARLIER: &str = "The platform may have acted on an earlier attempt of the call. Before you repeat a call that changes something, check whether the platform carried it out.";

/// Advice for a call without a response.
const UNKNOWN: &str = "The platform may have acted on the call. Before you repeat a call that changes something, check whether the platform carried it out.";

/// Advice for a call with an incomplete response.
const LOST: &str = "You can repeat a call that only reads. Before you repeat a call that changes something, check whether the platform carried it out.";
