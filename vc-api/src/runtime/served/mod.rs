//! Calls from the other side: how a double of the platform reads them and writes the responses. Feature `testing`.
//!
//! May use `call`, and what stands below it.

pub(crate) mod received_parts;
pub(crate) mod reply;
pub(crate) mod served_call;
