//! A required value is an argument.
use vc_api::{Session, Tenant};

fn main() {}

fn create(org: Session<Tenant>) {
    drop(org.rooms().create("Atlantis", 10));
}
