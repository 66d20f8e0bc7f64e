//! Kind of a page, derived from its sections and their content.

use super::cell::{compact, plain};
use super::markdown::{Outline, Section};
use super::overview;
use super::table::{is_word, item, path};

/// Kind of page, with its defining section.
pub(super) enum Kind<'o, 't> {
    Overview,
    Operation(&'o Section<'t>),
    Event(&'o Section<'t>),
    /// Page with the sections of several kinds.
    Several,
    /// Text about an operation or event that lacks the usual section, or that is cut off before this section.
    Unknown,
    /// Text of another kind, such as a guide.
    None,
}

/// Section that defines a kind of page, with its typical items.
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
    /// Finds the section. A guide may also have a section with this title, but then the section lacks these items.
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

/// Returns `true` if a section contains the address of a call or the type of an event, under any title.
fn tells(section: &Section<'_>) -> bool {
    let address = item(section, "HTTPURL").and_then(|cell| path(&plain(cell.text)));
    address.is_some() || item(section, "事件类型").is_some_and(|cell| is_word(&compact(cell.text)))
}
