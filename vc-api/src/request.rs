//! A request before it is sent.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::sync::Arc;

use crate::encode::{Body, write_body};
use crate::endpoint::{EndpointInfo, Method};
use crate::error::Error;
use crate::param::Param;
use crate::session::Context;

/// All but the letters and digits and `-`, `.`, `_`, `~`, which mean themselves wherever they stand.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A call before it has arguments: what it needs of its session.
#[doc(hidden)]
#[derive(Clone)]
pub struct Call(Arc<Context>);

impl Call {
    pub(crate) fn new(context: &Arc<Context>) -> Self {
        Self(Arc::clone(context))
    }

    /// A request of the operation.
    #[must_use]
    pub fn request(&self, info: &'static EndpointInfo) -> Request {
        Request::new(Arc::clone(&self.0), Operation::known(info), info.method, info.path.to_owned())
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Call(..)")
    }
}

/// Which operation a request belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) name: Cow<'static, str>,
    /// `None` for a call by path.
    pub(crate) info: Option<&'static EndpointInfo>,
}

impl Operation {
    fn known(info: &'static EndpointInfo) -> Self {
        Self { name: Cow::Borrowed(info.id), info: Some(info) }
    }

    pub(crate) fn by_path(method: Method, path: &str) -> Self {
        Self { name: Cow::Owned(format!("{method} {path}")), info: None }
    }

    pub(crate) fn invalid(
        &self,
        argument: impl Into<Cow<'static, str>>,
        reason: impl Into<Cow<'static, str>>,
    ) -> Error {
        Error::invalid(Some(self.name.clone()), argument, reason)
    }
}

/// A request that is ready to be sent.
///
/// What is wrong with its arguments is kept until then.
#[derive(Clone)]
pub struct Request {
    pub(crate) context: Arc<Context>,
    pub(crate) operation: Operation,
    pub(crate) method: Method,
    path: String,
    query: String,
    body: Option<Vec<u8>>,
    invalid: Option<Invalid>,
}

/// An argument that cannot be sent, and why.
type Invalid = (Cow<'static, str>, Cow<'static, str>);

impl Request {
    pub(crate) fn new(context: Arc<Context>, operation: Operation, method: Method, path: String) -> Self {
        Self { context, operation, method, path, query: String::new(), body: None, invalid: None }
    }

    /// Puts a value in the place of `{name}` in the path.
    #[doc(hidden)]
    pub fn path<P: Param + ?Sized>(&mut self, name: &str, value: &P) {
        let mut segment = None;
        value.each(&mut |text| segment = Some(text.to_owned()));
        self.fill(name, segment.as_deref().unwrap_or_default());
    }

    fn fill(&mut self, name: &str, value: &str) {
        let reason = match value {
            "" => "it stands in the path and must not be empty",
            "." | ".." => "it stands in the path, where `.` and `..` have a meaning of their own",
            _ => {
                let place = format!("{{{name}}}");
                let segment = utf8_percent_encode(value, ENCODED).to_string();
                self.path = self.path.replace(&place, &segment);
                return;
            }
        };
        self.reject(name.to_owned(), reason);
    }

    /// Adds a parameter to the query: once for each text that the value has.
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

    /// Writes the JSON object that is the body.
    #[doc(hidden)]
    pub fn body(&mut self, fields: impl FnOnce(&mut Body<'_>)) {
        self.set_body(write_body(fields));
    }

    pub(crate) fn set_body(&mut self, body: Result<Vec<u8>, serde_json::Error>) {
        match body {
            Ok(body) => self.body = Some(body),
            Err(error) => self.reject("body", error.to_string()),
        }
    }

    /// Keeps the first thing that is wrong.
    fn reject(&mut self, argument: impl Into<Cow<'static, str>>, reason: impl Into<Cow<'static, str>>) {
        if self.invalid.is_none() {
            self.invalid = Some((argument.into(), reason.into()));
        }
    }

    /// The address and the body, if they can be sent.
    pub(crate) fn finish(&mut self) -> Result<(reqwest::Url, Option<Vec<u8>>), Error> {
        if let Some((argument, reason)) = self.invalid.take() {
            return Err(self.operation.invalid(argument, reason));
        }
        if let Some(reason) = flaw(&self.path) {
            return Err(self.operation.invalid("path", reason));
        }
        let base = self.context.client.base_url();
        let mut url = String::with_capacity(base.len() + self.path.len() + 1 + self.query.len());
        url.push_str(base);
        url.push_str(&self.path);
        if !self.query.is_empty() {
            url.push('?');
            url.push_str(&self.query);
        }
        match reqwest::Url::parse(&url) {
            Ok(url) => Ok((url, self.body.take())),
            Err(_) => Err(self.operation.invalid("path", "it makes no valid URL")),
        }
    }
}

/// What is wrong with a path whose parameters are filled in.
fn flaw(path: &str) -> Option<&'static str> {
    if !path.starts_with('/') {
        return Some("it must begin with `/`");
    }
    if path.contains(['{', '}']) {
        return Some("a parameter of it has no value");
    }
    if path.contains(['?', '#']) {
        return Some("a query is given by `.query(name, value)`");
    }
    if path.contains(|c: char| c == '\\' || c.is_ascii_control()) {
        return Some("it holds a character that no path may hold");
    }
    let dots = |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    if path.split('/').any(dots) {
        return Some("`.` and `..` must not stand in it");
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
    use crate::client::Client;
    use crate::token::{Bearer, TokenInfo};

    const TOKEN: TokenInfo = TokenInfo {
        name: "tenant_access_token",
        session: "Tenant",
        app_types: &[],
        header: "Authorization",
        lifetime_seconds: 7200,
        obtained: &[],
    };

    fn request(base_url: &str, path: &str) -> Request {
        let context = Arc::new(Context {
            client: Client::builder().base_url(base_url).build().unwrap(),
            bearer: Bearer::fixed(&"t-hunter2".into()),
            token: &TOKEN,
        });
        let operation = Operation::by_path(Method::Get, path);
        Request::new(context, operation, Method::Get, path.to_owned())
    }

    fn address(request: &mut Request) -> Result<String, String> {
        match request.finish() {
            Ok((url, _)) => Ok(url.to_string()),
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
            assert_eq!(address(&mut request), Ok(expected), "{value}");
        }
    }

    #[test]
    fn some_values_are_refused() {
        for value in ["", ".", ".."] {
            let mut request = request("http://localhost", "/rooms/{id}");
            request.path("id", value);
            let error = request.finish().unwrap_err();
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
        let told = address(&mut request).unwrap_err();
        assert_eq!(
            told,
            "GET /{a}/{b}: `a` cannot be used: it stands in the path and must not be empty. Nothing was sent."
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
            let url = address(&mut request("http://localhost", path)).unwrap();
            assert!(url.starts_with("http://localhost/"), "{path}: {url}");
        }
    }

    #[test]
    fn queries_are_encoded() {
        let mut request = request("http://localhost/", "/a");
        request.query("none", &None::<String>);
        request.query("list", &vec!["a&b", "c=d"]);
        request.query("flag", &true);
        request.query("text", "é +%#");
        request.query("a[]", "");
        assert_eq!(
            address(&mut request).unwrap(),
            "http://localhost/a?list=a%26b&list=c%3Dd&flag=true&text=%C3%A9%20%2B%25%23&a%5B%5D="
        );
    }

    #[test]
    fn a_base_url_may_have_a_path() {
        for base in ["https://proxy.example/feishu", "https://proxy.example/feishu/"] {
            let url = address(&mut request(base, "/open-apis/x")).unwrap();
            assert_eq!(url, "https://proxy.example/feishu/open-apis/x");
        }
    }

    #[test]
    fn nothing_is_printed_that_may_be_secret() {
        let mut request = request("http://localhost", "/a");
        request.query("token", "hunter2");
        assert_eq!(format!("{request:?}"), r#"Request { operation: "GET /a", .. }"#);
        let call = Call::new(&request.context);
        assert_eq!(format!("{call:?}"), "Call(..)");
    }
}
