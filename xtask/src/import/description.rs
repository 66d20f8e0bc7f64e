//! `TODO:` marks for descriptions that a person must write.

use codegen::unfinished::mark;

use super::yaml::Node;

/// Returns a `TODO:` mark with the page's description and the question in `doubt`. Returns `None` if both are missing.
pub(super) fn description(said: &str, doubt: Option<&str>) -> Option<(String, Node)> {
    let doubt = doubt.map(|doubt| format!("({doubt})"));
    let words: Vec<&str> = [said, doubt.as_deref().unwrap_or_default()].into_iter().filter(|s| !s.is_empty()).collect();
    (!words.is_empty()).then(|| ("description".to_owned(), Node::text(mark(&words.join(" ")))))
}
