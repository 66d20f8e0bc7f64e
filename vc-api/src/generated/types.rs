// Generated from spec/openapi.yaml by `cargo xtask regen`; do not edit.
//! What several resources share.

use crate::runtime as rt;

/// A user. Which of a user's ids it is, the call's `user_id_type` says; by default an open id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct UserId(String);

rt::text_newtype!(UserId);

#[cfg(feature = "testing")]
impl rt::Sample for UserId {
    fn sample() -> Self {
        "ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()
    }
}

/// A department, by its open department id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct DepartmentId(String);

rt::text_newtype!(DepartmentId);

#[cfg(feature = "testing")]
impl rt::Sample for DepartmentId {
    fn sample() -> Self {
        "od-47d8b570b0a011e9679a755efcc5f61a".into()
    }
}

/// Which of a user's ids is meant.
///
/// At most 10 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UserIdType {
    /// Names a user within one app.
    OpenId,
    /// Names a user to all apps of one developer.
    UnionId,
    /// Names a user within one tenant and to every app there.
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

/// What kind of participant it is.
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
    /// Dialled in by telephone.
    Pstn,
    /// Dialled in by SIP.
    Sip,
    /// A screen-sharing box.
    ShareBox,
    /// An app of the open platform.
    OpenPlatformApp,
    /// A bot, the agent of an app.
    ///
    /// Not on the platform's pages; source: official CLI, programs that call it.
    Bot,
    /// A speaker without an account, in a meeting room or an audio recording.
    ///
    /// Not on the platform's pages; source: official CLI (test data), not confirmed by another one.
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

/// All ids by which an app may know one user.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct UserIds {
    /// Names the user to all apps of one developer.
    pub union_id: Option<String>,
    /// Names the user within the tenant.
    ///
    /// Stays empty without the scope `contact:user.employee_id:readonly`.
    pub user_id: Option<String>,
    /// Names the user within one app.
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

/// What every event says about itself.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct EventHeader {
    /// Unique for each event and the same on every repeated delivery of it.
    pub event_id: Option<String>,
    /// Names the kind of event, such as `vc.meeting.meeting_started_v1`.
    pub event_type: Option<String>,
    /// When it happened.
    pub create_time: Option<rt::UnixMillis>,
    /// The app's verification token.
    pub token: Option<rt::Secret>,
    /// The app that receives it.
    pub app_id: Option<String>,
    /// The tenant in which it happened.
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
