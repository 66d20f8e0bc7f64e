//! The double itself, as a test uses it.

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

/// Pauses after which the platform delivers an event again that was not handled.
const REDELIVERY_PAUSES: [Duration; 4] =
    [Duration::from_secs(15), Duration::from_secs(300), Duration::from_secs(3600), Duration::from_secs(6 * 3600)];
/// Limit for the handling of an event.
const PATIENCE: Duration = Duration::from_secs(3);

/// Double of the platform on a port of this machine, until it is dropped.
///
/// See the module [`testing`](super) for an example, and for what it does by itself.
///
/// Dropping it panics if there are failures that [`verify`](Self::verify) has not reported.
pub struct Platform {
    pub(crate) shared: Arc<Shared>,
    client: Client,
    running: JoinHandle<()>,
}

/// State that the server and the test share.
pub(crate) struct Shared {
    base_url: String,
    pub(crate) state: State,
    /// Meetings that are played.
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
            self.state.tell(&request, None, &[], &reply);
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
    /// If this machine gives no port, or there is no runtime of tokio.
    pub async fn start() -> Self {
        #[allow(clippy::expect_used, reason = "a test cannot go on without it")]
        Self::start_on(0).expect("a port of this machine can be had")
    }

    /// Starts a double on that port, in the runtime of the caller.
    ///
    /// # Errors
    ///
    /// If the port is in use.
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

    /// Returns a client of the custom app that the double knows.
    #[must_use]
    pub fn client(&self) -> Client {
        self.client.clone()
    }

    /// Returns the options of such a client, to change them.
    pub fn client_builder(&self) -> ClientBuilder {
        options(&self.shared.base_url)
    }

    /// Returns a session of a user who has logged in and granted everything. It renews itself.
    pub fn user(&self) -> Session<User> {
        self.client.user(self.grant())
    }

    /// Returns the grant of a user who has logged in and granted everything, for a client of the test's own.
    pub fn grant(&self) -> Grant {
        let tokens = lock(&self.shared.state.issuer).issue_to_user(None);
        let grant = Grant::new(tokens.access).expires_in(tokens.expires_in);
        match tokens.refresh {
            Some(token) => grant.refresh_token(token),
            None => grant,
        }
    }

    /// Issues a token, and returns a session with it that does not renew itself.
    pub fn session<K: TokenType>(&self) -> Session<K> {
        self.client.session(self.token::<K>())
    }

    /// Issues a token, and returns it for a program that does not use the client.
    #[must_use]
    pub fn token<K: TokenType>(&self) -> String {
        lock(&self.shared.state.issuer).issue(K::INFO, "", None)
    }

    /// Lets the user log in at the login page of that address, and grant what it asks for. Returns the `code` and the `state`
    /// with which the platform sends the user back.
    #[must_use]
    pub fn log_in(&self, login_url: &str) -> (String, String) {
        let query = split_query(login_url.split_once('?').map_or("", |(_, query)| query));
        let state = query.iter().find(|(name, _)| name == "state").map(|(_, state)| state.clone());
        (lock(&self.shared.state.issuer).code(&query), state.unwrap_or_default())
    }

    /// Makes all tokens of that kind invalid. The platform then refuses them; new ones can be had.
    pub fn revoke<K: TokenType>(&self) {
        lock(&self.shared.state.issuer).revoke(K::INFO);
    }

    /// Ends the logins of all users: neither their access tokens nor their refresh tokens are valid any more.
    pub fn end_logins(&self) {
        lock(&self.shared.state.issuer).end_logins();
    }

    /// Takes a scope from the app. It has all others.
    pub fn lack(&self, scope: Scope) {
        lock(&self.shared.state.issuer).lack(scope);
    }

    /// Refuses calls beyond the rate limits of the spec, from now on.
    pub fn enforce_rate_limits(&self) {
        *lock(&self.shared.state.rates) = Some(Rates::default());
    }

    /// Counts as failures, from now on, calls that the test does not script, and requests that differ from the spec: with a
    /// parameter or field that it does not have, without one that it requires, or with a value of a wrong kind. Both get an
    /// error as their response. The bounds of values are not checked.
    pub fn strict(&self) {
        self.shared.state.is_strict.store(true, Ordering::Relaxed);
        self.shared.state.gives_samples.store(false, Ordering::Relaxed);
    }

    /// Responds with samples to the calls that the test does not script, even if the double is [`strict`](Self::strict).
    pub fn samples(&self) {
        self.shared.state.gives_samples.store(true, Ordering::Relaxed);
    }

    /// Scripts an operation: the function responds to its calls from now on. A later function takes its place.
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

    /// Scripts an operation that gives a list page by page: these items, at most so many on a page.
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

    /// Scripts exports: each start gives a new task, which is in progress once, and then gives this file.
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
            state.script_by_itself(operation.info.id, start);
        }
        let progress = responder(|call: Received<export::Get>| {
            let is_done = call.request().before() > 0;
            let status = if is_done { export::ExportStatus::Done } else { export::ExportStatus::Processing };
            Ok(export::GetResponse::sample().with(|response| {
                response.status = Some(status);
                response.file_token = is_done.then(|| FILE_TOKEN.into());
            }))
        });
        state.script_by_itself(export::Get::INFO.id, progress);
        self.on(move |_: Received<export::Download>| Ok(file.clone()));
    }

    /// Asks the function first, of every request that no [fault](Self::fault) takes. Where it gives no reply, the double
    /// responds as usual.
    pub fn on_request(&self, function: impl FnMut(&HttpRequest) -> Option<HttpReply> + Send + 'static) {
        self.shared.state.script_any(Box::new(function));
    }

    /// Tells the function of each request once its response is known.
    #[doc(hidden)]
    pub fn observe(&self, function: impl Fn(&Observed<'_>) + Send + Sync + 'static) {
        *lock(&self.shared.state.observer) = Some(Arc::new(Box::new(function)));
    }

    /// Lets something go wrong with the next calls. Faults happen in the order in which they were given.
    pub fn fault(&self, fault: Fault) {
        lock(&self.shared.state.faults).add(fault);
    }

    /// Ends all faults.
    pub fn end_faults(&self) {
        lock(&self.shared.state.faults).end();
    }

    /// Returns the calls of an operation that were received, in order, those that were refused too. Calls that cannot be read
    /// back are left out.
    #[must_use]
    pub fn calls<E: Served>(&self) -> Vec<Received<E>> {
        let state = &self.shared.state;
        let read = |request: HttpRequest| {
            let parts = ReceivedParts::new(E::INFO, &request.path, &request.query, &request.body).ok()?;
            Some(Received { call: read_back(state.setup.clone(), &parts).ok()?, request })
        };
        state.requests_of(E::INFO.id).into_iter().filter_map(read).collect()
    }

    /// Returns all requests that were received, in order, those for tokens too.
    #[must_use]
    pub fn requests(&self) -> Vec<HttpRequest> {
        self.shared.state.requests()
    }

    /// Forgets the requests that were received, so that a server can run for long.
    #[doc(hidden)]
    pub fn forget_requests(&self) {
        self.shared.state.forget_requests();
    }

    /// Reports what went wrong until now, and forgets it together with all scripts, faults and played meetings: requests that belong to no
    /// operation or, if the double is [`strict`](Self::strict), were not expected; functions that panicked; functions and
    /// faults that were never asked for.
    ///
    /// # Errors
    ///
    /// If something went wrong.
    pub fn verify(&self) -> Result<(), Failures> {
        Failures::of(self.shared.state.take_failures())
    }

    /// Returns the configuration of a webhook to which [`deliver_to`](Self::deliver_to) delivers.
    pub fn webhook_config(&self) -> WebhookConfig {
        WebhookConfig::new(VERIFICATION_TOKEN).encrypt_key(ENCRYPT_KEY)
    }

    /// Delivers events to this webhook from now on, and the tickets of store apps. An app has one webhook: a later one takes
    /// its place.
    pub fn connect_webhook(&self, target: impl EventTarget + 'static) {
        *lock(&self.shared.webhook) = Some(Arc::new(target));
    }

    /// Waits until a long connection is open. Feature `long-connection`.
    #[cfg(feature = "long-connection")]
    pub async fn connected(&self) {
        self.shared.links.wait_for(1).await;
    }

    /// Closes all long connections. Feature `long-connection`.
    #[cfg(feature = "long-connection")]
    pub fn close_connections(&self) {
        self.shared.links.close();
    }

    /// Tells clients, from now on, that long connections are to be kept so. Feature `long-connection`.
    ///
    /// By default the double tells them what the platform does: a connection that was lost is made again after a random time
    /// of up to 30 seconds.
    ///
    /// ```
    /// # async fn example() {
    /// # let platform = vc_api::testing::Platform::start().await;
    /// // The times are in seconds; -1 means that it is tried for ever.
    /// platform.set_connection_config(serde_json::json!({
    ///     "ReconnectCount": -1, "ReconnectInterval": 1, "ReconnectNonce": 1, "PingInterval": 120,
    /// }));
    /// # }
    /// ```
    #[cfg(feature = "long-connection")]
    pub fn set_connection_config(&self, config: Json) {
        self.shared.links.set_config(config);
    }

    /// Hands over the WebSockets of long connections, in place of serving them.
    #[doc(hidden)]
    #[cfg(feature = "long-connection")]
    pub fn take_sockets(&self, taker: impl Fn(TokioIo<Upgraded>) + Send + Sync + 'static) {
        self.shared.links.take_sockets(Box::new(taker));
    }

    /// Delivers an event to one of the open long connections or, if there is none, to the
    /// [connected webhook](Self::connect_webhook), and waits until it is handled.
    ///
    /// The body of an event, such as `MeetingStarted::sample()`, is a new event each time. To deliver an event twice, make a
    /// [`Delivery`](crate::Delivery) of it.
    ///
    /// # Errors
    ///
    /// If the event is not handled: nothing is connected, or the handler fails. The platform would deliver it again.
    pub async fn deliver(&self, event: impl Deliverable) -> Result<(), NotHandled> {
        self.shared.deliver(event).await
    }

    /// Delivers an event as [`deliver`](Self::deliver) does, and again while it is not handled: after 15 seconds, 5 minutes,
    /// 1 hour and 6 hours, as the platform does. Returns how often it was delivered.
    ///
    /// The pauses are short in a test whose time is paused.
    ///
    /// # Errors
    ///
    /// If the event is not handled in the end.
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

    /// Delivers an event of that type, with that body or the sample of the spec. Waits for the handler as long as the platform
    /// does.
    #[doc(hidden)]
    pub async fn deliver_type(&self, event_type: &str, body: Option<Json>) -> Result<(), NotHandled> {
        self.shared.deliver_requested(EventRequest::new(event_type, body)).await
    }

    /// Delivers an event to a webhook, encrypted and signed, and waits until it is handled.
    ///
    /// # Errors
    ///
    /// If the event is not handled. The platform would deliver it again.
    pub async fn deliver_to(
        &self,
        target: &(impl EventTarget + ?Sized),
        event: impl Deliverable,
    ) -> Result<(), NotHandled> {
        let (_, json) = self.shared.json(event)?;
        target.take(signed(&json)).await.map(drop)
    }

    /// Checks the address of a webhook, as the platform does when it is entered in the developer console.
    ///
    /// # Errors
    ///
    /// If the webhook does not respond with the challenge.
    pub async fn challenge(&self, target: &(impl EventTarget + ?Sized)) -> Result<(), NotHandled> {
        let challenge = json!({ "challenge": "5e37", "token": VERIFICATION_TOKEN, "type": "url_verification" });
        let body = target.take(WebhookRequest::encrypted(&challenge, ENCRYPT_KEY)).await?;
        match serde_json::from_str::<Json>(&body) {
            Ok(json) if json.get("challenge") == challenge.get("challenge") => Ok(()),
            _ => Err(NotHandled::new("the webhook did not respond with the challenge")),
        }
    }

    /// Delivers a new ticket of the store app to what is connected, as the platform does every hour.
    ///
    /// # Errors
    ///
    /// If the ticket is not taken.
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

    /// Delivers an event whose JSON is changed on the way.
    pub(crate) async fn deliver_edited(
        &self,
        event: impl Deliverable,
        edit: impl FnOnce(&mut Json),
    ) -> Result<(), NotHandled> {
        let (id, mut json) = self.json(event)?;
        edit(&mut json);
        self.send(&id, &json).await
    }

    /// Sends an event to what is connected. `_id` names the message on a long connection.
    async fn send(&self, _id: &str, json: &Json) -> Result<(), NotHandled> {
        #[cfg(feature = "long-connection")]
        if !self.links.is_empty() {
            return self.links.deliver(json, _id).await;
        }
        let target = lock(&self.webhook).clone();
        let target = target.ok_or_else(|| NotHandled::new("nothing is connected"))?;
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
    #[allow(clippy::panic, reason = "a test must fail if it does not look")]
    fn drop(&mut self) {
        self.running.abort();
        if let Err(failures) = self.verify()
            && !std::thread::panicking()
        {
            panic!("{failures}\n(An error that the test returned is not shown: this comes before it.)");
        }
    }
}

impl std::fmt::Debug for Platform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Platform").field("url", &self.url()).finish_non_exhaustive()
    }
}
