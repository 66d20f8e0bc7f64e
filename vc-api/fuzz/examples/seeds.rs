//! Writes the corpora with which fuzzing begins: each event as it is described, and what else the platform sends.

use std::path::Path;
use std::{fs, io};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use vc_tests::sample::{Extent, Quirk, UNDERSTOOD, events};
use vc_tests::sender::{TOKEN, challenge, encrypted_bytes, event};

fn main() -> io::Result<()> {
    let ticket = json!({ "type": "app_ticket", "app_id": "cli_1", "tenant_key": "t1", "app_ticket": "hunter2" });
    let first_version =
        json!({ "uuid": "5e37", "token": TOKEN, "ts": "1502199207.71", "type": "event_callback", "event": ticket });
    let unknown = event("vc.news.made_v9", "1", &json!({ "type": "object" }), Extent::Fullest, Quirk::None);
    let mut all = vec![challenge(), first_version, unknown];
    for (event_type, schema) in events() {
        all.extend(UNDERSTOOD.map(|(extent, quirk)| event(event_type, "1", schema, extent, quirk)));
    }
    for (number, json) in all.iter().enumerate() {
        let json = json.to_string();
        write("envelope", number, json.as_bytes())?;
        // This target encrypts what it is given, and also takes it as what was encrypted.
        write("decrypt", number, json.as_bytes())?;
        let body: Value = serde_json::from_slice(&encrypted_bytes(json.as_bytes()).body)?;
        let bytes = STANDARD.decode(body["encrypt"].as_str().unwrap_or_default()).map_err(io::Error::other)?;
        write("decrypt", all.len() + number, &bytes)?;
    }
    Ok(())
}

fn write(target: &str, number: usize, bytes: &[u8]) -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("seed-{number}")), bytes)
}
