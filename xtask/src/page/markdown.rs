//! Parser for the Markdown of the pages: front matter, headings, tables and fenced blocks. The parser records the line and
//! column of each part.

use std::iter::Peekable;
use std::ops::RangeInclusive;

use super::cell;
use super::model::{At, Located};
use super::piece::Piece;
use super::reader::Reader;

/// Parts of a page.
#[derive(Debug)]
pub(super) struct Outline<'t> {
    /// Start of the page. Errors about the whole page refer to this place.
    pub start: Piece<'t>,
    front: Vec<(&'t str, Piece<'t>)>,
    pub sections: Vec<Section<'t>>,
    /// Whether the page ends in an unclosed block. The block may hide sections.
    pub is_cut: bool,
}

/// Heading of a page, with the tables and fenced blocks up to the next heading.
#[derive(Debug)]
pub(super) struct Section<'t> {
    /// Number of `#` in the heading.
    pub level: usize,
    pub heading: Piece<'t>,
    pub tables: Vec<Table<'t>>,
    fences: Vec<Located<String>>,
}

/// Table of a section.
#[derive(Debug)]
pub(super) struct Table<'t> {
    pub header: Row<'t>,
    pub rows: Vec<Row<'t>>,
}

/// Row of a table.
#[derive(Debug, Clone)]
pub(super) struct Row<'t> {
    pub line: Piece<'t>,
    pub cells: Vec<Piece<'t>>,
}

impl Section<'_> {
    pub(super) fn title(&self) -> String {
        cell::plain(self.heading.text)
    }
}

impl<'t> Outline<'t> {
    /// Returns the section with this title. The comparison ignores blanks and markup.
    pub(super) fn section(&self, title: &str) -> Option<&Section<'t>> {
        self.all(title).next()
    }

    /// Returns all sections with this title.
    pub(super) fn all(&self, title: &str) -> impl Iterator<Item = &Section<'t>> {
        self.sections.iter().filter(move |section| cell::compact(section.heading.text) == title)
    }

    /// Returns the first fenced block of the section with this title.
    pub(super) fn fence(&self, title: &str) -> Option<Located<String>> {
        self.section(title)?.fences.first().cloned()
    }

    /// Returns a value of the front matter.
    pub(super) fn front(&self, key: &str) -> Option<Located<String>> {
        let (_, piece) = self.front.iter().find(|(name, _)| *name == key)?;
        let quoted = serde_json::from_str(piece.text).ok();
        let value = quoted.unwrap_or_else(|| piece.text.trim_matches(['\'', '"']).to_owned());
        Some(Located { value, at: piece.at() })
    }
}

/// Finds the parts of a page.
pub(super) fn read<'t>(text: &'t str, reader: &mut Reader<'_>) -> Outline<'t> {
    let mut lines = lines(text).into_iter().peekable();
    let start = lines.peek().copied().unwrap_or(Piece::of("", 0, At { line: 1, column: 1 }));
    let front = front(&mut lines, reader);
    let mut sections = vec![Section::new(0, start.part(0..0))];
    while let Some(line) = lines.next() {
        let Some(section) = sections.last_mut() else { break };
        let trimmed = line.trimmed();
        if let Some(fence) = fence_mark(trimmed.text) {
            section.fences.push(fenced(trimmed, fence, &mut lines, reader));
        } else if trimmed.text.starts_with('#') {
            let level = trimmed.text.len() - trimmed.text.trim_start_matches('#').len();
            let title = trimmed.text.trim_end_matches('#').len().max(level);
            sections.push(Section::new(level, trimmed.part(level..title).trimmed()));
        } else if trimmed.text.starts_with('|') {
            section.tables.extend(table(trimmed, &mut lines, reader));
        }
    }
    refuse_repeated(&sections, reader);
    Outline { start, front, sections, is_cut: reader.has_reported(&["page-front", "page-fence"]) }
}

impl<'t> Section<'t> {
    fn new(level: usize, heading: Piece<'t>) -> Self {
        Self { level, heading, tables: Vec::new(), fences: Vec::new() }
    }
}

type Lines<'t> = Peekable<std::vec::IntoIter<Piece<'t>>>;

/// Returns the lines of a text, and removes the line ends.
fn lines(text: &str) -> Vec<Piece<'_>> {
    let body = text.trim_start_matches('\u{feff}');
    let mut start = text.len() - body.len();
    let mut lines = Vec::new();
    for (index, line) in body.split_inclusive('\n').enumerate() {
        let at = At { line: index + 1, column: 1 };
        lines.push(Piece::of(line.trim_end_matches(['\n', '\r']), start, at));
        start += line.len();
    }
    lines
}

/// Reads the lines `key: value` between two lines with `---`.
fn front<'t>(lines: &mut Lines<'t>, reader: &mut Reader<'_>) -> Vec<(&'t str, Piece<'t>)> {
    let mut values = Vec::new();
    let Some(first) = lines.next_if(|line| line.text.trim_end() == "---") else { return values };
    for line in lines {
        if line.text.trim_end() == "---" {
            return values;
        }
        if let Some((key, value)) = line.text.split_once(':') {
            let from = line.text.len() - value.len();
            values.push((key.trim(), line.part(from..line.text.len()).trimmed()));
        }
    }
    reader.report("page-front", "the front matter does not end", first, "end the front matter with a line of `---`");
    values
}

fn fence_mark(text: &str) -> Option<&str> {
    ["```", "~~~"].into_iter().find(|mark| text.starts_with(mark))
}

/// Reads the lines of a fenced block, up to its closing line.
fn fenced<'t>(open: Piece<'t>, mark: &str, lines: &mut Lines<'t>, reader: &mut Reader<'_>) -> Located<String> {
    let mut value = String::new();
    for line in lines {
        if line.text.trim().starts_with(mark) {
            return Located { value, at: open.at() };
        }
        value.push_str(line.text);
        value.push('\n');
    }
    reader.report(
        "page-fence",
        "this block does not end",
        open,
        "close the block with the same fence as in its first line",
    );
    Located { value, at: open.at() }
}

/// Reads a table, beginning with its first line.
fn table<'t>(first: Piece<'t>, lines: &mut Lines<'t>, reader: &mut Reader<'_>) -> Option<Table<'t>> {
    let header = row(first);
    let mut rows = Vec::new();
    let mut last = first;
    while let Some(line) = lines.next_if(|line| line.text.trim_start().starts_with('|')) {
        last = line.trimmed();
        rows.push(row(last));
    }
    let goes_on = |line: &Piece<'_>| {
        let text = line.text.trim();
        !text.is_empty() && !text.starts_with('#') && fence_mark(text).is_none()
    };
    if !last.text.ends_with('|') && lines.peek().is_some_and(goes_on) {
        reader.report(
            "page-table",
            "this row continues on the next line",
            last,
            "put the row on one line, with `|` at its end",
        );
    }
    if !rows.first().is_some_and(Row::is_delimiter) {
        let help = "write a line such as `| --- | --- |` between the names of the columns and the rows";
        reader.report("page-table", "this table has no row with column names", first, help);
        return None;
    }
    rows.remove(0);
    Some(Table { header, rows })
}

/// Splits a row into cells at each `|` that is not escaped.
fn row(line: Piece<'_>) -> Row<'_> {
    let mut cells = Vec::new();
    // Part of the line after the previous cell. `Piece::split` counts the characters before a cell. So a split of the
    // whole line for each cell would take quadratic time.
    let mut rest = line.part(1..line.text.len());
    let mut start = 1;
    let mut escaped = false;
    for (at, c) in line.text.char_indices().skip(1) {
        if c == '|' && !escaped {
            let (cell, after) = rest.split(at - start..at - start + 1);
            cells.push(cell.trimmed());
            rest = after;
            start = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    if !rest.text.is_empty() {
        cells.push(rest.trimmed());
    }
    Row { line, cells }
}

impl Row<'_> {
    /// Joins the cells in `range` into one cell, and returns the new row. The new cell includes each `|` between the joined
    /// cells.
    pub(super) fn joined(&self, range: RangeInclusive<usize>) -> Self {
        let mut cells = self.cells.clone();
        let origin = self.line.span().start;
        let bounds = (cells.get(*range.start()), cells.get(*range.end()));
        if let (Some(first), Some(last)) = bounds {
            let whole = self.line.part(first.span().start - origin..last.span().end - origin);
            cells.splice(range, [whole]);
        }
        Self { line: self.line, cells }
    }

    fn is_delimiter(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.contains('-') && cell.text.chars().all(|c| matches!(c, '-' | ':')))
    }
}

/// Reports repeated sections. If two sections have the same title, [`Outline::section`] finds only the first section.
fn refuse_repeated(sections: &[Section<'_>], reader: &mut Reader<'_>) {
    const TITLES: [&str; 9] =
        ["请求", "请求头", "路径参数", "查询参数", "请求体", "响应体", "响应体示例", "错误码", "事件"];
    for title in TITLES {
        for again in sections.iter().filter(|section| cell::compact(section.heading.text) == title).skip(1) {
            let message = format!("the section `{title}` appears twice");
            reader.report("page-section", message, again.heading, "keep one of them");
        }
    }
}
