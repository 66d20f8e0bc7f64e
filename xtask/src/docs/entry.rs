//! Entries of the HTML page: its operations and events. Links, the search and the filters lead to entries.

use codegen::emit;
use codegen::ir::{Api, Module, Reference, Source};

use super::context::Context;
use super::html::{Html, classed, code, element, jump, link, plain};

/// Entry of the page.
pub(super) struct Entry<'a> {
    pub(super) module: &'a Module,
    /// Anchor of the entry on the page.
    pub(super) id: &'a str,
    /// Name in the spec.
    pub(super) name: &'a str,
    /// HTTP method, or `EVENT`.
    pub(super) method: &'static str,
    pub(super) summary: &'a str,
    pub(super) description: Option<&'a str>,
    pub(super) deprecated: bool,
    pub(super) documentation: &'a str,
    /// Public source of the entry, if the platform has no page about the entry.
    pub(super) source: Option<&'a Source>,
    pub(super) tokens: &'a [Reference],
    /// All scopes of the entry, including scopes of fields.
    pub(super) scopes: Vec<&'a Reference>,
}

impl Entry<'_> {
    /// Renders the article of the entry. `route` is the path or event type, and `facts` are the lines below the route.
    pub(super) fn article(&self, context: Context<'_>, route: Html, facts: Html, body: Html) -> Html {
        let names = |names: &mut dyn Iterator<Item = &str>| names.collect::<Vec<_>>().join(" ");
        let tokens = names(&mut self.tokens.iter().map(|token| token.name.as_str()));
        let scopes = names(&mut self.scopes.iter().map(|scope| scope.name.as_str()));
        let ids = context.ids.given_by(self.id).join(" ");
        let deprecated = self.deprecated.then(|| classed("span", "badge deprecated", "deprecated"));
        let own = element("a", &[("class", "own"), ("href", &format!("#{}", self.id))], code(self.name));
        let page = match self.source {
            Some(source) => Html::from(["no page of the platform; ".to_owned(), emit::source(source)].concat()),
            None => link(self.documentation, "the platform's page"),
        };
        let page = fact("Reference", page);
        let inside = [
            plain("h3", [self.summary.into(), " ".into(), deprecated.into()]),
            own,
            classed("p", "route", [badge(self.method), " ".into(), route]),
            self.description.map(|text| classed("div", "prose", context.markdown.blocks(text))).into(),
            classed("dl", "facts", [facts, page]),
            body,
        ];
        let attributes = [
            ("id", self.id),
            ("class", "entry"),
            ("data-resource", &self.module.name),
            ("data-token", &tokens),
            ("data-scope", &scopes),
            ("data-gives", &ids),
        ];
        element("article", &attributes, inside)
    }
}

/// Renders an HTTP method, or `EVENT`, as a colored label.
pub(super) fn badge(method: &'static str) -> Html {
    classed("span", &format!("method {}", method.to_lowercase()), method)
}

/// Renders a line of a list of facts.
pub(super) fn fact(name: &str, value: impl Into<Html>) -> Html {
    plain("div", [plain("dt", name), plain("dd", value)])
}

/// Renders a list of names. Each name links to the entries with this name.
pub(super) fn chips<'n>(filter: &str, names: impl IntoIterator<Item = &'n Reference>) -> Html {
    let chips = names.into_iter().map(|name| {
        let chip = jump(&format!("{filter}={}", name.name), code(&name.name));
        [chip, origin(name.source.as_ref()), " ".into()].into()
    });
    chips.collect()
}

/// Renders the source of an item, if the source is not a page of the platform.
pub(super) fn origin(source: Option<&Source>) -> Html {
    source.map(|_| classed("span", "bounds", emit::in_brackets(source))).unwrap_or_default()
}

/// Renders the scopes and the kinds of app.
pub(super) fn admission(scopes: &[Reference], app_types: &[Reference]) -> Html {
    let mut facts = Html::default();
    if !scopes.is_empty() {
        let name = if scopes.len() == 1 { "Scope" } else { "Any scope of" };
        facts.push(fact(name, chips("scope", scopes)));
    }
    if !app_types.is_empty() {
        facts.push(fact("Apps", emit::apps(app_types)));
    }
    facts
}

/// Returns the Rust types of the sessions that can call an operation.
pub(super) fn sessions(api: &Api, tokens: &[Reference]) -> String {
    let taken = api.token_types.iter().filter(|known| tokens.iter().any(|token| token.name == known.wire));
    taken.map(|token| format!("Session<{}>", token.name)).collect::<Vec<_>>().join(" or ")
}

/// Renders a section of an entry, with a heading.
pub(super) fn part(name: &str, inside: impl Into<Html>) -> Html {
    classed("section", "part", [plain("h4", name), inside.into()])
}

/// Renders a text with a button that copies the text. `name` and `note` are above the text.
pub(super) fn snippet(name: &str, note: impl Into<Html>, text: &str) -> Html {
    let caption = plain("figcaption", [plain("b", name), plain("span", note)]);
    classed("figure", "snippet", [caption, plain("pre", plain("code", text))])
}
