//! Reader of the reference page of an operation.

use super::cell::{is_nothing, plain};
use super::columns::{DESCRIPTION, NAME};
use super::head::head;
use super::markdown::{Outline, Row, Section};
use super::model::{ErrorRow, Located, Operation, PageField, RateLimit};
use super::overview::METHODS;
use super::piece::Piece;
use super::reader::Reader;
use super::table::{at, column, item, path, tables, tokens};

impl Reader<'_> {
    pub(super) fn operation(&mut self, outline: &Outline<'_>, request: &Section<'_>) -> Option<Operation> {
        self.refuse_torn(request);
        let method = self.item(request, "HTTPMethod").and_then(|cell| self.http_method(cell));
        let path = self.item(request, "HTTPURL").and_then(|cell| self.path(cell));
        let rate_limit = item(request, "接口频率限制").map(|cell| self.rate_limit(cell));
        let app_types = item(request, "支持的应用类型").map(|cell| self.app_types(cell));
        let scopes = item(request, "权限要求").map(|cell| self.scopes(cell)).unwrap_or_default();
        let field_scopes = item(request, "字段权限要求").map(|cell| self.scopes(cell)).unwrap_or_default();
        let path_params = self.fields(outline, "路径参数", Some(true));
        let query = self.fields(outline, "查询参数", None);
        let body = self.fields(outline, "请求体", None);
        let envelope = self.fields(outline, "响应体", Some(false));
        let response = self.within(envelope, "data", &["code", "msg", "error"]);
        let errors = self.errors(outline);
        Some(Operation {
            head: head(outline, request),
            method: method?,
            path: path?,
            rate_limit,
            app_types,
            scopes,
            tells_scopes: item(request, "权限要求").is_some(),
            field_scopes,
            tokens: self.authorization(outline),
            path_params,
            query,
            body,
            response,
            has_json_response: tables(outline, "响应体").next().is_some(),
            errors,
            example: outline.fence("响应体示例"),
        })
    }

    /// Returns the value in the row `name` of a section. If the row is missing, reports an error.
    pub(super) fn item<'t>(&mut self, section: &Section<'t>, name: &str) -> Option<Piece<'t>> {
        let found = item(section, name);
        if found.is_none() {
            let message = format!("there is no row `{name}` below this heading");
            self.report("page-missing", message, section.heading, "add this row to the table of items and values");
        }
        found
    }

    /// Reports the rows that have no value. Checks only the tables with two columns. If an item has no value, a page writes
    /// `-` as the value.
    pub(super) fn refuse_torn(&mut self, section: &Section<'_>) {
        for table in section.tables.iter().filter(|table| table.header.cells.len() == 2) {
            self.rows(table);
        }
    }

    fn http_method(&mut self, cell: Piece<'_>) -> Option<Located<String>> {
        let value = plain(cell.text).to_ascii_uppercase();
        if METHODS.contains(&value.as_str()) {
            return Some(Located { value, at: cell.at() });
        }
        let message = format!("`{value}` is not a known HTTP method");
        self.report("page-method", message, cell, "write `GET`, `POST`, `PUT`, `PATCH` or `DELETE`");
        None
    }

    fn path(&mut self, cell: Piece<'_>) -> Option<Located<String>> {
        let value = path(&plain(cell.text));
        if value.is_none() {
            self.report("page-path", "this is not an address", cell, "use the form `https://HOST/open-apis/…/:id`");
        }
        Some(Located { value: value?, at: cell.at() })
    }

    /// Reads a rate limit such as `1000 次/分钟、50 次/秒`. Words without numbers mean no limit.
    fn rate_limit(&mut self, cell: Piece<'_>) -> Located<RateLimit> {
        let mut limit = RateLimit::default();
        let text = plain(cell.text);
        let mut rest = text.as_str();
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            rest = rest.get(start..).unwrap_or_default();
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, after) = rest.split_at(digits);
            let unit = after.trim_start().strip_prefix('次').and_then(|unit| unit.trim_start().strip_prefix('/'));
            let unit = unit.unwrap_or_default().trim_start();
            let place = match () {
                () if unit.starts_with('分') => &mut limit.per_minute,
                () if unit.starts_with('秒') => &mut limit.per_second,
                () => &mut None,
            };
            *place = number.parse().ok();
            if place.is_none() {
                self.report("page-rate-limit", "this rate limit cannot be read", cell, "use the form `50 次/秒`");
                break;
            }
            rest = after;
        }
        Located { value: limit, at: cell.at() }
    }

    fn errors(&mut self, outline: &Outline<'_>) -> Vec<ErrorRow> {
        let mut errors = Vec::new();
        for table in tables(outline, "错误码") {
            let Some(columns) = self.columns(table, ["HTTP状态码", "错误码", "描述"]) else { continue };
            let advice = column(table, "排查建议");
            for row in self.rows(table) {
                errors.extend(self.error(&row, columns, advice));
            }
        }
        errors
    }

    fn error(&mut self, row: &Row<'_>, columns: [usize; 3], advice: Option<usize>) -> Option<ErrorRow> {
        let [http, code, message] = columns.map(|column| at(row, column));
        let advice = advice.map(|column| plain(at(row, column).text)).unwrap_or_default();
        Some(ErrorRow {
            http: self.number(http)?,
            code: self.number(code)?,
            message: plain(message.text),
            advice: if is_nothing(&advice) { String::new() } else { advice },
            at: row.line.at(),
        })
    }

    fn number<N: std::str::FromStr>(&mut self, cell: Piece<'_>) -> Option<N> {
        let number = plain(cell.text).parse().ok();
        if number.is_none() {
            let message = format!("`{}` is not a valid number here", plain(cell.text));
            self.report("page-number", message, cell, "write a whole number");
        }
        number
    }

    /// Returns the fields inside the field `name` of the envelope. Reports each field of the envelope that is neither `name`
    /// nor in `others`.
    pub(super) fn within(&mut self, envelope: Vec<PageField>, name: &str, others: &[&str]) -> Vec<PageField> {
        let mut inner = Vec::new();
        for field in envelope {
            if field.name == name {
                inner = field.fields;
            } else if !others.contains(&field.name.as_str()) {
                let message = format!("`{}` is at the same level as `{name}`", field.name);
                self.report_at(
                    "page-depth",
                    message,
                    field.at,
                    "put the field one level lower, with two `&nbsp;` per level and `└`",
                );
            }
        }
        inner
    }

    /// Returns the kinds of token in the description of the header `Authorization`.
    fn authorization(&mut self, outline: &Outline<'_>) -> Option<Located<Vec<String>>> {
        tables(outline, "请求头").find_map(|table| {
            let (name, description) = (NAME.of(table)?, DESCRIPTION.of(table)?);
            let rows = self.rows(table);
            let row = rows.iter().find(|row| plain(at(row, name).text) == "Authorization")?;
            let cell = at(row, description);
            Some(Located { value: tokens(cell), at: cell.at() })
        })
    }
}
