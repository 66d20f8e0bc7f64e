//! Paths of the platform that several tests call, and the responses to these calls.

use serde_json::{Value, json};
use vc_api::testing::HttpReply;

/// Path of the operations on rooms.
pub const ROOMS: &str = "/open-apis/vc/v1/rooms";

/// Path at which a custom app requests its tenant token.
pub const CUSTOM_APP_TENANT_TOKEN: &str = "/open-apis/auth/v3/tenant_access_token/internal";
/// Path at which a store app requests its app token.
pub const APP_TOKEN: &str = "/open-apis/auth/v3/app_access_token";
/// Path at which a store app requests the token of a tenant.
pub const TENANT_TOKEN: &str = "/open-apis/auth/v3/tenant_access_token";
/// Path at which a store app requests a new app ticket.
pub const RESEND_APP_TICKET: &str = "/open-apis/auth/v3/app_ticket/resend";
/// Path at which an app requests the tokens of a user.
pub const USER_TOKENS: &str = "/open-apis/authen/v2/oauth/token";

/// Life of an access token, in seconds.
pub const TWO_HOURS: u64 = 7200;
/// Life of a refresh token, in seconds.
pub const SEVEN_DAYS: u64 = 7 * 24 * 3600;

/// Returns the response to a call for the room `omm_1`.
pub fn room_response() -> HttpReply {
    HttpReply::data(&json!({ "room": { "room_id": "omm_1" } }))
}

/// Returns the response to a request for an app access token or a tenant access token. `key` is the JSON key of the token.
pub fn token_response(key: &str, token: &str, seconds: u64) -> HttpReply {
    HttpReply::json(200, &json!({ "code": 0, "msg": "ok", key: token, "expire": seconds }))
}

/// Returns the response to a login or a renewal, with these tokens.
pub fn user_tokens(access: &str, refresh: &str) -> Value {
    json!({
        "code": 0,
        "access_token": access,
        "expires_in": TWO_HOURS,
        "refresh_token": refresh,
        "refresh_token_expires_in": SEVEN_DAYS,
        "token_type": "Bearer",
        "scope": "vc:room:readonly offline_access",
    })
}

/// Returns the refusal of a login or a renewal.
pub fn user_tokens_refusal(code: i64, description: &str) -> Value {
    json!({ "code": code, "error": "invalid_grant", "error_description": description })
}
