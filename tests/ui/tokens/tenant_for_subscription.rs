//! Only the user can subscribe to events of the user.
use vc_api::{Session, Tenant};

fn main() {}

fn subscribe(org: Session<Tenant>) {
    drop(org.meetings().subscription());
}
