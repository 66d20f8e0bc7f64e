//! Documentation pages of the platform as plain data. Each value has its place.
//!
//! A page is read in two steps. [`markdown`] finds headings, tables and fenced blocks, and the reader for the kind of page
//! finds values in them. People write the pages by hand, so the readers ignore order, blanks and markup. The readers do not guess:
//! they report all unclear values at once.

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

/// Reads a page. The sections determine its kind. Returns `None` for a text without an operation, an event or an overview,
/// such as a guide.
///
/// # Errors
///
/// Returns all unreadable parts of the page.
pub(crate) fn read(file: &str, text: &str) -> Result<Option<Page>, Diagnostics> {
    let mut reader = Reader::of(file);
    let outline = markdown::read(text, &mut reader);
    let page = match Kind::of(&outline) {
        Kind::None => return Ok(None),
        Kind::Overview => Some(Page::Overview(reader.overview(&outline))),
        Kind::Operation(request) => reader.operation(&outline, request).map(|page| Page::Operation(Box::new(page))),
        Kind::Event(section) => reader.event(&outline, section).map(|page| Page::Event(Box::new(page))),
        Kind::Several => {
            let help = "put each page into its own file";
            reader.report("page-kind", "this is more than one page", outline.start, help);
            None
        }
        Kind::Unknown => {
            let help = "an overview has `### 资源：NAME`, an operation's page `## 请求`, an event's `## 事件`";
            reader.report("page-kind", "the kind of this page is unknown", outline.start, help);
            None
        }
    };
    reader.refuse_characters(text);
    reader.done(page).map(Some)
}

#[cfg(test)]
mod tests;
