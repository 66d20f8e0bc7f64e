//! Downloads: files are streamed, and any other response is an error.

use serde_json::json;
use tokio::time::{sleep, timeout};
use vc_api::error::{Content, Stage};
use vc_api::testing::{HttpReply, Platform};
use vc_api::{Client, ClientBuilder, Download, Endpoint, Error, Session, Tenant, export};
use vc_tests::platform::scripted;
use vc_tests::raw_server::RawServer;
use vc_tests::time::{LONG, SECOND, SOON};

const FILE: &str = "application/octet-stream";

fn session(url: &str, options: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Session<Tenant> {
    options(Client::builder().base_url(url)).build().expect("the options are good").session("t-1")
}

async fn open(url: &str) -> Result<Download, Error> {
    session(url, |options| options).exports().download("file").await
}

/// Reads a file to its end. Returns the received bytes, and an error if the file is incomplete.
async fn read(file: &mut Download) -> (Vec<u8>, Result<(), Error>) {
    let mut bytes = Vec::new();
    loop {
        match file.chunk().await {
            Ok(Some(piece)) => bytes.extend_from_slice(&piece),
            Ok(None) => return (bytes, Ok(())),
            Err(error) => return (bytes, Err(error)),
        }
    }
}

async fn responding(reply: HttpReply) -> Platform {
    let reply = reply.header("X-Tt-Logid", "log-1");
    scripted(move |_| reply.clone()).await
}

/// Downloads a file. Returns all its bytes, or an error.
async fn whole(url: &str) -> Result<Vec<u8>, Error> {
    let (bytes, end) = read(&mut open(url).await?).await;
    end.map(|()| bytes)
}

#[tokio::test(start_paused = true)]
async fn bytes_arrive_before_the_server_has_finished() {
    const DISPOSITION: &str = r#"attachment; filename="a.csv""#;
    let file =
        HttpReply::body(200, "text/csv", "one,two,").slowly(4, SECOND).header("Content-Disposition", DISPOSITION);
    let (with_length, chunked) = (responding(file.clone()).await, responding(file.chunked()).await);
    // This server sends no length. So the file ends when the server closes the connection.
    let unlimited = RawServer::start(async |mut connection| {
        connection.request().await;
        let head = format!("HTTP/1.1 200 OK\r\nX-Tt-Logid: log-1\r\nContent-Disposition: {DISPOSITION}");
        connection.send(format!("{head}\r\nContent-Type: text/csv\r\n\r\none,")).await;
        sleep(SECOND).await;
        connection.send("two,").await;
    });
    for (url, length) in [(with_length.url(), Some(8)), (chunked.url(), None), (&unlimited.url(), None)] {
        let mut file = open(url).await.expect("a file comes");
        assert_eq!(file.content_type(), Some("text/csv"));
        assert_eq!(file.content_length(), length);
        assert_eq!((file.file_name(), file.log_id()), (Some("a.csv"), Some("log-1")));
        assert_eq!(file.chunk().await.expect("the first piece comes").as_deref(), Some(&b"one,"[..]), "{url}");

        // The program cancels its wait for a chunk. The next read still returns this chunk.
        assert!(timeout(SOON, file.chunk()).await.is_err(), "{url}");
        assert_eq!(file.chunk().await.expect("the second piece comes").as_deref(), Some(&b"two,"[..]), "{url}");
        for _ in 0..2 {
            assert_eq!(file.chunk().await.expect("it ends well"), None, "{url}");
        }
    }
    let request = with_length.requests().remove(0);
    assert_eq!((request.method(), request.path()), ("GET", "/open-apis/vc/v1/exports/download"));
    assert_eq!(request.query(), "file_token=file");
}

#[tokio::test(start_paused = true)]
async fn any_file_arrives_unchanged() {
    let long = format!("{{\"rows\": [{}1]}}", "1, ".repeat(20_000));
    for file in ["a", "\0\u{1}", "<html>", "{", "{\"rows\": 1}", "[{\"code\": 121003}]", &long] {
        let platform = responding(HttpReply::body(200, FILE, file.to_owned())).await;
        let bytes = whole(platform.url()).await.expect("a file comes");
        assert!(bytes == file.as_bytes(), "{file:.40} comes as {} bytes", bytes.len());
    }
    let platform = responding(HttpReply::body(200, "", "a")).await;
    assert_eq!(whole(platform.url()).await.expect("it need not have a type"), b"a");
}

#[tokio::test(start_paused = true)]
async fn refusals_are_errors() {
    let listed = |code| export::Download::ERRORS.iter().find(|listed| listed.code == code);
    let mut wrong = Vec::new();
    for status in [200, 400, 403, 404, 500] {
        for kind in ["application/json; charset=utf-8", "application/octet-stream", "text/html", "text/csv"] {
            for code in [121_005, 99_991_663, 99_991_672] {
                let body = json!({ "code": code, "msg": "no", "error": { "log_id": "log-2" } }).to_string();
                let half = body.len() / 2;
                let reply = HttpReply::body(status, kind, body).chunked().slowly(half, SOON);
                let platform = scripted(move |_| reply.clone()).await;
                let right = match whole(platform.url()).await {
                    Err(error) => {
                        let scopes = match &error {
                            Error::MissingScope(one) => one.scopes.join(" "),
                            _ => String::new(),
                        };
                        error.code() == Some(code)
                            && error.operation() == Some("export.download")
                            && error.status() == Some(status)
                            && error.log_id() == Some("log-2")
                            && error.refusal().and_then(|refusal| refusal.listed) == listed(code)
                            && scopes == if code == 99_991_672 { "vc:export vc:meeting:export" } else { "" }
                    }
                    Ok(_) => false,
                };
                if !right {
                    wrong.push(format!("{status}, {kind}, {code}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(start_paused = true)]
async fn responses_that_are_not_files_are_errors() {
    let json = "application/json";
    let html = "text/html";
    let success = r#"{"code": 0, "msg": "success", "data": {}}"#;
    let page = "<html>login</html>";
    let cases = [
        (200, json, success, Content::NotAFile),
        (200, json, r#"{"rows": []}"#, Content::NotAFile),
        (200, json, &success[..20], Content::CutOff),
        (200, json, "", Content::Empty),
        (200, html, page, Content::Html),
        (200, FILE, "", Content::Empty),
        (302, html, page, Content::Html),
        (400, json, success, Content::Status),
        (403, html, page, Content::Html),
        (404, "text/plain", "404 page not found", Content::NotJson),
        (404, FILE, "a,b", Content::NotJson),
        (502, html, "", Content::Empty),
    ];
    for (status, kind, body, content) in cases {
        let platform = responding(HttpReply::body(status, kind, body)).await;
        let error = whole(platform.url()).await.expect_err("it is no file");
        assert!(
            matches!(&error, Error::UnexpectedContent(one) if one.content == content),
            "{status} {body}: {error:?}"
        );
        assert_eq!((error.operation(), error.log_id()), (Some("export.download"), Some("log-1")));
        assert_eq!(error.body(), Some(body));
    }
    let endless = HttpReply::body(502, "", "x".repeat(20_000)).chunked().stall_after(10_001);
    let endless = responding(endless).await;
    let session = session(endless.url(), |options| options.response_limit(10_000));
    let error = session.exports().download("file").await.expect_err("it is no file");
    assert!(matches!(&error, Error::UnexpectedContent(one) if one.content == Content::TooLarge { limit: 10_000 }));
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_cut_off_is_an_error() {
    let file = |text: &str| HttpReply::body(200, FILE, format!("{text:100}")).cut_after(text.len());
    let check = |error: Error| {
        assert!(matches!(&error, Error::Transport(_)), "{error:?}");
        assert_eq!(error.operation(), Some("export.download"));
        assert_eq!((error.status(), error.log_id()), (Some(200), Some("log-1")));
    };
    for reply in [file("a,b"), file("{\"a\":"), file(""), file("a,b").chunked(), file("").chunked()] {
        let platform = responding(reply).await;
        check(whole(platform.url()).await.expect_err("the rest is missing"));
    }
    // The connection ends within a chunk, or before the final empty line.
    for chunks in ["8\r\na,b", "3\r\na,b\r\n0\r\n"] {
        let head = format!("HTTP/1.1 200 OK\r\nX-Tt-Logid: log-1\r\nContent-Type: {FILE}");
        let server = RawServer::sending(format!("{head}\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"));
        check(whole(&server.url()).await.expect_err("the rest is missing"));
    }
    let platform = responding(file("a,b")).await;
    let mut file = open(platform.url()).await.expect("a file begins");
    let (bytes, end) = read(&mut file).await;
    assert_eq!(bytes, b"a,b");
    assert!(end.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_file_that_stalls_is_an_error() {
    let file = HttpReply::body(200, FILE, "a,b,c,d").stall_after(3);
    for reply in [file.clone(), file.chunked()] {
        let platform = responding(reply).await;
        let session = session(platform.url(), |options| options.read_timeout(SOON));
        let mut file = session.exports().download("file").await.expect("a file begins");
        let (bytes, end) = read(&mut file).await;
        let error = end.expect_err("the rest does not come");
        assert_eq!(bytes, b"a,b");
        assert!(
            matches!(&error, Error::Timeout(one) if one.stage == Stage::Rest && one.limit == Some(SOON)),
            "{error:?}"
        );
        assert_eq!((error.operation(), error.log_id()), (Some("export.download"), Some("log-1")));
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_that_does_not_begin_is_an_error() {
    let stalled = HttpReply::body(200, FILE, "a,b").stall_after(0);
    for (reply, stage) in [(HttpReply::silence(), Stage::Response), (stalled, Stage::Rest)] {
        let platform = responding(reply).await;
        let session = session(platform.url(), |options| options.timeout(SOON));
        let error = session.exports().download("file").await.expect_err("nothing comes");
        assert!(matches!(&error, Error::Timeout(one) if one.stage == stage && one.limit == Some(SOON)), "{error:?}");
    }
}

/// The timeout of a call limits only the time until the head of the response.
#[tokio::test(start_paused = true)]
async fn a_download_may_take_longer_than_the_timeout() {
    let file = HttpReply::body(200, FILE, "a,b,c\n").slowly(3, 3 * SECOND);
    let platform = responding(file).await;
    let limit = 4 * SECOND;
    let session = session(platform.url(), |options| options.timeout(limit).read_timeout(limit));
    let mut file = session.exports().download("file").await.expect("a file begins");
    sleep(2 * limit).await;
    let (bytes, end) = read(&mut file).await;
    end.expect("the file comes as a whole");
    assert_eq!(bytes, b"a,b,c\n");
}

#[tokio::test]
async fn dropping_a_file_ends_the_transfer() {
    let (ended, mut end) = tokio::sync::mpsc::unbounded_channel();
    let server = RawServer::start(move |mut connection| {
        let ended = ended.clone();
        async move {
            connection.request().await;
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na,b").await;
            let goes_on = connection.request().await;
            ended.send(goes_on).expect("the test waits");
        }
    });
    let file = open(&server.url()).await.expect("a file begins");
    drop(file);
    let goes_on = timeout(LONG, end.recv()).await.expect("the client closes the connection");
    assert_eq!(goes_on, Some(false));
}
