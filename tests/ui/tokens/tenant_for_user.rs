//! Only a user may end a meeting.
use vc_api::{Session, Tenant};

fn main() {}

fn end(org: Session<Tenant>) {
    drop(org.meetings().end("6911188411932033028"));
}
