//! Fuzz target: frames of a long connection, and the reassembly of their payloads.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| assert!(vc_api::fuzzing::frames(bytes), "a frame changes when it is written and read again"));
