//! Test of the ratings of `cargo xtask diff` against the generated code. If a change removes an item that callers can name,
//! the rating must be "breaking".

use std::collections::BTreeSet;

use super::*;

/// Returns the items that callers can name: types, fields, variants, methods with their types, and impls.
fn surface(spec: &Texts) -> BTreeSet<String> {
    let made = codegen::generate(spec).unwrap_or_else(|errors| panic!("{}", errors.render(spec, false)));
    let items = made.client.iter().flat_map(|(file, text)| text.split("\n\n").map(move |item| (file, item)));
    items.flat_map(|(file, item)| parts(item).into_iter().map(move |part| format!("{file}: {part}"))).collect()
}

fn parts(item: &str) -> Vec<String> {
    let is_said = |line: &&str| {
        let line = line.trim_start();
        !line.starts_with("//") && (!line.starts_with('#') || line.starts_with("#[derive"))
    };
    let mut lines = item.lines().filter(is_said).peekable();
    let derived = lines.next_if(|line| line.starts_with("#[derive")).unwrap_or_default();
    let Some(head) = lines.next() else { return Vec::new() };
    if head.starts_with("pub const") || head.contains('!') {
        // Only the names of constants and macros matter, and not their values and arguments, which may span several lines.
        let whole: String = [head].into_iter().chain(lines).map(str::trim).collect();
        return vec![whole.split([' ', '{']).take(3).collect()];
    }
    let mut parts = vec![format!("{head} {derived}")];
    let is_enum = head.starts_with("pub enum");
    // The fields of a call are hidden from callers. Only tests read these fields, in the requests that the double received.
    let is_call = item.lines().any(|line| line.trim() == "#[doc(hidden)]");
    while let Some(line) = lines.next() {
        let part = line.trim();
        if part.starts_with("pub fn") {
            let mut signature = part.to_owned();
            while !signature.ends_with('{') {
                let Some(more) = lines.next() else { break };
                signature = format!("{signature} {}", more.trim());
            }
            parts.push(format!("{head} {}", unnamed(&signature)));
        } else if part.starts_with("pub const") {
            parts.push(format!("{head} {}", part.split(" =").next().unwrap_or(part)));
        } else if is_enum || part.starts_with("pub ") && !is_call || part.starts_with("type ") {
            parts.push(format!("{head} {part}"));
        }
    }
    parts
}

/// Returns a signature on one line, without the names of the arguments. Callers do not write these names.
fn unnamed(signature: &str) -> String {
    let spaced = signature.replace('(', "( ").replace(')', " )").replace(", )", " )");
    let words: Vec<&str> = spaced.split_whitespace().filter(|word| !word.ends_with(':')).collect();
    words.join(" ").replace(", )", " )")
}

#[test]
fn what_callers_can_name_stays_unless_the_change_is_breaking() {
    let (base, of_base) = (state(texts(), "0.1.0"), surface(&texts()));
    let mut wrong = Vec::new();
    for case in CASES {
        let head = state(edited(case.edits), "0.1.0");
        let of_head = surface(&head.spec);
        for (old, new, before, after) in [(&base, &head, &of_base, &of_head), (&head, &base, &of_head, &of_base)] {
            let changes = comparison::compare(&old.api, &new.api);
            let is = |rust: Rust| changes.iter().any(|change| change.kind.rust == rust);
            let lost: Vec<&String> = before.difference(after).collect();
            let gained: Vec<&String> = after.difference(before).collect();
            // Changes of these kinds are breaking even if all names and types stay the same: an existing program compiles,
            // but does something else.
            let unseen = [kinds::ARGUMENTS_REORDERED.name, kinds::PAGING_CHANGED.name];
            let is_right = match (lost.is_empty(), gained.is_empty()) {
                (false, _) => is(Rust::Breaking),
                (true, false) => is(Rust::Addition) && !is(Rust::Breaking),
                (true, true) => !is(Rust::Breaking) || changes.iter().all(|change| unseen.contains(&change.kind.name)),
            };
            if !is_right {
                wrong.push(format!("{:?}\n  lost {lost:?}\n  gained {gained:?}\n  changes {changes:?}", case.edits));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_surface_is_what_callers_can_name() {
    let surface = surface(&texts());
    for part in [
        "room.rs: impl<K: rt::TokenType> rt::Session<K> { pub fn rooms( &self ) -> Rooms<'_, K> {",
        "room.rs: impl<K: rt::TokenType> Rooms<'_, K> { pub fn seat( &self, impl Into<RoomId>, impl Into<String> ) -> Seat where super::tokens::OnlyUser, {",
        "room.rs: pub struct Room { pub capacity: Option<i64>,",
        "room.rs: pub enum Status { Closed,",
        "room.rs: impl Device { pub fn new( impl Into<String> ) -> Self {",
        "room.rs: impl List { pub const REFUSED: rt::ListedError",
        "room.rs: impl rt::Endpoint for List { type Response = ListResponse;",
        "events.rs: pub enum Event { RoomMade(super::room::RoomMade),",
    ] {
        assert!(surface.contains(part), "{part}\n{surface:#?}");
    }
}
