//! No endpoint of video conferencing accepts an app access token.
use vc_api::{App, Session};

fn main() {}

fn list(app: Session<App>) {
    drop(app.rooms().list());
}
