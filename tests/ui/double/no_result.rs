use vc_api::room::{self, Room};
use vc_api::testing::{Platform, Received};
use vc_api::Sample;

fn script(platform: &Platform) {
    platform.on(|_: Received<room::Get>| Room::sample());
}

fn main() {}
