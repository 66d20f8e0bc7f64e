//! Front matter and title of a reference page.

use super::markdown::{Outline, Section};
use super::model::Head;

/// Reads the head of a page. `section` is the section that describes the request or event.
pub(super) fn head(outline: &Outline<'_>, section: &Section<'_>) -> Head {
    let heading = outline.sections.iter().find(|section| section.level == 1).map(|section| section.title());
    Head {
        title: outline.front("title").map(|title| title.value).or(heading).unwrap_or_default(),
        full_path: outline.front("fullPath"),
        update_time: outline.front("updateTime").map(|time| time.value),
        at: section.heading.at(),
    }
}
