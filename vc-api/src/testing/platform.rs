//! Double of the platform, with the methods that a test calls.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use hyper::upgrade::OnUpgrade;
#[cfg(feature = "long-connection")]
use hyper::upgrade::Upgraded;
#[cfg(feature = "long-connection")]
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::credentials::{APP_ID, APP_SECRET, ENCRYPT_KEY, VERIFICATION_TOKEN};
use super::deliverable::{Deliverable, app_ticket};
use super::event_request::{self, EventRequest};
use super::event_target::{EventTarget, NotHandled};
use super::failures::Failures;
use super::fault::Fault;
use super::http_reply::HttpReply;
use super::http_request::HttpRequest;
#[cfg(feature = "long-connection")]
use super::links::Links;
use super::meeting_record::MeetingRecord;
use super::rates::Rates;
use super::received::Received;
use super::responder::{Respond, Responder, responder};
use super::server::{Service, listen, serve};
use super::signing::WebhookRequest;
use super::state::{Observed, State};

use crate::api::receive::webhook::WebhookConfig;
use crate::generated::endpoints::SERVED;
use crate::generated::export;
use crate::generated::tokens::User;
use crate::runtime::auth::grant::Grant;
use crate::runtime::client::builder::ClientBuilder;
use crate::runtime::client::handle::Client;
use crate::runtime::client::session::Session;
use crate::runtime::operation::endpoint::{Endpoint, ResponseShape};
use crate::runtime::operation::scope::Scope;
use crate::runtime::operation::token_type::TokenType;
use crate::runtime::served::received_parts::{ReceivedParts, split_query};
use crate::runtime::served::reply::File;
use crate::runtime::served::served_call::{Served, ServedPages, read_back};
use crate::runtime::util::lock::lock;
use crate::runtime::wire::json::Json;
use crate::runtime::wire::sample::Sample;

/// Pauses before the repeated deliveries of an event that was not handled.
const REDELIVERY_PAUSES: [Duration; 4] =
    [Duration::from_secs(15), Duration::from_secs(300), Duration::from_secs(3600), Duration::from_secs(6 * 3600)];
/// Maximum time to handle an event.
const PATIENCE: Duration = Duration::from_secs(3);

/// Double of the platform. The double listens on a port of this machine until it is dropped.
///
/// See the module [`testing`](super) for an example and for the default behaviour.
///
/// Dropping the double panics if there are failures that [`verify`](Self::verify) has not reported.
pub struct Platform {
    pub(crate) shared: Arc<Shared>,
    client: Client,
    running: JoinHandle<()>,
}

/// State that the server and the test share.
pub(crate) struct Shared {
    base_url: String,
    pub(crate) state: State,
    /// Simulated meetings.
    pub(crate) meetings: Arc<Mutex<Vec<Arc<Mutex<MeetingRecord>>>>>,
    #[cfg(feature = "long-connection")]
    links: Arc<Links>,
    webhook: Mutex<Option<Arc<dyn EventTarget>>>,
    delivered: AtomicUsize,
}

impl Service for Shared {
    async fn respond(&self, request: HttpRequest, upgrade: Option<OnUpgrade>) -> HttpReply {
        if let Some(event) = EventRequest::of(&request) {
            let reply = event_request::reply(self.deliver_requested(event).await);
            self.state.notify_observer(&request, None, &[], &reply);
            return reply;
        }
        #[cfg(not(feature = "long-connection"))]
        let first = move |_: &HttpRequest| {
            drop(upgrade);
            None
        };
        #[cfg(feature = "long-connection")]
        let first = move |request: &HttpRequest| self.links.respond(&self.base_url, request, upgrade);
        self.state.respond(request, first).await
    }
}

impl Platform {
    /// Starts a double on a free port, in the runtime of the caller.
    ///
    /// # Panics
    ///
    /// Panics if this machine has no free port, or if there is no tokio runtime.
    pub async fn start() -> Self {
        #[allow(clippy::expect_used, reason = "a test cannot continue without it")]
        Self::start_on(0).expect("this machine has a free port")
    }

    /// Starts a double on a given port, in the runtime of the caller.
    ///
    /// # Errors
    ///
    /// Returns an error if the port is in use.
    pub fn start_on(port: u16) -> io::Result<Self> {
        let listener = listen(port)?;
        let base_url = url(listener.local_addr()?);
        let client = options(&base_url).build().map_err(io::Error::other)?;
        let setup = client.session::<User>("").prepare();
        let shared = Arc::new_cyclic(|shared: &Weak<Shared>| {
            let shared = Weak::clone(shared);
            let ticket_wanted = move || {
                if let Some(shared) = shared.upgrade() {
                    tokio::spawn(async move { shared.send_ticket().await.ok() });
                }
            };
            Shared {
                base_url,
                state: State::new(setup, ticket_wanted),
                #[cfg(feature = "long-connection")]
                links: Arc::default(),
                meetings: Arc::default(),
                webhook: Mutex::default(),
                delivered: AtomicUsize::new(0),
            }
        });
        let running = tokio::spawn(serve(listener, Arc::clone(&shared)));
        Ok(Self { shared, client, running })
    }

    /// Returns the base URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.shared.base_url
    }

    /// Returns a client that uses the app of the double as a custom app.
    #[must_use]
    pub fn client(&self) -> Client {
        self.client.clone()
    }

    /// Returns a builder with the options of [`client`](Self::client). A test can change more options before it builds the
    /// client.
    pub fn client_builder(&self) -> ClientBuilder {
        options(&self.shared.base_url)
    }

    /// Returns a session of a logged-in user who granted all scopes. The session renews its tokens.
    pub fn user(&self) -> Session<User> {
        self.client.user(self.grant())
    }

    /// Returns the grant of a logged-in user who granted all scopes. A test can use the grant with a client that the test
    /// builds.
    pub fn grant(&self) -> Grant {
        let tokens = lock(&self.shared.state.issuer).issue_to_user(None);
        let grant = Grant::new(tokens.access).expires_in(tokens.expires_in);
        match tokens.refresh {
            Some(token) => grant.refresh_token(token),
            None => grant,
        }
    }

    /// Issues an access token, and returns a session with this token. The session does not renew the token.
    pub fn session<K: TokenType>(&self) -> Session<K> {
        self.client.session(self.token::<K>())
    }

    /// Returns a new access token, for requests that a test sends without the client.
    #[must_use]
    pub fn token<K: TokenType>(&self) -> String {
        lock(&self.shared.state.issuer).issue(K::INFO, "", None)
    }

    /// Logs a user in at a login page, and grants all requested scopes. Returns the `code` and the `state` that the platform
    /// adds to the redirect URI.
    #[must_use]
    pub fn log_in(&self, login_url: &str) -> (String, String) {
        let query = split_query(login_url.split_once('?').map_or("", |(_, query)| query));
        let state = query.iter().find(|(name, _)| name == "state").map(|(_, state)| state.clone());
        (lock(&self.shared.state.issuer).code(&query), state.unwrap_or_default())
    }

    /// Makes all access tokens of type `K` invalid. The double then refuses these tokens, but issues new tokens.
    pub fn revoke<K: TokenType>(&self) {
        lock(&self.shared.state.issuer).revoke(K::INFO);
    }

    /// Ends the logins of all users. The access tokens and refresh tokens of these logins become invalid.
    pub fn end_logins(&self) {
        lock(&self.shared.state.issuer).end_logins();
    }

    /// Removes a scope from the app. The app has all scopes by default.
    pub fn lack(&self, scope: Scope) {
        lock(&self.shared.state.issuer).lack(scope);
    }

    /// Enforces the rate limits of the spec from now on: the double refuses calls beyond the limits.
    pub fn enforce_rate_limits(&self) {
        *lock(&self.shared.state.rates) = Some(Rates::default());
    }

    /// Enables strict mode. From now on, a call without a script is a failure. A request that differs from the spec is also
    /// a failure. The double responds to each of these failures with an error.
    ///
    /// A request differs from the spec if the request has an unknown parameter or field, lacks a required parameter or
    /// field, or has a value of a wrong type. The double does not check the ranges of values.
    pub fn strict(&self) {
        self.shared.state.is_strict.store(true, Ordering::Relaxed);
        self.shared.state.gives_samples.store(false, Ordering::Relaxed);
    }

    /// Makes the double send samples of the spec as responses, if an operation has no script. This also applies in
    /// [`strict`](Self::strict) mode.
    pub fn samples(&self) {
        self.shared.state.gives_samples.store(true, Ordering::Relaxed);
    }

    /// Scripts an operation with a function, which responds to the calls of the operation from now on. A later function
    /// replaces an earlier function.
    ///
    /// ```
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use vc_api::testing::{Platform, Received};
    /// use vc_api::{Sample, room};
    ///
    /// let platform = Platform::start().await;
    /// platform.on(|call: Received<room::Get>| {
    ///     Ok(room::Room::sample().with(|room| room.room_id = call.room_id.clone()))
    /// });
    /// platform.on(async |call: Received<room::Create>| Err(call.refuse(room::Create::CONFLICT)));
    /// # let _ = platform.verify();
    /// # Ok(())
    /// # }
    /// ```
    pub fn on<E: Served, Mode>(&self, function: impl Respond<E, Mode>) {
        self.shared.state.script(E::INFO.id, responder(function));
    }

    /// Lets an operation return `items` in pages. `page_size` is the maximum number of items on a page.
    ///
    /// ```
    /// # async fn example() {
    /// use vc_api::room::{self, Room};
    /// use vc_api::testing::Platform;
    /// use vc_api::Sample;
    ///
    /// let platform = Platform::start().await;
    /// platform.on_pages::<room::List>([Room::sample(), Room::sample(), Room::sample()], 2);
    /// # let _ = platform.verify();
    /// # }
    /// ```
    pub fn on_pages<E>(&self, items: impl IntoIterator<Item = E::Item>, page_size: usize)
    where
        E: ServedPages<Item: Clone>,
    {
        let items: Vec<E::Item> = items.into_iter().collect();
        self.on(move |mut call: Received<E>| {
            let start = call.call.page_token().as_deref().and_then(|token| token.parse().ok()).unwrap_or(0);
            let wanted = call.requested_page_size().and_then(|size| usize::try_from(size).ok());
            let size = wanted.unwrap_or(page_size).min(page_size).max(1);
            let page: Vec<E::Item> = items.iter().skip(start).take(size).cloned().collect();
            let end = start.saturating_add(page.len());
            Ok(E::page(page, (end < items.len()).then(|| end.to_string())))
        });
    }

    /// Scripts the operations of exports. Each call that starts an export creates a new task. In the first response about
    /// the status of a task, the task is in progress. In later responses, the task is done. The download of the result
    /// returns `file`.
    pub fn on_export(&self, file: File) {
        const FILE_TOKEN: &str = "file-token-double";
        let state = &self.shared.state;
        let tasks = Arc::new(AtomicUsize::new(0));
        for operation in SERVED.iter().filter(|operation| operation.info.response == ResponseShape::Field("task_id")) {
            let tasks = Arc::clone(&tasks);
            let start: Responder = Arc::new(move |_, _, _| {
                let task = tasks.fetch_add(1, Ordering::Relaxed);
                let reply = HttpReply::data(&json!({ "task_id": format!("71086468521441362{task:02}") }));
                Ok(Box::pin(std::future::ready(reply)))
            });
            state.script_optional(operation.info.id, start);
        }
        let progress = responder(|call: Received<export::Get>| {
            let is_done = call.request().before() > 0;
            let status = if is_done { export::ExportStatus::Done } else { export::ExportStatus::Processing };
            Ok(export::GetResponse::sample().with(|response| {
                response.status = Some(status);
                response.file_token = is_done.then(|| FILE_TOKEN.into());
            }))
        });
        state.script_optional(export::Get::INFO.id, progress);
        self.on(move |_: Received<export::Download>| Ok(file.clone()));
    }

    /// Sets a function that sees every request first, except for requests that a [fault](Self::fault) responds to. If the
    /// function returns `None`, the double responds as usual.
    pub fn on_request(&self, function: impl FnMut(&HttpRequest) -> Option<HttpReply> + Send + 'static) {
        self.shared.state.script_any(Box::new(function));
    }

    /// Sets a function that observes each request and its response.
    #[doc(hidden)]
    pub fn observe(&self, function: impl Fn(&Observed<'_>) + Send + Sync + 'static) {
        *lock(&self.shared.state.observer) = Some(Arc::new(Box::new(function)));
    }

    /// Adds a fault for the next calls. Faults happen in the order in which they were added.
    pub fn fault(&self, fault: Fault) {
        lock(&self.shared.state.faults).add(fault);
    }

    /// Ends all faults.
    pub fn end_faults(&self) {
        lock(&self.shared.state.faults).end();
    }

    /// Returns the received calls of an operation, in order. Includes the refused calls. Leaves out requests that do not fit
    /// the type of the call.
    #[must_use]
    pub fn calls<E: Served>(&self) -> Vec<Received<E>> {
        let state = &self.shared.state;
        let read = |request: HttpRequest| {
            let parts = ReceivedParts::new(E::INFO, &request.path, &request.query, &request.body).ok()?;
            Some(Received { call: read_back(state.setup.clone(), &parts).ok()?, request })
        };
        state.requests_of(E::INFO.id).into_iter().filter_map(read).collect()
    }

    /// Returns all received requests, in order. Requests for tokens are included.
    #[must_use]
    pub fn requests(&self) -> Vec<HttpRequest> {
        self.shared.state.requests()
    }

    /// Forgets the received requests, so that the memory of a long-running double does not grow.
    #[doc(hidden)]
    pub fn forget_requests(&self) {
        self.shared.state.forget_requests();
    }

    /// Reports all failures since the last call of this method. Then forgets the failures and removes all scripts and
    /// faults, including the scripts of simulated meetings.
    ///
    /// These are failures:
    ///
    /// - a request that belongs to no operation
    /// - in [`strict`](Self::strict) mode, a call without a script, or a request that differs from the spec
    /// - a request that cannot be read into the type of a scripted call
    /// - a function that panicked
    /// - a script or a fault that was never used, or a fault that was used too few times
    ///
    /// # Errors
    ///
    /// Returns the failures, if there are any.
    pub fn verify(&self) -> Result<(), Failures> {
        Failures::of(self.shared.state.take_failures())
    }

    /// Returns the settings of a webhook that receives events from [`deliver_to`](Self::deliver_to).
    pub fn webhook_config(&self) -> WebhookConfig {
        WebhookConfig::new(VERIFICATION_TOKEN).encrypt_key(ENCRYPT_KEY)
    }

    /// Connects a webhook. The double then delivers events and app tickets to this webhook. An app has one webhook, so a
    /// later webhook replaces an earlier webhook.
    pub fn connect_webhook(&self, target: impl EventTarget + 'static) {
        *lock(&self.shared.webhook) = Some(Arc::new(target));
    }

    /// Waits until a long connection is open. Needs the feature `long-connection`.
    #[cfg(feature = "long-connection")]
    pub async fn connected(&self) {
        self.shared.links.wait_for(1).await;
    }

    /// Closes all long connections. Needs the feature `long-connection`.
    #[cfg(feature = "long-connection")]
    pub fn close_connections(&self) {
        self.shared.links.close();
    }

    /// Sets the connection settings that the double sends to clients from now on. Needs the feature `long-connection`.
    ///
    /// The default settings are those of the platform. By default, the pause before the first attempt to reconnect is at
    /// most 30 seconds.
    ///
    /// ```
    /// # async fn example() {
    /// # let platform = vc_api::testing::Platform::start().await;
    /// // Times are in seconds. A count of -1 means no limit.
    /// platform.set_connection_config(serde_json::json!({
    ///     "ReconnectCount": -1, "ReconnectInterval": 1, "ReconnectNonce": 1, "PingInterval": 120,
    /// }));
    /// # }
    /// ```
    #[cfg(feature = "long-connection")]
    pub fn set_connection_config(&self, config: Json) {
        self.shared.links.set_config(config);
    }

    /// Passes the WebSockets of long connections to a function, which serves them in place of the double.
    #[doc(hidden)]
    #[cfg(feature = "long-connection")]
    pub fn take_sockets(&self, taker: impl Fn(TokioIo<Upgraded>) + Send + Sync + 'static) {
        self.shared.links.take_sockets(Box::new(taker));
    }

    /// Delivers an event, and waits until the event is handled. The event goes to one of the open long connections. If no
    /// connection is open, the event goes to the [connected webhook](Self::connect_webhook).
    ///
    /// If `event` is a body, such as `MeetingStarted::sample()`, each delivery is a new event. To deliver the same event
    /// twice, create a [`Delivery`](crate::Delivery) from the body.
    ///
    /// # Errors
    ///
    /// Returns an error if the event is not handled, for example because no receiver is connected, or because the handler
    /// failed. The platform would deliver the event again, but the double does not.
    pub async fn deliver(&self, event: impl Deliverable) -> Result<(), NotHandled> {
        self.shared.deliver(event).await
    }

    /// Delivers an event, as [`deliver`](Self::deliver) does. While the event is not handled, delivers the event again after
    /// 15 seconds, 5 minutes, 1 hour and 6 hours, as the platform does. Returns the number of deliveries.
    ///
    /// A test with paused time does not wait for the pauses.
    ///
    /// # Errors
    ///
    /// Returns an error if the event is not handled after the last delivery.
    pub async fn deliver_until_handled(&self, event: impl Deliverable) -> Result<u32, NotHandled> {
        let (id, json) = self.shared.json(event)?;
        let mut outcome = self.shared.send(&id, &json).await;
        let mut deliveries = 1;
        for pause in REDELIVERY_PAUSES {
            if outcome.is_ok() {
                break;
            }
            sleep(pause).await;
            outcome = self.shared.send(&id, &json).await;
            deliveries += 1;
        }
        outcome.map(|()| deliveries)
    }

    /// Delivers an event of a given type, with the given body. If there is no body, delivers the sample of the spec. Waits 3
    /// seconds for the handler, as the platform does.
    #[doc(hidden)]
    pub async fn deliver_type(&self, event_type: &str, body: Option<Json>) -> Result<(), NotHandled> {
        self.shared.deliver_requested(EventRequest::new(event_type, body)).await
    }

    /// Delivers an event to a webhook, encrypted and signed, and waits until the event is handled.
    ///
    /// # Errors
    ///
    /// Returns an error if the event is not handled. The platform would deliver the event again, but the double does not.
    pub async fn deliver_to(
        &self,
        target: &(impl EventTarget + ?Sized),
        event: impl Deliverable,
    ) -> Result<(), NotHandled> {
        let (_, json) = self.shared.json(event)?;
        target.take(signed(&json)).await.map(drop)
    }

    /// Sends a challenge to a webhook. The platform sends a challenge when a user enters the address of a webhook in the
    /// developer console.
    ///
    /// # Errors
    ///
    /// Returns an error if the webhook does not respond with the challenge.
    pub async fn challenge(&self, target: &(impl EventTarget + ?Sized)) -> Result<(), NotHandled> {
        let challenge = json!({ "challenge": "5e37", "token": VERIFICATION_TOKEN, "type": "url_verification" });
        let body = target.take(WebhookRequest::encrypted(&challenge, ENCRYPT_KEY)).await?;
        match serde_json::from_str::<Json>(&body) {
            Ok(json) if json.get("challenge") == challenge.get("challenge") => Ok(()),
            _ => Err(NotHandled::new("the webhook did not respond with the challenge")),
        }
    }

    /// Delivers a new app ticket of the store app as an event. The platform delivers a new app ticket every hour.
    ///
    /// # Errors
    ///
    /// Returns an error if the event is not handled.
    pub async fn deliver_app_ticket(&self) -> Result<(), NotHandled> {
        self.shared.send_ticket().await
    }
}

impl Shared {
    fn json(&self, event: impl Deliverable) -> Result<(String, Json), NotHandled> {
        let id = format!("event-{}", self.delivered.fetch_add(1, Ordering::Relaxed) + 1);
        let json = event.into_json(&id).map_err(|error| NotHandled::new(error.to_string()))?;
        Ok((id, json))
    }

    pub(crate) async fn deliver(&self, event: impl Deliverable) -> Result<(), NotHandled> {
        self.deliver_edited(event, |_| ()).await
    }

    /// Delivers an event. Before the delivery, `edit` changes the JSON of the event.
    pub(crate) async fn deliver_edited(
        &self,
        event: impl Deliverable,
        edit: impl FnOnce(&mut Json),
    ) -> Result<(), NotHandled> {
        let (id, mut json) = self.json(event)?;
        edit(&mut json);
        self.send(&id, &json).await
    }

    /// Sends an event by long connection. If no long connection is open, sends the event by webhook. `_id` is the message id
    /// on a long connection.
    async fn send(&self, _id: &str, json: &Json) -> Result<(), NotHandled> {
        #[cfg(feature = "long-connection")]
        if !self.links.is_empty() {
            return self.links.deliver(json, _id).await;
        }
        let target = lock(&self.webhook).clone();
        let target =
            target.ok_or_else(|| NotHandled::new("no long connection is open, and no webhook is connected"))?;
        target.take(signed(json)).await.map(drop)
    }

    async fn deliver_requested(&self, event: Result<EventRequest, NotHandled>) -> Result<(), NotHandled> {
        match timeout(PATIENCE, self.deliver(event?)).await {
            Ok(handled) => handled,
            Err(_) => Err(NotHandled::new("the handler did not respond within 3 seconds")),
        }
    }

    async fn send_ticket(&self) -> Result<(), NotHandled> {
        let ticket = lock(&self.state.issuer).new_ticket();
        self.deliver(app_ticket(&ticket, &ticket)).await
    }
}

fn signed(event: &Json) -> WebhookRequest {
    WebhookRequest::encrypted(event, ENCRYPT_KEY).signed(ENCRYPT_KEY)
}

fn url(address: SocketAddr) -> String {
    format!("http://{address}")
}

fn options(base_url: &str) -> ClientBuilder {
    Client::builder().base_url(base_url).accounts_url(base_url).app(APP_ID, APP_SECRET)
}

impl Drop for Platform {
    #[allow(clippy::panic, reason = "a test that does not check for failures must fail too")]
    fn drop(&mut self) {
        self.running.abort();
        if let Err(failures) = self.verify()
            && !std::thread::panicking()
        {
            panic!("{failures}\n(This panic hides an error that the test returned.)");
        }
    }
}

impl std::fmt::Debug for Platform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Platform").field("url", &self.url()).finish_non_exhaustive()
    }
}
