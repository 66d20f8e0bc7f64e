//! `cargo xtask new`
//!
//! Writes an endpoint or event that has no page. The values come from flags. On a terminal, the command asks for missing
//! values. The code of `import` writes the values, and a `TODO:` mark for each unknown value.

mod flags;
mod questions;
mod rules;

use std::io::{BufRead, IsTerminal};
use std::path::Path;

use anyhow::Result;
use codegen::check::APP_TYPES;
use codegen::ir::Api;

use crate::files;
use crate::import::{self, Names, Refused, Source};
use crate::outcome::Outcome;
use crate::page::{At, Bounds, Event, Head, Located, Operation, Page, PageField, RateLimit, Scope};
use crate::report::Format;
pub(crate) use flags::Kind;
use flags::{Common, Endpoint, EventFlags};
use questions::Questions;
use rules::Rules;

pub(crate) fn run(root: &Path, kind: Kind) -> Result<Outcome> {
    let stdin = std::io::stdin();
    let mut input = stdin.lock();
    let responses: Option<&mut dyn BufRead> = if stdin.is_terminal() { Some(&mut input) } else { None };
    write(root, kind, Questions::new(responses, &mut std::io::stderr()))
}

fn write(root: &Path, kind: Kind, questions: Questions<'_>) -> Result<Outcome> {
    let spec = files::spec(root)?;
    let api = match import::understood(&spec) {
        Ok(api) => api,
        Err(diagnostics) => return Ok(Refused::new(diagnostics, &spec).outcome(Default::default())),
    };
    let mut asked = Entry { api: &api, rules: Rules { api: &api }, questions };
    let (title, dry_run, told) = match kind {
        Kind::Endpoint(flags) => ("A new endpoint in the spec", flags.common.dry_run, asked.endpoint(flags)?),
        Kind::Event(flags) => ("A new event in the spec", flags.common.dry_run, asked.event(flags)?),
    };
    let (Some((page, names)), None) = (told, asked.questions.refusal()) else {
        return Ok(Outcome::Unusable(asked.questions.refusal().unwrap_or_default()));
    };
    let imported = import::write(&spec, vec![Source { page: ("the flags", page), names: Some(names) }]);
    match imported.and_then(|imported| imported.of_all(&spec)) {
        Ok(imported) => {
            if !dry_run {
                imported.write(root, &spec)?;
            }
            let report = imported.report_of_new(title, dry_run);
            Ok(Outcome::Done(report.render(Format::Text, std::io::stdout().is_terminal())))
        }
        Err(refused) => Ok(refused.outcome(Default::default())),
    }
}

/// Page with the values and names of the new operation or event. `None` if a value or name is missing or wrong.
type PageAndNames = Option<(Page, Names)>;

/// Reader of the flags. It asks the user for missing values.
struct Entry<'a, 'q> {
    api: &'a Api,
    rules: Rules<'a>,
    questions: Questions<'q>,
}

impl Entry<'_, '_> {
    fn endpoint(&mut self, flags: Endpoint) -> Result<PageAndNames> {
        let Self { rules, questions, .. } = self;
        let question = format!("HTTP method ({})", rules::METHODS.join(", "));
        let method = questions.required("--method", &question, flags.method, |text| rules.method(text))?;
        let of_method = method.as_deref();
        let question = format!("Path, such as {}rooms/{{room_id}}", rules.paths_begin());
        let path = questions.required("--path", &question, flags.path, |text| rules.path(text, of_method))?;
        let question = format!("Kinds of token ({})", rules.token_types().join(", "));
        let tokens = questions.list("--tokens", &question, flags.tokens, |name| rules.token(name))?;
        let common = self.common(flags.common)?;
        let path = path.unwrap_or_default();
        let page = Operation {
            head: head("summary of the operation", &common),
            method: located(method.unwrap_or_default()),
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
            has_json_response: true,
            errors: Vec::new(),
            example: None,
        };
        let is_told = !page.path.value.is_empty() && !page.method.value.is_empty();
        self.names(Page::Operation(Box::new(page)), is_told, "", common)
    }

    fn event(&mut self, flags: EventFlags) -> Result<PageAndNames> {
        let rules = self.rules;
        let question = format!("Type, such as {}room.created_v1", rules.types_begin());
        let event_type =
            self.questions.required("--event-type", &question, flags.event_type, |text| rules.event_type(text))?;
        let common = self.common(flags.common)?;
        let is_told = event_type.is_some();
        let page = Event {
            head: head("summary of the event", &common),
            event_type: located(event_type.unwrap_or_default()),
            app_types: common.app_types.clone().map(located),
            scopes: scopes(&common),
            tells_scopes: common.scopes.is_some(),
            field_scopes: Vec::new(),
            body: Vec::new(),
            example: None,
        };
        self.names(Page::Event(Box::new(page)), is_told, "event", common)
    }

    fn common(&mut self, common: Common) -> Result<Common> {
        let Self { rules, questions, .. } = self;
        let question = format!("Kinds of app ({})", APP_TYPES.join(", "));
        let app_types = questions.list("--app-types", &question, common.app_types, |name| rules.app_type(name))?;
        let scopes = questions.list("--scopes", "Scopes", common.scopes, |name| rules.scope(name))?;
        let url = questions.optional("--url", "Address of the platform's page", common.url, |url| rules.url(url))?;
        Ok(Common { app_types, scopes, url, ..common })
    }

    /// Returns the page with the names of the new operation or event. The default names come from the page, and flags
    /// override the defaults. The id of an operation begins with the resource, and the id of an event begins with `event`.
    fn names(&mut self, page: Page, is_told: bool, begins: &str, common: Common) -> Result<PageAndNames> {
        let proposed = if is_told { import::names_of(self.api, &page) } else { Names::default() };
        let resource = self.resource(&proposed.resource, &common)?;
        let begins = match (begins, &resource) {
            ("", Some(resource)) => resource,
            // The rules refused the resource. The check of the operation id still uses the name of the refused resource.
            ("", None) => common.resource.as_deref().unwrap_or(&proposed.resource),
            (begins, _) => begins,
        };
        let proposal = proposed.id.split_once('.').map_or(String::new(), |(_, name)| format!("{begins}.{name}"));
        let rules = self.rules;
        let id = self
            .questions
            .proposed("--operation-id", "Operation id", common.operation_id, &proposal, |id| rules.id(id, begins))?;
        Ok(resource.zip(id).map(|(resource, id)| (page, Names { resource, id })))
    }

    /// Returns a resource of the spec, or a new resource that a flag or the user confirms.
    fn resource(&mut self, proposed: &str, common: &Common) -> Result<Option<String>> {
        let Self { rules, questions, .. } = self;
        let (is_given, is_new) = (common.resource.is_some(), common.new_resource);
        let mut given = common.resource.clone();
        loop {
            let may_ask = questions.can_ask();
            let name = questions.proposed("--resource", "Resource", given.take(), proposed, |name| {
                if may_ask { rules.resource_name(name) } else { rules.resource(name, is_given, is_new) }
            })?;
            let Some(name) = name else { return Ok(None) };
            match rules.resource(&name, is_given, is_new) {
                Ok(name) => return Ok(Some(name)),
                Err((why, _)) if questions.confirm(&format!("{why}; create this resource, yes or no"))? => {
                    return Ok(Some(name));
                }
                Err(_) => {}
            }
        }
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

/// Returns the parameters of a path, as fields of a page.
fn parameters(path: &str) -> Vec<PageField> {
    let parameter = |name: &str| PageField {
        name: name.to_owned(),
        ty: "string".to_owned(),
        required: Some(true),
        description: format!("the parameter `{name}` of the path"),
        example: None,
        values: Vec::new(),
        default: None,
        bounds: Bounds::default(),
        fields: Vec::new(),
        at: NOWHERE,
    };
    codegen::ir::path::parameters(path).unwrap_or_default().into_iter().map(parameter).collect()
}

#[cfg(test)]
mod tests;
