//! Functions that read the tables on pages. The functions find a column by its title, and read cells that several kinds of
//! page have, such as cells with scopes.

use super::cell::{self, codes, is_nothing, lines, plain};
use super::columns;
use super::markdown::{Outline, Row, Section, Table};
use super::model::{Located, Scope};
use super::piece::Piece;
use super::reader::Reader;

/// Finds the first column whose title starts with a text. The comparison ignores blanks.
pub(super) fn column(table: &Table<'_>, name: &str) -> Option<usize> {
    table.header.cells.iter().position(|cell| cell::compact(cell.text).starts_with(name))
}

impl Reader<'_> {
    /// Finds the columns with these names. If a column is missing, reports an error and returns `None`.
    pub(super) fn columns<const N: usize>(&mut self, table: &Table<'_>, names: [&str; N]) -> Option<[usize; N]> {
        let mut found = [0; N];
        let mut complete = true;
        for (name, place) in names.into_iter().zip(&mut found) {
            match column(table, name) {
                Some(column) => *place = column,
                None => {
                    complete = false;
                    self.missing_column(table, name);
                }
            }
        }
        complete.then_some(found)
    }

    pub(super) fn missing_column(&mut self, table: &Table<'_>, name: &str) {
        let message = format!("this table has no column `{name}`");
        self.report("page-column", message, table.header.line, "use the column names of the platform");
    }

    /// Returns the rows of a table. Each row has one cell per column. At the end of a row, cells with free text may be
    /// missing. Free text may contain `|`.
    pub(super) fn rows<'t>(&mut self, table: &Table<'t>) -> Vec<Row<'t>> {
        let texts = columns::texts(table);
        let columns = table.header.cells.len();
        let text = match texts.as_slice() {
            [text] => Some(*text),
            [] if columns == 2 => Some(1),
            _ => None,
        };
        let mut rows = Vec::new();
        for row in &table.rows {
            let cells = row.cells.len();
            let whole = text.filter(|_| cells > columns).map(|text| (text, row.joined(text..=text + cells - columns)));
            if let Some((_, whole)) = whole.filter(|(text, whole)| is_code_closed(whole, *text)) {
                rows.push(whole);
            } else if cells <= columns && (cells..columns).all(|column| texts.contains(&column)) {
                rows.push(row.clone());
            } else {
                let message = format!("this row has {cells} cells, but the table has {columns} columns");
                let help = "within a cell, write `\\|` for `|` and `<br>` for a new line";
                self.report("page-table", message, row.line, help);
            }
        }
        rows
    }

    /// Reads the scopes of a cell. Each name on the wire is followed by the console name.
    pub(super) fn scopes(&mut self, cell: Piece<'_>) -> Vec<Scope> {
        let found: Vec<Scope> = codes(cell)
            .into_iter()
            .map(|(wire, after)| {
                let console_name = plain(after.text).trim_end_matches(['、', '，', ',']).to_owned();
                Scope { wire: plain(wire.text), console_name, at: wire.at() }
            })
            .collect();
        if found.is_empty() && !is_nothing(&plain(cell.text)) {
            self.report(
                "page-scopes",
                "this cell names no scope",
                cell,
                "write the names of scopes in backticks, or `-` for none",
            );
        }
        for scope in found.iter().filter(|scope| scope.wire.is_empty() || scope.wire.contains(char::is_whitespace)) {
            let message = format!("`{}` cannot be the name of a scope", scope.wire);
            self.report("page-scopes", message, cell, "write each name in its own backticks");
        }
        found
    }

    /// Reads the kinds of app in a cell, such as `custom,isv` or `Custom App、Store App`.
    pub(super) fn app_types(&mut self, cell: Piece<'_>) -> Located<Vec<String>> {
        let mut value: Vec<String> = Vec::new();
        for part in lines(cell).iter().flat_map(|line| line.text.split([',', '，', '、', '/'])) {
            let text = plain(part);
            match cell::compact(&text).to_lowercase().trim_start_matches('仅') {
                "customapp" | "自建应用" | "企业自建应用" => value.push("custom".to_owned()),
                "storeapp" | "商店应用" | "应用商店应用" => value.push("isv".to_owned()),
                _ => value.extend(text.split(' ').filter(|name| !name.is_empty()).map(str::to_owned)),
            }
        }
        if !value.iter().all(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')) {
            self.report(
                "page-app-types",
                "the cell does not list kinds of app",
                cell,
                "write `custom`, `isv` or `custom,isv`",
            );
        }
        Located { value, at: cell.at() }
    }

    /// Returns the kinds of app with a check mark. `store` and `custom` are cells from one row of an overview.
    pub(super) fn ticks(&mut self, store: Piece<'_>, custom: Piece<'_>) -> Vec<String> {
        let ticked = [("custom", self.tick(custom)), ("isv", self.tick(store))];
        ticked.into_iter().filter(|(_, ticked)| *ticked).map(|(name, _)| name.to_owned()).collect()
    }

    fn tick(&mut self, cell: Piece<'_>) -> bool {
        let text = plain(cell.text);
        match text.trim_end_matches('\u{fe0f}') {
            "✓" | "✔" | "√" | "✅" | "是" => return true,
            "✗" | "✘" | "×" | "x" | "X" | "❌" | "否" => {}
            other if is_nothing(other) => {}
            other => {
                let message = format!("`{other}` is not a check mark");
                self.report("page-tick", message, cell, "write `✓`, or leave the cell empty");
            }
        }
        false
    }
}

/// Returns the console names of scopes, one per line of the cell.
pub(super) fn console_names(cell: Piece<'_>) -> Vec<Located<String>> {
    let names = lines(cell).into_iter().map(|line| Located { value: plain(line.text), at: line.at() });
    names.filter(|name| !is_nothing(&name.value)).collect()
}

/// Returns the names of the token types in a cell. Only names in backticks count.
pub(super) fn tokens(cell: Piece<'_>) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for (code, _) in codes(cell) {
        let name = plain(code.text);
        if name.strip_suffix("_access_token").is_some_and(is_word) && !tokens.contains(&name) {
            tokens.push(name);
        }
    }
    tokens
}

/// Returns `true` if a text can be a name on the wire.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '$'))
}

/// Returns the path of an address, with parameters as `{name}`.
pub(super) fn path(address: &str) -> Option<String> {
    let below = match address.split_once("://") {
        Some((_, rest)) => rest.get(rest.find('/')?..)?,
        None => address,
    };
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '.' | ':' | '{' | '}');
    let path = below.split(|c: char| !is_part(c)).next().filter(|path| path.len() > 1 && path.starts_with('/'))?;
    // In `/rooms/:room_id:lock`, the second colon begins the custom method `lock`. The second colon stays unchanged.
    let segments = path.split('/').map(|segment| match segment.strip_prefix(':') {
        Some(rest) => {
            let (name, method) = rest.split_at(rest.find(':').unwrap_or(rest.len()));
            format!("{{{name}}}{method}")
        }
        None => segment.to_owned(),
    });
    Some(segments.collect::<Vec<_>>().join("/"))
}

/// Searches the tables with two columns for the first item whose name starts with `name`. Returns the value of this item.
pub(super) fn item<'t>(section: &Section<'t>, name: &str) -> Option<Piece<'t>> {
    let tables = section.tables.iter().filter(|table| table.header.cells.len() == 2);
    let mut rows = tables.flat_map(|table| &table.rows).filter(|row| row.cells.len() > 1);
    let row = rows.find(|row| cell::compact(at(row, 0).text).starts_with(name))?;
    Some(at(&row.joined(1..=row.cells.len() - 1), 1))
}

pub(super) fn tables<'o, 't>(outline: &'o Outline<'t>, title: &str) -> impl Iterator<Item = &'o Table<'t>> {
    outline.section(title).into_iter().flat_map(|section| &section.tables)
}

/// Returns `true` if each cell outside the column `text` has an even number of backticks.
fn is_code_closed(row: &Row<'_>, text: usize) -> bool {
    let mut cells = row.cells.iter().enumerate().filter(|(column, _)| *column != text);
    cells.all(|(_, cell)| cell.text.matches('`').count().is_multiple_of(2))
}

/// Returns the cell of `row` with the index `column`.
pub(super) fn at<'t>(row: &Row<'t>, column: usize) -> Piece<'t> {
    row.cells.get(column).copied().unwrap_or(row.line.part(0..0))
}
