//! HTTP clients that the caller provides, and that follow redirects. The target of a redirect gets no secret, and the caller
//! gets an error.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::timeout;
use vc_api::error::Content;
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::{Client, ClientBuilder, Error, Events, Grant, Retry, Tenant, reqwest};
use vc_tests::endpoints::{CUSTOM_APP_TENANT_TOKEN, user_tokens};
use vc_tests::platform::scripted;
use vc_tests::raw_server::RawServer;
use vc_tests::secrecy::printed_error;
use vc_tests::time::LONG;

const STATUSES: [u16; 5] = [301, 302, 303, 307, 308];
const CALLBACK: &str = "https://example.com/callback";

/// Starts a platform. If the path of a request begins with `paths`, the platform redirects the request to the server at
/// `url`.
async fn redirecting(status: u16, paths: &'static str, url: &str) -> Platform {
    let url = url.to_owned();
    scripted(move |request| {
        if request.path().starts_with(paths) {
            let address = format!("{url}{}?{}", request.path(), request.query());
            return HttpReply::body(status, "", "").header("Location", &address);
        }
        HttpReply::json(200, &json!({ "code": 0, "tenant_access_token": "t-hunter2-1", "expire": 7200 }))
    })
    .await
}

/// Starts a server that imitates the platform. Its response contains tokens, a room, and the address of a WebSocket.
async fn impostor() -> Platform {
    scripted(|_| {
        let Value::Object(mut all) = user_tokens("u-hunter2-9", "ur-hunter2-9") else { unreachable!() };
        all.insert("tenant_access_token".to_owned(), json!("t-hunter2-9"));
        all.insert("app_access_token".to_owned(), json!("a-hunter2-9"));
        all.insert(
            "data".to_owned(),
            json!({ "room": { "room_id": "omm_9" }, "URL": "wss://localhost:1/?service_id=1" }),
        );
        HttpReply::json(200, &Value::Object(all))
    })
    .await
}

fn following(url: &str) -> ClientBuilder {
    let options = Client::builder().base_url(url).accounts_url(url).app("cli_1", "secret-hunter2");
    options.http_client(reqwest::Client::new()).retry(Retry::none())
}

fn built(options: ClientBuilder) -> Client {
    options.build().expect("the options are good")
}

/// Returns all parts of a request as text.
fn all_of(request: &HttpRequest) -> String {
    let (headers, body) = (request.headers(), String::from_utf8_lossy(request.body()));
    format!("{} {}?{} {headers:?} {body}", request.method(), request.path(), request.query())
}

fn assert_learns_nothing(impostor: &Platform, what: &str) {
    for request in impostor.requests() {
        let all = all_of(&request);
        assert!(!all.contains("hunter2"), "{what}: {all}");
    }
}

/// Asserts that an error reports the redirect and the remedy.
fn assert_is_told(error: &Error, what: &str) {
    let text = printed_error(error);
    assert!(text.contains("redirect") && text.contains("base URL of the client"), "{what}: {text}");
    assert!(!text.contains("hunter2"), "{what}: {text}");
}

#[tokio::test]
async fn no_secret_is_sent_to_the_target_of_a_redirect() {
    for status in STATUSES {
        let impostor = impostor().await;
        let platform = redirecting(status, "/", impostor.url()).await;

        let org = built(following(platform.url())).tenant();
        let error = org.rooms().get("omm_1").await.expect_err("there is no token");
        assert_is_told(&error, &format!("{status}, app secret"));

        let store = Client::builder().base_url(platform.url()).store_app("cli_1", "secret-hunter2");
        let store = built(store.http_client(reqwest::Client::new()).retry(Retry::none()));
        store.keep_app_ticket("ticket-hunter2").await.expect("the memory is no trouble");
        let error = store.tenant_of("key").rooms().get("omm_1").await.expect_err("there is no token");
        assert_is_told(&error, &format!("{status}, app ticket"));

        let client = built(following(platform.url()));
        let login = client.login(CALLBACK).begin().expect("it can begin");
        let state = login.state().expose().to_owned();
        let error = client.finish_login(&login, "code-hunter2", state).await.expect_err("there is no grant");
        assert_is_told(&error, &format!("{status}, code"));

        let grant = Grant::new("u-hunter2-1").expires_in(Duration::ZERO).refresh_token("ur-hunter2-1");
        let error = client.user(grant).rooms().get("omm_1").await.expect_err("there is no token");
        assert_is_told(&error, &format!("{status}, refresh token"));

        assert!(platform.requests().iter().filter(|request| all_of(request).contains("hunter2")).count() >= 4);
        assert_learns_nothing(&impostor, &status.to_string());
    }
}

#[cfg(feature = "long-connection")]
#[tokio::test]
async fn a_long_connection_sends_no_secret_to_the_target_of_a_redirect() {
    for status in STATUSES {
        let impostor = impostor().await;
        let platform = redirecting(status, "/", impostor.url()).await;
        let client = built(following(platform.url()));
        let connection = Events::new().client(&client).connect().expect("it can be made");
        let connected = async {
            while platform.requests().is_empty() {
                tokio::task::yield_now().await
            }
        };
        timeout(LONG, connected).await.expect("it asks for an address");
        timeout(Duration::from_millis(300), connection.connected()).await.expect_err("no connection is made");
        assert_learns_nothing(&impostor, &status.to_string());
    }
}

/// The client does not follow the redirect of a gateway. The address of the gateway contains secrets, and the target could
/// read the address in the header `Referer`.
#[cfg(feature = "long-connection")]
#[tokio::test]
async fn the_address_of_a_gateway_is_not_sent_to_the_target_of_a_redirect() {
    // The test leaves out the status 303, because an HTTP client that allows redirects follows a 303 for any request.
    for status in STATUSES.into_iter().filter(|status| *status != 303) {
        let impostor = impostor().await;
        let url = impostor.url().to_owned();
        let platform = scripted(move |request| {
            if request.path() == "/gate" {
                return HttpReply::body(status, "", "").header("Location", &format!("{url}/gate"));
            }
            let address = format!("ws://{}/gate?access_key=key-hunter2&ticket=hunter2", request.header("host"));
            HttpReply::data(&json!({ "URL": address }))
        })
        .await;
        let connection = Events::new().client(&built(following(platform.url()))).connect().expect("it can be made");
        let asked = async {
            while !platform.requests().iter().any(|request| request.path() == "/gate") {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(LONG, asked).await.expect("the gateway is asked");
        timeout(Duration::from_millis(300), connection.connected()).await.expect_err("no connection is made");
        assert_eq!(impostor.requests().len(), 0, "{status}");
    }
}

/// The client sends an access token only to the platform, and never to the target of a redirect.
#[tokio::test]
async fn access_tokens_are_not_sent_to_other_hosts() {
    for status in STATUSES {
        let impostor = impostor().await;
        let by_name = impostor.url().replace("127.0.0.1", "localhost");
        for url in [impostor.url(), &by_name] {
            let platform = redirecting(status, "/open-apis/vc", url).await;
            let org = built(following(platform.url())).session::<Tenant>("t-hunter2-1");
            let room = org.rooms().get("omm_1").await.expect("what only reads may be redirected");
            assert_eq!(room.room_id, "omm_9");
            assert_eq!(platform.requests().pop().expect("a request").header("authorization"), "Bearer t-hunter2-1");
        }
        assert_eq!(impostor.requests().len(), 2);
        assert_learns_nothing(&impostor, &status.to_string());
    }
}

/// An HTTP client often turns a redirected `POST` into a `GET`. The response to the `GET` does not show whether the `POST`
/// was carried out, so the call fails.
#[tokio::test]
async fn calls_that_change_something_are_not_redirected() {
    for status in STATUSES {
        let impostor = impostor().await;
        let platform = redirecting(status, "/open-apis/vc", impostor.url()).await;
        let org = built(following(platform.url())).session::<Tenant>("t-hunter2-1");
        let created = org.rooms().create("Atlantis", 10, "omb_1").await;
        let error = created.expect_err("it was redirected");
        assert!(matches!(&error, Error::UnexpectedContent(one) if one.content == Content::Redirected), "{error:?}");
        assert_is_told(&error, &status.to_string());
        assert!(error.report().to_string().contains("check whether the platform carried it out"), "{error}");
        assert_eq!(impostor.requests().len(), 1, "it is not sent again");
    }
}

/// Requests with secrets have a `Content-Length`, and do not fail if the server has closed an idle connection.
#[tokio::test]
async fn secrets_survive_connections_that_were_closed() {
    let body = json!({ "code": 0, "tenant_access_token": "t-hunter2-1", "expire": 7200 }).to_string();
    let response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let (sender, requests) = std::sync::mpsc::channel();
    let responding = Arc::new(AtomicUsize::new(0));
    let open = Arc::clone(&responding);
    // The server runs on a separate thread, so it can close connections while the client is idle.
    let (url, told) = std::sync::mpsc::channel();
    let server = std::thread::spawn(move || {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
        runtime.block_on(async {
            let server = RawServer::start(move |mut connection| {
                let (response, sender, open) = (response.clone(), sender.clone(), Arc::clone(&open));
                async move {
                    // The server closes each connection after one response. No header of the response announces the closing.
                    if let Some(request) = connection.whole_request().await {
                        sender.send(request).ok();
                        open.fetch_add(1, Ordering::SeqCst);
                        connection.send(&response).await;
                        drop(connection);
                        open.fetch_sub(1, Ordering::SeqCst);
                    }
                }
            });
            url.send(server.url()).expect("the test waits for it");
            tokio::time::sleep(LONG).await;
        });
    });
    let url = told.recv().expect("the server starts");
    let http = reqwest::Client::new();
    for _ in 0..20 {
        let options = Client::builder().base_url(&url).app("cli_1", "secret-hunter2").http_client(http.clone());
        let org = built(options.retry(Retry::none())).tenant();
        // The result of the call does not matter, but the client must have got the token.
        let error = org.rooms().get("omm_1").await.err();
        assert!(!matches!(error, Some(Error::Token(_))), "{error:?}");
        // This wait blocks the runtime of the client, so the client cannot see that the server closes the connections.
        while responding.load(Ordering::SeqCst) > 0 {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    let requests: Vec<String> = requests.try_iter().collect();
    let tokens: Vec<_> = requests.iter().filter(|request| request.contains(CUSTOM_APP_TENANT_TOKEN)).collect();
    assert_eq!(tokens.len(), 20, "none was sent twice");
    for request in tokens {
        let (head, body) = request.split_once("\r\n\r\n").expect("it has a body");
        let head = head.to_ascii_lowercase();
        assert!(
            head.contains(&format!("content-length: {}", body.len())) && !head.contains("transfer-encoding"),
            "{head}"
        );
        assert_eq!(head.matches("content-length").count(), 1, "{head}");
        assert!(head.contains("content-type: application/json"), "{head}");
        assert_eq!(
            serde_json::from_str::<Value>(body).expect("it is JSON"),
            json!({ "app_id": "cli_1", "app_secret": "secret-hunter2" })
        );
    }
    drop(server);
}

/// The crate creates an HTTP client that follows no redirects.
#[tokio::test]
async fn nothing_is_redirected_by_default() {
    for status in STATUSES {
        let impostor = impostor().await;
        let platform = redirecting(status, "/open-apis/vc", impostor.url()).await;
        let org = built(Client::builder().base_url(platform.url())).session::<Tenant>("t-hunter2-1");
        for error in [
            org.rooms().get("omm_1").await.expect_err("it is a redirect"),
            org.rooms().create("Atlantis", 10, "omb_1").await.expect_err("it is a redirect"),
        ] {
            assert_eq!(error.status(), Some(status));
            assert_is_told(&error, &status.to_string());
        }
        assert_eq!((impostor.requests().len(), platform.requests().len()), (0, 2));
    }
}
