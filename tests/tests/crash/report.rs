//! Report of a test: the problems, each with the recorded steps of the login that has the problem.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::notes::{Note, Notes, What, Who, lines, refresh_tokens};

/// Prints lines at once, even if the test passes.
pub(crate) fn print(text: &str) {
    io::stderr().write_all(format!("{text}\n").as_bytes()).ok();
}

/// Writes the notes of a login into a file of its own, and returns its path.
pub(crate) fn write(notes: &Notes, test: &str, login: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crash").join(test);
    fs::create_dir_all(&folder).expect("it can be made");
    let path = folder.join(format!("login-{login}.txt"));
    fs::write(&path, lines(&notes.of(login))).expect("it can be written");
    path
}

/// Problem of a login.
pub(crate) struct Problem {
    pub(crate) login: usize,
    pub(crate) text: String,
}

impl Problem {
    pub(crate) fn new(login: usize, text: impl Into<String>) -> Self {
        Self { login, text: text.into() }
    }
}

/// Panics if there are problems. It prints all notes of the first few logins.
pub(crate) fn check(notes: &Notes, test: &str, problems: &[Problem]) {
    const SHOWN: usize = 3;
    if problems.is_empty() {
        return;
    }
    let mut shown = Vec::new();
    for Problem { login, text } in problems {
        let path = write(notes, test, *login);
        print(&format!("\n{test}: login {login}: {text}\n  {}", path.display()));
        if shown.len() < SHOWN && !shown.contains(login) {
            shown.push(*login);
            print(&lines(&notes.of(*login)));
        }
    }
    let texts: Vec<_> = problems.iter().map(|one| format!("login {}: {}", one.login, one.text)).collect();
    panic!("{} problems:\n{}", problems.len(), texts.join("\n"));
}

/// Returns whether that refresh token reached the store: a note says that it was put there, or that it was read there. Only
/// the latter exists if the process was gone after the put.
pub(crate) fn is_written(notes: &[Note], token: &str) -> bool {
    let has = |tokens: &[String]| tokens.iter().any(|one| one == token);
    notes.iter().any(|note| match &note.what {
        What::PutPair(tokens, _) => has(tokens),
        What::Read(found) => has(&refresh_tokens(found)),
        _ => false,
    })
}

/// Returns the violations of two rules for every login. Its renewals come one after the other. Each process writes the new
/// pair that it got, unless it is among the killed ones, `killed`.
pub(crate) fn always(notes: &Notes, login: usize, killed: &[&Who]) -> Vec<Problem> {
    let notes = notes.of(login);
    let mut problems = Vec::new();
    for note in &notes {
        match &note.what {
            What::SentTwice(token) => {
                let text = format!("{} sent {token} while another renewal of the login was open", note.who);
                problems.push(Problem::new(login, text));
            }
            What::Exchanged(_, new) if !killed.contains(&&note.who) && !is_written(&notes, new) => {
                problems.push(Problem::new(login, format!("{} never wrote {new}, and was not killed", note.who)));
            }
            _ => {}
        }
    }
    problems
}

/// Returns a problem if a call failed with `LoginNeeded`, or the platform refused a refresh token. Both are wrong for a
/// valid login.
pub(crate) fn login_needed(notes: &Notes, login: usize) -> Option<Problem> {
    let notes = notes.of(login);
    let note = notes.iter().find(|note| matches!(note.what, What::LoginNeeded(_) | What::Refused(..)))?;
    let text = format!("it lives, but at {:.3} {}: {}", note.at.as_secs_f64(), note.who, note.what.to_string().trim());
    Some(Problem::new(login, text))
}
