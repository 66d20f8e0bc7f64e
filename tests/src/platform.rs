//! The double of the platform, with all responses chosen by a test.

use vc_api::testing::{HttpReply, HttpRequest, Platform};

/// Starts a double that responds to every request as the function says, to those for tokens too.
pub async fn scripted(mut respond: impl FnMut(&HttpRequest) -> HttpReply + Send + 'static) -> Platform {
    let platform = Platform::start().await;
    platform.on_request(move |request| Some(respond(request)));
    platform
}

/// Returns the number of requests for paths that begin so.
pub fn count(platform: &Platform, path: &str) -> usize {
    platform.requests().iter().filter(|request| request.path().starts_with(path)).count()
}
