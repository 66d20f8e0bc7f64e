//! The bodies of responses, whatever is in them.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| assert!(vc_api::fuzzing::response(body), "a strict reading differs from the usual one"));
