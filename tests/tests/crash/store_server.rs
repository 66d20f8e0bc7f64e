//! Server that the test runs for all processes. The server has the shared store, and tells each process the next action.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::sleep;
use vc_api::{MemoryStore, Secret, StoreEntry, TokenStore};

use crate::counters::Steps;
use crate::notes::{Action, Notes, ProcessName, key_words, refresh_tokens, value_words};
use crate::{store, wire};

/// Next action of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// Makes calls without end.
    Go,
    /// Makes one call, and then waits.
    Once,
    Wait,
    /// Ends after the process has finished its background tasks.
    Stop,
}

/// Server of the store. It runs until this value is dropped.
pub(crate) struct StoreServer {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
    running: JoinHandle<()>,
}

struct Shared {
    entries: MemoryStore,
    notes: Notes,
    counters: Steps,
    most_delay: Duration,
    next: Mutex<HashMap<ProcessName, watch::Sender<Next>>>,
    /// Number of open connections of each process.
    open: Mutex<HashMap<ProcessName, usize>>,
}

impl StoreServer {
    /// Starts a server that waits for a random time before and after the effect of each operation.
    pub(crate) async fn start(notes: &Notes, counters: &Steps, most_delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("the port is known");
        let (notes, counters) = (notes.clone(), counters.clone());
        let (entries, next, open) = (MemoryStore::new(), Mutex::default(), Mutex::default());
        let shared = Arc::new(Shared { entries, notes, counters, most_delay, next, open });
        let serving = Arc::clone(&shared);
        let running = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&serving);
                // An error means that the process has ended.
                tokio::spawn(async move { shared.serve(stream).await.ok() });
            }
        });
        Self { address, shared, running }
    }

    pub(crate) fn tell(&self, who: &ProcessName, next: Next) {
        self.shared.next_of(who).send_replace(next);
    }

    /// Returns whether all operations that a process sent have taken effect. A connection counts as open until its
    /// operations have taken effect.
    pub(crate) fn is_settled(&self, who: &ProcessName) -> bool {
        lock(&self.shared.open).get(who).is_none_or(|open| *open == 0)
    }
}

impl Drop for StoreServer {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Shared {
    fn next_of(&self, who: &ProcessName) -> watch::Sender<Next> {
        lock(&self.next).entry(who.clone()).or_insert_with(|| watch::Sender::new(Next::Wait)).clone()
    }

    async fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let hello = wire::receive(&mut stream).await?;
        let who = hello.as_str().and_then(ProcessName::read).ok_or(io::ErrorKind::InvalidData)?;
        *lock(&self.open).entry(who.clone()).or_default() += 1;
        let served = self.serve_process(&who, &mut stream).await;
        lock(&self.open).entry(who.clone()).and_modify(|open| *open -= 1);
        served
    }

    async fn serve_process(&self, who: &ProcessName, stream: &mut TcpStream) -> io::Result<()> {
        loop {
            let asked = wire::receive(stream).await?;
            let answer = match asked["do"].as_str() {
                Some("get") => self.get(who, &asked).await,
                Some("set") => self.set(who, &asked).await,
                Some("next") => self.next(who).await,
                Some("watch") => Value::Null,
                _ => {
                    self.note(who, &asked);
                    Value::Null
                }
            };
            wire::send(stream, &answer).await?;
        }
    }

    /// Waits for a random time. The operation takes effect even if its process ends during the wait.
    async fn pause(&self) {
        sleep(self.most_delay.mul_f64(fastrand::f64())).await;
    }

    async fn get(&self, who: &ProcessName, asked: &Value) -> Value {
        let key = asked["key"].as_str().unwrap_or_default();
        self.notes.add(who, Action::Asked(format!("read {}", key_words(key))));
        self.pause().await;
        let found = self.entries.get(key).await.expect("it does not fail");
        let words = found.as_ref().map_or("nothing".to_owned(), words);
        let told = format!("{}: {words}", key_words(key));
        self.notes.add(who, Action::Read(told.clone()));
        self.pause().await;
        self.counters.pass(who, &format!("read {told}")).await;
        found.as_ref().map_or(Value::Null, store::entry_json)
    }

    async fn set(&self, who: &ProcessName, asked: &Value) -> Value {
        let key = asked["key"].as_str().unwrap_or_default();
        let expected = asked["expected"].as_str().map(Secret::from);
        let new = store::entry(&asked["new"]);
        self.notes.add(who, Action::Asked(format!("change {}", key_words(key))));
        self.pause().await;
        let is_set = self.entries.compare_and_set(key, expected.as_ref(), new.clone()).await.expect("it does not fail");
        let there = self.entries.get(key).await.expect("it does not fail");
        let what = change(key, expected.as_ref(), new.as_ref(), is_set, there.as_ref());
        let told = what.to_string();
        self.notes.add(who, what);
        self.pause().await;
        self.counters.pass(who, told.trim()).await;
        json!(is_set)
    }

    async fn next(&self, who: &ProcessName) -> Value {
        let next = self.next_of(who);
        let told = next.subscribe().wait_for(|next| *next != Next::Wait).await.map_or(Next::Stop, |next| *next);
        next.send_if_modified(|next| {
            let is_once = *next == Next::Once;
            if is_once {
                *next = Next::Wait;
            }
            is_once
        });
        json!(told != Next::Stop)
    }

    /// Converts a report of a process into a note, and adds the note.
    fn note(&self, who: &ProcessName, told: &Value) {
        let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
        let key = text("key");
        self.notes.add(
            who,
            match told["do"].as_str().unwrap_or_default() {
                "good" => Action::Good,
                "login needed" => Action::LoginNeeded(text("error")),
                "failed" => Action::Failed(text("error")),
                "asked" => Action::Asked(format!("change {}", key_words(&key))),
                "read" => {
                    let found = store::entry(&told["found"]);
                    Action::Read(format!("{}: {}", key_words(&key), found.as_ref().map_or("nothing".to_owned(), words)))
                }
                "store failed" => Action::StoreFailed(format!("{}: {}", key_words(&key), text("error"))),
                "changed" => {
                    let expected = told["expected"].as_str().map(Secret::from);
                    change(&key, expected.as_ref(), store::entry(&told["new"]).as_ref(), told["is_set"] == true, None)
                }
                other => Action::Process(other.to_owned()),
            },
        );
    }
}

/// Returns the note about a change that a process requested from the store. `is_set` says whether the store made the change.
fn change(
    key: &str,
    expected: Option<&Secret>,
    new: Option<&StoreEntry>,
    is_set: bool,
    there: Option<&StoreEntry>,
) -> Action {
    let expected = expected.map_or("nothing".to_owned(), |value| value_words(value.expose()));
    let told = |new: &str| format!("{}: {expected} -> {new}", key_words(key));
    match new {
        _ if !is_set => {
            let there = there.map_or("something else".to_owned(), words);
            let new = new.map_or("nothing".to_owned(), words);
            Action::Unchanged(format!("{}, since {there} is there", told(&new)))
        }
        Some(entry) => match refresh_tokens(entry.value.expose()) {
            tokens if tokens.is_empty() => Action::Put(told(&words(entry))),
            tokens => Action::PutPair(tokens, told(&words(entry))),
        },
        None => Action::Removed(told("nothing")),
    }
}

fn words(entry: &StoreEntry) -> String {
    format!("{} for {:.1} s", value_words(entry.value.expose()), entry.expires_in.as_secs_f64())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no one panicked")
}
