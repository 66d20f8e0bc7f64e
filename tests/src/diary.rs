//! What happened, in order.

use std::sync::{Arc, Mutex};

/// Notes from several places. Clones are the same diary.
#[derive(Debug, Clone, Default)]
pub struct Diary(Arc<Mutex<Vec<String>>>);

impl Diary {
    /// Adds a note.
    pub fn note(&self, what: impl Into<String>) {
        self.0.lock().expect("no one panicked").push(what.into());
    }

    /// All notes.
    pub fn notes(&self) -> Vec<String> {
        self.0.lock().expect("no one panicked").clone()
    }

    /// The notes since the last time.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().expect("no one panicked"))
    }
}
