//! Depth of the fields of a table, from the blanks and marks before their names.
//!
//! Pages write the depth in many forms: two non-breaking spaces per level, other blanks, one mark per level, or blanks and
//! then one mark. All rows of a table use the same form. The smallest number of blanks in the table stands for one level.
//! Each mark also stands for one level if some row has several marks, or a mark without blanks.

use super::markdown::Row;
use super::piece::Piece;
use super::table::at;

/// Marks before the name of a nested field.
const MARKS: [&str; 10] = ["└", "∟", "├", "┗", "╰", "⌞", "→", "↳", "&gt;", ">"];

/// Kinds of space that a browser does not collapse, each with its width in units of one `&nbsp;`.
const KEPT: [(&str, usize); 7] =
    [("&nbsp;", 1), ("\u{a0}", 1), ("&ensp;", 1), ("\u{2002}", 1), ("&emsp;", 2), ("\u{2003}", 2), ("\u{3000}", 2)];

/// Characters that may be before the name of a field, in addition to the characters in `MARKS` and `KEPT`.
const FILLING: [&str; 5] = [" ", "─", "━", "\u{200b}", "\u{feff}"];

/// Counts of the blanks and marks before the name of a field.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Lead {
    kept: usize,
    /// Number of plain spaces. The first space does not count, because most cells begin with a space.
    spaces: usize,
    marks: usize,
}

/// Returns the name in each row of a table, and the depth of the name. An unclear depth is `None`.
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

/// Returns the name in a row, and the counts of the blanks and marks before the name.
fn lead<'t>(row: &Row<'t>, column: usize) -> (Piece<'t>, Lead) {
    let cell = at(row, column);
    // The cell does not contain the blanks before the name. So the function reads these blanks from the line.
    let end = cell.span().end - row.line.span().start;
    let before = row.line.text.get(..cell.span().start - row.line.span().start).unwrap_or_default();
    let start = before.rfind('|').map_or(0, |bar| bar + 1);
    let whole = row.line.part(start..end);
    let (mut lead, mut rest) = (Lead::default(), whole.text);
    let mut spaces = 0;
    loop {
        if let Some((after, width)) = KEPT.iter().find_map(|(one, width)| Some((rest.strip_prefix(one)?, width))) {
            // Blanks after a mark such as `└` separate the mark from the name. They do not count as depth.
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
