//! Scopes, which are the permissions of apps and logins.

use std::fmt;

/// Permission that an app requests in the developer console, or that a user grants at login.
///
/// The scopes of the platform are constants in [`scopes`](crate::scopes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    name: &'static str,
    summary: &'static str,
    console_name: Option<&'static str>,
}

impl Scope {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, summary: &'static str, console_name: Option<&'static str>) -> Self {
        Self { name, summary, console_name }
    }

    /// Returns the name, such as `vc:room:readonly`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns a short description of the permission.
    #[must_use]
    pub const fn summary(&self) -> &'static str {
        self.summary
    }

    /// Returns the name of the scope in the developer console of Feishu, if this name is known.
    #[must_use]
    pub const fn console_name(&self) -> Option<&'static str> {
        self.console_name
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
