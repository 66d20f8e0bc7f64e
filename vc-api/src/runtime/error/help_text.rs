//! Advice about refusals, logins, network faults and HTTP statuses.

use std::borrow::Cow;
use std::fmt;

use crate::runtime::error::codes;
use crate::runtime::error::network_fault::{NetworkFault, Peer};
use crate::runtime::error::types::{LoginReason, MissingScope, Refused};
use crate::runtime::util::one_line::OneLine;

/// Returns the advice about a refusal, as one line.
pub(crate) fn of_refusal(refusal: &Refused, missing: Option<&MissingScope>) -> Cow<'static, str> {
    let by_code = by_code(refusal, missing);
    let explanation = match by_code {
        _ if !refusal.field_violations.is_empty() => Some(fields(refusal).into()),
        Some(_) => None,
        None => explanation(refusal),
    };
    match (by_code.or_else(|| by_status(refusal)), explanation) {
        (Some(advice), Some(explanation)) => format!("{advice} {explanation}").into(),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => last_resort(refusal),
    }
}

/// Returns the advice about the HTTP status of a response that does not come from the platform.
pub(crate) fn of_status(status: u16) -> Option<&'static str> {
    Some(match status {
        // This arm must precede the next arm, whose range contains 511.
        511 => "Log in to the network with a browser on this machine, then try again.",
        500..=599 => {
            "A server or a gateway of the platform failed: try again later. If the call changes something, first check whether the platform carried it out."
        }
        429 => "Too many calls: wait some seconds before the next one.",
        407 => PROXY_LOGIN,
        300..=399 => {
            "The address redirects to another address, and the client does not follow redirects. Check the base URL of the client, and check whether a proxy requires a login."
        }
        400..=499 => {
            "A gateway or a proxy responded instead of the operation: check the base URL of the client and the network."
        }
        _ => return None,
    })
}

const PROXY_LOGIN: &str = "The proxy requires a user and a password, or rejects the given user and password. Set both in the URL of the proxy, such as `http://user:password@proxy.example:3128`: with `proxy` of the client builder, or in the environment variable of the proxy.";

/// Returns the advice about a failed connection, if the cause is known.
pub(crate) fn of_network_fault(fault: NetworkFault, peer: &Peer) -> Option<Cow<'static, str>> {
    let host = peer.host.as_deref().unwrap_or("the server");
    Some(match fault {
        NetworkFault::Issuer | NetworkFault::Certificate if peer.has_no_roots => {
            "Nothing was sent: this machine has no root certificates, so the client cannot trust any server. Install the package `ca-certificates`, or build the program with the feature `bundled-roots` of vc-api.".into()
        }
        NetworkFault::Issuer => format!("Nothing was sent: this machine does not trust the issuer of the certificate of {host}. For a private deployment, or a proxy that reads TLS, set its root certificate with `root_certificate` of the client builder. Otherwise install or update the package `ca-certificates`, or use the feature `bundled-roots`.").into(),
        NetworkFault::Expired => format!("Nothing was sent: the certificate of {host} has expired or is not valid yet. Check the clock of this machine, then ask the operator of the server.").into(),
        NetworkFault::OtherServer => format!("Nothing was sent: the TLS certificate belongs to another server, not to {host}. Check the base URL of the client and the DNS resolver, and check whether the network requires a login.").into(),
        NetworkFault::Certificate => format!("Nothing was sent: the certificate of {host} is invalid. Ask the operator of the server.").into(),
        NetworkFault::ClientCertificate => format!("{host} requires a client certificate, or rejects the given client certificate: set the certificate with `identity` of the client builder.").into(),
        NetworkFault::ProxyLogin => PROXY_LOGIN.into(),
        NetworkFault::ProxyRefusal => format!("Nothing was sent: the proxy does not connect to {host}. Check the hosts that the proxy allows, and check the user and password that the client sends to the proxy.").into(),
        NetworkFault::ProxyScheme => "Nothing was sent: the HTTP client does not support the scheme of the proxy. A SOCKS proxy needs the feature `socks`.".into(),
        NetworkFault::Silence | NetworkFault::Other => return None,
    })
}

fn by_code(refusal: &Refused, missing: Option<&MissingScope>) -> Option<Cow<'static, str>> {
    if refusal.has_own_meaning() {
        return None;
    }
    let scopes = Scopes(missing.map_or(&[], |missing| &missing.scopes));
    let console = missing.map_or("", |missing| &missing.console_url);
    let sessions = Sessions(&refusal.sessions);
    Some(match refusal.code {
        codes::NO_TOKEN => "The platform received no token: check whether a proxy removes the header `Authorization`.".into(),
        codes::TENANT_TOKEN => format!("The tenant token is not valid or has expired{sessions}. Create a session with a fresh token.").into(),
        codes::APP_TOKEN => format!("The app token is not valid or has expired{sessions}. Create a session with a fresh token.").into(),
        codes::TENANT => "The app does not know the tenant: check the tenant key of the token.".into(),
        codes::USER_TOKEN => format!("The user token is not valid{sessions}. Renew it, or let the user log in again.").into(),
        codes::TOKEN_FORM => "The token has a wrong form: use the text that the platform issued, without `Bearer` or any other addition.".into(),
        codes::USER_TOKEN_EXPIRED => "The user token has expired: renew it with its refresh token, or let the user log in again.".into(),
        codes::REFRESH_TOKEN => "The refresh token is not valid: let the user log in again.".into(),
        codes::APP_LACKS_SCOPE => format!("The app lacks a scope: in the developer console, request {scopes}, then publish a version of the app: {console}").into(),
        codes::TOKEN_LACKS_SCOPE => format!("The token lacks a scope: fetch a new token. If the app lacks the scope too, first request {scopes} in the developer console: {console}").into(),
        codes::USER_LACKS_SCOPE => format!("The user has not granted a scope: let the user log in again, and request {scopes} in the login.").into(),
        codes::APP_DISABLED => "The app is disabled: an administrator of the tenant can enable it.".into(),
        codes::APP_UNAVAILABLE => "The app is not available here: check that it is published, installed and open to this tenant.".into(),
        codes::WRONG_CREDENTIALS | codes::WRONG_SECRET | codes::WRONG_CLIENT_SECRET => "The app id and the app secret do not belong together: compare both with the developer console.".into(),
        codes::RATE_LIMIT => too_many(refusal),
        codes::IP_ADDRESS => "The app may not be used from this IP address: add the address to the allowed addresses in the developer console.".into(),
        codes::QUOTA => "The quota of this month is used up: an administrator of the tenant can see and raise it.".into(),
        codes::APP_TICKET => "The platform cannot issue the app token: for a store app, request the app ticket again.".into(),
        codes::LOGIN_TROUBLE | codes::LOGIN_UNAVAILABLE => "The platform failed: try again later.".into(),
        codes::REFRESH_INVALID | codes::REFRESH_EXPIRED | codes::REFRESH_REVOKED | codes::REFRESH_USED => {
            "Let the user log in again.".into()
        }
        codes::REFRESH_OFF => {
            "The app does not renew user tokens: turn on the renewal in the developer console, in the security settings.".into()
        }
        codes::TWO_AUTHENTICATIONS => "The request has a second kind of authentication, such as a header with a credential. Check whether a proxy or the HTTP client adds this header.".into(),
        _ => return None,
    })
}

/// Returns the advice about the end of a user's login.
pub(crate) fn of_login(reason: LoginReason) -> &'static str {
    match reason {
        LoginReason::NoRefreshToken => {
            "Let the user log in again. If the login requests the scope `offline_access`, the client can renew the login."
        }
        LoginReason::Unknown => {
            "Let the user log in again. The store keeps a login until the refresh token of the login expires."
        }
        LoginReason::Invalid | LoginReason::Expired | LoginReason::Revoked | LoginReason::LoggedOut => {
            "Let the user log in again."
        }
        LoginReason::Used => {
            "Let the user log in again. A refresh token works once, so all programs that use a login must share one token store."
        }
    }
}

fn by_status(refusal: &Refused) -> Option<Cow<'static, str>> {
    match refusal.status {
        429 => Some(too_many(refusal)),
        status @ 500..=599 => of_status(status).map(Cow::Borrowed),
        _ => None,
    }
}

fn too_many(refusal: &Refused) -> Cow<'static, str> {
    match (refusal.retry_after.map(|wait| wait.as_secs()), refusal.rate_limit) {
        (Some(wait), Some(limit)) => format!(
            "Too many calls: the rate limit allows at most {limit} calls, so wait {wait} s before the next one."
        )
        .into(),
        (Some(wait), None) => format!("Too many calls: wait {wait} s before the next one.").into(),
        (None, _) => of_status(429).unwrap_or_default().into(),
    }
}

/// Returns the invalid parameters and body fields of the request.
fn fields(refusal: &Refused) -> String {
    let fields = refusal.field_violations.iter().take(5);
    let fields = fields.map(|field| format!("`{}`: {}", OneLine(&field.field), OneLine(&field.description)));
    fields.collect::<Vec<_>>().join("; ")
}

/// Returns an explanation of the refusal, from the response or from the documentation of the operation.
fn explanation(refusal: &Refused) -> Option<Cow<'static, str>> {
    if let Some(violation) = refusal.permission_violations.first() {
        let text = format!("Not allowed: {} {}", OneLine(&violation.subject), OneLine(&violation.description));
        return Some(text.into());
    }
    if let Some(help) = refusal.listed.and_then(|listed| listed.help) {
        return Some(help.into());
    }
    if let Some(page) = page(refusal) {
        return Some(page.into());
    }
    let listed = refusal.listed?;
    Some(match refusal.documentation {
        Some(page) if listed.message == refusal.message => {
            format!("The operation's documentation lists the code: {page}").into()
        }
        Some(page) => format!("The operation's documentation lists the code as `{}`: {page}", listed.message).into(),
        None => format!("The operation's error list describes the code as `{}`.", listed.message).into(),
    })
}

/// Returns a line with the address of the page on which the platform explains the refusal.
pub(crate) fn page(refusal: &Refused) -> Option<String> {
    let page = refusal.troubleshooter.as_ref().or(refusal.helps.first().map(|help| &help.url))?;
    Some(format!("The platform explains the error: {}", OneLine(page)))
}

fn last_resort(refusal: &Refused) -> Cow<'static, str> {
    match (&refusal.log_id, refusal.documentation) {
        (Some(_), _) => "The platform's support can find the call by the log id.".into(),
        (None, Some(page)) => format!(
            "The operation's documentation does not list this code. Compare the call with this documentation: {page}"
        )
        .into(),
        (None, None) => "Look for the code in the platform's documentation.".into(),
    }
}

/// Scopes that allow the call. Any one of them is sufficient.
struct Scopes<'a>(&'a [String]);

impl fmt::Display for Scopes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => f.write_str("the scope that the operation's documentation names"),
            [one] => write!(f, "`{}`", OneLine(one)),
            [first, others @ ..] => {
                write!(f, "one of `{}`", OneLine(first))?;
                for one in others {
                    write!(f, ", `{}`", OneLine(one))?;
                }
                Ok(())
            }
        }
    }
}

/// Kinds of session that the operation accepts.
struct Sessions<'a>(&'a [&'static str]);

impl fmt::Display for Sessions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [first, others @ ..] = self.0 {
            write!(f, ", or the operation does not accept it. The operation accepts a session of `{first}`")?;
            for one in others {
                write!(f, " or `{one}`")?;
            }
        }
        Ok(())
    }
}
