//! Agent: a bot that attends meetings.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::attendance::{Attendance, Attendances};
use super::attended_meeting::AttendedMeeting;
use super::follower::is_meeting_number;
use super::join_error::JoinError;
use super::meeting_handle::MeetingHandle;
use super::push_queue::PushQueue;
use crate::api::receive::events::Events;
use crate::api::receive::listener::Listener;
use crate::generated::bot::{BotMeetingInvited, Bots, Join, JoinIdentify, JoinJoinType};
use crate::generated::tokens::TenantOrUser;
use crate::generated::types::UserId;
use crate::runtime::client::session::Session;
use crate::runtime::wire::secret::Secret;

impl<K: TenantOrUser> Bots<'_, K> {
    /// Creates an agent, which joins and attends meetings.
    ///
    /// See [`MeetingAgent`].
    pub fn agent(&self) -> MeetingAgent<K> {
        MeetingAgent {
            session: self.0.clone(),
            attendances: Arc::new(Attendances::new(usize::MAX, 1024)),
            silence: Duration::from_secs(10),
            give_up: None,
        }
    }
}

/// Bot that joins meetings, follows them, writes to their chats, and leaves. [`bots().agent()`](Bots::agent) creates it.
///
/// An agent is cheap to clone. All clones share the attended meetings. Set options before you clone the agent or join a
/// meeting.
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
    attendances: Arc<Attendances>,
    silence: Duration,
    give_up: Option<Duration>,
}

/// Outcome of joining a meeting.
#[derive(Debug)]
#[must_use]
#[non_exhaustive]
#[allow(clippy::large_enum_variant, reason = "there is one for each join, and the stream is taken out of it at once")]
pub enum Joined<K> {
    /// The bot now attends the meeting. Contains the stream of the meeting's happenings.
    New(AttendedMeeting<K>),
    /// The agent already attends the meeting, and another part of the program reads the stream of the meeting.
    Already(MeetingHandle<K>),
}

impl<K> Joined<K> {
    /// Returns a handle, with which a program can write to the chat and leave the meeting.
    pub fn handle(&self) -> &MeetingHandle<K> {
        match self {
            Self::New(meeting) => meeting,
            Self::Already(handle) => handle,
        }
    }
}

/// Meeting to join: an invitation, or a meeting number of nine digits.
#[derive(Debug, Clone)]
#[must_use]
pub struct JoinTarget {
    number: String,
    password: Option<Secret>,
    call_id: Option<String>,
}

impl JoinTarget {
    /// Creates a target from a meeting number.
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
    /// Sets the maximum number of meetings that the bot attends at the same time. There is no limit by default.
    ///
    /// A meeting counts until the bot leaves the meeting, or until the stream of the meeting ends. If the program drops the
    /// stream, the meeting counts until an event reports the end of the meeting.
    pub fn most_meetings(self, most: usize) -> Self {
        let attendances = Arc::new(Attendances::new(most, self.attendances.capacity));
        Self { attendances, ..self }
    }

    /// Sets the maximum number of pushed happenings that wait in the queue of a meeting. The default is 1024.
    ///
    /// If the queue is full, the agent counts and drops further happenings. The agent fetches the dropped happenings later.
    pub fn buffer(self, happenings: usize) -> Self {
        let attendances = Arc::new(Attendances::new(self.attendances.most_meetings, happenings.max(1)));
        Self { attendances, ..self }
    }

    /// Sets the maximum time without events. After this time, the agent fetches happenings. The default is 10 seconds.
    pub fn silence(mut self, silence: Duration) -> Self {
        self.silence = silence;
        self
    }

    /// Sets the maximum time without happenings. After this time, the bot leaves the meeting. By default, the bot stays in
    /// the meeting.
    pub fn give_up_after(mut self, silence: Duration) -> Self {
        self.give_up = Some(silence);
        self
    }

    /// Returns a handle for each meeting that the bot attends.
    #[must_use]
    pub fn meetings(&self) -> Vec<MeetingHandle<K>> {
        self.attendances.all().into_iter().map(|attendance| self.handle(attendance)).collect()
    }

    /// Joins a meeting with an invitation or a meeting number.
    ///
    /// If the agent already attends or joins the meeting, all callers get the same meeting. If you drop the future, the bot
    /// may be in the meeting although the agent does not attend. To attend, join again.
    ///
    /// # Errors
    ///
    /// Returns a [`JoinError`]. If the target has no meeting number, or if the agent already attends its maximum number of
    /// meetings, the agent sends no request.
    pub async fn join(&self, target: impl Into<JoinTarget>) -> Result<Joined<K>, JoinError> {
        let target = target.into();
        if !is_meeting_number(&target.number) {
            return Err(JoinError::NoNumber);
        }
        let most = self.attendances.most_meetings;
        let _join_lock = self.attendances.join_lock(&target.number).await.ok_or(JoinError::TooMany { most })?;
        if let Some(attendance) = self.attendances.find(|attendance| attendance.number == target.number) {
            return Ok(self.joined(attendance));
        }
        let response = self.call(&target).await.map_err(JoinError::of_call)?;
        let meeting_id = response.meeting.and_then(|meeting| meeting.id).filter(|id| !id.as_str().is_empty());
        let meeting_id = meeting_id.ok_or(JoinError::NoMeeting)?;
        let own_id = response.join_user.and_then(|user| user.id).map(|id: UserId| id.as_str().to_owned());
        let attendance = Arc::new(Attendance {
            meeting_id,
            number: target.number.clone(),
            own_id,
            queue: PushQueue::default(),
            is_read: AtomicBool::new(false),
        });
        self.attendances.take(Arc::clone(&attendance));
        Ok(self.joined(attendance))
    }

    /// Attends a meeting that both `user` and the bot are in. Returns `None` if they share no meeting. In a session of a
    /// user, the default for `user` is the user of the session. In other sessions, `user` is required.
    ///
    /// # Errors
    ///
    /// Returns a [`JoinError`].
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

    fn joined(&self, attendance: Arc<Attendance>) -> Joined<K> {
        let is_new = attendance.begin_reading();
        let handle = self.handle(attendance);
        if is_new {
            Joined::New(AttendedMeeting::new(handle, self.silence, self.give_up))
        } else {
            Joined::Already(handle)
        }
    }

    fn handle(&self, attendance: Arc<Attendance>) -> MeetingHandle<K> {
        MeetingHandle { session: self.session.clone(), attendance, attendances: Arc::clone(&self.attendances) }
    }
}

impl<S: Send + Sync + 'static> Events<S> {
    /// Passes meeting events to the agent, from a webhook or a long connection. The handlers of the program get the events
    /// too.
    pub fn agent<K>(self, agent: &MeetingAgent<K>) -> Self {
        self.listener(Arc::clone(&agent.attendances) as Arc<dyn Listener>)
    }
}

impl<K> Clone for MeetingAgent<K> {
    fn clone(&self) -> Self {
        let (session, attendances) = (self.session.clone(), Arc::clone(&self.attendances));
        Self { session, attendances, silence: self.silence, give_up: self.give_up }
    }
}

impl<K> fmt::Debug for MeetingAgent<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MeetingAgent").field("meetings", &self.attendances.all().len()).finish_non_exhaustive()
    }
}
