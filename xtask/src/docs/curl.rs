//! Example calls with curl.

use codegen::ir::{Api, Location, Operation, Response};
use codegen::sample::{self, Extent};
use serde_json::{Map, Value};

/// Returns the names of the shell variables for the token of an operation: one variable for each kind of token that the
/// operation accepts.
///
/// `cargo xtask serve` prints the variables with the tokens of the server.
pub(super) fn variables(api: &Api, operation: &Operation) -> Vec<String> {
    let taken = api.token_types.iter().filter(|kind| operation.tokens.iter().any(|token| token.name == kind.wire));
    taken.map(|kind| kind.wire.to_ascii_uppercase()).collect()
}

/// Returns a `curl` command that calls the operation. The token comes from the first variable.
pub(super) fn call(api: &Api, server: &str, operation: &Operation, extent: Extent) -> String {
    let given = |location| {
        let inputs = operation.inputs_in(location).filter(move |input| extent.has(&input.field));
        inputs.map(move |input| (input.field.wire.as_str(), sample::of(api, &input.field, extent)))
    };
    let mut address = format!("{server}{}", operation.path.name);
    for (name, value) in given(Location::Path) {
        address = address.replace(&format!("{{{name}}}"), &encoded(&texts(&value).concat()));
    }
    let query = given(Location::Query).flat_map(|(name, value)| {
        texts(&value).into_iter().map(move |text| format!("{}={}", encoded(name), encoded(&text)))
    });
    let query = query.collect::<Vec<_>>().join("&");
    if !query.is_empty() {
        address = format!("{address}?{query}");
    }
    let mut lines = vec![format!("curl -X {} {}", operation.method, quoted(&address))];
    if let Some(variable) = variables(api, operation).first() {
        lines.push(format!("-H \"Authorization: Bearer ${variable}\""));
    }
    if operation.has_body {
        let body: Map<String, Value> = given(Location::Body).map(|(name, value)| (name.to_owned(), value)).collect();
        lines.push("-H 'Content-Type: application/json; charset=utf-8'".to_owned());
        let body = format!("{:#}", Value::Object(body)).replace('\n', "\n  ");
        lines.push(format!("-d {}", quoted(&body)));
    }
    if matches!(operation.response, Response::File) {
        lines.push("-o file".to_owned());
    }
    lines.join(" \\\n  ")
}

/// Returns the texts of a value in a path or a query. A list becomes one text per item.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        other => vec![other.to_string()],
    }
}

/// Encodes a text for a path or a query.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Quotes a text for a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_to_the_shell_and_to_the_server_stays_one_text() {
        assert_eq!(quoted("it's $HOME `x`"), "'it'\\''s $HOME `x`'");
        assert_eq!(encoded("a/b c?&=ä"), "a%2Fb%20c%3F%26%3D%C3%A4");
    }
}
