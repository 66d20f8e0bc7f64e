//! Websites of Feishu and Lark, with the addresses of the login page and of the developer console.

use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Characters to encode in a query. The colon is not encoded, so that names of scopes stay readable.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// Site of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Platform {
    Feishu,
    Lark,
}

impl Platform {
    /// Returns the base address of calls, which is also the base address of the developer console.
    pub(crate) const fn open(self) -> &'static str {
        match self {
            Self::Feishu => "https://open.feishu.cn",
            Self::Lark => "https://open.larksuite.com",
        }
    }

    /// Returns the site for an address with the host `open.feishu.cn` or `open.larksuite.com`. Returns `None` for any other
    /// host.
    pub(crate) fn at(url: &str) -> Option<Self> {
        let url = reqwest::Url::parse(url).ok()?;
        let is_of = |site: &Self| site.open().strip_prefix("https://") == url.host_str();
        [Self::Feishu, Self::Lark].into_iter().find(is_of)
    }

    /// Returns the address where users log in.
    pub(crate) const fn accounts(self) -> &'static str {
        match self {
            Self::Feishu => "https://accounts.feishu.cn",
            Self::Lark => "https://accounts.larksuite.com",
        }
    }
}

/// Addresses of the login page and of the developer console, for one app.
#[derive(Debug, Clone)]
pub(crate) struct PlatformUrls {
    /// Address where users log in; `None` if this address is unknown.
    pub(crate) accounts: Option<Arc<str>>,
    /// Address of the developer console.
    pub(crate) console: Arc<str>,
    pub(crate) app_id: Option<Arc<str>>,
}

impl PlatformUrls {
    /// Returns the addresses of Feishu or of Lark.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn of(platform: Platform, app_id: Option<Arc<str>>) -> Self {
        Self { accounts: Some(platform.accounts().into()), console: platform.open().into(), app_id }
    }

    /// Returns the address of the page in the developer console where a developer can request these scopes.
    pub(crate) fn scopes_page(&self, scopes: &[String]) -> String {
        let open = &self.console;
        let Some(app) = &self.app_id else {
            return format!("{open}/app");
        };
        let encoded = |text| utf8_percent_encode(text, ENCODED).to_string();
        let scopes: Vec<String> = scopes.iter().map(|scope| encoded(scope)).collect();
        format!("{open}/app/{}/auth?q={}&op_from=openapi&token_type=tenant", encoded(app), scopes.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_known_by_their_exact_host() {
        for (url, site) in [
            ("https://open.feishu.cn", Some(Platform::Feishu)),
            ("https://open.larksuite.com:443/path", Some(Platform::Lark)),
            ("https://open.feishu.cn.evil.example", None),
            ("https://evil-open.feishu.cn", None),
            ("https://open.feishu.cn@evil.example", None),
            ("http://127.0.0.1:1", None),
        ] {
            assert_eq!(Platform::at(url), site, "{url}");
        }
    }

    #[test]
    fn pages_of_the_console() {
        let urls = |platform, app_id: Option<&str>| PlatformUrls::of(platform, app_id.map(Arc::from));
        let scopes = ["vc:room".to_owned(), "vc:room:readonly".to_owned()];
        assert_eq!(
            urls(Platform::Feishu, Some("cli_1")).scopes_page(&scopes),
            "https://open.feishu.cn/app/cli_1/auth?q=vc:room,vc:room:readonly&op_from=openapi&token_type=tenant"
        );
        let page = urls(Platform::Lark, Some("a/b")).scopes_page(&["x&y".to_owned()]);
        assert_eq!(page, "https://open.larksuite.com/app/a%2Fb/auth?q=x%26y&op_from=openapi&token_type=tenant");
        assert_eq!(urls(Platform::Lark, None).scopes_page(&scopes), "https://open.larksuite.com/app");
    }
}
