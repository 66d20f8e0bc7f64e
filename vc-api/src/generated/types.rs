// Generated from spec/openapi.yaml by `cargo xtask regen`; do not edit.
//! Types that several resources share.

use crate::runtime as rt;

/// Id of a user. The `user_id_type` of the call selects the kind of id, by default the open id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct UserId(String);

rt::text_newtype!(UserId);

#[cfg(feature = "testing")]
impl rt::Sample for UserId {
    fn sample() -> Self {
        "ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()
    }
}

/// Open id of a department.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct DepartmentId(String);

rt::text_newtype!(DepartmentId);

#[cfg(feature = "testing")]
impl rt::Sample for DepartmentId {
    fn sample() -> Self {
        "od-47d8b570b0a011e9679a755efcc5f61a".into()
    }
}

/// Kind of user id.
///
/// At most 10 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UserIdType {
    /// Id of a user within one app.
    OpenId,
    /// Id of a user, the same in all apps of one developer.
    UnionId,
    /// Id of a user within one tenant, the same in all apps of the tenant.
    ///
    /// Needs the scope `contact:user.employee_id:readonly`.
    UserId,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(
    UserIdType { OpenId = "open_id", UnionId = "union_id", UserId = "user_id" }
);

#[cfg(feature = "testing")]
impl rt::Sample for UserIdType {
    fn sample() -> Self {
        "open_id".into()
    }
}

/// Kind of participant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UserType {
    /// A Feishu or Lark user.
    Lark,
    /// A meeting room.
    Room,
    /// A user who joined from a document.
    Document,
    /// A user of the stand-alone meeting product.
    Neo,
    /// A guest of the stand-alone meeting product.
    NeoGuest,
    /// A participant who dialled in by telephone.
    Pstn,
    /// A participant who dialled in by SIP.
    Sip,
    /// A screen-sharing box.
    ShareBox,
    /// An app of the open platform.
    OpenPlatformApp,
    /// A bot that acts for an app.
    ///
    /// Not on the platform's pages; source: official CLI, programs that call it.
    Bot,
    /// A speaker who has no account, in a meeting room or an audio recording.
    ///
    /// Not on the platform's pages; source: official CLI (test data), not confirmed by another source.
    Speaker,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    UserType { Lark = 1, Room = 2, Document = 3, Neo = 4, NeoGuest = 5, Pstn = 6, Sip =
    7, ShareBox = 8, OpenPlatformApp = 9, Bot = 10, Speaker = 100 }
);

#[cfg(feature = "testing")]
impl rt::Sample for UserType {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Ids of one user: all ids that the app is allowed to read.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct UserIds {
    /// Id of the user, the same in all apps of one developer.
    pub union_id: Option<String>,
    /// Id of the user within the tenant.
    ///
    /// Stays empty without the scope `contact:user.employee_id:readonly`.
    pub user_id: Option<String>,
    /// Id of the user within one app.
    pub open_id: Option<String>,
}

impl rt::Decode for UserIds {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "union_id" => value.option(&mut self.union_id),
            "user_id" => value.option(&mut self.user_id),
            "open_id" => value.option(&mut self.open_id),
            _ => value.skip(),
        }
    }
}

rt::decode!(UserIds);

#[cfg(feature = "encode-responses")]
impl rt::Encode for UserIds {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("union_id", &self.union_id);
        out.some("user_id", &self.user_id);
        out.some("open_id", &self.open_id);
    }
}

rt::encode_received!(UserIds);

#[cfg(feature = "testing")]
impl rt::Sample for UserIds {
    fn sample() -> Self {
        Self {
            union_id: Some("on_8ed6aa67826108097d9ee143816345".into()),
            user_id: Some("e33ggbyz".into()),
            open_id: Some("ou_84aad35d084aa403a838cf73ee18467".into()),
        }
    }
}

/// Metadata that every event has.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct EventHeader {
    /// Unique id of the event. Repeated deliveries of the event have the same id.
    pub event_id: Option<String>,
    /// Type of the event, such as `vc.meeting.meeting_started_v1`.
    pub event_type: Option<String>,
    /// Time of the event.
    pub create_time: Option<rt::UnixMillis>,
    /// Verification token of the app.
    pub token: Option<rt::Secret>,
    /// Id of the app that receives the event.
    pub app_id: Option<String>,
    /// Key of the tenant in which the event happened.
    pub tenant_key: Option<String>,
}

impl rt::Decode for EventHeader {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "event_id" => value.option(&mut self.event_id),
            "event_type" => value.option(&mut self.event_type),
            "create_time" => value.option(&mut self.create_time),
            "token" => value.option(&mut self.token),
            "app_id" => value.option(&mut self.app_id),
            "tenant_key" => value.option(&mut self.tenant_key),
            _ => value.skip(),
        }
    }
}

rt::decode!(EventHeader);

#[cfg(feature = "encode-responses")]
impl rt::Encode for EventHeader {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("event_id", &self.event_id);
        out.some("event_type", &self.event_type);
        out.text("create_time", &self.create_time);
        out.some("token", &self.token);
        out.some("app_id", &self.app_id);
        out.some("tenant_key", &self.tenant_key);
    }
}

rt::encode_received!(EventHeader);

#[cfg(feature = "testing")]
impl rt::Sample for EventHeader {
    fn sample() -> Self {
        Self {
            event_id: Some("5e3702a84e847582be8db7fb73283c02".into()),
            event_type: Some("text".into()),
            create_time: Some(1608888867000i64.into()),
            token: Some("text".into()),
            app_id: Some("cli_9f5343c580712544".into()),
            tenant_key: Some("2ca1d211f64f6438".into()),
        }
    }
}
