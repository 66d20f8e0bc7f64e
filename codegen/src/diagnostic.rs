//! Diagnostics about the spec. The stages of the generator return diagnostics as data, which `render` turns into text at the
//! end.

use std::collections::{BTreeMap, BTreeSet, btree_set};
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};

use crate::characters;
use crate::source::{Index, Place, Texts, character_at, floor, line_column};

/// One mistake in the spec.
// The derived `Ord` compares the fields from first to last, so diagnostics are ordered by file, place and code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    at: Option<UnderlinedPart>,
    code: &'static str,
    message: String,
    help: Option<String>,
    also: Vec<(UnderlinedPart, String)>,
    notes: Vec<String>,
}

/// Place in a file, and the part of this place to underline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct UnderlinedPart {
    place: Place,
    part: Part,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Value,
    Key,
    /// Range of bytes in the file: start and end.
    Bytes(usize, usize),
    /// Line and column of a character.
    Character(usize, usize),
}

impl Diagnostic {
    /// Creates a diagnostic. The code, such as `key-unknown`, names the kind of mistake and never changes.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { at: None, code, message: message.into(), help: None, also: Vec::new(), notes: Vec::new() }
    }

    /// Underlines the value at a place.
    pub fn at(self, place: Place) -> Self {
        self.spot(place, Part::Value)
    }

    /// Underlines the key at a place.
    pub fn at_key(self, place: Place) -> Self {
        self.spot(place, Part::Key)
    }

    /// Underlines these bytes of the file. The JSON pointer in `place` names only the element that contains the bytes.
    pub fn at_span(self, place: Place, span: Range<usize>) -> Self {
        self.spot(place, Part::Bytes(span.start, span.end))
    }

    /// Underlines one character. Lines and columns count from 1.
    pub fn at_line(self, file: impl Into<Arc<str>>, line: usize, column: usize) -> Self {
        self.spot(Place::file(file), Part::Character(line, column))
    }

    fn spot(mut self, place: Place, part: Part) -> Self {
        self.at = Some(UnderlinedPart { place, part });
        self
    }

    /// Sets the advice on how to correct the mistake. `render` prints the advice after the underlined part, with the prefix
    /// `help: `.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Underlines the value at a second place. The label explains how the second place relates to the mistake.
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.also.push((UnderlinedPart { place, part: Part::Value }, label.into()));
        self
    }

    /// Underlines the key at a second place. The label explains how the second place relates to the mistake.
    pub fn also_key(mut self, place: Place, label: impl Into<String>) -> Self {
        self.also.push((UnderlinedPart { place, part: Part::Key }, label.into()));
        self
    }

    /// Adds a note. `render` prints the note below the underlined lines of the spec.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Returns the code of the kind of mistake, such as `key-unknown`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Returns the description of the mistake.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the place of the mistake.
    pub fn place(&self) -> Option<&Place> {
        self.at.as_ref().map(|spot| &spot.place)
    }

    /// Returns the line and column of the mistake. `texts` has the texts of the files. Lines and columns count from 1.
    pub fn line_column(&self, texts: &Texts) -> Option<(usize, usize)> {
        Locator { texts, indexes: BTreeMap::new() }.find(self.at.as_ref()?).line_column()
    }

    /// Returns the advice on how to correct the mistake, if the diagnostic has such advice.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

/// Set of diagnostics, ordered by file, JSON pointer and code.
///
/// Printed diagnostics are ordered by file, position and code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(BTreeSet<Diagnostic>);

impl Diagnostics {
    /// Creates an empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.insert(diagnostic);
    }

    /// Keeps only the diagnostics for which `keep` returns `true`.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(keep);
    }

    /// Returns whether there are no diagnostics.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the number of diagnostics.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns an iterator over all diagnostics.
    pub fn iter(&self) -> btree_set::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Returns all diagnostics as text in the style of rustc, followed by the number of diagnostics. Returns an empty text
    /// if the set is empty.
    pub fn render(&self, texts: &Texts, color: bool) -> String {
        if self.is_empty() {
            return String::new();
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let mut locator = Locator { texts, indexes: BTreeMap::new() };
        let mut located: Vec<_> = self.iter().map(|diagnostic| Located::new(diagnostic, &mut locator)).collect();
        located.sort_by_key(Located::order);
        let mut out = String::new();
        for one in &located {
            out.push_str(one.render(&renderer).trim());
            out.push_str("\n\n");
        }
        let count = self.len();
        let errors = if count == 1 { "error" } else { "errors" };
        out.push_str(&format!("{count} {errors}; nothing was written\n"));
        out
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, more: T) {
        self.0.extend(more);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(all: T) -> Self {
        Self(all.into_iter().collect())
    }
}

impl From<Vec<Diagnostic>> for Diagnostics {
    fn from(all: Vec<Diagnostic>) -> Self {
        all.into_iter().collect()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(one: Diagnostic) -> Self {
        [one].into_iter().collect()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = btree_set::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = btree_set::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Texts of the files, and the indexes that find values and keys in the texts. The locator creates the index of a file at
/// the first search in the file.
struct Locator<'a> {
    texts: &'a Texts,
    indexes: BTreeMap<&'a str, Index<'a>>,
}

impl<'a> Locator<'a> {
    fn find(&mut self, spot: &'a UnderlinedPart) -> Source<'a> {
        let file = &*spot.place.file;
        let text = self.texts.get(file).map_or("", String::as_str);
        let span = match spot.part {
            Part::Value => self.index(file, text).value(&spot.place.pointer),
            Part::Key => self.index(file, text).key(&spot.place.pointer),
            Part::Bytes(start, end) => Some(start..end),
            Part::Character(line, column) => Some(character_at(text, line, column)),
        };
        Source::new(file, &spot.place.pointer, text, span)
    }

    fn index(&mut self, file: &'a str, text: &'a str) -> &Index<'a> {
        self.indexes.entry(file).or_insert_with(|| Index::new(text))
    }
}

/// Position of an underlined part in the text of its file.
struct Source<'a> {
    file: &'a str,
    pointer: &'a str,
    /// Text of the file without the byte order mark. The mark would shift the `^` signs under the printed line.
    text: &'a str,
    /// Bytes to underline, or `None` for the whole file.
    span: Option<Range<usize>>,
}

impl<'a> Source<'a> {
    fn new(file: &'a str, pointer: &'a str, text: &'a str, span: Option<Range<usize>>) -> Self {
        let body = text.trim_start_matches('\u{feff}');
        let skipped = text.len() - body.len();
        // The crate `annotate_snippets` accepts only a span within the text.
        let span = span.filter(|_| !body.is_empty()).map(|span| {
            let start = floor(body, span.start.saturating_sub(skipped));
            start..floor(body, span.end.saturating_sub(skipped)).max(start)
        });
        Self { file, pointer, text: body, span }
    }

    /// Returns the position in the form `file:line:column  (#/pointer)`.
    fn origin(&self) -> String {
        let mut origin = self.file_line_column();
        if !self.pointer.is_empty() {
            origin.push_str("  (#");
            origin.push_str(&characters::escaped(self.pointer));
            origin.push(')');
        }
        origin
    }

    fn file_line_column(&self) -> String {
        match self.line_column() {
            Some((line, column)) => format!("{}:{line}:{column}", self.file),
            None => self.file.to_owned(),
        }
    }

    fn line_column(&self) -> Option<(usize, usize)> {
        self.span.as_ref().map(|span| line_column(self.text, span.start))
    }
}

/// Diagnostic with the positions of its main place and its further places.
struct Located<'a> {
    diagnostic: &'a Diagnostic,
    at: Option<Source<'a>>,
    also: Vec<(Source<'a>, &'a str)>,
}

impl<'a> Located<'a> {
    fn new(diagnostic: &'a Diagnostic, locator: &mut Locator<'a>) -> Self {
        let at = diagnostic.at.as_ref().map(|spot| locator.find(spot));
        let also = diagnostic.also.iter().map(|(spot, label)| (locator.find(spot), label.as_str())).collect();
        Self { diagnostic, at, also }
    }

    fn order(&self) -> (&'a str, usize, &'static str) {
        let file = self.at.as_ref().map_or("", |source| source.file);
        let start = self.at.as_ref().and_then(|source| source.span.as_ref()).map_or(0, |span| span.start);
        (file, start, self.diagnostic.code)
    }

    fn render(&self, renderer: &Renderer) -> String {
        let title = Level::ERROR.primary_title(self.diagnostic.message.as_str()).id(self.diagnostic.code);
        let head = Group::with_title(title).elements(self.at.as_ref().map(|source| Origin::path(source.origin())));
        // The group `head` prints the line `--> file:line:column  (#/pointer)`. A snippet would print this line without the
        // pointer. Without the empty group `first`, a line with only the bar `|` would follow the title.
        let first = Group::with_level(Level::ERROR);
        let snippets = self.snippets();
        if snippets.is_empty() {
            return renderer.render(&[first, head.elements(self.messages())]);
        }
        let mut body = Group::with_level(Level::ERROR).elements(snippets);
        let messages = self.messages();
        if !messages.is_empty() {
            body = body.element(Padding).elements(messages);
        }
        renderer.render(&[first, head, body])
    }

    /// Returns one snippet for each file with an underlined place. The file with the main place comes first.
    fn snippets(&self) -> Vec<Snippet<'a, Annotation<'a>>> {
        let mut snippets = Vec::new();
        let mut own = "";
        if let Some(Source { file, text, span: Some(span), .. }) = &self.at {
            own = file;
            let label = self.diagnostic.help.as_ref().map(|help| one_line(&format!("help: {help}")));
            let primary = AnnotationKind::Primary.span(span.clone()).label(label);
            snippets.push(Snippet::source(*text).annotation(primary).annotations(self.others(own)));
        }
        let files: BTreeSet<&str> = self.also.iter().map(|(source, _)| source.file).collect();
        for file in files.into_iter().filter(|file| *file != own) {
            let text = self.also.iter().find(|(source, _)| source.file == file).map_or("", |(source, _)| source.text);
            let others = self.others(file);
            if !others.is_empty() {
                snippets.push(Snippet::source(text).path(file).annotations(others));
            }
        }
        snippets
    }

    /// Returns an annotation for each additional place of the diagnostic in a file. Leaves out a place that cannot be
    /// underlined.
    fn others(&self, file: &str) -> Vec<Annotation<'a>> {
        let here = self.also.iter().filter(|(source, _)| source.file == file);
        here.filter_map(|(source, label)| {
            let span = source.span.clone()?;
            Some(AnnotationKind::Context.span(span).label(one_line(label)))
        })
        .collect()
    }

    /// Returns the messages that are printed on their own lines: the notes, and the help and labels of places that cannot be
    /// underlined.
    fn messages(&self) -> Vec<annotate_snippets::Message<'a>> {
        let shown = self.at.as_ref().is_some_and(|source| source.span.is_some());
        let help = self.diagnostic.help.as_deref().filter(|_| !shown).map(|help| Level::HELP.message(help));
        let unseen = self.also.iter().filter(|(source, _)| source.span.is_none());
        let also = unseen.map(|(source, label)| Level::NOTE.message(format!("{label}: {}", source.origin())));
        let notes = self.diagnostic.notes.iter().map(|note| Level::NOTE.message(note.as_str()));
        help.into_iter().chain(also).chain(notes).collect()
    }
}

/// Joins the lines of a label into one line, because further lines would not align with the printed source.
fn one_line(label: &str) -> String {
    label.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// Returns the known name that is most similar to a mistyped name, or `None` if no known name is similar.
pub fn suggest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let written = words(name);
    let near = known.filter_map(|candidate| Some((distance(&written, &words(candidate))?, candidate)));
    near.min().map(|(_, candidate)| candidate.to_owned())
}

/// Returns the number of typos between two names, or `None` if the names are not similar.
///
/// Names with at least three characters are similar if they differ by one typo. Otherwise each word must be similar to the
/// word at the same position. `RoomId` is not similar to `NoteId`, because `Room` is not similar to `Note`.
fn distance(written: &[String], known: &[String]) -> Option<usize> {
    let slips = |a: &str, b: &str| strsim::damerau_levenshtein(a, b);
    let (a, b) = (written.concat(), known.concat());
    let whole = slips(&a, &b);
    // In a name with fewer than three characters, one typo makes a different name.
    if whole == 0 || whole == 1 && a.chars().count().min(b.chars().count()) >= 3 {
        return Some(whole);
    }
    if written.len() != known.len() {
        return None;
    }
    let each = written.iter().zip(known).map(|(a, b)| {
        let slips = slips(a, b);
        (slips <= a.chars().count().min(b.chars().count()) / 3).then_some(slips)
    });
    each.sum()
}

/// Splits a name into words in lower case. The name may be in camel case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut last_is_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && last_is_lower {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && c.is_alphanumeric()
        {
            word.extend(c.to_lowercase());
        }
        last_is_lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(files: &[(&str, &str)]) -> Texts {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    fn render(diagnostics: impl IntoIterator<Item = Diagnostic>, texts: &Texts) -> String {
        diagnostics.into_iter().collect::<Diagnostics>().render(texts, false)
    }

    #[test]
    fn one_with_help() {
        let texts = texts(&[("spec/room.yaml", "paths:\n  /a/b:\n    get:\n      x-scopes: [vc:rooms]\n")]);
        let place = Place::file("spec/room.yaml").key("paths").key("/a/b").key("get").key("x-scopes").index(0);
        let diagnostic = Diagnostic::new("scope-unknown", "no scope `vc:rooms` is declared")
            .at(place)
            .help("did you mean `vc:room`? scopes are declared in spec/scopes.yaml");
        assert_eq!(
            render([diagnostic], &texts),
            "\
error[scope-unknown]: no scope `vc:rooms` is declared
 --> spec/room.yaml:4:18  (#/paths/~1a~1b/get/x-scopes/0)
  |
4 |       x-scopes: [vc:rooms]
  |                  ^^^^^^^^ help: did you mean `vc:room`? scopes are declared in spec/scopes.yaml

1 error; nothing was written
"
        );
    }

    #[test]
    fn second_places_and_notes() {
        let texts = texts(&[("a.yaml", "x: one\ny: one\n"), ("b.yaml", "z: one\n"), ("empty.yaml", "")]);
        let a = Place::file("a.yaml");
        let diagnostic = Diagnostic::new("name-clash", "`one` is used twice")
            .at(a.key("y"))
            .also(a.key("x"), "first used here")
            .also_key(Place::file("b.yaml").key("z"), "and\nhere")
            .also(Place::file("empty.yaml").key("q"), "not here")
            .note("names are unique");
        assert_eq!(
            render([diagnostic], &texts),
            "\
error[name-clash]: `one` is used twice
 --> a.yaml:2:4  (#/y)
  |
1 | x: one
  |    --- first used here
2 | y: one
  |    ^^^
  |
 ::: b.yaml:1:1
  |
1 | z: one
  | - and here
  |
  = note: not here: empty.yaml  (#/q)
  = note: names are unique

1 error; nothing was written
"
        );
    }

    #[test]
    fn places_without_a_span() {
        let texts = texts(&[("a.yaml", "x: 1\n")]);
        let rendered = render(
            [
                Diagnostic::new("file", "no resource").at(Place::file("a.yaml")).help("write `x-resource`"),
                Diagnostic::new("file", "no resource").at(Place::file("a.yaml")).help("write `x-resource`"),
                Diagnostic::new("spec", "no openapi").note("it is needed"),
                Diagnostic::new("gone", "no such file").at(Place::file("b.yaml").key("c")),
            ],
            &texts,
        );
        assert_eq!(
            rendered,
            "\
error[spec]: no openapi
 |
 = note: it is needed

error[file]: no resource
--> a.yaml
 = help: write `x-resource`

error[gone]: no such file
--> b.yaml  (#/c)

3 errors; nothing was written
"
        );
    }

    #[test]
    fn in_the_order_of_the_text() {
        let texts = texts(&[("a.yaml", "z: 1\nb: 1\n")]);
        let at = |key| Diagnostic::new("c", format!("at {key}")).at(Place::file("a.yaml").key(key));
        let rendered = render([at("b"), at("z")], &texts);
        assert!(rendered.find("at z") < rendered.find("at b"), "{rendered}");
    }

    #[test]
    fn windows_files() {
        let texts = texts(&[("a.yaml", "\u{feff}é: ü\r\nb: 会议 x\r\n")]);
        let rendered = render([Diagnostic::new("c", "m").at(Place::file("a.yaml").key("é")).help("h")], &texts);
        assert!(rendered.contains("--> a.yaml:1:4  (#/é)\n"), "{rendered}");
        assert!(rendered.contains("1 | é: ü\n  |    ^ help: h\n"), "{rendered}");
        let rendered = render([Diagnostic::new("c", "m").at_line("a.yaml", 2, 4).help("h")], &texts);
        assert!(rendered.contains("--> a.yaml:2:4\n"), "{rendered}");
        assert!(rendered.contains("2 | b: 会议 x\n  |    ^^ help: h\n"), "{rendered}");
    }

    #[test]
    fn colors_are_optional() {
        let texts = texts(&[("a.yaml", "z: 1\n")]);
        let all: Diagnostics = Diagnostic::new("c", "m").at(Place::file("a.yaml").key("z")).into();
        assert!(all.render(&texts, true).contains('\u{1b}'));
        assert!(!all.render(&texts, false).contains('\u{1b}'));
        assert_eq!(Diagnostics::new().render(&texts, true), "");
    }

    #[test]
    fn any_span_in_any_text_can_be_printed() {
        let odd = [
            "",
            "\0",
            "\t\tx: \ty",
            "\u{feff}",
            "\u{feff}\u{feff}a: 1",
            "é",
            "a\u{202e}b: \u{1b}[1m",
            "\r\n",
            "\r",
            "a\n\n\nb",
        ];
        for text in odd {
            let texts = texts(&[("a.yaml", text)]);
            for start in 0..7 {
                for end in [0, 1, 2, 3, 5, 9, usize::MAX] {
                    let place = Place::file("a.yaml");
                    let bytes = Diagnostic::new("c", "m\n\u{1b}m").at_span(place, start..end).help("h\n\0h");
                    let line = Diagnostic::new("c", "").at_line("a.yaml", start, end).help("").note("\n\n");
                    assert!(!render([bytes, line], &texts).is_empty());
                }
            }
        }
    }

    #[test]
    fn near_names() {
        let known = ["summary", "description", "x-scopes", "in"];
        let suggest = |name| suggest(name, known.iter().copied());
        assert_eq!(suggest("sumary").as_deref(), Some("summary"));
        assert_eq!(suggest("Summary").as_deref(), Some("summary"));
        assert_eq!(suggest("x-scope").as_deref(), Some("x-scopes"));
        assert_eq!(suggest("desciprtion").as_deref(), Some("description"));
        assert_eq!(suggest("id"), None);
        assert_eq!(suggest("parameters"), None);
        assert_eq!(suggest(""), None);
        assert_eq!(suggest(&"x".repeat(1_000_000)), None);
    }
}
