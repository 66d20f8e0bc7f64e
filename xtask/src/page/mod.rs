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
mod kind;
mod list;
mod markdown;
mod model;
mod operation;
mod overview;
mod piece;
mod reader;
mod table;

use codegen::diagnostic::Diagnostics;
use kind::Kind;
pub(crate) use model::{
    At, Bounds, EnumValue, ErrorRow, Event, EventRow, Head, Located, MethodRow, Operation, Overview, Page, PageField,
    RateLimit, Scope,
};
use reader::Reader;

/// Reads a page. Its kind is told from its sections; a text that describes no operation, no event and no overview of
/// them, such as a guide, is nothing.
///
/// # Errors
///
/// Everything in the page that cannot be read as intended.
pub(crate) fn read(file: &str, text: &str) -> Result<Option<Page>, Diagnostics> {
    let mut reader = Reader::of(file);
    let outline = markdown::read(text, &mut reader);
    let page = match Kind::of(&outline) {
        Kind::None => return Ok(None),
        Kind::Overview => Some(Page::Overview(reader.overview(&outline))),
        Kind::Operation(request) => reader.operation(&outline, request).map(|page| Page::Operation(Box::new(page))),
        Kind::Event(section) => reader.event(&outline, section).map(|page| Page::Event(Box::new(page))),
        Kind::Several => {
            let help = "put each into a file of its own";
            reader.report("page-kind", "this is more than one page", outline.start, help);
            None
        }
        Kind::Unknown => {
            let help = "an overview has `### 资源：NAME`, an operation's page `## 请求`, an event's `## 事件`";
            reader.report("page-kind", "this is no page of a kind that is known", outline.start, help);
            None
        }
    };
    reader.refuse_characters(text);
    reader.done(page).map(Some)
}

#[cfg(test)]
mod tests;
