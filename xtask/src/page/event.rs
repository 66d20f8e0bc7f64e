//! The reference page of an event.

use super::cell::plain;
use super::head::head;
use super::markdown::{Outline, Section};
use super::model::{Event, Located};
use super::piece::Piece;
use super::reader::Reader;
use super::table::{is_word, item};

impl Reader<'_> {
    pub(super) fn event(&mut self, outline: &Outline<'_>, section: &Section<'_>) -> Option<Event> {
        let event_type = self.item(section, "事件类型").and_then(|cell| self.event_type(cell));
        let app_types = item(section, "支持的应用类型").map(|cell| self.app_types(cell));
        let scopes = item(section, "权限要求").map(|cell| self.scopes(cell)).unwrap_or_default();
        let field_scopes = item(section, "字段权限要求").map(|cell| self.scopes(cell)).unwrap_or_default();
        let envelope = self.fields(outline, "事件体", Some(false));
        let body = self.within(envelope, "event", &["schema", "header"]);
        Some(Event {
            head: head(outline, section),
            event_type: event_type?,
            app_types,
            scopes,
            tells_scopes: item(section, "权限要求").is_some(),
            field_scopes,
            body,
            example: outline.fence("事件体示例"),
        })
    }

    pub(super) fn event_type(&mut self, cell: Piece<'_>) -> Option<Located<String>> {
        let value = plain(cell.text);
        if is_word(&value) {
            return Some(Located { value, at: cell.at() });
        }
        let message = format!("`{value}` cannot be the type of an event");
        self.report("page-event-type", message, cell, "write it like `vc.room.created_v1`");
        None
    }
}
