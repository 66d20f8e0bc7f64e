//! Double of the platform. The test chooses each response.

use vc_api::testing::{HttpReply, HttpRequest, Platform};

/// Starts a double with a function that creates all responses. The function also responds to requests for tokens.
pub async fn scripted(mut respond: impl FnMut(&HttpRequest) -> HttpReply + Send + 'static) -> Platform {
    let platform = Platform::start().await;
    platform.on_request(move |request| Some(respond(request)));
    platform
}

/// Returns the number of requests for paths that start with `path`.
pub fn count(platform: &Platform, path: &str) -> usize {
    platform.requests().iter().filter(|request| request.path().starts_with(path)).count()
}
