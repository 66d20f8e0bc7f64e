//! Import of new operations, events and resources.

use super::*;

/// Returns the lines that were inserted into a file. Fails unless the file still has all old lines, in the same order.
fn inserted(before: &str, after: &str) -> String {
    let mut old = before.split_inclusive('\n').peekable();
    let new: String = after.split_inclusive('\n').filter(|line| old.next_if_eq(line).is_none()).collect();
    assert_eq!(old.next(), None, "a line was changed or is gone");
    new
}

#[test]
fn beside_what_is_there() {
    let spec = spec();
    let done = imported(&spec, &pages(&["door_list.md", "door_opened.md"]));
    let mut shown = String::new();
    for (file, text) in &done.texts {
        shown.push_str(&format!("======== {file}\n{}", inserted(&spec[file], text)));
    }
    shown.push_str(&format!("======== says\n{}\n", done.report(false).render(Format::Text, false)));
    insta::assert_snapshot!("beside_what_is_there", shown);
}

#[test]
fn a_new_resource() {
    let done = imported(&spec(), &pages(&["badge_create.md", "badge_download.md"]));
    insta::assert_snapshot!("a_new_resource", done.texts["spec/badge.yaml"]);
}

#[test]
fn it_is_told_where_things_stand_now() {
    let done = imported(&spec(), &pages(&["door_list.md", "badge_create.md"]));
    for finding in &done.findings {
        let place = finding.place.as_ref().unwrap();
        let line = done.texts[&place.file].lines().nth(place.line - 1).unwrap();
        let expected = match finding.kind {
            "unfinished" => "TODO: ",
            "schema-added" | "scope-added" => finding.message.split('`').nth(1).unwrap(),
            "resource-added" => "x-resource",
            "operation-added" => {
                if finding.message.starts_with("GET") {
                    "get:"
                } else {
                    "post:"
                }
            }
            other => panic!("{other}"),
        };
        assert!(line.contains(expected), "{finding:?}: {line}");
    }
}

#[test]
fn a_second_time_there_is_nothing_to_do() {
    let all =
        ["badge_create.md", "badge_download.md", "door_list.md", "door_opened.md", "locker_get.md", "locker_search.md"];
    let once = imported(&spec(), &pages(&all));
    let twice = imported(&once.texts, &pages(&all));
    assert_eq!(twice.texts, once.texts);
    assert!(twice.findings.iter().all(|finding| finding.kind == LEFT), "{:?}", twice.findings);
}

#[test]
fn pages_one_by_one_make_what_they_make_together() {
    let names = ["badge_create.md", "badge_download.md", "door_list.md", "door_opened.md"];
    let one_by_one = names.iter().fold(spec(), |spec, name| imported(&spec, &pages(&[name])).texts);
    assert_eq!(one_by_one, imported(&spec(), &pages(&names)).texts);
}

/// Replaces each `TODO:` mark: in `title` with a name, in `url` with a URL, and in any other key with words.
fn filled(texts: &Texts) -> Texts {
    let filled = |text: &String| {
        let mut parts = text.split("'TODO: ");
        let mut out = parts.next().unwrap().to_owned();
        for (number, part) in parts.enumerate() {
            let (_, rest) = part.replace("''", "").split_once('\'').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
            let is = |key: &str| out.ends_with(&format!("{key}: "));
            let written = match () {
                () if is("title") => format!("Name{number}"),
                () if is("url") => format!("https://example.com/{number}"),
                () => format!("Words {number}."),
            };
            out.push_str(&written);
            out.push_str(&rest);
        }
        out
    };
    texts.iter().map(|(file, text)| (file.clone(), filled(text))).collect()
}

#[test]
fn the_generator_refuses_it_until_all_marks_are_filled_in() {
    let done = imported(&spec(), &pages(&["badge_create.md", "badge_download.md", "door_list.md", "door_opened.md"]));
    let to_do = done.findings.iter().filter(|finding| finding.kind == "unfinished");
    let told: Vec<_> = to_do.map(|finding| finding.place.clone().unwrap()).map(|at| (at.file, at.line)).collect();
    let marks = done.texts.iter().flat_map(|(file, text)| {
        let lines = text.lines().enumerate();
        lines.flat_map(move |(line, text)| vec![(file.clone(), line + 1); text.matches("TODO: ").count()])
    });
    assert_eq!(told, marks.collect::<Vec<_>>());
    let wrong = codegen::generate(&done.texts).unwrap_err();
    assert_eq!(wrong.len(), told.len());
    assert!(wrong.iter().all(|one| one.code() == "unfinished" && one.place().is_some()));
    let filled = filled(&done.texts);
    codegen::generate(&filled).unwrap_or_else(|wrong| panic!("{}", wrong.render(&filled, false)));
}

#[test]
fn what_cannot_be_written_of_something_new_is_told() {
    let page = fixture("pages/door_opened.md").replace("### 事件体", "| 字段权限要求 | `a:b` 甲 |\n### 事件体");
    let done = imported(&spec(), &Texts::from([("page.md".to_owned(), page)]));
    let left: Vec<_> = done.findings.iter().filter(|finding| finding.kind == LEFT).collect();
    let [left] = left.as_slice() else { panic!("{left:?}") };
    // The page does not say which fields need the scope, so the import cannot write the scope.
    assert_eq!(left.message, "the page names the scope `a:b` for fields, but the spec does not");
    assert_eq!((left.subject.as_str(), left.level), ("event.locker_open_door", Level::Warning));
}

/// An input in the query and an input in the body get different names in Rust. The Rust names differ even if the names on
/// the page are equal, or differ only in punctuation.
#[test]
fn names_that_are_taken() {
    let query =
        "### 查询参数\n| 名称 | 类型 | 必填 | 描述 |\n| --- | --- | --- | --- |\n| `labels` | `string` | 否 | 标签 |\n";
    let field = "| `extra` | `object` | 否 | 其他 |\n";
    let with_query = fixture("pages/badge_create.md").replace("### 请求体", &format!("{query}### 请求体"));
    let page = with_query.replace(field, &format!("{field}| `locker-ids` | `string` | 否 | 储物柜 |\n"));
    let at_once = imported(&spec(), &Texts::from([("page.md".to_owned(), page.clone())]));
    let badge = &at_once.texts["spec/badge.yaml"];
    for written in [
        "{name: labels, in: query, x-rust-name: labels_in_query,",
        "locker-ids: {type: string, x-rust-name: locker_ids_in_body,",
    ] {
        assert!(badge.contains(written), "{badge}");
    }
    // The spec already has the input `labels` in the body. The import adds the input `labels` in the query.
    let before = imported(&spec(), &pages(&["badge_create.md"]));
    let later = imported(&before.texts, &Texts::from([("page.md".to_owned(), page)]));
    let filled = filled(&later.texts);
    codegen::generate(&filled).unwrap_or_else(|wrong| panic!("{}", wrong.render(&filled, false)));
    assert!(later.texts["spec/badge.yaml"].contains("x-rust-name: labels_in_query"), "{:?}", later.texts);
}

/// A custom method after a colon stays unchanged. A name after a slash and a colon is a parameter.
#[test]
fn paths_with_colons() {
    let page = |path: &str| {
        let text = fixture("pages/locker_get.md").replace("/lockers/:locker_id", path);
        Texts::from([("page.md".to_owned(), text.replace("/locker/get", "/locker/other"))])
    };
    let done = imported(&spec(), &page("/lockers/:locker_id:open"));
    let written = &done.texts["spec/locker.yaml"];
    assert!(written.contains("  /open-apis/yard/v1/lockers/{locker_id}:open:\n    get:\n"), "{written}");
    let done = imported(&spec(), &page("/lockers/:locker_id/doors_of/"));
    let written = &done.texts["spec/locker.yaml"];
    assert!(written.contains("  /open-apis/yard/v1/lockers/{locker_id}/doors_of/:\n    get:\n"), "{written}");
    for (path, expected, help) in [
        (
            "/lockers/all/:batch",
            "the page does not describe the parameter `batch` of",
            "add a row to the path parameters of the page",
        ),
        ("/lockers/:locker_id//", "`/open-apis/yard/v1/lockers/{locker_id}//` is not a path", "write a path like"),
    ] {
        let pages = page(path);
        let imported = import(&spec(), &Files::from(pages.clone())).and_then(|done| done.of_all(&spec()));
        let said = why(imported.unwrap_err(), &pages);
        assert!(said.contains(expected) && said.contains(help) && said.contains("--> page.md:"), "{said}");
    }
}
