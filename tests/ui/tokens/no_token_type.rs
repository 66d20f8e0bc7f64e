//! A session needs a kind of token, and a string type is none.
use vc_api::Client;

fn main() {}

fn session(client: Client) {
    drop(client.session::<String>("t-1"));
}
