//! Retry budget of a client.

use std::sync::atomic::{AtomicU32, Ordering};

/// Retry budget of a client. The budget limits the number of additional requests during an outage of the platform.
///
/// The budget counts tenths of a retry. Each retry costs ten tenths. Each call that succeeds without a retry returns one
/// tenth to the budget.
pub(crate) struct RetryBudget {
    left: AtomicU32,
    most: u32,
}

const RETRY: u32 = 10;

impl RetryBudget {
    pub(crate) fn new(retries: u32) -> Self {
        let most = retries.saturating_mul(RETRY);
        Self { left: AtomicU32::new(most), most }
    }

    /// Takes one retry from the budget. Returns `false` if the budget has no retry left.
    pub(crate) fn take(&self) -> bool {
        let take = |left: u32| left.checked_sub(RETRY);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// Adds a tenth of a retry to the budget, after a call that succeeded without a retry.
    pub(crate) fn earn(&self) {
        if self.left.load(Ordering::Relaxed) < self.most {
            self.left.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_are_earned() {
        let budget = RetryBudget::new(2);
        budget.earn();
        assert!(budget.take() && budget.take() && !budget.take());
        (0..9).for_each(|_| budget.earn());
        assert!(!budget.take());
        budget.earn();
        assert!(budget.take() && !budget.take());
        assert!(!RetryBudget::new(0).take());
    }
}
