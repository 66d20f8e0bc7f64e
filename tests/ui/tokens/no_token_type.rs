//! The type parameter of a session must be a token type, and `String` is not a token type.
use vc_api::Client;

fn main() {}

fn session(client: Client) {
    drop(client.session::<String>("t-1"));
}
