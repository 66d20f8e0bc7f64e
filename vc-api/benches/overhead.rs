//! What the client costs beyond what it stands on: a call against the same call by bare reqwest and serde_json, and
//! reading a page of 1,000 rooms against reading it by serde_json alone.
//!
//! `cargo bench -p vc-api`. The two sides of a comparison take turns in small batches, so that noise hits both, and
//! share one HTTP client and so one connection. Allocations are counted on both, which makes each a little slower. The
//! run fails when the bound on them is broken; times depend on the machine, so that theirs is only told.

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

/// Counts for all threads; the server makes no allocations.
#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const CALL: Bounds = Bounds { percent: 10.0, allocations: Some(20) };
const DECODE: Bounds = Bounds { percent: 5.0, allocations: None };

fn main() -> ExitCode {
    // `cargo test --benches` only looks whether it runs.
    let args: Vec<String> = std::env::args().collect();
    let is_bench = args.iter().any(|arg| arg == "--bench") && args.iter().all(|arg| arg != "--test");
    let rounds = if is_bench { 1000 } else { 2 };
    if !is_bench {
        println!("a short run, whose times mean nothing");
    }

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("tokio runs");
    let base_url = serve().expect("loopback can be listened on");
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

/// The least that makes the same call.
async fn bare_call(http: &reqwest::Client, base_url: &str) -> Room {
    let url = format!("{base_url}/open-apis/vc/v1/rooms/omm_1");
    let request = http.get(url).header(AUTHORIZATION, BEARER).header(USER_AGENT, AGENT);
    let response = request.send().await.expect("the call succeeds");
    assert!(response.status().is_success());
    let body = response.bytes().await.expect("the answer comes");
    let answer: Envelope<OneRoom> = serde_json::from_slice(&body).expect("the answer is good");
    assert_eq!(answer.code, 0, "{}", answer.msg);
    answer.data.room
}

fn bare_read(page: &[u8]) -> bare::ListResponse {
    let answer: Envelope<bare::ListResponse> = serde_json::from_slice(page).expect("the page is good");
    assert_eq!(answer.code, 0, "{}", answer.msg);
    answer.data
}

/// The models of a page as serde derives them. Their names are those of the client, so that they print the same.
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

/// What one run of a side costs: the medians of all batches.
#[derive(Default)]
struct Cost {
    time: Duration,
    allocations: usize,
}

/// Runs batches of both sides in turns.
fn compare<T>(rounds: usize, batch: usize, client: impl Fn() -> T, bare: impl Fn() -> T) -> [Cost; 2] {
    let mut batches: [Vec<Cost>; 2] = [Vec::with_capacity(rounds), Vec::with_capacity(rounds)];
    for round in 0..rounds {
        for turn in 0..2 {
            // Each goes first in every other round.
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

/// How much more the client may cost.
struct Bounds {
    percent: f64,
    allocations: Option<usize>,
}

impl Bounds {
    /// Prints a comparison, and tells whether the bound on allocations holds.
    fn judge(&self, name: &str, [client, bare]: [Cost; 2]) -> bool {
        let percent = (client.time.as_secs_f64() / bare.time.as_secs_f64() - 1.0) * 100.0;
        let verdict = if percent <= self.percent { "within" } else { "over" };
        let micros = |cost: &Cost| cost.time.as_secs_f64() * 1e6;
        print!("{name}: {:.1} us against {:.1} us bare: ", micros(&client), micros(&bare));
        print!("{percent:+.1} %, {verdict} the bound of {} %; ", self.percent);
        print!("{} allocations against {}", client.allocations, bare.allocations);
        let Some(bound) = self.allocations else {
            println!();
            return true;
        };
        let holds = client.allocations <= bare.allocations + bound;
        println!(", {} the bound of {bound} more", if holds { "within" } else { "over" });
        holds
    }
}

const AGENT: &str = "vc-api-bench";
const TOKEN: &str = "t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234";
const BEARER: &str = "Bearer t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234";

/// A room with all that rooms have.
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

/// An answer to `room.list`.
fn page(rooms: usize) -> Vec<u8> {
    let rooms: Vec<String> = (0..rooms).map(room).collect();
    let rooms = rooms.join(",");
    format!(r#"{{"code":0,"msg":"success","data":{{"rooms":[{rooms}],"has_more":true,"page_token":"1"}}}}"#)
        .into_bytes()
}

/// Serves one room and a token on threads of their own; gives the address.
fn serve() -> io::Result<String> {
    let token = answer(&format!(r#"{{"code":0,"msg":"ok","tenant_access_token":"{TOKEN}","expire":7200}}"#));
    let room = answer(&format!(r#"{{"code":0,"msg":"success","data":{{"room":{}}}}}"#, room(1)));
    let answers: &'static [String; 2] = Box::leak(Box::new([room, token]));
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            std::thread::spawn(move || respond(stream, answers));
        }
    });
    Ok(address)
}

/// Answers requests until there are no more. They are so small that each comes in one piece.
fn respond(mut stream: TcpStream, [room, token]: &[String; 2]) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut request = [0; 4096];
    loop {
        let length = stream.read(&mut request)?;
        if length == 0 {
            return Ok(());
        }
        let answer = if request.starts_with(b"POST ") { token } else { room };
        stream.write_all(answer.as_bytes())?;
    }
}

fn answer(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nserver: nginx\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: {}\r\n\
        date: Tue, 14 Jul 2026 08:00:00 GMT\r\nx-tt-logid: 02178400000000000000000000000000ffff0a70a2b1c3d4e5f6a\r\n\
        x-request-id: 3bc2f6f4-1f0c-4a2a-9d0e-6f7d8e9fa0b1\r\n\r\n{body}",
        body.len()
    )
}
