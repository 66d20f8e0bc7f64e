//! Tests of the list of commands, and of wrong command lines.

use std::path::Path;
use std::process::{Command, Output};

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn commands_are_listed_by_task() {
    let alone = xtask(&[]);
    assert_eq!(alone.status.code(), Some(0));
    assert_eq!(text(&alone.stderr), "");
    let list = text(&alone.stdout);
    let tasks = ["Write the bindings", "Follow the platform", "Review and release", "Look things up", "Test and prove"];
    let places: Vec<usize> = tasks.iter().map(|task| list.find(&format!("\n{task}:\n  ")).unwrap()).collect();
    assert!(places.is_sorted(), "{list}");
    assert!(list.contains("\n  regen      Generate the client, vc-api/API.md and the schema of the spec\n"), "{list}");
    assert!(list.contains("\n  -h, --help  Print help\n"), "{list}");
    for help in ["--help", "-h", "help"] {
        let asked = xtask(&[help]);
        assert_eq!(asked.status.code(), Some(0));
        assert_eq!(text(&asked.stdout), list, "{help}");
    }
}

#[test]
fn pages_for_people_have_every_command() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let pages = ["README.md", "docs/spec.md"].map(|page| std::fs::read_to_string(root.join(page)).unwrap()).concat();
    let alone = xtask(&[]);
    let words = text(&alone.stdout).lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    let commands: Vec<&str> = words.filter(|word| !word.starts_with('-')).collect();
    assert!(commands.contains(&"regen"), "{commands:?}");
    for command in commands {
        assert!(pages.contains(&format!("| `cargo xtask {command}")), "no table has a row for {command}");
    }
}

#[test]
fn a_wrong_command_or_option_ends_with_2_and_says_what_was_meant() {
    for (arguments, expected) in
        [(["regne"].as_slice(), "regen"), (&["regen", "--chek"], "--check"), (&["soak"], "node-sdk")]
    {
        let done = xtask(arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        assert_eq!(text(&done.stdout), "");
        assert!(text(&done.stderr).contains(expected), "{}", text(&done.stderr));
    }
}
