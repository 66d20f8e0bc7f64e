//! The log of the client, as a test captures it.

use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex};

use tracing::Dispatch;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::DefaultGuard;

use crate::secrecy;

/// The log of this thread at the finest level, while this lives. It fails a test in which an entry of the client takes more
/// than one line.
#[derive(Debug)]
pub struct CapturedLog {
    text: LogText,
    _guard: DefaultGuard,
}

/// A second subscriber, which takes nothing. As long as there is only one, `tracing` asks the thread that first comes to a
/// line whether the line is logged, for all threads: a thread of another test, which has none, would say no.
static OTHER: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(tracing::subscriber::NoSubscriber::new()));

impl CapturedLog {
    /// Begins to capture the log.
    pub fn start() -> Self {
        LazyLock::force(&OTHER);
        let text = LogText::default();
        let writer = text.clone();
        let log = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(move || writer.clone());
        Self { text, _guard: tracing::subscriber::set_default(log.finish()) }
    }

    /// Returns the log so far.
    pub fn text(&self) -> String {
        self.text.0.lock().expect("no one panicked").all.clone()
    }

    /// Returns the number of lines that hold all of these words.
    pub fn count(&self, words: &[&str]) -> usize {
        self.text().lines().filter(|line| words.iter().all(|word| line.contains(word))).count()
    }
}

impl Drop for CapturedLog {
    fn drop(&mut self) {
        let broken = &self.text.0.lock().expect("no one panicked").broken;
        assert!(std::thread::panicking() || broken.is_empty(), "entries of more than one line: {broken:#?}");
    }
}

/// A text that grows. Clones are the same text.
#[derive(Debug, Clone, Default)]
struct LogText(Arc<Mutex<Entries>>);

#[derive(Debug, Default)]
struct Entries {
    all: String,
    /// Those of the client that take more than one line.
    broken: Vec<String>,
}

impl Write for LogText {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if secrecy::is_all_shown() {
            io::stderr().write_all(bytes)?;
        }
        // The subscriber writes each entry at once.
        let entry = std::str::from_utf8(bytes).expect("logs are text");
        let mut entries = self.0.lock().expect("no one panicked");
        entries.all.push_str(entry);
        if entry.contains(" vc_api::") && entry.trim_end_matches('\n').contains('\n') {
            entries.broken.push(entry.to_owned());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
