//! Process that runs the double of the platform.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::JoinHandle;

use anyhow::{Context, Result, ensure};

use crate::serve;

/// Strict double on a free port. The double runs until [`Self::end`] is called or the value is dropped.
pub(super) struct Double {
    server: Child,
    /// Shell variables of the double, such as its address and tokens.
    pub(super) variables: Vec<(String, String)>,
    /// Thread that reads the output of the server. Without this thread, a full pipe would block the server.
    printed: Option<JoinHandle<Vec<String>>>,
}

impl Double {
    pub(super) fn start(root: &Path) -> Result<Self> {
        let built = serve::command(root, "build").status().context("cannot run cargo")?;
        ensure!(built.success(), "the server does not build");
        let mut server = serve::command(root, "run");
        server.args(["--quiet", "--", "--strict", "--port", "0"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut double = Self { server: server.spawn()?, variables: Vec::new(), printed: None };
        let output = double.server.stdout.take().context("the server has no output")?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        for line in lines.by_ref().take_while(|line| !line.starts_with("Type ")) {
            double.variables.extend(exported(&line));
        }
        ensure!(!double.variables.is_empty(), "the server does not start");
        double.printed = Some(std::thread::spawn(move || lines.collect()));
        Ok(double)
    }

    /// Stops the double. Returns two values: whether all requests matched the spec, and the last line of the output.
    pub(super) fn end(mut self) -> Result<(bool, String)> {
        let mut input = self.server.stdin.take().context("the standard input of the server is closed")?;
        writeln!(input, "quit")?;
        let ended = self.server.wait()?;
        let printed = self.printed.take().map(JoinHandle::join).transpose();
        let printed = printed.ok().flatten().unwrap_or_default();
        Ok((ended.success(), printed.last().cloned().unwrap_or_default()))
    }
}

impl Drop for Double {
    fn drop(&mut self) {
        // The server may have exited already. The error of `kill` is therefore ignored.
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// Returns the name and the value of a line `export NAME='value'`.
fn exported(line: &str) -> Option<(String, String)> {
    let (name, value) = line.strip_prefix("export ")?.split_once('=')?;
    Some((name.to_owned(), value.trim_matches('\'').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_read() {
        let variable = exported("export VC_BASE_URL='http://127.0.0.1:1'");
        assert_eq!(variable, Some(("VC_BASE_URL".to_owned(), "http://127.0.0.1:1".to_owned())));
        assert_eq!(exported("serve: the double"), None);
    }
}
