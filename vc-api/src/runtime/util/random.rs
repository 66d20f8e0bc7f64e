//! Random numbers of the operating system.
//!
//! A generator in memory gives the same numbers in a process and in its fork. Values that must differ between processes
//! therefore come from this module: ids of leases, the `state` of logins, and ids of owners in a seen store.

use std::fmt;

/// Source of random bytes.
#[derive(Clone, Copy)]
pub(crate) struct Random(fn(&mut [u8]) -> Result<(), NoRandomness>);

/// Error for the case that the operating system gives no random bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoRandomness;

impl Random {
    pub(crate) const SYSTEM: Self = Self(|bytes| getrandom::fill(bytes).map_err(|_| NoRandomness));

    /// Source that always gives the same bytes. A generator in memory has the same effect after a fork: both processes get
    /// the same bytes.
    #[cfg(test)]
    pub(crate) const FORKED: Self = Self(|bytes| {
        bytes.fill(7);
        Ok(())
    });

    /// Fills the slice with random bytes.
    pub(crate) fn fill(self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        (self.0)(bytes)
    }

    /// Returns a unique id of 32 hexadecimal digits.
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
