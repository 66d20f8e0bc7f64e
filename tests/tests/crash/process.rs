//! Processes that a test starts, pauses and kills.

use std::env;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::time::sleep;

use crate::child::{ARGUMENTS, PROCESS};
use crate::notes::{Action, Notes, ProcessName};

/// Started process. Dropping this value kills the process.
pub(crate) struct Process {
    pub(crate) who: ProcessName,
    child: Child,
    notes: Notes,
}

impl Process {
    /// Starts this test program again as a separate process.
    pub(crate) fn start(who: &ProcessName, arguments: &Value, notes: &Notes) -> Self {
        let mut command = Command::new(env::current_exe().expect("it is known"));
        command.args([PROCESS, "--exact", "--ignored", "--test-threads=1"]).env(ARGUMENTS, arguments.to_string());
        let command = command.stdin(Stdio::null()).stdout(Stdio::null());
        let child = command.spawn().expect("it can be started");
        notes.add(who, Action::Process(format!("started as {}", child.id())));
        Self { who: who.clone(), child, notes: notes.clone() }
    }

    /// Kills the process, and returns the time at which it ended.
    pub(crate) fn kill(&mut self) -> Duration {
        self.notes.add(&self.who, Action::Process("KILL".to_owned()));
        self.child.kill().and_then(|()| self.child.wait()).expect("it can be killed");
        let gone = self.notes.now();
        self.notes.add(&self.who, Action::Process("killed".to_owned()));
        gone
    }

    /// Pauses the process with a signal, and waits until the process has stopped.
    #[cfg(unix)]
    pub(crate) async fn pause(&self) {
        signal("-STOP", self.child.id());
        while !is_stopped(self.child.id()) {
            sleep(Duration::from_millis(5)).await;
        }
        sleep(Duration::from_millis(50)).await;
        self.notes.add(&self.who, Action::Process("PAUSED".to_owned()));
    }

    #[cfg(unix)]
    pub(crate) fn go_on(&self) {
        self.notes.add(&self.who, Action::Process("CONTINUED".to_owned()));
        signal("-CONT", self.child.id());
    }

    /// Waits until the process ends by itself. Returns `false` if the process still runs after `limit`.
    pub(crate) async fn ended(&mut self, limit: Duration) -> bool {
        let end = Instant::now() + limit;
        while Instant::now() < end {
            if self.child.try_wait().expect("it is known").is_some() {
                self.notes.add(&self.who, Action::Process("ended".to_owned()));
                return true;
            }
            sleep(Duration::from_millis(20)).await;
        }
        false
    }
}

#[cfg(unix)]
pub(crate) fn signal(signal: &str, process: u32) {
    let told = Command::new("kill").args([signal, &process.to_string()]).status().expect("there is `kill`");
    assert!(told.success(), "kill {signal} {process}");
}

/// Returns whether all threads of a process are stopped. Also returns `true` if the system does not report the states of
/// threads.
#[cfg(unix)]
fn is_stopped(process: u32) -> bool {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else { return true };
    threads.flatten().all(|thread| {
        let state = std::fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        // The file has the form `12 (name) T …`. The letter is the state of the thread, and `T` means stopped.
        state.rsplit_once(") ").is_none_or(|(_, state)| state.starts_with('T'))
    })
}

impl Drop for Process {
    fn drop(&mut self) {
        // The process may have ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
