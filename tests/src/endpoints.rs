//! Endpoints of the platform that several tests call, and the responses of these endpoints.

use serde_json::{Value, json};
use vc_api::testing::HttpReply;

/// Endpoint of rooms.
pub const ROOMS: &str = "/open-apis/vc/v1/rooms";

/// Endpoint of the tenant token of a custom app.
pub const CUSTOM_APP_TENANT_TOKEN: &str = "/open-apis/auth/v3/tenant_access_token/internal";
/// Endpoint of the app token of a store app.
pub const APP_TOKEN: &str = "/open-apis/auth/v3/app_access_token";
/// Endpoint of the tenant tokens of a store app.
pub const TENANT_TOKEN: &str = "/open-apis/auth/v3/tenant_access_token";
/// Endpoint at which a store app requests a new app ticket.
pub const RESEND_APP_TICKET: &str = "/open-apis/auth/v3/app_ticket/resend";
/// Endpoint of the tokens of a user.
pub const USER_TOKENS: &str = "/open-apis/authen/v2/oauth/token";

/// Life of an access token, in seconds.
pub const TWO_HOURS: u64 = 7200;
/// Life of a refresh token, in seconds.
pub const SEVEN_DAYS: u64 = 7 * 24 * 3600;

/// Returns the response to a call for the room `omm_1`.
pub fn room_response() -> HttpReply {
    HttpReply::data(&json!({ "room": { "room_id": "omm_1" } }))
}

/// Returns the response with a token of an app or of a tenant. `key` is the key of the token in the response.
pub fn token_response(key: &str, token: &str, seconds: u64) -> HttpReply {
    HttpReply::json(200, &json!({ "code": 0, "msg": "ok", key: token, "expire": seconds }))
}

/// Returns the response to a login or a renewal.
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
