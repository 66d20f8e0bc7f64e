// Generated from spec/realtime.yaml by `cargo xtask regen`; do not edit.
//! Live audio of meetings.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Live audio of meetings.
    ///
    /// See the module [`realtime`](self).
    pub fn realtime(&self) -> Realtime<'_, K> {
        Realtime(self)
    }
}

/// Operations of the resource [`realtime`](rt::Session::realtime).
#[derive(Debug)]
pub struct Realtime<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> Realtime<'_, K> {
    /// Get the address of the live audio of a meeting.
    ///
    /// Returns the address of a WebSocket that carries audio in both directions. The bot must have joined the meeting with an access token of the app or user that makes this call. The meeting must allow agents to speak.
    /// The platform offers the scope for live audio only to some tenants.
    ///
    /// # Arguments
    ///
    /// - `meeting_id`: Id of the meeting. A meeting number is not accepted.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/realtime/endpoint`
    /// - token: [`Tenant`](super::tokens::Tenant) or [`User`](super::tokens::User)
    /// - scope, any one of: `vc:meeting.bot.realtime:write`
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - the sources disagree on the path. Decision: The path with `v1`, because all examined programs call it.
    /// - the sources disagree on the tokens. Decision: The union of both.
    /// - not on the platform's pages; source: official SDK (Node), programs that call it
    pub fn endpoint(&self, meeting_id: impl Into<super::meeting::MeetingId>) -> Endpoint
    where
        K: super::tokens::TenantOrUser,
    {
        Endpoint {
            call: self.0.prepare(),
            meeting_id: meeting_id.into(),
        }
    }
}

/// Call of [`Realtime::endpoint`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct Endpoint {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub meeting_id: super::meeting::MeetingId,
}

impl Endpoint {
    /// 99992402: the meeting id is missing (not on the documentation page; source: programs that call it, not confirmed by another source).
    pub const MEETING_ID_MISSING: rt::ListedError = rt::ListedError::new(
        None,
        99992402,
        "the meeting id is missing",
        "MEETING_ID_MISSING",
    );
}

impl rt::Endpoint for Endpoint {
    type Response = RealtimeEndpoint;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "realtime.endpoint",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/realtime/endpoint",
        tokens: &[
            <super::tokens::Tenant as rt::TokenType>::INFO,
            <super::tokens::User as rt::TokenType>::INFO,
        ],
        scopes: &[super::scopes::VC_MEETING_BOT_REALTIME_WRITE],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Whole,
        sensitive: false,
        errors: &[Self::MEETING_ID_MISSING],
        deprecated: false,
        documentation: None,
    };
}

impl rt::Call for Endpoint {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("meeting_id", &self.meeting_id);
        request
    }
}

rt::callable!(Endpoint, send);

#[cfg(feature = "testing")]
impl rt::Served for Endpoint {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            meeting_id: parts.query("meeting_id")?,
        })
    }
}

/// Address of the live audio of a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RealtimeEndpoint {
    /// Address of the WebSocket. Do not print the address, because the address contains a credential.
    pub websocket_url: Option<rt::Secret>,
    /// Expiry time of the address. The platform sends the time in Unix seconds or in RFC 3339 format.
    pub expires_time: Option<rt::UnixSeconds>,
}

impl rt::Decode for RealtimeEndpoint {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "websocket_url" => value.option(&mut self.websocket_url),
            "expires_time" => value.option(&mut self.expires_time),
            _ => value.skip(),
        }
    }
}

rt::decode!(RealtimeEndpoint);

#[cfg(feature = "encode-responses")]
impl rt::Encode for RealtimeEndpoint {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("websocket_url", &self.websocket_url);
        out.text("expires_time", &self.expires_time);
    }
}

rt::encode_received!(RealtimeEndpoint);

#[cfg(feature = "testing")]
impl rt::Sample for RealtimeEndpoint {
    fn sample() -> Self {
        Self {
            websocket_url: Some("text".into()),
            expires_time: Some(1608888867i64.into()),
        }
    }
}
