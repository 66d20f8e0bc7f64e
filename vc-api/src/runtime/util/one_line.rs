//! Printing of text that comes from a peer or from an error of another crate.

use std::fmt::{self, Write};

/// Text from a peer or another crate, printed on one line. Each control character and each line separator becomes a space.
/// The text ends after 500 characters.
pub(crate) struct OneLine<T>(pub(crate) T);

/// Maximum number of characters.
const MOST: usize = 500;

impl<T: fmt::Display> fmt::Display for OneLine<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = Line { f, left: MOST };
        match write!(line, "{}", self.0) {
            // The text was cut, so its end was not written. This is not an error.
            Err(_) if line.left == 0 => Ok(()),
            outcome => outcome,
        }
    }
}

/// Writer of one line, with the number of characters that still fit into the line.
struct Line<'a, 'f> {
    f: &'a mut fmt::Formatter<'f>,
    left: usize,
}

impl Write for Line<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            if self.left == 0 {
                self.f.write_char('…')?;
                return Err(fmt::Error);
            }
            self.left -= 1;
            let breaks = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
            self.f.write_char(if breaks { ' ' } else { c })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_one_line() {
        let cases = [
            ("", String::new()),
            ("a\r\nb\u{85}c\u{2028}d\u{1b}[31m", "a  b c d [31m".to_owned()),
            (&"会".repeat(500), "会".repeat(500)),
            (&"会".repeat(501), format!("{}…", "会".repeat(500))),
        ];
        for (text, line) in cases {
            assert_eq!(OneLine(text).to_string(), line);
            assert_eq!(OneLine(format_args!("{}{}", text, "")).to_string(), line);
        }
    }
}
