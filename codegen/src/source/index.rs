//! Positions of JSON pointers in a YAML text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::place::{push_key, unescape};

mod builder;

/// A key that occurs more than once in a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// JSON pointer to the key.
    pub pointer: String,
    /// Range of the first occurrence of the key, in bytes.
    pub first: Range<usize>,
    /// Range of the repeated occurrence of the key, in bytes.
    pub again: Range<usize>,
}

/// Positions of all nodes of a YAML text, in bytes.
///
/// Invalid YAML is indexed up to the first error. If the text has several documents, only the first document is indexed.
#[derive(Debug)]
pub struct Index<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    children: BTreeMap<(usize, String), usize>,
    duplicates: Vec<Duplicate>,
    documents: Vec<usize>,
    broken: Option<usize>,
}

#[derive(Debug)]
struct Node {
    parent: Option<usize>,
    segment: String,
    key: Option<Range<usize>>,
    /// All bytes of the value, even if the value has several lines.
    value: Range<usize>,
    /// Whether a diagnostic underlines the key instead of the value: for an empty value, and for a mapping or list in block
    /// style. The key of a mapping or list tells readers more than the first line of the value.
    prefer_key: bool,
}

impl Index<'_> {
    /// Returns the bytes that a diagnostic underlines for the value at a JSON pointer. If the value does not exist, returns
    /// the bytes for the nearest existing parent.
    ///
    /// The bytes are within one line. For an empty value, and for a mapping or list in block style, the bytes are those of
    /// the key. `None` means the whole file.
    pub fn value(&self, pointer: &str) -> Option<Range<usize>> {
        let node = self.nearest(pointer)?;
        let span = node.key.as_ref().filter(|_| node.prefer_key).unwrap_or(&node.value);
        Some(self.first_line(span))
    }

    /// Returns the bytes that a diagnostic underlines for the key at a JSON pointer. If the key does not exist, returns the
    /// bytes for the key of the nearest existing parent.
    ///
    /// The bytes are within one line. An item of a list has no key, so the method returns the bytes of the item itself.
    /// `None` means the whole file.
    pub fn key(&self, pointer: &str) -> Option<Range<usize>> {
        let node = self.nearest(pointer)?;
        Some(self.first_line(node.key.as_ref().unwrap_or(&node.value)))
    }

    /// Returns all bytes of the key and the value at a pointer, on one or several lines, without a comment after the value.
    /// Returns `None` if nothing is at the pointer.
    pub fn entry(&self, pointer: &str) -> Option<Range<usize>> {
        let found = self.find(pointer)?;
        let node = self.nodes.get(found)?;
        let start = node.key.as_ref().map_or(node.value.start, |key| key.start);
        Some(start..self.end(found))
    }

    /// Returns all bytes of the value at a pointer.
    pub fn whole(&self, pointer: &str) -> Option<Range<usize>> {
        let found = self.find(pointer)?;
        Some(self.nodes.get(found)?.value.start..self.end(found))
    }

    /// Returns whether the mapping or list at a pointer is written in brackets.
    pub fn is_flow(&self, pointer: &str) -> bool {
        self.find(pointer).is_some_and(|found| self.is_bracketed(found))
    }

    /// Returns the keys of the mapping at a pointer, or the indexes of the list at a pointer, in the order of the text.
    pub fn names(&self, pointer: &str) -> Vec<&str> {
        let mut children: Vec<usize> = self.find(pointer).map(|found| self.children_of(found)).unwrap_or_default();
        children.sort_unstable();
        children.iter().filter_map(|child| Some(self.nodes.get(*child)?.segment.as_str())).collect()
    }

    fn find(&self, pointer: &str) -> Option<usize> {
        let mut segments = pointer.split('/').skip(1);
        segments.try_fold(0, |found, segment| self.children.get(&(found, unescape(segment))).copied())
    }

    fn children_of(&self, node: usize) -> Vec<usize> {
        self.children.range((node, String::new())..(node + 1, String::new())).map(|(_, child)| *child).collect()
    }

    fn is_bracketed(&self, node: usize) -> bool {
        let span = self.nodes.get(node).map(|node| node.value.clone());
        span.and_then(|span| self.text.get(span)).is_some_and(|text| text.starts_with(['{', '[']))
    }

    /// Returns the end of a node. A mapping or list ends with its last entry or its closing bracket. The parser reports a
    /// later end.
    fn end(&self, node: usize) -> usize {
        let last = self.children_of(node).into_iter().max().map(|last| self.end(last));
        let Some(found) = self.nodes.get(node) else { return 0 };
        match last {
            _ if self.is_bracketed(node) => self.bracket(last.unwrap_or(found.value.start + 1)),
            Some(last) => last,
            None => {
                let written = self.text.get(found.value.clone()).unwrap_or_default().trim_end().len();
                let key = found.key.as_ref().map_or(0, |key| key.end);
                key.max(found.value.start + written)
            }
        }
    }

    /// Returns the position after the next closing bracket that is not in a comment.
    fn bracket(&self, from: usize) -> usize {
        let mut comment = false;
        let closes = |c: char| {
            comment = (comment || c == '#') && c != '\n';
            !comment && matches!(c, '}' | ']')
        };
        from + self.text.get(from..).and_then(|rest| rest.find(closes)).map_or(0, |at| at + 1)
    }

    /// Returns the repeated keys of all mappings, in the order of the text.
    pub fn duplicates(&self) -> &[Duplicate] {
        &self.duplicates
    }

    /// Returns the start of each document in the text.
    pub fn documents(&self) -> &[usize] {
        &self.documents
    }

    /// Returns the position of the first error in the YAML.
    pub fn broken(&self) -> Option<usize> {
        self.broken
    }

    /// Returns the node at a pointer, or its nearest existing ancestor. If this node is the root, returns `None`.
    fn nearest(&self, pointer: &str) -> Option<&Node> {
        let mut found = 0;
        for segment in pointer.split('/').skip(1) {
            match self.children.get(&(found, unescape(segment))) {
                Some(&child) => found = child,
                None => break,
            }
        }
        self.nodes.get(found).filter(|node| node.parent.is_some())
    }

    /// Shortens a span to its first line, without trailing whitespace.
    fn first_line(&self, span: &Range<usize>) -> Range<usize> {
        let text = self.text.get(span.clone()).unwrap_or_default();
        let line = text.split(['\n', '\r']).next().unwrap_or_default().trim_end();
        span.start..span.start + line.len()
    }

    fn pointer(&self, parent: usize, key: &str) -> String {
        let mut segments = vec![key];
        let mut at = self.nodes.get(parent);
        while let Some(node) = at {
            let Some(parent) = node.parent else { break };
            segments.push(&node.segment);
            at = self.nodes.get(parent);
        }
        let mut pointer = String::new();
        segments.iter().rev().for_each(|segment| push_key(&mut pointer, segment));
        pointer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Place, character_at, line_column};

    fn value<'a>(text: &'a str, pointer: &str) -> &'a str {
        Index::new(text).value(pointer).map_or("(file)", |span| &text[span])
    }

    fn key<'a>(text: &'a str, pointer: &str) -> &'a str {
        Index::new(text).key(pointer).map_or("(file)", |span| &text[span])
    }

    #[test]
    fn places_are_json_pointers() {
        let place = Place::file("a.yaml").key("paths").key("/a~b/{c}").index(3);
        assert_eq!(place.pointer, "/paths/~1a~0b~1{c}/3");
        assert_eq!(&*place.file, "a.yaml");
        assert_eq!(unescape("~01~1"), "~1/");
    }

    #[test]
    fn block_style() {
        let text = "a: one two  # not this\nb:\n  c: x\n  d:\n    - first\n    - e: y\n      f: z\n";
        assert_eq!(value(text, "/a"), "one two");
        assert_eq!(key(text, "/a"), "a");
        assert_eq!(value(text, "/b"), "b", "the span of a block mapping covers only the key of the mapping");
        assert_eq!(value(text, "/b/d"), "d", "the span of a block sequence covers only the key of the sequence");
        assert_eq!(value(text, "/b/d/0"), "first");
        assert_eq!(value(text, "/b/d/1"), "e: y", "without a key, the span is the first line of the mapping");
        assert_eq!(key(text, "/b/d/1"), "e: y");
        assert_eq!(value(text, "/b/d/1/f"), "z");
    }

    #[test]
    fn entries_end_with_their_last_character() {
        let text = "a:\n  b: {c: [1, 2]} # d\n  e: |-\n    f\n    g\n\n  # h\ni:\n  - j: k\n    l: 'ü'\n\n# m\n";
        let index = Index::new(text);
        let entry = |pointer: &str| index.entry(pointer).map(|span| &text[span]);
        assert_eq!(entry("/a"), Some("a:\n  b: {c: [1, 2]} # d\n  e: |-\n    f\n    g"));
        assert_eq!(entry("/a/b/c"), Some("c: [1, 2]"));
        assert_eq!(entry("/i"), Some("i:\n  - j: k\n    l: 'ü'"));
        assert_eq!(entry("/i/0"), Some("j: k\n    l: 'ü'"));
        assert_eq!(entry("/a/x"), None);
        assert_eq!(index.whole("/a/b").map(|span| &text[span]), Some("{c: [1, 2]}"));
        assert_eq!(index.names("/a"), ["b", "e"]);
        assert_eq!(index.names("/a/b/c"), ["0", "1"]);
        assert!(index.is_flow("/a/b/c") && !index.is_flow("/a") && !index.is_flow("/i"));
    }

    #[test]
    fn flow_style() {
        let text = "a: {b: [1, 'two', {c: \"d e\"}], f: g}\nh: [i,\n  j]\nk: {l: , m}\n";
        assert_eq!(value(text, "/a"), "{b: [1, 'two', {c: \"d e\"}], f: g}");
        assert_eq!(value(text, "/a/b"), "[1, 'two', {c: \"d e\"}]");
        assert_eq!(value(text, "/a/b/1"), "'two'");
        assert_eq!(value(text, "/a/b/2/c"), "\"d e\"");
        assert_eq!(key(text, "/a/b/2/c"), "c");
        assert_eq!(key(text, "/a/f"), "f");
        assert_eq!(value(text, "/h"), "[i,", "the first line only");
        assert_eq!(value(text, "/h/1"), "j");
        assert_eq!(value(text, "/k/l"), "l", "an empty value has the span of its key");
        assert_eq!(value(text, "/k/m"), "m");
    }

    #[test]
    fn quoted_and_odd_keys() {
        let text = "'a b': 1\n\"c\\td\": 2\n/p/{q}: {r: 3}\n~s: 4\n? t\n: 5\n? [u, v]\n: {w: 6}\nx: 7\n";
        assert_eq!(key(text, "/a b"), "'a b'");
        assert_eq!(value(text, "/a b"), "1");
        assert_eq!(key(text, "/c\td"), "\"c\\td\"");
        assert_eq!(value(text, "/~1p~1{q}/r"), "3");
        assert_eq!(value(text, "/~0s"), "4");
        assert_eq!(value(text, "/t"), "5");
        assert_eq!(value(text, "/x"), "7", "a key that is a list does not change the position of the next key");
    }

    #[test]
    fn scalars_over_several_lines() {
        let text = "a: |-\n  foo\n  bar\nb: >\n  x y\n\nc: foo\n  bar\nd: end\n";
        assert_eq!(value(text, "/a"), "foo");
        assert_eq!(value(text, "/b"), "x y");
        assert_eq!(value(text, "/c"), "foo");
        assert_eq!(value(text, "/d"), "end");
    }

    #[test]
    fn characters_of_several_bytes() {
        let text = "ключ: {é: 'ü', 名: 𝔘x, z: [ä, ö]} # 会议\nb: ü ü\nc: d\n";
        assert_eq!(value(text, "/ключ/é"), "'ü'");
        assert_eq!(key(text, "/ключ/名"), "名");
        assert_eq!(value(text, "/ключ/名"), "𝔘x");
        assert_eq!(value(text, "/ключ/z/1"), "ö");
        assert_eq!(value(text, "/b"), "ü ü");
        assert_eq!(value(text, "/c"), "d");
    }

    #[test]
    fn windows_files() {
        let text = "\u{feff}a: é\r\nb:\r\n  - c\r\n  - d: 'e'\r\nf: [g,\r\n  h]\r\ni:\r\n  j: k\r\n";
        assert_eq!(value(text, "/a"), "é");
        assert_eq!(key(text, "/a"), "a");
        assert_eq!(value(text, "/b/0"), "c");
        assert_eq!(value(text, "/b/1"), "d: 'e'");
        assert_eq!(value(text, "/b/1/d"), "'e'");
        assert_eq!(value(text, "/f"), "[g,");
        assert_eq!(value(text, "/i/j"), "k");
        assert_eq!(line_column(text, text.find('é').unwrap()), (1, 4));
        assert_eq!(line_column(text, text.find('k').unwrap()), (8, 6));
        assert_eq!(&text[character_at(text, 1, 4)], "é");
        assert_eq!(&text[character_at(text, 8, 6)], "k");
        assert_eq!(&text[character_at(text, 1, 5)], "", "the line break is not part of the line");
        assert_eq!(character_at("a", 7, 9), 1..1);
        assert_eq!(line_column("é", 1), (1, 1));
    }

    #[test]
    fn anchors_and_aliases() {
        let text = "a: &x foo\nb: *x\n&k c: &y {d: e}\nf: *y\ng: &z\n  h: i\n";
        assert_eq!(value(text, "/a"), "&x foo");
        assert_eq!(value(text, "/b"), "*x");
        assert_eq!(key(text, "/c"), "&k c");
        assert_eq!(value(text, "/c"), "&y {d: e}");
        assert_eq!(value(text, "/f/d"), "*y", "a value in the target of an alias has the span of the alias");
        assert_eq!(value(text, "/g"), "g");
    }

    #[test]
    fn a_missing_place_is_shown_by_the_nearest_place_above() {
        let text = "a:\n  b: {c: d}\n";
        assert_eq!(value(text, "/a/b/x/y"), "{c: d}");
        assert_eq!(key(text, "/a/b/x/y"), "b");
        assert_eq!(value(text, "/a/x"), "a");
        assert_eq!(value(text, "/x"), "(file)");
        assert_eq!(value(text, ""), "(file)");
        assert_eq!(value("", "/x"), "(file)");
        assert_eq!(value("a: [b: c", "/a/0/b"), "c", "the first error in the YAML is after this place");
    }

    #[test]
    fn duplicates() {
        let text = "a: 1\nb: {c: 1, d: 2, 'c': {e: 1, e: 2}}\na: 2\n\"a\": 3\nf:\n  - a: 1\n  - a: 2\n";
        let index = Index::new(text);
        let found: Vec<_> =
            index.duplicates().iter().map(|d| (d.pointer.as_str(), d.first.clone(), &text[d.again.clone()])).collect();
        let c = text.find('c').unwrap();
        let e = text.find('e').unwrap();
        assert_eq!(
            found,
            [("/b/c", c..c + 1, "'c'"), ("/b/c/e", e..e + 1, "e"), ("/a", 0..1, "a"), ("/a", 0..1, "\"a\"")]
        );
        assert_eq!(&text[index.value("/a").unwrap()], "1", "the first one counts");
    }

    #[test]
    fn several_documents() {
        let text = "a: 1\n---\na: 2\nb: 3\n";
        let index = Index::new(text);
        assert_eq!(index.documents(), [0, 5]);
        assert_eq!(index.broken(), None);
        assert_eq!(Index::new("    é: b\n  c: d\n").broken(), Some(12));
        assert_eq!(index.duplicates(), []);
        assert_eq!(value(text, "/b"), "(file)");
    }

    #[test]
    fn deep_nesting() {
        for text in ["[".repeat(100_000), "- ".repeat(100_000), "{a: ".repeat(100_000), "? ".repeat(100_000)] {
            let index = Index::new(&text);
            index.value(&"/0".repeat(100_000));
            index.key("/0/0/0");
        }
    }
}
