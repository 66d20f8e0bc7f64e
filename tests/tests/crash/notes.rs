//! Notes of all actions of the platform, the store and the processes, in order, for each login.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use tokio::time::sleep;

/// Process of a login, such as `7a`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Who {
    pub(crate) login: usize,
    pub(crate) process: char,
}

impl Who {
    pub(crate) fn new(login: usize, process: char) -> Self {
        Self { login, process }
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        let process = text.chars().next_back()?;
        Some(Self { login: text.strip_suffix(process)?.parse().ok()?, process })
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.login, self.process)
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Note {
    /// Time since the test began.
    pub(crate) at: Duration,
    pub(crate) who: Who,
    pub(crate) what: What,
}

#[derive(Debug, Clone)]
pub(crate) enum What {
    /// The process was started, killed, paused or similar.
    Process(String),
    /// The store received an operation, which has no effect yet.
    Asked(String),
    /// The operation read a value.
    Read(String),
    /// The operation put another value than a pair of tokens, such as a lease.
    Put(String),
    /// The operation put a pair of tokens, with these refresh tokens.
    PutPair(Vec<String>, String),
    Removed(String),
    /// The operation changed nothing, because the store had another value.
    Unchanged(String),
    /// The operation failed, or its result is unknown.
    StoreFailed(String),
    /// A refresh token is on its way to the platform.
    Sent(String),
    /// A refresh token is on its way while another renewal of the login has no response.
    SentTwice(String),
    /// The platform exchanged the first refresh token for the second.
    Exchanged(String, String),
    Refused(String, i64),
    /// The new pair, or the refusal, is on its way to the process.
    Answered,
    /// The process was gone before the platform saw the refresh token.
    NeverArrived,
    /// The process was gone before it could read the response.
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

    pub(crate) fn add(&self, who: &Who, what: What) {
        let mut of_logins = self.lock();
        let at = self.now();
        of_logins.entry(who.login).or_default().push(Note { at, who: who.clone(), what });
    }

    pub(crate) fn of(&self, login: usize) -> Vec<Note> {
        self.lock().get(&login).cloned().unwrap_or_default()
    }

    /// Polls the notes of a login until `look` finds something, for at most `limit`.
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

    /// Polls the notes until a process has a matching note after that time, for at most `limit`.
    pub(crate) async fn until(
        &self,
        who: &Who,
        after: Duration,
        limit: Duration,
        is: impl Fn(&What) -> bool,
    ) -> Option<Note> {
        let fits = |note: &&Note| note.at >= after && note.who == *who && is(&note.what);
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

/// Returns a value of the store in readable form: the tokens in it, or its beginning.
pub(crate) fn value_words(value: &str) -> String {
    let tokens = [tokens(value, "u-double-"), refresh_tokens(value)].concat();
    if tokens.is_empty() { format!("`{}`", shortened(value, 40)) } else { format!("[{}]", tokens.join(" ")) }
}

/// Returns a key of the store without the prefix that all keys share.
pub(crate) fn key_words(key: &str) -> String {
    let own = key.strip_prefix("vc-api/").and_then(|key| key.splitn(3, '/').nth(2));
    own.unwrap_or(key).split('/').map(|part| shortened(part, 12)).collect::<Vec<_>>().join("/")
}

/// Returns a text with a long run of hexadecimal digits at its beginning shortened, cut after `most` characters.
fn shortened(text: &str, most: usize) -> String {
    let hex = text.chars().take_while(char::is_ascii_hexdigit).count();
    let text = if hex > 12 { format!("{}…{}", &text[..6], &text[hex..]) } else { text.to_owned() };
    if text.chars().count() > most + 12 { text.chars().take(most).chain(['…']).collect() } else { text }
}

impl fmt::Display for What {
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

/// Returns the notes as lines. Repeated reads of a process that waits are printed once, with their number.
pub(crate) fn lines(notes: &[Note]) -> String {
    let mut text = String::new();
    let mut line = |at: Duration, who: &Who, what: &str| {
        text.push_str(&format!("{:>9.3}  {:<5}{what}\n", at.as_secs_f64(), who.to_string()));
    };
    // Reads of each process since its last action, and the number of their repetitions.
    let mut seen: BTreeMap<&Who, (Vec<String>, usize)> = BTreeMap::new();
    for note in notes.iter().filter(|note| !matches!(note.what, What::Asked(_))) {
        let what = note.what.to_string();
        let (seen, again) = seen.entry(&note.who).or_default();
        if matches!(note.what, What::Read(_) | What::Unchanged(_)) {
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

/// Returns a text without the remaining times of entries.
fn timeless(text: &str) -> String {
    let mut parts = text.split(" for ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(" s").map_or(part, |(_, rest)| rest))
}
