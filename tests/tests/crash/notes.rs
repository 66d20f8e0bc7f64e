//! Notes of all that the platform, the store and the processes do, in order, for each login.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use tokio::time::sleep;

/// A process of a login, such as `7a`.
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
    /// Since the test began.
    pub(crate) at: Duration,
    pub(crate) who: Who,
    pub(crate) what: What,
}

#[derive(Debug, Clone)]
pub(crate) enum What {
    /// The process was started, killed, paused or the like.
    Process(String),
    /// An operation of the store came, and has no effect yet.
    Asked(String),
    /// It took effect.
    Read(String),
    /// It put something else than a pair of tokens, such as a lease.
    Put(String),
    /// It put a pair of tokens: the refresh tokens in it.
    PutPair(Vec<String>, String),
    Removed(String),
    /// It changed nothing, since something else was there.
    Unchanged(String),
    /// It failed, or it is not known what became of it.
    StoreFailed(String),
    /// A refresh token is on its way to the platform.
    Sent(String),
    /// It is on its way while another refresh of the login is not answered.
    SentTwice(String),
    /// The platform exchanged the first for the second.
    Exchanged(String, String),
    Refused(String, i64),
    /// The new pair, or the refusal, is on its way to the process.
    Answered,
    /// The process was gone before the platform saw the refresh token.
    NeverArrived,
    /// The process was gone before it could read the answer.
    AnswerLost,
    /// A call of the process came through.
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

    /// Looks at the notes of a login until there is what is looked for, at most so long.
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

    /// Looks until a process noted something after that time.
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

/// The refresh tokens that a text holds.
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

/// A value of the store, for a person to read: the tokens in it, or its beginning.
pub(crate) fn value_words(value: &str) -> String {
    let tokens = [tokens(value, "u-double-"), refresh_tokens(value)].concat();
    if tokens.is_empty() { format!("`{}`", shortened(value, 40)) } else { format!("[{}]", tokens.join(" ")) }
}

/// A key of the store, without what all have in common.
pub(crate) fn key_words(key: &str) -> String {
    let own = key.strip_prefix("vc-api/").and_then(|key| key.splitn(3, '/').nth(2));
    own.unwrap_or(key).split('/').map(|part| shortened(part, 12)).collect::<Vec<_>>().join("/")
}

/// A text whose long run of hexadecimal digits is cut.
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
            Self::SentTwice(token) => write!(f, "  !! platform: {token} is on its way WHILE ANOTHER REFRESH IS OPEN"),
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

/// The notes as lines. What a process sees again and again while it waits is told once.
pub(crate) fn lines(notes: &[Note]) -> String {
    let mut text = String::new();
    let mut line = |at: Duration, who: &Who, what: &str| {
        text.push_str(&format!("{:>9.3}  {:<5}{what}\n", at.as_secs_f64(), who.to_string()));
    };
    // What each process has seen since it did something, and how often again.
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

/// A text without how long entries have left.
fn timeless(text: &str) -> String {
    let mut parts = text.split(" for ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(" s").map_or(part, |(_, rest)| rest))
}
