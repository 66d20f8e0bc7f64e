//! Codes of the platform that have the same meaning for every operation.

/// The request has no token.
pub(crate) const NO_TOKEN: i64 = 99_991_661;
/// The app is disabled.
pub(crate) const APP_DISABLED: i64 = 99_991_662;
/// The tenant access token is not valid, or the operation does not accept tenant access tokens.
pub(crate) const TENANT_TOKEN: i64 = 99_991_663;
/// The app access token is not valid.
pub(crate) const APP_TOKEN: i64 = 99_991_664;
/// The app does not know the tenant.
pub(crate) const TENANT: i64 = 99_991_665;
/// The user access token is not valid, or the operation does not accept user access tokens.
pub(crate) const USER_TOKEN: i64 = 99_991_668;
/// The refresh token is not valid.
pub(crate) const REFRESH_TOKEN: i64 = 99_991_669;
/// The token has an invalid format.
pub(crate) const TOKEN_FORM: i64 = 99_991_671;
/// The app lacks a scope.
pub(crate) const APP_LACKS_SCOPE: i64 = 99_991_672;
/// The app is not available to the tenant.
pub(crate) const APP_UNAVAILABLE: i64 = 99_991_673;
/// The token lacks a scope.
pub(crate) const TOKEN_LACKS_SCOPE: i64 = 99_991_676;
/// The user access token has expired.
pub(crate) const USER_TOKEN_EXPIRED: i64 = 99_991_677;
/// The user has not granted a scope.
pub(crate) const USER_LACKS_SCOPE: i64 = 99_991_679;
/// The app's id and secret do not belong together.
pub(crate) const WRONG_CREDENTIALS: i64 = 99_991_543;
/// The app secret does not belong to the app.
pub(crate) const WRONG_SECRET: i64 = 10_014;
/// The app secret does not belong to the app. The platform gives this code when it refuses a request for user access tokens.
pub(crate) const WRONG_CLIENT_SECRET: i64 = 20_002;
/// The rate limit is exceeded.
pub(crate) const RATE_LIMIT: i64 = 99_991_400;
/// The app may not be used from this IP address.
pub(crate) const IP_ADDRESS: i64 = 99_991_401;
/// The monthly quota is used up.
pub(crate) const QUOTA: i64 = 99_991_403;
/// The platform cannot issue the app access token. For a store app, the cause is an invalid app ticket.
pub(crate) const APP_TICKET: i64 = 10_012;
/// The refresh token is not valid.
pub(crate) const REFRESH_INVALID: i64 = 20_026;
/// The refresh token has expired.
pub(crate) const REFRESH_EXPIRED: i64 = 20_037;
/// A server of the platform failed during a login or its renewal.
pub(crate) const LOGIN_TROUBLE: i64 = 20_050;
/// The refresh token was revoked.
pub(crate) const REFRESH_REVOKED: i64 = 20_064;
/// A server of the platform is unavailable during a login or its renewal.
pub(crate) const LOGIN_UNAVAILABLE: i64 = 20_072;
/// The refresh token was used before.
pub(crate) const REFRESH_USED: i64 = 20_073;
/// The renewal of user access tokens is turned off for the app.
pub(crate) const REFRESH_OFF: i64 = 20_074;
/// The request has two kinds of authentication.
pub(crate) const TWO_AUTHENTICATIONS: i64 = 20_070;

/// Returns whether the code comes from the gateway in front of all operations. A code of the gateway has the same meaning
/// for every operation. Any other code can have its own meaning for an operation that lists the code in its `x-errors`.
pub(crate) fn is_of_gateway(code: i64) -> bool {
    (99_991_000..=99_992_999).contains(&code)
}

/// Returns whether the platform sends the code to reject an app secret. The platform may accept another app secret.
pub(crate) fn refuses_secret(code: i64) -> bool {
    matches!(code, WRONG_CREDENTIALS | WRONG_SECRET | WRONG_CLIENT_SECRET)
}

/// Returns whether the platform sends the code to reject a token. The platform may accept another token of the same kind.
pub(crate) fn rejects_token(code: i64) -> bool {
    matches!(code, TENANT_TOKEN | APP_TOKEN | USER_TOKEN | USER_TOKEN_EXPIRED)
}

/// Returns whether the platform sends the code to reject a user access token.
pub(crate) fn is_of_user(code: i64) -> bool {
    matches!(code, USER_TOKEN | USER_TOKEN_EXPIRED)
}

/// Returns whether the code means that the user must log in again.
pub(crate) fn needs_login(code: i64) -> bool {
    matches!(code, REFRESH_TOKEN | REFRESH_INVALID | REFRESH_EXPIRED | REFRESH_REVOKED | REFRESH_USED)
}

/// Returns whether the code reports a temporary failure in which the platform did not act on the call.
pub(crate) fn is_trouble(code: i64) -> bool {
    matches!(code, LOGIN_TROUBLE | LOGIN_UNAVAILABLE)
}

/// Returns whether the code means that the same call with the same token can never succeed. The HTTP status does not matter.
pub(crate) fn is_final(code: i64) -> bool {
    matches!(
        code,
        NO_TOKEN
            | APP_DISABLED
            | TENANT
            | REFRESH_TOKEN
            | TOKEN_FORM
            | APP_UNAVAILABLE
            | WRONG_CREDENTIALS
            | WRONG_SECRET
            | WRONG_CLIENT_SECRET
            | IP_ADDRESS
            | QUOTA
            | APP_TICKET
            | REFRESH_INVALID
            | REFRESH_EXPIRED
            | REFRESH_REVOKED
            | REFRESH_USED
            | REFRESH_OFF
            | TWO_AUTHENTICATIONS
    )
}

/// Returns whether the code says more about the failure than the HTTP status of the response.
pub(crate) fn has_meaning(code: i64) -> bool {
    rejects_token(code) || is_final(code)
}
