//! Support for tests that run the server as a process.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

/// Maximum time to wait for a line or for the end of the server.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Server {
    process: Child,
    input: ChildStdin,
    printed: Receiver<String>,
    /// Variables that the server prints for a shell.
    variables: HashMap<String, String>,
}

impl Server {
    /// Starts the server on a free port.
    pub(crate) fn start(options: &[&str]) -> Self {
        let mut process = command(&["--port", "0"])
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let input = process.stdin.take().expect("it reads commands");
        let output = BufReader::new(process.stdout.take().expect("it prints"));
        let (sender, printed) = channel();
        spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut server = Self { process, input, printed, variables: HashMap::new() };
        loop {
            let line = server.line();
            if let Some((name, value)) = line.strip_prefix("export ").and_then(|rest| rest.split_once('=')) {
                server.variables.insert(name.to_owned(), value.trim_matches('\'').to_owned());
            }
            if line.starts_with("Type ") {
                assert_eq!(server.line(), "");
                return server;
            }
        }
    }

    /// Returns the value of a variable that the server printed.
    pub(crate) fn variable(&self, name: &str) -> &str {
        self.variables.get(name).unwrap_or_else(|| panic!("it does not export {name}"))
    }

    pub(crate) fn variables(&self) -> &HashMap<String, String> {
        &self.variables
    }

    pub(crate) fn id(&self) -> String {
        self.process.id().to_string()
    }

    /// Waits for the next line of the server, and returns this line.
    pub(crate) fn line(&self) -> String {
        self.printed.recv_timeout(PATIENCE).expect("it prints a line")
    }

    pub(crate) fn type_line(&mut self, line: &str) {
        writeln!(self.input, "{line}").expect("it reads commands");
    }

    /// Waits for the end of the server. Returns its exit code and the unread lines.
    pub(crate) fn end(mut self) -> (Option<i32>, Vec<String>) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().expect("its end can be seen") {
                return (status.code(), self.printed.iter().collect());
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

pub(crate) fn command(options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vc-serve"));
    command.args(options);
    command
}
