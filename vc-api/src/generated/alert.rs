// Generated from spec/alert.yaml by `cargo xtask regen`; do not edit.
//! Alerts about rooms and their equipment.

use crate::runtime as rt;

impl<K: rt::TokenType> rt::Session<K> {
    /// Alerts about rooms and their equipment.
    ///
    /// See the module [`alert`](self).
    pub fn alerts(&self) -> Alerts<'_, K> {
        Alerts(self)
    }
}

/// Operations of the resource [`alerts`](rt::Session::alerts).
#[derive(Debug)]
pub struct Alerts<'a, K>(pub(crate) &'a rt::Session<K>);

impl<K: rt::TokenType> Alerts<'_, K> {
    /// List alerts.
    ///
    /// Returns the alerts that were raised in a time range, page by page.
    ///
    /// # Arguments
    ///
    /// - `start_time`: Start of the time range.
    /// - `end_time`: End of the time range.
    ///
    /// # Platform
    ///
    /// - `GET /open-apis/vc/v1/alerts`
    /// - token: [`Tenant`](super::tokens::Tenant)
    /// - scope, any one of: `vc:alert:readonly`
    /// - rate limit, for each app and tenant: 100 calls a minute
    /// - apps: custom
    /// - idempotent: the client may repeat a request whose outcome is unknown
    /// - [documentation page](<https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/alert/list>)
    pub fn list(
        &self,
        start_time: impl Into<rt::UnixSeconds>,
        end_time: impl Into<rt::UnixSeconds>,
    ) -> List
    where
        K: super::tokens::OnlyTenant,
    {
        List {
            call: self.0.prepare(),
            start_time: start_time.into(),
            end_time: end_time.into(),
            query_type: None,
            query_value: None,
            page_size: None,
            page_token: None,
        }
    }
}

/// Call of [`Alerts::list`]. `.await` sends the request.
///
/// # Errors
///
/// The constants of this type are the errors that the platform lists. The call can also fail with the errors that all calls share.
#[must_use = "nothing is sent before `.await`"]
pub struct List {
    call: rt::CallSetup,
    #[doc(hidden)]
    pub start_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub end_time: rt::UnixSeconds,
    #[doc(hidden)]
    pub query_type: Option<ListQueryType>,
    #[doc(hidden)]
    pub query_value: Option<String>,
    #[doc(hidden)]
    pub page_size: Option<i64>,
    #[doc(hidden)]
    pub page_token: Option<String>,
}

impl List {
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
    /// 121004: data not exist (HTTP 404).
    pub const NOT_FOUND: rt::ListedError = rt::ListedError::new(
        Some(404),
        121004,
        "data not exist",
        "NOT_FOUND",
    );
    /// Filter for alerts about this kind of resource. Leave out the filter to list all alerts.
    pub fn query_type(mut self, query_type: ListQueryType) -> Self {
        self.query_type = Some(query_type);
        self
    }
    /// Filter for alerts about the meeting room or the enterprise room connector with this id.
    pub fn query_value(mut self, query_value: impl Into<String>) -> Self {
        self.query_value = Some(query_value.into());
        self
    }
    /// Number of alerts on a page, 100 by default and 1000 at most.
    pub fn page_size(mut self, page_size: i64) -> Self {
        self.page_size = Some(page_size);
        self
    }
    /// Page token from the previous response. Leave out the page token to start from the beginning.
    pub fn page_token(mut self, page_token: impl Into<String>) -> Self {
        self.page_token = Some(page_token.into());
        self
    }
}

impl rt::Endpoint for List {
    type Response = ListResponse;
    const INFO: &'static rt::EndpointInfo = &rt::EndpointInfo {
        id: "alert.list",
        method: rt::Method::Get,
        path: "/open-apis/vc/v1/alerts",
        tokens: &[<super::tokens::Tenant as rt::TokenType>::INFO],
        scopes: &[super::scopes::VC_ALERT_READONLY],
        field_scopes: &[],
        rate_limit: rt::RateLimit {
            per_minute: Some(100),
            per_second: None,
        },
        app_types: &[rt::AppType::Custom],
        idempotent: true,
        response: rt::ResponseShape::Whole,
        sensitive: false,
        errors: &[
            Self::INTERNAL_ERROR,
            Self::NOT_SUPPORTED,
            Self::INVALID_PARAMETER,
            Self::NOT_FOUND,
        ],
        deprecated: false,
        documentation: Some(
            "https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/alert/list",
        ),
    };
}

impl rt::Call for List {
    fn request(&self) -> rt::Request {
        let mut request = self.call.request(<Self as rt::Endpoint>::INFO);
        request.query("start_time", &self.start_time);
        request.query("end_time", &self.end_time);
        request.query("query_type", &self.query_type);
        request.query("query_value", &self.query_value);
        request.query("page_size", &self.page_size);
        request.query("page_token", &self.page_token);
        request
    }
}

rt::callable!(List, send);

#[cfg(feature = "testing")]
impl rt::Served for List {
    type Reply = <Self as rt::Endpoint>::Response;
    fn read_back(call: rt::CallSetup, parts: &rt::ReceivedParts) -> Option<Self> {
        Some(Self {
            call,
            start_time: parts.query("start_time")?,
            end_time: parts.query("end_time")?,
            query_type: parts.query_option("query_type"),
            query_value: parts.query_option("query_value"),
            page_size: parts.query_option("page_size"),
            page_token: parts.query_option("page_token"),
        })
    }
}

impl rt::Paged for List {
    type Item = Alert;
    fn page_token(&mut self) -> &mut Option<String> {
        &mut self.page_token
    }
    fn next_page(response: &Self::Response) -> (Option<bool>, Option<&str>) {
        (response.has_more, response.page_token.as_deref())
    }
    fn into_items(response: Self::Response) -> Vec<Self::Item> {
        response.items
    }
}

rt::paged!(List);

#[cfg(feature = "testing")]
impl rt::ServedPages for List {
    fn requested_page_size(&self) -> Option<i64> {
        self.page_size
    }
    fn page(items: Vec<Self::Item>, next: Option<String>) -> Self::Reply {
        let mut response: Self::Reply = rt::Sample::sample();
        response.items = items;
        response.has_more = Some(next.is_some());
        response.page_token = next;
        response
    }
}

/// Value of `query_type` in [`alert.list`](super::alert::Alerts::list).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ListQueryType {
    /// Meeting rooms.
    Room,
    /// Enterprise room connectors.
    RoomConnector,
    /// SIP room systems.
    SipRoomSystem,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(ListQueryType { Room = 1, RoomConnector = 2, SipRoomSystem = 3 });

#[cfg(feature = "testing")]
impl rt::Sample for ListQueryType {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Response of [`alert.list`](super::alert::Alerts::list).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ListResponse {
    /// Whether there is another page.
    pub has_more: Option<bool>,
    /// Page token of the next page. Present only while `has_more` is true.
    pub page_token: Option<String>,
    /// Alerts on this page.
    pub items: Vec<Alert>,
}

impl rt::Decode for ListResponse {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "has_more" => value.strict().option(&mut self.has_more),
            "page_token" => value.strict().option(&mut self.page_token),
            "items" => value.strict().list(&mut self.items),
            _ => value.skip(),
        }
    }
}

rt::decode!(ListResponse);

#[cfg(feature = "encode-responses")]
impl rt::Encode for ListResponse {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("has_more", &self.has_more);
        out.some("page_token", &self.page_token);
        out.always("items", &self.items);
    }
}

rt::encode_received!(ListResponse);

#[cfg(feature = "testing")]
impl rt::Sample for ListResponse {
    fn sample() -> Self {
        Self {
            has_more: Some(true),
            page_token: Some("text".into()),
            items: vec![rt::Sample::sample()],
        }
    }
}

/// Id of an alert.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct AlertId(String);

rt::text_newtype!(AlertId);

#[cfg(feature = "testing")]
impl rt::Sample for AlertId {
    fn sample() -> Self {
        "text".into()
    }
}

/// Id of a rule that raises alerts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct AlertRuleId(String);

rt::text_newtype!(AlertRuleId);

#[cfg(feature = "testing")]
impl rt::Sample for AlertRuleId {
    fn sample() -> Self {
        "text".into()
    }
}

/// Alert that a rule raised.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Alert {
    /// Id of an alert.
    pub alert_id: AlertId,
    /// Name of the room or server that the alert is about.
    pub resource_scope: Option<String>,
    /// Kind of resource that a rule monitors.
    pub monitor_target: Option<MonitorTarget>,
    /// Description of the rule that raised the alert.
    pub alert_strategy: Option<String>,
    /// Time of the notification about the alert.
    pub alert_time: Option<rt::UnixSeconds>,
    /// Severity of an alert.
    pub alert_level: Option<AlertLevel>,
    /// Contacts who are notified of the alert.
    pub contacts: Vec<AlertContact>,
    /// Methods of the notification about the alert. In the example on the platform's page, this list contains further lists. The client ignores these inner lists.
    ///
    /// The client also accepts the key `notify_methods`.
    pub notify_methods: Vec<NotifyMethod>,
    /// Name of the rule that raised the alert.
    ///
    /// The client also accepts the key `alert_rule`.
    pub alert_rule: Option<String>,
    /// Time at which someone started to handle the alert.
    pub process_time: Option<String>,
    /// Time at which the problem was resolved.
    pub recover_time: Option<String>,
    /// Processing status of an alert.
    pub process_status: Option<AlertProcessStatus>,
    /// Id of the rule that raised the alert.
    pub alert_rule_id: Option<AlertRuleId>,
    /// Id of the room that the alert is about. Present only if the alert is about a room.
    pub monitor_target_room_id: Option<super::room::RoomId>,
    /// MAC address of the host device of the room. Present only if `monitor_target` is `Room`.
    pub monitor_target_room_mac: Option<String>,
}

impl rt::Decode for Alert {
    const REQUIRED: &'static [&'static str] = &["alert_id"];
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "alert_id" => value.required(&mut self.alert_id),
            "resource_scope" => value.option(&mut self.resource_scope),
            "monitor_target" => value.option(&mut self.monitor_target),
            "alert_strategy" => value.option(&mut self.alert_strategy),
            "alert_time" => value.option(&mut self.alert_time),
            "alert_level" => value.option(&mut self.alert_level),
            "contacts" => value.list(&mut self.contacts),
            "notifyMethods" | "notify_methods" => value.list(&mut self.notify_methods),
            "alertRule" | "alert_rule" => value.option(&mut self.alert_rule),
            "process_time" => value.option(&mut self.process_time),
            "recover_time" => value.option(&mut self.recover_time),
            "process_status" => value.option(&mut self.process_status),
            "alert_rule_id" => value.option(&mut self.alert_rule_id),
            "monitor_target_room_id" => value.option(&mut self.monitor_target_room_id),
            "monitor_target_room_mac" => value.option(&mut self.monitor_target_room_mac),
            _ => value.skip(),
        }
    }
}

rt::decode!(Alert);

#[cfg(feature = "encode-responses")]
impl rt::Encode for Alert {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.always("alert_id", &self.alert_id);
        out.some("resource_scope", &self.resource_scope);
        out.some("monitor_target", &self.monitor_target);
        out.some("alert_strategy", &self.alert_strategy);
        out.text("alert_time", &self.alert_time);
        out.some("alert_level", &self.alert_level);
        out.always("contacts", &self.contacts);
        out.always("notifyMethods", &self.notify_methods);
        out.some("alertRule", &self.alert_rule);
        out.some("process_time", &self.process_time);
        out.some("recover_time", &self.recover_time);
        out.some("process_status", &self.process_status);
        out.some("alert_rule_id", &self.alert_rule_id);
        out.some("monitor_target_room_id", &self.monitor_target_room_id);
        out.some("monitor_target_room_mac", &self.monitor_target_room_mac);
    }
}

rt::encode_received!(Alert);

#[cfg(feature = "testing")]
impl rt::Sample for Alert {
    fn sample() -> Self {
        Self {
            alert_id: rt::Sample::sample(),
            resource_scope: Some("text".into()),
            monitor_target: Some(rt::Sample::sample()),
            alert_strategy: Some("text".into()),
            alert_time: Some(1608888867i64.into()),
            alert_level: Some(rt::Sample::sample()),
            contacts: vec![rt::Sample::sample()],
            notify_methods: vec![rt::Sample::sample()],
            alert_rule: Some("text".into()),
            process_time: Some("text".into()),
            recover_time: Some("text".into()),
            process_status: Some(rt::Sample::sample()),
            alert_rule_id: Some(rt::Sample::sample()),
            monitor_target_room_id: Some("omm_4de32cf10a4358788ff4e09e37ebbf9b".into()),
            monitor_target_room_mac: Some("text".into()),
        }
    }
}

/// Kind of resource that a rule monitors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MonitorTarget {
    /// A Feishu or Lark meeting room.
    Room,
    /// The check-in board of a room.
    CheckBoard,
    /// A screen-sharing box.
    ShareBox,
    /// Screen sharing.
    ScreenShare,
    /// A SIP room system.
    SipRoomSystem,
    /// A node of the enterprise room connector.
    ErcNode,
    /// A sensor.
    Sensor,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    MonitorTarget { Room = 1, CheckBoard = 2, ShareBox = 3, ScreenShare = 4,
    SipRoomSystem = 5, ErcNode = 6, Sensor = 7 }
);

#[cfg(feature = "testing")]
impl rt::Sample for MonitorTarget {
    fn sample() -> Self {
        1i64.into()
    }
}

/// Severity of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AlertLevel {
    /// An alert for information only.
    Notice,
    /// An alert that needs attention.
    Warning,
    /// A serious alert.
    Critical,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(AlertLevel { Notice = 0, Warning = 1, Critical = 2 });

#[cfg(feature = "testing")]
impl rt::Sample for AlertLevel {
    fn sample() -> Self {
        0i64.into()
    }
}

/// Processing status of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AlertProcessStatus {
    /// The alert is not handled yet. The platform no longer uses this value, and uses the value 1 instead.
    #[deprecated = "the platform advises against it"]
    LegacyPending,
    /// The alert is not handled yet.
    Pending,
    /// The alert is being handled.
    Processing,
    /// The problem is resolved. The platform no longer uses this value, and uses the value 4 instead.
    #[deprecated = "the platform advises against it"]
    LegacyRecovered,
    /// The problem is resolved.
    Recovered,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(
    AlertProcessStatus { LegacyPending = 0, Pending = 1, Processing = 2, LegacyRecovered
    = 3, Recovered = 4 }
);

#[cfg(feature = "testing")]
impl rt::Sample for AlertProcessStatus {
    fn sample() -> Self {
        0i64.into()
    }
}

/// Method with which the platform notifies a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NotifyMethod {
    /// A message from a bot.
    Bot,
    /// An e-mail.
    Email,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(NotifyMethod { Bot = 0, Email = 1 });

#[cfg(feature = "testing")]
impl rt::Sample for NotifyMethod {
    fn sample() -> Self {
        0i64.into()
    }
}

/// Contact who is notified of alerts.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct AlertContact {
    /// Kind of contact: a user, a group or a department.
    pub contact_type: Option<AlertContactContactType>,
    /// Name of the user, group or department.
    pub contact_name: Option<String>,
}

impl rt::Decode for AlertContact {
    fn empty() -> Self {
        Default::default()
    }
    fn field<'de, A: rt::MapAccess<'de>>(
        &mut self,
        name: &str,
        value: rt::Field<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            "contact_type" => value.option(&mut self.contact_type),
            "contact_name" => value.option(&mut self.contact_name),
            _ => value.skip(),
        }
    }
}

rt::decode!(AlertContact);

#[cfg(feature = "encode-responses")]
impl rt::Encode for AlertContact {
    fn fields<S: rt::SerializeMap>(&self, out: &mut rt::Object<S>) {
        out.some("contact_type", &self.contact_type);
        out.some("contact_name", &self.contact_name);
    }
}

rt::encode_received!(AlertContact);

#[cfg(feature = "testing")]
impl rt::Sample for AlertContact {
    fn sample() -> Self {
        Self {
            contact_type: Some(rt::Sample::sample()),
            contact_name: Some("text".into()),
        }
    }
}

/// Kind of contact: a user, a group or a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AlertContactContactType {
    /// A user.
    User,
    /// A group of users.
    UserGroup,
    /// A department.
    Department,
    /// A value that this version does not know.
    Unknown(i64),
}

rt::int_enum!(AlertContactContactType { User = 1, UserGroup = 2, Department = 3 });

#[cfg(feature = "testing")]
impl rt::Sample for AlertContactContactType {
    fn sample() -> Self {
        1i64.into()
    }
}
