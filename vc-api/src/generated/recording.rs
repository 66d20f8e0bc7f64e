// Generated from spec/recording.yaml by `cargo xtask regen`; do not edit.
//! Recordings that users make.
//!
//! Recordings that a user makes with a recording device. `meeting_recording` has the recordings of meetings.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Recordings that users make.
    ///
    /// See the module [`recording`](self).
    pub fn recordings(&self) -> Recordings<'_, K> {
        Recordings(self)
    }
}

/// Operations of the resource [`recordings`](rt::Session::recordings).
#[derive(Debug)]
pub struct Recordings<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> Recordings<'_, K> {
    /// Subscribe to the recording events of a user.
    ///
    /// Subscribes the user of the access token to an event. The app must also be subscribed to the event, in the developer console.
    ///
    /// # Arguments
    ///
    /// - `event_type`: Event to subscribe to.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/recordings/subscription`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:recording:read`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - event: [`vc.recording.recording_started_v1`](super::recording::UserRecordingStarted)
    /// - event: [`vc.recording.recording_ended_v1`](super::recording::UserRecordingEnded)
    /// - event: [`vc.recording.recording_transcript_generated_v1`](super::recording::UserRecordingTranscriptGenerated)
    /// - not on the platform's pages; source: official SDK
    pub fn subscription(&self, event_type: impl Into<RecordingEventType>) -> Subscription
    where
        K: super::tokens::OnlyUser,
    {
        Subscription {
            call: self.0.prepare(),
            event_type: event_type.into(),
        }
    }
    /// Unsubscribe from the recording events of a user.
    ///
    /// Unsubscribes the user of the access token from an event.
    ///
    /// # Arguments
    ///
    /// - `event_type`: Event to unsubscribe from.
    ///
    /// # Platform
    ///
    /// - `POST /open-apis/vc/v1/recordings/unsubscription`
    /// - token: [`User`](super::tokens::User)
    /// - scope, any one of: `vc:recording:read`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - event: [`vc.recording.recording_started_v1`](super::recording::UserRecordingStarted)
    /// - event: [`vc.recording.recording_ended_v1`](super::recording::UserRecordingEnded)
    /// - event: [`vc.recording.recording_transcript_generated_v1`](super::recording::UserRecordingTranscriptGenerated)
    /// - not on the platform's pages; source: official SDK
    pub fn unsubscription(
        &self,
        event_type: impl Into<RecordingEventType>,
    ) -> Unsubscription
    where
        K: super::tokens::OnlyUser,
    {
        Unsubscription {
            call: self.0.prepare(),
            event_type: event_type.into(),
        }
    }
}

/// Call of [`Recordings::subscription`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct Subscription {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub event_type: RecordingEventType,
}

impl rt::Endpoint for Subscription {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "recording.subscription",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/recordings/subscription",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_RECORDING_READ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[],
        deprecated: false,
        documentation: None,
    };
}

impl rt::Call for Subscription {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("event_type", &self.event_type);
            });
        request
    }
}

rt::callable!(Subscription, send);

#[cfg(feature = "testing")]
impl rt::Served for Subscription {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            event_type: parts.body("event_type")?,
        })
    }
}

/// Call of [`Recordings::unsubscription`]. `.await` sends the request.
#[must_use = "nothing is sent before `.await`"]
pub struct Unsubscription {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub event_type: RecordingEventType,
}

impl rt::Endpoint for Unsubscription {
    type Response = ();
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "recording.unsubscription",
        method: rt::Method::Post,
        path: "/open-apis/vc/v1/recordings/unsubscription",
        tokens: &[<super::tokens::User as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_RECORDING_READ],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Nothing,
        sensitive: false,
        errors: &[],
        deprecated: false,
        documentation: None,
    };
}

impl rt::Call for Unsubscription {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request
            .body(|body| {
                body.always("event_type", &self.event_type);
            });
        request
    }
}

rt::callable!(Unsubscription, send);

#[cfg(feature = "testing")]
impl rt::Served for Unsubscription {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            event_type: parts.body("event_type")?,
        })
    }
}

/// Event about the recordings of a user.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RecordingEventType {
    /// A recording started.
    RecordingStarted,
    /// A recording ended.
    RecordingEnded,
    /// A part of a transcript is ready.
    RecordingTranscriptGenerated,
    /// A value that this version does not know.
    Unknown(String),
}

rt::text_enum!(
    RecordingEventType { RecordingStarted = "vc.recording.recording_started_v1",
    RecordingEnded = "vc.recording.recording_ended_v1", RecordingTranscriptGenerated =
    "vc.recording.recording_transcript_generated_v1" }
);

#[cfg(feature = "testing")]
impl rt::Sample for RecordingEventType {
    fn sample() -> Self {
        "vc.recording.recording_started_v1".into()
    }
}

/// A user's recording started.
///
/// # Platform
///
/// - event `vc.recording.recording_started_v1`
/// - scope, any one of: `vc:recording:read`
/// - apps: custom
/// - delivered for a user between the calls of [`recording.subscription`](super::recording::Recordings::subscription) and [`recording.unsubscription`](super::recording::Recordings::unsubscription)
/// - not on the platform's pages; source: official SDK
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct UserRecordingStarted {
    /// Id of the recording.
    pub unique_key: Option<String>,
    /// Origin of the recording. The only known value is `recording_bean`.
    pub source: Option<String>,
    /// Users who subscribed to the event.
    pub subscriber_ids: Vec<super::types::UserIds>,
}

impl rt::Decode for UserRecordingStarted {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "unique_key" => value.option(&mut self.unique_key),
            "source" => value.option(&mut self.source),
            "subscriber_ids" => value.list(&mut self.subscriber_ids),
            _ => value.skip(),
        }
    }
}

rt::decode!(UserRecordingStarted);

#[cfg(feature = "encode-responses")]
impl rt::Encode for UserRecordingStarted {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("unique_key", &self.unique_key);
        out.some("source", &self.source);
        out.always("subscriber_ids", &self.subscriber_ids);
    }
}

rt::encode_received!(UserRecordingStarted);

impl rt::EventType for UserRecordingStarted {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.recording.recording_started_v1",
        scopes: &[super::scopes::VC_RECORDING_READ],
        app_types: &[rt::AppType::Custom],
        subscription: Some(rt::Subscription {
            subscribe: "recording.subscription",
            unsubscribe: "recording.unsubscription",
        }),
        deprecated: false,
        documentation: None,
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for UserRecordingStarted {
    fn sample() -> Self {
        Self {
            unique_key: Some("text".into()),
            source: Some("recording_bean".into()),
            subscriber_ids: vec![rt::Sample::sample()],
        }
    }
}

/// A user's recording ended.
///
/// # Platform
///
/// - event `vc.recording.recording_ended_v1`
/// - scope, any one of: `vc:recording:read`
/// - apps: custom
/// - delivered for a user between the calls of [`recording.subscription`](super::recording::Recordings::subscription) and [`recording.unsubscription`](super::recording::Recordings::unsubscription)
/// - not on the platform's pages; source: official SDK
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct UserRecordingEnded {
    /// Id of the recording.
    pub unique_key: Option<String>,
    /// Origin of the recording. The only known value is `recording_bean`.
    pub source: Option<String>,
    /// Users who subscribed to the event.
    pub subscriber_ids: Vec<super::types::UserIds>,
    /// Kind of the object that was created from the recording, such as `minutes`.
    ///
    /// Not on the platform's pages; source: official CLI (test data), not confirmed by another source.
    pub object_type: Option<String>,
    /// Token of the object that was created from the recording.
    ///
    /// Not on the platform's pages; source: official CLI (test data), not confirmed by another source.
    pub object_id: Option<String>,
}

impl rt::Decode for UserRecordingEnded {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "unique_key" => value.option(&mut self.unique_key),
            "source" => value.option(&mut self.source),
            "subscriber_ids" => value.list(&mut self.subscriber_ids),
            "object_type" => value.option(&mut self.object_type),
            "object_id" => value.option(&mut self.object_id),
            _ => value.skip(),
        }
    }
}

rt::decode!(UserRecordingEnded);

#[cfg(feature = "encode-responses")]
impl rt::Encode for UserRecordingEnded {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("unique_key", &self.unique_key);
        out.some("source", &self.source);
        out.always("subscriber_ids", &self.subscriber_ids);
        out.some("object_type", &self.object_type);
        out.some("object_id", &self.object_id);
    }
}

rt::encode_received!(UserRecordingEnded);

impl rt::EventType for UserRecordingEnded {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.recording.recording_ended_v1",
        scopes: &[super::scopes::VC_RECORDING_READ],
        app_types: &[rt::AppType::Custom],
        subscription: Some(rt::Subscription {
            subscribe: "recording.subscription",
            unsubscribe: "recording.unsubscription",
        }),
        deprecated: false,
        documentation: None,
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for UserRecordingEnded {
    fn sample() -> Self {
        Self {
            unique_key: Some("text".into()),
            source: Some("recording_bean".into()),
            subscriber_ids: vec![rt::Sample::sample()],
            object_type: Some("text".into()),
            object_id: Some("text".into()),
        }
    }
}

/// A part of the transcript of a recording is ready.
///
/// # Platform
///
/// - event `vc.recording.recording_transcript_generated_v1`
/// - scope, any one of: `vc:recording:read`
/// - apps: custom
/// - delivered for a user between the calls of [`recording.subscription`](super::recording::Recordings::subscription) and [`recording.unsubscription`](super::recording::Recordings::unsubscription)
/// - not on the platform's pages; source: official SDK
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct UserRecordingTranscriptGenerated {
    /// Id of the recording.
    pub unique_key: Option<String>,
    /// Origin of the recording. The only known value is `recording_bean`.
    pub source: Option<String>,
    /// Users who subscribed to the event.
    pub subscriber_ids: Vec<super::types::UserIds>,
    /// Sentences in this part of the transcript.
    pub transcript_items: Vec<super::bot::TranscriptReceivedItem>,
}

impl rt::Decode for UserRecordingTranscriptGenerated {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "unique_key" => value.option(&mut self.unique_key),
            "source" => value.option(&mut self.source),
            "subscriber_ids" => value.list(&mut self.subscriber_ids),
            "transcript_items" => value.list(&mut self.transcript_items),
            _ => value.skip(),
        }
    }
}

rt::decode!(UserRecordingTranscriptGenerated);

#[cfg(feature = "encode-responses")]
impl rt::Encode for UserRecordingTranscriptGenerated {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("unique_key", &self.unique_key);
        out.some("source", &self.source);
        out.always("subscriber_ids", &self.subscriber_ids);
        out.always("transcript_items", &self.transcript_items);
    }
}

rt::encode_received!(UserRecordingTranscriptGenerated);

impl rt::EventType for UserRecordingTranscriptGenerated {
    const INFO: &'static rt::EventInfo = &rt::EventInfo {
        event_type: "vc.recording.recording_transcript_generated_v1",
        scopes: &[super::scopes::VC_RECORDING_READ],
        app_types: &[rt::AppType::Custom],
        subscription: Some(rt::Subscription {
            subscribe: "recording.subscription",
            unsubscribe: "recording.unsubscription",
        }),
        deprecated: false,
        documentation: None,
    };
}

#[cfg(feature = "testing")]
impl rt::Sample for UserRecordingTranscriptGenerated {
    fn sample() -> Self {
        Self {
            unique_key: Some("text".into()),
            source: Some("recording_bean".into()),
            subscriber_ids: vec![rt::Sample::sample()],
            transcript_items: vec![rt::Sample::sample()],
        }
    }
}
