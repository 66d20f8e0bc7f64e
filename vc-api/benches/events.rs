//! Benchmark of the handling of an event, from the arrival at the webhook to the end of the handler. Prints the share of
//! each step in the total time.
//!
//! Run the benchmark with `cargo bench -p vc-api --bench events`. The benchmark is single-threaded. `taskset -c 0` pins the
//! benchmark to one core.
//!
//! The benchmark measures all steps in turn, in small batches, so that noise affects all steps equally. The times of
//! `decrypt` and `dispatch` are differences of measured times. For comparison, the benchmark also measures the minimum work
//! of any receiver: check of the signature, decryption, and JSON parsing without types. The run fails if the receiver
//! handles fewer than 100,000 events per second.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use aes::Aes256;
use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};
use vc_api::meeting::JoinMeeting;
use vc_api::{Delivery, Events, Json, Outcome, Webhook, WebhookConfig, WebhookReceiver};

const TOKEN: &str = "v-token";
const KEY: &str = "e-key";
const BATCH: usize = 500;
const AT_LEAST: f64 = 100_000.0;

fn main() -> ExitCode {
    // `cargo test --benches` only checks that the benchmark runs.
    let args: Vec<String> = std::env::args().collect();
    let is_bench = args.iter().any(|arg| arg == "--bench") && args.iter().all(|arg| arg != "--test");
    let rounds = if is_bench { 200 } else { 2 };

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("tokio runs");
    let sent: Vec<Sent> = (0..BATCH).map(Sent::new).collect();
    let webhook = Webhook::new(config()).expect("the config is good");
    let mut times: [Vec<Duration>; 5] = Default::default();
    for _ in 0..rounds {
        let receiver = receiver();
        let steps: [&dyn Fn(&Sent); 5] = [
            &|sent| assert!(webhook.handle(&sent.wrong, &sent.body).is_err()),
            &|sent| drop(black_box(Delivery::from_slice(&sent.plain)).expect("it is an event")),
            &|sent| assert!(matches!(webhook.handle(&sent.headers, &sent.body), Ok(Outcome::Event(_)))),
            &|sent| drop(black_box(bare(sent))),
            &|sent| {
                let response = runtime.block_on(receiver.receive(&sent.headers, &sent.body));
                assert_eq!(response.status(), 200);
            },
        ];
        for (step, times) in steps.iter().zip(&mut times) {
            let start = Instant::now();
            sent.iter().for_each(step);
            times.push(start.elapsed() / u32::try_from(BATCH).unwrap_or(1));
        }
    }
    let [verify, decode, read, bare, whole] = times.map(|mut times| {
        let middle = times.len() / 2;
        times.select_nth_unstable(middle).1.as_secs_f64() * 1e6
    });
    let bytes = sent.first().map_or(0, |sent| sent.plain.len());
    println!("an event of {bytes} bytes of JSON, encrypted and signed:");
    for (step, micros) in
        [("verify", verify), ("decrypt", read - verify - decode), ("decode", decode), ("dispatch", whole - read)]
    {
        println!("  {step:8} {micros:5.2} us {:3.0} %", micros / whole * 100.0);
    }
    let per_second = 1e6 / whole;
    println!("  whole    {whole:5.2} us: {per_second:.0} events per second; least possible work: {bare:.2} us");
    if is_bench && per_second < AT_LEAST { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn config() -> WebhookConfig {
    WebhookConfig::new(TOKEN).encrypt_key(KEY)
}

/// Creates a receiver that has not seen any event.
fn receiver() -> WebhookReceiver {
    let events = Events::new().on(async |event: JoinMeeting| drop(black_box(event)));
    events.webhook(config()).expect("the config is good")
}

/// Webhook request with an event.
struct Sent {
    plain: Vec<u8>,
    body: Vec<u8>,
    headers: HeaderMap,
    /// Headers with the signature of an empty body. The webhook refuses `body` with these headers, so the benchmark can
    /// measure the check of the signature alone.
    wrong: HeaderMap,
}

impl Sent {
    fn new(number: usize) -> Self {
        let plain = EVENT.replace("NUMBER", &format!("{number:032}")).into_bytes();
        let (key, iv) = (Sha256::digest(KEY), [7; 16]);
        let mut message = vec![0; plain.len() + 16];
        let cipher = cbc::Encryptor::<Aes256>::new(&key, &iv.into());
        let length = cipher.encrypt_padded_b2b::<Pkcs7>(&plain, &mut message).expect("there is room").len();
        let body = format!(r#"{{"encrypt":"{}"}}"#, STANDARD.encode([&iv, &message[..length]].concat())).into_bytes();
        let headers = |signature: &str| {
            let all = [("timestamp", "1608725989"), ("nonce", "3a1f")]
                .map(|(name, value)| (format!("request-{name}"), value));
            let mut headers = HeaderMap::new();
            for (name, value) in
                all.iter().map(|(name, value)| (name.as_str(), *value)).chain([("signature", signature)])
            {
                let name = http::HeaderName::try_from(format!("x-lark-{name}")).expect("it is a name");
                headers.insert(name, HeaderValue::from_str(value).expect("it is a value"));
            }
            headers
        };
        Self { headers: headers(&signature(&body)), wrong: headers(&signature(b"")), plain, body }
    }
}

fn signature(body: &[u8]) -> String {
    let hash = Sha256::new().chain_update(b"16087259893a1f").chain_update(KEY).chain_update(body).finalize();
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Verifies, decrypts and parses an event with as little work as possible.
fn bare(sent: &Sent) -> Json {
    let header = |name: &str| sent.headers.get(name).expect("it is there").as_bytes();
    let hash = Sha256::new()
        .chain_update(header("x-lark-request-timestamp"))
        .chain_update(header("x-lark-request-nonce"))
        .chain_update(KEY)
        .chain_update(&sent.body)
        .finalize();
    let digit = |text: u8| char::from(text).to_digit(16);
    let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| Some(u32::from(digit)));
    assert!(digits.eq(header("x-lark-signature").iter().map(|text| digit(*text))));
    let body: Json = serde_json::from_slice(&sent.body).expect("it is JSON");
    let mut bytes = STANDARD.decode(body["encrypt"].as_str().expect("it is text")).expect("it is base64");
    let (iv, message) = bytes.split_at_mut(16);
    let cipher = cbc::Decryptor::<Aes256>::new(&Sha256::digest(KEY), (&*iv).try_into().expect("it has 16 bytes"));
    let plain = cipher.decrypt_padded::<Pkcs7>(message).expect("it was encrypted");
    serde_json::from_slice(plain).expect("it is JSON")
}

const EVENT: &str = r#"{"schema":"2.0","header":{"event_id":"NUMBER","event_type":"vc.meeting.join_meeting_v1","create_time":"1608725989000","token":"v-token","app_id":"cli_9f5343c580712544","tenant_key":"2ca1d211f64f6438"},"event":{"meeting":{"id":"6911188411934433028","topic":"Weekly planning","meeting_no":"235812466","meeting_source":1,"start_time":"1608883322","end_time":"1608883899","host_user":{"id":{"user_id":"e33ggbyz","open_id":"ou_84aad35d084aa403a838cf73ee18467","union_id":"on_8ed6aa67826108097d9ee143816345"},"user_role":1,"user_type":1},"owner":{"id":{"user_id":"e33ggbyz","open_id":"ou_84aad35d084aa403a838cf73ee18467","union_id":"on_8ed6aa67826108097d9ee143816345"},"user_role":1,"user_type":1}},"operator":{"id":{"user_id":"a1b2c3d4","open_id":"ou_0c9eb0a1d9b1e3a4c2b7f6d5e8a90b1c","union_id":"on_3a5b7c9d1e2f4a6b8c0d2e4f6a8b0c1d"},"user_role":2,"user_type":1}}}"#;
