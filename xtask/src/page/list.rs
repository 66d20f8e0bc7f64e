//! Reader of the values and the bounds in the description of a field.

use super::cell::{codes, lines, plain};
use super::model::{Bounds, EnumValue, PageField};
use super::piece::Piece;
use super::reader::Reader;
use super::table::is_word;

impl Reader<'_> {
    /// Reads the values of a list such as ``- `1`: one thing - `2`: another``, with or without backticks.
    pub(super) fn values(&mut self, field: &mut PageField, cell: Piece<'_>) {
        let coded = coded(cell);
        let listed = if coded.is_empty() { bare(cell) } else { coded };
        let before = listed.first().map_or(cell.text, |listed| cell.part(0..listed.start).text);
        if listed.is_empty() || !plain(before).is_empty() {
            let help = "use the form ``- `1`: meaning of the value``";
            self.report("page-enum", format!("the values of `{}` cannot be read", field.name), cell, help);
        }
        for (index, Listed { value, end, .. }) in listed.iter().enumerate() {
            let next = listed.get(index + 1).map_or(cell.text.len(), |next| next.start);
            let meaning = plain(cell.text.get(*end..next).unwrap_or_default());
            let meaning = meaning.trim_start_matches([':', '：', ' ']).to_owned();
            let (value, at) = (plain(value.text), value.at());
            if field.values.iter().any(|known| known.value == value) {
                self.report_at("page-enum", format!("the value `{value}` is listed twice"), at, "keep one of them");
            }
            field.values.push(EnumValue { value, meaning, at });
        }
    }

    pub(super) fn bounds(&mut self, bounds: &mut Bounds, cell: Piece<'_>) {
        for rule in lines(cell).into_iter().flat_map(rules) {
            let Some((label, set)) = RULES.iter().find(|(label, _)| rule.text.starts_with(label)) else { continue };
            let text = plain(rule.part(label.len()..rule.text.len()).text);
            if set(bounds, &text).is_none() {
                self.report(
                    "page-bounds",
                    "the limits of the field cannot be read",
                    rule,
                    "use the form ``取值范围：`1` ～ `2` ``",
                );
            }
        }
    }
}

/// One value of a list in a cell, with its position.
struct Listed<'t> {
    value: Piece<'t>,
    /// Position in the cell: the list item begins at the byte `start`, and its value ends before the byte `end`.
    start: usize,
    end: usize,
}

/// Returns the values that are in backticks and follow a dash.
fn coded(cell: Piece<'_>) -> Vec<Listed<'_>> {
    let mut listed = Vec::new();
    let origin = cell.span().start;
    for (value, _) in codes(cell) {
        let open = value.span().start - origin;
        if value.text.is_empty() {
            continue;
        }
        let before = cell.text.get(..open).unwrap_or_default().trim_end().trim_end_matches('`').trim_end();
        let Some(front) = before.strip_suffix('-') else { continue };
        if !(front.is_empty() || front.ends_with([' ', '>'])) {
            continue;
        }
        let end = cell.text.get(open..).and_then(|rest| rest.find('`')).map_or(cell.text.len(), |at| open + at + 1);
        listed.push(Listed { value, start: front.len(), end });
    }
    listed
}

/// Returns the values that are not in backticks. A value is at the start of a line or after a dash, and ends before a colon.
/// In a list without colons, each item is a value.
fn bare(cell: Piece<'_>) -> Vec<Listed<'_>> {
    let items: Vec<Piece<'_>> = lines(cell).into_iter().flat_map(items).collect();
    let has_colons = items.iter().any(|item| named(*item).is_some());
    let value = if has_colons { named } else { word };
    let origin = cell.span().start;
    let listed = items.into_iter().filter_map(|item| {
        let value = value(item)?;
        let before = cell.text.get(..item.span().start - origin)?;
        let start = before.trim_end_matches(BULLETS).len();
        Some(Listed { value, start, end: value.span().end - origin })
    });
    listed.collect()
}

/// Returns the text before the colon of an item, if this text can be a value.
fn named(item: Piece<'_>) -> Option<Piece<'_>> {
    word(item.part(0..item.text.find([':', '：'])?).trimmed())
}

fn word(item: Piece<'_>) -> Option<Piece<'_>> {
    Some(item).filter(|item| is_word(item.text))
}

/// Characters that may precede an item.
const BULLETS: [char; 5] = ['-', '•', '·', '*', ' '];

/// Returns the items of a line. Dashes separate the items.
fn items(line: Piece<'_>) -> Vec<Piece<'_>> {
    let mut starts = vec![0];
    starts.extend(line.text.match_indices(" - ").map(|(at, dash)| at + dash.len()));
    let end = |index: usize| starts.get(index + 1).map_or(line.text.len(), |next| next - " - ".len());
    let parts = starts.iter().enumerate().map(|(index, start)| line.part(*start..end(index)));
    parts
        .map(|part| part.part(part.text.len() - part.text.trim_start_matches(BULLETS).len()..part.text.len()))
        .collect()
}

/// Rule about the values of a field: a label such as `最小值` (minimum), and a function that reads the bounds from the text
/// after the label. The function returns `None` if the text has unreadable numbers.
type Rule = (&'static str, fn(&mut Bounds, &str) -> Option<()>);

/// All rules. The label `正则` stands for a regular expression. The numbers in a regular expression are not bounds.
const RULES: [Rule; 7] = [
    ("取值范围", |bounds, text| {
        two(text).map(|[least, most]| (bounds.minimum, bounds.maximum) = (Some(least), Some(most)))
    }),
    ("长度范围", |bounds, text| {
        two(text).map(|[least, most]| (bounds.min_length, bounds.max_length) = (Some(least), Some(most)))
    }),
    ("最小值", |bounds, text| one(text).map(|least| bounds.minimum = Some(least))),
    ("最大值", |bounds, text| one(text).map(|most| bounds.maximum = Some(most))),
    ("最小长度", |bounds, text| one(text).map(|least| bounds.min_length = Some(least))),
    ("最大长度", |bounds, text| one(text).map(|most| bounds.max_length = Some(most))),
    ("正则", |_, _| Some(())),
];

/// Returns the rules in a line, such as `最小值：-3`. Each rule begins with a label from [`RULES`].
fn rules(line: Piece<'_>) -> Vec<Piece<'_>> {
    let begins = |at: &usize| {
        let before = line.text.get(..*at).unwrap_or_default().trim_end();
        before.is_empty() || before.ends_with(['-', ',', '，', ';', '；', '。', '、'])
    };
    let labels = RULES.iter().flat_map(|(label, _)| line.text.match_indices(label).map(|(at, _)| at));
    let mut starts: Vec<usize> = labels.filter(begins).collect();
    starts.sort_unstable();
    let end = |index: usize| starts.get(index + 1).copied().unwrap_or(line.text.len());
    starts.iter().enumerate().map(|(index, start)| line.part(*start..end(index)).trimmed()).collect()
}

/// Returns the numbers in a text, such as 1 and 20 in `1 ～ 20`. Returns `None` if a part such as `1.2.3` contains digits but
/// is not a number.
fn numbers<N: std::str::FromStr>(text: &str) -> Option<Vec<N>> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.')));
    parts.filter(|part| part.contains(|c: char| c.is_ascii_digit())).map(|part| part.parse().ok()).collect()
}

fn one<N: std::str::FromStr>(text: &str) -> Option<N> {
    let mut numbers = numbers(text)?;
    (numbers.len() == 1).then(|| numbers.pop()).flatten()
}

fn two<N: std::str::FromStr>(text: &str) -> Option<[N; 2]> {
    numbers(text)?.try_into().ok()
}
