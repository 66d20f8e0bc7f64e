//! A call that reads a report needs a tenant access token.
use vc_api::{Session, UnixSeconds, User};

fn main() {}

fn daily(me: Session<User>) {
    drop(me.reports().get_daily(UnixSeconds::from(1), UnixSeconds::from(2)));
}
