//! Participants of a simulated meeting.

use crate::generated::bot::{MeetingAgentEventUser, ParticipantId};
use crate::generated::meeting::{MeetingUser, MeetingUserRole};
use crate::generated::types::{UserIdType, UserIds, UserType};
use crate::runtime::wire::sample::Sample;

/// Participant of a simulated [`Meeting`](super::Meeting).
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Participant {
    open_id: String,
    union_id: String,
    user_id: String,
    name: String,
    kind: UserType,
}

/// Form of a participant's ids in JSON.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum IdForm {
    /// All three ids in one object, as in most deliveries.
    Object,
    /// All three ids as fields of the user, as in some deliveries.
    Beside,
    /// One id as text, as in responses.
    Text(UserIdType),
}

impl Participant {
    /// Creates a user. All ids derive from `id`. For example, `ada` gives the open id `ou_ada`, the union id `on_ada` and
    /// the user id `ada`.
    pub fn new(id: &str) -> Self {
        let (open_id, union_id) = (format!("ou_{id}"), format!("on_{id}"));
        Self { open_id, union_id, user_id: id.to_owned(), name: id.to_owned(), kind: UserType::Lark }
    }

    /// Sets the name. The default is the `id` given to [`new`](Self::new).
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Sets the type of the participant. The default is a user.
    pub fn user_type(mut self, user_type: UserType) -> Self {
        self.kind = user_type;
        self
    }

    /// Returns the open id.
    #[must_use]
    pub fn open_id(&self) -> &str {
        &self.open_id
    }

    pub(crate) fn has_id(&self, id: &str) -> bool {
        [&self.open_id, &self.union_id, &self.user_id].into_iter().any(|own| own == id)
    }

    pub(crate) fn as_meeting_user(&self) -> MeetingUser {
        MeetingUser::new().id(self.open_id.as_str()).user_type(self.kind)
    }

    pub(crate) fn as_event_user(&self, form: &IdForm) -> MeetingAgentEventUser {
        let mut user = MeetingAgentEventUser {
            user_type: Some(self.kind),
            user_role: Some(if self.kind == UserType::Bot {
                MeetingUserRole::Bot
            } else {
                MeetingUserRole::Participant
            }),
            user_name: Some(self.name.clone()),
            ..MeetingAgentEventUser::default()
        };
        let (open_id, union_id, user_id) = (self.open_id.clone(), self.union_id.clone(), self.user_id.clone());
        match form {
            IdForm::Object => {
                let mut ids = UserIds::sample();
                (ids.open_id, ids.union_id, ids.user_id) = (Some(open_id), Some(union_id), Some(user_id));
                user.id = Some(ParticipantId::Object(ids));
            }
            IdForm::Beside => {
                (user.open_id, user.union_id, user.user_id) = (Some(open_id), Some(union_id), Some(user_id))
            }
            IdForm::Text(kind) => {
                let id = match kind {
                    UserIdType::UnionId => union_id,
                    UserIdType::UserId => user_id,
                    _ => open_id,
                };
                user.id = Some(ParticipantId::Text(id.into()));
            }
        }
        user
    }
}
