//! Old spec formats: the old names of keys, and the rules that did not exist in the first release.

use codegen::diagnostic::Diagnostic;
use codegen::source::Texts;

/// Old names of keys, each with the current name of the key.
const RENAMED: [(&str, &str); 4] = [
    ("x-answer-envelope", "x-response-envelope"),
    ("x-answer", "x-response"),
    ("answers", "response-key"),
    ("sends", "request-keys"),
];

/// Replaces old names of keys with the current names. The generator can then read an earlier spec.
pub(super) fn renamed(spec: Texts) -> Texts {
    spec.into_iter().map(|(name, text)| (name, RENAMED.iter().fold(text, renamed_in))).collect()
}

/// Rules that did not exist in the first release. The generator can read an old spec that breaks these rules.
const LATER_RULES: [&str; 7] =
    ["app-types-missing", "bounds", "default-type", "error-unnamed", "example", "scopes-missing", "text-character"];

/// Returns the rule that a diagnostic reports, if the first release did not have this rule.
pub(super) fn later_rule(wrong: &Diagnostic) -> Option<&'static str> {
    LATER_RULES.into_iter().find(|code| *code == wrong.code())
}

fn renamed_in(text: String, (old, new): &(&str, &str)) -> String {
    let key = format!("{old}:");
    let mut parts = text.split(&key);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        written.push_str(if is_before_key(&written) { new } else { old });
        written.push(':');
        written.push_str(part);
    }
    written
}

/// Returns whether a YAML key can follow the text: after a line start, a dash, a comma or an opening brace.
fn is_before_key(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default().trim_end();
    line.is_empty() || line.ends_with(['{', ',', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_renamed_and_prose_is_not() {
        let old = "x-answer-envelope: {data: data}\nobtained:\n  - {path: /a, sends: [id], answers: token}\n  - sends: [id]\n\
                   paths:\n  get: {description: 'It answers: yes', x-answer: {data: {}}}\n";
        let new = "x-response-envelope: {data: data}\nobtained:\n  - {path: /a, request-keys: [id], response-key: token}\n  \
                   - request-keys: [id]\npaths:\n  get: {description: 'It answers: yes', x-response: {data: {}}}\n";
        let read = |text: &str| renamed([("spec/a.yaml".to_owned(), text.to_owned())].into()).remove("spec/a.yaml");
        assert_eq!(read(old).as_deref(), Some(new));
        assert_eq!(read(new).as_deref(), Some(new));
    }
}
