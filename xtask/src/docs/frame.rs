//! Frame of the page around the entries: the head, the search, the index and the tables.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use codegen::diagnostic::Diagnostics;
use codegen::ir::{Event, Module};
use sha2::{Digest, Sha256};

use super::context::Context;
use super::entry::badge;
use super::html::{Html, classed, code, document, element, jump, plain, table, verbatim, void};
use super::{event, operation};

pub(super) const STYLE: &str = include_str!("style.css");
pub(super) const SCRIPT: &str = include_str!("script.js");

// Names of resources have no hyphen. An anchor with a hyphen, such as `all-scopes`, therefore never equals the anchor of a
// resource.

pub(super) fn page(context: Context<'_>) -> Result<Html, Diagnostics> {
    let resources = listed(context).map(|module| resource(context, module)).collect::<Result<Html, _>>()?;
    let nothing = "No results. Try fewer words, or other words.";
    let nothing = element("p", &[("id", "no-match"), ("hidden", "")], nothing);
    let main =
        element("main", &[("id", "the-page")], [about(context), nothing, resources, scopes(context), ids(context)]);
    let side = classed("aside", "side", [filters(context), index(context)]);
    let skip = element("a", &[("class", "skip"), ("href", "#the-page")], "To the content");
    let columns = classed("div", "columns", [side, main]);
    let body = plain("body", [skip, top(context), columns, verbatim("script", SCRIPT)]);
    Ok(document([head(context), body]))
}

/// Renders the head of the page. Its content policy allows no style except `STYLE` and no script except `SCRIPT`. So a
/// script in a description does not run.
fn head(context: Context<'_>) -> Html {
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    let head = [
        void("meta", &[("charset", "utf-8")]),
        void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]),
        void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
        void("meta", &[("name", "color-scheme"), ("content", "light dark")]),
        plain("title", format!("{} {}", context.about.title, context.about.version)),
        verbatim("style", STYLE),
    ];
    plain("head", head)
}

/// Returns the modules that have operations or events.
fn listed<'a>(context: Context<'a>) -> impl Iterator<Item = &'a Module> {
    context.api.modules.iter().filter(|module| !module.operations.is_empty() || !module.events.is_empty())
}

/// Returns the title of a module. The title is the summary of the resource, without the full stop.
fn name(module: &Module) -> &str {
    module.resource.as_ref().map_or(module.name.as_str(), |resource| resource.summary.trim_end_matches('.'))
}

fn top(context: Context<'_>) -> Html {
    let search = [
        element("label", &[("for", "by-text"), ("class", "unseen")], "Search"),
        void(
            "input",
            &[
                ("id", "by-text"),
                ("type", "search"),
                ("placeholder", "Search ids, paths, fields, scopes"),
                ("autocomplete", "off"),
                ("spellcheck", "false"),
                ("aria-keyshortcuts", "/"),
            ],
        ),
        element("kbd", &[("aria-hidden", "true")], "/"),
        element("output", &[("id", "match-count"), ("for", "by-text by-token by-scope by-resource by-gives")], ""),
    ];
    let title = element("a", &[("class", "title"), ("href", "#")], context.about.title.as_str());
    classed("header", "top", [title, element("div", &[("class", "search scripted"), ("role", "search")], search)])
}

fn filters(context: Context<'_>) -> Html {
    let tokens = context.api.token_types.iter().map(|token| (token.wire.as_str(), token.wire.as_str()));
    let scopes = context.api.scopes.iter().map(|scope| (scope.wire.as_str(), scope.wire.as_str()));
    let resources = listed(context).map(|module| (module.name.as_str(), name(module)));
    let ids = context.ids.all().map(|(id, _)| (id, id));
    let filters = [
        filter("by-resource", "Resource", &mut { resources }),
        filter("by-token", "Token", &mut { tokens }),
        filter("by-scope", "Scope", &mut { scopes }),
        filter("by-gives", "Returns", &mut { ids }),
        element("button", &[("type", "button"), ("id", "show-all"), ("hidden", "")], "Show everything"),
    ];
    element("div", &[("class", "filters scripted"), ("role", "group"), ("aria-label", "Filters")], filters)
}

fn filter(id: &str, label: &str, options: &mut dyn Iterator<Item = (&str, &str)>) -> Html {
    let any = element("option", &[("value", "")], "any");
    let options = options.map(|(value, label)| element("option", &[("value", value)], label));
    let select = element("select", &[("id", id)], [any, options.collect()]);
    plain("label", [classed("span", "label", label), select])
}

/// Renders an index of all entries, grouped by resource.
fn index(context: Context<'_>) -> Html {
    let resources = listed(context).map(|module| {
        let operations = module
            .operations
            .iter()
            .map(|operation| (operation.method, operation.id.name.as_str(), operation.name.as_str()));
        let events = module.events.iter().map(|event| ("EVENT", event.wire.as_str(), short(event)));
        let entries = operations
            .chain(events)
            .map(|(method, id, name)| plain("li", jump(id, [badge(method), " ".into(), name.into()])));
        plain("li", [jump(&module.name, name(module)), plain("ul", entries.collect::<Html>())])
    });
    let more = [("all-tokens", "Tokens"), ("all-scopes", "Scopes"), ("all-ids", "Ids")]
        .map(|(id, name)| plain("li", jump(id, name)));
    let list = plain("ul", [resources.collect(), more.into()]);
    let index = element("details", &[("class", "index")], [plain("summary", "Index"), list]);
    element("nav", &[("aria-label", "Index")], index)
}

/// Returns the name of an event, without the prefix `event.`.
fn short(event: &Event) -> &str {
    event.id.name.strip_prefix("event.").unwrap_or(&event.id.name)
}

fn about(context: Context<'_>) -> Html {
    let about = context.about;
    let (operations, events) = (context.api.operations().count(), context.api.events().count());
    let counts = format!("{operations} operations, {events} events, {} scopes.", context.api.scopes.len());
    let tokens = context.api.token_types.iter().map(|token| {
        let anchor = format!("token={}", token.wire);
        let description = token.description.as_deref().map(|text| context.markdown.blocks(text));
        let cells = [
            element("th", &[("scope", "row")], jump(&anchor, code(&token.wire))),
            plain("td", [plain("p", token.summary.as_str()), description.into()]),
            plain("td", code(&format!("Session<{}>", token.name))),
        ];
        element("tr", &[("id", &anchor)], cells)
    });
    let inside = [
        plain("h1", [about.title.as_str().into(), " ".into(), classed("span", "version", about.version.as_str())]),
        classed("div", "prose", [plain("p", about.summary.as_str()), context.markdown.blocks(&about.description)]),
        plain("p", counts),
        element("h2", &[("id", "all-tokens")], "Tokens"),
        table("plain", ["Token", "Actor", "In Rust"], tokens.collect()),
    ];
    classed("section", "about", inside)
}

fn scopes(context: Context<'_>) -> Html {
    let rows = context.api.scopes.iter().map(|scope| {
        let anchor = format!("scope={}", scope.wire);
        let console = scope.console_name.as_deref().unwrap_or_default();
        let cells = [
            element("th", &[("scope", "row")], jump(&anchor, code(&scope.wire))),
            plain("td", scope.summary.as_str()),
            element("td", &[("lang", "zh")], console),
        ];
        element("tr", &[("id", &anchor)], cells)
    });
    let table = table("plain", ["Scope", "Permission", "Name in the platform's console"], rows.collect());
    classed("section", "about", [element("h2", &[("id", "all-scopes")], "Scopes"), table])
}

/// Renders the table of ids, with the entries that return each id. The row of an id does not list operations that need the
/// same id as input.
fn ids(context: Context<'_>) -> Html {
    let rows = context.ids.all().map(|(id, entries)| {
        let anchor = format!("gives={id}");
        let entries = entries.iter().map(|entry| Html::from([jump(entry, code(entry)), " ".into()]));
        let cells =
            [element("th", &[("scope", "row")], jump(&anchor, code(id))), plain("td", entries.collect::<Html>())];
        element("tr", &[("id", &anchor)], cells)
    });
    let table = table("plain", ["Id", "Received from"], rows.collect());
    classed("section", "about", [element("h2", &[("id", "all-ids")], "Ids"), table])
}

fn resource(context: Context<'_>, module: &Module) -> Result<Html, Diagnostics> {
    let operations = module.operations.iter().map(|operation| operation::article(context, module, operation));
    let events = module.events.iter().map(|event| event::article(context, module, event));
    let entries = operations.chain(events).collect::<Result<Html, _>>()?;
    let declared = module.resource.as_ref();
    let accessor = declared.filter(|_| !module.operations.is_empty());
    let accessor = accessor.map(|resource| classed("p", "accessor", code(&format!("session.{}()", resource.accessor))));
    let description = declared.and_then(|resource| resource.description.as_deref());
    let description = description.map(|text| classed("div", "prose", context.markdown.blocks(text)));
    let heading = [element("h2", &[("id", &module.name)], name(module)), accessor.into(), description.into()];
    Ok(classed("section", "resource", [heading.into(), entries]))
}
