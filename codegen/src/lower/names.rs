//! Converts names of the platform to Rust names.

use heck::{ToPascalCase, ToShoutySnakeCase, ToSnakeCase};

/// Returns the Rust name of a field, an argument or a method, in snake case.
pub(crate) fn snake(wire: &str) -> String {
    identifier(wire.to_snake_case())
}

/// Returns the Rust name of a type, in Pascal case.
pub(crate) fn pascal(wire: &str) -> String {
    identifier(wire.to_pascal_case())
}

/// Returns the Rust name of a constant, in upper case with underscores.
pub(crate) fn shouty(wire: &str) -> String {
    identifier(wire.to_shouty_snake_case())
}

/// Adds `_` before a leading digit, which Rust forbids.
fn identifier(name: String) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// Returns whether Rust accepts a name, at least as a raw identifier.
pub(crate) fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|first| first == '_' || first.is_ascii_alphabetic())
        && letters.all(|letter| letter == '_' || letter.is_ascii_alphanumeric())
        && name != "_"
}

/// Returns whether a name has the form of a Rust type name, such as `RoomLevel`.
pub(crate) fn is_pascal(name: &str) -> bool {
    is_identifier(name) && name.starts_with(|first: char| first.is_ascii_uppercase()) && !name.contains('_')
}

/// Returns a name as the beginning of a sentence: `display_id` becomes `Display id`.
pub(crate) fn words(snake: &str) -> String {
    let spaced = snake.trim_matches('_').replace('_', " ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => spaced,
    }
}
