//! How names of the platform become names in Rust.

use heck::{ToPascalCase, ToShoutySnakeCase, ToSnakeCase};

/// The name of a field, an argument or a method.
pub(crate) fn snake(wire: &str) -> String {
    identifier(wire.to_snake_case())
}

/// The name of a type.
pub(crate) fn pascal(wire: &str) -> String {
    identifier(wire.to_pascal_case())
}

/// The name of a constant.
pub(crate) fn shouty(wire: &str) -> String {
    identifier(wire.to_shouty_snake_case())
}

/// A name may not begin with a digit.
fn identifier(name: String) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// Whether it can be a name in Rust, be it as a raw identifier.
pub(crate) fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|first| first == '_' || first.is_ascii_alphabetic())
        && letters.all(|letter| letter == '_' || letter.is_ascii_alphanumeric())
        && name != "_"
}

/// Whether it is written as the name of a type is.
pub(crate) fn is_pascal(name: &str) -> bool {
    is_identifier(name) && name.starts_with(|first: char| first.is_ascii_uppercase()) && !name.contains('_')
}

/// A name as the beginning of a sentence: `display_id` is `Display id`.
pub(crate) fn words(snake: &str) -> String {
    let spaced = snake.trim_matches('_').replace('_', " ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => spaced,
    }
}
