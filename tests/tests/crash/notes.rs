//! Notes of a test: for each login, all actions of the platform, the store and the processes, in order.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use tokio::time::sleep;

/// Name of a process: the number of its login and a letter, such as `7a`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ProcessName {
    pub(crate) login: usize,
    pub(crate) process: char,
}

impl ProcessName {
    pub(crate) fn new(login: usize, process: char) -> Self {
        Self { login, process }
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        let process = text.chars().next_back()?;
        Some(Self { login: text.strip_suffix(process)?.parse().ok()?, process })
    }
}

impl fmt::Display for ProcessName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.login, self.process)
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Note {
    /// Time since the test began.
    pub(crate) at: Duration,
    pub(crate) who: ProcessName,
    pub(crate) what: Action,
}

#[derive(Debug, Clone)]
pub(crate) enum Action {
    /// The test started, killed, paused or continued the process, or the process ended.
    Process(String),
    /// The store received a request to read or change a value. The store has not changed the value yet.
    Asked(String),
    /// The request read a value.
    Read(String),
    /// The request wrote a lease, or another value that is not a pair of tokens.
    Put(String),
    /// The request wrote a value that contains these refresh tokens. The second field describes the change.
    PutPair(Vec<String>, String),
    Removed(String),
    /// The request changed nothing, because the store did not have the expected value.
    Unchanged(String),
    /// The request to the store failed, or the result of the request is unknown.
    StoreFailed(String),
    /// The process sent a refresh token while no other renewal of the login was waiting for a response.
    Sent(String),
    /// The process sent a refresh token while another renewal of the login was waiting for a response.
    SentTwice(String),
    /// The platform exchanged the first of these refresh tokens for the second.
    Exchanged(String, String),
    Refused(String, i64),
    /// The server sent its response to the process: the new pair of tokens, or the refusal.
    Answered,
    /// The process ended before its refresh token reached the platform.
    NeverArrived,
    /// The process ended before it could read the response to its renewal.
    AnswerLost,
    /// A call of the process succeeded.
    Good,
    Failed(String),
    /// A call of the process ended with `LoginNeeded`.
    LoginNeeded(String),
}

#[derive(Clone)]
pub(crate) struct Notes {
    started: Instant,
    of_logins: Arc<Mutex<BTreeMap<usize, Vec<Note>>>>,
}

impl Notes {
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), of_logins: Arc::default() }
    }

    pub(crate) fn now(&self) -> Duration {
        self.started.elapsed()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<usize, Vec<Note>>> {
        self.of_logins.lock().expect("no one panicked")
    }

    pub(crate) fn add(&self, who: &ProcessName, what: Action) {
        let mut of_logins = self.lock();
        let at = self.now();
        of_logins.entry(who.login).or_default().push(Note { at, who: who.clone(), what });
    }

    pub(crate) fn of(&self, login: usize) -> Vec<Note> {
        self.lock().get(&login).cloned().unwrap_or_default()
    }

    /// Polls the notes of a login until `look` returns a value, for at most `limit`.
    pub(crate) async fn find<T>(
        &self,
        login: usize,
        limit: Duration,
        look: impl Fn(&[Note]) -> Option<T>,
    ) -> Option<T> {
        let end = Instant::now() + limit;
        loop {
            let found = look(self.lock().get(&login).map_or(&[], Vec::as_slice));
            if found.is_some() || Instant::now() >= end {
                return found;
            }
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Polls the notes for at most `limit`. Returns the first note that meets three conditions: its process is `who`, its
    /// time is not before `after`, and `predicate` returns `true` for its action.
    pub(crate) async fn until(
        &self,
        who: &ProcessName,
        after: Duration,
        limit: Duration,
        predicate: impl Fn(&Action) -> bool,
    ) -> Option<Note> {
        let fits = |note: &&Note| note.at >= after && note.who == *who && predicate(&note.what);
        self.find(who.login, limit, |notes| notes.iter().find(fits).cloned()).await
    }
}

/// Returns the refresh tokens in a text.
pub(crate) fn refresh_tokens(text: &str) -> Vec<String> {
    tokens(text, "r-double-")
}

fn tokens(text: &str, prefix: &str) -> Vec<String> {
    let rests = text.split(prefix).skip(1);
    rests.map(|rest| format!("{prefix}{}", digits(rest))).collect()
}

fn digits(text: &str) -> &str {
    text.split(|character: char| !character.is_ascii_digit()).next().unwrap_or_default()
}

/// Returns a short form of a stored value: its tokens, or its beginning if the value contains no tokens.
pub(crate) fn value_words(value: &str) -> String {
    let tokens = [tokens(value, "u-double-"), refresh_tokens(value)].concat();
    if tokens.is_empty() { format!("`{}`", shortened(value, 40)) } else { format!("[{}]", tokens.join(" ")) }
}

/// Returns a key of the store without the prefix that all keys share.
pub(crate) fn key_words(key: &str) -> String {
    let own = key.strip_prefix("vc-api/").and_then(|key| key.splitn(3, '/').nth(2));
    own.unwrap_or(key).split('/').map(|part| shortened(part, 12)).collect::<Vec<_>>().join("/")
}

/// Shortens a text. If the text begins with a long hexadecimal number, only six digits of the number remain. If the text has
/// more than `most + 12` characters, only `most` characters remain.
fn shortened(text: &str, most: usize) -> String {
    let hex = text.chars().take_while(char::is_ascii_hexdigit).count();
    let text = if hex > 12 { format!("{}…{}", &text[..6], &text[hex..]) } else { text.to_owned() };
    if text.chars().count() > most + 12 { text.chars().take(most).chain(['…']).collect() } else { text }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Process(what) => write!(f, "==== {what}"),
            Self::Asked(what) => write!(f, "     store: asked to {what}"),
            Self::Read(what) => write!(f, "     store: read {what}"),
            Self::Put(what) => write!(f, "     store: put {what}"),
            Self::PutPair(_, what) => write!(f, "  ** store: WROTE {what}"),
            Self::Removed(what) => write!(f, "     store: removed {what}"),
            Self::Unchanged(what) => write!(f, "     store: unchanged, {what}"),
            Self::StoreFailed(what) => write!(f, "     store: FAILED, {what}"),
            Self::Sent(token) => write!(f, "  -> platform: {token} is on its way"),
            Self::SentTwice(token) => write!(f, "  !! platform: {token} is on its way WHILE ANOTHER RENEWAL IS OPEN"),
            Self::Exchanged(old, new) => write!(f, "  ** platform: EXCHANGED {old} for {new}"),
            Self::Refused(token, code) => write!(f, "  !! platform: REFUSED {token} with {code}"),
            Self::Answered => write!(f, "  <- platform: the answer is on its way"),
            Self::NeverArrived => write!(f, "  .. platform: the process is gone, the refresh token never arrived"),
            Self::AnswerLost => write!(f, "  .. platform: the process is gone, nobody reads the answer"),
            Self::Good => write!(f, "     call: good"),
            Self::Failed(error) => write!(f, "  !! call: failed: {error}"),
            Self::LoginNeeded(error) => write!(f, "  !! call: LOGIN NEEDED: {error}"),
        }
    }
}

/// Returns the notes as lines. A waiting process repeats its reads: the lines show each read once, and then the number of
/// repetitions.
pub(crate) fn lines(notes: &[Note]) -> String {
    let mut text = String::new();
    let mut line = |at: Duration, who: &ProcessName, what: &str| {
        text.push_str(&format!("{:>9.3}  {:<5}{what}\n", at.as_secs_f64(), who.to_string()));
    };
    // For each process: its reads, and the number of repeated reads. Any other action of the process resets both.
    let mut seen: BTreeMap<&ProcessName, (Vec<String>, usize)> = BTreeMap::new();
    for note in notes.iter().filter(|note| !matches!(note.what, Action::Asked(_))) {
        let what = note.what.to_string();
        let (seen, again) = seen.entry(&note.who).or_default();
        if matches!(note.what, Action::Read(_) | Action::Unchanged(_)) {
            let timeless = timeless(&what);
            if seen.contains(&timeless) {
                *again += 1;
                continue;
            }
            seen.push(timeless);
        } else {
            if *again > 0 {
                line(note.at, &note.who, &format!("     store: the same, {again} times"));
            }
            (*seen, *again) = (Vec::new(), 0);
        }
        line(note.at, &note.who, &what);
    }
    text
}

/// Removes the remaining lifetime of an entry from the text of a note, so that repeated reads of the entry have equal texts.
fn timeless(text: &str) -> String {
    let mut parts = text.split(" for ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(" s").map_or(part, |(_, rest)| rest))
}
