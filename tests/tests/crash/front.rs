//! A server before the platform, which all processes call. It forwards their requests, delays each renewal before and after
//! the platform, and notes it.

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

use crate::gates::Gates;
use crate::notes::{Notes, What, Who};

/// Code with which the platform rejects a user access token.
const REJECTED: i64 = 99_991_668;
/// Prefix of the name of a process in the header `User-Agent`.
pub(crate) const AGENT: &str = "crash-test/";

/// Reason for the renewals of a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The platform accepts each token once from each process, and then rejects it. After the first few tokens it rejects
    /// them later.
    Rejected,
    /// The token expires after one second.
    Expired,
    /// The token is valid long enough for a call, but its life is short, so the client renews it in the background.
    Background,
    /// The token is valid for long, so there is no renewal.
    Nothing,
}

impl Reason {
    /// Returns the life of a token in seconds.
    fn life(self) -> u64 {
        match self {
            Self::Rejected | Self::Nothing => 7200,
            Self::Expired => 1,
            Self::Background => 200,
        }
    }
}

/// Running server, until it is dropped.
pub(crate) struct Front {
    pub(crate) url: String,
    shared: Arc<Shared>,
    running: JoinHandle<()>,
}

struct Shared {
    platform: String,
    http: reqwest::Client,
    notes: Notes,
    gates: Gates,
    most_delay: Duration,
    logins: Mutex<HashMap<usize, Login>>,
}

struct Login {
    reason: Reason,
    /// Access tokens that the platform issued.
    given: HashSet<String>,
    /// Access tokens that the platform rejects.
    rejected: HashSet<String>,
    /// Tokens that each process has used.
    used: HashSet<(Who, String)>,
    /// Renewals without a response.
    open: Vec<u64>,
    /// Time of the last exchange.
    exchanged: Instant,
}

/// Number of tokens that are rejected at their second use. A client replaces at most ten tokens in a minute.
const REJECTED_AT_ONCE: usize = 4;
/// Minimum time between the last exchange and the rejection of a further token.
const REJECTED_AFTER: Duration = Duration::from_secs(12);

impl Login {
    /// Notes that the process uses the token, and returns whether the platform must reject it as used before.
    fn is_used_up(&mut self, who: &Who, token: &str) -> bool {
        let is_new = self.used.insert((who.clone(), token.to_owned()));
        let is_time = self.given.len() <= REJECTED_AT_ONCE || self.exchanged.elapsed() >= REJECTED_AFTER;
        self.reason == Reason::Rejected && !is_new && is_time
    }
}

impl Front {
    pub(crate) async fn start(platform: &str, notes: &Notes, gates: &Gates, most_delay: Duration) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().expect("the options are good");
        let (platform, notes, gates) = (platform.to_owned(), notes.clone(), gates.clone());
        let shared = Arc::new(Shared { platform, http, notes, gates, most_delay, logins: Mutex::default() });
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

    /// Rejects all access tokens of the login that were issued so far.
    pub(crate) fn reject(&self, login: usize) {
        if let Some(login) = self.shared.logins().get_mut(&login) {
            login.rejected.extend(login.given.iter().cloned());
        }
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn respond(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let agent = head.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let who = agent.split_whitespace().find_map(|part| Who::read(part.strip_prefix(AGENT)?));
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

/// Request to forward.
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
    async fn call(&self, who: &Who, sent: Sent) -> Response {
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

    /// Forwards a renewal. If its process is gone before the first delay is over, the renewal never arrives.
    async fn renew(self: Arc<Self>, who: &Who, token: String, sent: Sent) -> Response {
        let mut open = OpenRenewal::begin(&self, who, &token);
        self.pause().await;
        // A task of its own notes the platform's response even if the process is gone.
        let exchanging = tokio::spawn({
            let (shared, who) = (Arc::clone(&self), who.clone());
            async move { shared.exchange(&who, Some(token), sent).await }
        });
        open.has_arrived = true;
        let (response, told) = exchanging.await.expect("it does not panic");
        self.pause().await;
        self.gates.pass(who, &told).await;
        open.is_answered = true;
        response
    }

    /// Requests tokens from the platform. Returns its response, with the life that tokens of this login have, and the note
    /// about it.
    async fn exchange(&self, who: &Who, token: Option<String>, sent: Sent) -> (Response, String) {
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
                What::Exchanged(old, text(&body, "refresh_token"))
            }
            code => What::Refused(old, code.unwrap_or(-1)),
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

/// Renewal without a response. The server drops it when the connection of its process is closed.
struct OpenRenewal {
    shared: Arc<Shared>,
    who: Who,
    number: u64,
    has_arrived: bool,
    is_answered: bool,
}

impl OpenRenewal {
    fn begin(shared: &Arc<Shared>, who: &Who, token: &str) -> Self {
        let number = fastrand::u64(..);
        let is_alone = shared.logins().get_mut(&who.login).is_none_or(|login| {
            login.open.push(number);
            login.open.len() == 1
        });
        let what = if is_alone { What::Sent } else { What::SentTwice };
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
            (_, true) => What::Answered,
            (true, false) => What::AnswerLost,
            (false, false) => What::NeverArrived,
        };
        self.shared.notes.add(&self.who, what);
    }
}
