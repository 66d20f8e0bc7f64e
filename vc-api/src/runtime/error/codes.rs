//! The platform's codes that mean the same for every operation.

/// No token was sent.
pub(crate) const NO_TOKEN: i64 = 99_991_661;
/// The app is disabled.
pub(crate) const APP_DISABLED: i64 = 99_991_662;
/// The tenant token is not valid, or the operation takes none.
pub(crate) const TENANT_TOKEN: i64 = 99_991_663;
/// The app token is not valid.
pub(crate) const APP_TOKEN: i64 = 99_991_664;
/// The tenant is not known to the app.
pub(crate) const TENANT: i64 = 99_991_665;
/// The user token is not valid, or the operation takes none.
pub(crate) const USER_TOKEN: i64 = 99_991_668;
/// The refresh token is not valid.
pub(crate) const REFRESH_TOKEN: i64 = 99_991_669;
/// The token has a wrong form.
pub(crate) const TOKEN_FORM: i64 = 99_991_671;
/// The app lacks a scope.
pub(crate) const APP_LACKS_SCOPE: i64 = 99_991_672;
/// The app is not available to the tenant.
pub(crate) const APP_UNAVAILABLE: i64 = 99_991_673;
/// The token lacks a scope.
pub(crate) const TOKEN_LACKS_SCOPE: i64 = 99_991_676;
/// The user token has expired.
pub(crate) const USER_TOKEN_EXPIRED: i64 = 99_991_677;
/// The user has not granted a scope.
pub(crate) const USER_LACKS_SCOPE: i64 = 99_991_679;
/// The app's id and secret do not belong together.
pub(crate) const WRONG_CREDENTIALS: i64 = 99_991_543;
/// The app secret is not that of the app.
pub(crate) const WRONG_SECRET: i64 = 10_014;
/// The same of the call that gives tokens to users.
pub(crate) const WRONG_CLIENT_SECRET: i64 = 20_002;
/// Too many calls.
pub(crate) const RATE_LIMIT: i64 = 99_991_400;
/// Not from this IP address.
pub(crate) const IP_ADDRESS: i64 = 99_991_401;
/// The quota of the month is used up.
pub(crate) const QUOTA: i64 = 99_991_403;
/// The app token could not be had: for a store app, its ticket is not valid.
pub(crate) const APP_TICKET: i64 = 10_012;
/// The refresh token is not valid.
pub(crate) const REFRESH_INVALID: i64 = 20_026;
/// The refresh token has expired.
pub(crate) const REFRESH_EXPIRED: i64 = 20_037;
/// A server of the platform has trouble.
pub(crate) const LOGIN_TROUBLE: i64 = 20_050;
/// The refresh token was revoked.
pub(crate) const REFRESH_REVOKED: i64 = 20_064;
/// A server of the platform is not there.
pub(crate) const LOGIN_UNAVAILABLE: i64 = 20_072;
/// The refresh token was used before.
pub(crate) const REFRESH_USED: i64 = 20_073;
/// The app does not refresh user tokens.
pub(crate) const REFRESH_OFF: i64 = 20_074;
/// The call authenticates in two ways.
pub(crate) const TWO_WAYS: i64 = 20_070;

/// Whether the gateway before all operations gives the code. It means the same for all of them, even for one whose page
/// lists it. Any other code may mean something of its own to the operation that lists it.
pub(crate) fn is_of_gateway(code: i64) -> bool {
    (99_991_000..=99_992_999).contains(&code)
}

/// Whether another app secret may be accepted.
pub(crate) fn refuses_secret(code: i64) -> bool {
    matches!(code, WRONG_CREDENTIALS | WRONG_SECRET | WRONG_CLIENT_SECRET)
}

/// Whether another token of the same kind may be accepted.
pub(crate) fn rejects_token(code: i64) -> bool {
    matches!(code, TENANT_TOKEN | APP_TOKEN | USER_TOKEN | USER_TOKEN_EXPIRED)
}

/// Whether a code that rejects a token rejects that of a user.
pub(crate) fn is_of_user(code: i64) -> bool {
    matches!(code, USER_TOKEN | USER_TOKEN_EXPIRED)
}

/// Whether only a login of the user helps.
pub(crate) fn needs_login(code: i64) -> bool {
    matches!(code, REFRESH_TOKEN | REFRESH_INVALID | REFRESH_EXPIRED | REFRESH_REVOKED | REFRESH_USED)
}

/// Whether the platform has trouble that passes, and did not act.
pub(crate) fn is_trouble(code: i64) -> bool {
    matches!(code, LOGIN_TROUBLE | LOGIN_UNAVAILABLE)
}

/// Whether the same call with the same token can never succeed, whatever the HTTP status.
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
            | TWO_WAYS
    )
}

/// Whether the code says more than the HTTP status that came with it.
pub(crate) fn has_meaning(code: i64) -> bool {
    rejects_token(code) || is_final(code)
}
