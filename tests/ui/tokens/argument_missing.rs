//! A call without one of its required values does not compile.
use vc_api::{Session, Tenant};

fn main() {}

fn create(org: Session<Tenant>) {
    drop(org.rooms().create("Atlantis", 10));
}
