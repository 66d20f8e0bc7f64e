//! Attempts of one call. Each attempt waits for pacing, gets a token and has a timeout. The client makes attempts until an
//! attempt succeeds or no further attempt can help.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use tokio::time::{Instant, timeout_at};

use crate::runtime::error::types::{Error, Stage};
use crate::runtime::operation::endpoint::Operation;
use crate::runtime::send::access_token::AccessToken;
use crate::runtime::send::attempt_hook::{AttemptRequest, Watched};
use crate::runtime::send::http::Pool;
use crate::runtime::send::next_step::{Failure, History, Step, next_step, remedy, required_time};
use crate::runtime::send::request::{Outgoing, Request};
use crate::runtime::send::response::Metadata;
use crate::runtime::send::response_head::ResponseHead;
use crate::runtime::send::retry::Retry;
use crate::runtime::send::sender::Sender;
use crate::runtime::send::spans;
use crate::runtime::send::transport::{self, RawResponse};
use crate::runtime::util::deadline::later;
use crate::runtime::wire::kept_json::KeptJson;
use crate::runtime::wire::skipped::SkippedValues;

/// Attempts of one call. After a failed attempt, [`recover`](Self::recover) prepares the next attempt.
pub(crate) struct Attempts {
    outgoing: Outgoing,
    limits: Limits,
    started: Instant,
    deadline: Instant,
    /// Number of attempts.
    count: u32,
    history: History,
    /// Token of the last attempt.
    token: Option<Arc<AccessToken>>,
    /// Time at which the client sent the last attempt.
    sent: Instant,
    /// Total of all waits before attempts: for pacing, retries and rate limits.
    waited: Duration,
    /// Error of the previous attempt, while the client prepares the next attempt.
    last: Option<Error>,
    /// Whether the call ended because too little time was left for the next attempt.
    too_late: bool,
    /// Whether the platform may have acted on an attempt.
    acted: bool,
    /// Current attempt, if the program has a hook.
    watched: Option<Watched>,
}

/// Limits of a call and its attempts.
struct Limits {
    timeout: Duration,
    attempt: Duration,
    /// Minimum time that must remain for an attempt.
    required_time: Duration,
    retry: Retry,
}

impl Attempts {
    /// Checks the request, and starts the timeout of the call.
    pub(crate) fn new(request: Request) -> Result<Self, Error> {
        let outgoing = request.finish()?;
        let (sender, options) = (&outgoing.context.sender, &outgoing.options);
        let timeout = options.timeout.unwrap_or(sender.timeout);
        let attempt = options.attempt_timeout.unwrap_or(sender.attempt_timeout);
        let limits = Limits {
            timeout,
            attempt,
            required_time: required_time(timeout, attempt),
            retry: options.retry.clone().unwrap_or_else(|| sender.retry.clone()),
        };
        let started = Instant::now();
        let deadline = later(started, limits.timeout);
        Ok(Self {
            outgoing,
            limits,
            started,
            deadline,
            count: 0,
            history: History::default(),
            token: None,
            sent: started,
            waited: Duration::ZERO,
            last: None,
            too_late: false,
            acted: false,
            watched: None,
        })
    }

    fn sender(&self) -> &Sender {
        &self.outgoing.context.sender
    }

    fn operation(&self) -> &Operation {
        &self.outgoing.operation
    }

    /// Sends the request and reads its response.
    pub(crate) async fn send(&mut self) -> Result<RawResponse, Error> {
        let read = async |head: &ResponseHead, mut response, sender: &Sender| {
            transport::read_body(head, &mut response, sender).await
        };
        let (head, body) = self.attempt(read).await?;
        Ok(RawResponse { head, body })
    }

    /// Sends the request once, and reads its response with `read`.
    pub(crate) async fn attempt<T, F>(&mut self, read: F) -> Result<(ResponseHead, T), Error>
    where
        F: AsyncFnOnce(&ResponseHead, reqwest::Response, &Sender) -> Result<T, Error>,
    {
        let mut turn = self.turn().await;
        self.token = match self.token(None).await {
            Err(Error::Timeout(timeout)) => return Err(self.give_up(|_| Error::Timeout(timeout))),
            token => token?,
        };
        // The wait for the token or the pause before the attempt may have used up the time of the call.
        if self.left() <= self.limits.required_time {
            return Err(self.give_up(|call| call.timed_out_at(Stage::Sending)));
        }
        self.last = None;
        if let Some(turn) = &mut turn {
            turn.is_used();
        }
        self.count += 1;
        let headers = self.watch(transport::headers(&self.outgoing, self.token.as_ref()));
        self.sent = Instant::now();
        let pool = self.sender().http.pool();
        let mut responses = pool.responses();
        let exchanged = self.exchange(&pool, headers, &mut responses, read).await;
        if let Err(Error::Timeout(timeout)) = &exchanged
            && matches!(timeout.stage, Stage::Response | Stage::Rest)
        {
            self.sender().http.abandon_connections(&pool, self.sent.elapsed(), responses);
        }
        exchanged
    }

    /// Sends the request with the HTTP client in `pool`, and reads the response with `read`. When the response begins, sets
    /// `responses` to the number of responses that this HTTP client has received, including the new response.
    async fn exchange<T, F>(
        &self,
        pool: &Pool,
        headers: HeaderMap,
        responses: &mut usize,
        read: F,
    ) -> Result<(ResponseHead, T), Error>
    where
        F: AsyncFnOnce(&ResponseHead, reqwest::Response, &Sender) -> Result<T, Error>,
    {
        let end = later(self.sent, self.limits.attempt).min(self.deadline);
        let opening = timeout_at(end, transport::send(&pool.client, &self.outgoing, self.token.as_ref(), headers));
        let (head, response) = opening.await.unwrap_or_else(|_| Err(self.no_response(pool)))?;
        pool.saw(response.version());
        *responses = pool.responses();
        let reading = timeout_at(end, read(&head, response, self.sender()));
        let read = reading.await.unwrap_or_else(|_| Err(self.timed_out(Stage::Rest, Some(&head))))?;
        Ok((head, read))
    }

    /// Calls the hook before the attempt, and returns the headers, including those that the hook sets.
    fn watch(&mut self, headers: HeaderMap) -> HeaderMap {
        let Some(hook) = self.sender().hook.clone() else { return headers };
        let outgoing = &self.outgoing;
        let mut request = AttemptRequest {
            operation: outgoing.operation.name.clone().into_owned(),
            method: outgoing.method.clone(),
            url: outgoing.url.clone(),
            body_size: outgoing.body.as_ref().map_or(0, bytes::Bytes::len),
            number: self.count,
            headers,
        };
        hook.before(&mut request);
        let headers = request.headers.clone();
        self.watched = Some(Watched::new(hook, request, Instant::now()));
        headers
    }

    fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// Ends the call before the next attempt. Returns the error of the last attempt. If there was no attempt, returns the
    /// error that `first` creates.
    fn give_up(&mut self, first: impl FnOnce(&Self) -> Error) -> Error {
        self.too_late = true;
        tracing::debug!("not sent: too little time is left");
        self.last.take().unwrap_or_else(|| first(self))
    }

    /// Waits until pacing allows the attempt, if pacing is on. The wait does not count towards the timeout of the call.
    async fn turn(&mut self) -> Option<crate::runtime::send::pacing::Turn> {
        let (pacing, info) = self.sender().pacing.as_ref().zip(self.operation().info)?;
        let asked = Instant::now();
        let turn = pacing.turn(info, &self.outgoing.context.tenant).await;
        let waited = asked.elapsed();
        self.deadline = later(self.deadline, waited);
        self.waited += waited;
        if !waited.is_zero() {
            tracing::debug!(vc.wait_ms = millis(waited), "pacing delayed the call");
        }
        Some(turn)
    }

    /// Returns a token for the next attempt. If the platform has rejected the token `rejected`, the method returns another
    /// token if possible.
    async fn token(&self, rejected: Option<&AccessToken>) -> Result<Option<Arc<AccessToken>>, Error> {
        let context = &self.outgoing.context;
        let patience = self.deadline.saturating_duration_since(Instant::now()) / 2;
        match timeout_at(self.deadline, context.bearer.token(rejected, patience)).await {
            Ok(Ok(token)) => Ok(token),
            Ok(Err(error)) => Err(Error::of_token(self.operation(), context.token.name, error)),
            Err(_) => Err(self.timed_out_at(Stage::Token)),
        }
    }

    /// Returns the error of a call that exceeded its timeout before the client sent an attempt.
    fn timed_out_at(&self, stage: Stage) -> Error {
        Error::timeout(self.operation().name.clone(), self.limits.timeout, TIMEOUT, stage, None)
    }

    /// Returns the error of an attempt that ended before its response began.
    fn no_response(&self, pool: &Pool) -> Error {
        if pool.has_sent_nothing() {
            return self.timed_out(Stage::Connecting, None).towards(self.sender().peer(&self.outgoing.url));
        }
        self.timed_out(Stage::Response, None)
    }

    fn timed_out(&self, stage: Stage, head: Option<&ResponseHead>) -> Error {
        let name = self.operation().name.clone();
        let partial = head.map(ResponseHead::partial);
        if Instant::now() >= self.deadline {
            Error::timeout(name, self.limits.timeout, TIMEOUT, stage, partial)
        } else {
            Error::timeout(name, self.limits.attempt, ATTEMPT_TIMEOUT, stage, partial)
        }
    }

    /// Records the success of the call, and returns its metadata.
    pub(crate) fn succeeded(&mut self, head: &ResponseHead) -> CallStats {
        if let Some(watched) = self.watched.take() {
            watched.succeeded(head.status, head.log_id());
        }
        if let Some(token) = &self.token {
            token.accept();
        }
        if self.history.retries == 0 {
            self.sender().budget.earn();
        }
        tracing::debug!(
            vc.attempt = self.count,
            http.response.status_code = head.status,
            vc.code = 0,
            vc.log_id = head.log_id(),
            vc.elapsed_ms = millis(self.sent.elapsed()),
            "the attempt succeeded"
        );
        spans::was_sent(self.count, millis(self.waited));
        CallStats { attempts: self.count, elapsed: self.started.elapsed() }
    }

    /// Prepares the next attempt after a failed attempt. Returns the error if there can be no further attempt.
    pub(crate) async fn recover(&mut self, error: Error) -> Result<(), Error> {
        let recovered = self.try_again(error).await;
        if recovered.is_err() {
            spans::was_sent(self.count, millis(self.waited));
        }
        recovered
    }

    async fn try_again(&mut self, error: Error) -> Result<(), Error> {
        if self.too_late {
            return Err(error);
        }
        if let Some(watched) = self.watched.take() {
            watched.failed(&error);
        }
        let error = self.after_attempts(error);
        self.acted = error.may_have_acted();
        let failure = Failure {
            remedy: remedy(&error),
            idempotent: self.outgoing.idempotent,
            retry: &self.limits.retry,
            left: self.left(),
            required_time: self.limits.required_time,
            random: fastrand::f64(),
        };
        let pause = match next_step(self.history, failure) {
            Step::Fail => {
                self.failed(&error, "none", None);
                return Err(error);
            }
            Step::ReplaceToken => {
                self.failed(&error, "replace_token", None);
                return self.replace_token(error).await;
            }
            Step::Retry(_) if !self.sender().budget.take() => {
                self.failed(&error, "none_within_budget", None);
                return Err(error);
            }
            Step::Retry(pause) => {
                self.failed(&error, "retry", Some(pause));
                self.history.retries += 1;
                pause
            }
            Step::Wait(pause) => {
                self.failed(&error, "wait", Some(pause));
                self.history.waits += 1;
                pause
            }
        };
        self.last = Some(error);
        self.waited += pause;
        tokio::time::sleep(pause).await;
        Ok(())
    }

    /// Logs the failure of an attempt and the next step.
    fn failed(&self, error: &Error, next_step: &'static str, pause: Option<Duration>) {
        tracing::debug!(
            vc.attempt = self.count,
            http.response.status_code = error.status(),
            error.type = error.kind(),
            vc.code = error.code(),
            vc.log_id = error.log_id(),
            vc.elapsed_ms = millis(self.sent.elapsed()),
            vc.next_step = next_step,
            vc.wait_ms = pause.map(millis),
            "the attempt failed"
        );
    }

    /// Records in an error whether the platform may have acted on an earlier attempt.
    fn after_attempts(&self, error: Error) -> Error {
        if self.acted { error.with_earlier_act() } else { error }
    }

    /// Replaces a rejected token. Fails if there is no other token.
    async fn replace_token(&mut self, error: Error) -> Result<(), Error> {
        let Some(rejected) = self.token.take() else { return Err(error) };
        match self.token(Some(&rejected)).await.map_err(|error| self.after_attempts(error))? {
            Some(other) if other.text() != rejected.text() => {
                tracing::debug!("the platform rejected the token; the client has another one");
                self.history.replaced_token = true;
                self.last = Some(error);
                Ok(())
            }
            _ => Err(error),
        }
    }
}

const TIMEOUT: &str = "`timeout` of the client or of the call";
pub(crate) const ATTEMPT_TIMEOUT: &str = "`attempt_timeout` of the client or of the call";

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Values that the client measures for the metadata of a call.
pub(crate) struct CallStats {
    attempts: u32,
    elapsed: Duration,
}

impl CallStats {
    pub(crate) fn metadata(self, head: &ResponseHead, skipped: SkippedValues, json: Option<KeptJson>) -> Metadata {
        Metadata {
            status: head.status,
            log_id: head.printed_header("x-tt-logid").map(str::to_owned),
            request_id: head.printed_header("x-request-id").map(str::to_owned),
            rate_limit: head.rate_limit(),
            attempts: self.attempts,
            elapsed: self.elapsed,
            skipped,
            json,
        }
    }
}
