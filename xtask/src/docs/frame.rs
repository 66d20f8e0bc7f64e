//! The page around its entries: what it may load, how it is searched, its index, and the tables of tokens and scopes.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use codegen::diagnostic::Diagnostics;
use codegen::ir::{Event, Module};
use sha2::{Digest, Sha256};

use super::entry::badge;
use super::html::{Html, classed, code, document, element, jump, plain, verbatim, void};
use super::{Context, event, operation};

pub(super) const STYLE: &str = include_str!("style.css");
pub(super) const SCRIPT: &str = include_str!("script.js");

pub(super) fn page(context: Context<'_>) -> Result<Html, Diagnostics> {
    let mut resources = Html::default();
    let mut defects = Diagnostics::new();
    for module in listed(context) {
        match resource(context, module) {
            Ok(html) => resources.push(html),
            Err(found) => defects.extend(found),
        }
    }
    if !defects.is_empty() {
        return Err(defects);
    }
    let nothing = "Nothing is like that. Search for less, or for other words.";
    let nothing = element("p", &[("id", "nothing"), ("hidden", "")], nothing);
    let main = element("main", &[("id", "main")], [about(context), nothing, resources, scopes(context)]);
    let side = classed("aside", "side", [filters(context), index(context)]);
    let skip = element("a", &[("class", "skip"), ("href", "#main")], "To the content");
    let columns = classed("div", "columns", [side, main]);
    let body = plain("body", [skip, top(context), columns, verbatim("script", SCRIPT)]);
    Ok(document([head(context), body]))
}

/// What may be loaded is this style and this script; everything else is refused, whatever a description holds.
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

/// The modules with something to show.
fn listed<'a>(context: Context<'a>) -> impl Iterator<Item = &'a Module> {
    context.api.modules.iter().filter(|module| !module.operations.is_empty() || !module.events.is_empty())
}

/// What a module is called: what its resource is, without the full stop.
fn name(module: &Module) -> &str {
    module.resource.as_ref().map_or(module.name.as_str(), |resource| resource.summary.trim_end_matches('.'))
}

fn top(context: Context<'_>) -> Html {
    let search = [
        element("label", &[("for", "q"), ("class", "unseen")], "Search"),
        void(
            "input",
            &[
                ("id", "q"),
                ("type", "search"),
                ("placeholder", "Search ids, paths, fields, scopes"),
                ("autocomplete", "off"),
                ("spellcheck", "false"),
                ("aria-keyshortcuts", "/"),
            ],
        ),
        element("kbd", &[("aria-hidden", "true")], "/"),
        element("output", &[("id", "count"), ("for", "q token scope resource")], ""),
    ];
    let title = element("a", &[("class", "title"), ("href", "#")], context.about.title.as_str());
    classed("header", "top", [title, element("div", &[("class", "search scripted"), ("role", "search")], search)])
}

fn filters(context: Context<'_>) -> Html {
    let tokens = context.api.token_types.iter().map(|token| (token.wire.as_str(), token.wire.as_str()));
    let scopes = context.api.scopes.iter().map(|scope| (scope.wire.as_str(), scope.wire.as_str()));
    let resources = listed(context).map(|module| (module.name.as_str(), name(module)));
    let filters = [
        filter("resource", "Resource", &mut { resources }),
        filter("token", "Token", &mut { tokens }),
        filter("scope", "Scope", &mut { scopes }),
        element("button", &[("type", "button"), ("id", "clear")], "Show everything"),
    ];
    element("div", &[("class", "filters scripted"), ("role", "group"), ("aria-label", "Filters")], filters)
}

fn filter(id: &str, label: &str, options: &mut dyn Iterator<Item = (&str, &str)>) -> Html {
    let any = element("option", &[("value", "")], "any");
    let options = options.map(|(value, label)| element("option", &[("value", value)], label));
    let select = element("select", &[("id", id)], [any, options.collect()]);
    plain("label", [classed("span", "label", label), select])
}

/// All entries by resource.
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
    let more = ["tokens", "scopes"].map(|id| plain("li", jump(id, if id == "tokens" { "Tokens" } else { "Scopes" })));
    let list = plain("ul", [resources.collect(), more.into()]);
    let index = element("details", &[("class", "index")], [plain("summary", "Index"), list]);
    element("nav", &[("aria-label", "Index")], index)
}

/// The name of an event, without `event.` before it.
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
    let head = plain("tr", ["Token", "Who acts", "In Rust"].map(|name| plain("th", name)));
    let table = [plain("thead", head), plain("tbody", tokens.collect::<Html>())];
    let inside = [
        plain("h1", [about.title.as_str().into(), " ".into(), classed("span", "version", about.version.as_str())]),
        classed("div", "prose", [plain("p", about.summary.as_str()), context.markdown.blocks(&about.description)]),
        plain("p", counts),
        element("h2", &[("id", "tokens")], "Tokens"),
        classed("table", "plain", table),
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
    let head = plain("tr", ["Scope", "Allows to", "In the platform's console"].map(|name| plain("th", name)));
    let table = classed("table", "plain", [plain("thead", head), plain("tbody", rows.collect::<Html>())]);
    classed("section", "about", [element("h2", &[("id", "scopes")], "Scopes"), table])
}

fn resource(context: Context<'_>, module: &Module) -> Result<Html, Diagnostics> {
    let mut entries = Html::default();
    let mut defects = Diagnostics::new();
    let operations = module.operations.iter().map(|operation| operation::article(context, module, operation));
    let events = module.events.iter().map(|event| event::article(context, module, event));
    for article in operations.chain(events) {
        match article {
            Ok(article) => entries.push(article),
            Err(found) => defects.extend(found),
        }
    }
    if !defects.is_empty() {
        return Err(defects);
    }
    let declared = module.resource.as_ref();
    let accessor = declared.filter(|_| !module.operations.is_empty());
    let accessor = accessor.map(|resource| classed("p", "accessor", code(&format!("session.{}()", resource.accessor))));
    let description = declared.and_then(|resource| resource.description.as_deref());
    let description = description.map(|text| classed("div", "prose", context.markdown.blocks(text)));
    let heading = [element("h2", &[("id", &module.name)], name(module)), accessor.into(), description.into()];
    Ok(classed("section", "resource", [heading.into(), entries]))
}
