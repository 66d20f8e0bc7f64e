//! Depth of the fields of a table, from the blanks and marks before their names.
//!
//! Pages write the depth in many forms: two fixed blanks per level, other blanks, one mark per level, or one mark with
//! blanks before it. A table uses only one form, and the rows show which form. The smallest number of blanks is one level. A
//! mark is a level of its own if a row has a mark without blanks, or several marks.

use super::markdown::Row;
use super::piece::Piece;
use super::table::at;

/// Marks before the name of a nested field.
const MARKS: [&str; 10] = ["└", "∟", "├", "┗", "╰", "⌞", "→", "↳", "&gt;", ">"];

/// Blanks that a browser keeps, with their widths.
const KEPT: [(&str, usize); 7] =
    [("&nbsp;", 1), ("\u{a0}", 1), ("&ensp;", 1), ("\u{2002}", 1), ("&emsp;", 2), ("\u{2003}", 2), ("\u{3000}", 2)];

/// Characters without meaning between marks and blanks.
const FILLING: [&str; 5] = [" ", "─", "━", "\u{200b}", "\u{feff}"];

/// Blanks and marks before a name.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Lead {
    kept: usize,
    /// Number of plain spaces, without the usual first space.
    spaces: usize,
    marks: usize,
}

/// Returns the name in each row of a table, and the depth of the name. The depth is `None` if it is unclear.
pub(super) fn names<'t>(rows: &[Row<'t>], column: usize) -> Vec<(Piece<'t>, Option<usize>)> {
    let (names, leads): (Vec<_>, Vec<_>) = rows.iter().map(|row| lead(row, column)).unzip();
    let only_spaces = leads.iter().all(|lead| lead.kept == 0 && lead.marks == 0);
    let blanks = |lead: &Lead| match lead {
        Lead { kept: 1.., .. } => lead.kept,
        Lead { marks: 0, .. } if !only_spaces || lead.spaces < 2 => 0,
        _ => lead.spaces,
    };
    let level = leads.iter().map(blanks).filter(|blanks| *blanks > 0).min().unwrap_or(1);
    let mark_is_level = leads.iter().any(|lead| lead.marks > 1 || lead.marks == 1 && blanks(lead) == 0);
    let depth = |lead: &Lead| {
        let marks = if mark_is_level { lead.marks } else { 0 };
        blanks(lead).is_multiple_of(level).then(|| blanks(lead) / level + marks)
    };
    names.into_iter().zip(leads.iter().map(depth)).collect()
}

/// Splits the blanks and marks from a name.
fn lead<'t>(row: &Row<'t>, column: usize) -> (Piece<'t>, Lead) {
    let cell = at(row, column);
    // The text of the cell has no blanks anymore, so the blanks are read from the line.
    let end = cell.span().end - row.line.span().start;
    let before = row.line.text.get(..cell.span().start - row.line.span().start).unwrap_or_default();
    let start = before.rfind('|').map_or(0, |bar| bar + 1);
    let whole = row.line.part(start..end);
    let (mut lead, mut rest) = (Lead::default(), whole.text);
    let mut spaces = 0;
    loop {
        if let Some((after, width)) = KEPT.iter().find_map(|(one, width)| Some((rest.strip_prefix(one)?, width))) {
            // After a mark, blanks only separate the mark from the name.
            lead.kept += if lead.marks == 0 { *width } else { 0 };
            rest = after;
        } else if let Some(after) = MARKS.iter().find_map(|mark| rest.strip_prefix(mark)) {
            lead.marks += 1;
            rest = after;
        } else if let Some(after) = FILLING.iter().find_map(|one| rest.strip_prefix(one)) {
            spaces += usize::from(lead == Lead::default() && rest.starts_with(' '));
            rest = after;
        } else {
            break;
        }
    }
    lead.spaces = usize::saturating_sub(spaces, 1);
    (whole.part(whole.text.len() - rest.len()..whole.text.len()), lead)
}
