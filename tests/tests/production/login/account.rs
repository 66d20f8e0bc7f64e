//! Account of a user: the responses of the platform to logins and renewals.

use serde_json::Value;
use vc_api::Grant;
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_tests::endpoints::{SEVEN_DAYS, TWO_HOURS, USER_TOKENS, room_response, user_tokens, user_tokens_refusal};
use vc_tests::journal::Journal;
use vc_tests::secrecy::show;
use vc_tests::time::seconds;

use crate::support::platform;

pub(crate) const CALLBACK: &str = "https://example.com/callback?next=/rooms&lang=zh-CN#top";

/// Returns the response to a login or a renewal. The access token and the refresh token in the response end with `number`.
pub(crate) fn pair(number: usize) -> Value {
    user_tokens(&format!("u-hunter2-{number}"), &format!("ur-hunter2-{number}"))
}

/// Returns a grant with the access token and the refresh token with the number 1.
pub(crate) fn grant() -> Grant {
    let grant = Grant::new("u-hunter2-1").expires_in(seconds(TWO_HOURS));
    let grant = grant.refresh_token("ur-hunter2-1").refresh_expires_in(seconds(SEVEN_DAYS));
    show(&grant);
    grant
}

/// Returns a refusal of the refresh token `ur-hunter2-1`. The message contains this token.
pub(crate) fn refusal(status: u16, code: i64) -> HttpReply {
    refused(status, code, "the refresh_token ur-hunter2-1 is no good")
}

/// Returns a refusal of a login or a renewal.
pub(crate) fn refused(status: u16, code: i64, words: &str) -> HttpReply {
    HttpReply::json(status, &user_tokens_refusal(code, words))
}

/// Account of a user. Each refresh token works once, as on the platform.
pub(crate) struct Account {
    /// Number of the token pair that was issued last. The first pair has the number 1.
    number: usize,
    /// Code with which the platform rejects each access token that is not the latest; `None` if the platform accepts all
    /// access tokens.
    code: Option<i64>,
    journal: Journal,
}

impl Account {
    pub(crate) fn new(code: Option<i64>, journal: &Journal) -> Self {
        Self { number: 1, code, journal: journal.clone() }
    }

    pub(crate) fn respond(&mut self, request: &HttpRequest) -> HttpReply {
        if request.path() == USER_TOKENS {
            if request.json()["refresh_token"] != format!("ur-hunter2-{}", self.number) {
                return refusal(400, 20073);
            }
            self.number += 1;
            return HttpReply::json(200, &pair(self.number)).after(seconds(2));
        }
        self.journal.note(format!("call {}", request.token()));
        match self.code {
            Some(code) if request.token() != format!("u-hunter2-{}", self.number) => HttpReply::refusal(400, code),
            _ => room_response(),
        }
    }
}

/// Starts a platform that accepts all access tokens, not only the latest one.
pub(crate) async fn lenient() -> Platform {
    let mut account = Account::new(None, &Journal::default());
    platform(move |request| account.respond(request)).await
}

/// Starts a platform that accepts only the latest access token. It rejects other access tokens with the given code.
pub(crate) async fn strict(code: i64) -> Platform {
    let mut account = Account::new(Some(code), &Journal::default());
    platform(move |request| account.respond(request)).await
}

/// Returns the access tokens with the given numbers, such as `u-hunter2-1`.
pub(crate) fn tokens(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|number| format!("u-hunter2-{number}")).collect()
}
