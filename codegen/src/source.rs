//! Texts of the spec, and positions in these texts.

use std::collections::BTreeMap;

pub use index::{Duplicate, Index};
pub(crate) use lines::floor;
pub use lines::{character_at, line_column};
pub use place::Place;

mod index;
mod lines;
mod place;

/// The texts of files. The keys are the paths of the files.
pub type Texts = BTreeMap<String, String>;
