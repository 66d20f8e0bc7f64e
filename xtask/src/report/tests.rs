use super::*;

fn report() -> Report {
    let place = Place { file: "spec/room.yaml".to_owned(), line: 12, column: 7 };
    let finding = |kind, level, subject: &str, message: &str, place, facts: &[(&'static str, &str)]| Finding {
        kind,
        level,
        subject: subject.to_owned(),
        message: message.to_owned(),
        place,
        facts: facts.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
    };
    Report {
        title: "Changes of the API".to_owned(),
        summary: "2 changes.".to_owned(),
        findings: vec![
            finding(
                "field-removed",
                Level::Error,
                "Room.capacity",
                "removed",
                Some(place),
                &[("wire", "breaking"), ("release", "minor")],
            ),
            finding("scope-added", Level::Note, "vc:room", "there is a `scope`", None, &[("rust", "addition")]),
        ],
    }
}

/// Returns a report with `text` in each field that can contain text from a spec.
fn hostile(text: &str) -> Report {
    let mut report = report();
    report.title = text.to_owned();
    report.summary = text.to_owned();
    report.findings.truncate(1);
    for finding in &mut report.findings {
        finding.subject = text.to_owned();
        finding.message = text.to_owned();
        finding.facts = vec![("fact", text.to_owned())];
        finding.place = Some(Place { file: text.to_owned(), line: 1, column: 1 });
    }
    report
}

#[test]
fn text_is_in_the_manner_of_rustc() {
    let expected = "\
Changes of the API

error[field-removed]: Room.capacity: removed
  --> spec/room.yaml:12:7
      wire     breaking
      release  minor

note[scope-added]: vc:room: there is a `scope`
      rust  addition

2 changes.";
    assert_eq!(report().render(Format::Text, false), expected);
    let colored = report().render(Format::Text, true);
    assert!(colored.contains("\u{1b}[1;31merror[field-removed]\u{1b}[0m\u{1b}[1m: Room.capacity: removed\u{1b}[0m"));
    assert!(colored.contains("\u{1b}[1;32mnote[scope-added]"), "{colored}");
}

#[test]
fn text_commands_no_terminal() {
    let text = hostile("a\u{1b}[2Jb\nc\rd\u{9b}e").render(Format::Text, false);
    assert_eq!(text.lines().count(), 7, "{text}");
    assert!(text.contains(r": a\u{1b}[2Jb\nc\rd\u{9b}e: a\u{1b}[2Jb"), "{text}");
    assert!(!text.contains(|letter: char| letter.is_control() && letter != '\n'), "{text:?}");
}

#[test]
fn markdown_is_a_table() {
    let expected = r"## Changes of the API

|  | kind | subject | message | place | wire | release | rust |
| --- | --- | --- | --- | --- | --- | --- | --- |
| error | field-removed | Room.capacity | removed | spec/room.yaml:12 | breaking | minor |  |
| note | scope-added | vc:room | there is a \`scope\` |  |  |  | addition |

2 changes.";
    assert_eq!(report().render(Format::Markdown, true), expected);
    let mut nothing = report();
    nothing.findings.clear();
    assert_eq!(nothing.render(Format::Markdown, false), "## Changes of the API\n\n2 changes.");
}

#[test]
fn markdown_shows_what_it_is_given() {
    let text = hostile("a|b`c`<img src=x>\n[d](e) \\| *f* __g__ &lt;").render(Format::Markdown, false);
    let shown = r"a\|b\`c\`&lt;img src=x>\\n\[d\](e) \\\| \*f\* \_\_g\_\_ &amp;lt;";
    let row = format!("| error | field-removed | {shown} | {shown} | {shown}:1 | {shown} |");
    assert_eq!(
        text.lines().collect::<Vec<_>>(),
        [
            &format!("## {shown}"),
            "",
            "|  | kind | subject | message | place | fact |",
            "| --- | --- | --- | --- | --- | --- |",
            &row,
            "",
            shown
        ]
    );
}

#[test]
fn json_is_one_object_in_a_stable_order() {
    let expected = r#"{
  "title": "Changes of the API",
  "summary": "2 changes.",
  "findings": [
    {
      "kind": "field-removed",
      "level": "error",
      "subject": "Room.capacity",
      "message": "removed",
      "place": {
        "file": "spec/room.yaml",
        "line": 12,
        "column": 7
      },
      "facts": {
        "wire": "breaking",
        "release": "minor"
      }
    },
    {
      "kind": "scope-added",
      "level": "note",
      "subject": "vc:room",
      "message": "there is a `scope`",
      "place": null,
      "facts": {
        "rust": "addition"
      }
    }
  ]
}"#;
    assert_eq!(report().render(Format::Json, true), expected);
}

#[test]
fn json_carries_any_text() {
    let text = "a\"b\\\u{0}\u{1b}\n𝔘";
    let read: serde_json::Value = serde_json::from_str(&hostile(text).render(Format::Json, false)).unwrap();
    assert_eq!(read["title"], text);
    assert_eq!(read["findings"][0]["facts"]["fact"], text);
}

#[test]
fn github_annotates_lines() {
    let expected = "\
::error file=spec/room.yaml,line=12,col=7,title=field-removed::Room.capacity: removed%0Awire: breaking%0Arelease: minor
::notice title=scope-added::vc:room: there is a `scope`%0Arust: addition
::notice title=Changes of the API::2 changes.";
    assert_eq!(report().render(Format::Github, true), expected);
}

#[test]
fn github_obeys_nothing_within_texts() {
    let text = hostile("50%\r\n::error file=a,line=1::b").render(Format::Github, false);
    let data = "50%25%0D%0A::error file=a,line=1::b";
    let property = "50%25%0D%0A%3A%3Aerror file=a%2Cline=1%3A%3Ab";
    let expected = format!(
        "::error file={property},line=1,col=1,title=field-removed::{data}: {data}%0Afact: {data}\n\
         ::notice title={property}::{data}"
    );
    assert_eq!(text, expected);
}

#[test]
fn errors_come_first() {
    assert!(Level::Error < Level::Warning && Level::Warning < Level::Note);
}
