//! The platform's documentation pages as plain data, each value with its place.
//!
//! A page is read in two steps: [`markdown`] finds headings, tables and fenced blocks, and the reader of the page's kind
//! finds values in them. Pages are written by hand: order, blanks and markup vary and are passed over. What would have
//! to be guessed is refused, everything at once.

mod cell;
mod event;
mod fields;
mod head;
mod markdown;
mod model;
mod operation;
mod overview;
mod piece;
mod reader;
mod table;

use codegen::diagnostic::Diagnostics;
use markdown::Outline;
pub(crate) use model::{
    At, Bounds, EnumValue, ErrorRow, Event, EventRow, Head, Located, MethodRow, Operation, Overview, Page, PageField,
    RateLimit, Scope,
};
use reader::Reader;

/// Reads a page. Its kind is told from its sections.
///
/// # Errors
///
/// Everything in the page that cannot be read as intended.
pub(crate) fn read(file: &str, text: &str) -> Result<Page, Diagnostics> {
    let mut reader = Reader::of(file);
    reader.refuse_characters(text);
    let outline = markdown::read(text, &mut reader);
    let page = reader.page(&outline);
    reader.done(page)
}

impl Reader<'_> {
    fn page(&mut self, outline: &Outline<'_>) -> Option<Page> {
        let is_overview = outline.sections.iter().any(|section| overview::resource(&section.title()).is_some());
        let operation = outline.section("请求");
        let event = outline.section("事件");
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
