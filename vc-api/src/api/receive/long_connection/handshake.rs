//! Handshake of a long connection. The platform returns the address of a gateway. The gateway upgrades an HTTP request to a
//! WebSocket.

use std::borrow::Cow;
use std::sync::Arc;

use http::header::{CONNECTION, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE};
use http::{HeaderMap, HeaderName, HeaderValue, Method as HttpMethod, StatusCode};
use reqwest::{Upgraded, Url};
use serde::de::MapAccess;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};

use super::error::{ConnectionError, Failure, TOO_MANY, TemporaryFailure};
use super::settings::ConnectionSettings;
use crate::runtime::auth::app_secret::SecretInUse;
use crate::runtime::auth::token_manager::App;
use crate::runtime::auth::token_request::{TokenRequest, without_token};
use crate::runtime::error::types::{Error, Refused, Stage};
use crate::runtime::operation::endpoint::Operation;
use crate::runtime::operation::method::Method;
use crate::runtime::send::attempts::ATTEMPT_TIMEOUT;
use crate::runtime::send::envelope::Shape;
use crate::runtime::send::options::CallOptions;
use crate::runtime::send::request::Outgoing;
use crate::runtime::send::response_head::ResponseHead;
use crate::runtime::send::retry::Retry;
use crate::runtime::send::sender::Sender;
use crate::runtime::send::sending::fetch;
use crate::runtime::send::transport;
use crate::runtime::util::this_machine::is_this_machine;
use crate::runtime::wire::decode::{Decode, Field, decode};
use crate::runtime::wire::json::RawJson;
use crate::runtime::wire::secret::Secret;

pub(super) type Socket = WebSocketStream<Upgraded>;

pub(crate) const ENDPOINT: &str = "/callback/ws/endpoint";
const NAME: &str = "long connection";

/// Maximum size of a WebSocket message, in bytes. The platform sends longer events in parts.
pub(super) const LARGEST_MESSAGE: usize = 4 << 20;
const READ_BUFFER: usize = 16 << 10;

/// Codes of temporary failures of the platform. After any other code, a retry cannot succeed.
const BUSY: i64 = 1;
const INTERNAL: i64 = 1_000_040_343;

/// Values of the gateway's header `Handshake-Status` for a permanent refusal. 403 is always permanent. 514 is permanent only
/// with the code [`TOO_MANY`].
const FORBIDDEN: i64 = 403;
const NOT_ADMITTED: i64 = 514;

/// Long connection that is open.
pub(super) struct Opened {
    pub(super) socket: Socket,
    pub(super) service: i32,
    /// Name that the platform gives to the connection.
    pub(super) device: String,
}

/// Opens a connection. Updates `settings` from the platform's response, even if the connection then fails.
pub(super) async fn open(
    sender: &Arc<Sender>,
    app: &App,
    http: &reqwest::Client,
    settings: &mut ConnectionSettings,
) -> Result<Opened, Failure> {
    // If no app secret is available, the client sends no request. A later attempt may get a secret.
    let used = app.secret.begin().await.map_err(|error| Failure::Again(TemporaryFailure::Call(error)))?;
    let (endpoint, secret) = ask(sender, &app.id, used).await.map_err(of_call)?;
    if let Some(config) = endpoint.config {
        settings.update(config.get().as_bytes());
    }
    let again = |reason| Failure::Again(TemporaryFailure::Address(reason));
    let address = Address::read(&endpoint.url, &sender.base_url).map_err(again)?;
    let limit = sender.attempt_timeout;
    let Ok(opened) = timeout(limit, address.open(sender, secret, http)).await else {
        let error = Error::timeout(NAME.into(), limit, ATTEMPT_TIMEOUT, Stage::Response, None);
        return Err(Failure::Again(TemporaryFailure::Call(error)));
    };
    opened
}

/// Requests the address of a gateway from the platform.
///
/// Returns the address, and the app secret that this request used.
async fn ask(
    sender: &Arc<Sender>,
    app_id: &str,
    mut used: SecretInUse<'_>,
) -> Result<(EndpointResponse, Secret), Error> {
    loop {
        let fields = [("AppID", app_id), ("AppSecret", used.secret.expose())];
        let call = TokenRequest { method: Method::Post, path: ENDPOINT, idempotent: true, fields: &fields };
        let mut request = call.request(sender)?;
        request.options = CallOptions::new().retry(Retry::none());
        request.headers.insert(HeaderName::from_static("locale"), HeaderValue::from_static("zh"));
        match fetch(request, Shape::Whole).await {
            Ok(response) => return Ok((response, used.secret)),
            // The codes of this operation do not show whether the secret is wrong. So any permanent refusal counts as a
            // refusal of the secret.
            Err(error) => used.replace_if(is_final(&error), error).await?,
        }
    }
}

/// Classifies a failed call as permanent or temporary.
fn of_call(error: Error) -> Failure {
    match &error {
        Error::InvalidArgument(_) => return Failure::Final(ConnectionError::Http(error.into())),
        Error::Transport(transport) if transport.source.is_builder() => {
            return Failure::Final(ConnectionError::Http(error.into()));
        }
        Error::RateLimited(_) => return Failure::Again(TemporaryFailure::Call(error)),
        _ => {}
    }
    match error.refusal() {
        Some(refusal) if is_final(&error) => Failure::Final(ConnectionError::Refused {
            code: refusal.code,
            message: refusal.message.clone(),
            log_id: refusal.log_id.clone(),
        }),
        _ => Failure::Again(TemporaryFailure::Call(error)),
    }
}

/// Returns whether the platform refuses the app permanently. A refusal with an HTTP status other than 200 does not count,
/// because a gateway may have sent the refusal.
fn is_final(error: &Error) -> bool {
    let is_final = |refusal: &Refused| refusal.status == 200 && !matches!(refusal.code, BUSY | INTERNAL);
    error.refusal().is_some_and(is_final)
}

/// Response to the request for the address of the WebSocket.
#[derive(Default)]
struct EndpointResponse {
    /// Address with secrets in its query.
    url: Secret,
    config: Option<Box<RawJson>>,
}

impl Decode for EndpointResponse {
    const REQUIRED: &'static [&'static str] = &["URL"];

    fn empty() -> Self {
        Self::default()
    }

    fn field<'de, A: MapAccess<'de>>(&mut self, name: &str, value: Field<'_, A>) -> Result<(), A::Error> {
        match name {
            "URL" => value.required(&mut self.url),
            "ClientConfig" => value.option(&mut self.config),
            _ => value.skip(),
        }
    }
}

decode!(EndpointResponse);

/// Address of a gateway, valid for one connection.
struct Address {
    url: Url,
    service: i32,
    device: String,
    secrets: Vec<Secret>,
}

impl Address {
    /// Parses an address. The scheme of the address is `wss`, or `ws` if the connection may be unencrypted.
    fn read(text: &Secret, base_url: &str) -> Result<Self, &'static str> {
        let mut url = Url::parse(text.expose()).map_err(|_| "it is not a URL")?;
        let scheme = match url.scheme() {
            "wss" => "https",
            "ws" if may_be_unencrypted(&url, base_url) => "http",
            "ws" => return Err("it is not encrypted"),
            _ => return Err("its scheme is neither wss nor ws"),
        };
        url.set_scheme(scheme).map_err(|()| "its scheme is neither wss nor ws")?;
        let (mut service, mut device, mut secrets) = (0, String::new(), Vec::new());
        for (name, value) in url.query_pairs() {
            match &*name {
                "service_id" => service = value.parse().map_err(|_| "its service_id is not a number")?,
                "device_id" => device = value.into_owned(),
                "access_key" | "ticket" => secrets.push(Secret::from(value.into_owned())),
                _ => {}
            }
        }
        Ok(Self { url, service, device, secrets })
    }

    async fn open(
        mut self,
        sender: &Arc<Sender>,
        app_secret: Secret,
        http: &reqwest::Client,
    ) -> Result<Opened, Failure> {
        let key = generate_key();
        let accept = derive_accept_key(key.as_bytes());
        self.secrets.push(app_secret);
        let outgoing = Outgoing {
            context: without_token(sender),
            operation: Operation { name: Cow::Borrowed(NAME), info: None },
            options: CallOptions::new(),
            idempotent: true,
            method: HttpMethod::GET,
            url: self.url,
            headers: upgrade(&key).map_err(|reason| Failure::Again(TemporaryFailure::Address(reason)))?,
            body: None,
            secrets: Some(self.secrets.into()),
            said: Arc::default(),
        };
        let (head, response) =
            transport::send(http, &outgoing, None, transport::headers(&outgoing, None)).await.map_err(of_call)?;
        if head.status != StatusCode::SWITCHING_PROTOCOLS.as_u16() {
            return Err(of_handshake(&head));
        }
        if head.header(SEC_WEBSOCKET_ACCEPT.as_str()) != Some(&accept) {
            let message = "the header Sec-WebSocket-Accept of the response does not match the key".to_owned();
            return Err(Failure::Again(TemporaryFailure::Handshake { status: head.status, message, asked: None }));
        }
        let upgraded =
            response.upgrade().await.map_err(|error| of_call(Error::transport(NAME, Some(head.partial()), error)))?;
        let limits = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER)
            .write_buffer_size(0)
            .max_message_size(Some(LARGEST_MESSAGE))
            .max_frame_size(Some(LARGEST_MESSAGE));
        let socket = WebSocketStream::from_raw_socket(upgraded, Role::Client, Some(limits)).await;
        Ok(Opened { socket, service: self.service, device: self.device })
    }
}

/// Returns whether the connection to a gateway may be unencrypted. The base URL must have the scheme `http`. If the base URL
/// names this machine, the gateway must be on this machine too. If the base URL names another machine, the gateway can be on
/// any machine, because the program has called `allow_http`.
fn may_be_unencrypted(gateway: &Url, base_url: &str) -> bool {
    let Ok(base_url) = Url::parse(base_url) else { return false };
    base_url.scheme() == "http" && (is_this_machine(gateway) || !is_this_machine(&base_url))
}

/// Returns the headers of a request that upgrades to a WebSocket.
fn upgrade(key: &str) -> Result<HeaderMap, &'static str> {
    let key = HeaderValue::from_str(key).map_err(|_| "the key is not a valid header value")?;
    Ok(HeaderMap::from_iter([
        (CONNECTION, HeaderValue::from_static("Upgrade")),
        (UPGRADE, HeaderValue::from_static("websocket")),
        (SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13")),
        (SEC_WEBSOCKET_KEY, key),
    ]))
}

/// Classifies a gateway's refusal to open a WebSocket as permanent or temporary.
fn of_handshake(head: &ResponseHead) -> Failure {
    let number = |name| head.header(name).and_then(|text| text.trim().parse::<i64>().ok());
    let message = head.printed_header("handshake-msg").unwrap_or("without a message").to_owned();
    let code = number("handshake-autherrcode");
    match (number("handshake-status"), code) {
        (Some(FORBIDDEN), _) | (Some(NOT_ADMITTED), Some(TOO_MANY)) => Failure::Final(ConnectionError::Refused {
            code: code.unwrap_or(FORBIDDEN),
            message,
            log_id: head.log_id().map(str::to_owned),
        }),
        _ => {
            Failure::Again(TemporaryFailure::Handshake { status: head.status, message, asked: head.retry_after(None) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, base_url: &str) -> Result<Address, &'static str> {
        Address::read(&Secret::from(text), base_url)
    }

    #[test]
    fn addresses_are_read() {
        let text =
            "wss://gate.example/ws/v2?fpid=493&device_id=7&access_key=key%2Bhunter2&service_id=-5&ticket=t-hunter2";
        let address = read(text, "https://open.feishu.cn").ok().unwrap();
        assert_eq!(address.url.as_str(), text.replacen("wss", "https", 1));
        assert_eq!((address.service, &*address.device), (-5, "7"));
        assert_eq!(address.secrets, [Secret::from("key+hunter2"), Secret::from("t-hunter2")]);
    }

    #[test]
    fn an_unencrypted_gateway_is_this_machine_unless_the_program_allowed_another_one() {
        let (here, there, encrypted) = ("http://127.0.0.1:1/feishu", "http://proxy.example", "https://open.feishu.cn");
        for gateway in ["ws://127.0.0.1:5/?a=b", "ws://localhost/?a=b", "ws://[::1]/?a=b", "ws://gate.localhost./"] {
            assert!(read(gateway, here).is_ok() && read(gateway, there).is_ok(), "{gateway}");
            assert_eq!(read(gateway, encrypted).err(), Some("it is not encrypted"));
        }
        for gateway in
            ["ws://gate.example/?a=b", "ws://10.0.0.1/", "ws://localhost.example/", "ws://127.0.0.1.example/"]
        {
            assert!(read(gateway, there).is_ok(), "{gateway}");
            assert_eq!(read(gateway, here).err(), Some("it is not encrypted"), "{gateway}");
            assert_eq!(read(gateway, encrypted).err(), Some("it is not encrypted"), "{gateway}");
        }
    }

    #[test]
    fn other_addresses_are_refused() {
        let cases = [
            ("", "it is not a URL"),
            ("gate.example/ws", "it is not a URL"),
            ("https://gate.example/", "its scheme is neither wss nor ws"),
            ("ws://gate.example/", "it is not encrypted"),
            ("wss://gate.example/?service_id=", "its service_id is not a number"),
            ("wss://gate.example/?service_id=2147483648", "its service_id is not a number"),
        ];
        for (text, reason) in cases {
            assert_eq!(read(text, "https://open.feishu.cn").err(), Some(reason), "{text}");
        }
    }
}
