//! Kind of a page, derived from its sections and their content.

use super::cell::{compact, plain};
use super::markdown::{Outline, Section};
use super::overview;
use super::table::{is_word, item, path};

/// Kind of a page, with the section that shows the kind.
pub(super) enum Kind<'o, 't> {
    Overview,
    Operation(&'o Section<'t>),
    Event(&'o Section<'t>),
    /// Page with sections of several kinds.
    Several,
    /// Page that seems to describe an operation or event, but has neither the section [`REQUEST`] nor the section [`EVENT`].
    /// The text of the page may be cut off.
    Unknown,
    /// Text that describes no operation or event, such as a guide.
    None,
}

/// Section that shows the kind of a page. The section has the title `title`, and a row for at least one of the names in
/// `items`.
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
    /// Finds a section that has this title and a row for one of the `items`. The title alone does not suffice, because a
    /// section of a guide can have the same title.
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

/// Returns `true` if a section contains the address of an operation or the type of an event. The title does not matter.
fn tells(section: &Section<'_>) -> bool {
    let address = item(section, "HTTPURL").and_then(|cell| path(&plain(cell.text)));
    address.is_some() || item(section, "事件类型").is_some_and(|cell| is_word(&compact(cell.text)))
}
