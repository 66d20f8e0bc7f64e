//! The frames of a long connection, and the events whose parts they hold.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| assert!(vc_api::fuzzing::frames(bytes), "a frame is not read as it was written"));
