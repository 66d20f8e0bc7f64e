//! Report of a test: its problems, each with the notes of the login that has the problem.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::notes::{Action, Note, Notes, ProcessName, lines, refresh_tokens};

/// Prints a text directly to the standard error output. So the text is visible even if the test passes.
pub(crate) fn print(text: &str) {
    io::stderr().write_all(format!("{text}\n").as_bytes()).ok();
}

/// Writes the notes of one login to a file. Returns the path of the file.
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

/// Prints every problem. Also prints the notes of the first few logins that have a problem. Panics if there are problems.
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

/// Returns whether a refresh token reached the store, according to the notes. If a process was killed between a write and
/// its note, only a later read shows the write.
pub(crate) fn is_written(notes: &[Note], token: &str) -> bool {
    let has = |tokens: &[String]| tokens.iter().any(|one| one == token);
    notes.iter().any(|note| match &note.what {
        Action::PutPair(tokens, _) => has(tokens),
        Action::Read(found) => has(&refresh_tokens(found)),
        _ => false,
    })
}

/// Checks two rules, and returns a problem for each violation. The first rule: the renewals of a login do not overlap. The
/// second rule: a process that gets a new pair of tokens writes the pair to the store, unless the process is in `killed`.
pub(crate) fn always(notes: &Notes, login: usize, killed: &[&ProcessName]) -> Vec<Problem> {
    let notes = notes.of(login);
    let mut problems = Vec::new();
    for note in &notes {
        match &note.what {
            Action::SentTwice(token) => {
                let text = format!("{} sent {token} while another renewal of the login was open", note.who);
                problems.push(Problem::new(login, text));
            }
            Action::Exchanged(_, new) if !killed.contains(&&note.who) && !is_written(&notes, new) => {
                problems.push(Problem::new(login, format!("{} never wrote {new}, and was not killed", note.who)));
            }
            _ => {}
        }
    }
    problems
}

/// Checks a login that is still valid. Returns a problem if a call failed with `LoginNeeded`, or if the platform refused a
/// refresh token.
pub(crate) fn login_needed(notes: &Notes, login: usize) -> Option<Problem> {
    let notes = notes.of(login);
    let note = notes.iter().find(|note| matches!(note.what, Action::LoginNeeded(_) | Action::Refused(..)))?;
    let text = format!("it lives, but at {:.3} {}: {}", note.at.as_secs_f64(), note.who, note.what.to_string().trim());
    Some(Problem::new(login, text))
}
