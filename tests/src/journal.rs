//! A journal, in which handlers and stand-ins note the order of events in a test.

use std::sync::{Arc, Mutex};

/// Notes from several places, in order. Clones share their notes.
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

    /// Returns the notes since the last time, and removes them.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().expect("no one panicked"))
    }
}
