//! Enum values, defaults and examples of the fields on a page.

use codegen::unfinished::mark;
use heck::ToPascalCase;

use super::description::description;
use super::yaml::Node;
use crate::audit::types;
use crate::page::{EnumValue, PageField};

/// Returns the values of an enum. A value such as `daily` gets the name `Daily`. A person must name the other values, such
/// as numbers: a `TODO:` mark with the meaning of the value stands in place of the name.
pub(super) fn variants(values: &[EnumValue], is_int: bool) -> Node {
    let mut titles: Vec<String> = Vec::new();
    let variants = values.iter().map(|value| {
        let title = value.value.to_pascal_case();
        let is_name = title.starts_with(|first: char| first.is_ascii_uppercase()) && title.is_ascii();
        let title = match is_name && !is_int && title != "Unknown" && !titles.contains(&title) {
            true => title,
            false => mark(&value.meaning),
        };
        titles.push(title.clone());
        let constant = match is_int {
            true => Node::Bare(value.value.clone()),
            false => Node::Text(value.value.clone()),
        };
        let mut map = vec![("const".to_owned(), constant), ("title".to_owned(), Node::text(title))];
        map.extend(description(&value.meaning, None));
        Node::Map(map)
    });
    Node::List(variants.collect())
}

/// Parses a value on a page as a value of the given kind, such as `int` or `string`.
pub(super) fn value(text: &str, kind: &str) -> Option<Node> {
    match kind {
        "int" => text.parse::<i64>().ok().map(|number| Node::Bare(number.to_string())),
        "float" => text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|_| Node::Bare(text.to_owned())),
        "boolean" => text.parse::<bool>().ok().map(|truth| Node::Bare(truth.to_string())),
        "string" => Some(Node::Text(text.trim_matches('"').to_owned())),
        _ => None,
    }
}

/// Returns the example of a plain field, if the page has one.
pub(super) fn example(field: &PageField) -> Option<Node> {
    value(field.example.as_deref().filter(|example| !example.is_empty())?, types::page_name(&field.ty))
}
