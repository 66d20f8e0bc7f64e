//! A bot that attends meetings.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::attended_meeting::AttendedMeeting;
use super::follower::is_meeting_number;
use super::join_error::JoinError;
use super::meeting_handle::MeetingHandle;
use super::push_queue::PushQueue;
use super::seat::{Seat, Seats};
use crate::api::receive::events::Events;
use crate::api::receive::listener::Listener;
use crate::generated::bot::{BotMeetingInvited, Bots, Join, JoinIdentify, JoinJoinType};
use crate::generated::tokens::TenantOrUser;
use crate::generated::types::UserId;
use crate::runtime::client::session::Session;
use crate::runtime::wire::secret::Secret;

impl<K: TenantOrUser> Bots<'_, K> {
    /// Returns an agent, which joins meetings and attends them.
    ///
    /// See [`MeetingAgent`].
    pub fn agent(&self) -> MeetingAgent<K> {
        MeetingAgent {
            session: self.0.clone(),
            seats: Arc::new(Seats::new(usize::MAX, 1024)),
            silence: Duration::from_secs(10),
            give_up: None,
        }
    }
}

/// A bot that joins meetings, follows them, speaks in them and leaves; from [`bots().agent()`](Bots::agent).
///
/// Cheap to clone; clones share the meetings. Options must be set before.
///
/// ```no_run
/// # async fn example(client: vc_api::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use vc_api::bot::BotMeetingInvited;
/// use vc_api::{EventContext, Events, Joined, MeetingAgent, Tenant};
///
/// async fn on_invitation(event: BotMeetingInvited, context: EventContext<MeetingAgent<Tenant>>) -> Result<(), vc_api::JoinError> {
///     if let Joined::New(mut meeting) = context.state.join(&event).await? {
///         tokio::spawn(async move {
///             while let Ok(Some(happening)) = meeting.try_next().await {
///                 println!("{:?}", happening.person().and_then(|person| person.name.as_deref()));
///             }
///         });
///     }
///     Ok(())
/// }
///
/// let agent = client.tenant().bots().agent().most_meetings(20);
/// let events = Events::with_state(agent.clone()).client(&client).agent(&agent).on(on_invitation);
/// # Ok(())
/// # }
/// ```
#[must_use]
pub struct MeetingAgent<K> {
    session: Session<K>,
    seats: Arc<Seats>,
    silence: Duration,
    give_up: Option<Duration>,
}

/// Outcome of joining a meeting.
#[derive(Debug)]
#[must_use]
#[non_exhaustive]
#[allow(clippy::large_enum_variant, reason = "there is one for each join, and the stream is taken out of it at once")]
pub enum Joined<K> {
    /// The bot attends the meeting from now on: here is what happens in it.
    New(AttendedMeeting<K>),
    /// The agent attends the meeting already, and another part of the program reads what happens in it.
    Already(MeetingHandle<K>),
}

impl<K> Joined<K> {
    /// Returns the bot in the meeting, to speak and leave.
    pub fn handle(&self) -> &MeetingHandle<K> {
        match self {
            Self::New(meeting) => meeting,
            Self::Already(handle) => handle,
        }
    }
}

/// Something that tells which meeting to join: an invitation, or a meeting number of nine digits.
#[derive(Debug, Clone)]
#[must_use]
pub struct JoinTarget {
    number: String,
    password: Option<Secret>,
    call_id: Option<String>,
}

impl JoinTarget {
    /// Makes a target of a meeting number.
    pub fn number(number: impl Into<String>) -> Self {
        Self { number: number.into(), password: None, call_id: None }
    }

    /// Sets the password of the meeting.
    pub fn password(mut self, password: impl Into<Secret>) -> Self {
        self.password = Some(password.into());
        self
    }
}

impl From<&str> for JoinTarget {
    fn from(number: &str) -> Self {
        Self::number(number)
    }
}

impl From<String> for JoinTarget {
    fn from(number: String) -> Self {
        Self::number(number)
    }
}

impl From<&BotMeetingInvited> for JoinTarget {
    fn from(invited: &BotMeetingInvited) -> Self {
        let number = invited.meeting.as_ref().and_then(|meeting| meeting.meeting_no.as_ref());
        let number = number.map(|number| number.as_str().to_owned()).unwrap_or_default();
        Self { number, password: None, call_id: invited.call_id.clone().filter(|id| !id.is_empty()) }
    }
}

impl<K: TenantOrUser> MeetingAgent<K> {
    /// Sets how many meetings the bot attends at most. No limit by default.
    ///
    /// A meeting whose end an event told does not count, even if its stream was dropped before.
    pub fn most_meetings(self, most: usize) -> Self {
        let seats = Arc::new(Seats::new(most, self.seats.capacity));
        Self { seats, ..self }
    }

    /// Sets how many pushed happenings a meeting keeps until they are read. 1024 by default.
    ///
    /// The agent drops and counts those beyond that, and asks for them again.
    pub fn buffer(self, happenings: usize) -> Self {
        let seats = Arc::new(Seats::new(self.seats.most, happenings.max(1)));
        Self { seats, ..self }
    }

    /// Sets how long is waited for events before what happened is asked for. 10 seconds by default.
    pub fn silence(mut self, silence: Duration) -> Self {
        self.silence = silence;
        self
    }

    /// Leaves a meeting in which nothing happens for this time. Off by default.
    pub fn give_up_after(mut self, silence: Duration) -> Self {
        self.give_up = Some(silence);
        self
    }

    /// Returns the bot in each meeting that it attends.
    #[must_use]
    pub fn meetings(&self) -> Vec<MeetingHandle<K>> {
        self.seats.all().into_iter().map(|seat| self.handle(seat)).collect()
    }

    /// Joins a meeting, by an invitation or by a meeting number.
    ///
    /// Joining a meeting that the agent attends, or is just joining, joins it once and gives what is there. Dropping the
    /// future may leave the bot in the meeting; joining again takes it up.
    ///
    /// # Errors
    ///
    /// A [`JoinError`]. Nothing was sent if the agent attends as many meetings as it may, or there is no meeting number.
    pub async fn join(&self, target: impl Into<JoinTarget>) -> Result<Joined<K>, JoinError> {
        let target = target.into();
        if !is_meeting_number(&target.number) {
            return Err(JoinError::NoNumber);
        }
        let most = self.seats.most;
        let _turn = self.seats.turn(&target.number).await.ok_or(JoinError::TooMany { most })?;
        if let Some(seat) = self.seats.find(|seat| seat.number == target.number) {
            return Ok(self.joined(seat));
        }
        let response = self.call(&target).await.map_err(JoinError::of_call)?;
        let meeting_id = response.meeting.and_then(|meeting| meeting.id).filter(|id| !id.as_str().is_empty());
        let meeting_id = meeting_id.ok_or(JoinError::NoMeeting)?;
        let own_id = response.join_user.and_then(|user| user.id).map(|id: UserId| id.as_str().to_owned());
        let seat = Arc::new(Seat {
            meeting_id,
            number: target.number.clone(),
            own_id,
            queue: PushQueue::default(),
            is_read: AtomicBool::new(false),
        });
        self.seats.take(Arc::clone(&seat));
        Ok(self.joined(seat))
    }

    /// Finds the meeting in which a user is and the bot too, and attends it; `None` if there is none. With the session of a
    /// user, that user is meant if none is named.
    ///
    /// # Errors
    ///
    /// A [`JoinError`].
    pub async fn join_active(&self, user: Option<UserId>) -> Result<Option<Joined<K>>, JoinError> {
        let mut call = self.session.bots().user_active_meeting();
        if let Some(user) = user {
            call = call.user_id(user);
        }
        let active = call.await.map_err(JoinError::Call)?;
        let number = active.into_iter().find_map(|meeting| meeting.meeting_no);
        match number {
            Some(number) => self.join(number.as_str()).await.map(Some),
            None => Ok(None),
        }
    }

    fn call(&self, target: &JoinTarget) -> Join {
        let identify = JoinIdentify::new().meeting_no(target.number.as_str());
        let mut call = self.session.bots().join(JoinJoinType::MeetingNo, identify);
        if let Some(password) = &target.password {
            call = call.password(password.clone());
        }
        if let Some(call_id) = &target.call_id {
            call = call.call_id(call_id);
        }
        call
    }

    fn joined(&self, seat: Arc<Seat>) -> Joined<K> {
        let is_new = seat.begin_reading();
        let handle = self.handle(seat);
        if is_new {
            Joined::New(AttendedMeeting::new(handle, self.silence, self.give_up))
        } else {
            Joined::Already(handle)
        }
    }

    fn handle(&self, seat: Arc<Seat>) -> MeetingHandle<K> {
        MeetingHandle { session: self.session.clone(), seat, seats: Arc::clone(&self.seats) }
    }
}

impl<S: Send + Sync + 'static> Events<S> {
    /// Brings what happens in meetings to the agent that attends them, over webhook and long connection. Handlers get the
    /// same events.
    pub fn agent<K>(self, agent: &MeetingAgent<K>) -> Self {
        self.listener(Arc::clone(&agent.seats) as Arc<dyn Listener>)
    }
}

impl<K> Clone for MeetingAgent<K> {
    fn clone(&self) -> Self {
        let (session, seats) = (self.session.clone(), Arc::clone(&self.seats));
        Self { session, seats, silence: self.silence, give_up: self.give_up }
    }
}

impl<K> fmt::Debug for MeetingAgent<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MeetingAgent").field("meetings", &self.seats.all().len()).finish_non_exhaustive()
    }
}
