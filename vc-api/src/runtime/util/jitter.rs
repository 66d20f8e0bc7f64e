//! Pauses of a random length, so that callers that failed together do not retry together.

use std::time::Duration;

/// Returns a random duration up to `longest`.
pub(crate) fn jittered(longest: Duration) -> Duration {
    longest.mul_f64(fastrand::f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_spread_over_all_of_their_length() {
        let pauses: Vec<_> = (0..1000).map(|_| jittered(Duration::from_secs(1))).collect();
        for tenth in 0..10 {
            let (from, to) = (Duration::from_millis(tenth * 100), Duration::from_millis(tenth * 100 + 100));
            let within = pauses.iter().filter(|pause| (from..to).contains(*pause)).count();
            assert!(within > 30, "{within} of 1000 pauses are between {from:?} and {to:?}");
        }
    }
}
