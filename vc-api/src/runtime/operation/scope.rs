//! Scopes: what an app may be allowed to do.

use std::fmt;

/// A permission that an app asks for in the developer console, or a user grants at login.
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

    /// Its name, such as `vc:room:readonly`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What it allows, in a few words.
    #[must_use]
    pub const fn summary(&self) -> &'static str {
        self.summary
    }

    /// What the developer console of Feishu calls it, where that is known.
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
