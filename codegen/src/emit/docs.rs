//! Doc comments of the generated code: descriptions from the spec, escaped for rustdoc, and facts about each item.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::context::Context;
use super::field_scopes;
use super::links::link;
use super::names::ident;
use crate::ir::{
    Contradiction, Docs, Event, Field, Item, ListedError, Operation, Range, Reference, Response, Shape, Source,
    Subscription, Type,
};
use crate::lower::names::words;

/// Joins paragraphs with empty lines. Leaves out missing and empty paragraphs.
pub(super) fn paragraphs<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let parts = parts.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty()).map(sentence);
    parts.collect::<Vec<_>>().join("\n\n")
}

/// Adds a full stop if the text ends without punctuation. The summaries in the spec have no full stop.
fn sentence(text: &str) -> String {
    if text.ends_with(|last: char| last.is_alphanumeric() || last == '`' || last == ')') {
        format!("{text}.")
    } else {
        text.to_owned()
    }
}

/// Returns a text as doc attributes, one for each line. This function does not escape the text; see [`markdown`].
pub(super) fn attributes(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    lines.map(|line| quote!(#[doc = #line])).collect()
}

/// Returns the docs of a type. If the type has no description, the docs say where the API uses the type.
pub(super) fn item(context: Context<'_>, item: &Item) -> TokenStream {
    described(&item.docs, || position(context, item), Vec::new())
}

/// Returns the docs of one value of an enum.
pub(super) fn variant(docs: &Docs, name: &str) -> TokenStream {
    described(docs, || format!("{}.", words(name)), needs("Needs", &docs.field_scopes))
}

/// Returns the docs of a field.
pub(super) fn field(field: &Field) -> TokenStream {
    let mut notes = needs("Stays empty without", &field.docs.field_scopes);
    notes.extend(wire_names(field));
    described(&field.docs, || format!("{}.", words(&field.name)), notes)
}

fn needs(verb: &str, scopes: &[Reference]) -> Vec<String> {
    if scopes.is_empty() { Vec::new() } else { vec![format!("{verb} the scope {}.", list(scopes, " or "))] }
}

fn described(docs: &Docs, otherwise: impl FnOnce() -> String, more: Vec<String>) -> TokenStream {
    let text = match &docs.description {
        Some(description) => markdown(&paragraphs([Some(description.as_str())])),
        None => otherwise(),
    };
    let mut extra: Vec<String> = notes(docs).iter().map(|note| markdown(note)).collect();
    extra.extend(more);
    extra.extend(docs.source.as_ref().map(not_on_pages));
    let text = if extra.is_empty() { text } else { format!("{text}\n\n{}", extra.join(" ")) };
    let deprecated = docs.deprecated.then(deprecated);
    let text = attributes(&text);
    quote!(#text #deprecated)
}

/// Describes where the API uses a type: as the response of an operation, as the value of an input, or as the value of a
/// field.
fn position(context: Context<'_>, item: &Item) -> String {
    let is_item = |ty: &Type| match ty.innermost() {
        Type::Item(id) => context.api.item(*id).is_some_and(|other| std::ptr::eq(other, item)),
        _ => false,
    };
    for (_, operation) in context.api.operations() {
        if matches!(operation.response, Response::Whole(id) if is_item(&Type::Item(id))) {
            return format!("Response of {}.", link(context, &operation.id.name));
        }
        if let Some(input) = operation.inputs.iter().find(|input| is_item(&input.field.ty)) {
            return format!("Value of `{}` in {}.", input.field.wire, link(context, &operation.id.name));
        }
    }
    for owner in &context.api.items {
        let Shape::Model(fields) = &owner.shape else { continue };
        if let Some(field) = fields.iter().find(|field| is_item(&field.ty)) {
            let path = format!("super::{}::{}::{}", ident(&owner.module), owner.name, ident(&field.name));
            return format!("Value of [`{}::{}`]({path}).", owner.name, field.name);
        }
    }
    format!("{}.", words(&item.name))
}

/// Returns the attribute that marks an item as deprecated.
pub(super) fn deprecated() -> TokenStream {
    quote!(#[deprecated = "the platform advises against it"])
}

/// Lists the names of a field on the wire, if these names differ from the Rust name.
fn wire_names(field: &Field) -> Option<String> {
    let renamed = field.renamed.as_ref().map(|_| format!("Name on the wire: `{}`.", field.wire));
    let aliases: Vec<String> = field.aliases.iter().map(|alias| format!("`{}`", alias.name)).collect();
    let aliases = (!aliases.is_empty()).then(|| format!("The client also accepts the key {}.", aliases.join(" or ")));
    let notes: Vec<String> = renamed.into_iter().chain(aliases).collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}

/// Returns the docs of the Rust method for an operation.
pub(super) fn operation(context: Context<'_>, operation: &Operation) -> String {
    let mut text = markdown(&paragraphs([Some(operation.summary.as_str()), operation.description.as_deref()]));
    let arguments: Vec<String> = operation.arguments().map(|input| argument(&input.field)).collect();
    if !arguments.is_empty() {
        text.push_str(&format!("\n\n# Arguments\n\n{}", arguments.join("\n")));
    }
    text.push_str("\n\n# Platform\n\n");
    text.push_str(&format!("- `{} {}`\n", operation.method, operation.path.name));
    text.push_str(&format!("- token: {}\n", tokens(context, &operation.tokens)));
    if !operation.scopes.is_empty() {
        text.push_str(&format!("- scope, any one of: {}\n", names(&operation.scopes, ", ")));
    }
    if !operation.field_scopes.is_empty() {
        let scopes = operation.field_scopes.iter().map(|scope| field_scopes::described(context, operation, scope));
        text.push_str(&format!("- scope for some fields: {}\n", scopes.collect::<Vec<_>>().join(", ")));
    }
    if let Some(limit) = rate_limit(operation) {
        text.push_str(&format!("- rate limit, for each app and tenant: {limit}\n"));
    }
    if !operation.app_types.is_empty() {
        text.push_str(&format!("- apps: {}\n", apps(&operation.app_types)));
    }
    if operation.idempotent {
        text.push_str("- idempotent: the client may repeat a request whose outcome is unknown\n");
    }
    let subscribed = context.api.events().filter(|(_, event)| is_turned_by(event, &operation.id.name));
    for (module, event) in subscribed {
        let name = context.api.item(event.item).map_or("", |item| item.name.as_str());
        text.push_str(&format!("- event: [`{}`](super::{}::{name})\n", event.wire, ident(&module.name)));
    }
    text.push_str(&contradictions(&operation.contradictions));
    text.push_str(&origin(&operation.documentation, operation.source.as_ref()));
    text
}

/// Returns whether an operation turns an event on or off for a user.
fn is_turned_by(event: &Event, operation: &str) -> bool {
    let by = |subscription: &Subscription| {
        [&subscription.subscribe, &subscription.unsubscribe].map(|id| id.name == operation)
    };
    event.subscription.as_ref().is_some_and(|subscription| by(subscription).contains(&true))
}

/// Returns one line for each contradiction between the public sources about an operation or event.
pub(super) fn contradictions(contradictions: &[Contradiction]) -> String {
    let lines = contradictions.iter().map(|contradiction| {
        let (about, decision) = (markdown(&contradiction.about), markdown(&contradiction.decision));
        format!("- the sources disagree on the {about}. Decision: {decision}\n")
    });
    lines.collect()
}

/// Returns the line that names the page of an operation or event. If there is no page, the line names the public source.
pub(super) fn origin(documentation: &str, source: Option<&Source>) -> String {
    match source {
        Some(source) => format!("- not on the platform's pages; {}", self::source(source)),
        None => format!("- [documentation page](<{documentation}>)"),
    }
}

/// Describes a public source.
pub fn source(source: &Source) -> String {
    match source.sure {
        Some(true) => format!("source: {}", markdown(&source.name)),
        _ => format!("source: {}, not confirmed by another source", markdown(&source.name)),
    }
}

/// Returns a note for an element that is on no page of the platform. The note names the public source of the element.
pub fn not_on_pages(source: &Source) -> String {
    format!("Not on the platform's pages; {}.", self::source(source))
}

/// Returns names, formatted as code. If a name is on no page of the platform, its public source follows in brackets.
pub(super) fn names(names: &[Reference], separator: &str) -> String {
    let names = names.iter().map(|name| format!("`{}`{}", name.name, in_brackets(name.source.as_ref())));
    names.collect::<Vec<_>>().join(separator)
}

/// Returns a note for a name or an error that is not on the page of its operation. The note is in brackets, and names the
/// public source. Returns an empty text if there is no public source.
pub fn in_brackets(source: Option<&Source>) -> String {
    source.map(|one| format!(" (not on the documentation page; {})", self::source(one))).unwrap_or_default()
}

/// Returns a section about the constants of the listed errors, or an empty text if the operation has no listed errors.
pub(super) fn refusals(operation: &Operation) -> &'static str {
    if operation.errors.is_empty() {
        return "";
    }
    "\n\n# Errors\n\nThe constants of this type are the errors that the platform lists. The call can also fail with \
     the errors that all calls share."
}

/// Returns the docs of the constant of a listed error.
pub(super) fn refusal(error: &ListedError) -> String {
    let http = error.http.map(|http| format!(" (HTTP {http})")).unwrap_or_default();
    let help = error.help.as_ref().map(|help| format!("\n\n{}", markdown(help))).unwrap_or_default();
    format!("{}: {}{http}{}.{help}", error.code, markdown(&error.message), in_brackets(error.source.as_ref()))
}

/// Returns the docs of one argument of a method or constructor, as one line of the list of arguments.
pub(super) fn argument(field: &Field) -> String {
    let notes = notes(&field.docs).join(" ");
    let text = match &field.docs.description {
        Some(description) => paragraphs([Some(description.as_str())]).split_whitespace().collect::<Vec<_>>().join(" "),
        None => format!("{}.", words(&field.name)),
    };
    let source = field.docs.source.as_ref().map(|one| format!(" {}", not_on_pages(one)));
    let (text, source) = (markdown(format!("{text} {notes}").trim()), source.unwrap_or_default());
    let wire = wire_names(field).map(|note| format!(" {note}")).unwrap_or_default();
    format!("- `{}`: {text}{wire}{source}", field.name)
}

/// Describes the bounds and the default of an element.
pub fn notes(docs: &Docs) -> Vec<String> {
    let default = docs.default.as_ref().map(|default| format!("Defaults to `{}`.", plain(default)));
    let bounds = &docs.bounds;
    let ranges = [range(&bounds.value, ""), range(&bounds.characters, " characters"), range(&bounds.items, " items")];
    ranges.into_iter().chain([default]).flatten().collect()
}

/// Describes a range. A minimum of 0 characters or items is left out.
fn range(range: &Range, unit: &str) -> Option<String> {
    let least = range.least.as_ref().filter(|least| least.as_u64() != Some(0) || unit.is_empty());
    match (least, &range.most) {
        (Some(least), Some(most)) if unit.is_empty() => Some(format!("Range: {least} to {most}.")),
        (Some(least), Some(most)) => Some(format!("{least} to {most}{unit}.")),
        (Some(least), None) => Some(format!("At least {least}{unit}.")),
        (None, Some(most)) => Some(format!("At most {most}{unit}.")),
        (None, None) => None,
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Lists the kinds of app. A store app, `isv` in the spec, is listed as `store`.
pub fn apps(app_types: &[Reference]) -> String {
    let names = app_types.iter().map(|app| if app.name == "isv" { "store" } else { app.name.as_str() });
    names.collect::<Vec<_>>().join(", ")
}

fn tokens(context: Context<'_>, tokens: &[Reference]) -> String {
    let links = tokens.iter().map(|token| {
        let known = context.api.token_types.iter().find(|known| known.wire == token.name);
        let source = in_brackets(token.source.as_ref());
        let name = known.map_or_else(|| token.name.clone(), |known| format!("[`{0}`](super::tokens::{0})", known.name));
        name + &source
    });
    links.collect::<Vec<_>>().join(" or ")
}

/// Describes the rate limit of an operation, for each app and tenant.
pub fn rate_limit(operation: &Operation) -> Option<String> {
    match (operation.per_minute, operation.per_second) {
        (Some(minute), Some(second)) => Some(format!("{minute} calls a minute, {second} a second")),
        (Some(minute), None) => Some(format!("{minute} calls a minute")),
        (None, Some(second)) => Some(format!("{second} calls a second")),
        (None, None) => None,
    }
}

fn list(names: &[Reference], separator: &str) -> String {
    names.iter().map(|name| format!("`{}`", name.name)).collect::<Vec<_>>().join(separator)
}

/// Escapes text of the spec for rustdoc. The result contains no code block, because rustdoc would compile the block as an
/// example. Outside of inline code, brackets start neither a link nor an HTML tag, and URLs become links.
pub(super) fn markdown(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.trim_end();
        let body = line.trim_start();
        // Four spaces of indentation would make a code block. A nested list needs two spaces.
        let indent = if body.starts_with("- ") { (line.len() - body.len()).min(2) } else { 0 };
        let heading = if is_heading(body) { "\\" } else { "" };
        format!("{}{heading}{}", " ".repeat(indent), escape_line(body))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns whether Markdown reads a line as a heading, or as the underline of a heading.
fn is_heading(line: &str) -> bool {
    let underlines = |letter| !line.is_empty() && line.chars().all(|other| other == letter);
    line.starts_with('#') || underlines('=') || underlines('-')
}

fn escape_line(line: &str) -> String {
    let ticks = line.matches('`').count();
    if ticks % 2 == 1 || line.contains("``") || line.starts_with("~~~") {
        return escape_plain(line).replace('~', "\\~").replace('`', "\\`");
    }
    let spans = line.split('`').enumerate();
    let escaped = spans.map(|(index, span)| if index % 2 == 0 { escape_plain(span) } else { span.to_owned() });
    escaped.collect::<Vec<_>>().join("`")
}

fn escape_plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = address(rest) {
        let (before, from) = rest.split_at(start);
        escape_into(before, &mut escaped);
        let end =
            from.find(|letter: char| letter.is_whitespace() || "<>`\"'()[]".contains(letter)).unwrap_or(from.len());
        let link = from.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?']);
        escaped.push('<');
        escaped.push_str(link);
        escaped.push('>');
        rest = from.get(link.len()..).unwrap_or_default();
    }
    escape_into(rest, &mut escaped);
    escaped
}

fn address(text: &str) -> Option<usize> {
    [text.find("https://"), text.find("http://")].into_iter().flatten().min()
}

fn escape_into(text: &str, escaped: &mut String) {
    for letter in text.chars() {
        if matches!(letter, '<' | '>' | '[' | ']' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
}
