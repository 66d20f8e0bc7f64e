use vc_api::Events;
use vc_api::meeting::MeetingStarted;

fn main() {
    let _ = Events::new().on(|_: MeetingStarted| {});
}
