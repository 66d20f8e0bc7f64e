//! Checks of the addresses that a caller sets.

use crate::runtime::error::types::Error;
use crate::runtime::util::this_machine::is_this_machine;

/// Checks the address of a site, and returns the address without a slash at its end.
pub(crate) fn site(argument: &'static str, text: &str, allow_http: bool) -> Result<String, Error> {
    let invalid = |reason: &'static str| Err(Error::invalid(None, argument, reason));
    let Ok(url) = reqwest::Url::parse(text) else {
        return invalid("the address is not a URL such as `https://open.feishu.cn`");
    };
    if !matches!(url.scheme(), "http" | "https") {
        return invalid("the address must begin with `https://` or `http://`");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return invalid("the address must not contain a user or a password");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return invalid("the address must not have a query or a fragment");
    }
    if url.scheme() == "http" && !allow_http && !is_this_machine(&url) {
        return invalid(
            "the app secret and the tokens would travel unencrypted: use `https://`, or call `allow_http(true)`",
        );
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}
