//! Tests of `cargo xtask regen --watch`. After each save of the spec, the command must print diagnostics or the list of
//! written files.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Time limit for a line of output. Only a failing test waits this long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Line that the command prints after each report.
const READY: &str = "regen: watching spec/; press Ctrl-C to stop\n";

/// Running command. It watches a copy of the spec.
struct Watch {
    root: tempfile::TempDir,
    process: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("spec")).unwrap();
        let spec = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("spec");
        for entry in fs::read_dir(spec).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, root.path().join("spec").join(path.file_name().unwrap())).unwrap();
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.env("CARGO_MANIFEST_DIR", root.path().join("xtask")).args(["regen", "--watch"]);
        // Standard output and standard error go into one pipe, so that all lines keep their order.
        let (reader, writer) = std::io::pipe().unwrap();
        let process = command.stdout(writer.try_clone().unwrap()).stderr(writer).spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            BufReader::new(reader).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let watch = Self { root, process, lines };
        watch.says(" files written, 0 removed");
        watch
    }

    fn file(&self, name: &str) -> PathBuf {
        self.root.path().join("spec").join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.file(name)).unwrap()
    }

    /// Waits until the command has printed `expected` and the end of its report. Returns all printed lines up to this end.
    #[track_caller]
    fn says(&self, expected: &str) -> String {
        let (begin, mut said) = (Instant::now(), String::new());
        loop {
            match self.lines.recv_timeout(PATIENCE.saturating_sub(begin.elapsed())) {
                Ok(line) => said += &(line + "\n"),
                Err(_) => panic!("{expected}\n--- is not in\n{said}"),
            }
            if said.ends_with(READY) && said.contains(expected) {
                return said;
            }
        }
    }

    /// Saves a file as many editors do: a new file replaces the old one.
    fn save(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.file("new~"), text).unwrap();
        fs::rename(self.file("new~"), self.file(name)).unwrap();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

const NAMED: &str = "summary: Get the notes of a meeting\n";

#[test]
fn a_save_is_followed_by_diagnostics_or_by_what_was_written() {
    let watch = Watch::start();
    let note = watch.text("note.yaml");
    assert!(note.contains(NAMED));

    fs::write(watch.file("note.yaml"), note.replace(NAMED, "sumary: Get the notes of a meeting\n")).unwrap();
    let said = watch.says("error[key-unknown]: `sumary` is not a key of an operation");
    assert!(said.contains("--> spec/note.yaml:11:7"), "{said}");

    watch.save("note.yaml", note.replace(NAMED, "summary: Get notes\n"));
    watch.says("  vc-api/src/generated/note.rs");
    let written = fs::read_to_string(watch.root.path().join("vc-api/src/generated/note.rs")).unwrap();
    assert!(written.contains("Get notes"), "{written}");
}

#[test]
fn files_come_and_go() {
    let watch = Watch::start();
    watch.save("gate.yaml", "paths: []\n");
    watch.says("error[value-type]: `paths` must be a mapping, but this is a list");
    watch.save("gate.yaml", [0xff]);
    watch.says("is not UTF-8");
    fs::remove_file(watch.file("gate.yaml")).unwrap();
    watch.says("regen: 0 of ");
}

#[test]
fn its_own_output_does_not_start_it() {
    let watch = Watch::start();
    let begin = Instant::now();
    watch.save("schema.json", "{}");
    watch.save("note.yaml", watch.text("note.yaml").replace(NAMED, "summary: Get notes\n"));
    watch.says("  spec/schema.json");
    // If the command printed a second report, the report would arrive within this time.
    let more = watch.lines.recv_timeout(3 * begin.elapsed() + Duration::from_secs(1));
    assert_eq!(more, Err(RecvTimeoutError::Timeout));
}
