//! Renderer for the Markdown in descriptions: paragraphs, lists, `code`, links and plain addresses. Other markup stays text.

use super::html::{Html, code, jump, link, plain};

/// Renderer of Markdown. Text in backticks becomes a link if the text is the name of an entry.
#[derive(Clone, Copy)]
pub(super) struct Markdown<'a> {
    pub(super) is_entry: &'a dyn Fn(&str) -> bool,
}

impl Markdown<'_> {
    /// Renders paragraphs and lists.
    pub(super) fn blocks(self, text: &str) -> Html {
        text.split("\n\n").map(|block| self.block(block)).collect()
    }

    fn block(self, text: &str) -> Html {
        let mut html = Html::default();
        let mut list = Html::default();
        for (is_item, text) in parts(text) {
            if is_item {
                list.push(plain("li", self.inline(&text)));
            } else {
                html.push(plain("p", self.inline(&text)));
            }
        }
        if !list.is_empty() {
            html.push(plain("ul", list));
        }
        html
    }

    /// Renders the text of a paragraph or list item.
    pub(super) fn inline(self, text: &str) -> Html {
        let mut html = Html::default();
        let mut rest = text;
        while let Some((before, found, after)) = self.next(rest) {
            html.push(before);
            html.push(found);
            rest = after;
        }
        html.push(rest);
        html
    }

    /// Finds and renders the first code or link in a text. Returns the text before the code or link, the rendered code or
    /// link, and the text after the code or link.
    fn next(self, text: &str) -> Option<(&str, Html, &str)> {
        text.char_indices().find_map(|(start, _)| {
            let (before, from) = text.split_at(start);
            let (found, after) = self.code(from).or_else(|| self.named_link(from)).or_else(|| bare_link(from))?;
            Some((before, found, after))
        })
    }

    fn code(self, from: &str) -> Option<(Html, &str)> {
        let (inside, after) = from.strip_prefix('`')?.split_once('`')?;
        let shown = code(inside);
        let shown = if (self.is_entry)(inside) { jump(inside, shown) } else { shown };
        Some((shown, after))
    }

    /// Reads a link such as `[words](address)`.
    fn named_link(self, from: &str) -> Option<(Html, &str)> {
        let (words, rest) = from.strip_prefix('[')?.split_once("](")?;
        let (address, after) = rest.split_once(')')?;
        Some((link(address, words), after))
    }
}

fn bare_link(from: &str) -> Option<(Html, &str)> {
    let is_address = ["https://", "http://"].iter().any(|scheme| from.starts_with(scheme));
    let end = from.find(|letter: char| letter.is_whitespace() || "<>`\"'()[]".contains(letter)).unwrap_or(from.len());
    let (address, _) = from.split_at_checked(end).filter(|_| is_address)?;
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    Some((link(address, address), from.strip_prefix(address)?))
}

/// Splits a block into paragraphs and list items. `true` marks a list item. A line that does not start an item continues the
/// part before the line.
fn parts(block: &str) -> Vec<(bool, String)> {
    let mut parts: Vec<(bool, String)> = Vec::new();
    for line in block.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
        match (item, parts.last_mut()) {
            (None, Some((_, last))) => {
                last.push(' ');
                last.push_str(line);
            }
            _ => parts.push((item.is_some(), item.unwrap_or(line).to_owned())),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> String {
        Markdown { is_entry: &|name| name == "room.list" }.blocks(text).into_string()
    }

    #[test]
    fn code_links_and_lists_are_rendered() {
        assert_eq!(blocks("Rooms, see `a<b`."), "<p>Rooms, see <code>a&lt;b</code>.</p>");
        assert_eq!(blocks("As `room.list` says"), "<p>As <a href=\"#room.list\"><code>room.list</code></a> says</p>");
        assert_eq!(blocks("[here](https://a.b)!"), "<p><a href=\"https://a.b\">here</a>!</p>");
        let bare = "<p>See <a href=\"https://a.b/c\">https://a.b/c</a>.</p>";
        assert_eq!(blocks("See https://a.b/c."), bare);
        assert_eq!(
            blocks("One\ntwo:\n- a\nb\n- c\n\nThree"),
            "<p>One two:</p><ul><li>a b</li><li>c</li></ul><p>Three</p>"
        );
    }

    #[test]
    fn what_looks_like_markup_is_text() {
        assert_eq!(blocks("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
        assert_eq!(blocks("[x](javascript:alert(1))"), "<p>x)</p>");
        assert_eq!(blocks("a ` b [c] é"), "<p>a ` b [c] é</p>");
    }
}
