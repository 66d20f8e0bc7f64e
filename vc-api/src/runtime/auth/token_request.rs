//! Requests for tokens. Their responses have no `data`: the tokens are next to `code`.

use std::sync::Arc;
use std::time::Duration;

use serde::Serializer;
use serde::de::MapAccess;
use zeroize::Zeroizing;

use crate::runtime::error::types::Error;
use crate::runtime::operation::endpoint::Operation;
use crate::runtime::operation::method::Method;
use crate::runtime::operation::token_type::{TokenEndpoint, TokenInfo};
use crate::runtime::send::access_token::Bearer;
use crate::runtime::send::request::{Context, Request};
use crate::runtime::send::response_error;
use crate::runtime::send::sender::Sender;
use crate::runtime::send::sending::fetch_by;
use crate::runtime::send::transport::RawResponse;
use crate::runtime::wire::decode::{Decode, Field, decode};
use crate::runtime::wire::from_json::read_all;
use crate::runtime::wire::reading::{MISSING, Misread};
use crate::runtime::wire::secret::{Secret, wiped_bytes};
use crate::runtime::wire::skipped::SkippedValues;

/// Response with tokens.
#[derive(Default)]
pub(crate) struct TokenResponse {
    code: Option<i64>,
    tenant_access_token: Option<Secret>,
    app_access_token: Option<Secret>,
    access_token: Option<Secret>,
    expire: Option<i64>,
    expires_in: Option<i64>,
    /// Token that renews a user token.
    pub(crate) refresh_token: Option<Secret>,
    refresh_token_expires_in: Option<i64>,
    /// Granted scopes, separated by spaces.
    pub(crate) scope: Option<String>,
}

impl Decode for TokenResponse {
    fn empty() -> Self {
        Self::default()
    }

    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
        match name {
            "code" => value.option(&mut self.code),
            "tenant_access_token" => value.option(&mut self.tenant_access_token),
            "app_access_token" => value.option(&mut self.app_access_token),
            "access_token" => value.option(&mut self.access_token),
            "expire" => value.option(&mut self.expire),
            "expires_in" => value.option(&mut self.expires_in),
            "refresh_token" => value.option(&mut self.refresh_token),
            "refresh_token_expires_in" => value.option(&mut self.refresh_token_expires_in),
            "scope" => value.option(&mut self.scope),
            _ => value.skip(),
        }
    }
}

decode!(TokenResponse);

impl TokenResponse {
    /// Removes the token with this key from the response, and returns the token.
    pub(crate) fn take(&mut self, key: &str) -> Option<Secret> {
        let token = match key {
            "tenant_access_token" => &mut self.tenant_access_token,
            "app_access_token" => &mut self.app_access_token,
            _ => &mut self.access_token,
        };
        token.take().filter(|token| !token.expose().is_empty())
    }

    /// Returns the lifetime of the token, if the response gives this lifetime.
    pub(crate) fn expires_in(&self) -> Option<Duration> {
        seconds(self.expire.max(self.expires_in))
    }

    /// Returns the lifetime of the refresh token, if the response gives this lifetime.
    pub(crate) fn refresh_expires_in(&self) -> Option<Duration> {
        seconds(self.refresh_token_expires_in)
    }
}

fn seconds(seconds: Option<i64>) -> Option<Duration> {
    u64::try_from(seconds?).ok().filter(|seconds| *seconds > 0).map(Duration::from_secs)
}

/// Request without an access token, such as the request for a token.
pub(crate) struct TokenRequest<'a> {
    pub(crate) method: Method,
    pub(crate) path: &'a str,
    /// Whether the client may repeat the request even if the platform may have acted on the first request.
    pub(crate) idempotent: bool,
    /// Fields of the body. The values are secrets.
    pub(crate) fields: &'a [(&'a str, &'a str)],
}

/// Placeholder for the token type, in requests without a token.
static NO_TOKEN: TokenInfo = TokenInfo {
    name: "none",
    session: "none",
    app_types: &[],
    header: "Authorization",
    lifetime_seconds: 0,
    obtained: &[],
};

impl<'a> TokenRequest<'a> {
    pub(crate) fn new(obtained: &TokenEndpoint, fields: &'a [(&'a str, &'a str)]) -> Self {
        Self { method: obtained.method, path: obtained.path, idempotent: true, fields }
    }

    /// Sends the request, and returns the response. Fails if the response contains no token in the field `key`. If `key` is
    /// empty, the response needs no token.
    pub(crate) async fn send(self, sender: &Arc<Sender>, key: &'static str) -> Result<TokenResponse, Error> {
        fetch_by(self.request(sender)?, move |response| read(response, key)).await
    }

    pub(crate) fn request(self, sender: &Arc<Sender>) -> Result<Request, Error> {
        let operation = Operation::by_path(self.method, self.path);
        let mut request = Request::new(without_token(sender), operation, self.method, self.path.to_owned());
        request.idempotent = self.idempotent;
        // The value of `grant_type` is not a secret. If a message of the platform contains the value, errors do not hide the
        // value.
        let secrets = self.fields.iter().filter(|(name, _)| *name != "grant_type");
        let secrets = secrets.map(|(_, value)| Secret::from(*value)).collect();
        match body(self.fields) {
            Ok(body) => request.set_secret_body(wiped_bytes(body), secrets),
            Err(error) => return Err(request.operation.invalid("body", error.to_string())),
        }
        Ok(request)
    }
}

/// Returns the context of requests without a token.
pub(crate) fn without_token(sender: &Arc<Sender>) -> Arc<Context> {
    Arc::new(Context { sender: Arc::clone(sender), bearer: Bearer::None, token: &NO_TOKEN, tenant: "".into() })
}

fn body(fields: &[(&str, &str)]) -> Result<Zeroizing<Vec<u8>>, serde_json::Error> {
    // The capacity must be sufficient, because a reallocation would leave a copy of the secrets in memory.
    let length: usize = fields.iter().map(|(key, value)| key.len() + 6 * value.len() + 6).sum();
    let mut body = Zeroizing::new(Vec::with_capacity(length + 2));
    serde_json::Serializer::new(&mut *body).collect_map(fields.iter().copied())?;
    Ok(body)
}

fn read(response: &RawResponse, key: &'static str) -> Result<(TokenResponse, SkippedValues), Error> {
    let has_token = |response: &TokenResponse| {
        let token = match key {
            "" => return true,
            "tenant_access_token" => &response.tenant_access_token,
            "app_access_token" => &response.app_access_token,
            _ => &response.access_token,
        };
        token.as_ref().is_some_and(|token| !token.expose().is_empty())
    };
    // The decoding is not strict: if another field has a wrong type, the client must still get the token.
    match read_all::<TokenResponse>(&response.body, false) {
        Ok((Some(read), skipped)) if response.head.is_success() && read.code == Some(0) && has_token(&read) => {
            Ok((read, skipped))
        }
        Ok(_) => Err(response_error::diagnose(&response.head, &response.body, &|_| Misread::new(key, MISSING))),
        Err(misread) => Err(response_error::diagnose(&response.head, &response.body, &|_| misread.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_not_moved() {
        let fields = [("app_id", "cli_1"), ("app_secret", "\u{1}\"\\\n\u{7f}é")];
        let body = body(&fields).unwrap();
        let capacity: usize = fields.iter().map(|(key, value)| key.len() + 6 * value.len() + 6).sum();
        assert!(body.len() <= capacity + 2);
        assert_eq!(serde_json::from_slice::<crate::Json>(&body).unwrap()["app_secret"], fields[1].1);
    }
}
