//! Captured log of the client.

use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex};

use tracing::Dispatch;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::DefaultGuard;

use crate::secrecy;

/// Captured log of this thread at the level TRACE. Dropping this value ends the capture, and fails the test if a log entry
/// of the client has more than one line.
#[derive(Debug)]
pub struct CapturedLog {
    text: LogText,
    _guard: DefaultGuard,
}

/// Second subscriber, which ignores everything. With several subscribers, `tracing` asks the subscriber of each thread
/// whether to log a statement. With a single subscriber, `tracing` asks only once, in the thread that reaches the statement
/// first. If that thread runs another test and has no subscriber, no thread logs the statement.
static OTHER: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(tracing::subscriber::NoSubscriber::new()));

impl CapturedLog {
    /// Starts to capture the log.
    pub fn start() -> Self {
        LazyLock::force(&OTHER);
        let text = LogText::default();
        let writer = text.clone();
        let log = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(move || writer.clone());
        Self { text, _guard: tracing::subscriber::set_default(log.finish()) }
    }

    /// Returns the log until now.
    pub fn text(&self) -> String {
        self.text.0.lock().expect("no one panicked").all.clone()
    }

    /// Returns the number of lines with all of these words.
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

/// Captured text. Clones share the text.
#[derive(Debug, Clone, Default)]
struct LogText(Arc<Mutex<Entries>>);

#[derive(Debug, Default)]
struct Entries {
    all: String,
    /// Log entries of the client that have more than one line.
    broken: Vec<String>,
}

impl Write for LogText {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if secrecy::is_all_shown() {
            io::stderr().write_all(bytes)?;
        }
        // The subscriber writes each entry in one call, so `bytes` is a whole entry.
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
