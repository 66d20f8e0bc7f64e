use vc_api::Events;
use vc_api::room::Room;

fn main() {
    let _ = Events::new().on(async |_: Room| {});
}
