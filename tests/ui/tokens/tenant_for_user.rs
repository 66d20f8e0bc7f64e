//! A call that ends a meeting needs a user access token.
use vc_api::{Session, Tenant};

fn main() {}

fn end(org: Session<Tenant>) {
    drop(org.meetings().end("6911188411932033028"));
}
