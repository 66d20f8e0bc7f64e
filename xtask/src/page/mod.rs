//! Documentation pages of the platform as plain data. Each value has its line and column in the page.
//!
//! A page is read in two steps. First, [`markdown`] finds headings, tables and fenced blocks. Then the reader for the kind
//! of the page finds the values in these parts. People write the pages by hand, so the readers ignore order, blanks and
//! markup. The readers never guess: each unclear value is an error.

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

/// Reads the page of an operation or of an event, or an overview. The sections of the page determine its kind. Returns
/// `None` for any other text, such as a guide.
///
/// # Errors
///
/// Returns an error for each unreadable part of the page.
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
            reader.report("page-kind", "this file contains more than one page", outline.start, help);
            None
        }
        Kind::Unknown => {
            let help = "write the heading `### 资源：NAME` (overview), `## 请求` (operation) or `## 事件` (event)";
            reader.report("page-kind", "the kind of this page is unknown", outline.start, help);
            None
        }
    };
    reader.refuse_characters(text);
    reader.done(page).map(Some)
}

#[cfg(test)]
mod tests;
