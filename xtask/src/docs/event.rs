//! Entries for events.

use codegen::diagnostic::Diagnostics;
use codegen::emit::usage;
use codegen::ir::{Event, Module, Reference, Shape, Subscription};

use super::context::Context;
use super::entry::{Entry, admission, fact, part, snippet};
use super::fields::FieldDirection;
use super::html::{Html, code, jump, plain};
use super::operation::contradictions;

pub(super) fn article(context: Context<'_>, module: &Module, event: &Event) -> Result<Html, Diagnostics> {
    let entry = Entry {
        module,
        id: &event.wire,
        name: &event.id.name,
        method: "EVENT",
        summary: &event.summary,
        description: event.description.as_deref(),
        deprecated: event.deprecated,
        documentation: &event.documentation,
        source: event.source.as_ref(),
        tokens: &[],
        scopes: event.scopes.iter().collect(),
    };
    let mut facts = admission(&event.scopes, &event.app_types);
    if let Some(Subscription { subscribe, unsubscribe }) = &event.subscription {
        let link = |id: &Reference| jump(&id.name, code(&id.name));
        let calls =
            ["subscribe a user with ".into(), link(subscribe), ", and unsubscribe with ".into(), link(unsubscribe)];
        facts.push(fact("Subscription", calls));
    }
    let fields = match context.api.item(event.item).map(|item| &item.shape) {
        Some(Shape::Model(fields)) if !fields.is_empty() => context.tables.table(FieldDirection::Received, fields),
        _ => plain("p", "The event has no fields."),
    };
    let on = ["with ".into(), code("Events")];
    let body = [
        contradictions(context, &event.contradictions),
        snippet("Rust", on, &usage::handler(context.api, event)?),
        part("Event", fields),
    ];
    Ok(entry.article(context, code(&event.wire), facts, body.into()))
}
