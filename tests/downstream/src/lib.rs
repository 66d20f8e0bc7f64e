//! Example of a program that uses the client: a service that books meetings, exports the list of meetings, notes the state
//! of each meeting, and follows meetings as a bot.
//!
//! The service uses only the public interface of the client.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use vc_api::bot::{BotMeetingActivity, BotMeetingEnded, BotMeetingInvited};
use vc_api::error::{Error as CallError, ExportCause};
use vc_api::meeting::{EventMeeting, MeetingEnded, MeetingId, MeetingStarted};
use vc_api::reserve::{self, MeetingSettings, ReserveId};
use vc_api::{Client, EventContext, Events, ExportJob, Login, Session, Tenant, UnixSeconds, User, scopes};

mod agent;
mod error;

pub use agent::{Agent, Line, Minutes};
pub use error::Error;

/// Address to which the platform redirects a user after a login.
pub const CALLBACK: &str = "https://shop.example/callback";

/// Meeting that the service booked.
#[derive(Clone, Debug, PartialEq)]
pub struct Booking {
    /// Id of the reservation of the meeting.
    pub id: ReserveId,
    /// Link with which people join the meeting.
    pub link: String,
}

/// State of a meeting, from the events of the platform.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// The meeting is running.
    Running,
    /// The meeting is over. The value is the time of its end, if the platform reported it.
    Ended(Option<UnixSeconds>),
}

/// Service that books and follows meetings in the tenant of its app.
#[derive(Debug)]
pub struct Service {
    client: Client,
    org: Session<Tenant>,
    agent: Agent,
    meetings: Mutex<HashMap<MeetingId, Progress>>,
}

impl Service {
    /// Creates a service without meetings.
    pub fn new(client: &Client) -> Arc<Self> {
        let org = client.tenant();
        let agent = Agent::new(org.clone());
        Arc::new(Self { client: client.clone(), org, agent, meetings: Mutex::default() })
    }

    /// Returns the bot of the service.
    pub fn agent(&self) -> &Agent {
        &self.agent
    }

    /// Begins a login of a user with the scope for bookings.
    pub fn begin_login(&self) -> Result<Login, Error> {
        Ok(self.client.login(CALLBACK).scopes([scopes::VC_RESERVE]).offline_access().begin()?)
    }

    /// Completes a login, and returns the session of the user.
    pub async fn finish_login(&self, login: &Login, code: &str, state: &str) -> Result<Session<User>, Error> {
        Ok(self.client.user(self.client.finish_login(login, code, state).await?))
    }

    /// Books a meeting for a user. The reservation expires at the time `end`.
    pub async fn book(
        &self,
        user: &Session<User>,
        topic: &str,
        end: UnixSeconds,
        password: Option<&str>,
    ) -> Result<Booking, Error> {
        let mut settings = MeetingSettings::new().topic(topic);
        if let Some(password) = password {
            settings = settings.password(password);
        }
        let reserve = match user.reserves().apply(settings).end_time(end).await {
            Ok(applied) => applied.reserve.ok_or(Error::Incomplete("reserve"))?,
            Err(error) if error.is(reserve::Apply::INVALID_PASSWORD) => return Err(Error::BadPassword),
            Err(CallError::LoginNeeded(_)) => {
                return Err(Error::LoginNeeded { url: self.begin_login()?.url().to_owned() });
            }
            Err(error) => return Err(error.into()),
        };
        match reserve.url {
            Some(link) => Ok(Booking { id: reserve.id, link }),
            None => Err(Error::NoLink(reserve.id)),
        }
    }

    /// Lists the topics of all meetings between two times.
    pub async fn topics(&self, from: UnixSeconds, to: UnixSeconds) -> Result<Vec<String>, Error> {
        let mut meetings = self.org.meeting_list().get(from, to).page_size(50).items();
        let mut topics = Vec::new();
        while let Some(meeting) = meetings.try_next().await? {
            topics.extend(meeting.meeting_topic);
        }
        Ok(topics)
    }

    /// Exports the list of meetings to a file, and returns the size of the file in bytes.
    pub async fn export(&self, from: UnixSeconds, to: UnixSeconds, path: impl Into<PathBuf>) -> Result<u64, Error> {
        let job = self.org.export(self.org.exports().meeting_list(from, to)).patience(Duration::from_secs(600));
        write(job, path.into()).await
    }

    /// Continues an export that was not ready in time, and returns the size of the file in bytes.
    pub async fn resume_export(&self, task_id: &str, path: impl Into<PathBuf>) -> Result<u64, Error> {
        write(self.org.resume_export(task_id), path.into()).await
    }

    /// Exports the list of meetings, and returns the content of the file.
    pub async fn export_bytes(&self, from: UnixSeconds, to: UnixSeconds) -> Result<Vec<u8>, Error> {
        let mut file = self.org.export(self.org.exports().meeting_list(from, to)).download().await?;
        let mut bytes = Vec::new();
        while let Some(chunk) = file.chunk().await? {
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }

    /// Returns the state of a meeting, if the service knows it.
    pub fn progress(&self, meeting: &MeetingId) -> Option<Progress> {
        self.lock().get(meeting).cloned()
    }

    /// Returns the handlers of all events of the service, for a webhook or a long connection.
    pub fn events(self: &Arc<Self>) -> Events<Self> {
        Events::with_state(self.clone())
            .client(&self.client)
            .on(started)
            .on(ended)
            .on(async |event: BotMeetingInvited, context: EventContext<Self>| {
                let meeting = context.state.agent.join(event).await?;
                context.state.agent.catch_up(&meeting).await
            })
            .on(async |event: BotMeetingActivity, context: EventContext<Self>| context.state.agent.keep(event))
            .on(async |event: BotMeetingEnded, context: EventContext<Self>| context.state.agent.ended(event).await)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<MeetingId, Progress>> {
        self.meetings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Records the start of a meeting. If the end of the meeting arrived earlier, this function changes nothing.
pub async fn started(event: MeetingStarted, context: EventContext<Service>) -> Result<(), Error> {
    let EventMeeting { id, .. } = event.meeting.ok_or(Error::Incomplete("meeting"))?;
    context.state.lock().entry(id).or_insert(Progress::Running);
    Ok(())
}

/// Records the end of a meeting. If the start is unknown, the handler fails, so the platform delivers the event again.
pub async fn ended(event: MeetingEnded, context: EventContext<Service>) -> Result<(), Error> {
    let EventMeeting { id, end_time, .. } = event.meeting.ok_or(Error::Incomplete("meeting"))?;
    let mut meetings = context.state.lock();
    let progress = meetings.get_mut(&id).ok_or(Error::NotStarted)?;
    *progress = Progress::Ended(end_time);
    Ok(())
}

async fn write(job: ExportJob<Tenant>, path: PathBuf) -> Result<u64, Error> {
    match job.to_file(path).await {
        Ok(file) => Ok(file.bytes),
        Err(CallError::Export(failure)) => match (failure.task_id.clone(), &failure.cause) {
            (Some(task_id), ExportCause::Unfinished { .. }) => Err(Error::ExportPending { task_id }),
            _ => Err(CallError::Export(failure).into()),
        },
        Err(error) => Err(error.into()),
    }
}
