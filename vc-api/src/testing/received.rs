//! Calls that the double received.

use std::fmt;
use std::ops::Deref;

use super::http_request::HttpRequest;
use super::refusal::Refusal;
use crate::runtime::operation::endpoint::{Endpoint, ListedError};
use crate::runtime::served::served_call::ServedPages;

/// Call that the [`Platform`](super::Platform) received, as a value of the call's type.
///
/// Each argument of the call is a field with the name and type of the argument. Each option is a field of the type `Option`,
/// with the name of the setter. For example, `call.page_size` is an `Option<i64>`, and is `None` without `.page_size(…)`.
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

    /// Creates a refusal from an error that the operation lists, such as `room::Create::CONFLICT`.
    pub fn refuse(&self, error: ListedError) -> Refusal {
        error.into()
    }
}

impl<E: ServedPages> Received<E> {
    /// Creates the last page of a list, with these items.
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
