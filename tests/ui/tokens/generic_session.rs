//! A function with any session must state the token types of its calls.
use vc_api::{Session, TokenType};

fn main() {}

fn list<K: TokenType>(session: Session<K>) {
    drop(session.rooms().list());
}
