//! Text of a cell, without its markup.

use super::piece::Piece;

/// HTML tags that only format text. Other text in angle brackets, as in `map<string, int>`, is not a tag.
const TAGS: [&str; 14] = ["a", "b", "br", "code", "div", "em", "font", "i", "li", "p", "span", "strong", "sup", "ul"];

/// Returns the text without markup. Each run of blanks becomes one space.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    // A `<` starts a tag only if a `>` follows, and a `[` starts a link only if a `)` follows. Without this check, each `<`
    // or `[` without an end would cause a search through the rest of the text.
    let (last_tag, last_link) = (text.rfind('>'), text.rfind(')'));
    while let Some(start) = rest.find(['\\', '&', '<', '[', '`', '*', '\u{200b}', '\u{feff}']) {
        let (before, marked) = rest.split_at(start);
        let at = text.len() - marked.len();
        let (read, taken) = construct(marked, last_tag >= Some(at), last_link >= Some(at));
        out.push_str(before);
        out.push_str(&read);
        rest = marked.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the text without markup and without blanks, for the comparison of titles.
pub(super) fn compact(text: &str) -> String {
    plain(text).split_whitespace().collect()
}

/// Text of a markup construct, and the length of the construct in bytes.
type Read = (String, usize);

fn construct(text: &str, may_be_tag: bool, may_be_link: bool) -> Read {
    match text.chars().next() {
        Some('\\') => escaped(text),
        Some('&') => entity(text),
        Some('<') if may_be_tag => tag(text),
        Some('<') => ("<".to_owned(), 1),
        Some('[') if may_be_link => link(text),
        Some('[') => ("[".to_owned(), 1),
        Some('*') if !text.starts_with("**") => ("*".to_owned(), 1),
        Some('*') => (String::new(), 2),
        Some(other) => (String::new(), other.len_utf8()),
        None => (String::new(), 0),
    }
}

fn escaped(text: &str) -> Read {
    match text.chars().nth(1) {
        Some(c) if c.is_ascii_punctuation() => (c.to_string(), 1 + c.len_utf8()),
        _ => ("\\".to_owned(), 1),
    }
}

fn entity(text: &str) -> Read {
    let known = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let found = known.into_iter().find(|(name, _)| text.starts_with(name));
    found.map_or_else(|| ("&".to_owned(), 1), |(name, stands_for)| (stands_for.to_owned(), name.len()))
}

fn tag(text: &str) -> Read {
    match tag_length(text) {
        Some(length) => (" ".to_owned(), length),
        None => ("<".to_owned(), 1),
    }
}

/// Returns the length of the tag at the start of the text.
fn tag_length(text: &str) -> Option<usize> {
    let inner = text.get(1..)?.trim_start_matches('/');
    let name: String = inner.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let name = name.to_ascii_lowercase();
    let is_tag = TAGS.contains(&name.as_str()) || name.starts_with("md-");
    is_tag.then(|| text.find('>')).flatten().map(|end| end + 1)
}

/// Reads the text of a link `[text](address)`.
fn link(text: &str) -> Read {
    // A second `[` before the `](` starts the real link, so the first `[` is plain text.
    let next = text.char_indices().skip(1).find(|(_, c)| *c == '[').map_or(text.len(), |(at, _)| at);
    let parts = text.get(..next).and_then(|text| text.find("](")).and_then(|middle| {
        let inner = text.get(1..middle)?;
        let end = middle + text.get(middle..)?.find(')')?;
        Some((plain(inner), end + 1))
    });
    parts.unwrap_or_else(|| ("[".to_owned(), 1))
}

/// Returns each text between backticks, together with the text that follows, up to the next backtick.
pub(super) fn codes(cell: Piece<'_>) -> Vec<(Piece<'_>, Piece<'_>)> {
    let mut codes = Vec::new();
    let tick = |piece: Piece<'_>| piece.text.find('`').map(|at| at..at + 1);
    let mut rest = tick(cell).map(|first| cell.split(first).1);
    while let Some((code, behind)) = rest.and_then(|rest| Some(rest.split(tick(rest)?))) {
        let (after, next) = match tick(behind) {
            Some(next) => behind.split(next),
            None => (behind, behind.part(behind.text.len()..behind.text.len())),
        };
        codes.push((code.trimmed(), after));
        rest = (after.text.len() < behind.text.len()).then_some(next);
    }
    codes
}

/// Returns the lines of a cell. The tag `<br>` separates the lines.
pub(super) fn lines(cell: Piece<'_>) -> Vec<Piece<'_>> {
    let mut lines = Vec::new();
    let mut rest = cell;
    let mut start = 0;
    for (at, _) in cell.text.match_indices('<').filter(|(at, _)| is_break(cell.text, *at)) {
        let length = cell.text.get(at..).and_then(tag_length).unwrap_or(1);
        let (line, after) = rest.split(at - start..at - start + length);
        lines.push(line.trimmed());
        rest = after;
        start = at + length;
    }
    lines.push(rest.trimmed());
    lines
}

fn is_break(text: &str, at: usize) -> bool {
    let tag = text.get(at + 1..).unwrap_or_default().trim_start();
    let is_named = tag.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("br"));
    let after = tag.get(2..).unwrap_or_default();
    is_named && after.trim_start_matches(|c: char| c == '/' || c.is_whitespace()).starts_with('>')
}

/// Returns `true` if the cell says that there is no value.
pub(super) fn is_nothing(text: &str) -> bool {
    matches!(text.trim(), "" | "-" | "—" | "无")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::At;

    #[test]
    fn markup_is_taken_away() {
        for (text, expected) in [
            ("`string\\[\\]`", "string[]"),
            ("\\-", "-"),
            ("a \\| b", "a | b"),
            ("[1000 次/分钟、50 次/秒](https://example.com/a)", "1000 次/分钟、50 次/秒"),
            ("x<br>y<BR/>z", "x y z"),
            ("&nbsp;&nbsp;└ `hues`", "└ hues"),
            ("map<string, int>", "map<string, int>"),
            ("map&lt;string, int&gt;", "map<string, int>"),
            ("<md-alert type=\"tip\">**Note** this</md-alert>", "Note this"),
            ("a [ b ] c \\", "a [ b ] c \\"),
            ("1 < 2 && 3 > 2", "1 < 2 && 3 > 2"),
        ] {
            assert_eq!(plain(text), expected);
        }
        assert_eq!(compact("HTTP 状态码"), "HTTP状态码");
    }

    #[test]
    fn codes_and_lines_know_their_places() {
        let cell = Piece::of("停 `a`: x<br>`b` y `", 0, At { line: 1, column: 1 });
        let codes: Vec<_> = codes(cell).iter().map(|(code, after)| (code.text, code.at().column, after.text)).collect();
        assert_eq!(codes, [("a", 4, ": x<br>"), ("b", 14, " y ")]);
        let lines: Vec<_> = lines(cell).iter().map(|line| (line.text, line.at().column)).collect();
        assert_eq!(lines, [("停 `a`: x", 1), ("`b` y `", 13)]);
    }
}
