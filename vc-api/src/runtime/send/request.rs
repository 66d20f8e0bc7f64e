//! Request before it is sent.

use std::borrow::Cow;
use std::fmt;

use std::sync::Arc;

use bytes::Bytes;
use http::HeaderMap;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::runtime::error::types::Error;
use crate::runtime::operation::endpoint::{Endpoint, EndpointInfo, Operation};
use crate::runtime::operation::method::Method;
use crate::runtime::operation::token_type::TokenInfo;
use crate::runtime::send::access_token::Bearer;
use crate::runtime::send::options::CallOptions;
use crate::runtime::send::sender::Sender;
use crate::runtime::wire::encode::{Body, write_body};
use crate::runtime::wire::param::Param;
use crate::runtime::wire::secret::Secret;

/// Characters to encode: all except letters, digits, `-`, `.`, `_` and `~`, which need no encoding in a URL.
pub(crate) const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Call of an operation.
///
/// Every operation has a type for its calls, such as [`room::List`](crate::room::List). `.await` sends a call.
pub trait Call: Endpoint {
    /// Returns the request that `.await` sends.
    fn request(&self) -> Request;
}

/// Writes the `Debug` text of a call. The text contains no arguments, because an argument may be a secret.
#[doc(hidden)]
pub fn debug_call(info: &EndpointInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}(..)", info.id)
}

/// Session context and options of a call, without its arguments.
#[doc(hidden)]
#[derive(Clone)]
pub struct CallSetup {
    context: Arc<Context>,
    options: CallOptions,
}

impl CallSetup {
    pub(crate) fn new(context: &Arc<Context>) -> Self {
        Self { context: Arc::clone(context), options: CallOptions::new() }
    }

    /// Replaces all options of the call.
    pub fn set_options(&mut self, options: CallOptions) {
        self.options = options;
    }

    /// Returns a request of the operation.
    #[must_use]
    pub fn request(&self, info: &'static EndpointInfo) -> Request {
        let context = Arc::clone(&self.context);
        let mut request = Request::new(context, Operation::known(info), info.method, info.path);
        request.options.clone_from(&self.options);
        request.idempotent = info.idempotent;
        request
    }
}

impl fmt::Debug for CallSetup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallSetup(..)")
    }
}

/// Context that a call gets from its session.
pub(crate) struct Context {
    pub(crate) sender: Arc<Sender>,
    pub(crate) bearer: Bearer,
    pub(crate) token: &'static TokenInfo,
    /// Tenant for which the platform counts the calls. The text is empty if the app has only one tenant.
    pub(crate) tenant: Arc<str>,
}

/// Request of a call.
///
/// The request records the first invalid argument. When the client sends the request, the call fails with the error of that
/// argument.
#[derive(Clone)]
pub struct Request {
    pub(crate) context: Arc<Context>,
    pub(crate) operation: Operation,
    pub(crate) method: Method,
    pub(crate) options: CallOptions,
    /// Whether a second attempt has no further effect.
    pub(crate) idempotent: bool,
    path: Cow<'static, str>,
    query: String,
    /// Headers of this request only.
    pub(crate) headers: HeaderMap,
    body: Option<Bytes>,
    /// Secrets in the body, which must not be printed.
    secrets: Option<Arc<[Secret]>>,
    /// Sensitive texts in the body: words that people said or wrote. These words must not be printed.
    said: Vec<Secret>,
    invalid: Option<Invalid>,
}

/// Valid request, which the client can send several times.
pub(crate) struct Outgoing {
    pub(crate) context: Arc<Context>,
    pub(crate) operation: Operation,
    pub(crate) options: CallOptions,
    pub(crate) idempotent: bool,
    pub(crate) method: http::Method,
    pub(crate) url: reqwest::Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
    pub(crate) secrets: Option<Arc<[Secret]>>,
    pub(crate) said: Arc<[Secret]>,
}

/// Invalid argument, with the reason.
type Invalid = (Cow<'static, str>, Cow<'static, str>);

impl Request {
    pub(crate) fn new(
        context: Arc<Context>,
        operation: Operation,
        method: Method,
        path: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            context,
            operation,
            method,
            options: CallOptions::new(),
            idempotent: method.is_idempotent(),
            path: path.into(),
            query: String::new(),
            headers: HeaderMap::new(),
            body: None,
            secrets: None,
            said: Vec::new(),
            invalid: None,
        }
    }

    /// Replaces `{name}` in the path with a value.
    #[doc(hidden)]
    pub fn path<P: Param + ?Sized>(&mut self, name: &str, value: &P) {
        let mut segment = encode_segment("");
        value.each(&mut |text| segment = encode_segment(text));
        match segment {
            Ok(segment) => self.path = fill(&self.path, name, &segment).into(),
            Err(reason) => self.reject(name.to_owned(), reason),
        }
    }

    /// Adds a parameter to the query. If the value is a list, adds the parameter once for each element.
    #[doc(hidden)]
    pub fn query<P: Param + ?Sized>(&mut self, name: &str, value: &P) {
        value.each(&mut |text| self.add(name, text));
    }

    fn add(&mut self, name: &str, value: &str) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        self.query.extend(utf8_percent_encode(name, ENCODED));
        self.query.push('=');
        self.query.extend(utf8_percent_encode(value, ENCODED));
    }

    /// Writes the JSON object of the body.
    #[doc(hidden)]
    pub fn body(&mut self, fields: impl FnOnce(&mut Body<'_>)) {
        self.set_body(write_body(fields));
    }

    /// Records text that people said or wrote. If the platform sends the text back, errors hide the text.
    #[doc(hidden)]
    pub fn conceal<P: Param + ?Sized>(&mut self, value: &P) {
        value.each(&mut |text| self.said.push(Secret::from(text)));
    }

    pub(crate) fn set_body(&mut self, body: Result<Vec<u8>, serde_json::Error>) {
        match body {
            Ok(body) => self.body = Some(body.into()),
            Err(error) => self.reject("body", error.to_string()),
        }
    }

    /// Sets a body that contains secrets. The client sends the body only to the base URL, and never to the target of a
    /// redirect.
    pub(crate) fn set_secret_body(&mut self, body: Bytes, secrets: Vec<Secret>) {
        self.body = Some(body);
        self.secrets = Some(secrets.into());
    }

    /// Records an invalid argument, unless an invalid argument was recorded before.
    fn reject(&mut self, argument: impl Into<Cow<'static, str>>, reason: impl Into<Cow<'static, str>>) {
        if self.invalid.is_none() {
            self.invalid = Some((argument.into(), reason.into()));
        }
    }

    /// Returns the path, the query and the body.
    #[cfg(feature = "testing")]
    pub(crate) fn parts(&self) -> (&str, &str, &[u8]) {
        (&self.path, &self.query, self.body.as_deref().unwrap_or_default())
    }

    /// Completes the request. Fails if an argument, a header or the path is invalid.
    pub(crate) fn finish(self) -> Result<Outgoing, Error> {
        if let Some((argument, reason)) = self.invalid {
            return Err(self.operation.invalid(argument, reason));
        }
        if let Some(reason) = flaw(&self.path) {
            return Err(self.operation.invalid("path", reason));
        }
        let sender = &self.context.sender;
        let mut headers = sender.headers.clone();
        match self.options.headers.get() {
            Ok(added) => headers.extend(added.clone()),
            Err((name, reason)) => return Err(self.operation.invalid(name, reason)),
        }
        headers.extend(self.headers);
        let base = &sender.base_url;
        let mut url = String::with_capacity(base.len() + self.path.len() + 1 + self.query.len());
        url.push_str(base);
        url.push_str(&self.path);
        if !self.query.is_empty() {
            url.push('?');
            url.push_str(&self.query);
        }
        let Ok(url) = reqwest::Url::parse(&url) else {
            return Err(self.operation.invalid("path", "the path does not form a valid URL"));
        };
        Ok(Outgoing {
            context: self.context,
            operation: self.operation,
            options: self.options,
            idempotent: self.idempotent,
            method: self.method.to_http(),
            url,
            headers,
            body: self.body,
            secrets: self.secrets,
            said: self.said.into(),
        })
    }
}

/// Encodes a value as one segment of a path. If no encoding is possible, fails with the reason.
fn encode_segment(value: &str) -> Result<String, &'static str> {
    match value {
        "" => Err("it is part of the path and must not be empty"),
        "." | ".." => Err("it is part of the path, where `.` and `..` have a special meaning"),
        _ => Ok(utf8_percent_encode(value, ENCODED).to_string()),
    }
}

/// Returns the path with `segment` in place of `{name}`.
fn fill(path: &str, name: &str, segment: &str) -> String {
    let mut parts = path.split('{');
    let mut filled = String::with_capacity(path.len() + segment.len());
    filled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let rest = part.strip_prefix(name).and_then(|rest| rest.strip_prefix('}'));
        filled.push_str(if rest.is_some() { segment } else { "{" });
        filled.push_str(rest.unwrap_or(part));
    }
    filled
}

/// Checks a path whose parameters have been replaced. Returns a description of the mistake, if the path is invalid.
fn flaw(path: &str) -> Option<&'static str> {
    if !path.starts_with('/') {
        return Some("the path must begin with `/`");
    }
    let flaw = path.bytes().find_map(|byte| match byte {
        b'{' | b'}' => Some("one of its parameters has no value"),
        b'?' | b'#' => Some("the path must not contain a query: use `.query(name, value)`"),
        b'\\' | 0..b' ' | 0x7f => Some("it contains a character that no path may contain"),
        _ => None,
    });
    if flaw.is_some() {
        return flaw;
    }
    let dots = |segment: &str| {
        segment.starts_with(['.', '%'])
            && matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
    };
    if path.split('/').any(dots) {
        return Some("a path must not contain the segments `.` and `..`");
    }
    None
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("operation", &self.operation.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::operation::token_type::TokenInfo;
    use crate::runtime::send::access_token::Bearer;

    const TOKEN: TokenInfo = TokenInfo {
        name: "tenant_access_token",
        session: "Tenant",
        app_types: &[],
        header: "Authorization",
        lifetime_seconds: 7200,
        obtained: &[],
    };

    fn sample(sender: Arc<Sender>, operation: Operation, path: &str) -> Request {
        let bearer = Bearer::fixed("t-hunter2".into());
        let context = Arc::new(Context { sender, bearer, token: &TOKEN, tenant: "".into() });
        Request::new(context, operation, Method::Get, path.to_owned())
    }

    impl Outgoing {
        /// Returns a request of this operation, with the token `t-hunter2`.
        pub(crate) fn sample(operation: Operation) -> Self {
            sample(Sender::sample("http://localhost"), operation, "/").finish().unwrap()
        }
    }

    fn request(base_url: &str, path: &str) -> Request {
        sample(Sender::sample(base_url), Operation::by_path(Method::Get, path), path)
    }

    fn address(request: &Request) -> Result<String, String> {
        match request.clone().finish() {
            Ok(outgoing) => Ok(outgoing.url.to_string()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn a_value_is_one_segment() {
        let cases = [
            ("omm_1-2.3~4", "omm_1-2.3~4"),
            ("a/b", "a%2Fb"),
            ("a\\b", "a%5Cb"),
            ("?a#b", "%3Fa%23b"),
            ("50%", "50%25"),
            ("%2e%2e", "%252e%252e"),
            ("a b+c", "a%20b%2Bc"),
            ("会议", "%E4%BC%9A%E8%AE%AE"),
            ("{id}", "%7Bid%7D"),
            ("a;b:c@d&e=f", "a%3Bb%3Ac%40d%26e%3Df"),
            ("...", "..."),
            (" ", "%20"),
            ("\n", "%0A"),
        ];
        for (value, segment) in cases {
            let mut request = request("http://localhost", "/rooms/{id}/x");
            request.path("id", value);
            let expected = format!("http://localhost/rooms/{segment}/x");
            assert_eq!(address(&request), Ok(expected), "{value}");
        }
    }

    #[test]
    fn a_custom_method_is_none_of_the_value() {
        let mut request = request("http://localhost", "/rooms/{id}:move");
        request.path("id", "a:close");
        assert_eq!(address(&request), Ok("http://localhost/rooms/a%3Aclose:move".to_owned()));
    }

    #[test]
    fn some_values_are_refused() {
        for value in ["", ".", ".."] {
            let mut request = request("http://localhost", "/rooms/{id}");
            request.path("id", value);
            let error = request.finish().err().unwrap();
            assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "id"));
            assert_eq!(error.operation(), Some("GET /rooms/{id}"));
        }
        let mut request = request("http://localhost", "/rooms/{id}");
        request.path("id", &None::<String>);
        assert!(request.finish().is_err());
    }

    #[test]
    fn the_first_flaw_is_told() {
        let mut request = request("http://localhost", "/{a}/{b}");
        request.path("a", "");
        request.path("b", "..");
        let told = address(&request).unwrap_err();
        assert_eq!(
            told,
            "GET /{a}/{b}: `a` cannot be used: it is part of the path and must not be empty. Nothing was sent."
        );
    }

    #[test]
    fn paths_of_callers_are_checked() {
        let bad = [
            "",
            "rooms",
            "http://a/b",
            "/a?b=c",
            "/a#b",
            "/{id}",
            "/a/../b",
            "/./a",
            "/a/%2E%2e/b",
            "/a/.%2e",
            "/a\\b",
            "/a\nb",
        ];
        for path in bad {
            assert!(request("http://localhost", path).finish().is_err(), "{path}");
        }
        for path in ["/", "/a//b/", "//evil.example/a", "/a%2Fb", "/...", "/a b"] {
            let url = address(&request("http://localhost", path)).unwrap();
            assert!(url.starts_with("http://localhost/"), "{path}: {url}");
        }
    }

    #[test]
    fn queries_are_encoded() {
        let mut request = request("http://localhost", "/a");
        request.query("none", &None::<String>);
        request.query("list", &vec!["a&b", "c=d"]);
        request.query("flag", &true);
        request.query("text", "é +%#");
        request.query("a[]", "");
        assert_eq!(
            address(&request).unwrap(),
            "http://localhost/a?list=a%26b&list=c%3Dd&flag=true&text=%C3%A9%20%2B%25%23&a%5B%5D="
        );
    }

    #[test]
    fn a_base_url_may_have_a_path() {
        let url = address(&request("https://proxy.example/feishu", "/open-apis/x")).unwrap();
        assert_eq!(url, "https://proxy.example/feishu/open-apis/x");
    }

    #[test]
    fn nothing_is_printed_that_may_be_secret() {
        let mut request = request("http://localhost", "/a");
        request.query("token", "hunter2");
        assert_eq!(format!("{request:?}"), r#"Request { operation: "GET /a", .. }"#);
        let call = CallSetup::new(&request.context);
        assert_eq!(format!("{call:?}"), "CallSetup(..)");
    }
}
