//! Proxies between the client and the platform: the check of their settings, and the proxy for an address.

use std::ffi::OsString;

use http::Uri;
use hyper_util::client::proxy::matcher::Matcher;

/// Proxies of an HTTP client.
pub(crate) enum Proxies {
    /// The program provides the HTTP client or its builder, so this crate does not know the proxies.
    Unknown,
    None,
    Known(Box<Matcher>),
}

/// Environment variables with addresses of proxies. The client uses one variable of each row: the first that is set.
const VARIABLES: [[&str; 2]; 3] =
    [["HTTPS_PROXY", "https_proxy"], ["HTTP_PROXY", "http_proxy"], ["ALL_PROXY", "all_proxy"]];

/// Environment variables with hosts that need no proxy.
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];
const NOT_TEXT: &str = "it is not UTF-8";

impl Proxies {
    /// Returns the proxies from environment variables. If a variable is invalid, fails with the name of the variable and the
    /// reason.
    pub(crate) fn of_environment() -> Result<Self, (&'static str, &'static str)> {
        check_variables(|name| std::env::var_os(name))?;
        Ok(Self::Known(Box::new(Matcher::from_system())))
    }

    /// Returns a proxy for the requests to all hosts, except for the hosts in `NO_PROXY`. If `url` is invalid, fails with
    /// the reason.
    pub(crate) fn one(url: &str) -> Result<Self, &'static str> {
        check(url)?;
        let exceptions = EXCEPTIONS.iter().find_map(|name| std::env::var(name).ok());
        let matcher = Matcher::builder().all(url.to_owned()).no(exceptions.unwrap_or_default());
        Ok(Self::Known(Box::new(matcher.build())))
    }

    /// Returns the proxy for an address, without the user and password of the proxy.
    pub(crate) fn of(&self, url: &str) -> Option<String> {
        let Self::Known(matcher) = self else { return None };
        let uri: Uri = url.parse().ok()?;
        let proxy = matcher.intercept(&uri)?;
        let (scheme, authority) = (proxy.uri().scheme_str()?, proxy.uri().authority()?);
        let port = authority.port_u16().map(|port| format!(":{port}")).unwrap_or_default();
        Some(format!("{scheme}://{}{port}", authority.host()))
    }
}

/// Checks the environment variables. Fails with the name of the first invalid variable and the reason.
fn check_variables(read: impl Fn(&str) -> Option<OsString>) -> Result<(), (&'static str, &'static str)> {
    // A program with the variable `REQUEST_METHOD` is a CGI program, and ignores the proxies in the environment. Otherwise,
    // an HTTP request with a header `Proxy` could set `HTTP_PROXY`.
    if read("REQUEST_METHOD").is_some() {
        return Ok(());
    }
    for name in EXCEPTIONS {
        if read(name).is_some_and(|value| value.to_str().is_none()) {
            return Err((name, NOT_TEXT));
        }
    }
    for names in VARIABLES {
        let Some((name, value)) = names.into_iter().find_map(|name| Some((name, read(name)?))) else { continue };
        let value = value.into_string().map_err(|_| (name, NOT_TEXT))?;
        if !value.is_empty() {
            check(&value).map_err(|reason| (name, reason))?;
        }
    }
    Ok(())
}

const FORM: &str = "the value is not the address of a proxy, such as `http://proxy.example:3128`";

/// Checks that the HTTP client can parse a text as the address of a proxy.
fn check(text: &str) -> Result<(), &'static str> {
    let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => {}
        "socks4" | "socks4a" | "socks5" | "socks5h" if cfg!(feature = "socks") => {}
        "socks4" | "socks4a" | "socks5" | "socks5h" => {
            return Err("a SOCKS proxy needs the feature `socks`");
        }
        _ => return Err("the scheme must be `http`, `https`, `socks5`, `socks5h`, `socks4` or `socks4a`"),
    }
    if rest.find(['/', '?', '#']).is_some_and(|at| rest.get(at..) != Some("/")) {
        return Err("percent-encode `/`, `?` and `#` in the user or the password, and remove any path");
    }
    if rest.matches('@').count() > 1 {
        return Err("percent-encode `@` in the user or the password");
    }
    let matcher = Matcher::builder().all(text.to_owned()).build();
    let proxy = matcher.intercept(&Uri::from_static("http://platform.invalid")).ok_or(FORM)?;
    let authority = proxy.uri().authority().ok_or(FORM)?;
    let has_no_port = authority.host().len() == authority.as_str().len();
    match !authority.host().is_empty() && (has_no_port || authority.port_u16().is_some()) {
        true => Ok(()),
        false => Err(FORM),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked() {
        let good = [
            "http://proxy.example:3128",
            "HTTPS://proxy.example/",
            "proxy.example:3128",
            "proxy.example",
            "http://user:hunter2%23@proxy.example:3128/",
            "http://[::1]:3128",
        ];
        for text in good {
            assert_eq!(check(text), Ok(()), "{text}");
        }
        let bad = [
            "",
            " ",
            " http://proxy.example",
            "http://",
            "http:///path",
            "http://proxy.example:port",
            "http://proxy.example:99999",
            "http://proxy.example:3128/path",
            "http://user:12#hunter2@proxy.example:3128",
            "http://user:12/hunter2@proxy.example:3128",
            "http://user:12@hunter2@proxy.example:3128",
            "http://us@er:hunter2@proxy.example:3128",
            "http://user:hunter2 @proxy.example",
            "ftp://proxy.example",
            "socks6://proxy.example",
        ];
        for text in bad {
            let reason = check(text).unwrap_err();
            assert!(!reason.contains("hunter2"), "{text}");
        }
        assert_eq!(check("socks5h://user:hunter2@proxy.example:1080").is_ok(), cfg!(feature = "socks"));
    }

    #[test]
    fn variables_that_are_used_are_checked() {
        type Set<'a> = &'a [(&'a str, &'a str)];
        let cases: [(Set<'_>, Option<&str>); 9] = [
            (&[], None),
            (&[("HTTP_PROXY", "http://a:1"), ("https_proxy", "b:2"), ("ALL_PROXY", "")], None),
            (&[("HTTP_PROXY", "http://a:x")], Some("HTTP_PROXY")),
            (&[("http_proxy", "ftp://a")], Some("http_proxy")),
            (&[("HTTPS_PROXY", " ")], Some("HTTPS_PROXY")),
            (&[("https_proxy", "http://a/b")], Some("https_proxy")),
            (&[("all_proxy", "gopher://a")], Some("all_proxy")),
            // The lower-case variable is ignored if the upper-case variable is set.
            (&[("ALL_PROXY", "http://a"), ("all_proxy", "gopher://a")], None),
            (&[("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "ftp://a")], None),
        ];
        for (set, bad) in cases {
            let read = |name: &str| set.iter().find(|(one, _)| *one == name).map(|(_, value)| value.into());
            assert_eq!(check_variables(read).err().map(|(name, _)| name), bad, "{set:?}");
        }
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStringExt;
            let read = |name: &str| (name == "no_proxy").then(|| OsString::from_vec(vec![0xff]));
            assert_eq!(check_variables(read), Err(("no_proxy", NOT_TEXT)));
        }
    }

    #[test]
    fn a_proxy_is_named_without_its_password() {
        let proxies = Proxies::one("http://user:hunter2@proxy.example:3128").unwrap();
        let named = proxies.of("https://open.feishu.cn/a");
        assert_eq!(named.as_deref(), Some("http://proxy.example:3128"));
        assert_eq!(Proxies::None.of("https://open.feishu.cn/a"), None);
    }
}
