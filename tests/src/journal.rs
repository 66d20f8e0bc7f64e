//! Journal of a test. Handlers, hooks and stores write their actions into the journal, in order.

use std::sync::{Arc, Mutex};

/// Journal of notes, in order. Clones share the notes.
#[derive(Debug, Clone, Default)]
pub struct Journal(Arc<Mutex<Vec<String>>>);

impl Journal {
    /// Adds a note.
    pub fn note(&self, note: impl Into<String>) {
        self.0.lock().expect("no one panicked").push(note.into());
    }

    /// Returns all notes.
    pub fn notes(&self) -> Vec<String> {
        self.0.lock().expect("no one panicked").clone()
    }

    /// Returns and removes all notes.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().expect("no one panicked"))
    }
}
