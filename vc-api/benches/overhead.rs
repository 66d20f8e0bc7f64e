//! Benchmark of the client's overhead. The benchmark compares calls of the client with the same calls of reqwest and
//! serde_json alone. A second comparison parses a page of 1,000 rooms with the client and with serde_json alone.
//!
//! Run the benchmark with `cargo bench -p vc-api`. In each comparison, batches with the client and batches without the
//! client run in turn, so noise affects both kinds of batches. All batches share one connection. Counting allocations makes
//! all batches a little slower. The run fails if the client exceeds the limit of allocations. Times depend on the machine,
//! so the run only reports them.

use std::alloc::System;
use std::fmt::Debug;
use std::hint::black_box;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use reqwest::header::{AUTHORIZATION, USER_AGENT};
use serde::Deserialize;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use vc_api::room::{List, Room};
use vc_api::{Client, Session, Tenant, runtime};

/// Counter of the allocations of all threads. The server allocates nothing, so the server does not change the count.
#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const CALL: Bounds = Bounds { percent: 10.0, allocations: Some(20) };
const DECODE: Bounds = Bounds { percent: 5.0, allocations: None };

fn main() -> ExitCode {
    // `cargo test --benches` only checks that the benchmark runs.
    let args: Vec<String> = std::env::args().collect();
    let is_bench = args.iter().any(|arg| arg == "--bench") && args.iter().all(|arg| arg != "--test");
    let rounds = if is_bench { 1000 } else { 2 };
    if !is_bench {
        println!("short run: its times are not meaningful");
    }

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("tokio runs");
    let base_url = serve().expect("the server can listen on loopback");
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("HTTP works");
    let client = Client::builder().base_url(&base_url).app("cli_1", "secret").user_agent(AGENT);
    let client = client.http_client(http.clone()).build().expect("the options are valid");

    let bare = || runtime.block_on(bare_call(&http, &base_url));
    let mut holds = true;
    let text = |value: &dyn Debug| format!("{value:?}");
    for (name, org) in [("call", client.session::<Tenant>(TOKEN)), ("call, token kept", client.tenant())] {
        assert_eq!(text(&runtime.block_on(call(&org))), text(&bare()), "the two sides differ");
        let sides = compare(rounds, 20, || runtime.block_on(call(&org)), bare);
        holds &= CALL.judge(name, sides);
    }

    let page = page(1000);
    let (read, bare) = (|| runtime::read_response::<List>(&page).expect("the page is good"), || bare_read(&page));
    assert_eq!(format!("{:?}", read()), format!("{:?}", bare()), "the two sides differ");
    holds &= DECODE.judge("decode", compare(rounds, 1, || drop(black_box(read())), || drop(black_box(bare()))));
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn call(org: &Session<Tenant>) -> Room {
    org.rooms().get("omm_1").await.expect("the call succeeds")
}

/// Makes the same call as `call`, but with reqwest and serde_json alone.
async fn bare_call(http: &reqwest::Client, base_url: &str) -> Room {
    let url = format!("{base_url}/open-apis/vc/v1/rooms/omm_1");
    let request = http.get(url).header(AUTHORIZATION, BEARER).header(USER_AGENT, AGENT);
    let response = request.send().await.expect("the call succeeds");
    assert!(response.status().is_success());
    let body = response.bytes().await.expect("the response has a body");
    let envelope: Envelope<OneRoom> = serde_json::from_slice(&body).expect("the response is valid");
    assert_eq!(envelope.code, 0, "{}", envelope.msg);
    envelope.data.room
}

fn bare_read(page: &[u8]) -> bare::ListResponse {
    let envelope: Envelope<bare::ListResponse> = serde_json::from_slice(page).expect("the page is valid");
    assert_eq!(envelope.code, 0, "{}", envelope.msg);
    envelope.data
}

/// Models for decoding with serde alone. The models have the same names as the client's models, so that `Debug` prints the
/// same text.
#[expect(dead_code, reason = "the fields are only printed")]
mod bare {
    use serde::Deserialize;

    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    pub(super) struct ListResponse {
        rooms: Vec<Room>,
        page_token: Option<String>,
        has_more: Option<bool>,
    }

    #[derive(Debug, Deserialize)]
    struct Room {
        room_id: RoomId,
        name: Option<String>,
        capacity: Option<i64>,
        description: Option<String>,
        display_id: Option<String>,
        custom_room_id: Option<String>,
        room_level_id: Option<RoomLevelId>,
        #[serde(default)]
        path: Vec<RoomLevelId>,
        room_status: Option<RoomStatus>,
        #[serde(default)]
        device: Vec<Device>,
    }

    #[derive(Debug, Deserialize)]
    struct RoomId(String);

    #[derive(Debug, Deserialize)]
    struct RoomLevelId(String);

    #[derive(Debug, Deserialize)]
    struct UserId(String);

    #[derive(Debug, Deserialize)]
    struct RoomStatus {
        status: Option<bool>,
        schedule_status: Option<bool>,
        disable_start_time: Option<String>,
        disable_end_time: Option<String>,
        disable_reason: Option<String>,
        contact_ids: Option<Vec<UserId>>,
        disable_notice: Option<bool>,
        resume_notice: Option<bool>,
    }

    #[derive(Debug, Deserialize)]
    struct Device {
        name: Option<String>,
    }
}

#[derive(Deserialize)]
struct Envelope<T> {
    code: i64,
    msg: String,
    data: T,
}

#[derive(Deserialize)]
struct OneRoom {
    room: Room,
}

/// Time and allocations of one execution of the measured code, as medians of all batches.
#[derive(Default)]
struct Cost {
    time: Duration,
    allocations: usize,
}

/// Measures batches of `client` and `bare` in turn. Returns the median cost of one execution: first for `client`, then for
/// `bare`.
fn compare<T>(rounds: usize, batch: usize, client: impl Fn() -> T, bare: impl Fn() -> T) -> [Cost; 2] {
    let mut batches: [Vec<Cost>; 2] = [Vec::with_capacity(rounds), Vec::with_capacity(rounds)];
    for round in 0..rounds {
        for turn in 0..2 {
            // The batch with the client runs first in every second round.
            let side = (round + turn) % 2;
            batches[side].push(if side == 0 { cost(batch, &client) } else { cost(batch, &bare) });
        }
    }
    batches.map(|mut batches| {
        let middle = rounds / 2;
        let time = batches.select_nth_unstable_by_key(middle, |cost| cost.time).1.time;
        let allocations = batches.select_nth_unstable_by_key(middle, |cost| cost.allocations).1.allocations;
        Cost { time, allocations }
    })
}

fn cost<T>(batch: usize, run: &impl Fn() -> T) -> Cost {
    let before = COUNTED.stats();
    let start = Instant::now();
    for _ in 0..batch {
        black_box(run());
    }
    let time = start.elapsed() / u32::try_from(batch).unwrap_or(u32::MAX);
    let made = COUNTED.stats() - before;
    Cost { time, allocations: (made.allocations + made.reallocations).div_ceil(batch) }
}

/// Limits of the client's overhead.
struct Bounds {
    percent: f64,
    allocations: Option<usize>,
}

impl Bounds {
    /// Prints a comparison. Returns whether the client stays within the limit of allocations.
    fn judge(&self, name: &str, [client, bare]: [Cost; 2]) -> bool {
        let percent = (client.time.as_secs_f64() / bare.time.as_secs_f64() - 1.0) * 100.0;
        let verdict = if percent <= self.percent { "within" } else { "over" };
        let micros = |cost: &Cost| cost.time.as_secs_f64() * 1e6;
        print!("{name}: {:.1} us with the client, {:.1} us without: ", micros(&client), micros(&bare));
        print!("{percent:+.1} %, {verdict} the limit of {} %; ", self.percent);
        print!("{} allocations against {}", client.allocations, bare.allocations);
        let Some(bound) = self.allocations else {
            println!();
            return true;
        };
        let holds = client.allocations <= bare.allocations + bound;
        println!(", {} the limit of {bound} additional allocations", if holds { "within" } else { "over" });
        holds
    }
}

const AGENT: &str = "vc-api-bench";
const TOKEN: &str = "t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234";
const BEARER: &str = "Bearer t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234";

/// Returns the JSON of a room with all fields.
fn room(number: usize) -> String {
    format!(
        r#"{{"room_id":"omm_{number}","name":"Atlantis {number}","capacity":{capacity},"description":"Third floor",
        "display_id":"LM1342515{number}","custom_room_id":"10{number}","room_level_id":"omb_57c9cc7d9a81e27e54c8fabfd02759e7",
        "path":["omb_8d020b12fe49e82847c2af3c193d5754","omb_57c9cc7d9a81e27e54c8fabfd02759e7"],
        "room_status":{{"status":true,"schedule_status":true,"disable_reason":"being \"repaired\""}},
        "device":[{{"name":"Screen"}},{{"name":"Whiteboard"}}]}}"#,
        capacity = number % 30
    )
}

/// Returns a response to `room.list`.
fn page(rooms: usize) -> Vec<u8> {
    let rooms: Vec<String> = (0..rooms).map(room).collect();
    let rooms = rooms.join(",");
    format!(r#"{{"code":0,"msg":"success","data":{{"rooms":[{rooms}],"has_more":true,"page_token":"1"}}}}"#)
        .into_bytes()
}

/// Starts a server, which serves one room and one token. Returns the address of the server.
fn serve() -> io::Result<String> {
    let token = http_response(&format!(r#"{{"code":0,"msg":"ok","tenant_access_token":"{TOKEN}","expire":7200}}"#));
    let room = http_response(&format!(r#"{{"code":0,"msg":"success","data":{{"room":{}}}}}"#, room(1)));
    let responses: &'static [String; 2] = Box::leak(Box::new([room, token]));
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            std::thread::spawn(move || respond(stream, responses));
        }
    });
    Ok(address)
}

/// Responds to all requests of a connection. Each request is small, so one read receives the whole request.
fn respond(mut stream: TcpStream, [room, token]: &[String; 2]) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut request = [0; 4096];
    loop {
        let length = stream.read(&mut request)?;
        if length == 0 {
            return Ok(());
        }
        let response = if request.starts_with(b"POST ") { token } else { room };
        stream.write_all(response.as_bytes())?;
    }
}

fn http_response(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nserver: nginx\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: {}\r\n\
        date: Tue, 14 Jul 2026 08:00:00 GMT\r\nx-tt-logid: 02178400000000000000000000000000ffff0a70a2b1c3d4e5f6a\r\n\
        x-request-id: 3bc2f6f4-1f0c-4a2a-9d0e-6f7d8e9fa0b1\r\n\r\n{body}",
        body.len()
    )
}
