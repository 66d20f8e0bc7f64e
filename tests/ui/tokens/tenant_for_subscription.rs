//! Events of a user are turned on by that user.
use vc_api::{Session, Tenant};

fn main() {}

fn subscribe(org: Session<Tenant>) {
    drop(org.meetings().subscription());
}
