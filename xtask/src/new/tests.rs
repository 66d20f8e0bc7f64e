use std::fs;

use clap::Parser;

use super::*;

#[derive(Parser)]
struct Command {
    #[command(subcommand)]
    kind: Kind,
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

/// Runs `new` with the given flags and responses. Returns the outcome, and the questions that the command asked.
fn new(root: &Path, flags: &str, responses: Option<&str>) -> (Outcome, String) {
    let Command { kind } = Command::parse_from(format!("new {flags}").split_whitespace());
    let (mut shown, mut lines) = (Vec::new(), responses.unwrap_or_default().as_bytes());
    let responses: Option<&mut dyn BufRead> = if responses.is_some() { Some(&mut lines) } else { None };
    let done = write(root, kind, Questions::new(responses, &mut shown));
    let done = done.unwrap_or_else(|error| Outcome::Unusable(format!("{error:#}")));
    (done, String::from_utf8(shown).unwrap())
}

#[track_caller]
fn written(root: &Path, flags: &str) -> String {
    match new(root, flags, None) {
        (Outcome::Done(report), _) => report,
        other => panic!("{other:?}"),
    }
}

/// Asserts that flags are refused with these messages, and that nothing is written.
#[track_caller]
fn refused(root: &Path, flags: &str, expected: &[&str]) {
    let before = files::spec(root).unwrap();
    let (Outcome::Unusable(said), _) = new(root, flags, None) else { panic!("accepted: {flags}") };
    for expected in expected {
        assert!(said.contains(expected), "{expected}\n--- is not in\n{said}");
    }
    let count = if expected.len() == 1 { "1 error;".to_owned() } else { format!("{} errors;", expected.len()) };
    assert!(said.ends_with(&format!("{count} nothing was written")), "{said}");
    assert_eq!(files::spec(root).unwrap(), before);
}

fn text(root: &Path, file: &str) -> String {
    fs::read_to_string(root.join("spec").join(file)).unwrap()
}

const DOORS: &str = "  /open-apis/yard/v1/lockers/{locker_id}/doors:
    post:
      operationId: locker.add_door
      summary: 'TODO: summary of the operation'
      externalDocs: {url: 'TODO: the address of the platform''s page'}
      x-tokens: [tenant_access_token]
      x-scopes: [yard:locker]
      x-rate-limit: 'TODO: `per_minute` or `per_second`; leave the key out if there is no limit'
      x-app-types: [custom, isv]
      parameters:
        - {name: locker_id, in: path, required: true, schema: {$ref: '#/components/schemas/LockerId'}, \
description: 'TODO: the parameter `locker_id` of the path'}
        - 'TODO: the parameters of the query; remove this list item if the query has no parameters'
      x-body: 'TODO: the fields of the body; leave the key out if there is no body'
      x-response: 'TODO: the fields of the response; leave the key out if there are no fields'
      x-errors: 'TODO: the errors that the platform lists; leave the key out if there are no errors'
";

#[test]
fn by_flags() {
    let root = project();
    let flags = "endpoint --method POST --path /open-apis/yard/v1/lockers/{locker_id}/doors --resource locker \
                 --operation-id locker.add_door --tokens tenant_access_token --scopes yard:locker --app-types custom,isv";
    let report = written(root.path(), flags);
    assert!(
        report.starts_with("A new endpoint in the spec\n\nnote[operation-added]: locker.add_door: POST"),
        "{report}"
    );
    assert!(report.ends_with("\n\nwritten: 1; to write by hand: 8"), "{report}");
    assert!(text(root.path(), "locker.yaml").contains(DOORS));
}

#[test]
fn by_answers() {
    let root = project();
    let responses = "send\npost\nlockers\n/open-apis/yard/v1/lockers/{locker_id}/doors\n tenant_access_token\n\
                     custom, isv\nyard:locker\n\n\nlocker.add_door\n";
    let (Outcome::Done(_), asked) = new(root.path(), "endpoint", Some(responses)) else { panic!("refused") };
    assert!(text(root.path(), "locker.yaml").contains(DOORS));
    assert_eq!(asked.matches("HTTP method").count(), 3, "what cannot be read is told and asked for again: {asked}");
    assert!(asked.contains("there is no HTTP method `SEND`: choose from `GET`"), "{asked}");
    assert!(asked.contains("Path, such as /open-apis/yard/v1/rooms/{room_id}: `lockers` is not a path"), "{asked}");
    assert!(asked.ends_with("Resource [locker]: Operation id [locker.doors]: "), "{asked}");
}

#[test]
fn a_new_resource_is_asked_about() {
    let root = project();
    let flags = "event --event-type yard.locker.painted_v1 --app-types custom --scopes yard:locker";
    let (Outcome::Done(_), asked) = new(root.path(), flags, Some("\ngate\nno\ngate\nyes\n\n")) else {
        panic!("refused")
    };
    assert_eq!(
        asked.matches("the spec has no resource `gate`; create this resource, yes or no [no]: ").count(),
        2,
        "{asked}"
    );
    assert!(text(root.path(), "gate.yaml").contains("operationId: event.locker_painted\n"));
}

#[test]
fn what_nobody_tells_is_marked_and_refused_until_it_is_written() {
    let root = project();
    let flags = "endpoint --method get --path /open-apis/yard/v1/lockers/{locker_id}/bolts/{id}/{place} \
                 --operation-id locker.get_bolt";
    let report = written(root.path(), flags);
    let spec = files::spec(root.path()).unwrap();
    let marks = spec.values().map(|text| text.matches("'TODO: ").count()).sum::<usize>();
    assert!(report.ends_with(&format!("to write by hand: {marks}")), "{report}");
    let wrong = codegen::generate(&spec).unwrap_err();
    assert!(wrong.iter().all(|one| one.code() == "unfinished"), "{}", wrong.render(&spec, false));
    assert_eq!(wrong.len(), marks);
    let locker = &spec["spec/locker.yaml"];
    for told in [
        "{name: locker_id, in: path, required: true, schema: {$ref: '#/components/schemas/LockerId'}, description: 'TODO",
        "{name: id, in: path, required: true, schema: {$ref: '#/components/schemas/BoltId'}}",
        "    BoltId:\n      type: string\n      description: 'TODO: the parameter `id` of the path",
        "{name: place, in: path, required: true, schema: {type: string}, description: 'TODO: the parameter `place` of the path'}",
        "x-tokens: ['TODO: ",
        "x-scopes: ['TODO: ",
        "x-app-types: ['TODO: ",
    ] {
        assert!(locker.contains(told), "{told}\n--- is not in\n{locker}");
    }
    assert!(!locker.contains("x-body: 'TODO"), "a GET has no body");
}

#[test]
fn an_id_in_the_path_is_that_of_what_stands_before_it() {
    let root = project();
    written(root.path(), "endpoint --method delete --path /open-apis/yard/v1/lockers/{id}");
    let parameter = "{name: id, in: path, required: true, schema: {$ref: '#/components/schemas/LockerId'}";
    assert!(text(root.path(), "locker.yaml").contains(parameter));
}

/// The import of a page replaces the `TODO:` marks that `cargo xtask new` wrote.
#[test]
fn a_page_that_comes_later_takes_the_place_of_marks() {
    for (page, flags) in [
        ("door_list.md", "endpoint --method get --path /open-apis/yard/v1/lockers/{locker_id}/doors"),
        ("door_opened.md", "event --event-type yard.locker.open_door_v1"),
    ] {
        let root = project();
        written(root.path(), flags);
        let page = fs::read_to_string(format!("{}/tests/import/pages/{page}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let path = root.path().join("page.md");
        fs::write(&path, page).unwrap();
        let Outcome::Done(report) = import::run(root.path(), &[path], Format::Text, Default::default()).unwrap() else {
            panic!("refused")
        };
        let spec = files::spec(root.path()).unwrap();
        let locker = &spec["spec/locker.yaml"];
        for gone in [
            "x-tokens: ['TODO",
            "x-scopes: ['TODO",
            "x-app-types: ['TODO",
            "x-rate-limit: 'TODO",
            "x-errors: 'TODO",
            "x-response: 'TODO",
            "properties: 'TODO",
            "- 'TODO",
        ] {
            assert!(!locker.contains(gone), "{gone}\n{locker}\n{report}");
        }
        let wrong = codegen::generate(&spec).unwrap_err();
        assert!(wrong.iter().all(|one| one.code() == "unfinished"), "{}", wrong.render(&spec, false));
    }
}

#[test]
fn names_are_told_from_the_path() {
    let root = project();
    let flags =
        "endpoint --method get --path /open-apis/yard/v1/lockers/all --url https://example.com/some/page --dry-run";
    let report = written(root.path(), flags);
    assert!(report.contains("operation-added]: locker.all:"), "{report}");
    assert!(report.ends_with("would be written: 1; to write by hand: 8"), "{report}");
    assert!(!text(root.path(), "locker.yaml").contains("locker.all\n"));
}

#[test]
fn an_event_of_a_new_resource() {
    let root = project();
    let flags =
        "event --event-type yard.gate.opened_v1 --app-types custom --scopes yard:gate --url https://example.com/g";
    refused(root.path(), flags, &["`--resource`: the spec has no resource `gate`"]);
    let flags = &format!("{flags} --new-resource");
    let report = written(root.path(), flags);
    assert!(report.starts_with("A new event in the spec\n"), "{report}");
    assert!(report.contains("resource-added") && report.contains("scope-added"), "{report}");
    let expected = "# yaml-language-server: $schema=schema.json
x-resource:
  name: gate
  accessor: gates
  summary: 'TODO: summary of the resource `gate`'

webhooks:
  yard.gate.opened_v1:
    post:
      operationId: event.gate_opened
      summary: 'TODO: summary of the event'
      externalDocs: {url: https://example.com/g}
      x-scopes: [yard:gate]
      x-app-types: [custom]
      x-event:
        type: object
        properties: 'TODO: the fields of the event'
";
    assert_eq!(text(root.path(), "gate.yaml"), expected);
}

#[test]
fn without_a_terminal_what_is_missing_is_named() {
    let root = project();
    let path = "`--path` is missing";
    refused(root.path(), "endpoint", &["`--method` is missing", path]);
    refused(root.path(), "endpoint --method get", &[path]);
    refused(root.path(), "event", &["`--event-type` is missing"]);
    let (Outcome::Unusable(why), _) = new(root.path(), "endpoint", Some("get\n")) else { panic!("accepted") };
    assert_eq!(why, "the input has ended; nothing was written");
}

#[test]
fn all_mistakes_are_told_at_once_with_their_flags_and_what_is_valid() {
    let root = project();
    let flags = "endpoint --method fetch --path /open-apis/yard/v2/lockers --tokens robot,user --app-types shop \
                 --scopes yard:lockr --resource lokcer --operation-id locker --url http://example.com";
    let expected = [
        "`--method`: there is no HTTP method `FETCH`\n |\n = help: choose from `GET`, `PUT`",
        "`--path`: `/open-apis/yard/v2/lockers` does not begin with `/open-apis/yard/v1/`",
        "`--tokens`: there is no kind of token `robot`\n |\n = help: choose from `tenant_access_token`",
        "`--tokens`: there is no kind of token `user`",
        "`--app-types`: there is no kind of app `shop`\n |\n = help: choose from `custom`, `isv`",
        "`--scopes`: no scope `yard:lockr` is declared\n |\n = help: did you mean `yard:locker`?",
        "`--resource`: the spec has no resource `lokcer`\n |\n = help: did you mean `locker`? the resources are `locker`; \
         for a new resource, add `--resource lokcer --new-resource`",
        "`--operation-id`: `locker` is not of the form `lokcer.name`",
        "`--url`: `http://example.com` is not the address of a page",
    ];
    refused(root.path(), flags, &expected);
    let flags = "event --event-type yrd.locker.made_v1 --operation-id event.locker_locked --resource locker";
    refused(
        root.path(),
        flags,
        &["`--event-type`: `yrd.locker.made_v1` does not begin with `yard.`", "`event.locker_locked` already exists"],
    );
}

#[test]
fn a_wrong_spec_is_told_before_anything_is_asked() {
    let root = project();
    let path = root.path().join("spec/scopes.yaml");
    fs::write(&path, fs::read_to_string(&path).unwrap() + "  yard:more: {sumary: More}\n").unwrap();
    let (Outcome::Unusable(said), asked) = new(root.path(), "endpoint", Some("get\n")) else { panic!("accepted") };
    assert!(said.contains("error[key-unknown]: `sumary`") && said.ends_with("nothing was written"), "{said}");
    assert_eq!(asked, "");
}

/// The rules of `cargo xtask new` accept the name `testing`, but the generator refuses the name.
#[test]
fn what_the_generator_would_refuse_is_not_written() {
    let root = project();
    let flags = "endpoint --method get --path /open-apis/yard/v1/lockers/all --resource testing --new-resource";
    let expected = "the generator would refuse the imported spec: `testing` cannot be the name of a resource";
    refused(root.path(), flags, &[expected]);
}

#[test]
fn what_is_there_or_would_surprise_is_refused() {
    let root = project();
    let begins = "/open-apis/yard/v1/lockers";
    for (flags, expected) in [
        (format!("endpoint --method post --path {begins}/search"), "already exists, as `locker.search`"),
        (format!("endpoint --method get --path {begins}/{{other}}"), "already exists, as `locker.get`"),
        (format!("endpoint --method get --path {begins}/all --operation-id locker.get"), "`locker.get` already exists"),
        (format!("endpoint --method get --path {begins}/:locker_id/x"), "write a parameter as `{locker_id}`"),
        (format!("endpoint --method get --path {begins}/all//"), "write a path like"),
        (format!("endpoint --method get --path {begins}/{{a}}/b/{{a}}"), "`{a}` appears twice in"),
        (format!("endpoint --method get --path {begins}/all --resource gate"), "--resource gate --new-resource"),
        (
            "event --event-type yard.locker.made_v1 --resource Locker".to_owned(),
            "`Locker` is not the name of a resource",
        ),
        ("event --event-type locker".to_owned(), "`locker` is not the type of an event"),
    ] {
        refused(root.path(), &flags, &[expected]);
    }
}
