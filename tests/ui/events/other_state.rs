use vc_api::meeting::MeetingStarted;
use vc_api::{EventContext, Events};

fn main() {
    let _ = Events::with_state(5_u8).on(async |_: MeetingStarted, _: EventContext| {});
}
