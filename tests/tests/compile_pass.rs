//! Compiles the output of the generator for every small spec, together with the runtime of the client.
//!
//! `build.rs` writes the output of the generator. The test program has no test harness, because a harness would run the unit
//! tests of the runtime again.
#![allow(
    dead_code,
    missing_docs,
    unexpected_cfgs,
    unreachable_pub,
    unused_imports,
    reason = "most of it is never called"
)]
#![allow(clippy::all, deprecated, reason = "the client itself is linted where it stands")]

include!(concat!(env!("OUT_DIR"), "/cases.rs"));

fn main() {
    println!("test result: ok. {CASES} cases compiled");
}
