// Generated from spec/participant_quality_list.yaml by `cargo xtask regen`; do not edit.
//! Connection quality of a participant, for administrators.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Connection quality of a participant, for administrators.
    ///
    /// See the module [`participant_quality_list`](self).
    pub fn participant_quality_list(&self) -> ParticipantQualityList<'_, K> {
        ParticipantQualityList(self)
    }
}

/// Operations of the resource [`participant_quality_list`](rt::Session::participant_quality_list).
#[derive(Debug)]
pub struct ParticipantQualityList<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> ParticipantQualityList<'_, K> {
    /// List a participant's connection quality.
    ///
    /// Returns measurements of the connection quality of one participant, page by page. The call must select the participant with exactly one of `user_id` and `room_id`.
    ///
    /// # Arguments
    ///
    /// - `meeting_start_time`: Start time of the meeting, exact to the minute. The start time must not be in the future.
    /// - `meeting_end_time`: End time of the meeting, at most a day after `meeting_start_time`.
    /// - `meeting_no`: Number of the meeting.
    /// - `join_time`: Time at which the participant joined. [`participant_list.get`](super::participant_list::ParticipantList::get) returns this time.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/participant_quality_list`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:room:readonly`, `vc:rooms.room.detailinfo:read`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/participant_quality_list/get>)
    pub fn get(
        &self,
        meeting_start_time: impl Into<rt::UnixSeconds>,
        meeting_end_time: impl Into<rt::UnixSeconds>,
        meeting_no: impl Into<super::meeting::MeetingNo>,
        join_time: impl Into<rt::UnixSeconds>,
    ) -> Get
    where
        K: super::tokens::TenantOrUser,
    {
        Get {
            call: self.0.prepare(),
            meeting_start_time: meeting_start_time.into(),
            meeting_end_time: meeting_end_time.into(),
            meeting_no: meeting_no.into(),
            join_time: join_time.into(),
            user_id: None,
            room_id: None,
            page_size: None,
            page_token: None,
            user_id_type: None,
        }
    }
}

/// Call of [`ParticipantQualityList::get`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Get {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_start_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub meeting_end_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub meeting_no: super::meeting::MeetingNo,
    #[doc(hidden)]
    pub join_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub user_id: Option<super::types::UserId>,
    #[doc(hidden)]
    pub room_id: Option<super::room::RoomId>,
    #[doc(hidden)]
    pub page_size: Option<i64>,
    #[doc(hidden)]
    pub page_token: Option<String>,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
}

impl Get {
    /// 121001: internal error (HTTP 500).
    pub const INTERNAL_ERROR: rt::ListedError = rt::ListedError::new(
        Some(500),
        121001,
        "internal error",
        "INTERNAL_ERROR",
    );
    /// 121002: not support (HTTP 400).
    pub const NOT_SUPPORTED: rt::ListedError = rt::ListedError::new(
        Some(400),
        121002,
        "not support",
        "NOT_SUPPORTED",
    );
    /// 121003: param error (HTTP 400).
    pub const INVALID_PARAMETER: rt::ListedError = rt::ListedError::new(
        Some(400),
        121003,
        "param error",
        "INVALID_PARAMETER",
    );
    /// 126003: meeting number invalid (cannot smaller than 0) (HTTP 400).
    pub const INVALID_MEETING_NUMBER: rt::ListedError = rt::ListedError::new(
        Some(400),
        126003,
        "meeting number invalid (cannot smaller than 0)",
        "INVALID_MEETING_NUMBER",
    );
    /// 126004: meeting number length not correct (supposed to be 9) (HTTP 400).
    pub const INVALID_MEETING_NUMBER_LENGTH: rt::ListedError = rt::ListedError::new(
        Some(400),
        126004,
        "meeting number length not correct (supposed to be 9)",
        "INVALID_MEETING_NUMBER_LENGTH",
    );
    /// 126005: start time error (cannot larger than now or smaller than 0) (HTTP 400).
    pub const INVALID_START_TIME: rt::ListedError = rt::ListedError::new(
        Some(400),
        126005,
        "start time error (cannot larger than now or smaller than 0)",
        "INVALID_START_TIME",
    );
    /// 126006: end time cannot exceed start time for one day or smaller than start time (HTTP 400).
    pub const INVALID_END_TIME: rt::ListedError = rt::ListedError::new(
        Some(400),
        126006,
        "end time cannot exceed start time for one day or smaller than start time",
        "INVALID_END_TIME",
    );
    /// 126007: userID and roomID cannot be set concurrently (HTTP 400).
    pub const BOTH_USER_AND_ROOM: rt::ListedError = rt::ListedError::new(
        Some(400),
        126007,
        "userID and roomID cannot be set concurrently",
        "BOTH_USER_AND_ROOM",
    );
    /// 126009: cannot find meeting according to the params you provide (HTTP 400).
    pub const MEETING_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(400),
        126009,
        "cannot find meeting according to the params you provide",
        "MEETING_NOT_FOUND",
    );
    /// 126010: cannot find device according to the params you provide (HTTP 400).
    pub const DEVICE_NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(400),
        126010,
        "cannot find device according to the params you provide",
        "DEVICE_NOT_FOUND",
    );
    /// 121004: data not exist (HTTP 404).
    pub const NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(404),
        121004,
        "data not exist",
        "NOT_FOUND",
    );
    /// 121005: no permission (HTTP 403).
    pub const NO_PERMISSION: rt::ListedError = rt::ListedError::new(
        Some(403),
        121005,
        "no permission",
        "NO_PERMISSION",
    );
    /// Id of the participant, if the participant is a user.
    pub fn user_id(mut self, user_id: impl Into<super::types::UserId>) -> Self {
        self.user_id = Some(user_id.into());
        self
    }
    /// Id of the participant, if the participant is a room.
    pub fn room_id(mut self, room_id: impl Into<super::room::RoomId>) -> Self {
        self.room_id = Some(room_id.into());
        self
    }
    /// Number of measurements on a page.
    ///
    /// Range: 20 to 100. Defaults to `20`.
    pub fn page_size(mut self, page_size: i64) -> Self {
        self.page_size = Some(page_size);
        self
    }
    /// Page token from the previous response. Leave out the page token to start from the beginning.
    pub fn page_token(mut self, page_token: impl Into<String>) -> Self {
        self.page_token = Some(page_token.into());
        self
    }
    /// Kind of user id in the request and the response. The kind `user_id` needs the scope `contact:user.employee_id:readonly`.
    ///
    /// At most 10 characters. Defaults to `open_id`.
    pub fn user_id_type(
        mut self,
        user_id_type: impl Into<super::types::UserIdType>,
    ) -> Self {
        self.user_id_type = Some(user_id_type.into());
        self
    }
}

impl rt::Endpoint for Get {
    type Response = GetResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "participant_quality_list.get",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/participant_quality_list",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[
            super::scopes::VC_ROOM_READONLY,
            super::scopes::VC_ROOMS_ROOM_DETAILINFO_READ,
        ],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Whole,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::INVALID_MEETING_NUMBER,
            Self::INVALID_MEETING_NUMBER_LENGTH,
            Self::INVALID_START_TIME,
            Self::INVALID_END_TIME,
            Self::BOTH_USER_AND_ROOM,
            Self::MEETING_NOT_FOUND,
            Self::DEVICE_NOT_FOUND,
            Self::NOT_FOUND,
            Self::NO_PERMISSION,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/participant_quality_list/get",
        ),
    };
}

impl rt::Call for Get {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("meeting_start_time", &self.meeting_start_time);
        request.query("meeting_end_time", &self.meeting_end_time);
        request.query("meeting_no", &self.meeting_no);
        request.query("join_time", &self.join_time);
        request.query("user_id", &self.user_id);
        request.query("room_id", &self.room_id);
        request.query("page_size", &self.page_size);
        request.query("page_token", &self.page_token);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::callable!(Get, send);

#[cfg(feature = "testing")]
impl rt::Served for Get {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_start_time: parts.query("meeting_start_time")?,
            meeting_end_time: parts.query("meeting_end_time")?,
            meeting_no: parts.query("meeting_no")?,
            join_time: parts.query("join_time")?,
            user_id: parts.query_option("user_id"),
            room_id: parts.query_option("room_id"),
            page_size: parts.query_option("page_size"),
            page_token: parts.query_option("page_token"),
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

impl rt::Paged for Get {
    type Item = ParticipantQuality;
    fn page_token(&mut self) -> &mut Option<String> {
        &mut self.page_token
    }
    fn next_page(response: &Self::Response) -> (Option<bool>, Option<&str>) {
        (response.has_more, response.page_token.as_deref())
    }
    fn into_items(response: Self::Response) -> Vec<Self::Item> {
        response.participant_quality_list
    }
}

rt::paged!(Get);

#[cfg(feature = "testing")]
impl rt::ServedPages for Get {
    fn requested_page_size(&self) -> Option<i64> {
        self.page_size
    }
    fn page(items: Vec<Self::Item>, next: Option<String>) -> Self::Reply {
        let mut response: Self::Reply = rt::Sample::sample();
        response.participant_quality_list = items;
        response.has_more = Some(next.is_some());
        response.page_token = next;
        response
    }
}

/// Response of [`participant_quality_list.get`](super::participant_quality_list::ParticipantQualityList::get).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct GetResponse {
    /// Measurements on this page.
    pub participant_quality_list: Vec<ParticipantQuality>,
    /// Page token of the next page. Present only while `has_more` is true.
    pub page_token: Option<String>,
    /// Whether there is another page.
    pub has_more: Option<bool>,
}

impl rt::Decode for GetResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "participant_quality_list" => {
                value.strict().list(&mut self.participant_quality_list)
            }
            "page_token" => value.strict().option(&mut self.page_token),
            "has_more" => value.strict().option(&mut self.has_more),
            _ => value.skip(),
        }
    }
}

rt::decode!(GetResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for GetResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("participant_quality_list", &self.participant_quality_list);
        out.some("page_token", &self.page_token);
        out.some("has_more", &self.has_more);
    }
}

rt::encode_received!(GetResponse);

#[cfg(feature = "testing")]
impl rt::Sample for GetResponse {
    fn sample() -> Self {
        Self {
            participant_quality_list: vec![rt::Sample::sample()],
            page_token: Some("text".into()),
            has_more: Some(true),
        }
    }
}

/// Connection quality of a participant at one point in time. All values are human-readable texts.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ParticipantQuality {
    /// Quality of the network.
    pub network: Option<QualityNetwork>,
    /// Quality of the audio.
    pub audio: Option<QualityAudio>,
    /// Quality of the video.
    pub video: Option<QualityVideoSharing>,
    /// Quality of the shared screen.
    pub screen_sharing: Option<QualityVideoSharing>,
    /// CPU usage on the device of the participant.
    pub cpu_usage: Option<QualityCpuUsage>,
}

impl rt::Decode for ParticipantQuality {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "network" => value.option(&mut self.network),
            "audio" => value.option(&mut self.audio),
            "video" => value.option(&mut self.video),
            "screen_sharing" => value.option(&mut self.screen_sharing),
            "cpu_usage" => value.option(&mut self.cpu_usage),
            _ => value.skip(),
        }
    }
}

rt::decode!(ParticipantQuality);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ParticipantQuality {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("network", &self.network);
        out.some("audio", &self.audio);
        out.some("video", &self.video);
        out.some("screen_sharing", &self.screen_sharing);
        out.some("cpu_usage", &self.cpu_usage);
    }
}

rt::encode_received!(ParticipantQuality);

#[cfg(feature = "testing")]
impl rt::Sample for ParticipantQuality {
    fn sample() -> Self {
        Self {
            network: Some(rt::Sample::sample()),
            audio: Some(rt::Sample::sample()),
            video: Some(rt::Sample::sample()),
            screen_sharing: Some(rt::Sample::sample()),
            cpu_usage: Some(rt::Sample::sample()),
        }
    }
}

/// Quality of the network.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct QualityNetwork {
    /// Time of the measurement.
    pub time: Option<String>,
    /// Delay of the network.
    pub network_delay: Option<String>,
    /// Bit rate of the received data.
    pub bitrate_received: Option<String>,
    /// Average loss of received packets.
    pub packet_loss_avg_received: Option<String>,
    /// Maximum loss of received packets.
    pub packet_loss_max_received: Option<String>,
    /// Bit rate of the sent data.
    pub bitrate_sent: Option<String>,
    /// Average loss of sent packets.
    pub packet_loss_avg_sent: Option<String>,
    /// Maximum loss of sent packets.
    pub packet_loss_max_sent: Option<String>,
}

impl rt::Decode for QualityNetwork {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "time" => value.option(&mut self.time),
            "network_delay" => value.option(&mut self.network_delay),
            "bitrate_received" => value.option(&mut self.bitrate_received),
            "packet_loss_avg_received" => {
                value.option(&mut self.packet_loss_avg_received)
            }
            "packet_loss_max_received" => {
                value.option(&mut self.packet_loss_max_received)
            }
            "bitrate_sent" => value.option(&mut self.bitrate_sent),
            "packet_loss_avg_sent" => value.option(&mut self.packet_loss_avg_sent),
            "packet_loss_max_sent" => value.option(&mut self.packet_loss_max_sent),
            _ => value.skip(),
        }
    }
}

rt::decode!(QualityNetwork);

#[cfg(feature = "encode-responses")]
impl rt::Encode for QualityNetwork {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("time", &self.time);
        out.some("network_delay", &self.network_delay);
        out.some("bitrate_received", &self.bitrate_received);
        out.some("packet_loss_avg_received", &self.packet_loss_avg_received);
        out.some("packet_loss_max_received", &self.packet_loss_max_received);
        out.some("bitrate_sent", &self.bitrate_sent);
        out.some("packet_loss_avg_sent", &self.packet_loss_avg_sent);
        out.some("packet_loss_max_sent", &self.packet_loss_max_sent);
    }
}

rt::encode_received!(QualityNetwork);

#[cfg(feature = "testing")]
impl rt::Sample for QualityNetwork {
    fn sample() -> Self {
        Self {
            time: Some("text".into()),
            network_delay: Some("text".into()),
            bitrate_received: Some("text".into()),
            packet_loss_avg_received: Some("text".into()),
            packet_loss_max_received: Some("text".into()),
            bitrate_sent: Some("text".into()),
            packet_loss_avg_sent: Some("text".into()),
            packet_loss_max_sent: Some("text".into()),
        }
    }
}

/// Quality of the audio.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct QualityAudio {
    /// Time of the measurement.
    pub time: Option<String>,
    /// Volume of the microphone.
    pub mic_input_volume: Option<String>,
    /// Volume of the loudspeaker.
    pub speaker_volume: Option<String>,
    /// Bit rate of the received data.
    pub bitrate_received: Option<String>,
    /// Delay of the received data.
    pub latency_received: Option<String>,
    /// Variation in the delay of the received data.
    pub jitter_received: Option<String>,
    /// Bit rate of the sent data.
    pub bitrate_sent: Option<String>,
    /// Delay of the sent data.
    pub latency_sent: Option<String>,
    /// Variation in the delay of the sent data.
    pub jitter_sent: Option<String>,
}

impl rt::Decode for QualityAudio {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "time" => value.option(&mut self.time),
            "mic_input_volume" => value.option(&mut self.mic_input_volume),
            "speaker_volume" => value.option(&mut self.speaker_volume),
            "bitrate_received" => value.option(&mut self.bitrate_received),
            "latency_received" => value.option(&mut self.latency_received),
            "jitter_received" => value.option(&mut self.jitter_received),
            "bitrate_sent" => value.option(&mut self.bitrate_sent),
            "latency_sent" => value.option(&mut self.latency_sent),
            "jitter_sent" => value.option(&mut self.jitter_sent),
            _ => value.skip(),
        }
    }
}

rt::decode!(QualityAudio);

#[cfg(feature = "encode-responses")]
impl rt::Encode for QualityAudio {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("time", &self.time);
        out.some("mic_input_volume", &self.mic_input_volume);
        out.some("speaker_volume", &self.speaker_volume);
        out.some("bitrate_received", &self.bitrate_received);
        out.some("latency_received", &self.latency_received);
        out.some("jitter_received", &self.jitter_received);
        out.some("bitrate_sent", &self.bitrate_sent);
        out.some("latency_sent", &self.latency_sent);
        out.some("jitter_sent", &self.jitter_sent);
    }
}

rt::encode_received!(QualityAudio);

#[cfg(feature = "testing")]
impl rt::Sample for QualityAudio {
    fn sample() -> Self {
        Self {
            time: Some("text".into()),
            mic_input_volume: Some("text".into()),
            speaker_volume: Some("text".into()),
            bitrate_received: Some("text".into()),
            latency_received: Some("text".into()),
            jitter_received: Some("text".into()),
            bitrate_sent: Some("text".into()),
            latency_sent: Some("text".into()),
            jitter_sent: Some("text".into()),
        }
    }
}

/// Quality of the video or of the shared screen.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct QualityVideoSharing {
    /// Time of the measurement.
    pub time: Option<String>,
    /// Bit rate of the received data.
    pub bitrate_received: Option<String>,
    /// Delay of the received data.
    pub latency_received: Option<String>,
    /// Variation in the delay of the received data.
    pub jitter_received: Option<String>,
    /// Maximum resolution that was received.
    pub maximum_resolution_received: Option<String>,
    /// Frame rate of the received data.
    pub framerate_received: Option<String>,
    /// Bit rate of the sent data.
    pub bitrate_sent: Option<String>,
    /// Delay of the sent data.
    pub latency_sent: Option<String>,
    /// Variation in the delay of the sent data.
    pub jitter_sent: Option<String>,
    /// Maximum resolution that was sent.
    pub maximum_resolution_sent: Option<String>,
    /// Frame rate of the sent data.
    pub framerate_sent: Option<String>,
}

impl rt::Decode for QualityVideoSharing {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "time" => value.option(&mut self.time),
            "bitrate_received" => value.option(&mut self.bitrate_received),
            "latency_received" => value.option(&mut self.latency_received),
            "jitter_received" => value.option(&mut self.jitter_received),
            "maximum_resolution_received" => {
                value.option(&mut self.maximum_resolution_received)
            }
            "framerate_received" => value.option(&mut self.framerate_received),
            "bitrate_sent" => value.option(&mut self.bitrate_sent),
            "latency_sent" => value.option(&mut self.latency_sent),
            "jitter_sent" => value.option(&mut self.jitter_sent),
            "maximum_resolution_sent" => value.option(&mut self.maximum_resolution_sent),
            "framerate_sent" => value.option(&mut self.framerate_sent),
            _ => value.skip(),
        }
    }
}

rt::decode!(QualityVideoSharing);

#[cfg(feature = "encode-responses")]
impl rt::Encode for QualityVideoSharing {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("time", &self.time);
        out.some("bitrate_received", &self.bitrate_received);
        out.some("latency_received", &self.latency_received);
        out.some("jitter_received", &self.jitter_received);
        out.some("maximum_resolution_received", &self.maximum_resolution_received);
        out.some("framerate_received", &self.framerate_received);
        out.some("bitrate_sent", &self.bitrate_sent);
        out.some("latency_sent", &self.latency_sent);
        out.some("jitter_sent", &self.jitter_sent);
        out.some("maximum_resolution_sent", &self.maximum_resolution_sent);
        out.some("framerate_sent", &self.framerate_sent);
    }
}

rt::encode_received!(QualityVideoSharing);

#[cfg(feature = "testing")]
impl rt::Sample for QualityVideoSharing {
    fn sample() -> Self {
        Self {
            time: Some("text".into()),
            bitrate_received: Some("text".into()),
            latency_received: Some("text".into()),
            jitter_received: Some("text".into()),
            maximum_resolution_received: Some("text".into()),
            framerate_received: Some("text".into()),
            bitrate_sent: Some("text".into()),
            latency_sent: Some("text".into()),
            jitter_sent: Some("text".into()),
            maximum_resolution_sent: Some("text".into()),
            framerate_sent: Some("text".into()),
        }
    }
}

/// CPU usage on the device of the participant.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct QualityCpuUsage {
    /// Time of the measurement.
    pub time: Option<String>,
    /// Average CPU usage of the Feishu or Lark client.
    pub client_avg_cpu_usage: Option<String>,
    /// Maximum CPU usage of the Feishu or Lark client.
    pub client_max_cpu_usage: Option<String>,
    /// Average CPU usage of the whole system.
    pub system_avg_cpu_usage: Option<String>,
    /// Maximum CPU usage of the whole system.
    pub system_max_cpu_usage: Option<String>,
}

impl rt::Decode for QualityCpuUsage {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "time" => value.option(&mut self.time),
            "client_avg_cpu_usage" => value.option(&mut self.client_avg_cpu_usage),
            "client_max_cpu_usage" => value.option(&mut self.client_max_cpu_usage),
            "system_avg_cpu_usage" => value.option(&mut self.system_avg_cpu_usage),
            "system_max_cpu_usage" => value.option(&mut self.system_max_cpu_usage),
            _ => value.skip(),
        }
    }
}

rt::decode!(QualityCpuUsage);

#[cfg(feature = "encode-responses")]
impl rt::Encode for QualityCpuUsage {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("time", &self.time);
        out.some("client_avg_cpu_usage", &self.client_avg_cpu_usage);
        out.some("client_max_cpu_usage", &self.client_max_cpu_usage);
        out.some("system_avg_cpu_usage", &self.system_avg_cpu_usage);
        out.some("system_max_cpu_usage", &self.system_max_cpu_usage);
    }
}

rt::encode_received!(QualityCpuUsage);

#[cfg(feature = "testing")]
impl rt::Sample for QualityCpuUsage {
    fn sample() -> Self {
        Self {
            time: Some("text".into()),
            client_avg_cpu_usage: Some("text".into()),
            client_max_cpu_usage: Some("text".into()),
            system_avg_cpu_usage: Some("text".into()),
            system_max_cpu_usage: Some("text".into()),
        }
    }
}
