//! Request of every operation. The tests compare it with the bundle and with a snapshot.

use std::panic::catch_unwind;

use serde_json::{Value, json};
use vc_api::room::RoomId;
use vc_api::room_level::RoomLevelId;
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::{Error, UnixSeconds};
use vc_tests::generated::calls::{self, Sessions};
use vc_tests::platform::scripted;
use vc_tests::sample::{Extent, Operation, Quirk, of_parameter, operations, resolved, sample, sessions};
use vc_tests::{assert_snapshot, spec, workspace};

/// Platform whose responses contain no data.
struct Server {
    platform: Platform,
    sessions: Sessions,
}

impl Server {
    async fn start() -> Self {
        let platform = scripted(|_| HttpReply::json(200, &json!({ "code": 0, "msg": "success" }))).await;
        let sessions = sessions(platform.url());
        Self { platform, sessions }
    }

    /// Makes a call, and returns its request. The call itself may fail, because most calls need data in the response.
    async fn sent<C, A>(&self, call: C) -> HttpRequest
    where
        C: IntoFuture<Output = Result<A, Error>>,
    {
        let before = self.platform.requests().len();
        let error = call.await.err();
        let mut seen = self.platform.requests().split_off(before);
        assert_eq!(seen.len(), 1, "one request was sent; the call ended with {error:?}");
        seen.remove(0)
    }
}

#[tokio::test]
async fn every_request_is_as_in_the_bundle() {
    let server = Server::start().await;
    let mut failures = Vec::new();
    let mut snapshots = Vec::new();
    for operation in operations() {
        let smallest = calls::smallest(operation.id, &server.sessions)
            .expect("the samples are good")
            .expect("the operation can be called");
        let fullest = calls::fullest(operation.id, &server.sessions)
            .expect("the samples are good")
            .expect("the operation can be called");
        let mut rendered = Vec::new();
        for (extent, call) in [(Extent::Smallest, smallest), (Extent::Fullest, fullest)] {
            let request = server.sent(call).await;
            let wrong = Sent::expected(operation, extent).differences(&Sent::read(&request));
            failures.extend(wrong.iter().map(|wrong| format!("{} {extent:?} {wrong}", operation.id)));
            rendered.push(render(extent, &request));
        }
        snapshots.push((operation.id, rendered.join("\n\n")));
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(snapshots.len(), vc_api::endpoints::ALL.len(), "the bundle and the client have the same operations");
    compare_with_snapshots(snapshots);
}

/// Parts of a request. The test compares these parts with the bundle.
#[derive(Debug)]
struct Sent {
    method: String,
    path: String,
    /// Parameters of the query, sorted by name.
    query: Vec<(String, String)>,
    authorization: String,
    /// Content type and body, if there is a body.
    content: Option<(String, Value)>,
}

impl Sent {
    fn expected(operation: Operation, extent: Extent) -> Self {
        let mut path = operation.path.to_owned();
        let mut query = Vec::new();
        for parameter in operation.json["parameters"].as_array().into_iter().flatten() {
            let parameter = resolved(parameter).1;
            let name = parameter["name"].as_str().expect("a parameter has a name");
            if extent == Extent::Smallest && parameter["required"] != true {
                continue;
            }
            let values = texts(&of_parameter(parameter, extent));
            match parameter["in"].as_str() {
                Some("path") => path = path.replace(&format!("{{{name}}}"), &segment(&values.concat())),
                Some("query") => query.extend(values.into_iter().map(|value| (name.to_owned(), value))),
                other => panic!("no parameter is sent in {other:?}"),
            }
        }
        query.sort();
        let body = operation.body().map(|schema| sample(schema, extent, Quirk::None));
        Self {
            method: operation.method.to_uppercase(),
            path,
            query,
            authorization: format!("Bearer {}", first_token(operation)),
            content: body.map(|body| ("application/json".to_owned(), body)),
        }
    }

    fn read(request: &HttpRequest) -> Self {
        let mut query = request.parameters();
        query.sort();
        let media_type = request.header("content-type").split(';').next().unwrap_or_default().to_owned();
        let nothing = media_type.is_empty() && request.body().is_empty();
        Self {
            method: request.method().to_owned(),
            path: request.path().to_owned(),
            query,
            authorization: request.header("authorization").to_owned(),
            content: (!nothing).then(|| (media_type, request.json())),
        }
    }

    fn differences(&self, found: &Self) -> Vec<String> {
        let facts = |sent: &Self| {
            let (media_type, body) = sent.content.clone().unzip();
            [
                ("method", Value::from(sent.method.as_str())),
                ("path", Value::from(sent.path.as_str())),
                ("query", json!(sent.query)),
                ("authorization", Value::from(sent.authorization.as_str())),
                ("content-type", json!(media_type)),
                ("body", json!(body)),
            ]
        };
        let pairs = facts(self).into_iter().zip(facts(found)).filter(|(expected, found)| expected != found);
        pairs.map(|((what, expected), (_, found))| format!("{what}: {expected} became {found}")).collect()
    }
}

/// Converts a value to texts for a path or a query. A list gives several texts.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        other => vec![other.to_string()],
    }
}

/// Encodes a text as one segment of a path.
fn segment(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Returns the first kind of token that the operation accepts, in the order of the bundle.
fn first_token(operation: Operation) -> &'static str {
    let schemes = spec::bundle()["components"]["securitySchemes"].as_object().expect("there are token types");
    let alternatives = operation.json["security"].as_array().expect("an operation takes tokens");
    let taken = |token: &&String| alternatives.iter().any(|alternative| alternative.get(token.as_str()).is_some());
    schemes.keys().find(taken).expect("the operation takes a token that is declared")
}

/// Returns a request in the form of an `.http` file. Each parameter has its own line, and a comma follows each field. So the
/// diff of a new parameter or field has only one line.
fn render(extent: Extent, request: &HttpRequest) -> String {
    let mut lines = vec![format!("# {extent:?}"), format!("{} {}", request.method(), request.path())];
    let parameters = request.query().split('&').filter(|parameter| !parameter.is_empty());
    lines.extend(parameters.map(|parameter| format!("    {parameter}")));
    for name in ["authorization", "content-type", "user-agent"] {
        let value = request.header(name);
        // The snapshot contains the name of the client without the version, because the version changes with every release.
        let value = if name == "user-agent" { value.split('/').next().unwrap_or_default() } else { value };
        if !value.is_empty() {
            lines.push(format!("{name}: {value}"));
        }
    }
    if !request.body().is_empty() {
        let body = format!("{:#}", request.json());
        let last = body.lines().count() - 1;
        lines.extend(body.lines().enumerate().map(|(index, line)| {
            let open = index == last || line.ends_with(['{', '[', ',']);
            if open { line.to_owned() } else { format!("{line},") }
        }));
    }
    lines.join("\n")
}

/// Compares all snapshots before it fails, so a person can review all differences at once.
fn compare_with_snapshots(snapshots: Vec<(&str, String)>) {
    let files = workspace::files("tests/snapshots/requests", "snap");
    let mut failures = Vec::new();
    for file in files.keys() {
        let name = file.rsplit('/').next().and_then(|name| name.strip_suffix(".snap"));
        if !snapshots.iter().any(|(id, _)| Some(*id) == name) {
            failures.push(format!("{file} belongs to no operation"));
        }
    }
    for (id, snapshot) in snapshots {
        let compared = catch_unwind(|| assert_snapshot!("requests", id, snapshot));
        if compared.is_err() {
            failures.push(format!("{id} is not as in its snapshot"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[tokio::test]
async fn a_value_is_one_segment_of_the_path() {
    let server = Server::start().await;
    let cases = [
        ("omm_1-2.3~4", "omm_1-2.3~4"),
        ("a/b", "a%2Fb"),
        ("/", "%2F"),
        ("a?b=c", "a%3Fb%3Dc"),
        ("a#b", "a%23b"),
        ("50%", "50%25"),
        ("a b", "a%20b"),
        ("a+b", "a%2Bb"),
        ("a&b", "a%26b"),
        ("a\\b", "a%5Cb"),
        ("会议é", "%E4%BC%9A%E8%AE%AE%C3%A9"),
        ("a%2Fb", "a%252Fb"),
        ("%2e%2e", "%252e%252e"),
        ("...", "..."),
    ];
    for (value, segment) in cases {
        let request = server.sent(server.sessions.tenant.rooms().get(RoomId::from(value))).await;
        assert_eq!(request.path(), format!("/open-apis/vc/v1/rooms/{segment}"), "{value}");
        assert_eq!(request.query(), "", "{value}");
    }
}

#[tokio::test]
async fn a_value_that_would_change_the_path_is_not_sent() {
    let server = Server::start().await;
    for value in ["", ".", ".."] {
        let refused = server.sessions.tenant.rooms().get(RoomId::from(value)).await;
        assert!(matches!(&refused, Err(Error::InvalidArgument(one)) if one.argument == "room_id"), "{refused:?}");
        assert!(server.platform.requests().is_empty(), "{value:?} was sent");
    }
}

#[tokio::test]
async fn queries_are_plain_and_lists_repeated() {
    let server = Server::start().await;
    let (level, time) = (RoomLevelId::from("a&b=c d+é"), UnixSeconds::from(1));
    let rooms = ["x", "y,z"].map(RoomId::from);
    let reservations = server.sessions.tenant.resource_reservation_list().get(level, time, time, rooms);
    let request = server.sent(reservations.is_exclude(false).page_size(20)).await;
    let mut parameters: Vec<&str> = request.query().split('&').collect();
    parameters.sort_unstable();
    let expected = [
        "end_time=1",
        "is_exclude=false",
        "page_size=20",
        "room_ids=x",
        "room_ids=y%2Cz",
        "room_level_id=a%26b%3Dc%20d%2B%C3%A9",
        "start_time=1",
    ];
    assert_eq!(parameters, expected);
}
