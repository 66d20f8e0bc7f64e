//! Logs a user in, and books a meeting for the user.
//!
//! Run the example with `cargo run -p vc-api --features testing --example login`. By default, the program calls a double of
//! the platform. The user of the double gives consent immediately.
//!
//! To call Feishu, set the environment variables `VC_APP_ID` and `VC_APP_SECRET` to the id and the secret of an app, and
//! open the address that the program prints. The app needs the scopes `vc:reserve` and `offline_access`, and the redirect
//! URI `http://127.0.0.1:9229/callback` in its security settings.

use std::error::Error;
use std::time::{Duration, SystemTime};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use vc_api::reserve::MeetingSettings;
use vc_api::testing::{Platform, Received};
use vc_api::{Client, Sample, reqwest, reserve, scopes};

/// Books a meeting for a user. `send` receives the URL of the login page, and sends the user to this page.
async fn book(client: &Client, listener: TcpListener, send: impl FnOnce(&str)) -> Result<(), Box<dyn Error>> {
    let redirect = format!("http://{}/callback", listener.local_addr()?);
    let login = client.login(&redirect).scopes([scopes::VC_RESERVE]).offline_access().begin()?;
    send(login.url());
    let back = reqwest::Url::parse(&redirect)?.join(&callback(&listener).await?)?;
    let grant = client.finish_login(&login, parameter(&back, "code"), parameter(&back, "state")).await?;
    println!("granted: {}", grant.scopes().join(", "));

    // The session renews the tokens from now on.
    let me = client.user(grant);
    let tomorrow = SystemTime::now() + Duration::from_secs(24 * 60 * 60);
    let booked = me.reserves().apply(MeetingSettings::new().topic("Stand-up")).end_time(tomorrow).await?;
    println!("booked: {}", booked.reserve.and_then(|reserve| reserve.url).unwrap_or_default());
    Ok(())
}

/// Waits until the platform redirects the browser to this program. Returns the path and the query of the browser's
/// request.
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

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    match (std::env::var("VC_APP_ID"), std::env::var("VC_APP_SECRET")) {
        (Ok(id), Ok(secret)) => {
            let client = Client::builder().app(id, secret).build()?;
            book(&client, TcpListener::bind("127.0.0.1:9229").await?, |url| println!("open {url}")).await
        }
        _ => {
            let platform = double().await;
            book(&platform.client(), TcpListener::bind("127.0.0.1:0").await?, |url| agree(&platform, url)).await
        }
    }
}

/// Starts a double of the platform that lets users book meetings.
async fn double() -> Platform {
    let platform = Platform::start().await;
    platform.on(|_: Received<reserve::Apply>| {
        let mut booked = reserve::ApplyResponse::sample();
        if let Some(reserve) = &mut booked.reserve {
            reserve.url = Some("https://vc.feishu.cn/j/123456789".to_owned());
        }
        Ok(booked)
    });
    platform
}

/// Logs the user in. Redirects the user's browser to the redirect URI, as the platform does.
fn agree(platform: &Platform, url: &str) {
    println!("the user gives consent at {url}");
    let (code, state) = platform.log_in(url);
    let redirect = reqwest::Url::parse(url).map(|url| parameter(&url, "redirect_uri")).unwrap_or_default();
    tokio::spawn(reqwest::get(format!("{redirect}?code={code}&state={state}")));
}
