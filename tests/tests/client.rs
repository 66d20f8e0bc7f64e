//! Clients and sessions: base URLs, tokens, calls by path, clones, cancelled calls, and secrets.

use std::collections::BTreeMap;
use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use vc_api::reserve::MeetingSettings;
use vc_api::testing::{Fault, HttpReply, HttpRequest, Platform, Received};
use vc_api::{
    AppSecretFuture, AppSecretProvider, Client, ClientBuilder, Error, Json, Method, Sample, Secret, Session, Tenant,
    User, reqwest, room,
};
use vc_tests::endpoints::room_response;
use vc_tests::platform::scripted;
use vc_tests::raw_server::{RawServer, nobody};
use vc_tests::secrecy::{assert_no_secret, printed, printed_error};
use vc_tests::time::LONG;

fn client(url: impl Into<String>) -> Client {
    Client::builder().base_url(url).build().expect("the options are good")
}

/// Starts a platform that responds to every request with the given HTTP status and envelope.
async fn responding(status: u16, envelope: Value) -> Platform {
    scripted(move |_| HttpReply::json(status, &envelope)).await
}

async fn rooms() -> Platform {
    scripted(|_| room_response()).await
}

/// Returns the last request that the platform received.
fn last(platform: &Platform) -> HttpRequest {
    platform.requests().pop().expect("a request")
}

async fn get(client: &Client) -> Result<room::Room, Error> {
    client.session::<Tenant>("t-1").rooms().get("omm_1").await
}

#[tokio::test]
async fn calls_go_to_the_base_url() {
    let platform = rooms().await;
    let path = "/open-apis/vc/v1/rooms/omm_1";
    for (base, prefix) in
        [("", ""), ("/", ""), ("/gate/feishu", "/gate/feishu"), ("/gate/", "/gate"), ("/a%20b", "/a%20b")]
    {
        get(&client(platform.url().to_owned() + base)).await.expect("a room");
        let request = last(&platform);
        assert_eq!(request.path(), format!("{prefix}{path}"), "{base}");
        assert_eq!(request.header("authorization"), "Bearer t-1");
    }
    for (builder, url) in [
        (Client::builder(), "https://open.feishu.cn"),
        (Client::builder().lark(), "https://open.larksuite.com"),
        (Client::builder().lark().feishu(), "https://open.feishu.cn"),
    ] {
        let printed = format!("{:?}", builder.build().expect("the defaults are good"));
        assert!(printed.contains(&format!("{url:?}")), "{printed}");
    }
}

struct NoSecret;

impl AppSecretProvider for NoSecret {
    fn app_secret<'a>(&'a self, _refused: Option<&'a Secret>) -> AppSecretFuture<'a> {
        Box::pin(async { Err("there is none".into()) })
    }
}

#[test]
fn invalid_options_are_refused() {
    type Set = fn(ClientBuilder) -> ClientBuilder;
    let bad: [(&str, Set); 15] = [
        ("base_url", |options| options.base_url("")),
        ("base_url", |options| options.base_url("open.feishu.cn")),
        ("base_url", |options| options.base_url("localhost:80")),
        ("base_url", |options| options.base_url("http://")),
        ("base_url", |options| options.base_url("ws://localhost")),
        ("base_url", |options| options.base_url("http://name@localhost")),
        ("base_url", |options| options.base_url("http://localhost/?a=b")),
        ("base_url", |options| options.base_url("http://localhost/#a")),
        ("accounts_url", |options| options.accounts_url("accounts.example")),
        ("accounts_url", |options| options.accounts_url("http://accounts.example")),
        ("console_url", |options| options.console_url("https://name@console.example")),
        ("console_url", |options| options.console_url("")),
        ("user_agent", |options| options.user_agent("a\nb")),
        ("app_secret_provider", |options| options.app_secret_provider(NoSecret)),
        ("connect_timeout", |options| options.http_client(reqwest::Client::new()).connect_timeout(LONG)),
    ];
    for (option, set) in bad {
        let error = set(Client::builder()).build().expect_err(option);
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == option), "{error:?}");
        assert_eq!(error.operation(), None);
        assert!(error.to_string().contains(&format!("`{option}`")), "{error}");
    }
}

#[tokio::test]
async fn tokens_that_cannot_be_sent_are_refused() {
    let platform = rooms().await;
    let long = format!("ey.{}", "x".repeat(4096));
    for token in ["", " t-1", "t-1\n", "t-1\r\nX: y", "t-\u{0}"] {
        let error = client(platform.url()).session::<Tenant>(token).rooms().get("omm_1").await.expect_err(token);
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "token"), "{error:?}");
        assert_eq!(error.operation(), Some("room.get"));
    }
    assert!(platform.requests().is_empty());
    for token in ["t-1", "whatever", &long] {
        client(platform.url()).session::<User>(token).rooms().get("omm_1").await.expect("a room");
        let request = last(&platform);
        assert_eq!(request.header("authorization"), format!("Bearer {token}"));
    }
}

#[tokio::test]
async fn user_agents_and_http_clients() {
    let platform = rooms().await;
    let builder = || Client::builder().base_url(platform.url());
    let own = || {
        let headers = [("x-own".parse().expect("a name"), "1".parse().expect("a value"))].into_iter().collect();
        reqwest::Client::builder().user_agent("own/1").default_headers(headers).build().expect("TLS can be set up")
    };
    let default = format!("vc-api/{}", env!("CARGO_PKG_VERSION"));
    for (options, agent, is_own) in [
        (builder(), Some(default.as_str()), false),
        (builder().user_agent("tool/2"), Some("tool/2"), false),
        (builder().http_client(own()), Some("own/1"), true),
        (builder().http_client(own()).user_agent("tool/2"), Some("tool/2"), true),
        (builder().http_client(reqwest::Client::new()), None, false),
    ] {
        get(&options.build().expect("the options are good")).await.expect("a room");
        let request = last(&platform);
        let sent: Vec<_> = request.headers().get_all("user-agent").iter().collect();
        assert_eq!(sent, agent.into_iter().collect::<Vec<_>>());
        assert_eq!(request.headers().contains_key("x-own"), is_own);
    }
}

#[tokio::test]
async fn only_an_http_client_of_the_caller_follows_redirects() {
    let platform = scripted(|request| match request.path() {
        "/elsewhere" => room_response(),
        _ => HttpReply::body(307, "", "").header("Location", "/elsewhere"),
    })
    .await;
    let error = get(&client(platform.url())).await.expect_err("it is a redirect");
    assert!(matches!(&error, Error::UnexpectedContent(one) if one.status == 307), "{error:?}");
    let following = Client::builder().base_url(platform.url()).http_client(reqwest::Client::new()).build();
    get(&following.expect("the options are good")).await.expect("a room");
}

#[tokio::test]
async fn calls_by_path() {
    let platform = responding(200, json!({ "code": 0, "msg": "success", "data": { "a": 1, "b": [2] } })).await;
    let session = client(platform.url()).session::<User>("u-1");

    let call = session.call(Method::Get, "/open-apis/new/v1/things/{id}/parts").path("id", "a/b c");
    let call = call.query("text", "a&b=c").query("flag", true).query("number", 7).query("none", None::<&str>);
    let data: Json = call.query("list", vec!["x", "y"]).await.expect("a response");
    assert_eq!(data, json!({ "a": 1, "b": [2] }));

    let body = json!({ "name": "会议", "list": [1, null] });
    let call = session.call(Method::Post, "/open-apis/new/v1/things").body(&body).expect("it is JSON");
    call.query("type", "open_id").await.expect("a response");

    let read = session.call(Method::Delete, "/open-apis/new/v1/things").decode::<BTreeMap<String, Json>>().await;
    assert_eq!(read.expect("a response")["b"], json!([2]));
    let error = session.call(Method::Get, "/x/{id}").path("id", "y").decode::<BTreeMap<String, i64>>().await;
    let error = error.expect_err("a list is no number");
    assert!(matches!(&error, Error::Undecodable(one) if one.path == "data.b"), "{error:?}");
    assert_eq!(error.operation(), Some("GET /x/{id}"));

    let sent = platform.requests();
    let line = |request: &HttpRequest| {
        let mark = if request.query().is_empty() { "" } else { "?" };
        format!("{} {}{mark}{}", request.method(), request.path(), request.query())
    };
    assert_eq!(
        sent.iter().map(line).collect::<Vec<_>>(),
        [
            "GET /open-apis/new/v1/things/a%2Fb%20c/parts?text=a%26b%3Dc&flag=true&number=7&list=x&list=y",
            "POST /open-apis/new/v1/things?type=open_id",
            "DELETE /open-apis/new/v1/things",
            "GET /x/y",
        ]
    );
    assert_eq!(sent[1].json(), body);
    assert_eq!(sent[1].header("content-type"), "application/json; charset=utf-8");
    assert!(sent[0].body().is_empty() && !sent[0].headers().contains_key("content-type"));
    assert!(sent.iter().all(|one| one.header("authorization") == "Bearer u-1"));
}

#[tokio::test]
async fn responses_and_refusals_of_calls_by_path() {
    for envelope in [json!({ "code": 0 }), json!({ "code": 0, "msg": "success", "data": null })] {
        let platform = responding(200, envelope).await;
        let session = client(platform.url()).session::<Tenant>("t-1");
        assert_eq!(session.call(Method::Get, "/x").await.expect("a response"), Json::Null);
        assert_eq!(session.call(Method::Get, "/x").decode::<Option<i64>>().await.expect("a response"), None);
    }
    let violations =
        json!([{ "type": "scope", "subject": "im:chat" }, { "type": "scope", "subject": "im:chat:readonly" }]);
    let refusal = json!({ "code": 99_991_672, "msg": "no", "error": { "permission_violations": violations } });
    let platform = responding(400, refusal).await;
    let session = client(platform.url()).session::<Tenant>("t-1");
    let error = session.call(Method::Post, "/x/{id}/y").path("id", "z").await.expect_err("it is refused");
    assert!(matches!(&error, Error::MissingScope(one) if one.scopes == ["im:chat", "im:chat:readonly"]), "{error:?}");
    assert_eq!(
        (error.operation(), error.code(), error.status()),
        (Some("POST /x/{id}/y"), Some(99_991_672), Some(400))
    );
    assert!(error.report().to_string().contains("`im:chat`, `im:chat:readonly`"), "{error}");

    let sent = platform.requests().len();
    for path in ["x", "", "http://example.com/x", "/x?a=b", "/x#a", "/x/{id}", "/x/../y", "/x/%2e%2E", "/x\n"] {
        let error = session.call(Method::Get, path).await.expect_err(path);
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "path"), "{error:?}");
    }
    for id in ["", ".", ".."] {
        let error = session.call(Method::Get, "/x/{id}").path("id", id).await.expect_err(id);
        assert!(matches!(&error, Error::InvalidArgument(one) if one.argument == "id"), "{error:?}");
    }
    assert!(session.call(Method::Post, "/x").body(&BTreeMap::from([((1, 2), 3)])).is_err());
    assert_eq!(platform.requests().len(), sent);
}

#[test]
fn tasks_can_share_all_types() {
    fn shared<T: Send + Sync + 'static>() {}
    fn cloned<T: Send + Sync + Clone + 'static>() {}
    fn sent<T: Send + 'static>(_: &T) {}
    cloned::<Client>();
    cloned::<ClientBuilder>();
    cloned::<Session<Tenant>>();
    cloned::<Session<User>>();
    cloned::<vc_api::RawCall>();
    cloned::<vc_api::Request>();
    shared::<vc_api::room::Get>();
    shared::<vc_api::reserve::Apply>();
    shared::<vc_api::export::Download>();
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    error::<Error>();

    let session = client("http://localhost").session::<Tenant>("t-1");
    sent(&session.rooms().get("omm_1").into_future());
    sent(&session.exports().download("file").into_future());
    sent(&session.call(Method::Get, "/x").into_future());
    // A future that owns a session, and borrows it for a call, can also be sent to another thread.
    sent(&async move { session.rooms().get("omm_1").await });
    assert_eq!(size_of::<Client>(), size_of::<usize>());
    assert_eq!(size_of::<Session<Tenant>>(), size_of::<usize>());
}

#[tokio::test]
async fn clones_share_a_connection() {
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    let server = RawServer::start(move |mut connection| {
        counter.fetch_add(1, Ordering::Relaxed);
        async move {
            while connection.request().await {
                let room = r#"{"code": 0, "data": {"room": {"room_id": "omm_1"}}}"#;
                connection.send(format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{room}", room.len())).await;
            }
        }
    });
    let first = client(server.url());
    let second = first.clone();
    let session = first.session::<Tenant>("t-1");
    let sessions = [session.clone(), second.session("t-2"), session.client().session("t-3"), session];
    drop((first, second));
    for session in sessions {
        session.rooms().get("omm_1").await.expect("a room");
        session.call(Method::Get, "/x").await.expect("a response");
    }
    assert_eq!(connections.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn dropping_a_call_cancels_it() {
    let platform = Platform::start().await;
    let (say, mut said) = mpsc::unbounded_channel();
    platform.on(move |_: Received<room::Get>| {
        // The handler owns the sender `held`. When the client closes the connection, the double drops the handler and
        // `held`.
        let (held, dropped) = oneshot::channel::<()>();
        say.send(dropped).expect("the test waits");
        async move {
            pending::<()>().await;
            drop(held);
            Ok(room::Room::sample())
        }
    });
    // The server closes the connection after a good response. So the next call needs a new connection.
    let is_good = |request: &HttpRequest| request.path().ends_with("/omm_1");
    platform.on_request(move |request| is_good(request).then(|| room_response().header("Connection", "close")));
    let session = platform.session::<Tenant>();
    for _ in 0..2 {
        let call = tokio::spawn(session.rooms().get("omm_slow").into_future());
        let dropped = said.recv().await.expect("the call is sent");
        call.abort();
        timeout(LONG, dropped).await.expect("the handler is dropped").expect_err("nothing is ever sent");
        session.rooms().get("omm_1").await.expect("the session still works");
    }
    // If a program never awaits a call, the client does not send it.
    drop(session.rooms().get("omm_slow").into_future());
    assert!(said.try_recv().is_err());
}

const SECRETS: [&str; 4] = ["t-hunter2-token", "hunter2-password", "hunter2-name", "hunter2-query"];

#[tokio::test]
async fn no_secret_is_printed() {
    let [token, password, name, query] = SECRETS;
    let mut output = String::new();

    for url in [
        format!("https://{name}:{password}@open.feishu.cn"),
        format!("https://{name}:{password}@"),
        format!("https://{name}:{password}@open.feishu.cn:port"),
        format!("{name}:{password}"),
        format!("https://open.feishu.cn/?secret={query}"),
    ] {
        let builder = Client::builder().base_url(url);
        output += &printed(&builder);
        output += &printed_error(&builder.build().expect_err("such an address is refused"));
    }

    // The responses of the server contain secret values of the request. So any failure could print these values.
    let echo = format!("{token} {password} {query}");
    let violations = json!({ "type": token, "subject": token, "description": token });
    let refusal = |code: i64| {
        json!({ "code": code, "msg": token, "error": {
            "log_id": token, "troubleshooter": token, "permission_violations": [violations],
            "field_violations": [{ "field": token, "value": echo, "description": token }],
            "details": [{ "key": token, "value": echo }], "helps": [{ "url": token, "description": token }],
        } })
    };
    let settings = || MeetingSettings::new().password(password);
    output += &printed(&settings());
    output += &printed(&Secret::from(password));
    let met = async |url: &str| {
        let client = client(url);
        let mut output = String::new();
        let session = client.session::<Tenant>(token);
        let call = session.reserves().apply(settings());
        // This call has a secret in its path and in its query. The query of a real call may contain a file token.
        let raw = session.call(Method::Post, "/x/{id}").path("id", query).query("secret", query);
        let raw = raw.body(&json!({ "password": password })).expect("it is JSON");
        let path_with_query = session.call(Method::Get, format!("/x?secret={query}"));
        output += &printed(&client);
        output += &printed(&session);
        output += &printed(&(session.reserves(), &call, &raw, &path_with_query));
        output += &printed(&(vc_api::Call::request(&call), raw.clone().into_future()));
        match call.await {
            Ok(reserve) => output += &printed(&reserve),
            Err(error) => output += &printed_error(&error),
        }
        // A successful call by path returns JSON in which the client hides no text. So the test checks only the error.
        if let Err(error) = raw.await {
            output += &printed_error(&error);
        }
        output += &printed_error(&path_with_query.await.expect_err("it is refused"));
        output
    };
    let platform = Platform::start().await;
    let json = |status, body: &Value| HttpReply::body(status, "", body.to_string());
    let page = |status, body: &str| HttpReply::body(status, "", body.to_owned());
    for reply in [
        json(400, &refusal(121_003)),
        json(400, &refusal(99_991_663)),
        json(400, &refusal(99_991_672)),
        page(502, &format!("<html>{echo}")),
        HttpReply::body(502, token, "<html>").header("X-Tt-Logid", token),
        page(404, &echo),
        page(200, &format!("{{\"{echo}")),
        json(200, &json!({ "msg": echo })),
        json(200, &json!({ "code": echo })),
        json(200, &json!({ "code": 0, "data": { "reserve": { "id": "1", "end_time": echo } } })),
        json(200, &json!({ "code": 0, "data": { "reserve": echo } })),
        json(200, &json!({ "code": 0, "data": echo })),
        json(200, &json!(echo)),
        json(500, &json!({ "code": 0, "msg": echo })),
        page(200, &echo).cut_after(1),
        HttpReply::closed(),
    ] {
        platform.fault(Fault::reply(reply).path("/").always());
        output += &met(platform.url()).await;
        platform.end_faults();
    }
    output += &met(&RawServer::sending(format!("{echo}\r\n\r\n")).url()).await;
    let (_kept, nobody) = nobody();
    let gone = client(nobody).session::<Tenant>(token);
    output += &printed_error(&gone.call(Method::Get, "/x").query("secret", query).await.expect_err("nobody listens"));
    for bad in [format!("{token}\n"), format!("{token}\u{0}")] {
        let session = client("http://localhost").session::<Tenant>(bad);
        output += &printed(&session);
        output += &printed_error(&session.rooms().list().await.expect_err("it cannot be sent"));
    }

    // If a response contains a value that the spec marks as secret, the printed response hides the value.
    let data = json!({ "reserve": { "id": "1", "password": password } });
    let platform = responding(200, json!({ "code": 0, "data": data })).await;
    let reserve = client(platform.url()).session::<Tenant>(token).reserves().get("1").await.expect("a reservation");
    output += &printed(&reserve);

    assert_no_secret(output.lines());
    assert!(SECRETS.iter().all(|secret| secret.contains("hunter2")) && output.lines().count() > 500);
}

/// The client sends `Content-Length: 0` with each `POST`, `PUT` or `PATCH` request that has no body. Some proxies refuse
/// such a request without this header.
#[tokio::test]
async fn a_request_without_a_body_has_a_length_of_zero() {
    let platform = Platform::start().await;
    platform.on_request(|request| request.path().starts_with("/x").then(|| HttpReply::data(&json!({}))));
    let session = platform.session::<Tenant>();
    for method in [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete] {
        session.call(method, "/x").await.expect("a response");
    }
    let lengths: Vec<String> =
        platform.requests().iter().map(|request| request.header("content-length").to_owned()).collect();
    assert_eq!(lengths, ["", "0", "0", "0", ""]);
}
