//! Tables of fields: rows whose depth makes a tree, and descriptions in which more is said than what the field is.

use super::cell::{lines, plain};
use super::columns::{DESCRIPTION, NAME, REQUIRED, TYPE};
use super::depth;
use super::markdown::{Outline, Row, Section, Table};
use super::model::{Bounds, PageField};
use super::piece::Piece;
use super::reader::Reader;
use super::table::{at, is_word};

/// What a description says beside what the field is, after its label in bold type.
const LABELS: [&str; 4] = ["示例值", "可选值有", "默认值", "数据校验规则"];

impl Reader<'_> {
    /// The fields of the section with a title.
    pub(super) fn fields(&mut self, outline: &Outline<'_>, title: &str, required: Option<bool>) -> Vec<PageField> {
        outline.section(title).map(|section| self.fields_of(section, required)).unwrap_or_default()
    }

    /// The fields of a section. Whether they are required is said here if the table has no such column:
    /// `Some(true)` for all of them, `Some(false)` for a table that does not tell, `None` if it must.
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
                        let message = "it cannot be told how deep this field lies";
                        self.report("page-depth", message, at(row, columns.name), "write two `&nbsp;` a level");
                    }
                }
            }
        }
        tree.finish()
    }

    fn field_columns(&mut self, table: &Table<'_>, required: Option<bool>) -> Option<Columns> {
        let said = REQUIRED.of(table);
        if required.is_none() && said.is_none() {
            self.missing_column(table, REQUIRED.name());
        }
        let [name, ty, description] = [NAME, TYPE, DESCRIPTION].map(|column| {
            let found = column.of(table);
            if found.is_none() {
                self.missing_column(table, column.name());
            }
            found
        });
        let unsaid = required.filter(|required| *required);
        Some(Columns { name: name?, ty: ty?, description: description?, said, unsaid })
    }

    fn field(&mut self, row: &Row<'_>, name_cell: Piece<'_>, columns: &Columns) -> PageField {
        let name = plain(name_cell.text);
        if !is_word(&name) {
            let message = format!("`{name}` cannot be the name of a field");
            self.report("page-field", message, name_cell, "write the name alone, in backticks");
        }
        let ty = self.field_type(at(row, columns.ty));
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
        field
    }

    fn field_type(&mut self, cell: Piece<'_>) -> String {
        let ty = plain(cell.text);
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.[]<>(), /".contains(c);
        if ty.is_empty() {
            self.report("page-field", "this field has no type", cell, "write one, or `-` for an object");
        } else if !ty.chars().all(is_part) {
            let help = "write one such as `string`, or `-` for an object";
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

    /// Hangs a field below the one before it that is one level higher.
    fn hang(&mut self, tree: &mut Tree, depth: usize, field: PageField, cell: Piece<'_>) {
        if depth > tree.open.len() {
            let message = format!("there is no field one level above `{}`", field.name);
            self.report("page-depth", message, cell, "write its parent above it, and two `&nbsp;` a level");
            return;
        }
        tree.close(depth);
        if let Some(parent) = tree.open.last().filter(|parent| SCALARS.contains(&parent.ty.trim_end_matches("[]"))) {
            let message = format!("`{}` lies below `{}`, which is a `{}`", field.name, parent.name, parent.ty);
            self.report("page-depth", message, cell, "put it below an object, or beside the other field");
        }
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

/// The types that hold no fields.
const SCALARS: [&str; 11] =
    ["string", "int", "int32", "int64", "integer", "long", "float", "double", "number", "boolean", "bool"];

/// A type as most pages write it: `String` is `string`, `array<string>` is `string[]`, a bare `list` is one of objects.
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

/// What is said on the first line that is not empty.
fn first_line(cell: Piece<'_>) -> Option<String> {
    lines(cell).into_iter().map(|line| plain(line.text)).find(|line| !line.is_empty())
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
