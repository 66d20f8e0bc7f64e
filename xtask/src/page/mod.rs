//! The platform's documentation pages as plain data, each value with its place.
//!
//! A page is read in two steps: [`markdown`] finds headings, tables and fenced blocks, and the reader of the page's kind
//! finds values in them. Pages are written by hand: order, blanks and markup vary and are passed over. What would have
//! to be guessed is refused, everything at once.

mod cell;
mod columns;
mod depth;
mod event;
mod fields;
mod head;
mod list;
mod markdown;
mod model;
mod operation;
mod overview;
mod piece;
mod reader;
mod table;

use codegen::diagnostic::Diagnostics;
use markdown::{Outline, Section};
pub(crate) use model::{
    At, Bounds, EnumValue, ErrorRow, Event, EventRow, Head, Located, MethodRow, Operation, Overview, Page, PageField,
    RateLimit, Scope,
};
use reader::Reader;
use table::{is_word, item, path};

/// The sections that tell the kind of a page.
const REQUEST: &str = "请求";
const EVENT: &str = "事件";

/// Reads a page. Its kind is told from its sections; a text that describes no operation, no event and no overview of
/// them, such as a guide, is nothing.
///
/// # Errors
///
/// Everything in the page that cannot be read as intended.
pub(crate) fn read(file: &str, text: &str) -> Result<Option<Page>, Diagnostics> {
    let mut reader = Reader::of(file);
    let outline = markdown::read(text, &mut reader);
    if !(outline.is_cut || is_page(&outline)) {
        return Ok(None);
    }
    reader.refuse_characters(text);
    let page = reader.page(&outline);
    reader.done(page).map(Some)
}

/// Whether anything in a text is said as a page says it.
fn is_page(outline: &Outline<'_>) -> bool {
    outline.sections.iter().any(|section| {
        let is_titled = matches!(cell::compact(section.heading.text).as_str(), REQUEST | EVENT);
        is_titled || overview::resource(&section.title()).is_some() || describes(section)
    })
}

/// Whether a section tells the address of a call or the type of an event, under whatever title.
fn describes(section: &Section<'_>) -> bool {
    let address = item(section, "HTTPURL").and_then(|cell| path(&cell::plain(cell.text)));
    address.is_some() || item(section, "事件类型").is_some_and(|cell| is_word(&cell::plain(cell.text)))
}

impl Reader<'_> {
    fn page(&mut self, outline: &Outline<'_>) -> Option<Page> {
        let is_overview = outline.sections.iter().any(|section| overview::resource(&section.title()).is_some());
        let operation = outline.section(REQUEST);
        let event = outline.section(EVENT);
        match (is_overview, operation, event) {
            (true, None, None) => Some(Page::Overview(self.overview(outline))),
            (false, Some(request), None) => Some(Page::Operation(Box::new(self.operation(outline, request)?))),
            (false, None, Some(section)) => Some(Page::Event(Box::new(self.event(outline, section)?))),
            (false, None, None) => {
                let help = "an overview has `### 资源：NAME`, an operation's page `## 请求`, an event's `## 事件`";
                self.report("page-kind", "this is no page of a kind that is known", outline.start, help);
                None
            }
            _ => {
                let help = "put each into a file of its own";
                self.report("page-kind", "this is more than one page", outline.start, help);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests;
