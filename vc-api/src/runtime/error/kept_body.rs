//! Beginning of the body of a response. An error keeps only this part of the body.

use std::fmt;

/// Beginning of the body of a response, as text of at most [`LIMIT`](Self::LIMIT) bytes.
#[derive(Clone, PartialEq)]
pub(crate) struct KeptBody(String);

impl KeptBody {
    pub(crate) const LIMIT: usize = 4096;

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    pub(crate) fn nothing() -> Self {
        Self(String::new())
    }

    pub(crate) fn of(body: &[u8]) -> Self {
        let mut head = body.get(..Self::LIMIT).unwrap_or(body);
        if head.len() < body.len()
            && let Some(last) = head.utf8_chunks().last()
            && last.invalid().len() < 4
        {
            // Invalid UTF-8 at the very end may be the first part of a character that crosses the limit.
            head = head.get(..head.len() - last.invalid().len()).unwrap_or(head);
        }
        let mut text = String::from_utf8_lossy(head).into_owned();
        while text.len() > Self::LIMIT {
            text.pop();
        }
        Self(text)
    }
}

impl fmt::Debug for KeptBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({} bytes)", self.0.len())
    }
}
