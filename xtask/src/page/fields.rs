//! Tables of fields: rows whose depth makes a tree, and descriptions in which more is said than what the field is.

use super::cell::{codes, lines, plain};
use super::markdown::{Outline, Row, Table};
use super::model::{Bounds, EnumValue, PageField};
use super::piece::Piece;
use super::reader::Reader;
use super::table::{at, column, is_word, tables};

/// What a description says beside what the field is, after its label in bold type.
const LABELS: [&str; 4] = ["示例值", "可选值有", "默认值", "数据校验规则"];

impl Reader<'_> {
    /// The fields of a section. Whether they are required is said here if the table has no such column:
    /// `Some(true)` for all of them, `Some(false)` for a table that does not tell, `None` if it must.
    pub(super) fn fields(&mut self, outline: &Outline<'_>, title: &str, required: Option<bool>) -> Vec<PageField> {
        let mut tree = Tree::default();
        for table in tables(outline, title) {
            let Some(columns) = self.field_columns(table, required) else { continue };
            for row in &table.rows {
                let field = self.field(row, &columns);
                if let Some((depth, field)) = field {
                    self.hang(&mut tree, depth, field, at(row, columns.name));
                }
            }
        }
        tree.finish()
    }

    fn field_columns(&mut self, table: &Table<'_>, required: Option<bool>) -> Option<Columns> {
        let said = column(table, "必填").or(column(table, "是否必填"));
        if required.is_none() && said.is_none() {
            self.columns(table, ["必填"]);
        }
        let [name, ty, description] = self.columns(table, ["名称", "类型", "描述"])?;
        Some(Columns { name, ty, description, said, unsaid: required.filter(|required| *required) })
    }

    /// A row and how deep it lies.
    fn field(&mut self, row: &Row<'_>, columns: &Columns) -> Option<(usize, PageField)> {
        let (name_cell, type_cell) = (at(row, columns.name), at(row, columns.ty));
        let name = plain(name_cell.text).replace('└', "").trim().to_owned();
        let ty = plain(type_cell.text);
        if !is_word(&name) {
            let message = format!("`{name}` cannot be the name of a field");
            self.report("page-field", message, name_cell, "write the name alone, in backticks");
        }
        if ty.is_empty() {
            self.report("page-field", "this field has no type", type_cell, "write one, or `-` for an object");
        }
        let depth = self.depth(name_cell);
        let required = match columns.said {
            Some(column) => self.required(at(row, column)),
            None => columns.unsaid,
        };
        let mut field = PageField {
            name,
            ty,
            required,
            description: String::new(),
            example: None,
            values: Vec::new(),
            default: None,
            bounds: Bounds::default(),
            fields: Vec::new(),
            at: row.line.at(),
        };
        self.describe(&mut field, at(row, columns.description));
        Some((depth?, field))
    }

    fn required(&mut self, cell: Piece<'_>) -> Option<bool> {
        match plain(cell.text).as_str() {
            "是" => return Some(true),
            "否" => return Some(false),
            other => {
                let message = format!("`{other}` does not say whether the field is required");
                self.report("page-required", message, cell, "write `是` or `否`");
            }
        }
        None
    }

    /// Two blanks that are kept, and `└` behind them, are one level.
    fn depth(&mut self, cell: Piece<'_>) -> Option<usize> {
        let kept = cell.text.matches("&nbsp;").count() + cell.text.matches('\u{a0}').count();
        if kept.is_multiple_of(2) && (kept > 0 || !cell.text.contains('└')) {
            return Some(kept / 2);
        }
        self.report("page-depth", "it cannot be told how deep this field lies", cell, "write two `&nbsp;` a level");
        None
    }

    /// Hangs a field below the one before it that is one level higher.
    fn hang(&mut self, tree: &mut Tree, depth: usize, field: PageField, cell: Piece<'_>) {
        if depth > tree.open.len() {
            let message = format!("there is no field one level above `{}`", field.name);
            self.report("page-depth", message, cell, "write its parent above it, and two `&nbsp;` a level");
            return;
        }
        tree.close(depth);
        if tree.siblings().iter().any(|known| known.name == field.name) {
            let message = format!("field `{}` stands here twice", field.name);
            self.report("page-field", message, cell, "keep one of them");
        }
        tree.open.push(field);
    }

    /// Takes a description apart.
    fn describe(&mut self, field: &mut PageField, cell: Piece<'_>) {
        let marks = marks(cell);
        let end = marks.first().map_or(cell.text.len(), |mark| mark.start);
        let said = plain(cell.part(0..end).text);
        field.description = if said == "-" { String::new() } else { said };
        // Cut off from the front, so that columns are not counted from the start of the cell again for each label.
        let (mut rest, mut start) = (cell, 0);
        for (index, mark) in marks.iter().enumerate() {
            let end = marks.get(index + 1).map_or(cell.text.len(), |next| next.start).max(mark.end);
            rest = rest.part(mark.end.saturating_sub(start)..rest.text.len());
            start = mark.end;
            // Another label at the start of a line begins something that is said beside.
            let said = rest.text.get(..end - start).unwrap_or_default();
            let other = said.find(">**").map_or(said.len(), |at| at + 1);
            if other < said.len() {
                field.description.push(' ');
                field.description.push_str(&plain(said.get(other..).unwrap_or_default()));
            }
            let text = rest.part(0..other);
            match mark.label {
                "示例值" => field.example = first_line(text),
                "默认值" => field.default = first_line(text),
                "可选值有" => self.values(field, text),
                _ => self.bounds(&mut field.bounds, text),
            }
        }
    }

    /// ``- `1`: one thing - `2`: another``
    fn values(&mut self, field: &mut PageField, cell: Piece<'_>) {
        let listed = listed(cell);
        let before = listed.first().map_or(cell.text, |(_, start, _)| cell.part(0..*start).text);
        if listed.is_empty() || !plain(before).is_empty() {
            let help = "write them like ``- `1`: what it means``";
            self.report("page-enum", format!("the values of `{}` cannot be read", field.name), cell, help);
        }
        for (index, (value, _, after)) in listed.iter().enumerate() {
            let end = listed.get(index + 1).map_or(cell.text.len(), |(_, start, _)| *start);
            let meaning = plain(cell.text.get(*after..end).unwrap_or_default());
            let meaning = meaning.trim_start_matches([':', '：', ' ']).to_owned();
            if field.values.iter().any(|known| known.value == value.text) {
                let message = format!("value `{}` is listed twice", value.text);
                self.report("page-enum", message, *value, "keep one of them");
            }
            field.values.push(EnumValue { value: value.text.to_owned(), meaning, at: value.at() });
        }
    }

    fn bounds(&mut self, bounds: &mut Bounds, cell: Piece<'_>) {
        for rule in lines(cell) {
            let text = plain(rule.text);
            let text = text.trim_start_matches(['-', ' ']);
            let read = if let Some(rest) = text.strip_prefix("取值范围") {
                two(rest).map(|[least, most]| {
                    (bounds.minimum, bounds.maximum) = (Some(least), Some(most));
                })
            } else if let Some(rest) = text.strip_prefix("长度范围") {
                two(rest).map(|[least, most]| {
                    (bounds.min_length, bounds.max_length) = (Some(least), Some(most));
                })
            } else if let Some(rest) = text.strip_prefix("最小值") {
                one(rest).map(|least| bounds.minimum = Some(least))
            } else if let Some(rest) = text.strip_prefix("最大值") {
                one(rest).map(|most| bounds.maximum = Some(most))
            } else if let Some(rest) = text.strip_prefix("最小长度") {
                one(rest).map(|least| bounds.min_length = Some(least))
            } else if let Some(rest) = text.strip_prefix("最大长度") {
                one(rest).map(|most| bounds.max_length = Some(most))
            } else {
                // A rule of another kind, such as a pattern, bounds nothing.
                Some(())
            };
            if read.is_none() {
                self.report("page-bounds", "this rule cannot be read", rule, "write it like ``取值范围：`1` ～ `2` ``");
            }
        }
    }
}

/// Where a table of fields says what.
struct Columns {
    name: usize,
    ty: usize,
    description: usize,
    /// The column that says whether a field is required.
    said: Option<usize>,
    /// What holds if there is none.
    unsaid: Option<bool>,
}

/// A label in bold type within a description.
struct Mark {
    label: &'static str,
    start: usize,
    end: usize,
}

/// The labels of a description in their order.
fn marks(cell: Piece<'_>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for label in LABELS {
        let bold = format!("**{label}");
        for (start, _) in cell.text.match_indices(&bold) {
            let rest = cell.text.get(start + bold.len()..).unwrap_or_default();
            // The colon stands within the bold type or behind it.
            let colon = |c: char| matches!(c, ':' | '：' | ' ');
            let Some(after) = rest.trim_start_matches(colon).strip_prefix("**") else { continue };
            let end = cell.text.len() - after.trim_start_matches(colon).len();
            marks.push(Mark { label, start, end });
        }
    }
    marks.sort_by_key(|mark| mark.start);
    marks
}

/// What is said on the first line that is not empty.
fn first_line(cell: Piece<'_>) -> Option<String> {
    lines(cell).into_iter().map(|line| plain(line.text)).find(|line| !line.is_empty())
}

/// The values in backticks behind a dash, where the dash stands, and where the value ends.
fn listed(cell: Piece<'_>) -> Vec<(Piece<'_>, usize, usize)> {
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
        let close = cell.text.get(open..).and_then(|rest| rest.find('`')).map_or(cell.text.len(), |at| open + at + 1);
        listed.push((value, front.len(), close));
    }
    listed
}

/// The numbers of a rule, if there are just so many and nothing else that looks like one.
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

/// Fields that are hung into each other by their depth.
#[derive(Default)]
struct Tree {
    /// The way from the last field at the top down to the last one that was added.
    open: Vec<PageField>,
    done: Vec<PageField>,
}

impl Tree {
    /// What stands beside the next field.
    fn siblings(&self) -> &[PageField] {
        self.open.last().map_or(&self.done, |parent| &parent.fields)
    }

    /// Hangs what is open below that depth into what is above it.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(field) = self.open.pop() else { break };
            match self.open.last_mut() {
                Some(parent) => parent.fields.push(field),
                None => self.done.push(field),
            }
        }
    }

    fn finish(mut self) -> Vec<PageField> {
        self.close(0);
        self.done
    }
}
