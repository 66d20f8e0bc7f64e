//! A function for sessions with any token type must say which token types its calls accept.
use vc_api::{Session, TokenType};

fn main() {}

fn list<K: TokenType>(session: Session<K>) {
    drop(session.rooms().list());
}
