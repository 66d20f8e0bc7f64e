//! What a test tells: problems, each with the notes of its login.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::notes::{Note, Notes, What, Who, lines, refresh_tokens};

/// Prints lines at once, also those of a test that passes.
pub(crate) fn print(text: &str) {
    io::stderr().write_all(format!("{text}\n").as_bytes()).ok();
}

/// Writes the notes of a login into a file of its own; returns its path.
pub(crate) fn write(notes: &Notes, test: &str, login: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crash").join(test);
    fs::create_dir_all(&folder).expect("it can be made");
    let path = folder.join(format!("login-{login}.txt"));
    fs::write(&path, lines(&notes.of(login))).expect("it can be written");
    path
}

/// A login, and what is wrong with it.
pub(crate) struct Problem {
    pub(crate) login: usize,
    pub(crate) text: String,
}

impl Problem {
    pub(crate) fn new(login: usize, text: impl Into<String>) -> Self {
        Self { login, text: text.into() }
    }
}

/// Panics if there are problems. The notes of the first few are printed whole.
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

/// Whether that refresh token came into the store: it was put there or, where nobody was left to tell, was found there.
pub(crate) fn is_written(notes: &[Note], token: &str) -> bool {
    let has = |tokens: &[String]| tokens.iter().any(|one| one == token);
    notes.iter().any(|note| match &note.what {
        What::PutPair(tokens, _) => has(tokens),
        What::Read(found) => has(&refresh_tokens(found)),
        _ => false,
    })
}

/// What must be so of every login: its refreshes come one after the other, and each new pair is written by the process that
/// got it, unless that was killed. `killed` are the killed ones.
pub(crate) fn always(notes: &Notes, login: usize, killed: &[&Who]) -> Vec<Problem> {
    let notes = notes.of(login);
    let mut problems = Vec::new();
    for note in &notes {
        match &note.what {
            What::SentTwice(token) => {
                let text = format!("{} sent {token} while another refresh of the login was open", note.who);
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

/// A call that asked for a login, or a refresh token that the platform refused: neither may be while the login lives.
pub(crate) fn login_needed(notes: &Notes, login: usize) -> Option<Problem> {
    let notes = notes.of(login);
    let note = notes.iter().find(|note| matches!(note.what, What::LoginNeeded(_) | What::Refused(..)))?;
    let text = format!("it lives, but at {:.3} {}: {}", note.at.as_secs_f64(), note.who, note.what.to_string().trim());
    Some(Problem::new(login, text))
}
