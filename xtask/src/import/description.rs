//! Descriptions, which a person is to write.

use codegen::unfinished::mark;

use super::yaml::Node;

/// What a person is to describe, from what the page says of it.
pub(super) fn description(said: &str, doubt: Option<&str>) -> Option<(String, Node)> {
    let doubt = doubt.map(|doubt| format!("({doubt})"));
    let words: Vec<&str> = [said, doubt.as_deref().unwrap_or_default()].into_iter().filter(|s| !s.is_empty()).collect();
    (!words.is_empty()).then(|| ("description".to_owned(), Node::text(mark(&words.join(" ")))))
}
