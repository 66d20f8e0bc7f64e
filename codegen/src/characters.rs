//! Forbidden characters: invisible characters that can make people or rustc misread a text.

/// Finds each forbidden character of a text, with the position of its first byte. Line breaks, tabs and byte order marks are
/// allowed.
pub fn find(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(move |(byte, c)| match c {
        '\n' | '\t' => false,
        '\r' => !text.get(byte + 1..).is_some_and(|rest| rest.starts_with('\n')),
        other => kind(*other).is_some(),
    })
}

/// Describes a forbidden character by its code point and its effect.
pub fn describe(c: char) -> String {
    format!("U+{:04X}, {}", u32::from(c), kind(c).unwrap_or("a character"))
}

/// Replaces forbidden characters with escapes, which are visible and have no effect.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (byte, c) in find(text) {
        out.push_str(text.get(from..byte).unwrap_or_default());
        out.extend(c.escape_unicode());
        from = byte + c.len_utf8();
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

fn kind(c: char) -> Option<&'static str> {
    match c {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("an invisible character that changes the direction of the text")
        }
        '\u{2028}' | '\u{2029}' => Some("an invisible line break"),
        _ if c.is_control() => Some("a control character"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_has_no_forbidden_character() {
        assert_eq!(find("é 会议 👩‍👩‍👧 שלום\tx\r\ny\n").count(), 0);
        assert_eq!(find("a\u{202e}b\rc\u{7f}").collect::<Vec<_>>(), [(1, '\u{202e}'), (5, '\r'), (7, '\u{7f}')]);
        assert_eq!(escaped("a\u{202e}b\n"), "a\\u{202e}b\n");
        assert_eq!(describe('\u{2067}'), "U+2067, an invisible character that changes the direction of the text");
    }
}
