//! The main calls, against a small server inside this example: no credentials, no network.
//!
//! `cargo run -p vc-api --example tour`

use std::time::{Duration, SystemTime};

use vc_api::reserve::MeetingSettings;
use vc_api::{Client, Delivery, Endpoint, Event, Tenant, User, export, meeting, room, smallest_scopes};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().base_url(platform::start().await?).build()?;
    let org = client.session::<Tenant>("t-of-the-app");
    let me = client.session::<User>("u-of-somebody");

    println!("# What an app must be granted for what follows");
    let endpoints = [room::Create::INFO, room::List::INFO, meeting::End::INFO, export::Download::INFO];
    for scope in smallest_scopes(&endpoints) {
        println!("{scope}");
    }

    println!("\n# Make a room: what is required is an argument, the rest are setters");
    let room = org.rooms().create("Atlantis", 10, "omb_1").description("Third floor").await?;
    println!("made {} for {:?} people", room.room_id, room.capacity);

    println!("\n# List rooms, page by page");
    let mut token = None;
    loop {
        let mut list = org.rooms().list().page_size(2);
        if let Some(token) = token {
            list = list.page_token(token);
        }
        let page = list.await?;
        for room in &page.rooms {
            println!("{}: {}", room.room_id, room.name.as_deref().unwrap_or("without a name"));
        }
        match page.page_token.filter(|_| page.has_more == Some(true)) {
            Some(next) => token = Some(next),
            None => break,
        }
    }

    println!("\n# Book a meeting as a user");
    let tomorrow = SystemTime::now() + Duration::from_secs(24 * 60 * 60);
    let booked = me.reserves().apply(MeetingSettings::new().topic("Stand-up")).end_time(tomorrow).await?;
    if let Some(reserve) = booked.reserve {
        println!("{} at {}", reserve.id, reserve.url.unwrap_or_default());
    }

    println!("\n# A refusal says what to do");
    if let Err(error) = me.meetings().end("6911188411932033028").await {
        println!("{error}");
    }
    // `org.meetings().end(…)` does not compile: only a user may end a meeting.

    println!("\n# A value that the platform has added since is kept");
    let status = org.exports().get("7108646852144136212").await?.status;
    println!("{status:?}");

    println!("\n# A file is streamed");
    let mut file = org.exports().download("6yHu7Igp7Igy62Ez6fLr6IJz7j9i5WMe").await?;
    while let Some(bytes) = file.chunk().await? {
        print!("{}", String::from_utf8_lossy(&bytes));
    }

    println!("\n# An event has its type");
    let delivery = Delivery::from_slice(platform::EVENT.as_bytes())?;
    if let Event::MeetingStarted(started) = &delivery.event {
        println!("started: {:?}", started.meeting.as_ref().and_then(|meeting| meeting.topic.as_deref()));
    }
    Ok(())
}

/// A stand-in for the platform.
mod platform {
    use std::io;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    pub(super) const EVENT: &str = r#"{"schema": "2.0",
        "header": {"event_id": "5e3702a84e847582be8db7fb73283c02", "event_type": "vc.meeting.meeting_started_v1"},
        "event": {"meeting": {"id": "6911188411932033028", "topic": "Stand-up"}}}"#;

    /// The address at which it listens.
    pub(super) async fn start() -> io::Result<String> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream));
            }
        });
        Ok(address)
    }

    /// Reads one request, answers it and closes the connection.
    async fn answer(mut stream: TcpStream) -> io::Result<()> {
        let mut request = Vec::new();
        while !is_whole(&request) {
            if stream.read_buf(&mut request).await? == 0 {
                return Ok(());
            }
        }
        let request = String::from_utf8_lossy(&request);
        let line = request.lines().next().unwrap_or_default();
        let (status, kind, body) = respond(line.strip_suffix(" HTTP/1.1").unwrap_or(line));
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nx-tt-logid: 0214A2B1\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(body.as_bytes()).await
    }

    /// Whether the head and as much of a body as it announces have come.
    fn is_whole(request: &[u8]) -> bool {
        let text = String::from_utf8_lossy(request);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
        let length =
            head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
        body.len() >= length.unwrap_or(0)
    }

    fn respond(line: &str) -> (&'static str, &'static str, &'static str) {
        const JSON: &str = "application/json; charset=utf-8";
        match line {
            "POST /open-apis/vc/v1/rooms" => (
                "200 OK",
                JSON,
                r#"{"code": 0, "msg": "success", "data": {"room": {"room_id": "omm_1", "name": "Atlantis", "capacity": 10}}}"#,
            ),
            "GET /open-apis/vc/v1/rooms?page_size=2" => (
                "200 OK",
                JSON,
                r#"{"code": 0, "msg": "success", "data": {"rooms": [{"room_id": "omm_1", "name": "Atlantis"}, {"room_id": "omm_2"}], "page_token": "2", "has_more": true}}"#,
            ),
            "GET /open-apis/vc/v1/rooms?page_size=2&page_token=2" => (
                "200 OK",
                JSON,
                r#"{"code": 0, "msg": "success", "data": {"rooms": [{"room_id": "omm_3", "name": "Lemuria"}], "page_token": "", "has_more": false}}"#,
            ),
            "POST /open-apis/vc/v1/reserves/apply" => (
                "200 OK",
                JSON,
                r#"{"code": 0, "msg": "success", "data": {"reserve": {"id": "6911188411932033028", "url": "https://vc.feishu.cn/j/123456789"}}}"#,
            ),
            "PATCH /open-apis/vc/v1/meetings/6911188411932033028/end" => {
                ("400 Bad Request", JSON, r#"{"code": 122003, "msg": "operator user not in meeting"}"#)
            }
            "GET /open-apis/vc/v1/exports/7108646852144136212" => {
                ("200 OK", JSON, r#"{"code": 0, "msg": "success", "data": {"status": 4}}"#)
            }
            "GET /open-apis/vc/v1/exports/download?file_token=6yHu7Igp7Igy62Ez6fLr6IJz7j9i5WMe" => {
                ("200 OK", "text/csv", "meeting,duration\nStand-up,00:14:30\n")
            }
            _ => ("404 Not Found", "text/html", "<html>nothing here</html>"),
        }
    }
}
