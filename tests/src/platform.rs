//! Double of the platform, for tests that choose each response themselves.

use vc_api::testing::{HttpReply, HttpRequest, Platform};

/// Starts a double. The function `respond` creates all its responses, including the responses to requests for tokens.
pub async fn scripted(mut respond: impl FnMut(&HttpRequest) -> HttpReply + Send + 'static) -> Platform {
    let platform = Platform::start().await;
    platform.on_request(move |request| Some(respond(request)));
    platform
}

/// Returns the number of requests for paths that start with `path`.
pub fn count(platform: &Platform, path: &str) -> usize {
    platform.requests().iter().filter(|request| request.path().starts_with(path)).count()
}
