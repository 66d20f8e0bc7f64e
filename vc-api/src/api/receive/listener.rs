//! Parts of the crate that look on while events are received.

use crate::api::receive::delivery::Delivery;

/// Looks on while events are received. It must not wait.
pub(crate) trait Listener: Send + Sync {
    /// An event came. It may have come before.
    fn delivered(&self, delivery: &Delivery);

    /// A long connection was opened. Events may have been lost before.
    #[cfg(feature = "long-connection")]
    fn connected(&self);
}
