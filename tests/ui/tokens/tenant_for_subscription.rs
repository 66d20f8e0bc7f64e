//! A subscription to the events of a user needs a user access token.
use vc_api::{Session, Tenant};

fn main() {}

fn subscribe(org: Session<Tenant>) {
    drop(org.meetings().subscription());
}
