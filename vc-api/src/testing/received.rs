//! Calls as the double receives them.

use std::fmt;
use std::ops::Deref;

use super::http_request::HttpRequest;
use super::refusal::Refusal;
use crate::runtime::operation::endpoint::{Endpoint, ListedError};
use crate::runtime::served::served_call::ServedPages;

/// Call that reached the [`Platform`](super::Platform), read back into the type of the call.
///
/// Its arguments and options are fields, with the names that the methods have that set them. An argument is a field of its
/// type, an option an `Option`: `call.page_size` is an `Option<i64>`, `None` where `.page_size(…)` was not called.
pub struct Received<E> {
    pub(crate) call: E,
    pub(crate) request: HttpRequest,
}

impl<E: Endpoint> Received<E> {
    /// Returns the HTTP request of the call.
    #[must_use]
    pub fn request(&self) -> &HttpRequest {
        &self.request
    }

    /// Makes a refusal of an error that the operation lists, such as `room::Create::CONFLICT`.
    pub fn refuse(&self, error: ListedError) -> Refusal {
        error.into()
    }
}

impl<E: ServedPages> Received<E> {
    /// Makes the last page of a list, which holds these items.
    #[must_use]
    pub fn last_page(&self, items: impl IntoIterator<Item = E::Item>) -> E::Reply {
        E::page(items.into_iter().collect(), None)
    }
}

impl<E> Deref for Received<E> {
    type Target = E;

    fn deref(&self) -> &E {
        &self.call
    }
}

impl<E: Endpoint> fmt::Debug for Received<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Received({})", E::INFO.id)
    }
}
