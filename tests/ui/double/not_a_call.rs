use vc_api::room::Room;
use vc_api::testing::Platform;

fn script(platform: &Platform) {
    platform.on(|room: Room| Ok(room));
}

fn main() {}
