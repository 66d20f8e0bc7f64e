//! Server between the processes and the platform. The server forwards all requests. It delays each renewal before and after
//! the exchange of the token, and notes each step of the renewal.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use vc_tests::endpoints::USER_TOKENS;

use crate::counters::Steps;
use crate::notes::{Action, Notes, ProcessName};

/// Code with which the server rejects a user access token, as the platform does.
const REJECTED: i64 = 99_991_668;
/// Prefix of a process name in the header `User-Agent`.
pub(crate) const AGENT: &str = "crash-test/";

/// Reason why the clients in a test renew the tokens of a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The server rejects a token from a process that has already used the token. Except for the first
    /// [`REJECTED_AT_ONCE`] tokens of a login, each token stays valid for at least [`REJECTED_AFTER`].
    Rejected,
    /// The token expires after one second.
    Expired,
    /// The token is valid long enough for a call, but expires so soon that the client renews it in the background.
    Background,
    /// The token stays valid for the whole test, so no client renews it.
    Nothing,
}

impl Reason {
    /// Returns the lifetime of the access token, in seconds.
    fn life(self) -> u64 {
        match self {
            Self::Rejected | Self::Nothing => 7200,
            Self::Expired => 1,
            Self::Background => 200,
        }
    }
}

/// Server that runs until this value is dropped.
pub(crate) struct RenewalProxy {
    pub(crate) url: String,
    shared: Arc<Shared>,
    running: JoinHandle<()>,
}

struct Shared {
    platform: String,
    http: reqwest::Client,
    notes: Notes,
    counters: Steps,
    most_delay: Duration,
    logins: Mutex<HashMap<usize, Login>>,
}

struct Login {
    reason: Reason,
    /// Access tokens that the platform issued.
    given: HashSet<String>,
    /// Access tokens that the server rejects.
    rejected: HashSet<String>,
    /// Access tokens in calls, each with the process that used the token.
    used: HashSet<(ProcessName, String)>,
    /// Ids of the renewals that have no response yet.
    open: Vec<u64>,
    /// Time at which the platform last issued tokens for the login.
    exchanged: Instant,
}

/// Number of short-lived tokens at the beginning of each login. When a process uses one of these tokens for the second time,
/// the server rejects the token. A later token stays valid longer, because a client replaces at most ten tokens in a minute.
const REJECTED_AT_ONCE: usize = 4;
/// Minimum time that a token stays valid after its issue, except for the first [`REJECTED_AT_ONCE`] tokens of a login.
const REJECTED_AFTER: Duration = Duration::from_secs(12);

impl Login {
    /// Records a use of the token by the process. Returns whether the server must reject the token because of an earlier
    /// use.
    fn is_used_up(&mut self, who: &ProcessName, token: &str) -> bool {
        let is_new = self.used.insert((who.clone(), token.to_owned()));
        let is_time = self.given.len() <= REJECTED_AT_ONCE || self.exchanged.elapsed() >= REJECTED_AFTER;
        self.reason == Reason::Rejected && !is_new && is_time
    }
}

impl RenewalProxy {
    pub(crate) async fn start(platform: &str, notes: &Notes, counters: &Steps, most_delay: Duration) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().expect("the options are good");
        let (platform, notes, counters) = (platform.to_owned(), notes.clone(), counters.clone());
        let shared = Arc::new(Shared { platform, http, notes, counters, most_delay, logins: Mutex::default() });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("the port is known"));
        let router = Router::new().fallback(respond).with_state(Arc::clone(&shared));
        let running = tokio::spawn(async move { axum::serve(listener, router).await.expect("it does not end") });
        Self { url, shared, running }
    }

    pub(crate) fn add_login(&self, login: usize, reason: Reason) {
        let (given, rejected, used) = (HashSet::new(), HashSet::new(), HashSet::new());
        self.shared
            .logins()
            .insert(login, Login { reason, given, rejected, used, open: Vec::new(), exchanged: Instant::now() });
    }

    /// Makes the server reject all access tokens that the platform has issued for the login until now.
    pub(crate) fn reject(&self, login: usize) {
        if let Some(login) = self.shared.logins().get_mut(&login) {
            login.rejected.extend(login.given.iter().cloned());
        }
    }
}

impl Drop for RenewalProxy {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn respond(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let agent = head.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let who = agent.split_whitespace().find_map(|part| ProcessName::read(part.strip_prefix(AGENT)?));
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default().to_vec();
    let Some(who) = who else { return (StatusCode::BAD_REQUEST, format!("who is {agent}?")).into_response() };
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let sent = Sent { method: head.method, path, headers: head.headers, body };
    if sent.path != USER_TOKENS {
        return shared.call(&who, sent).await;
    }
    let json: Value = serde_json::from_slice(&sent.body).unwrap_or_default();
    match json["refresh_token"].as_str() {
        Some(token) => shared.renew(&who, token.to_owned(), sent).await,
        None => shared.exchange(&who, None, sent).await.0,
    }
}

/// Request that the server forwards to the platform.
struct Sent {
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Shared {
    fn logins(&self) -> MutexGuard<'_, HashMap<usize, Login>> {
        self.logins.lock().expect("no one panicked")
    }

    async fn pause(&self) {
        sleep(self.most_delay.mul_f64(fastrand::f64())).await;
    }

    /// Forwards a call, or rejects its token.
    async fn call(&self, who: &ProcessName, sent: Sent) -> Response {
        let token = sent.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let token = token.trim_start_matches("Bearer ").to_owned();
        let is_rejected = self
            .logins()
            .get_mut(&who.login)
            .is_some_and(|login| login.is_used_up(who, &token) || login.rejected.contains(&token));
        if is_rejected {
            let refusal = json!({ "code": REJECTED, "msg": "Invalid access token for authorization" });
            return reply(StatusCode::UNAUTHORIZED, &refusal);
        }
        self.pass_on(sent).await.map_or_else(|error| gone(&error), |(status, body)| reply(status, &body))
    }

    /// Forwards a renewal after a delay, and returns the response after another delay. If the process ends during the first
    /// delay, the renewal never reaches the platform.
    async fn renew(self: Arc<Self>, who: &ProcessName, token: String, sent: Sent) -> Response {
        let mut open = OpenRenewal::begin(&self, who, &token);
        self.pause().await;
        // The exchange runs in a separate task, so that the platform's response is noted even if the test kills the process.
        let exchanging = tokio::spawn({
            let (shared, who) = (Arc::clone(&self), who.clone());
            async move { shared.exchange(&who, Some(token), sent).await }
        });
        open.has_arrived = true;
        let (response, told) = exchanging.await.expect("it does not panic");
        self.pause().await;
        self.counters.pass(who, &told).await;
        open.is_answered = true;
        response
    }

    /// Sends a request for tokens to the platform, and notes the outcome. Returns the response and the text of the outcome.
    ///
    /// The lifetime of the access token in the response depends on the [`Reason`] of the login.
    async fn exchange(&self, who: &ProcessName, token: Option<String>, sent: Sent) -> (Response, String) {
        let (status, mut body) = match self.pass_on(sent).await {
            Ok(answer) => answer,
            Err(error) => return (gone(&error), "the platform is gone".to_owned()),
        };
        let text = |body: &Value, name: &str| body[name].as_str().unwrap_or_default().to_owned();
        let old = token.unwrap_or_else(|| "the code".to_owned());
        let what = match body["code"].as_i64() {
            Some(0) => {
                if let Some(login) = self.logins().get_mut(&who.login) {
                    login.exchanged = Instant::now();
                    login.given.insert(text(&body, "access_token"));
                    body["expires_in"] = login.reason.life().into();
                }
                Action::Exchanged(old, text(&body, "refresh_token"))
            }
            code => Action::Refused(old, code.unwrap_or(-1)),
        };
        let told = what.to_string();
        self.notes.add(who, what);
        (reply(status, &body), told.trim().to_owned())
    }

    async fn pass_on(&self, sent: Sent) -> Result<(StatusCode, Value), reqwest::Error> {
        let mut request = self.http.request(sent.method, format!("{}{}", self.platform, sent.path));
        for name in [AUTHORIZATION, CONTENT_TYPE] {
            if let Some(value) = sent.headers.get(&name) {
                request = request.header(name, value);
            }
        }
        let response = request.body(sent.body).send().await?;
        let status = response.status();
        let body = response.bytes().await?;
        Ok((status, serde_json::from_slice(&body).unwrap_or_default()))
    }
}

fn reply(status: StatusCode, body: &Value) -> Response {
    (status, [(CONTENT_TYPE, "application/json; charset=utf-8")], body.to_string()).into_response()
}

fn gone(error: &reqwest::Error) -> Response {
    Response::builder().status(StatusCode::BAD_GATEWAY).body(Body::from(error.to_string())).expect("it is a response")
}

/// Renewal that has no response yet. If the process closes its connection, the server drops this value.
struct OpenRenewal {
    shared: Arc<Shared>,
    who: ProcessName,
    number: u64,
    has_arrived: bool,
    is_answered: bool,
}

impl OpenRenewal {
    fn begin(shared: &Arc<Shared>, who: &ProcessName, token: &str) -> Self {
        let number = fastrand::u64(..);
        let is_alone = shared.logins().get_mut(&who.login).is_none_or(|login| {
            login.open.push(number);
            login.open.len() == 1
        });
        let what = if is_alone { Action::Sent } else { Action::SentTwice };
        shared.notes.add(who, what(token.to_owned()));
        Self { shared: Arc::clone(shared), who: who.clone(), number, has_arrived: false, is_answered: false }
    }
}

impl Drop for OpenRenewal {
    fn drop(&mut self) {
        if let Some(login) = self.shared.logins().get_mut(&self.who.login) {
            login.open.retain(|open| *open != self.number);
        }
        let what = match (self.has_arrived, self.is_answered) {
            (_, true) => Action::Answered,
            (true, false) => Action::AnswerLost,
            (false, false) => Action::NeverArrived,
        };
        self.shared.notes.add(&self.who, what);
    }
}
