//! Reports of errors for people: what happened, what to do next, and where the platform explains it.

use std::borrow::Cow;
use std::fmt;

use crate::runtime::error::help_text;
use crate::runtime::error::network_fault::NetworkFault;
use crate::runtime::error::types::{
    Content, Error, ExportCause, ExportFailure, Refused, Stage, Timeout, Transport, Undecodable, UnexpectedContent,
};

impl Error {
    /// Returns what a person reads in a terminal: some lines on what happened, what to do next, and where the platform
    /// explains it.
    ///
    /// The text of the error itself is the first of these lines, which is enough for a log. Neither holds a token or a body.
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

    /// Returns what to do next, as one line.
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

    /// Returns where the platform explains a refusal, if it says so.
    fn page(&self) -> Option<String> {
        self.refusal().and_then(|refusal: &Refused| help_text::page(refusal))
    }
}

/// The report of an error.
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
        ExportCause::Failed { .. } => Some("Start it again.".into()),
        ExportCause::Unfinished { .. } => {
            Some("The platform goes on with it: take it up again by the task's id.".into())
        }
        ExportCause::Call(error) => error.advice(),
        ExportCause::File(_) if failure.task_id.is_none() => {
            Some("Nothing was started: check the path, then start it again.".into())
        }
        ExportCause::File(_) => Some("Take it up again by the task's id.".into()),
    }
}

fn of_undecodable(undecodable: &Undecodable) -> &'static str {
    help_text::of_status(undecodable.status).unwrap_or(match undecodable.body.text() {
        "" => "The platform may have changed, or a proxy may have answered.",
        _ => {
            "The platform may have changed, or a proxy may have answered: compare the body that this error keeps with the documentation."
        }
    })
}

fn of_unexpected(unexpected: &UnexpectedContent) -> &'static str {
    match unexpected.content {
        Content::TooLarge { .. } => return "Ask for smaller pages, or raise `response_limit` of the client.",
        Content::Redirected => {
            return "Only calls that read may be redirected. Make the HTTP client with `redirect(Policy::none())`, and check the base URL of the client. Before you repeat what changes something, look whether it was done.";
        }
        _ => {}
    }
    help_text::of_status(unexpected.status).unwrap_or(match unexpected.content {
        Content::CutOff => {
            "The connection or a proxy lost the rest. The platform has probably acted on the call; reading can simply be repeated."
        }
        _ => {
            "Something between here and the platform may have answered, such as a proxy, or a network that asks for a login: check the base URL of the client and its proxies."
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
            "The platform sends it as an `app_ticket` event: receive events, and hand them to `Client::keep_app_ticket_event`."
        }
        Stage::Sending if timeout.acted_before => "The token, or what was waited for before it, took too long.",
        Stage::Sending => "Nothing was sent: the token, or what was waited for before it, took too long.",
        Stage::Token | Stage::Connecting => not_sent(timeout.acted_before),
        Stage::Rest => LOST,
        Stage::Response => UNKNOWN,
    };
    let option = timeout.option;
    match &timeout.source {
        Some(source) if NetworkFault::of(source) == NetworkFault::Silence => {
            format!("{advice} Check the network. What may be silent for longer is set by {option}.")
        }
        // A server that works on the call and a network that lost it cannot be told apart.
        _ if matches!(timeout.stage, Stage::Response | Stage::Rest) => {
            format!("{advice} Check the network. If the operation takes that long, raise {option}.")
        }
        _ => format!("{advice} To wait longer, raise {option}."),
    }
}

/// Returns what to do when there was no connection.
fn not_sent(acted_before: bool) -> &'static str {
    match acted_before {
        false => "Nothing was sent: check the network, the proxy and the base URL of the client, then try again.",
        true => "Check the network, the proxy and the base URL of the client.",
    }
}

/// What to do when an earlier attempt may have been carried out.
const EARLIER: &str =
    "The platform may have acted on an earlier attempt of the call: look before you repeat one that changes something.";

/// What to do when no response came.
const UNKNOWN: &str =
    "Whether the platform acted on the call is not known: look before you repeat one that changes something.";

/// What to do when a response did not come as a whole.
const LOST: &str =
    "What only reads can simply be repeated; before you repeat what changes something, look whether it was done.";
