mod cases;
mod states;
mod surface;

use std::collections::BTreeSet;

use codegen::source::Texts;

use super::*;
use cases::CASES;

const SHARED: &str = "\
openapi: 3.1.0
x-token-types:
  tenant_access_token:
    {name: Tenant, summary: S., header: Authorization, lifetime-seconds: 7200, app-types: [custom],
     obtained: [{app-type: custom, method: POST, path: /t, request-keys: [id, secret], response-key: token}]}
  user_access_token:
    {name: User, summary: S., header: Authorization, lifetime-seconds: 7200, app-types: [custom],
     obtained: [{app-type: custom, method: POST, path: /u, response-key: token}]}
x-scopes: {'a:read': {summary: S}, 'a:write': {summary: S}}
components:
  parameters:
    id_kind: {name: id_kind, in: query, schema: {type: string, maxLength: 10}}
";

const ROOM: &str = "\
x-resource: {name: room, accessor: rooms, summary: Rooms.}
paths:
  /rooms:
    get:
      operationId: room.list
      summary: List rooms
      externalDocs: {url: https://example.com/list}
      x-tokens: [tenant_access_token, user_access_token]
      x-scopes: ['a:read', 'a:write']
      x-rate-limit: {per_minute: 100}
      x-app-types: [custom, isv]
      x-paging: {items: rooms}
      x-errors: [{http: 400, code: 1, message: no, name: refused}]
      parameters:
        - {name: page_token, in: query, schema: {type: string}}
        - {name: level, in: query, schema: {type: integer, minimum: 1, maximum: 9, default: 1}}
        - $ref: '#/components/parameters/id_kind'
      x-response:
        data:
          type: object
          properties:
            rooms: {type: array, items: {$ref: '#/components/schemas/Room'}}
            others: {type: array, items: {$ref: '#/components/schemas/Room'}}
            page_token: {type: string}
            has_more: {type: boolean}
    post:
      operationId: room.create
      summary: Make a room
      externalDocs: {url: https://example.com/create}
      x-tokens: [tenant_access_token]
      x-scopes: ['a:write']
      x-app-types: [custom, isv]
      parameters:
        - $ref: '#/components/parameters/id_kind'
      x-body:
        type: object
        required: [name, capacity]
        properties:
          name: {type: string, maxLength: 20}
          capacity: {type: integer}
          note: {type: string}
          count: {type: string, format: int64}
          devices: {type: array, items: {$ref: '#/components/schemas/Device'}}
          status: {$ref: '#/components/schemas/Status'}
          tag: {$ref: '#/components/schemas/Tag'}
      x-response:
        unwrap: room
        data: {type: object, properties: {room: {$ref: '#/components/schemas/Room'}}}
  /rooms/{room_id}/seats/{seat_id}:
    put:
      operationId: room.seat
      summary: Book a seat
      externalDocs: {url: https://example.com/seat}
      x-tokens: [user_access_token]
      x-scopes: []
      x-app-types: [custom, isv]
      parameters:
        - {name: room_id, in: path, required: true, schema: {$ref: '#/components/schemas/RoomId'}}
        - {name: seat_id, in: path, required: true, schema: {type: string}}
components:
  schemas:
    RoomId: {type: string, maxLength: 30}
    Room:
      type: object
      required: [room_id]
      properties:
        room_id: {$ref: '#/components/schemas/RoomId'}
        capacity: {type: integer}
        size: {type: string, format: int64}
        owner: {type: string, x-field-scopes: ['a:read']}
        status: {$ref: '#/components/schemas/Status'}
        mood: {$ref: '#/components/schemas/Mood'}
    Device:
      type: object
      required: [name]
      properties:
        name: {type: string}
        serial: {type: string}
    Tag: {type: object, properties: {text: {type: string}}}
    Mood:
      type: string
      oneOf:
        - {const: a, title: A, description: A.}
    Status:
      type: integer
      oneOf:
        - {const: 1, title: Open, description: O.}
        - {const: 2, title: Closed, description: C.}
webhooks:
  room.made_v1:
    post:
      operationId: event.room_made
      summary: A room was made
      externalDocs: {url: https://example.com/made}
      x-scopes: ['a:read']
      x-app-types: [custom, isv]
      x-event: {type: object, properties: {room: {$ref: '#/components/schemas/Room'}}}
";

fn texts() -> Texts {
    [("spec/room.yaml", ROOM), ("spec/shared.yaml", SHARED)]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into()
}

/// Returns the spec after the edits. Each edit replaces its first text with its second text, in all files.
fn edited(edits: &[(&str, &str)]) -> Texts {
    let mut texts = texts();
    for (from, to) in edits {
        assert!(texts.values().any(|text| text.contains(from)), "`{from}` is not in the spec");
        for text in texts.values_mut() {
            *text = text.replace(from, to);
        }
    }
    texts
}

fn state(spec: Texts, version: &str) -> State {
    let manifest = format!("[workspace.package]\nversion = \"{version}\"\n");
    let api = codegen::api(&spec).unwrap_or_else(|errors| panic!("{}", errors.render(&spec, false)));
    State::of_api(version.to_owned(), spec, api, Some(Version::of_manifest(&manifest).unwrap()))
}

/// Returns each change as `kind subject wire/rust`, in the order of the comparison.
fn changes(base: &State, head: &State) -> Vec<String> {
    let line = |change: &Change| {
        let (kind, about) = (change.kind, &change.about);
        format!("{} {} {}/{}", kind.name, about.subject, change.wire().name(), kind.rust.name())
    };
    comparison::compare(&base.api, &head.api).iter().map(line).collect()
}

/// Edits of the spec, with the expected changes. The field `there` lists the changes from the old spec to the edited spec.
/// The field `back` lists the changes from the edited spec to the old spec.
struct Case {
    edits: &'static [(&'static str, &'static str)],
    there: &'static [&'static str],
    back: &'static [&'static str],
}

#[test]
fn each_edit_is_named_and_judged() {
    let base = state(texts(), "0.1.0");
    let mut wrong = Vec::new();
    for case in CASES {
        let head = state(edited(case.edits), "0.1.0");
        for (found, expected, way) in
            [(changes(&base, &head), case.there, "there"), (changes(&head, &base), case.back, "back")]
        {
            if found != expected {
                wrong.push(format!("{way}: {:?}\n  found    {found:?}\n  expected {expected:?}", case.edits));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_is_tested() {
    let lines = CASES.iter().flat_map(|case| case.there.iter().chain(case.back));
    let tested: BTreeSet<&str> = lines.filter_map(|line| line.split(' ').next()).collect();
    let kinds: BTreeSet<&str> = kinds::KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(kinds.difference(&tested).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert_eq!(kinds.len(), kinds::KINDS.len(), "a name is used twice");
}

#[test]
fn what_changes_nothing_does_not_show() {
    let edits = [
        ("x-scopes: ['a:read', 'a:write']", "x-scopes: [a:write,  'a:read'] # both"),
        ("x-tokens: [tenant_access_token, user_access_token]", "x-tokens: [user_access_token, tenant_access_token]"),
        ("summary: List rooms", "summary: List all rooms"),
        ("description: O.", "description: It is open."),
        ("https://example.com/list", "https://example.com/list2"),
        (
            "        name: {type: string}\n        serial: {type: string}\n",
            "        serial: {type: string}\n        name: {type: string, examples: [a]}\n",
        ),
        ("        - {name: page_token, in: query, schema: {type: string}}\n", ""),
        (
            "        - $ref: '#/components/parameters/id_kind'\n      x-response",
            "        - $ref: '#/components/parameters/id_kind'\n        - {name: page_token, in: query, schema: {type: string}}\n      x-response",
        ),
    ];
    let (base, mut head) = (state(texts(), "0.1.0"), edited(&edits));
    assert_eq!(changes(&base, &state(head.clone(), "0.1.0")), Vec::<String>::new());
    let moved = head.remove("spec/room.yaml").unwrap();
    head.insert("spec/zoom.yaml".to_owned(), format!("# The rooms.\n\n{moved}"));
    assert_eq!(changes(&base, &state(head, "0.1.0")), Vec::<String>::new());
}

#[test]
fn the_way_it_travels_decides_what_breaks() {
    let removed = "value-removed Status.Closed";
    let (closed, sent) = (
        "        - {const: 2, title: Closed, description: C.}\n",
        "          status: {$ref: '#/components/schemas/Status'}\n",
    );
    let both = [state(texts(), "0.1.0"), state(edited(&[(closed, "")]), "0.1.0")];
    assert_eq!(changes(&both[0], &both[1]), [format!("{removed} breaking/breaking")]);
    let received = [state(edited(&[(sent, "")]), "0.1.0"), state(edited(&[(sent, ""), (closed, "")]), "0.1.0")];
    assert_eq!(changes(&received[0], &received[1]), [format!("{removed} compatible/breaking")]);
}

#[test]
fn the_sides_of_a_text_or_an_object() {
    let owner = |text: &str| {
        let union = format!("    Owner: {{oneOf: [{text}, {{$ref: '#/components/schemas/Tag'}}]}}\n    Tag: {{type");
        let field = "          note: {type: string}\n          owner: {$ref: '#/components/schemas/Owner'}\n";
        state(edited(&[("    Tag: {type", &union), ("          note: {type: string}\n", field)]), "0.1.0")
    };
    let (plain, named) = (owner("{type: string}"), owner("{$ref: '#/components/schemas/RoomId'}"));
    assert_eq!(changes(&plain, &named), ["rust-type-changed Owner compatible/breaking"]);
    assert_eq!(changes(&plain, &plain), Vec::<String>::new());
}

#[test]
fn what_is_shared_is_reported_once_where_it_stands() {
    let base = state(texts(), "0.1.0");
    let head = state(edited(&[("maxLength: 10", "maxLength: 9"), ("        serial: {type: string}\n", "")]), "0.1.0");
    let report = report(&base, &head);
    let [bound, field] = report.findings.as_slice() else { panic!("{report:?}") };
    assert_eq!((bound.kind, bound.subject.as_str()), ("bounds-tightened", "room.list.id_kind"));
    assert_eq!(bound.place, Some(Place { file: "spec/shared.yaml".to_owned(), line: 12, column: 5 }));
    assert_eq!(bound.message, "the bounds changed from at most 10 characters to at most 9 characters");
    assert!(bound.facts.contains(&("also", "room.create.id_kind".to_owned())), "{bound:?}");
    assert_eq!(
        (field.kind, field.message.as_str()),
        ("field-removed", "removed; the reported place is in the old spec")
    );
    let line = 1 + ROOM.lines().position(|line| line.trim_start().starts_with("serial:")).unwrap();
    assert_eq!(field.place, Some(Place { file: "spec/room.yaml".to_owned(), line, column: 9 }));
}

#[test]
fn scopes_to_ask_for_are_named() {
    let report = |base: &State, edits: &[(&str, &str)]| report(base, &state(edited(edits), "0.1.0"));
    let base = state(texts(), "0.1.0");
    let narrowed = report(&base, &[("x-scopes: ['a:write']", "x-scopes: ['a:read']")]);
    assert_eq!(narrowed.findings[0].message, "no longer sufficient: `a:write`");
    assert!(narrowed.findings[0].facts.contains(&("scope", "a:read".to_owned())), "{narrowed:?}");
    let none = state(edited(&[("x-scopes: ['a:read', 'a:write']", "x-scopes: []")]), "0.1.0");
    let needed = report(&none, &[]);
    assert_eq!(needed.findings[0].message, "a scope is now needed");
    assert!(needed.findings[0].facts.contains(&("scope", "any one of a:read, a:write".to_owned())), "{needed:?}");
}

#[test]
fn the_version_allows_or_not() {
    let breaking = [("accessor: rooms", "accessor: halls")];
    let added =
        [("          note: {type: string}\n", "          note: {type: string}\n          more: {type: string}\n")];
    let moved = [("  /rooms:\n", "  /halls:\n")];
    let levels = |edits: &[(&str, &str)], from: &str, to: &str| {
        let report = report(&state(texts(), from), &state(edited(edits), to));
        let mut levels: Vec<Level> = report.findings.iter().map(|finding| finding.level).collect();
        levels.dedup();
        let end = report.summary.split(". The required ").nth(1).unwrap().to_owned();
        (levels, end)
    };
    let expected = [
        (&breaking[..], "0.1.0", "0.1.0", Level::Error, "version is 0.2.0. The current version is still 0.1.0."),
        (&breaking[..], "0.1.0", "0.1.9", Level::Error, "version is 0.2.0. The current version is still 0.1.9."),
        (&breaking[..], "0.1.0", "0.2.0", Level::Warning, "version is 0.2.0. The current version is 0.2.0."),
        (&breaking[..], "0.1.0", "1.0.0", Level::Warning, "version is 0.2.0. The current version is 1.0.0."),
        (&breaking[..], "1.2.3", "1.3.0", Level::Error, "version is 2.0.0. The current version is still 1.3.0."),
        (&breaking[..], "1.2.3", "2.0.0", Level::Warning, "version is 2.0.0. The current version is 2.0.0."),
        (&added[..], "0.1.0", "0.1.0", Level::Note, "version is 0.1.1. The current version is still 0.1.0."),
        (&added[..], "1.2.3", "1.2.4", Level::Note, "version is 1.3.0. The current version is still 1.2.4."),
        (&moved[..], "1.2.3", "1.2.3", Level::Warning, "version is 1.2.4. The current version is still 1.2.3."),
    ];
    for (edits, from, to, level, end) in expected {
        assert_eq!(levels(edits, from, to), (vec![level], end.to_owned()), "{edits:?} from {from} to {to}");
    }
    let mut unknown = state(edited(&breaking), "9.0.0");
    unknown.version = None;
    assert_eq!(
        report(&state(texts(), "0.1.0"), &unknown).findings[0].level,
        Level::Error,
        "nothing says it was raised"
    );
}

#[test]
fn the_same_is_said_to_be_the_same() {
    let report = report(&state(texts(), "0.1.0"), &state(texts(), "0.1.0"));
    assert_eq!((report.summary.as_str(), report.findings), ("The API is the same.", Vec::new()));
}

#[test]
fn kinds_are_a_table() {
    let table = kinds::table();
    assert_eq!(table.lines().count(), kinds::KINDS.len() + 2);
    assert!(
        table.contains("\n| `value-removed` | breaking | compatible | breaking | a value of an enum was removed;"),
        "{table}"
    );
    for kind in kinds::KINDS {
        assert!(!kind.meaning.is_empty() && !kind.meaning.contains(['|', '\n']), "{kind:?}");
    }
}
