//! Texts of the spec, places in them, and lines and columns.

use std::collections::BTreeMap;

pub use index::{Duplicate, Index};
pub(crate) use lines::floor;
pub use lines::{character_at, line_column};
pub use place::Place;

mod index;
mod lines;
mod place;

/// The texts of files, by path.
pub type Texts = BTreeMap<String, String>;
