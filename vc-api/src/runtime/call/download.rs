//! Downloads of files as streams.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use std::{fmt, mem};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::time::Sleep;

use crate::runtime::error::types::{Error, Stage};
use crate::runtime::send::attempts::Attempts;
use crate::runtime::send::request::{Call, Request};
use crate::runtime::send::response_error;
use crate::runtime::send::response_head::ResponseHead;
use crate::runtime::send::sender::Sender;
use crate::runtime::send::sending::{Received, Sending};
use crate::runtime::send::spans;
use crate::runtime::send::transport::{READ_TIMEOUT, read_body};
use crate::runtime::wire::skipped::SkippedValues;

/// Maximum number of bytes that the client buffers if the body begins with `{`. The body may then be a refusal with a wrong
/// content type.
const LONGEST_REFUSAL: usize = 16 << 10;

/// File that the client is receiving.
///
/// Read the file piece by piece, with [`chunk`](Self::chunk) or as a `Stream`. The client never keeps the whole file in
/// memory. If the file is cut off, or no bytes arrive for too long, the download ends with an error. If the program drops
/// the download, the client ends the transfer.
///
/// ```no_run
/// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), Box<dyn std::error::Error>> {
/// use std::io::Write;
///
/// let mut file = org.exports().download("6yHu7Igp7Igy62Ez6fLr6IJz7j9i5WMe6fHq5yZeY2Jz6yLqYAMAY46fZfEz64Lr5fYyYQ==").await?;
/// let mut saved = std::fs::File::create("meetings.xlsx")?;
/// while let Some(bytes) = file.chunk().await? {
///     saved.write_all(&bytes)?;
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is received before it is read"]
pub struct Download {
    head: ResponseHead,
    length: Option<u64>,
    file_name: Option<String>,
    /// Beginning of the body, which the client has already read to distinguish a file from a refusal.
    first: Bytes,
    rest: Rest,
    patience: Duration,
    /// Timer that runs while the client waits for the next piece of the file.
    stall: Option<Pin<Box<Sleep>>>,
}

type Pieces = Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>;

enum Rest {
    Coming(Pieces),
    Over,
}

impl Download {
    /// Checks the response, and returns the download if the response is a file.
    pub(crate) async fn open(
        head: ResponseHead,
        mut response: reqwest::Response,
        sender: &Sender,
    ) -> Result<Self, Error> {
        if !head.is_success() || is_json_or_html(&head) {
            let body = read_body(&head, &mut response, sender).await?;
            return Err(response_error::diagnose_file(&head, &body));
        }
        let length = response.content_length();
        let file_name = head.header("content-disposition").and_then(file_name);
        let mut download = Self {
            head,
            length,
            file_name,
            first: Bytes::new(),
            rest: Rest::Coming(Box::pin(response.bytes_stream())),
            patience: sender.read_timeout,
            stall: None,
        };
        download.peek().await?;
        Ok(download)
    }

    /// Reads enough bytes to detect a refusal with a wrong content type.
    async fn peek(&mut self) -> Result<(), Error> {
        let Some(first) = self.chunk().await? else {
            return Err(response_error::empty(&self.head));
        };
        if first.trim_ascii_start().first() != Some(&b'{') {
            self.first = first;
            return Ok(());
        }
        let mut seen = BytesMut::from(first);
        while seen.len() <= LONGEST_REFUSAL {
            match self.chunk().await? {
                Some(piece) => seen.extend_from_slice(&piece),
                None => match response_error::refusal(&self.head, &seen) {
                    Some(error) => return Err(error),
                    None => break,
                },
            }
        }
        self.first = seen.freeze();
        Ok(())
    }

    /// Returns the next bytes; `None` at the end of the file.
    ///
    /// This method is cancel-safe: if the program drops the future, no received bytes are lost.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`] if the connection breaks or the file is cut off. [`Error::Timeout`] if nothing arrives within
    /// [`read_timeout`](crate::ClientBuilder::read_timeout).
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| self.poll_chunk(context)).await.transpose()
    }

    /// Returns the header `Content-Type`.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.head.content_type()
    }

    /// Returns the size of the file in bytes, if the platform gives the size.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.length
    }

    /// Returns the name of the file, if the platform gives a name. The name contains no `/` and no `\`, and is neither `.`
    /// nor `..`, so a program can append the name to the path of a directory.
    #[must_use]
    pub fn file_name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    /// Returns the log id, which identifies the call for the platform's support.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        self.head.log_id()
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if !self.first.is_empty() {
            return Poll::Ready(Some(Ok(mem::take(&mut self.first))));
        }
        let outcome = loop {
            let Rest::Coming(pieces) = &mut self.rest else {
                return Poll::Ready(None);
            };
            match pieces.as_mut().poll_next(context) {
                Poll::Ready(Some(Ok(piece))) if piece.is_empty() => {}
                Poll::Ready(outcome) => break outcome,
                Poll::Pending => {
                    ready!(self.poll_stall(context));
                    self.rest = Rest::Over;
                    let name = self.head.operation.name.clone();
                    let error =
                        Error::timeout(name, self.patience, READ_TIMEOUT, Stage::Rest, Some(self.head.partial()));
                    return Poll::Ready(Some(Err(error)));
                }
            }
        };
        self.stall = None;
        if !matches!(outcome, Some(Ok(_))) {
            self.rest = Rest::Over;
        }
        Poll::Ready(outcome.map(|outcome| {
            outcome
                .map_err(|error| Error::transport(self.head.operation.name.clone(), Some(self.head.partial()), error))
        }))
    }

    /// Resolves when no bytes have arrived within the read timeout.
    fn poll_stall(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let patience = self.patience;
        let stall = self.stall.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        stall.as_mut().poll(context)
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_chunk(context)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("operation", &self.head.operation.name)
            .field("content_type", &self.head.printed_header("content-type"))
            .field("content_length", &self.length)
            .finish_non_exhaustive()
    }
}

/// Sends a call of an operation that responds with a file.
#[doc(hidden)]
pub fn download<E: Call<Response = Download>>(endpoint: &E) -> Sending<Download> {
    fetch_file(endpoint.request())
}

/// Sends a request to which the platform responds with a file.
pub(crate) fn fetch_file(request: Request) -> Sending<Download> {
    let span = spans::of_call(&request);
    let sending = async move {
        let mut attempts = Attempts::new(request)?;
        let open =
            async |head: &ResponseHead, response, sender: &Sender| Download::open(head.clone(), response, sender).await;
        loop {
            match attempts.attempt(open).await {
                Ok((head, file)) => {
                    let stats = attempts.succeeded(&head);
                    let skipped = SkippedValues::default();
                    return Ok(Received { data: file, head, stats, skipped, json: None });
                }
                Err(error) => attempts.recover(error).await?,
            }
        }
    };
    Sending::new(span, sending)
}

fn is_json_or_html(head: &ResponseHead) -> bool {
    let kind = head.content_type().unwrap_or_default().to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.ends_with("/json") || kind.ends_with("+json") || kind.contains("html")
}

/// Returns the file name in a header `Content-Disposition`, without directories.
fn file_name(header: &str) -> Option<String> {
    let mut plain = None;
    let mut extended = None;
    for parameter in parameters(header) {
        let Some((name, value)) = parameter.split_once('=') else {
            continue;
        };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "filename" => plain = Some(unquote(value)),
            "filename*" => extended = extended_value(value),
            _ => {}
        }
    }
    let name = extended.or(plain)?;
    let name = name.rsplit(['/', '\\']).next()?.trim();
    let usable = !matches!(name, "" | "." | "..") && !name.contains(char::is_control);
    usable.then(|| name.to_owned())
}

/// Returns the parameters of a header, which follow its first semicolon. A semicolon in quotes does not separate parameters.
fn parameters(header: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let mut escaped = false;
    header
        .split(move |c| {
            let ends = c == ';' && !quoted;
            quoted ^= c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        })
        .skip(1)
        .filter(|part| !part.trim().is_empty())
}

fn unquote(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return value.to_owned();
    };
    let mut text = String::with_capacity(inner.len());
    let mut escaped = false;
    for c in inner.chars() {
        escaped = c == '\\' && !escaped;
        if !escaped {
            text.push(c);
        }
    }
    text
}

/// Decodes the value of a parameter `filename*`, such as `UTF-8''na%C3%AFve.csv`.
fn extended_value(value: &str) -> Option<String> {
    let (charset, rest) = value.split_once('\'')?;
    let (_language, text) = rest.split_once('\'')?;
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    let text = percent_encoding::percent_decode_str(text).decode_utf8().ok()?;
    Some(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        let cases = [
            (r#"attachment; filename="a b.csv""#, Some("a b.csv")),
            ("attachment;filename=a.csv", Some("a.csv")),
            (r#"attachment; filename="a;\"b.csv"; size=3"#, Some("a;\"b.csv")),
            (r#"attachment; filename="a.csv"; filename*=UTF-8''%E4%BC%9A.csv"#, Some("会.csv")),
            (r#"attachment; filename*=utf-8'zh'%E4%BC%9A.csv; filename=a.csv"#, Some("会.csv")),
            (r#"attachment; filename*=latin1''%E4.csv; filename=a.csv"#, Some("a.csv")),
            (r#"attachment; filename="../../etc/passwd""#, Some("passwd")),
            (r#"attachment; filename="C:\\x\\a.csv""#, Some("a.csv")),
            (r#"attachment; filename*=UTF-8''..%2F..%2Fa.csv"#, Some("a.csv")),
            (r#"attachment; filename="..""#, None),
            (r#"attachment; filename="""#, None),
            (r#"attachment; filename*=UTF-8''a%00b"#, None),
            ("attachment", None),
            ("", None),
            ("attachment; what; filename=a.csv", Some("a.csv")),
        ];
        for (header, name) in cases {
            assert_eq!(file_name(header).as_deref(), name, "{header}");
        }
    }
}
