//! Writes the initial corpora of the fuzz targets: all events of the spec, challenges, responses of operations, and frames.

use std::path::Path;
use std::{fs, io};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use vc_api::testing::WebhookRequest;
use vc_tests::deliveries::{KEY, TOKEN, challenge, of_type};
use vc_tests::sample::{UNDERSTOOD, events, operations, sample};

/// Operations of the fuzz target `response`. The target decodes its input as a response of each operation.
const FUZZED: [&str; 6] =
    ["alert.list", "bot.events", "note.unified_note_transcript", "room.get", "room.mget", "room.delete"];

fn main() -> io::Result<()> {
    let ticket = json!({ "type": "app_ticket", "app_id": "cli_1", "tenant_key": "t1", "app_ticket": "hunter2" });
    let first_version =
        json!({ "uuid": "5e37", "token": TOKEN, "ts": "1502199207.71", "type": "event_callback", "event": ticket });
    let unknown = of_type("vc.news.made_v9", "1", json!({}));
    let mut all = vec![challenge(), first_version, unknown];
    for (event_type, schema) in events() {
        all.extend(UNDERSTOOD.map(|(extent, quirk)| of_type(event_type, "1", sample(schema, extent, quirk))));
    }
    for (number, json) in all.iter().enumerate() {
        let json = json.to_string();
        write("envelope", number, json.as_bytes())?;
        // The target `decrypt` uses each input twice: as plaintext that the target encrypts, and as encrypted data.
        write("decrypt", number, json.as_bytes())?;
        let body: Value = serde_json::from_slice(&WebhookRequest::encrypted_bytes(json.as_bytes(), KEY).body)?;
        let bytes = STANDARD.decode(body["encrypt"].as_str().unwrap_or_default()).map_err(io::Error::other)?;
        write("decrypt", all.len() + number, &bytes)?;
    }
    let responses = operations().into_iter().filter(|operation| FUZZED.contains(&operation.id));
    let schemas: Vec<_> = responses.filter_map(|operation| operation.response()).collect();
    for (number, schema) in schemas.iter().enumerate() {
        for (index, (extent, quirk)) in UNDERSTOOD.into_iter().enumerate() {
            let mut body = sample(schema, extent, quirk);
            body["code"] = 0.into();
            write("response", 10 * number + index, body.to_string().as_bytes())?;
        }
    }
    for sum in 1..=3_u8 {
        let parts = (0..sum).rev().flat_map(|seq| part(sum, seq));
        write("frame", sum.into(), &parts.collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Returns two bytes with the length of a frame, and then the frame. The frame contains part `seq` of an event that has
/// `sum` parts.
fn part(sum: u8, seq: u8) -> Vec<u8> {
    let mut frame = vec![8, 1, 16, 2, 24, 3, 32, 1];
    let (sum, seq) = (sum.to_string(), seq.to_string());
    for (key, value) in [("type", "event"), ("message_id", "m"), ("sum", &*sum), ("seq", &*seq)] {
        let header = [field(1, key.as_bytes()), field(2, value.as_bytes())].concat();
        frame.extend(field(5, &header));
    }
    frame.extend(field(8, b"{}"));
    let length = u16::try_from(frame.len()).expect("it is short").to_le_bytes();
    [&length[..], &frame].concat()
}

/// Returns the encoding of a Protocol Buffers field with fewer than 128 bytes.
fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
    let length = u8::try_from(bytes.len()).expect("it is short");
    [&[number << 3 | 2, length], bytes].concat()
}

fn write(target: &str, number: usize, bytes: &[u8]) -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("seed-{number}")), bytes)
}
