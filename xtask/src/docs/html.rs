//! HTML in which all texts are escaped. The type [`Html`] escapes each text that it accepts.

use std::borrow::Cow;

/// Piece of HTML, in which all texts are escaped.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Html(String);

impl Html {
    pub(super) fn push(&mut self, more: impl Into<Self>) {
        self.0.push_str(&more.into().0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

impl From<&str> for Html {
    fn from(text: &str) -> Self {
        Self(escape(text).into_owned())
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<Option<Html>> for Html {
    fn from(piece: Option<Html>) -> Self {
        piece.unwrap_or_default()
    }
}

impl<const N: usize> From<[Html; N]> for Html {
    fn from(pieces: [Html; N]) -> Self {
        pieces.into_iter().collect()
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<I: IntoIterator<Item = Html>>(pieces: I) -> Self {
        Self(pieces.into_iter().map(|piece| piece.0).collect())
    }
}

/// Renders a whole page.
pub(super) fn document(inside: impl Into<Html>) -> Html {
    let html = element("html", &[("lang", "en")], inside);
    Html(format!("<!doctype html>\n{}\n", html.0))
}

/// Renders an element with its attributes and its content.
pub(super) fn element(name: &'static str, attributes: &[(&'static str, &str)], inside: impl Into<Html>) -> Html {
    let mut html = start(name, attributes);
    html.0.push_str(&inside.into().0);
    html.0.push_str(&format!("</{name}>"));
    html
}

/// Renders an element without content.
pub(super) fn void(name: &'static str, attributes: &[(&'static str, &str)]) -> Html {
    start(name, attributes)
}

fn start(name: &'static str, attributes: &[(&'static str, &str)]) -> Html {
    let mut text = format!("<{name}");
    for (attribute, value) in attributes {
        text.push_str(&format!(" {attribute}=\"{}\"", escape(value)));
    }
    text.push('>');
    Html(text)
}

/// Renders an element without attributes.
pub(super) fn plain(name: &'static str, inside: impl Into<Html>) -> Html {
    element(name, &[], inside)
}

/// Renders an element with a class.
pub(super) fn classed(name: &'static str, class: &str, inside: impl Into<Html>) -> Html {
    element(name, &[("class", class)], inside)
}

/// Renders a table. `columns` are the names of the columns.
pub(super) fn table<const N: usize>(class: &str, columns: [&str; N], rows: Html) -> Html {
    let head = columns.map(|name| element("th", &[("scope", "col")], name));
    classed("table", class, [plain("thead", plain("tr", head)), plain("tbody", rows)])
}

pub(super) fn code(text: &str) -> Html {
    plain("code", text)
}

/// Renders a link. If the address is not a web address, renders only the content. For example, the address may be a script.
pub(super) fn link(address: &str, inside: impl Into<Html>) -> Html {
    let is_web = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
    if is_web { element("a", &[("href", address)], inside) } else { inside.into() }
}

/// Renders a link to a place on the page.
pub(super) fn jump(anchor: &str, inside: impl Into<Html>) -> Html {
    element("a", &[("href", &format!("#{anchor}"))], inside)
}

/// Renders the style sheet or the script of the page, and does not escape the content. The content must not contain the end
/// tag of the element.
pub(super) fn verbatim(name: &'static str, content: &'static str) -> Html {
    Html(format!("<{name}>{content}</{name}>"))
}

fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes_are_escaped() {
        let html = element("p", &[("title", "\"><script>")], "</p> & '<b>'");
        let expected = "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;/p&gt; &amp; &#39;&lt;b&gt;&#39;</p>";
        assert_eq!(html.into_string(), expected);
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(link("javascript:alert(1)", "here").into_string(), "here");
        assert_eq!(link("https://a.b/?c&d", "<").into_string(), "<a href=\"https://a.b/?c&amp;d\">&lt;</a>");
    }
}
