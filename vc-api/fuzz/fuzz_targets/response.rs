//! Fuzz target: bodies of responses, with any content.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| assert!(vc_api::fuzzing::response(body), "strict and lenient decoding differ"));
