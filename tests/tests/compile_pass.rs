//! The output of the generator for every small case, which compiles on the runtime of the client.
//!
//! `build.rs` puts it together. It has no harness, so that the unit tests of the runtime are not run here again.
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
