//! Random numbers of the operating system.
//!
//! A generator in memory gives the same numbers in two processes of which one was forked from the other. Whatever must differ
//! between processes therefore comes from here: ids of leases, the states of logins, owners of marks.

use std::fmt;

/// Source of random bytes.
#[derive(Clone, Copy)]
pub(crate) struct Random(fn(&mut [u8]) -> Result<(), NoRandomness>);

/// The operating system gives no random bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoRandomness;

impl Random {
    pub(crate) const SYSTEM: Self = Self(|bytes| getrandom::fill(bytes).map_err(|_| NoRandomness));

    /// Gives the same bytes each time, as two generators in memory do after a fork.
    #[cfg(test)]
    pub(crate) const FORKED: Self = Self(|bytes| {
        bytes.fill(7);
        Ok(())
    });

    /// Fills the bytes.
    pub(crate) fn fill(self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        (self.0)(bytes)
    }

    /// Returns an id of 32 hexadecimal digits that no one else has.
    pub(crate) fn id(self) -> Result<String, NoRandomness> {
        let mut bytes = [0; 16];
        self.fill(&mut bytes)?;
        Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
    }
}

impl fmt::Display for NoRandomness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this machine has no source of randomness")
    }
}

impl std::error::Error for NoRandomness {}
