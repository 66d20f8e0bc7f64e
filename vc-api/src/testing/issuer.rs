//! Issuer of tokens, which also checks the tokens of calls.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use super::credentials::{APP_ID, APP_SECRET};
use super::http_reply::HttpReply;
use super::http_request::HttpRequest;
use super::refusal::Refusal;
use crate::generated::tokens::{App, Tenant, User};
use crate::runtime::error::codes;
use crate::runtime::operation::endpoint::EndpointInfo;
use crate::runtime::operation::scope::Scope;
use crate::runtime::operation::token_type::{TokenEndpoint, TokenInfo, TokenType};
use crate::runtime::wire::json::Json;

/// Lifetime of a refresh token.
const REFRESH_LIFE: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// Lifetime of the code of a login.
const CODE_LIFE: Duration = Duration::from_secs(5 * 60);
/// Minimum remaining lifetime of a tenant access token that the double returns again. If less time is left, a request gets a
/// new token.
const SAME_TOKEN: Duration = Duration::from_secs(30 * 60);
/// Scope with which a login gets a refresh token.
const OFFLINE_ACCESS: &str = "offline_access";

pub(crate) const KINDS: [&TokenInfo; 3] = [Tenant::INFO, User::INFO, App::INFO];

#[derive(Debug, Default)]
pub(crate) struct Issuer {
    tokens: HashMap<String, Token>,
    refresh_tokens: HashMap<String, Refresh>,
    codes: HashMap<String, Code>,
    ticket: String,
    lacking: HashSet<&'static str>,
    issued: usize,
}

#[derive(Debug)]
struct Token {
    kind: &'static TokenInfo,
    /// Key of the tenant. Empty for the tenant of a custom app, and for the tokens of users.
    tenant: String,
    expires: Instant,
    /// Scopes that the user granted; `None` means all scopes.
    granted: Option<Vec<String>>,
}

#[derive(Debug)]
struct Refresh {
    expires: Instant,
    used: bool,
    granted: Option<Vec<String>>,
}

#[derive(Debug)]
struct Code {
    expires: Instant,
    redirect_uri: String,
    challenge: String,
    granted: Vec<String>,
    used: bool,
}

/// Tokens of a user.
pub(crate) struct UserTokens {
    pub(crate) access: String,
    pub(crate) refresh: Option<String>,
    pub(crate) expires_in: Duration,
}

impl Issuer {
    /// Issues an access token.
    pub(crate) fn issue(&mut self, kind: &'static TokenInfo, tenant: &str, granted: Option<Vec<String>>) -> String {
        let expires = Instant::now() + Duration::from_secs(kind.lifetime_seconds);
        let name = self.name(&format!("{}-double", kind.name.get(..1).unwrap_or_default()));
        self.tokens.insert(name.clone(), Token { kind, tenant: tenant.to_owned(), expires, granted });
        name
    }

    fn name(&mut self, prefix: &str) -> String {
        self.issued += 1;
        format!("{prefix}-{}", self.issued)
    }

    /// Issues the tokens of a user who granted these scopes; `None` means all scopes.
    pub(crate) fn issue_to_user(&mut self, granted: Option<Vec<String>>) -> UserTokens {
        let is_offline = granted.as_ref().is_none_or(|granted| granted.iter().any(|scope| scope == OFFLINE_ACCESS));
        let access = self.issue(User::INFO, "", granted.clone());
        let refresh = is_offline.then(|| {
            let token = self.name("r-double");
            let expires = Instant::now() + REFRESH_LIFE;
            self.refresh_tokens.insert(token.clone(), Refresh { expires, used: false, granted });
            token
        });
        UserTokens { access, refresh, expires_in: Duration::from_secs(User::INFO.lifetime_seconds) }
    }

    /// Makes all access tokens of a type invalid.
    pub(crate) fn revoke(&mut self, kind: &'static TokenInfo) {
        self.tokens.retain(|_, token| token.kind != kind);
    }

    /// Makes the access tokens and refresh tokens of all users invalid.
    pub(crate) fn end_logins(&mut self) {
        self.refresh_tokens.clear();
        self.revoke(User::INFO);
    }

    pub(crate) fn lack(&mut self, scope: Scope) {
        self.lacking.insert(scope.name());
    }

    /// Creates a new app ticket. Earlier tickets become invalid.
    pub(crate) fn new_ticket(&mut self) -> String {
        self.ticket = self.name("ticket");
        self.ticket.clone()
    }

    /// Creates the code of a login, from the query parameters of the login page.
    pub(crate) fn code(&mut self, page: &[(String, String)]) -> String {
        let value = |name| page.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value).to_owned();
        let code = self.name("code");
        let granted = value("scope").split_whitespace().map(str::to_owned).collect();
        let expires = Instant::now() + CODE_LIFE;
        let (redirect_uri, challenge) = (value("redirect_uri"), value("code_challenge"));
        self.codes.insert(code.clone(), Code { expires, redirect_uri, challenge, granted, used: false });
        code
    }

    /// Responds to a request for a token. Returns `None` for any other request.
    pub(crate) fn respond(&mut self, request: &HttpRequest) -> Option<HttpReply> {
        let calls = KINDS.into_iter().flat_map(|kind| kind.obtained.iter().map(move |call| (kind, call)));
        let is_asked = |call: &TokenEndpoint| call.path == request.path && call.method.to_http() == *request.method;
        let (kind, call) = calls.into_iter().find(|(_, call)| is_asked(call))?;
        let sent = request.json();
        let given = if kind == User::INFO { self.login(&sent) } else { self.app_token(kind, call, &sent) };
        Some(given.unwrap_or_else(|reply| reply))
    }

    fn app_token(
        &mut self,
        kind: &'static TokenInfo,
        call: &TokenEndpoint,
        sent: &Json,
    ) -> Result<HttpReply, HttpReply> {
        for key in call.request_keys {
            let value = sent.get(*key).and_then(Json::as_str).unwrap_or_default();
            let refused = |code, words: &str| Err(HttpReply::json(200, &json!({ "code": code, "msg": words })));
            match *key {
                "app_id" if value != APP_ID => return refused(codes::WRONG_CREDENTIALS, "app id not exists"),
                "app_secret" if value != APP_SECRET => return refused(codes::WRONG_SECRET, "app secret invalid"),
                "app_ticket" if value.is_empty() || value != self.ticket => {
                    return refused(codes::APP_TICKET, "app ticket invalid");
                }
                "app_access_token" if !self.is_alive(value, App::INFO) => {
                    return refused(codes::APP_TOKEN, "invalid app access token");
                }
                "tenant_key" if value.is_empty() => return refused(codes::TENANT, "invalid tenant code"),
                _ => {}
            }
        }
        let tenant = sent.get("tenant_key").and_then(Json::as_str).unwrap_or_default().to_owned();
        let kept = self.tokens.iter().find(|(_, token)| {
            token.kind == kind && token.tenant == tenant && token.left() >= SAME_TOKEN && kind == Tenant::INFO
        });
        let kept = kept.map(|(name, token)| (name.clone(), token.left()));
        let (token, left) = kept.unwrap_or_else(|| {
            let token = self.issue(kind, &tenant, None);
            (token, Duration::from_secs(kind.lifetime_seconds))
        });
        Ok(HttpReply::json(200, &json!({ "code": 0, "msg": "ok", call.response_key: token, "expire": left.as_secs() })))
    }

    fn login(&mut self, sent: &Json) -> Result<HttpReply, HttpReply> {
        let refused = |status, code, words: &str| {
            let error = json!({ "code": code, "error": "invalid_grant", "error_description": words });
            Err(HttpReply::json(status, &error))
        };
        let text = |key| sent.get(key).and_then(Json::as_str).unwrap_or_default();
        if (text("client_id"), text("client_secret")) != (APP_ID, APP_SECRET) {
            return refused(400, 20_002, "the client id or the client secret is wrong");
        }
        let granted = match text("grant_type") {
            "authorization_code" => {
                let verifier = URL_SAFE_NO_PAD.encode(Sha256::digest(text("code_verifier")));
                match self.codes.get_mut(text("code")) {
                    Some(code) if code.used => return refused(400, 20_065, "the code was used before"),
                    Some(code) if Instant::now() >= code.expires => {
                        return refused(400, 20_004, "the code has expired");
                    }
                    Some(code) if code.redirect_uri != text("redirect_uri") => {
                        return refused(400, 20_071, "the redirect URI differs from the redirect URI of the login");
                    }
                    Some(code) if !code.challenge.is_empty() && code.challenge != verifier => {
                        return refused(400, 20_049, "the code verifier does not match the login");
                    }
                    Some(code) => {
                        code.used = true;
                        Some(code.granted.clone())
                    }
                    None => return refused(400, 20_003, "the code is unknown"),
                }
            }
            "refresh_token" => match self.refresh_tokens.get_mut(text("refresh_token")) {
                Some(token) if token.used => {
                    return refused(400, codes::REFRESH_USED, "the refresh token was used before");
                }
                Some(token) if Instant::now() >= token.expires => {
                    return refused(400, codes::REFRESH_EXPIRED, "the refresh token has expired");
                }
                Some(token) => {
                    token.used = true;
                    token.granted.clone()
                }
                None => return refused(400, codes::REFRESH_INVALID, "the refresh token is not valid"),
            },
            _ => return refused(400, 20_036, "the grant type is not supported"),
        };
        let scope = granted.as_ref().map_or_else(|| OFFLINE_ACCESS.to_owned(), |granted| granted.join(" "));
        let tokens = self.issue_to_user(granted);
        let mut body = json!({
            "code": 0,
            "access_token": tokens.access,
            "expires_in": tokens.expires_in.as_secs(),
            "token_type": "Bearer",
            "scope": scope,
        });
        if let (Some(refresh), Json::Object(body)) = (tokens.refresh, &mut body) {
            body.insert("refresh_token".to_owned(), refresh.into());
            body.insert("refresh_token_expires_in".to_owned(), REFRESH_LIFE.as_secs().into());
        }
        Ok(HttpReply::json(200, &body))
    }

    fn is_alive(&self, token: &str, kind: &'static TokenInfo) -> bool {
        self.tokens.get(token).is_some_and(|token| token.kind == kind && !token.left().is_zero())
    }

    /// Checks the access token and the scopes of a call. Returns the tenant. The call counts toward the rate limit of this
    /// tenant.
    pub(crate) fn check(&self, request: &HttpRequest, info: &EndpointInfo) -> Result<String, Refusal> {
        let header = request.header("authorization");
        if header.is_empty() {
            return Err(Refusal::new(400, codes::NO_TOKEN, "Missing access token for authorization"));
        }
        if request.token().is_empty() {
            return Err(Refusal::new(400, codes::TOKEN_FORM, "Invalid access token for authorization"));
        }
        let accepts = |kind: &'static TokenInfo| info.tokens.contains(&kind);
        let Some(token) = self.tokens.get(request.token()) else {
            let kind = if accepts(User::INFO) && !accepts(Tenant::INFO) { User::INFO } else { Tenant::INFO };
            let is_user = request.token().starts_with('u');
            return Err(invalid(if is_user { User::INFO } else { kind }, "Invalid access token for authorization"));
        };
        if !accepts(token.kind) {
            return Err(invalid(token.kind, "the operation does not accept this type of access token"));
        }
        if token.left().is_zero() {
            return Err(match token.kind == User::INFO {
                true => Refusal::new(401, codes::USER_TOKEN_EXPIRED, "the access token has expired"),
                false => invalid(token.kind, "the access token has expired"),
            });
        }
        self.check_scopes(token, info)?;
        Ok(token.tenant.clone())
    }

    fn check_scopes(&self, token: &Token, info: &EndpointInfo) -> Result<(), Refusal> {
        if info.scopes.is_empty() {
            return Ok(());
        }
        let refused =
            |code, words| info.scopes.iter().copied().fold(Refusal::new(400, code, words), Refusal::missing_scope);
        if info.scopes.iter().all(|scope| self.lacking.contains(scope.name())) {
            return Err(refused(codes::APP_LACKS_SCOPE, "the app lacks a scope"));
        }
        let is_granted =
            |granted: &Vec<String>| info.scopes.iter().any(|scope| granted.iter().any(|one| one == scope.name()));
        if token.granted.as_ref().is_some_and(|granted| !is_granted(granted)) {
            return Err(refused(codes::USER_LACKS_SCOPE, "the user has not granted a scope"));
        }
        Ok(())
    }
}

impl Token {
    fn left(&self) -> Duration {
        self.expires.saturating_duration_since(Instant::now())
    }
}

fn invalid(kind: &'static TokenInfo, words: &str) -> Refusal {
    let code = match kind.name {
        name if name == User::INFO.name => codes::USER_TOKEN,
        name if name == App::INFO.name => codes::APP_TOKEN,
        _ => codes::TENANT_TOKEN,
    };
    Refusal::new(if kind == User::INFO { 401 } else { 400 }, code, words)
}
