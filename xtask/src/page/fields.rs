//! Tables of fields. The depths of the rows form a tree. The text that describes a field also contains its example, values,
//! default and bounds.

use super::cell::{lines, plain};
use super::columns::{DESCRIPTION, NAME, REQUIRED, TYPE};
use super::depth;
use super::markdown::{Outline, Row, Section, Table};
use super::model::{Bounds, PageField};
use super::piece::Piece;
use super::reader::Reader;
use super::table::{at, is_word};

/// Bold labels that start the parts of a description: example, values, default and bounds.
const LABELS: [&str; 4] = ["示例值", "可选值有", "默认值", "数据校验规则"];

impl Reader<'_> {
    /// Reads the fields of the section with the given title.
    pub(super) fn fields(&mut self, outline: &Outline<'_>, title: &str, required: Option<bool>) -> Vec<PageField> {
        outline.section(title).map(|section| self.fields_of(section, required)).unwrap_or_default()
    }

    /// Reads the fields of a section. In a table without the column `REQUIRED`, `required` decides. `Some(true)` means that
    /// all fields of the table are required. `Some(false)` means that it is unknown which fields are required. `None` means
    /// that the missing column is an error.
    pub(super) fn fields_of(&mut self, section: &Section<'_>, required: Option<bool>) -> Vec<PageField> {
        let mut tree = Tree::default();
        for table in &section.tables {
            let Some(columns) = self.field_columns(table, required) else { continue };
            let rows = self.rows(table);
            for (row, (name, depth)) in rows.iter().zip(depth::names(&rows, columns.name)) {
                let field = self.field(row, name, &columns);
                match depth {
                    Some(depth) => self.hang(&mut tree, depth, field, at(row, columns.name)),
                    None => {
                        let message = "the depth of this field is unclear";
                        self.report("page-depth", message, at(row, columns.name), "write two `&nbsp;` per level");
                    }
                }
            }
        }
        tree.finish()
    }

    fn field_columns(&mut self, table: &Table<'_>, required: Option<bool>) -> Option<Columns> {
        let required_column = REQUIRED.of(table);
        if required.is_none() && required_column.is_none() {
            self.missing_column(table, REQUIRED.name());
        }
        let [name, ty, description] = [NAME, TYPE, DESCRIPTION].map(|column| {
            let found = column.of(table);
            if found.is_none() {
                self.missing_column(table, column.name());
            }
            found
        });
        let required_by_default = required.filter(|required| *required);
        Some(Columns { name: name?, ty: ty?, description: description?, required_column, required_by_default })
    }

    fn field(&mut self, row: &Row<'_>, name_cell: Piece<'_>, columns: &Columns) -> PageField {
        let name = plain(name_cell.text);
        if !is_word(&name) {
            let message = format!("`{name}` cannot be the name of a field");
            self.report("page-field", message, name_cell, "write the name alone, in backticks");
        }
        let ty = self.field_type(at(row, columns.ty));
        let required = match columns.required_column {
            Some(column) => self.required(at(row, column)),
            None => columns.required_by_default,
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
        field
    }

    fn field_type(&mut self, cell: Piece<'_>) -> String {
        let ty = plain(cell.text);
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.[]<>(), /".contains(c);
        if ty.is_empty() {
            self.report("page-field", "this field has no type", cell, "write a type, or `-` for an object");
        } else if !ty.chars().all(is_part) {
            let help = "write a type such as `string`, or `-` for an object";
            self.report("page-field", format!("`{ty}` cannot be a type"), cell, help);
        }
        usual_type(&ty)
    }

    fn required(&mut self, cell: Piece<'_>) -> Option<bool> {
        match plain(cell.text).to_ascii_lowercase().as_str() {
            "是" | "必填" | "必选" | "必须" | "yes" | "y" | "true" | "required" => return Some(true),
            "否" | "非必填" | "选填" | "可选" | "no" | "n" | "false" | "optional" => return Some(false),
            other => {
                let message = format!("`{other}` does not say whether the field is required");
                self.report("page-required", message, cell, "write `是` or `否`");
            }
        }
        None
    }

    /// Adds a field to its parent, which is the last field that is one level higher.
    fn hang(&mut self, tree: &mut Tree, depth: usize, field: PageField, cell: Piece<'_>) {
        if depth > tree.open.len() {
            let message = format!("there is no field one level above `{}`", field.name);
            self.report(
                "page-depth",
                message,
                cell,
                "write the parent field in a row above, with two `&nbsp;` per level",
            );
            return;
        }
        tree.close(depth);
        if let Some(parent) = tree.open.last().filter(|parent| SCALARS.contains(&parent.ty.trim_end_matches("[]"))) {
            let message =
                format!("`{0}` is below `{1}`, but `{1}` has the type `{2}`", field.name, parent.name, parent.ty);
            self.report(
                "page-depth",
                message,
                cell,
                "put the field below an object, or at the level of its current parent field",
            );
        }
        if tree.siblings().iter().any(|known| known.name == field.name) {
            let message = format!("the field `{}` appears twice", field.name);
            self.report("page-field", message, cell, "keep one of them");
        }
        tree.open.push(field);
    }

    /// Splits a description into its parts.
    fn describe(&mut self, field: &mut PageField, cell: Piece<'_>) {
        let marks = marks(cell);
        let end = marks.first().map_or(cell.text.len(), |mark| mark.start);
        let text = plain(cell.part(0..end).text);
        field.description = if text == "-" { String::new() } else { text };
        // `Piece::part` counts the characters before a part. So the parts are cut from `rest`, the text after the previous
        // part. If the parts were cut from the whole cell, the time would grow with the square of the length.
        let (mut rest, mut start) = (cell, 0);
        for (index, mark) in marks.iter().enumerate() {
            let end = marks.get(index + 1).map_or(cell.text.len(), |next| next.start).max(mark.end);
            rest = rest.part(mark.end.saturating_sub(start)..rest.text.len());
            start = mark.end;
            // A line with an unknown label may follow a known label. The line and the text up to the next known label belong
            // to the description.
            let labelled = rest.text.get(..end - start).unwrap_or_default();
            let other = labelled.find(">**").map_or(labelled.len(), |at| at + 1);
            if other < labelled.len() {
                field.description.push(' ');
                field.description.push_str(&plain(labelled.get(other..).unwrap_or_default()));
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
}

/// Columns of a table of fields.
struct Columns {
    name: usize,
    ty: usize,
    description: usize,
    /// Column that says whether a field is required, if the table has such a column.
    required_column: Option<usize>,
    /// Whether the fields of a table without `required_column` are required; `None` if unknown.
    required_by_default: Option<bool>,
}

/// Place of a label in a description.
struct Mark {
    label: &'static str,
    start: usize,
    end: usize,
}

/// Returns the place of each label of [`LABELS`] in a description, in the order of the text.
fn marks(cell: Piece<'_>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for label in LABELS {
        let bold = format!("**{label}");
        for (start, _) in cell.text.match_indices(&bold) {
            let rest = cell.text.get(start + bold.len()..).unwrap_or_default();
            // The colon after a label may be in bold type or after the bold type.
            let colon = |c: char| matches!(c, ':' | '：' | ' ');
            let Some(after) = rest.trim_start_matches(colon).strip_prefix("**") else { continue };
            let end = cell.text.len() - after.trim_start_matches(colon).len();
            marks.push(Mark { label, start, end });
        }
    }
    marks.sort_by_key(|mark| mark.start);
    marks
}

/// Types without fields.
const SCALARS: [&str; 11] =
    ["string", "int", "int32", "int64", "integer", "long", "float", "double", "number", "boolean", "bool"];

/// Returns the usual form of a type: `string` for `String`, `string[]` for `array<string>`, and `-[]` (a list of objects)
/// for `list`.
fn usual_type(ty: &str) -> String {
    let lower = ty.to_ascii_lowercase();
    if let Some(items) = ty.strip_suffix("[]") {
        return usual_type(items) + "[]";
    }
    let generic = |name: &str| lower.starts_with(name).then(|| ty.get(name.len()..)?.strip_suffix('>')).flatten();
    match generic("list<").or(generic("array<")) {
        Some(items) => usual_type(items.trim()) + "[]",
        None if matches!(lower.as_str(), "list" | "array") => "-[]".to_owned(),
        None if SCALARS.contains(&lower.as_str()) => lower,
        None => ty.to_owned(),
    }
}

/// Returns the text of the first line that is not empty.
fn first_line(cell: Piece<'_>) -> Option<String> {
    lines(cell).into_iter().map(|line| plain(line.text)).find(|line| !line.is_empty())
}

/// Tree of fields. The depth of a field decides which field is its parent.
#[derive(Default)]
struct Tree {
    /// Fields on the path from the top level to the last added field.
    open: Vec<PageField>,
    done: Vec<PageField>,
}

impl Tree {
    /// Returns the earlier fields of the object to which the next field belongs.
    fn siblings(&self) -> &[PageField] {
        self.open.last().map_or(&self.done, |parent| &parent.fields)
    }

    /// Closes the open fields with this depth or a larger depth, and adds each closed field to its parent.
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
