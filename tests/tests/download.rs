//! Downloads: files are streamed, and any other response is an error.

use std::sync::mpsc;
use std::time::Duration;

use serde_json::json;
use vc_api::error::{Content, Stage};
use vc_api::{Client, ClientBuilder, Download, Endpoint, Error, Session, Tenant, export};
use vc_tests::raw_server::{RawServer, http_response};
use vc_tests::time::{LONG, SOON};

const OK: &str = "HTTP/1.1 200 OK\r\nX-Tt-Logid: log-1";
const FILE: &str = "Content-Type: application/octet-stream";

fn session(url: String, options: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Session<Tenant> {
    options(Client::builder().base_url(url)).build().expect("the options are good").session("t-1")
}

async fn open(server: &RawServer) -> Result<Download, Error> {
    session(server.url(), |options| options).exports().download("file").await
}

/// Returns all bytes that come, and the error if one does.
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

/// Returns the file, if it comes as a whole.
async fn whole(response: impl Into<Vec<u8>>) -> Result<Vec<u8>, Error> {
    let server = RawServer::sending(response);
    let mut file = open(&server).await?;
    let (bytes, end) = read(&mut file).await;
    end.map(|()| bytes)
}

#[tokio::test]
async fn bytes_come_before_the_server_has_finished() {
    for (header, pieces) in [
        ("Content-Length: 8", ["one,", "two,"]),
        ("Transfer-Encoding: chunked", ["4\r\none,\r\n", "4\r\ntwo,\r\n0\r\n\r\n"]),
        ("Connection: close", ["one,", "two,"]),
    ] {
        let (go_on, told) = mpsc::channel::<()>();
        let server = RawServer::start(move |mut connection| {
            let request = connection.request().expect("a request");
            assert!(request.starts_with("GET /open-apis/vc/v1/exports/download?file_token=file "), "{request}");
            let disposition = r#"Content-Disposition: attachment; filename="a.csv""#;
            connection
                .send(format!("{OK}\r\nContent-Type: text/csv\r\n{disposition}\r\n{header}\r\n\r\n{}", pieces[0]));
            if told.recv_timeout(LONG).is_ok() {
                connection.send(pieces[1]);
            }
        });
        let mut file = open(&server).await.expect("a file comes");
        assert_eq!(file.content_type(), Some("text/csv"));
        assert_eq!(file.content_length(), header.starts_with("Content-Length").then_some(8));
        assert_eq!((file.file_name(), file.log_id()), (Some("a.csv"), Some("log-1")));
        assert_eq!(file.chunk().await.expect("the first piece comes").as_deref(), Some(&b"one,"[..]), "{header}");

        // A wait that is given up loses nothing.
        assert!(tokio::time::timeout(Duration::from_millis(10), file.chunk()).await.is_err(), "{header}");
        go_on.send(()).expect("the server waits");
        assert_eq!(file.chunk().await.expect("the second piece comes").as_deref(), Some(&b"two,"[..]), "{header}");
        for _ in 0..2 {
            assert_eq!(file.chunk().await.expect("it ends well"), None, "{header}");
        }
    }
}

#[tokio::test]
async fn any_file_comes_as_it_is() {
    let long = format!("{{\"rows\": [{}1]}}", "1, ".repeat(20_000));
    for file in ["a", "\0\u{1}", "<html>", "{", "{\"rows\": 1}", "[{\"code\": 121003}]", &long] {
        let bytes = whole(http_response("200 OK", &[FILE], file)).await.expect("a file comes");
        assert!(bytes == file.as_bytes(), "{file:.40} comes as {} bytes", bytes.len());
    }
    let bytes = whole(http_response("200 OK", &[], "a")).await.expect("it need not have a type");
    assert_eq!(bytes, b"a");
}

#[tokio::test]
async fn refusals_are_errors() {
    let listed = |code| export::Download::ERRORS.iter().find(|listed| listed.code == code);
    let mut wrong = Vec::new();
    for status in ["200 OK", "400 Bad Request", "403 Forbidden", "404 Not Found", "500 Internal Server Error"] {
        for kind in ["application/json; charset=utf-8", "application/octet-stream", "text/html", "text/csv"] {
            for code in [121_005, 99_991_663, 99_991_672] {
                let body = json!({ "code": code, "msg": "no", "error": { "log_id": "log-2" } }).to_string();
                let (half, rest) = body.split_at(body.len() / 2);
                let chunks = format!("{:x}\r\n{half}\r\n{:x}\r\n{rest}\r\n0\r\n\r\n", half.len(), rest.len());
                let head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked");
                let right = match whole(format!("{head}\r\n\r\n{chunks}")).await {
                    Err(error) => {
                        let scopes = match &error {
                            Error::MissingScope(one) => one.scopes.join(" "),
                            _ => String::new(),
                        };
                        error.code() == Some(code)
                            && error.operation() == Some("export.download")
                            && error.status().map(|found| found.to_string()).as_deref() == status.get(..3)
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

#[tokio::test]
async fn what_is_no_file_is_an_error() {
    let json = "Content-Type: application/json";
    let html = "Content-Type: text/html";
    let success = r#"{"code": 0, "msg": "success", "data": {}}"#;
    let page = "<html>login</html>";
    let cases = [
        ("200 OK", json, success, Content::NotAFile),
        ("200 OK", json, r#"{"rows": []}"#, Content::NotAFile),
        ("200 OK", json, &success[..20], Content::CutOff),
        ("200 OK", json, "", Content::Empty),
        ("200 OK", html, page, Content::Html),
        ("200 OK", FILE, "", Content::Empty),
        ("302 Found", html, page, Content::Html),
        ("400 Bad Request", json, success, Content::Status),
        ("403 Forbidden", html, page, Content::Html),
        ("404 Not Found", "Content-Type: text/plain", "404 page not found", Content::NotJson),
        ("404 Not Found", FILE, "a,b", Content::NotJson),
        ("502 Bad Gateway", html, "", Content::Empty),
    ];
    for (status, kind, body, content) in cases {
        let error = whole(http_response(status, &["X-Tt-Logid: log-1", kind], body)).await.expect_err("it is no file");
        assert!(
            matches!(&error, Error::UnexpectedContent(one) if one.content == content),
            "{status} {body}: {error:?}"
        );
        assert_eq!((error.operation(), error.log_id()), (Some("export.download"), Some("log-1")));
        assert_eq!(error.body(), Some(body));
    }
    let endless = RawServer::start(|mut connection| {
        connection.request();
        connection.send("HTTP/1.1 502 Bad Gateway\r\nTransfer-Encoding: chunked\r\n\r\n");
        while connection.send_chunk(&"x".repeat(1000)) {}
    });
    let session = session(endless.url(), |options| options.response_limit(10_000));
    let error = session.exports().download("file").await.expect_err("it is no file");
    assert!(matches!(&error, Error::UnexpectedContent(one) if one.content == Content::TooLarge { limit: 10_000 }));
}

#[tokio::test]
async fn a_file_that_is_cut_off_is_an_error() {
    for body in [
        "Content-Length: 100\r\n\r\na,b",
        "Content-Length: 100\r\n\r\n{\"a\":",
        "Content-Length: 100\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3\r\na,b\r\n",
        "Transfer-Encoding: chunked\r\n\r\n8\r\na,b",
        "Transfer-Encoding: chunked\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3\r\na,b\r\n0\r\n",
    ] {
        let error = whole(format!("{OK}\r\n{FILE}\r\n{body}")).await.expect_err("the rest is missing");
        assert!(matches!(&error, Error::Transport(_)), "{body}: {error:?}");
        assert_eq!(error.operation(), Some("export.download"));
        assert_eq!((error.status(), error.log_id()), (Some(200), Some("log-1")));
    }
    let server = RawServer::sending(format!("{OK}\r\n{FILE}\r\nContent-Length: 100\r\n\r\na,b"));
    let mut file = open(&server).await.expect("a file begins");
    let (bytes, end) = read(&mut file).await;
    assert_eq!(bytes, b"a,b");
    assert!(end.is_err());
}

#[tokio::test]
async fn a_file_that_stalls_is_an_error() {
    for body in ["Content-Length: 100\r\n\r\na,b", "Transfer-Encoding: chunked\r\n\r\n3\r\na,b\r\n"] {
        let server = RawServer::start(move |mut connection| {
            connection.request();
            connection.send(format!("{OK}\r\n{FILE}\r\n{body}"));
            connection.wait_for_close();
        });
        let session = session(server.url(), |options| options.read_timeout(SOON));
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

#[tokio::test]
async fn a_file_that_does_not_begin_is_an_error() {
    for (head, stage) in [("", Stage::Response), ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", Stage::Rest)] {
        let server = RawServer::start(move |mut connection| {
            connection.request();
            connection.send(head);
            connection.wait_for_close();
        });
        let session = session(server.url(), |options| options.timeout(SOON));
        let error = session.exports().download("file").await.expect_err("nothing comes");
        assert!(matches!(&error, Error::Timeout(one) if one.stage == stage && one.limit == Some(SOON)), "{error:?}");
    }
}

/// The limit of a call is for its beginning; reading a file may take longer, and so may the reader.
#[tokio::test]
async fn a_file_may_take_its_time() {
    let limit = Duration::from_millis(200);
    let (go_on, told) = mpsc::channel::<()>();
    let server = RawServer::start(move |mut connection| {
        connection.request();
        connection.send(format!("{OK}\r\n{FILE}\r\nContent-Length: 6\r\n\r\na,b"));
        if told.recv_timeout(LONG).is_ok() {
            connection.send(",c\n");
        }
    });
    let session = session(server.url(), |options| options.timeout(limit).read_timeout(limit));
    let mut file = session.exports().download("file").await.expect("a file begins");
    tokio::time::sleep(limit).await;
    go_on.send(()).expect("the server waits");
    let (bytes, end) = read(&mut file).await;
    end.expect("the file comes as a whole");
    assert_eq!(bytes, b"a,b,c\n");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn dropping_a_file_ends_the_transfer() {
    let (ended, end) = mpsc::channel();
    let server = RawServer::start(move |mut connection| {
        connection.request();
        connection.send(format!("{OK}\r\n{FILE}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na,b\r\n"));
        connection.wait_for_close();
        ended.send(()).expect("the test waits");
    });
    let file = open(&server).await.expect("a file begins");
    drop(file);
    end.recv_timeout(LONG).expect("the client closes the connection");
}
