//! Streams of the pages of a list, and of the items of a list.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::future::poll_fn;
use std::hash::BuildHasher;
use std::pin::Pin;
use std::str::FromStr;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use crate::runtime::error::types::Error;
use crate::runtime::send::request::Call;
use crate::runtime::send::response::{Metadata, Response};
use crate::runtime::send::sending::{Responding, send};
use crate::runtime::wire::from_json::FromJson;

/// Operation that responds with pages of a list.
pub trait Paged: Call<Response: FromJson> {
    /// Type of the items of the list.
    type Item: Send + 'static;

    /// Returns a mutable reference to the page token of the call. `None` requests the first page.
    fn page_token(&mut self) -> &mut Option<String>;

    /// Returns whether the platform reports a further page, and the page token of the further page. Each value is `None` if
    /// the response does not contain the value.
    fn next_page(data: &Self::Response) -> (Option<bool>, Option<&str>);

    /// Returns the items of a page.
    fn into_items(data: Self::Response) -> Vec<Self::Item>;
}

/// Position in a list. Another stream can continue from this position later, even in another process.
///
/// A program can store a cursor as text. The platform forgets page tokens after a while, so a cursor expires. The list may
/// change between two pages.
///
/// ```no_run
/// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), Box<dyn std::error::Error>> {
/// let mut rooms = org.rooms().list().items();
/// rooms.try_next().await?;
/// let kept = rooms.cursor().map(|cursor| cursor.to_string());
///
/// if let Some(kept) = kept {
///     let mut others = org.rooms().list().items().resume(kept.parse()?);
///     while let Some(room) = others.try_next().await? {
///         println!("{}", room.room_id);
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Cursor {
    page_token: Option<String>,
    /// Number of items that the stream has already returned from the page.
    skip: usize,
}

/// Writes the number of items to skip. If there is a page token, appends a colon and the page token. Examples: `3` and
/// `3:abc`.
impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.skip)?;
        match &self.page_token {
            Some(token) => write!(f, ":{token}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let (skip, page_token) = match text.split_once(':') {
            Some((skip, token)) => (skip, Some(token.to_owned())),
            None => (text, None),
        };
        Ok(Self { page_token, skip: skip.parse().map_err(|_| InvalidCursor(()))? })
    }
}

/// Error for a text that is not a [`Cursor`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidCursor(());

impl InvalidCursor {
    pub(crate) fn new() -> Self {
        Self(())
    }
}

impl fmt::Display for InvalidCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is not a cursor: use the text that `to_string` of a cursor returned")
    }
}

impl std::error::Error for InvalidCursor {}

/// Stream of the pages of a list. The method `pages` of a call returns this stream.
///
/// Each page comes with its [`Metadata`](crate::Metadata), which also lists the values that the client left out because of a
/// wrong type. If the list, the page token or the field that reports a further page is invalid, the stream fails with
/// [`Error::Undecodable`].
///
/// The stream also returns empty pages. The stream ends when the platform reports no further page, or gives no page token.
/// If the platform repeats a page token, the stream fails with [`Error::Undecodable`], because the list would never end. The
/// stream ends after any error. [`cursor`](Self::cursor) then returns the position to continue from.
#[must_use = "nothing is sent before it is polled"]
pub struct Pages<E: Paged> {
    call: E,
    /// Page token of the next page; `None` for the first page.
    page_token: Option<String>,
    sending: Option<Responding<E::Response>>,
    /// Hashes of the page tokens of all requested pages. The stream does not need the page tokens themselves.
    requested_tokens: HashSet<u64>,
    hasher: RandomState,
    next: Next,
}

/// Next step of a stream of pages.
enum Next {
    /// The stream requests the page that `page_token` identifies.
    Page,
    /// The platform repeated a page token.
    Repeated(Metadata),
    /// The request for a page failed.
    Failed,
    End,
}

// A stream can be `Unpin` for every type of call, because the stream never pins the call.
impl<E: Paged> Unpin for Pages<E> {}

impl<E: Paged> Pages<E> {
    pub(crate) fn new(mut call: E) -> Self {
        let page_token = call.page_token().take().filter(|token| !token.is_empty());
        Self {
            call,
            page_token,
            sending: None,
            requested_tokens: HashSet::new(),
            hasher: RandomState::new(),
            next: Next::Page,
        }
    }

    /// Starts the stream at the page of the cursor.
    pub fn resume(mut self, cursor: Cursor) -> Self {
        self.page_token = cursor.page_token.filter(|token| !token.is_empty());
        self
    }

    /// Returns the next page; `None` after the last page.
    ///
    /// This method is cancel-safe: if the program drops the future, the next `try_next` returns the same page.
    ///
    /// # Errors
    ///
    /// The errors of any call; see [`Error`].
    pub async fn try_next(&mut self) -> Result<Option<Response<E::Response>>, Error> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    /// Returns the position of the next page, or of the page that failed; `None` after the last page.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        match self.next {
            Next::Page | Next::Failed => Some(Cursor { page_token: self.page_token.clone(), skip: 0 }),
            Next::Repeated(_) | Next::End => None,
        }
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response<E::Response>, Error>>> {
        match &self.next {
            Next::Page => {}
            Next::Repeated(metadata) => {
                let error = repeated(E::INFO.id, metadata);
                self.next = Next::End;
                return Poll::Ready(Some(Err(error)));
            }
            Next::Failed | Next::End => return Poll::Ready(None),
        }
        let sending = self.sending.get_or_insert_with(|| {
            self.call.page_token().clone_from(&self.page_token);
            send(&self.call).with_metadata()
        });
        let outcome = ready!(Pin::new(sending).poll(context));
        self.sending = None;
        let page = match outcome {
            Ok(response) => response,
            Err(error) => {
                self.next = Next::Failed;
                return Poll::Ready(Some(Err(error)));
            }
        };
        if let Some(token) = &self.page_token {
            self.requested_tokens.insert(self.hasher.hash_one(token.as_str()));
        }
        let (more, token) = E::next_page(&page.data);
        self.next = match token.filter(|token| !token.is_empty()) {
            Some(_) if more == Some(false) => Next::End,
            Some(token) if self.requested_tokens.contains(&self.hasher.hash_one(token)) => {
                Next::Repeated(page.metadata.clone())
            }
            Some(token) => {
                self.page_token = Some(token.to_owned());
                Next::Page
            }
            None => {
                if more == Some(true) {
                    tracing::warn!(
                        vc.operation = E::INFO.id,
                        "the platform reports a further page, but gives no page token"
                    );
                }
                Next::End
            }
        };
        Poll::Ready(Some(Ok(page)))
    }
}

/// Returns the error for a page token that the platform repeats. Without this error, the stream would never end.
fn repeated(operation: &'static str, metadata: &Metadata) -> Error {
    let reason = "the page token is the same as an earlier page token, so the rest of the list cannot be reached";
    Error::undecodable(operation, "data.page_token", reason, metadata.partial())
}

impl<E: Paged> Stream for Pages<E> {
    type Item = Result<Response<E::Response>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}

impl<E: Paged> fmt::Debug for Pages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pages({})", E::INFO.id)
    }
}

/// Stream of the items of all pages. The method `items` of a call returns this stream.
///
/// The stream ends under the same conditions as [`Pages`]. [`metadata`](Self::metadata) lists the values that the client
/// left out of a page.
#[must_use = "nothing is sent before it is polled"]
pub struct Items<E: Paged> {
    pages: Pages<E>,
    page: vec::IntoIter<E::Item>,
    metadata: Option<Metadata>,
    /// Position of the next item in the current page.
    cursor: Cursor,
    /// Number of items to skip at the start of the next page, because an earlier stream returned these items.
    skip: usize,
}

impl<E: Paged> Unpin for Items<E> {}

impl<E: Paged> Items<E> {
    pub(crate) fn new(call: E) -> Self {
        let pages = Pages::new(call);
        Self { pages, page: Vec::new().into_iter(), metadata: None, cursor: Cursor::default(), skip: 0 }
    }

    /// Starts the stream at the position of the cursor. The stream skips the items before this position.
    pub fn resume(mut self, cursor: Cursor) -> Self {
        self.skip = cursor.skip;
        self.pages = self.pages.resume(cursor);
        self
    }

    /// Returns the next item; `None` after the last item.
    ///
    /// This method is cancel-safe: if the program drops the future, the next `try_next` returns the same item.
    ///
    /// # Errors
    ///
    /// The errors of any call; see [`Error`].
    pub async fn try_next(&mut self) -> Result<Option<E::Item>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// Returns the position of the next item; `None` after the last item.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        if self.page.as_slice().is_empty() {
            return self.pages.cursor().map(|cursor| Cursor { skip: self.skip, ..cursor });
        }
        Some(self.cursor.clone())
    }

    /// Returns the metadata of the page that the stream received last; `None` before the first page.
    #[must_use]
    pub fn metadata(&self) -> Option<&Metadata> {
        self.metadata.as_ref()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<E::Item, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                self.cursor.skip += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            let page_token = self.pages.page_token.clone();
            let page = match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => page,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            self.page = E::into_items(page.data).into_iter();
            self.metadata = Some(page.metadata);
            let skip = std::mem::take(&mut self.skip);
            self.page.by_ref().take(skip).for_each(drop);
            self.cursor = Cursor { page_token, skip };
        }
    }
}

impl<E: Paged> Stream for Items<E> {
    type Item = Result<E::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<E: Paged> fmt::Debug for Items<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Items({})", E::INFO.id)
    }
}

/// Implements the methods `pages` and `items` of a call that requests a list in pages.
macro_rules! paged {
    ($name:ident) => {
        impl $name {
            /// Returns a stream of the pages. The stream starts at the page token of the call. A call without a page token
            /// starts at the first page.
            pub fn pages(self) -> $crate::runtime::Pages<Self> {
                $crate::runtime::Pages::new(self)
            }
            /// Returns a stream of the items of the pages. The stream requests a page only when the program needs the items
            /// of the page.
            pub fn items(self) -> $crate::runtime::Items<Self> {
                $crate::runtime::Items::new(self)
            }
        }
    };
}
pub(crate) use paged;
