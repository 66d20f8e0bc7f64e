//! Entries for operations.

use codegen::diagnostic::Diagnostics;
use codegen::emit::{self, usage};
use codegen::ir::{Contradiction, Location, Module, Operation, Response, Shape, Subscription};
use codegen::sample::Extent;

use super::context::Context;
use super::curl;
use super::entry::{Entry, admission, chips, fact, origin, part, sessions, snippet};
use super::fields::FieldDirection;
use super::html::{Html, classed, code, element, jump, plain, table};

pub(super) fn article(context: Context<'_>, module: &Module, operation: &Operation) -> Result<Html, Diagnostics> {
    let entry = Entry {
        module,
        id: &operation.id.name,
        name: &operation.id.name,
        method: operation.method,
        summary: &operation.summary,
        description: operation.description.as_deref(),
        deprecated: operation.deprecated,
        documentation: &operation.documentation,
        source: operation.source.as_ref(),
        tokens: &operation.tokens,
        scopes: operation.scopes.iter().chain(&operation.field_scopes).collect(),
    };
    let body = [
        contradictions(context, &operation.contradictions),
        subscribes(context, operation),
        calls(context, module, operation)?,
        given(context, operation),
        response(context, operation),
        errors(module, operation),
    ];
    Ok(entry.article(context, code(&operation.path.name), facts(operation), body.into()))
}

fn facts(operation: &Operation) -> Html {
    let mut facts = fact("Token", chips("token", &operation.tokens));
    facts.push(admission(&operation.scopes, &operation.app_types));
    if !operation.field_scopes.is_empty() {
        facts.push(fact("For some fields", chips("scope", &operation.field_scopes)));
    }
    if let Some(limit) = emit::rate_limit(operation) {
        facts.push(fact("Rate limit", format!("{limit}, for each app and tenant")));
    }
    if operation.idempotent {
        facts.push(fact("Idempotent", "the client may retry a call that the platform may have carried out"));
    }
    if let Some(items) = &operation.paging {
        let stream = [code(".items()"), " in place of ".into(), code(".await"), " returns a stream over the ".into()];
        facts.push(fact("Pages", [stream.into(), code(&items.items.name), " of all pages".into()]));
    }
    facts
}

pub(super) fn contradictions(context: Context<'_>, contradictions: &[Contradiction]) -> Html {
    let notes = contradictions.iter().map(|contradiction| {
        let (about, decision) =
            (context.markdown.inline(&contradiction.about), context.markdown.inline(&contradiction.decision));
        let words = ["The sources disagree on ".into(), about, ". Decision: ".into(), decision];
        classed("p", "note", words)
    });
    notes.collect()
}

/// Renders the events for which the operation subscribes or unsubscribes a user.
fn subscribes(context: Context<'_>, operation: &Operation) -> Html {
    let events = context.api.events().filter_map(|(_, event)| {
        let Subscription { subscribe, unsubscribe } = event.subscription.as_ref()?;
        let what = match operation.id.name.as_str() {
            id if id == subscribe.name => "Subscribes a user to: ",
            id if id == unsubscribe.name => "Unsubscribes a user from: ",
            _ => return None,
        };
        Some(classed("p", "note", [what.into(), jump(&event.wire, code(&event.wire))]))
    });
    events.collect()
}

/// Renders the call in Rust and for curl, first with the required values and then with all values.
fn calls(context: Context<'_>, module: &Module, operation: &Operation) -> Result<Html, Diagnostics> {
    let both = |extent| {
        let rust = usage::call(context.api, module, operation, extent)?;
        Ok::<_, Diagnostics>((rust, curl::call(context.api, &context.about.server, operation, extent)))
    };
    let (smallest, fullest) = (both(Extent::Smallest)?, both(Extent::Fullest)?);
    let shown = |(rust, curl): &(String, String)| {
        let session = ["on a ".into(), code(&sessions(context.api, &operation.tokens))];
        Html::from([snippet("Rust", session, rust), snippet("curl", token(context, operation), curl)])
    };
    if smallest == fullest {
        return Ok(shown(&smallest));
    }
    // If no field of the body is required, the shortest call has an empty body. So the page shows only the call with all
    // values.
    let says_nothing = operation.inputs_in(Location::Body).count() > 0
        && !operation.inputs_in(Location::Body).any(|input| input.field.is_argument());
    if says_nothing {
        return Ok(shown(&fullest));
    }
    let more = plain("details", [plain("summary", "With all values"), shown(&fullest)]);
    Ok([shown(&smallest), more].into())
}

/// Renders the names of the shell variables from which the curl call can take the token.
fn token(context: Context<'_>, operation: &Operation) -> Html {
    let variables = curl::variables(context.api, operation);
    let words = ["with a token in ", ", or use "].into_iter().zip(&variables);
    words.flat_map(|(words, variable)| [words.into(), code(variable)]).collect()
}

fn given(context: Context<'_>, operation: &Operation) -> Html {
    let parts = [("Path parameters", Location::Path), ("Query parameters", Location::Query), ("Body", Location::Body)];
    let parts = parts.into_iter().filter(|(_, location)| operation.inputs_in(*location).next().is_some());
    let parts = parts.map(|(name, location)| {
        let fields = operation.inputs_in(location).map(|input| &input.field);
        part(name, context.tables.table(FieldDirection::Given, fields))
    });
    parts.collect()
}

fn response(context: Context<'_>, operation: &Operation) -> Html {
    let tables = context.tables;
    let inside = match (&operation.response, operation.response.unwrapped()) {
        (_, Some((name, ty))) => tables.property(name, &ty),
        (Response::File, None) => plain("p", "A file."),
        (Response::Whole(id), None) => match context.api.item(*id).map(|item| &item.shape) {
            Some(Shape::Model(fields)) => tables.table(FieldDirection::Received, fields),
            _ => Html::default(),
        },
        (_, None) => plain("p", "The response has no data."),
    };
    part("Response", inside)
}

fn errors(module: &Module, operation: &Operation) -> Html {
    if operation.errors.is_empty() {
        return Html::default();
    }
    let rows = operation.errors.iter().map(|error| {
        let constant = code(&format!("{}::{}::{}", module.name, operation.type_name, error.constant));
        let code = element("th", &[("scope", "row")], code(&error.code.to_string()));
        let mut message = Html::from(error.message.as_str());
        message.push(origin(error.source.as_ref()));
        let http = error.http.map(|http| http.to_string()).unwrap_or_default();
        plain("tr", [code, plain("td", message), plain("td", http), plain("td", constant)])
    });
    let table = table("errors", ["Code", "Message", "HTTP", "Constant"], rows.collect());
    let count = operation.errors.len();
    let summary = format!("{count} listed {}", if count == 1 { "error" } else { "errors" });
    plain("details", [plain("summary", summary), table])
}
