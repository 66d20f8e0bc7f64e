//! `cargo xtask new`
//!
//! Writes an endpoint or event for which there is no page: what its page would say is given by flags, or asked for on a
//! terminal, and then written as by `import`.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueEnum};

use crate::files;
use crate::import::{self, Names, Source};
use crate::outcome::Outcome;
use crate::page::{At, Bounds, Event, Head, Located, Operation, Page, PageField, RateLimit, Scope};
use crate::report::Format;

/// What is to be written.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// An endpoint
    Endpoint(Endpoint),
    /// An event
    Event(EventFlags),
}

/// What is known of an endpoint.
#[derive(Debug, Default, Args)]
pub(crate) struct Endpoint {
    /// HTTP method
    #[arg(long, value_enum, ignore_case = true)]
    method: Option<Method>,
    /// Path with `{name}` for parameters, such as `/open-apis/vc/v1/rooms/{room_id}/seats`
    #[arg(long)]
    path: Option<String>,
    /// Kinds of token that it accepts, separated by commas
    #[arg(long, value_delimiter = ',')]
    tokens: Option<Vec<String>>,
    #[command(flatten)]
    common: Common,
}

/// What is known of an event.
#[derive(Debug, Default, Args)]
pub(crate) struct EventFlags {
    /// Its type on the platform, such as `vc.room.created_v1`
    #[arg(long)]
    event_type: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// What is known of either.
#[derive(Debug, Default, Args)]
struct Common {
    /// Kinds of app, separated by commas
    #[arg(long, value_delimiter = ',')]
    app_types: Option<Vec<String>>,
    /// The resource to which it belongs; told from the path or type if left out
    #[arg(long)]
    resource: Option<String>,
    /// `resource.method` or `event.name`; told from the path or type if left out
    #[arg(long)]
    operation_id: Option<String>,
    /// Scopes of which one is needed, separated by commas
    #[arg(long, value_delimiter = ',')]
    scopes: Option<Vec<String>>,
    /// Address of the platform's page
    #[arg(long)]
    url: Option<String>,
    /// Only say what would be written
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Method {
    Get,
    Put,
    Post,
    Delete,
    Patch,
}

pub(crate) fn run(root: &Path, what: What) -> Result<Outcome> {
    let stdin = std::io::stdin();
    let mut input = stdin.lock();
    let response_key: Option<&mut dyn BufRead> = if stdin.is_terminal() { Some(&mut input) } else { None };
    write(root, what, Questions { response_key, shown: &mut std::io::stderr(), missing: Vec::new() })
}

fn write(root: &Path, what: What, mut questions: Questions<'_>) -> Result<Outcome> {
    let spec = files::spec(root)?;
    let (page, common) = match what {
        What::Endpoint(flags) => questions.endpoint(flags)?,
        What::Event(flags) => questions.event(flags)?,
    };
    if !questions.missing.is_empty() {
        let flags = questions.missing.join(", ");
        return Ok(Outcome::Unusable(format!(
            "error: without a terminal to ask on, these flags must be given: {flags}"
        )));
    }
    let told = match import::names_of(&spec, &page) {
        Ok(told) => told,
        Err(refused) => return Ok(refused.outcome(Default::default())),
    };
    let resource = questions.optional("Resource", common.resource, &told.resource)?;
    let id = told.id.replacen(&format!("{}.", told.resource), &format!("{resource}."), 1);
    let names = Names { id: questions.optional("Operation id", common.operation_id, &id)?, resource };
    let imported = import::write(&spec, vec![Source { page: ("the flags", page), names: Some(names) }]);
    match imported.and_then(|imported| imported.of_all(&spec)) {
        Ok(imported) => {
            if !common.dry_run {
                imported.write(root, &spec)?;
            }
            let report = imported.report(common.dry_run);
            Ok(Outcome::Done(report.render(Format::Text, std::io::stdout().is_terminal())))
        }
        Err(refused) => Ok(refused.outcome(Default::default())),
    }
}

/// Asks for what no flag gives.
struct Questions<'q> {
    /// Where the responses come from; without a terminal there are none.
    response_key: Option<&'q mut dyn BufRead>,
    shown: &'q mut dyn Write,
    /// The flags that would have to be given.
    missing: Vec<&'static str>,
}

impl Questions<'_> {
    fn endpoint(&mut self, flags: Endpoint) -> Result<(Page, Common)> {
        let method =
            self.required("--method", "HTTP method (get, put, post, delete, patch)", flags.method, |response| {
                Method::from_str(response, true).ok()
            })?;
        let path = self.required("--path", "Path, with {name} for parameters", flags.path, |response| {
            response.starts_with('/').then(|| response.to_owned())
        })?;
        let tokens = self.required("--tokens", "Kinds of token, separated by commas", flags.tokens, several)?;
        let common = self.common(flags.common)?;
        let path = path.unwrap_or_default();
        let method = method.map(|method| format!("{method:?}").to_uppercase()).unwrap_or_default();
        let page = Operation {
            head: head("what it does; write `x-body` and `x-response` too, if it has them", &common),
            method: located(method),
            path_params: parameters(&path),
            path: located(path),
            rate_limit: None::<Located<RateLimit>>,
            app_types: common.app_types.clone().map(located),
            scopes: scopes(&common),
            tells_scopes: common.scopes.is_some(),
            field_scopes: Vec::new(),
            tokens: tokens.map(located),
            query: Vec::new(),
            body: Vec::new(),
            response: Vec::new(),
            answers_json: true,
            errors: Vec::new(),
            example: None,
        };
        Ok((Page::Operation(Box::new(page)), common))
    }

    fn event(&mut self, flags: EventFlags) -> Result<(Page, Common)> {
        let event_type =
            self.required("--event-type", "Type, such as vc.room.created_v1", flags.event_type, |response| {
                response.contains('.').then(|| response.to_owned())
            })?;
        let common = self.common(flags.common)?;
        let page = Event {
            head: head("what happened; write what `x-event` holds too", &common),
            event_type: located(event_type.unwrap_or_default()),
            app_types: common.app_types.clone().map(located),
            scopes: scopes(&common),
            tells_scopes: common.scopes.is_some(),
            field_scopes: Vec::new(),
            body: Vec::new(),
            example: None,
        };
        Ok((Page::Event(Box::new(page)), common))
    }

    fn common(&mut self, common: Common) -> Result<Common> {
        let app_types = self.required("--app-types", "Kinds of app, separated by commas", common.app_types, several)?;
        let scopes = match common.scopes {
            Some(scopes) => Some(scopes),
            None => several(&self.optional("Scopes, separated by commas", None, "")?),
        };
        let url = match common.url {
            Some(url) => Some(url),
            None => Some(self.optional("Address of the platform's page", None, "")?).filter(|url| !url.is_empty()),
        };
        Ok(Common { app_types, scopes, url, ..common })
    }

    /// What must be known: asked for until there is a response that can be read.
    fn required<T>(
        &mut self,
        flag: &'static str,
        question: &str,
        given: Option<T>,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        if given.is_some() {
            return Ok(given);
        }
        loop {
            let Some(response) = self.ask(question, "")? else {
                self.missing.push(flag);
                return Ok(None);
            };
            if let Some(read) = read(&response) {
                return Ok(Some(read));
            }
        }
    }

    /// What has a default.
    fn optional(&mut self, question: &str, given: Option<String>, default: &str) -> Result<String> {
        if let Some(given) = given {
            return Ok(given);
        }
        let response = self.ask(question, default)?.filter(|response| !response.is_empty());
        Ok(response.unwrap_or_else(|| default.to_owned()))
    }

    /// A response; nothing if there is no one to ask.
    fn ask(&mut self, question: &str, default: &str) -> Result<Option<String>> {
        let Some(response_key) = &mut self.response_key else { return Ok(None) };
        let hint = if default.is_empty() { String::new() } else { format!(" [{default}]") };
        write!(self.shown, "{question}{hint}: ")?;
        self.shown.flush()?;
        let mut line = String::new();
        let read = response_key.read_line(&mut line).context("cannot read a response")?;
        anyhow::ensure!(read > 0, "there was no response; nothing was written");
        Ok(Some(line.trim().to_owned()))
    }
}

const NOWHERE: At = At { line: 1, column: 1 };

fn located<T>(value: T) -> Located<T> {
    Located { value, at: NOWHERE }
}

fn head(title: &str, common: &Common) -> Head {
    let full_path = common.url.clone().map(located);
    Head { title: title.to_owned(), full_path, update_time: None, at: NOWHERE }
}

fn scopes(common: &Common) -> Vec<Scope> {
    let scope = |wire: &String| Scope { wire: wire.clone(), console_name: String::new(), at: NOWHERE };
    common.scopes.iter().flatten().map(scope).collect()
}

/// The parameters in a path.
fn parameters(path: &str) -> Vec<PageField> {
    let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let parameter = |name: &str| PageField {
        name: name.to_owned(),
        ty: "string".to_owned(),
        required: Some(true),
        description: String::new(),
        example: None,
        values: Vec::new(),
        default: None,
        bounds: Bounds::default(),
        fields: Vec::new(),
        at: NOWHERE,
    };
    names.map(parameter).collect()
}

/// Names that are separated by commas; nothing if there are none.
fn several(response: &str) -> Option<Vec<String>> {
    let names = response.split(',').map(str::trim).filter(|name| !name.is_empty());
    Some(names.map(str::to_owned).collect::<Vec<_>>()).filter(|names| !names.is_empty())
}

#[cfg(test)]
mod tests;
