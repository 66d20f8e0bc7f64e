//! The kind of a page, told from its sections and what stands in them.

use super::cell::{compact, plain};
use super::markdown::{Outline, Section};
use super::overview;
use super::table::{is_word, item, path};

/// A kind of page, with the section that tells it.
pub(super) enum Kind<'o, 't> {
    Overview,
    Operation(&'o Section<'t>),
    Event(&'o Section<'t>),
    /// It is of several kinds.
    Several,
    /// It tells an operation or event, but not where a page does, or it is cut off before it does.
    Unknown,
    /// A text of another kind, such as a guide.
    None,
}

/// A section that describes something, and the items of which it has some.
struct Descriptive {
    title: &'static str,
    items: &'static [&'static str],
}

const REQUEST: Descriptive = Descriptive {
    title: "请求",
    items: &["HTTPURL", "HTTPMethod", "接口频率限制", "支持的应用类型", "权限要求"],
};

const EVENT: Descriptive =
    Descriptive { title: "事件", items: &["事件类型", "支持的应用类型", "权限要求"] };

impl Descriptive {
    /// A guide may have a section of that title as well, but without such items.
    fn of<'o, 't>(&self, outline: &'o Outline<'t>) -> Option<&'o Section<'t>> {
        outline.all(self.title).find(|section| self.items.iter().any(|name| item(section, name).is_some()))
    }
}

impl<'o, 't> Kind<'o, 't> {
    pub(super) fn of(outline: &'o Outline<'t>) -> Self {
        let is_overview = outline.sections.iter().any(|section| overview::resource(&section.title()).is_some());
        match (is_overview, REQUEST.of(outline), EVENT.of(outline)) {
            (true, None, None) => Self::Overview,
            (false, Some(request), None) => Self::Operation(request),
            (false, None, Some(event)) => Self::Event(event),
            (false, None, None) if outline.is_cut || outline.sections.iter().any(tells) => Self::Unknown,
            (false, None, None) => Self::None,
            _ => Self::Several,
        }
    }
}

/// Whether a section tells the address of a call or the type of an event, under whatever title.
fn tells(section: &Section<'_>) -> bool {
    let address = item(section, "HTTPURL").and_then(|cell| path(&plain(cell.text)));
    address.is_some() || item(section, "事件类型").is_some_and(|cell| is_word(&compact(cell.text)))
}
