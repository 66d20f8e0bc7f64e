use std::fs;

use clap::Parser;

use super::*;

#[derive(Parser)]
struct Command {
    #[command(subcommand)]
    what: What,
}

fn project() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("spec")).unwrap();
    for name in ["openapi.yaml", "scopes.yaml", "locker.yaml"] {
        let from = format!("{}/tests/import/spec/{name}", env!("CARGO_MANIFEST_DIR"));
        fs::copy(from, root.path().join("spec").join(name)).unwrap();
    }
    root
}

/// What is written with these flags and answers, and what was asked.
fn new(root: &Path, flags: &str, response_key: Option<&str>) -> (Outcome, String) {
    let Command { what } = Command::parse_from(format!("new {flags}").split_whitespace());
    let (mut shown, mut lines) = (Vec::new(), response_key.unwrap_or_default().as_bytes());
    let response_key: Option<&mut dyn BufRead> = if response_key.is_some() { Some(&mut lines) } else { None };
    let done = write(root, what, Questions { response_key, shown: &mut shown, missing: Vec::new() });
    let done = done.unwrap_or_else(|error| Outcome::Unusable(format!("{error:#}")));
    (done, String::from_utf8(shown).unwrap())
}

fn text(root: &Path, file: &str) -> String {
    fs::read_to_string(root.join("spec").join(file)).unwrap()
}

const DOORS: &str = "  /open-apis/yard/v1/lockers/{locker_id}/doors:
    post:
      operationId: locker.add_door
      summary: 'TODO: what it does; write `x-body` and `x-response` too, if it has them'
      externalDocs: {url: 'TODO: the address of the platform''s page'}
      x-tokens: [tenant_access_token]
      x-scopes: [yard:locker]
      x-app-types: [custom, isv]
      parameters:
        - {name: locker_id, in: path, required: true, schema: {$ref: '#/components/schemas/LockerId'}}
";

#[test]
fn by_flags() {
    let root = project();
    let flags = "endpoint --method POST --path /open-apis/yard/v1/lockers/{locker_id}/doors --resource locker \
                 --operation-id locker.add_door --tokens tenant_access_token --scopes yard:locker --app-types custom,isv";
    let (Outcome::Done(report), asked) = new(root.path(), flags, None) else { panic!("refused") };
    assert_eq!(asked, "");
    assert!(report.ends_with("written: 1; left as it is: 0; still to be written by hand: 2"), "{report}");
    assert!(text(root.path(), "locker.yaml").contains(DOORS));
}

#[test]
fn by_answers() {
    let root = project();
    let response_key = "send\npost\nlockers\n/open-apis/yard/v1/lockers/{locker_id}/doors\n tenant_access_token\n\
                   custom, isv\nyard:locker\n\n\nlocker.add_door\n";
    let (Outcome::Done(_), asked) = new(root.path(), "endpoint", Some(response_key)) else { panic!("refused") };
    assert!(text(root.path(), "locker.yaml").contains(DOORS));
    assert_eq!(asked.matches("HTTP method").count(), 2, "what cannot be read is asked for again: {asked}");
    assert!(asked.ends_with("Resource [locker]: Operation id [locker.doors]: "), "{asked}");
}

#[test]
fn names_are_told_from_the_path() {
    let root = project();
    let flags = "endpoint --method get --path /open-apis/yard/v1/lockers --tokens tenant_access_token --app-types custom \
                 --url https://example.com/some/page --dry-run";
    let (Outcome::Done(report), _) = new(root.path(), flags, None) else { panic!("refused") };
    assert!(report.contains("operation-added]: locker.list:"), "{report}");
    assert!(report.ends_with("would be written: 1; left as it is: 0; still to be written by hand: 2"), "{report}");
    assert!(!text(root.path(), "locker.yaml").contains("locker.list\n"));
}

#[test]
fn an_event_of_a_new_resource() {
    let root = project();
    let flags =
        "event --event-type yard.gate.opened_v1 --app-types custom --scopes yard:gate --url https://example.com/g";
    let (Outcome::Done(report), _) = new(root.path(), flags, None) else { panic!("refused") };
    assert!(report.contains("resource-added") && report.contains("scope-added"), "{report}");
    let expected = "# yaml-language-server: $schema=schema.json
x-resource:
  name: gate
  accessor: gates
  summary: 'TODO: what `gate` is'

webhooks:
  yard.gate.opened_v1:
    post:
      operationId: event.gate_opened
      summary: 'TODO: what happened; write what `x-event` holds too'
      externalDocs: {url: https://example.com/g}
      x-scopes: [yard:gate]
      x-app-types: [custom]
      x-event: {type: object}
";
    assert_eq!(text(root.path(), "gate.yaml"), expected);
}

#[test]
fn without_a_terminal_what_is_missing_is_named() {
    let root = project();
    for (flags, missing) in [
        ("endpoint", "--method, --path, --tokens, --app-types"),
        ("endpoint --method get --path /a --app-types custom", "--tokens"),
        ("event", "--event-type, --app-types"),
    ] {
        let (Outcome::Unusable(why), asked) = new(root.path(), flags, None) else { panic!("accepted") };
        assert!(why.ends_with(&format!("these flags must be given: {missing}")), "{why}");
        assert_eq!(asked, "");
    }
    let (Outcome::Unusable(why), _) = new(root.path(), "endpoint", Some("get\n")) else { panic!("accepted") };
    assert_eq!(why, "there was no response; nothing was written");
}

#[test]
fn what_is_there_already_or_wrong_is_not_written() {
    let root = project();
    let before = text(root.path(), "locker.yaml");
    let path = "/open-apis/yard/v1/lockers/search";
    let there = format!("endpoint --method post --path {path} --tokens tenant_access_token --app-types custom,isv");
    let (Outcome::Unusable(why), _) = new(root.path(), &there, None) else { panic!("accepted") };
    assert!(why.contains("`locker.search` is there already"), "{why}");
    let wrong = "endpoint --method get --path /open-apis/yard/v1/lockers/near --tokens robot --app-types custom";
    let (Outcome::Unusable(why), _) = new(root.path(), wrong, None) else { panic!("accepted") };
    assert!(why.contains("no token type `robot`") && why.ends_with("nothing was written"), "{why}");
    assert_eq!(text(root.path(), "locker.yaml"), before);
}
