//! Commands that a user types while the server runs.

use std::sync::Arc;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use vc_api::testing::Platform;
use vc_api::{Json, events};

use crate::printing::{print, tokens};

const HELP: &str = "\
event TYPE [JSON]  delivers an event, with the given body or the sample of the spec
events             lists the event types
tokens             issues new access tokens, each valid for two hours
quit               stops the server";

/// Next action of the server after a command.
pub(crate) enum Next {
    Continue,
    End,
}

/// Typed command.
#[derive(Debug, PartialEq)]
enum Command {
    Event { event_type: String, body: Option<Json> },
    Events,
    Tokens,
    Help,
    Quit,
    Nothing,
}

/// Returns a channel with the lines of the standard input.
pub(crate) fn typed() -> UnboundedReceiver<String> {
    let (sender, receiver) = unbounded_channel();
    // A read of the standard input cannot be cancelled. On a thread of tokio, the read would prevent the end of the runtime.
    std::thread::spawn(move || {
        let lines = std::io::stdin().lines().map_while(Result::ok);
        for line in lines {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

/// Runs a command. Events are delivered in the background, because the handlers of events may call the server.
pub(crate) fn run(platform: &Arc<Platform>, line: &str) -> Next {
    match parse(line) {
        Ok(Command::Event { event_type, body }) => {
            let platform = Arc::clone(platform);
            tokio::spawn(async move {
                match platform.deliver_type(&event_type, body).await {
                    Ok(()) => print(&format!("event {event_type}: handled")),
                    Err(error) => print(&format!("event {event_type}: {error}")),
                }
            });
        }
        Ok(Command::Events) => {
            let types: Vec<&str> = events::ALL.iter().map(|event| event.event_type).collect();
            print(&types.join("\n"));
        }
        Ok(Command::Tokens) => print(&tokens(platform)),
        Ok(Command::Help) => print(HELP),
        Ok(Command::Quit) => return Next::End,
        Ok(Command::Nothing) => {}
        Err(error) => print(&error),
    }
    Next::Continue
}

fn parse(line: &str) -> Result<Command, String> {
    let (name, rest) = split(line);
    match (name, rest) {
        ("event", "") => Err("an event needs a type, such as `event vc.meeting.meeting_started_v1`".to_owned()),
        ("event", rest) => {
            let (event_type, body) = split(rest);
            let body = (!body.is_empty()).then(|| body.parse()).transpose();
            let body = body.map_err(|error| format!("the body of the event is not JSON: {error}"))?;
            Ok(Command::Event { event_type: event_type.to_owned(), body })
        }
        ("events", "") => Ok(Command::Events),
        ("tokens", "") => Ok(Command::Tokens),
        ("help", "") => Ok(Command::Help),
        ("quit", "") => Ok(Command::Quit),
        ("", _) => Ok(Command::Nothing),
        _ => Err("unknown command; type `help` for a list of commands".to_owned()),
    }
}

/// Returns the first word of a text, and the text after this word.
fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read() {
        let event = |event_type: &str, body| Command::Event { event_type: event_type.to_owned(), body };
        assert_eq!(parse("event a.b_v1"), Ok(event("a.b_v1", None)));
        let body: Json = r#"{"a": "b c"}"#.parse().unwrap();
        assert_eq!(parse(r#" event  a.b_v1  {"a": "b c"} "#), Ok(event("a.b_v1", Some(body))));
        assert_eq!(parse(""), Ok(Command::Nothing));
        assert_eq!(parse("quit"), Ok(Command::Quit));
        for wrong in ["event", "event a {", "quit now", "exit"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
