//! Follower of a meeting, which polls the platform for happenings.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use tokio::time::{Sleep, sleep};

use super::distinct::Distinct;
use super::happening::Happening;
use super::meeting_cursor::MeetingCursor;
use super::settled::Settled;
use crate::generated::bot::{self, Bots, EventsResponse};
use crate::generated::meeting::{self, MeetingId, MeetingStatus};
use crate::generated::tokens::TenantOrUser;
use crate::generated::types::UserIdType;
use crate::runtime::client::session::Session;
use crate::runtime::error::types::Error;
use crate::runtime::operation::endpoint::Endpoint;
use crate::runtime::send::sending::Sending;
use crate::runtime::util::deadline::after;
use crate::runtime::wire::unix_time::{UnixMillis, UnixSeconds};

/// Minimum pause between two polls.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
/// Maximum pause between two polls. The pause grows up to this maximum while polls return no new happenings.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// Limit for consecutive pages without new happenings. At this limit, the follower pauses.
const QUIET_PAGES: u32 = 3;
/// Number of happenings on a page.
const PAGE_SIZE: i64 = 100;
/// Number of digits of a meeting number. A meeting id has more digits.
const NUMBER_DIGITS: usize = 9;

impl<K: TenantOrUser> Bots<'_, K> {
    /// Follows a meeting that the bot is in. Returns a stream of all happenings until the meeting is over.
    ///
    /// See [`Follower`].
    pub fn follow(&self, meeting_id: impl Into<MeetingId>) -> Follower<K> {
        Follower::new(self.0.clone(), meeting_id.into())
    }
}

/// Stream of the happenings in a meeting. [`bots().follow(…)`](Bots::follow) returns it.
///
/// The follower calls `bot.events`, page by page, until the meeting is over. While new happenings arrive, the
/// pause between the calls is one second. While no happenings arrive, the pause grows to 5 seconds. The stream returns each
/// happening once, in the order of the platform. The stream returns all versions of a sentence. After
/// [`settled`](Self::settled), the stream returns only the final version of each sentence.
///
/// The stream ends when the meeting is over, or when the bot is no longer in the meeting. [`end`](Self::end) returns the
/// reason. The error of a failed call is an item of the stream. After a temporary error, the stream continues at the next
/// poll, and loses no happening. After any other error, the stream ends.
///
/// ```no_run
/// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), vc_api::Error> {
/// use vc_api::Happened;
///
/// let mut meeting = org.bots().follow("6911188411932033028");
/// while let Some(happening) = meeting.try_next().await? {
///     match happening.happened {
///         Happened::Joined(person) => println!("{:?} joined", person.name),
///         Happened::Wrote(wrote) => println!("{:?}: {}", wrote.author.name, wrote.text),
///         _ => {}
///     }
/// }
/// println!("{:?}", meeting.end());
/// # Ok(())
/// # }
/// ```
#[must_use = "the follower sends no request before it is polled"]
pub struct Follower<K> {
    session: Session<K>,
    meeting_id: MeetingId,
    user_id_type: UserIdType,
    distinct: Distinct,
    /// Position in the current page, after the last returned happening.
    place: MeetingCursor,
    /// Happenings of the current page that are not yet returned.
    page: VecDeque<Happening>,
    /// Page token of the next page. The follower uses the token after it has returned all happenings of the current
    /// page.
    next_token: Option<String>,
    /// Start time for the next call, if the call has no page token.
    start_time: Option<UnixSeconds>,
    /// Cursor at which the follower resumes. On the next page, the follower skips the happenings up to the cursor. Then the
    /// field becomes `None`.
    resumed: Option<MeetingCursor>,
    /// Time of the last happening that an earlier follower received from `bot.events`.
    known_until: Option<UnixMillis>,
    state: State,
    /// Increase of the pause after each poll without new happenings.
    step: Duration,
    longest_pause: Duration,
    pause: Duration,
    /// Number of consecutive pages without new happenings.
    quiet_pages: u32,
    /// Whether the last page contained new happenings.
    has_news: bool,
    /// Whether the bot is or was in the meeting.
    was_in: bool,
    /// Whether the platform refused the page token, and the follower repeated the call without the token.
    left_out_token: bool,
    /// Whether the meeting is over. In this case, the stream ends after the last page.
    finishing: bool,
    end: Option<MeetingEnd>,
}

enum State {
    Ready,
    Pausing(Pin<Box<Sleep>>),
    Polling(Sending<EventsResponse>),
    /// A page has arrived. The stream returns the happenings of the page before it makes another call.
    PageArrived {
        /// Whether the platform reports a further page.
        more: bool,
    },
    /// A call of `meeting.get` is running, to find out why the bot is no longer in the meeting.
    FindingReason(Sending<meeting::GetResponse>),
    Over,
}

/// Reason for the end of a stream of happenings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MeetingEnd {
    /// The meeting is over.
    Over,
    /// The bot was removed from the meeting.
    Removed,
    /// The bot left the meeting.
    Left,
    /// The bot is no longer in the meeting. The platform does not report the reason.
    Unknown,
    /// The bot left the meeting after a long time without happenings: see
    /// [`MeetingAgent::give_up_after`](crate::MeetingAgent::give_up_after).
    GivenUp,
}

// No method pins a field of `Follower`, so `Unpin` is correct for any `K`.
impl<K> Unpin for Follower<K> {}

impl<K: TenantOrUser> Follower<K> {
    fn new(session: Session<K>, meeting_id: MeetingId) -> Self {
        Self {
            session,
            meeting_id,
            user_id_type: UserIdType::OpenId,
            distinct: Distinct::new(),
            place: MeetingCursor::default(),
            page: VecDeque::new(),
            next_token: None,
            start_time: None,
            resumed: None,
            known_until: None,
            state: State::Ready,
            step: SHORTEST_PAUSE,
            longest_pause: LONGEST_PAUSE,
            pause: SHORTEST_PAUSE,
            quiet_pages: 0,
            has_news: false,
            was_in: false,
            left_out_token: false,
            finishing: false,
            end: None,
        }
    }

    /// Creates a follower of a meeting whose happenings also arrive in events. The follower polls if no event arrives for
    /// the time `silence`.
    pub(crate) fn attending(session: Session<K>, meeting_id: MeetingId, silence: Duration) -> Self {
        let mut follower = Self::new(session, meeting_id);
        (follower.step, follower.longest_pause) = (silence, silence.max(SHORTEST_PAUSE));
        // The bot joined the meeting.
        follower.was_in = true;
        follower
    }

    /// Receives a pushed happening. Returns the happening if the happening is new.
    pub(crate) fn push(&mut self, happening: Happening) -> Option<Happening> {
        if happening.time.is_some() && happening.time <= self.known_until {
            // This follower resumed from a cursor, so an earlier follower may already have returned the happening. Only a
            // poll can show whether the happening is new, so the follower polls at once.
            self.hurry();
            return None;
        }
        let pushed = self.distinct.admit_pushed(happening);
        if self.distinct.has_many_unfetched() {
            self.hurry();
        }
        pushed
    }

    /// Returns whether the current page has happenings that are not yet returned.
    pub(crate) fn has_page(&self) -> bool {
        !self.page.is_empty()
    }

    /// Sets the time of the next poll to `pause` from now. Has no effect if a poll is running or due.
    pub(crate) fn postpone(&mut self, pause: Duration) {
        if let State::Pausing(pausing) = &mut self.state {
            pausing.as_mut().reset(after(pause));
        }
    }

    /// Ends a pause, so that the next poll starts at once.
    pub(crate) fn hurry(&mut self) {
        if let State::Pausing(_) = self.state {
            self.state = State::Ready;
        }
    }

    /// Marks the meeting as over, and polls at once for the remaining happenings.
    pub(crate) fn finish(&mut self) {
        if !self.finishing {
            self.finishing = true;
            self.hurry();
        }
    }

    /// Sets the type of the user ids in the happenings. The default is open ids.
    pub fn user_id_type(mut self, user_id_type: UserIdType) -> Self {
        self.user_id_type = user_id_type;
        self
    }

    /// Continues at the cursor of an earlier follower of this meeting. The earlier follower may belong to another process.
    pub fn resume(mut self, cursor: MeetingCursor) -> Self {
        self.resume_at(cursor);
        self
    }

    pub(crate) fn resume_at(&mut self, cursor: MeetingCursor) {
        // A follower has a cursor only if the bot was in the meeting.
        self.was_in = true;
        self.known_until = cursor.time;
        self.distinct.restore(&cursor.unfetched);
        self.place = cursor.clone();
        self.resumed = Some(cursor);
    }

    /// Returns a stream that contains only the final version of each sentence, and all other happenings. A version is final
    /// if no newer version arrives within `silence`, such as 10 seconds, or if the meeting is over.
    pub fn settled(self, silence: Duration) -> Settled<Self> {
        Settled::new(self, silence)
    }

    /// Returns a cursor, from which another follower can continue after the last returned happening.
    #[must_use]
    pub fn cursor(&self) -> MeetingCursor {
        MeetingCursor { unfetched: self.distinct.unfetched(), ..self.place.clone() }
    }

    /// Returns the reason for the end of the stream; `None` before the end.
    #[must_use]
    pub fn end(&self) -> Option<MeetingEnd> {
        self.end
    }

    /// Returns the next happening; `None` after the end of the stream.
    ///
    /// This method is cancel-safe: dropping the future loses no happening.
    ///
    /// # Errors
    ///
    /// Returns an error of `bot.events` that the follower cannot handle. Returns [`Error::InvalidArgument`] if the meeting
    /// id is a meeting number, which has nine digits.
    pub async fn try_next(&mut self) -> Result<Option<Happening>, Error> {
        poll_fn(|context| self.poll_happening(context)).await.transpose()
    }

    pub(crate) fn poll_happening(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Happening, Error>>> {
        loop {
            if let Some(happening) = self.page.pop_front() {
                self.place.done += 1;
                self.place.time = happening.time.max(self.place.time);
                self.place.last_id = happening.id.clone().or(self.place.last_id.take());
                if self.page.is_empty() {
                    self.turn_page();
                }
                if let Some(happening) = self.distinct.admit(happening) {
                    self.has_news = true;
                    return Poll::Ready(Some(Ok(happening)));
                }
                continue;
            }
            match &mut self.state {
                State::Over => return Poll::Ready(None),
                State::Ready => match self.ask() {
                    Ok(sending) => self.state = State::Polling(sending),
                    Err(error) => return self.fail(error),
                },
                State::PageArrived { more } => {
                    let more = *more;
                    if self.finishing && !more && !self.has_news {
                        self.over(MeetingEnd::Over);
                    } else {
                        self.state = self.pausing(more);
                    }
                }
                State::Pausing(pausing) => {
                    ready!(pausing.as_mut().poll(context));
                    self.state = State::Ready;
                }
                State::Polling(polling) => match ready!(Pin::new(polling).poll(context)) {
                    Ok(response) => self.take(response),
                    Err(error) => {
                        if let Some(error) = self.refused(error) {
                            return self.fail(error);
                        }
                    }
                },
                State::FindingReason(finding) => {
                    let status =
                        ready!(Pin::new(finding).poll(context)).ok().and_then(|response| response.meeting?.status);
                    self.over(match status {
                        Some(MeetingStatus::Ended) => MeetingEnd::Over,
                        Some(_) => MeetingEnd::Removed,
                        None => MeetingEnd::Unknown,
                    });
                }
            }
        }
    }

    fn ask(&self) -> Result<Sending<EventsResponse>, Error> {
        check_id(bot::Events::INFO.id, &self.meeting_id)?;
        let mut call = self.session.bots().events(self.meeting_id.clone()).page_size(PAGE_SIZE);
        call = call.user_id_type(self.user_id_type.clone());
        if let Some(token) = &self.place.page_token {
            call = call.page_token(token);
        } else if let Some(time) = self.start_time {
            call = call.start_time(time);
        }
        Ok(call.into_future())
    }

    /// Stores the page of a response as the current page.
    fn take(&mut self, response: EventsResponse) {
        let EventsResponse { has_more, page_token, events, meeting_activity_items } = response;
        (self.was_in, self.left_out_token) = (true, false);
        let read = |entry| Happening::in_response(entry, &self.user_id_type);
        let older = Happening::in_activities(meeting_activity_items, Some(&self.meeting_id), Some(&self.user_id_type));
        self.page = events.into_iter().flat_map(read).chain(older).collect();
        // After a resume, the follower skips the happenings that the earlier follower returned.
        self.place.done = self.resumed.take().map_or(0, |resumed| {
            let last =
                self.page.iter().rposition(|happening| happening.id.is_some() && happening.id == resumed.last_id);
            let done = last.map_or(resumed.done, |last| last + 1).min(self.page.len());
            self.page.drain(..done);
            done
        });
        let token = page_token.filter(|token| !token.is_empty());
        let is_new = token.is_some() && token != self.place.page_token;
        self.next_token = token;
        self.has_news = false;
        self.state = State::PageArrived { more: has_more == Some(true) && is_new };
        if self.page.is_empty() {
            self.turn_page();
        }
    }

    /// Returns the state after a page. If there is a further page, the follower polls at once. Otherwise, the follower
    /// pauses. After several consecutive pages without new happenings, the follower always pauses, because the platform may
    /// report further pages without end.
    fn pausing(&mut self, more: bool) -> State {
        if self.has_news {
            (self.pause, self.quiet_pages) = (SHORTEST_PAUSE, 0);
        } else {
            self.quiet_pages = self.quiet_pages.saturating_add(1);
        }
        if (more || self.finishing) && self.quiet_pages < QUIET_PAGES {
            return State::Ready;
        }
        let pause = self.pause;
        self.pause = (pause + self.step).min(self.longest_pause);
        State::Pausing(Box::pin(sleep(pause)))
    }

    /// Moves to the next page. The current page must have no happenings left.
    fn turn_page(&mut self) {
        match self.next_token.take() {
            Some(token) if Some(&token) == self.place.page_token.as_ref() => {}
            Some(token) => {
                (self.place.page_token, self.place.done) = (Some(token), 0);
            }
            // Without a page token, the next call starts at the time of the last happening.
            None => self.start_time = self.place.time.map(seconds),
        }
    }

    /// Handles a failed call. Returns the error if the follower cannot handle the error; otherwise `None`.
    fn refused(&mut self, error: Error) -> Option<Error> {
        if error.is(bot::Events::MEETING_ENDED) {
            self.over(MeetingEnd::Over);
            return None;
        }
        if error.is(bot::Events::NOT_IN_MEETING) && self.was_in {
            let finding = self.session.meetings().get(self.meeting_id.clone()).into_future();
            self.state = State::FindingReason(finding);
            return None;
        }
        match &error {
            Error::RateLimited(limited) => {
                let wait = limited.retry_after.unwrap_or_default().max(LONGEST_PAUSE);
                self.state = State::Pausing(Box::pin(sleep(wait)));
                None
            }
            // The platform refuses an expired page token with an undocumented code. So after an unknown code, the follower
            // tries once without the token.
            Error::Refused(refused)
                if self.place.page_token.is_some() && refused.listed.is_none() && !self.left_out_token =>
            {
                self.left_out_token = true;
                (self.place.page_token, self.place.done) = (None, 0);
                self.start_time = self.place.time.map(seconds);
                self.resumed = Some(self.place.clone());
                self.state = State::Ready;
                None
            }
            _ => Some(error),
        }
    }

    /// Returns an error as an item of the stream. After a temporary error, the follower pauses and then polls again. After
    /// any other error, the stream ends.
    fn fail(&mut self, error: Error) -> Poll<Option<Result<Happening, Error>>> {
        // The error of an unreadable response is temporary, because the next response may be readable.
        let is_unread = matches!(error, Error::UnexpectedContent(_) | Error::Undecodable(_));
        self.state = if is_unread || error.is_transient() {
            State::Pausing(Box::pin(sleep(self.pause.max(error.retry_after().unwrap_or_default()))))
        } else {
            State::Over
        };
        Poll::Ready(Some(Err(error)))
    }

    fn over(&mut self, end: MeetingEnd) {
        self.end = Some(end);
        self.state = State::Over;
    }
}

fn seconds(time: UnixMillis) -> UnixSeconds {
    UnixSeconds::from(time.millis().div_euclid(1000))
}

/// Returns whether a text is a meeting number, with which people join a meeting.
pub(crate) fn is_meeting_number(text: &str) -> bool {
    text.len() == NUMBER_DIGITS && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// Refuses an id that is in fact a meeting number. For a meeting number, the platform only reports that the meeting does
/// not exist.
fn check_id(operation: &'static str, id: &MeetingId) -> Result<(), Error> {
    if is_meeting_number(id.as_str()) {
        let reason = "it is a meeting number, not the meeting id that `bot.join` returns";
        return Err(Error::invalid(Some(operation.into()), "meeting_id", reason));
    }
    Ok(())
}

impl<K: TenantOrUser> Stream for Follower<K> {
    type Item = Result<Happening, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_happening(context)
    }
}

impl<K> fmt::Debug for Follower<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Follower").field("meeting_id", &self.meeting_id).field("end", &self.end).finish_non_exhaustive()
    }
}
