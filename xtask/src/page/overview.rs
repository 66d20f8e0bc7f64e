//! Reader of the overview page. The page has one section per resource, with tables of operations and events.

use super::cell::{compact, is_nothing, plain};
use super::markdown::{Outline, Row, Table};
use super::model::{EventRow, MethodRow, Overview, ResourceSection};
use super::reader::Reader;
use super::table::{at, console_names, path, tokens};

pub(super) const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// Returns the name of the resource in the title of a section.
pub(super) fn resource(title: &str) -> Option<String> {
    let rest = title.trim_start().strip_prefix("资源")?.trim_start();
    Some(rest.strip_prefix(['：', ':'])?.trim().to_owned())
}

impl Reader<'_> {
    pub(super) fn overview(&mut self, outline: &Outline<'_>) -> Overview {
        let mut resources: Vec<ResourceSection> = Vec::new();
        let mut level = 0;
        for section in &outline.sections {
            if let Some(name) = resource(&section.title()) {
                level = section.level;
                let at = section.heading.at();
                resources.push(ResourceSection { name, methods: Vec::new(), events: Vec::new(), at });
            } else if section.level <= level {
                level = 0;
            }
            for table in &section.tables {
                self.overview_table(table, resources.last_mut().filter(|_| level > 0));
            }
        }
        Overview { resources }
    }

    fn overview_table(&mut self, table: &Table<'_>, resource: Option<&mut ResourceSection>) {
        let first = table.header.cells.first().map(|cell| compact(cell.text)).unwrap_or_default();
        let (is_methods, is_events) = (first.starts_with("方法"), first.starts_with("事件"));
        if !is_methods && !is_events {
            return;
        }
        let Some(resource) = resource else {
            let help = "put the table below a heading `### 资源：NAME`";
            self.report("page-section", "this table belongs to no resource", table.header.line, help);
            return;
        };
        if is_methods {
            let columns = self.columns(table, ["方法", "权限要求", "访问凭证", "商店", "自建"]);
            let Some(columns) = columns else { return };
            let rows = self.rows(table);
            resource.methods.extend(rows.iter().filter_map(|row| self.method_row(row, columns)));
        } else {
            let columns = self.columns(table, ["事件", "触发时机", "权限要求", "事件类型", "商店", "自建"]);
            let Some(columns) = columns else { return };
            let rows = self.rows(table);
            resource.events.extend(rows.iter().filter_map(|row| self.event_row(row, columns)));
        }
    }

    fn method_row(&mut self, row: &Row<'_>, columns: [usize; 5]) -> Option<MethodRow> {
        let [name, scopes, credentials, store, custom] = columns.map(|column| at(row, column));
        let tokens = tokens(credentials);
        if tokens.is_empty() && !is_nothing(&plain(credentials.text)) {
            let help = "write names such as `tenant_access_token` in backticks";
            self.report("page-tokens", "this cell names no kind of token", credentials, help);
        }
        let app_types = self.ticks(store, custom);
        let text = plain(name.text);
        let Some((name, http_method, path)) = call(&text) else {
            let help = "use the form `` `GET` /open-apis/… ``";
            self.report("page-method", "this row has no HTTP method and path", name, help);
            return None;
        };
        let (name, http_method) = (name.to_owned(), http_method.to_owned());
        Some(MethodRow { name, http_method, path, scopes: console_names(scopes), tokens, app_types, at: row.line.at() })
    }

    fn event_row(&mut self, row: &Row<'_>, columns: [usize; 6]) -> Option<EventRow> {
        let [name, fires, scopes, event_type, store, custom] = columns.map(|column| at(row, column));
        let app_types = self.ticks(store, custom);
        let event_type = self.event_type(event_type)?;
        Some(EventRow {
            name: plain(name.text),
            fires: plain(fires.text),
            scopes: console_names(scopes),
            event_type: event_type.value,
            app_types,
            at: row.line.at(),
        })
    }
}

/// Splits a text such as `Get a room GET /rooms/:id` into the name, the method and the path.
fn call(text: &str) -> Option<(&str, &'static str, String)> {
    let found = METHODS.into_iter().flat_map(|method| text.match_indices(method));
    let mut calls = found.filter_map(|(start, method)| {
        let before = text.get(..start)?;
        let after = text.get(start + method.len()..)?.trim_start();
        let apart = !before.ends_with(|c: char| c.is_ascii_alphanumeric());
        let path = path(after.strip_prefix('/').and(Some(after))?)?;
        let method = METHODS.into_iter().find(|known| *known == method)?;
        apart.then(|| (before.trim(), method, path))
    });
    calls.next()
}
