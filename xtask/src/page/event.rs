//! Reader of the reference page of an event.

use super::cell::plain;
use super::head::head;
use super::markdown::{Outline, Section};
use super::model::{EnumValue, Event, Located, PageField};
use super::piece::Piece;
use super::reader::Reader;
use super::table::{is_word, item};

impl Reader<'_> {
    pub(super) fn event(&mut self, outline: &Outline<'_>, section: &Section<'_>) -> Option<Event> {
        self.refuse_torn(section);
        let event_type = self.item(section, "事件类型").and_then(|cell| self.event_type(cell));
        let app_types = item(section, "支持的应用类型").map(|cell| self.app_types(cell));
        let scopes = item(section, "权限要求").map(|cell| self.scopes(cell)).unwrap_or_default();
        let field_scopes = item(section, "字段权限要求").map(|cell| self.scopes(cell)).unwrap_or_default();
        let mut body = Vec::new();
        for section in outline.all("事件体") {
            let envelope = self.fields_of(section, Some(false));
            let more = self.within(envelope, "event", &["schema", "header"]);
            self.merge(&mut body, more);
        }
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

    /// Adds the fields of a further body to the known fields. If a page shows several bodies of an event, the event has the
    /// fields of all bodies.
    fn merge(&mut self, known: &mut Vec<PageField>, more: Vec<PageField>) {
        for field in more {
            let Some(same) = known.iter_mut().find(|known| known.name == field.name) else {
                known.push(field);
                continue;
            };
            if same.ty != field.ty {
                let message = format!("`{}` has the type `{}` here, but `{}` above", field.name, field.ty, same.ty);
                self.report_at(
                    "page-field",
                    message,
                    field.at,
                    "give the field the same type in all bodies of the event",
                );
            }
            let is_new = |value: &EnumValue| same.values.iter().all(|known| known.value != value.value);
            let values: Vec<EnumValue> = field.values.into_iter().filter(is_new).collect();
            same.values.extend(values);
            self.merge(&mut same.fields, field.fields);
        }
    }

    pub(super) fn event_type(&mut self, cell: Piece<'_>) -> Option<Located<String>> {
        let value = plain(cell.text);
        if is_word(&value) {
            return Some(Located { value, at: cell.at() });
        }
        let message = format!("`{value}` cannot be the type of an event");
        self.report("page-event-type", message, cell, "use the form `vc.room.created_v1`");
        None
    }
}
