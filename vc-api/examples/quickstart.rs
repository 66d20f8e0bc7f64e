//! A custom app acts for itself: its token is fetched, kept and renewed.
//!
//! `cargo run -p vc-api --example quickstart`, against a stand-in, or against Feishu with the app's id and secret in
//! `VC_APP_ID` and `VC_APP_SECRET`. The app needs the scope `vc:room:readonly`.

mod platform;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (options, id, secret) = platform::client(respond).await?;
    let client = options.app(id, secret).build()?;
    let org = client.tenant();

    let mut rooms = org.rooms().list().items();
    while let Some(room) = rooms.try_next().await? {
        println!("{}: {}", room.room_id, room.name.as_deref().unwrap_or("without a name"));
    }

    // With what else is known of the call: its log id is what the platform's support asks for.
    let response = org.rooms().list().page_size(1).send().await?;
    println!("log id {:?}, {} attempts", response.metadata.log_id, response.metadata.attempts);
    Ok(())
}

fn respond(line: &str, _body: &str) -> platform::Reply {
    match line {
        "POST /open-apis/auth/v3/tenant_access_token/internal" => {
            platform::json("200 OK", r#"{"code": 0, "msg": "ok", "tenant_access_token": "t-1", "expire": 7200}"#)
        }
        "GET /open-apis/vc/v1/rooms" => platform::data(
            r#"{"rooms": [{"room_id": "omm_1", "name": "Atlantis"}, {"room_id": "omm_2"}], "page_token": "2", "has_more": true}"#,
        ),
        "GET /open-apis/vc/v1/rooms?page_token=2" => {
            platform::data(r#"{"rooms": [{"room_id": "omm_3", "name": "Lemuria"}], "has_more": false}"#)
        }
        "GET /open-apis/vc/v1/rooms?page_size=1" => platform::data(r#"{"rooms": [{"room_id": "omm_1"}]}"#),
        _ => platform::nothing(),
    }
}
