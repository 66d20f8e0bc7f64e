//! Lists that come page by page, as streams.

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

/// An operation that answers page by page.
pub trait Paged: Call<Response: FromJson> {
    /// What the pages list.
    type Item: Send + 'static;

    /// Where the page starts that the call asks for; the first page if nothing is there.
    fn page_token(&mut self) -> &mut Option<String>;

    /// Whether the platform says that there is more, and where it starts.
    fn next_page(data: &Self::Response) -> (Option<bool>, Option<&str>);

    /// What a page lists.
    fn into_items(data: Self::Response) -> Vec<Self::Item>;
}

/// Where a listing stands, to go on from there later, perhaps in another process.
///
/// It is written and read as text. The platform forgets page tokens after a while, so that a cursor does not last
/// for ever; and what is listed may change between two pages.
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
    /// How many items of the page are done.
    skip: usize,
}

/// `3`, or `3:` and the page token.
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

/// A text that is no [`Cursor`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidCursor(());

impl InvalidCursor {
    pub(crate) fn new() -> Self {
        Self(())
    }
}

impl fmt::Display for InvalidCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is not the text of a cursor")
    }
}

impl std::error::Error for InvalidCursor {}

/// The pages of a response, as a `Stream`; from the method `pages` of a call.
///
/// Each page comes with its [`Metadata`](crate::Metadata), which also says what was left out of it because it is not of
/// its type. A page of which the list, the next page or the word that there is more cannot be read is an
/// [`Error::Undecodable`]: it is never taken for an empty or the last one.
///
/// A page that is empty is given like any other. The stream ends where the platform says that there is no more, or
/// names no next page. It ends with an [`Error::Undecodable`] when the platform names a page that was there already,
/// for that would never end; and after any error. [`cursor`](Self::cursor) then tells where to go on.
#[must_use = "nothing is sent before it is polled"]
pub struct Pages<E: Paged> {
    call: E,
    /// Where the next page starts; `None` for the first one.
    page_token: Option<String>,
    sending: Option<Responding<E::Response>>,
    /// Hashes of the page tokens that were asked for: nothing else of them is needed.
    asked: HashSet<u64>,
    hasher: RandomState,
    next: Next,
}

/// What comes after the page that was given last.
enum Next {
    /// The page for which `call` asks.
    Page,
    /// The platform names a page again.
    Repeated(Metadata),
    /// A page could not be had.
    Failed,
    End,
}

// Calls are never pinned.
impl<E: Paged> Unpin for Pages<E> {}

impl<E: Paged> Pages<E> {
    pub(crate) fn new(mut call: E) -> Self {
        let page_token = call.page_token().take().filter(|token| !token.is_empty());
        Self { call, page_token, sending: None, asked: HashSet::new(), hasher: RandomState::new(), next: Next::Page }
    }

    /// Starts where another stream stood: at the page of the cursor.
    pub fn resume(mut self, cursor: Cursor) -> Self {
        self.page_token = cursor.page_token.filter(|token| !token.is_empty());
        self
    }

    /// The next page; `None` after the last one.
    ///
    /// Cancel-safe: a page that was asked for is given later.
    ///
    /// # Errors
    ///
    /// Those of the call.
    pub async fn try_next(&mut self) -> Result<Option<Response<E::Response>>, Error> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    /// Where the next page starts, or the one that could not be had; `None` after the last one.
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
            self.asked.insert(self.hasher.hash_one(token.as_str()));
        }
        let (more, token) = E::next_page(&page.data);
        self.next = match token.filter(|token| !token.is_empty()) {
            Some(_) if more == Some(false) => Next::End,
            Some(token) if self.asked.contains(&self.hasher.hash_one(token)) => Next::Repeated(page.metadata.clone()),
            Some(token) => {
                self.page_token = Some(token.to_owned());
                Next::Page
            }
            None => {
                if more == Some(true) {
                    tracing::warn!(
                        vc.operation = E::INFO.id,
                        "the platform says that there is more, but names no page"
                    );
                }
                Next::End
            }
        };
        Poll::Ready(Some(Ok(page)))
    }
}

/// Going on would never end.
fn repeated(operation: &'static str, metadata: &Metadata) -> Error {
    let reason = "it names a page that was there already, so what comes after it cannot be reached";
    Error::undecodable(operation, "data.page_token", reason, metadata.begun())
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

/// What all pages of a response list, as a `Stream`; from the method `items` of a call.
///
/// It ends as [`Pages`] do. [`metadata`](Self::metadata) says what was left out of a page.
#[must_use = "nothing is sent before it is polled"]
pub struct Items<E: Paged> {
    pages: Pages<E>,
    page: vec::IntoIter<E::Item>,
    metadata: Option<Metadata>,
    /// Where the page stands from which the items come.
    cursor: Cursor,
    /// How many items of the next page are done already.
    skip: usize,
}

impl<E: Paged> Unpin for Items<E> {}

impl<E: Paged> Items<E> {
    pub(crate) fn new(call: E) -> Self {
        let pages = Pages::new(call);
        Self { pages, page: Vec::new().into_iter(), metadata: None, cursor: Cursor::default(), skip: 0 }
    }

    /// Starts where another stream stood: after the last item that it gave.
    pub fn resume(mut self, cursor: Cursor) -> Self {
        self.skip = cursor.skip;
        self.pages = self.pages.resume(cursor);
        self
    }

    /// The next item; `None` after the last one.
    ///
    /// Cancel-safe: what was asked for is given later.
    ///
    /// # Errors
    ///
    /// Those of the call.
    pub async fn try_next(&mut self) -> Result<Option<E::Item>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// Where the next item is; `None` after the last one.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        if self.page.as_slice().is_empty() {
            return self.pages.cursor().map(|cursor| Cursor { skip: self.skip, ..cursor });
        }
        Some(self.cursor.clone())
    }

    /// What is known of the page from which the last item came; `None` before the first page.
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

/// The streams of a call that answers page by page.
macro_rules! paged {
    ($name:ident) => {
        impl $name {
            /// All pages, from the one that the call asks for, as a stream.
            pub fn pages(self) -> $crate::runtime::Pages<Self> {
                $crate::runtime::Pages::new(self)
            }
            /// What all pages list, as a stream; a page is asked for when it is needed.
            pub fn items(self) -> $crate::runtime::Items<Self> {
                $crate::runtime::Items::new(self)
            }
        }
    };
}
pub(crate) use paged;
