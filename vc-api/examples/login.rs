//! A user logs in, and the app books a meeting for them.
//!
//! `cargo run -p vc-api --example login`, against a stand-in and a make-believe browser, or against Feishu with the app's
//! id and secret in `VC_APP_ID` and `VC_APP_SECRET`. Then open the address that is printed. The app needs the scopes
//! `vc:reserve` and `offline_access`, and the redirect URI `http://127.0.0.1:9229/callback` in its security settings.

mod platform;

use std::time::{Duration, SystemTime};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use vc_api::reserve::MeetingSettings;
use vc_api::{reqwest, scopes};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (options, id, secret) = platform::client(respond).await?;
    let is_stand_in = id == "cli_stand_in";
    let client = options.app(id, secret).build()?;

    let listener = TcpListener::bind(if is_stand_in { "127.0.0.1:0" } else { "127.0.0.1:9229" }).await?;
    let redirect = format!("http://{}/callback", listener.local_addr()?);
    let login = client.login(&redirect).scopes([scopes::VC_RESERVE]).offline_access().begin()?;
    println!("open {}", login.url());
    if is_stand_in {
        tokio::spawn(log_in(login.url().to_owned()));
    }
    let back = reqwest::Url::parse(&redirect)?.join(&callback(&listener).await?)?;
    let grant = client.finish_login(&login, parameter(&back, "code"), parameter(&back, "state")).await?;
    println!("granted: {}", grant.scopes().join(", "));

    // From here on the session renews itself.
    let me = client.user(grant);
    let tomorrow = SystemTime::now() + Duration::from_secs(24 * 60 * 60);
    let booked = me.reserves().apply(MeetingSettings::new().topic("Stand-up")).end_time(tomorrow).await?;
    println!("booked: {}", booked.reserve.and_then(|reserve| reserve.url).unwrap_or_default());
    Ok(())
}

/// Waits until the browser comes back; gives the path and the query with which it comes.
async fn callback(listener: &TcpListener) -> std::io::Result<String> {
    let (stream, _) = listener.accept().await?;
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    let page = "HTTP/1.1 200 OK\r\nContent-Length: 31\r\nConnection: close\r\n\r\nYou can close this window now.\n";
    stream.write_all(page.as_bytes()).await?;
    Ok(line.split(' ').nth(1).unwrap_or_default().to_owned())
}

fn parameter(url: &reqwest::Url, name: &str) -> String {
    url.query_pairs().find(|(found, _)| found == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// What the browser of a user does who agrees.
async fn log_in(url: String) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let page = reqwest::Url::parse(&url)?;
    let back = reqwest::Url::parse(&parameter(&page, "redirect_uri"))?;
    let mut stream = TcpStream::connect(back.authority()).await?;
    let (path, state) = (back.path(), parameter(&page, "state"));
    let request = format!("GET {path}?code=code-1&state={state} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    Ok(())
}

fn respond(line: &str, body: &str) -> platform::Reply {
    match line {
        "POST /open-apis/authen/v2/oauth/token" if body.contains("code-1") => platform::json(
            "200 OK",
            r#"{"code": 0, "access_token": "u-1", "expires_in": 7200, "refresh_token": "ur-1", "refresh_token_expires_in": 604800, "token_type": "Bearer", "scope": "vc:reserve offline_access"}"#,
        ),
        "POST /open-apis/vc/v1/reserves/apply" => {
            platform::data(r#"{"reserve": {"id": "6911188411932033028", "url": "https://vc.feishu.cn/j/123456789"}}"#)
        }
        _ => platform::nothing(),
    }
}
