//! Platforms that issue tenant tokens. The tokens are numbered from 1.

use std::time::Duration;

use vc_api::testing::{HttpReply, Platform};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, TWO_HOURS, room_response, token_response};

use crate::support::platform;

/// Returns the response with the token that has the given number, such as `t-hunter2-1`.
pub(crate) fn token(number: usize) -> HttpReply {
    token_response("tenant_access_token", &format!("t-hunter2-{number}"), TWO_HOURS)
}

/// Starts a platform that issues a new token for each token request, after a pause. The platform accepts all of these
/// tokens.
pub(crate) async fn generous(pause: Duration) -> Platform {
    platform(move |request| {
        if request.path() == CUSTOM_APP_TENANT_TOKEN {
            token(request.before() + 1).after(pause)
        } else {
            room_response()
        }
    })
    .await
}

/// Starts a platform that issues a new token for each token request. The platform accepts the latest token, and refuses each
/// older token with `code`.
pub(crate) async fn strict(code: i64) -> Platform {
    let mut last = 0;
    platform(move |request| {
        if request.path() == CUSTOM_APP_TENANT_TOKEN {
            last = request.before() + 1;
            return token(last);
        }
        match request.token() == format!("t-hunter2-{}", last) {
            true => room_response(),
            false => HttpReply::refusal(400, code),
        }
    })
    .await
}

/// Returns the tokens with the given numbers.
pub(crate) fn tokens(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|number| format!("t-hunter2-{number}")).collect()
}
