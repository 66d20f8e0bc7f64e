//! Options of the command line.

use std::time::Duration;

use clap::Parser;
use vc_api::reqwest::Url;
use vc_api::testing::{Fault, HttpReply, Refusal};
use vc_api::{EndpointInfo, ListedError, endpoints};

/// Serves a double of the platform on this machine, for people and for programs in any language
///
/// Each operation responds with a sample. The server prints one line for each request, with the path, the operation, the
/// status, and the differences from the spec. The printed path contains ids. The server does not print headers, queries or
/// bodies.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask serve", bin_name = "cargo xtask serve")]
pub(crate) struct Options {
    /// Port on this machine; 0 chooses a free port
    #[arg(long, default_value_t = 8790)]
    pub(crate) port: u16,
    /// Time before each response
    #[arg(long, value_name = "MILLIS", default_value = "0", value_parser = milliseconds)]
    pub(crate) latency: Duration,
    /// Refuse the calls of an operation; the value names the operation and one of its listed errors, by code or name:
    /// `room.create=CONFLICT`
    #[arg(long = "fail", value_name = "OPERATION=CODE", value_parser = Failure::parse)]
    pub(crate) failures: Vec<Failure>,
    /// Refuse requests that differ from the spec; after such a request, the exit status at the end is 1
    #[arg(long)]
    pub(crate) strict: bool,
    /// Address of a webhook that receives the events
    #[arg(long, value_name = "URL", value_parser = webhook)]
    pub(crate) webhook: Option<String>,
    /// Simulate a meeting: invite the bot, and send happenings to the bot after the bot joined
    #[arg(long)]
    pub(crate) meeting: bool,
}

/// Operation, and the error with which the server refuses the calls of the operation.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    operation: &'static EndpointInfo,
    error: ListedError,
}

impl Failure {
    fn parse(text: &str) -> Result<Self, String> {
        let (id, code) =
            text.split_once('=').ok_or("expected an operation and a code, such as `room.create=CONFLICT`")?;
        let operation = endpoints::ALL.iter().find(|operation| operation.id == id);
        let operation = operation.ok_or_else(|| unknown_operation(id))?;
        let is_wanted = |error: &&ListedError| {
            error.name.eq_ignore_ascii_case(code) || code.parse().is_ok_and(|code: i64| code == error.code)
        };
        let error = operation.errors.iter().find(is_wanted).ok_or_else(|| unknown_code(operation, code))?;
        Ok(Self { operation, error: *error })
    }

    /// Returns a fault with which the double refuses each call of the operation. The double waits for `latency` before each
    /// refusal.
    pub(crate) fn fault(&self, latency: Duration) -> Fault {
        let reply = HttpReply::from(Refusal::from(self.error)).after(latency);
        Fault::reply(reply).always().only_operation(self.operation)
    }
}

fn unknown_operation(id: &str) -> String {
    let distances =
        endpoints::ALL.iter().map(|operation| (strsim::damerau_levenshtein(operation.id, id), operation.id));
    match distances.min().filter(|(distance, _)| *distance <= 3) {
        Some((_, nearest)) => format!("no operation has the name `{id}`; did you mean `{nearest}`?"),
        None => format!("no operation has the name `{id}`; `vc-api/API.md` lists all operations"),
    }
}

fn unknown_code(operation: &EndpointInfo, code: &str) -> String {
    let known: Vec<String> = operation.errors.iter().map(|error| format!("{} ({})", error.name, error.code)).collect();
    match known.as_slice() {
        [] => format!("the spec lists no errors of `{}`", operation.id),
        known => format!("`{}` does not list the error `{code}`; it lists {}", operation.id, known.join(", ")),
    }
}

fn milliseconds(text: &str) -> Result<Duration, String> {
    text.parse().map(Duration::from_millis).map_err(|_| "expected a number of milliseconds".to_owned())
}

fn webhook(text: &str) -> Result<String, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    match url.scheme() {
        "http" => Ok(text.to_owned()),
        _ => Err("the address must begin with `http://`, because the server has no TLS".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        Failure::parse(text).unwrap_err()
    }

    #[test]
    fn a_failure_is_an_operation_and_one_of_its_errors() {
        for text in ["room.create=CONFLICT", "room.create=conflict", "room.create=121006"] {
            let failure = Failure::parse(text).unwrap();
            assert_eq!((failure.operation.id, failure.error.code), ("room.create", 121_006), "{text}");
        }
    }

    #[test]
    fn unknown_operations_and_codes_are_refused() {
        assert_eq!(refused("room.craete=1"), "no operation has the name `room.craete`; did you mean `room.create`?");
        let told = refused("room.create=7");
        assert!(told.starts_with("`room.create` does not list the error `7`; it lists "), "{told}");
        assert!(told.contains("CONFLICT (121006)"), "{told}");
        assert_eq!(refused("x=1"), "no operation has the name `x`; `vc-api/API.md` lists all operations");
        assert_eq!(refused("room"), "expected an operation and a code, such as `room.create=CONFLICT`");
    }

    #[test]
    fn a_webhook_is_an_address_without_tls() {
        assert!(webhook("http://127.0.0.1:8080/events").is_ok());
        assert!(webhook("https://example.com/events").unwrap_err().contains("http://"));
        assert!(webhook("8080").is_err());
    }
}
