// Generated from spec/report.yaml by `cargo xtask regen`; do not edit.
//! Reports on meeting usage.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Reports on meeting usage.
    ///
    /// See the module [`report`](self).
    pub fn reports(&self) -> Reports<'_, K> {
        Reports(self)
    }
}

/// Operations of the resource [`reports`](rt::Session::reports).
#[derive(Debug)]
pub struct Reports<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> Reports<'_, K> {
    /// Get the daily report on meetings.
    ///
    /// # Arguments
    ///
    /// - `start_time`: Start of the time range.
    /// - `end_time`: End of the time range.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/reports/get_daily`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:report:readonly`
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/report/get_daily>)
    pub fn get_daily(
        &self,
        start_time: impl Into<rt::UnixSeconds>,
        end_time: impl Into<rt::UnixSeconds>,
    ) -> GetDaily
    where
        K: super::tokens::OnlyTenant,
    {
        GetDaily {
            call: self.0.prepare(),
            start_time: start_time.into(),
            end_time: end_time.into(),
            unit: None,
        }
    }
    /// Get the most active users.
    ///
    /// # Arguments
    ///
    /// - `start_time`: Start of the time range.
    /// - `end_time`: End of the time range.
    /// - `limit`: Number of users to return.
    /// - `order_by`: Sort key of the users. The users with the highest values come first.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/reports/get_top_user`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:report:readonly`
    /// - scope for some fields: `contact:user.employee_id:readonly` (`user_id_type` `user_id`)
    /// - apps: custom, store
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/report/get_top_user>)
    pub fn get_top_user(
        &self,
        start_time: impl Into<rt::UnixSeconds>,
        end_time: impl Into<rt::UnixSeconds>,
        limit: i64,
        order_by: GetTopUserOrderBy,
    ) -> GetTopUser
    where
        K: super::tokens::OnlyTenant,
    {
        GetTopUser {
            call: self.0.prepare(),
            start_time: start_time.into(),
            end_time: end_time.into(),
            limit,
            order_by,
            unit: None,
            user_id_type: None,
        }
    }
}

/// Call of [`Reports::get_daily`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct GetDaily {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub start_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub end_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub unit: Option<DataResidency>,
}

impl GetDaily {
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
    /// Filter for data that is stored in the given place, such as Japan. Only tenants that store data in several places can use the filter. The filter must also be enabled for the tenant.
    pub fn unit(mut self, unit: DataResidency) -> Self {
        self.unit = Some(unit);
        self
    }
}

impl rt::Endpoint for GetDaily {
    type Response = Report;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "report.get_daily",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/reports/get_daily",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_REPORT_READONLY],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::Field("meeting_report"),
        sensitive: false,
        errors: &[Self::INTERNAL_ERROR, Self::NOT_SUPPORTED, Self::INVALID_PARAMETER],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/report/get_daily",
        ),
    };
}

impl rt::Call for GetDaily {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("start_time", &self.start_time);
        request.query("end_time", &self.end_time);
        request.query("unit", &self.unit);
        request
    }
}

rt::callable!(GetDaily, send);

#[cfg(feature = "testing")]
impl rt::Served for GetDaily {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            start_time: parts.query("start_time")?,
            end_time: parts.query("end_time")?,
            unit: parts.query_option("unit"),
        })
    }
}

/// Call of [`Reports::get_top_user`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct GetTopUser {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub start_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub end_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub limit: i64,
    #[doc(hidden)]
    pub order_by: GetTopUserOrderBy,
    #[doc(hidden)]
    pub unit: Option<DataResidency>,
    #[doc(hidden)]
    pub user_id_type: Option<super::types::UserIdType>,
}

impl GetTopUser {
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
    /// 122359: The request you send is not a valid {lark_id} or not exists (HTTP 400).
    pub const INVALID_LARK_ID: rt::ListedError = rt::ListedError::new(
        Some(400),
        122359,
        "The request you send is not a valid {lark_id} or not exists",
        "INVALID_LARK_ID",
    );
    /// Filter for data that is stored in the given place, such as Japan. Only tenants that store data in several places can use the filter. The filter must also be enabled for the tenant.
    pub fn unit(mut self, unit: DataResidency) -> Self {
        self.unit = Some(unit);
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

impl rt::Endpoint for GetTopUser {
    type Response = Vec<TopUser>;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "report.get_top_user",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/reports/get_top_user",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_REPORT_READONLY],
        field_scopes: &[super::scopes::CONTACT_USER_EMPLOYEE_ID_READONLY],
        rate_limit: rt::RateLimit {
            per_minute: None,
            per_second: None,
        },
        app_types: &[rt::AppType::Custom, rt::AppType::Store],
        idempotent: true,
        response: rt::ResponseShape::List("top_user_report"),
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::INVALID_LARK_ID,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/report/get_top_user",
        ),
    };
}

impl rt::Call for GetTopUser {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("start_time", &self.start_time);
        request.query("end_time", &self.end_time);
        request.query("limit", &self.limit);
        request.query("order_by", &self.order_by);
        request.query("unit", &self.unit);
        request.query("user_id_type", &self.user_id_type);
        request
    }
}

rt::callable!(GetTopUser, send);

#[cfg(feature = "testing")]
impl rt::Served for GetTopUser {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            start_time: parts.query("start_time")?,
            end_time: parts.query("end_time")?,
            limit: parts.query("limit")?,
            order_by: parts.query("order_by")?,
            unit: parts.query_option("unit"),
            user_id_type: parts.query_option("user_id_type"),
        })
    }
}

/// Value of `order_by` in [`report.get_top_user`](super::report::Reports::get_top_user).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GetTopUserOrderBy {
    /// Number of meetings in which the user took part.
    MeetingCount,
    /// Total time of the user in meetings.
    MeetingDuration,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(GetTopUserOrderBy { MeetingCount = 1, MeetingDuration = 2 });

#[cfg(feature = "testing")]
impl rt::Sample for GetTopUserOrderBy {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Place where the data of a tenant is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DataResidency {
    /// The data is stored in mainland China.
    MainlandChina,
    /// The data is stored in the United States.
    UnitedStates,
    /// The data is stored in Singapore.
    Singapore,
    /// The data is stored in Japan.
    Japan,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    DataResidency { MainlandChina = 0, UnitedStates = 1, Singapore = 2, Japan = 3 }
);

#[cfg(feature = "testing")]
impl rt::Sample for DataResidency {
    fn sample() -> Self {
        0i64.into()
    }
}

/// Meeting usage in the tenant.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Report {
    /// Number of meetings.
    pub total_meeting_count: Option<i64>,
    /// Total duration of the meetings, in seconds.
    pub total_meeting_duration: Option<i64>,
    /// Number of participants.
    pub total_participant_count: Option<i64>,
    /// Meeting usage on each day.
    pub daily_report: Vec<DailyReport>,
}

impl rt::Decode for Report {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "total_meeting_count" => value.option(&mut self.total_meeting_count),
            "total_meeting_duration" => value.option(&mut self.total_meeting_duration),
            "total_participant_count" => value.option(&mut self.total_participant_count),
            "daily_report" => value.list(&mut self.daily_report),
            _ => value.skip(),
        }
    }
}

rt::decode!(Report);

#[cfg(feature = "encode-responses")]
impl rt::Encode for Report {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.text("total_meeting_count", &self.total_meeting_count);
        out.text("total_meeting_duration", &self.total_meeting_duration);
        out.text("total_participant_count", &self.total_participant_count);
        out.always("daily_report", &self.daily_report);
    }
}

rt::encode_received!(Report);

#[cfg(feature = "testing")]
impl rt::Sample for Report {
    fn sample() -> Self {
        Self {
            total_meeting_count: Some(1i64),
            total_meeting_duration: Some(1i64),
            total_participant_count: Some(1i64),
            daily_report: vec![rt::Sample::sample()],
        }
    }
}

/// Meeting usage in the tenant on one day.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct DailyReport {
    /// Day of the report.
    pub date: Option<rt::UnixSeconds>,
    /// Number of meetings.
    pub meeting_count: Option<i64>,
    /// Total duration of the meetings, in seconds.
    pub meeting_duration: Option<i64>,
    /// Number of participants.
    pub participant_count: Option<i64>,
}

impl rt::Decode for DailyReport {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "date" => value.option(&mut self.date),
            "meeting_count" => value.option(&mut self.meeting_count),
            "meeting_duration" => value.option(&mut self.meeting_duration),
            "participant_count" => value.option(&mut self.participant_count),
            _ => value.skip(),
        }
    }
}

rt::decode!(DailyReport);

#[cfg(feature = "encode-responses")]
impl rt::Encode for DailyReport {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.text("date", &self.date);
        out.text("meeting_count", &self.meeting_count);
        out.text("meeting_duration", &self.meeting_duration);
        out.text("participant_count", &self.participant_count);
    }
}

rt::encode_received!(DailyReport);

#[cfg(feature = "testing")]
impl rt::Sample for DailyReport {
    fn sample() -> Self {
        Self {
            date: Some(1608888867i64.into()),
            meeting_count: Some(1i64),
            meeting_duration: Some(1i64),
            participant_count: Some(1i64),
        }
    }
}

/// Meeting usage of one user.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct TopUser {
    /// Id of a user. The `user_id_type` of the call selects the kind of id, by default the open id.
    pub id: Option<super::types::UserId>,
    /// Name of the user.
    pub name: Option<String>,
    /// Kind of participant.
    pub user_type: Option<super::types::UserType>,
    /// Number of meetings in which the user took part.
    pub meeting_count: Option<i64>,
    /// Total time of the user in meetings, in minutes.
    pub meeting_duration: Option<i64>,
}

impl rt::Decode for TopUser {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "id" => value.option(&mut self.id),
            "name" => value.option(&mut self.name),
            "user_type" => value.option(&mut self.user_type),
            "meeting_count" => value.option(&mut self.meeting_count),
            "meeting_duration" => value.option(&mut self.meeting_duration),
            _ => value.skip(),
        }
    }
}

rt::decode!(TopUser);

#[cfg(feature = "encode-responses")]
impl rt::Encode for TopUser {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("id", &self.id);
        out.some("name", &self.name);
        out.some("user_type", &self.user_type);
        out.text("meeting_count", &self.meeting_count);
        out.text("meeting_duration", &self.meeting_duration);
    }
}

rt::encode_received!(TopUser);

#[cfg(feature = "testing")]
impl rt::Sample for TopUser {
    fn sample() -> Self {
        Self {
            id: Some("ou_3ec3f6a28a0d08c45d895276e8e5e19b".into()),
            name: Some("text".into()),
            user_type: Some(rt::Sample::sample()),
            meeting_count: Some(1i64),
            meeting_duration: Some(1i64),
        }
    }
}
