//! Participants of a meeting.

use crate::generated::bot::{MeetingAgentEventUser, ParticipantId};
use crate::generated::meeting::MeetingUserRole;
use crate::generated::types::{UserIdType, UserType};

/// Participant of a meeting: a user, a guest, a bot, a room, or a speaker without an account.
///
/// An event contains all ids that the app may see. A response contains only the id of the type that the call requested.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Person {
    /// Id of the user for this app.
    pub open_id: Option<String>,
    /// Id of the user, the same in all apps of one developer.
    pub union_id: Option<String>,
    /// Id of the user within the tenant.
    pub user_id: Option<String>,
    /// Id of a participant without an account, such as `voice_1`.
    pub other_id: Option<String>,
    /// Name that the meeting shows.
    pub name: Option<String>,
    /// Kind of participant.
    pub user_type: Option<UserType>,
    /// Role in the meeting.
    pub role: Option<MeetingUserRole>,
}

impl Person {
    /// Returns whether `id` is one of the participant's ids.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        self.ids().into_iter().flatten().any(|own| own == id)
    }

    /// Converts a participant in an event or a response. For a response, `id_type` is the type of user id that the call
    /// requested. For an event, `id_type` is `None`.
    pub(crate) fn read(user: Option<MeetingAgentEventUser>, id_type: Option<&UserIdType>) -> Self {
        let Some(user) = user else { return Self::default() };
        let mut person = Self {
            open_id: user.open_id,
            union_id: user.union_id,
            user_id: user.user_id,
            other_id: None,
            name: user.user_name,
            user_type: user.user_type,
            role: user.user_role,
        };
        match user.id {
            Some(ParticipantId::Object(ids)) => {
                person.open_id = ids.open_id.or(person.open_id);
                person.union_id = ids.union_id.or(person.union_id);
                person.user_id = ids.user_id.or(person.user_id);
            }
            Some(ParticipantId::Text(id)) => person.set_id(id.into(), id_type),
            None => {}
        }
        for id in [&mut person.open_id, &mut person.union_id, &mut person.user_id] {
            id.take_if(|id| id.is_empty());
        }
        person
    }

    /// Stores an id in the field for ids of this type.
    fn set_id(&mut self, id: String, id_type: Option<&UserIdType>) {
        let field = match id_type {
            _ if self.user_type == Some(UserType::Speaker) => &mut self.other_id,
            Some(UserIdType::UnionId) => &mut self.union_id,
            Some(UserIdType::UserId) => &mut self.user_id,
            Some(_) => &mut self.open_id,
            // An event does not contain the type of the id. But open ids and union ids have fixed prefixes.
            None if id.starts_with("ou_") => &mut self.open_id,
            None if id.starts_with("on_") => &mut self.union_id,
            None => &mut self.user_id,
        };
        if !id.is_empty() {
            field.get_or_insert(id);
        }
    }

    pub(crate) fn ids(&self) -> [Option<&str>; 4] {
        [&self.open_id, &self.union_id, &self.user_id, &self.other_id].map(Option::as_deref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generated::types::UserIds;

    fn text(id: &str, user_type: UserType, id_type: Option<&UserIdType>) -> Person {
        let id = Some(ParticipantId::Text(id.into()));
        Person::read(Some(MeetingAgentEventUser { id, user_type: Some(user_type), ..Default::default() }), id_type)
    }

    #[test]
    fn each_id_goes_into_its_field() {
        let ids = |person: Person| person.ids().map(|id| id.unwrap_or_default().to_owned());
        assert_eq!(ids(text("ou_1", UserType::Lark, Some(&UserIdType::OpenId))), ["ou_1", "", "", ""]);
        assert_eq!(ids(text("x", UserType::Lark, Some(&UserIdType::UserId))), ["", "", "x", ""]);
        assert_eq!(ids(text("ou_1", UserType::Lark, None)), ["ou_1", "", "", ""]);
        assert_eq!(ids(text("x", UserType::Lark, None)), ["", "", "x", ""]);
        assert_eq!(ids(text("voice_1", UserType::Speaker, Some(&UserIdType::OpenId))), ["", "", "", "voice_1"]);
        assert_eq!(ids(Person::read(None, None)), [""; 4]);
        let object = UserIds { open_id: Some("ou_1".into()), union_id: Some(String::new()), ..Default::default() };
        let user = MeetingAgentEventUser {
            id: Some(ParticipantId::Object(object)),
            user_id: Some("u1".into()),
            ..Default::default()
        };
        assert_eq!(ids(Person::read(Some(user), None)), ["ou_1", "", "u1", ""]);
    }
}
