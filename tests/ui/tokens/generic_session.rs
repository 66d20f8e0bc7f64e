//! A function that takes any session must say what its calls need.
use vc_api::{Session, TokenType};

fn main() {}

fn list<K: TokenType>(session: Session<K>) {
    drop(session.rooms().list());
}
