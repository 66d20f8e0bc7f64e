//! Identity of an operation, in requests and errors.

use std::borrow::Cow;

use crate::endpoint::EndpointInfo;
use crate::method::Method;

/// Which operation a request belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) name: Cow<'static, str>,
    /// `None` for a call by path.
    pub(crate) info: Option<&'static EndpointInfo>,
}

impl Operation {
    pub(crate) fn known(info: &'static EndpointInfo) -> Self {
        Self { name: Cow::Borrowed(info.id), info: Some(info) }
    }

    pub(crate) fn by_path(method: Method, path: &str) -> Self {
        Self { name: Cow::Owned(format!("{method} {path}")), info: None }
    }
}
