//! Entry points for the fuzz targets outside of this crate.

use std::fmt::Debug;

#[cfg(feature = "long-connection")]
pub use crate::api::receive::long_connection::fuzzing::frames;
use crate::generated::{alert, bot, note, room};
use crate::runtime::operation::endpoint::Endpoint;
use crate::runtime::send::envelope::{self, Shape};
use crate::runtime::wire::from_json::FromJson;

/// Decodes `body` as the response of several operations, one for each form of a response. Returns whether strict and lenient
/// decoding agree. If lenient decoding succeeds and leaves no value out, strict decoding must return the same result. In all
/// other cases, strict decoding must fail.
#[must_use]
pub fn response(body: &[u8]) -> bool {
    is_read_alike::<alert::List>(body)
        && is_read_alike::<bot::Events>(body)
        && is_read_alike::<note::UnifiedNoteTranscript>(body)
        && is_read_alike::<room::Get>(body)
        && is_read_alike::<room::Mget>(body)
        && is_read_alike::<room::Delete>(body)
}

fn is_read_alike<E: Endpoint>(body: &[u8]) -> bool
where
    E::Response: FromJson + Debug,
{
    let shape = Shape::from(E::INFO.response);
    let read = |strict| envelope::read::<E::Response>(body, shape, strict);
    match (read(false), read(true)) {
        (Some((lenient, skipped)), Some((strict, none))) => {
            skipped.is_empty() && none.is_empty() && format!("{lenient:?}") == format!("{strict:?}")
        }
        (Some((_, skipped)), None) => !skipped.is_empty(),
        (None, Some(_)) => false,
        (None, None) => !envelope::locate::<E::Response>(body, shape, false).reason.is_empty(),
    }
}
