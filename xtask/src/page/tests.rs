use std::fmt::Write as _;

use codegen::source::Texts;
use proptest::prelude::*;

use super::*;

mod forms;

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/pages/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

fn refused(name: &str, text: &str) -> String {
    let texts = Texts::from([(name.to_owned(), text.to_owned())]);
    read(name, text).unwrap_err().render(&texts, false)
}

/// Lists the values of a page, one per line. Each value follows its line number in the page.
fn listing(page: &Page) -> String {
    match page {
        Page::Overview(overview) => overview_listing(overview),
        Page::Operation(operation) => operation_listing(operation),
        Page::Event(event) => event_listing(event),
    }
}

fn overview_listing(overview: &Overview) -> String {
    let mut out = String::new();
    for resource in &overview.resources {
        let _ = writeln!(out, "{} resource {}", resource.at.line, resource.name);
        for row in &resource.methods {
            let MethodRow { name, http_method, path, scopes, tokens, app_types, at } = row;
            let scopes: Vec<_> = scopes.iter().map(|scope| (&scope.value, scope.at.column)).collect();
            let _ = writeln!(out, "{} {name}: {http_method} {path}; {tokens:?} {scopes:?} {app_types:?}", at.line);
        }
        for row in &resource.events {
            let EventRow { name, fires, scopes, event_type, app_types, at } = row;
            let scopes: Vec<_> = scopes.iter().map(|scope| &scope.value).collect();
            let _ = writeln!(out, "{} {name}, {fires}: {event_type}; {scopes:?} {app_types:?}", at.line);
        }
    }
    out
}

fn operation_listing(operation: &Operation) -> String {
    let Operation { head, method, path, rate_limit, app_types, scopes, field_scopes, tokens, example, .. } = operation;
    let mut out = head_listing(head);
    let _ = writeln!(out, "{} {} {}", path.at.line, method.value, path.value);
    let _ = writeln!(out, "{:?}\n{:?}\n{:?}", rate_limit, app_types, tokens);
    scopes_listing(&mut out, "scope", scopes);
    scopes_listing(&mut out, "field scope", field_scopes);
    let tables = [&operation.path_params, &operation.query, &operation.body, &operation.response];
    for (title, fields) in ["path", "query", "body", "response"].into_iter().zip(tables) {
        let _ = writeln!(out, "{title}:");
        fields_listing(&mut out, 1, fields);
    }
    for ErrorRow { http, code, message, advice, at } in &operation.errors {
        let _ = writeln!(out, "{} error {http} {code} {message:?} {advice:?}", at.line);
    }
    let _ = write!(out, "{example:?}");
    out
}

fn event_listing(event: &Event) -> String {
    let mut out = head_listing(&event.head);
    let _ = writeln!(out, "{} {}\n{:?}", event.event_type.at.line, event.event_type.value, event.app_types);
    scopes_listing(&mut out, "scope", &event.scopes);
    scopes_listing(&mut out, "field scope", &event.field_scopes);
    fields_listing(&mut out, 1, &event.body);
    let _ = write!(out, "{:?}", event.example);
    out
}

fn head_listing(head: &Head) -> String {
    format!("{} {}: {:?} {:?}\n", head.at.line, head.title, head.full_path, head.update_time)
}

fn scopes_listing(out: &mut String, what: &str, scopes: &[Scope]) {
    for Scope { wire, console_name, at } in scopes {
        let _ = writeln!(out, "{}:{} {what} {wire} {console_name}", at.line, at.column);
    }
}

fn fields_listing(out: &mut String, depth: usize, fields: &[PageField]) {
    for field in fields {
        let PageField { name, ty, required, description, example, values, default, bounds, fields, at } = field;
        let indent = "  ".repeat(depth);
        let _ = writeln!(out, "{}{indent}{name}: {ty} {required:?} {description:?} {example:?} {default:?}", at.line);
        if *bounds != Bounds::default() {
            let Bounds { minimum, maximum, min_length, max_length } = bounds;
            let values = [minimum, maximum].map(|bound| bound.as_ref().map(ToString::to_string));
            let _ = writeln!(out, "{indent}   values {values:?} lengths {min_length:?} {max_length:?}");
        }
        for EnumValue { value, meaning, at } in values {
            let _ = writeln!(out, "{indent}   {}:{} {value} = {meaning}", at.line, at.column);
        }
        fields_listing(out, depth + 1, fields);
    }
}

#[test]
fn pages_are_read() {
    for name in ["overview", "storage_bin_search", "storage_bin_created"] {
        let page = read(name, &fixture(&format!("{name}.md"))).unwrap().unwrap();
        insta::assert_snapshot!(name, listing(&page));
    }
}

#[test]
fn damaged_pages_are_refused_with_all_that_is_wrong() {
    for name in ["damaged_operation", "damaged_overview"] {
        let file = format!("{name}.md");
        insta::assert_snapshot!(name, refused(&file, &fixture(&file)));
    }
}

#[test]
fn windows_files_are_read_as_others() {
    for name in ["overview.md", "storage_bin_search.md", "storage_bin_created.md"] {
        let text = fixture(name);
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(listing(&read(name, &windows).unwrap().unwrap()), listing(&read(name, &text).unwrap().unwrap()));
    }
}

const REQUEST: &str = "## 请求\n| | |\n|-|-|\n| 权限要求 | - |\n";
const EVENT: &str = "## 事件\n| | |\n|-|-|\n| 权限要求 | - |\n";

#[test]
fn the_kind_of_a_page_is_told_from_its_sections() {
    for (text, expected) in [
        (&*[REQUEST, EVENT].concat(), "this file contains more than one page"),
        (&*["### 资源：甲\n", REQUEST].concat(), "this file contains more than one page"),
        ("---\ntitle: x\n", "the front matter does not end"),
        ("```\n## 请求\n", "this block does not end"),
        ("## Request\n| | |\n|-|-|\n| HTTP URL | https://a/b |\n", "the kind of this page is unknown"),
        ("# 标题\n|a|b|\n|-|-|\n|事件类型|a.b_v1|\n", "the kind of this page is unknown"),
    ] {
        let report = refused("a.md", text);
        assert!(report.contains(expected), "{report}");
    }
}

/// A guide may have the section titles of other pages, and characters that other pages must not contain.
#[test]
fn a_text_that_describes_nothing_is_no_page() {
    for text in [
        "",
        "# 标题\n## 请求\n发送。\n## 事件\n| 事件 | 说明 |\n|-|-|\n| 移动 | 见下 |\n",
        "# 常见问题\n| a | b |\nc \u{202e}\n",
        "| 事件类型 | 说明 |\n|-|-|\n| 事件类型 | 见下 |\n",
    ] {
        assert!(read("a.md", text).unwrap().is_none(), "{text}");
    }
}

#[test]
fn what_must_be_there_is_missed() {
    let report = refused("a.md", REQUEST);
    assert!(report.contains("there is no row `HTTPURL` below this heading"), "{report}");
    assert!(report.contains("there is no row `HTTPMethod` below this heading"), "{report}");
    assert!(refused("a.md", EVENT).contains("there is no row `事件类型` below this heading\n --> a.md:1:4"));
}

/// Reads a text and renders the errors of the text. No step may panic.
fn survive(text: &str) {
    if let Err(diagnostics) = read("a.md", text) {
        assert!(!diagnostics.is_empty());
        diagnostics.render(&Texts::from([("a.md".to_owned(), text.to_owned())]), false);
    }
}

const FRAGMENTS: [&str; 28] = [
    "|",
    "∟",
    "&emsp;",
    "→",
    "- true：",
    "- 正则校验：`^a{1,2}$`",
    "### 事件体",
    "`",
    "\\",
    "<br>",
    "&nbsp;",
    "└",
    "\n",
    "\r\n",
    "---",
    "| --- |",
    "## 请求",
    "## 事件",
    "### 请求体",
    "**",
    "**可选值有**：",
    "- `1`: ",
    "[",
    "](",
    "```",
    "取值范围：",
    "\u{feff}",
    "é",
];

proptest! {
    #[test]
    fn no_text_brings_the_reader_down(text in "\\PC*", fragments in prop::collection::vec(0..FRAGMENTS.len(), 0..60)) {
        survive(&text);
        let fragments: String = fragments.into_iter().map(|at| FRAGMENTS[at]).collect();
        survive(&fragments);
    }

    #[test]
    fn no_changed_page_brings_the_reader_down(
        page in 0..5_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..FRAGMENTS.len(), 0..40_usize), 1..8),
    ) {
        let names = ["overview", "storage_bin_search", "storage_bin_created", "damaged_operation", "damaged_overview"];
        let mut characters: Vec<char> = fixture(&format!("{}.md", names[page])).chars().collect();
        for (at, fragment, removed) in changes {
            let at = at.index(characters.len().max(1)).min(characters.len());
            let end = (at + removed).min(characters.len());
            characters.splice(at..end, FRAGMENTS[fragment].chars());
        }
        survive(&characters.into_iter().collect::<String>());
    }
}

#[test]
fn characters_that_nobody_sees_are_refused_with_their_line() {
    let page = fixture("storage_bin_search.md");
    let title = page.lines().find(|line| line.starts_with("# ")).unwrap();
    let said = refused("page.md", &page.replace(title, &format!("{title} \u{202e}x")));
    assert!(said.contains("error[page-character]: the page contains U+202E, an invisible character"), "{said}");
    let line = 1 + page.lines().position(|line| line == title).unwrap();
    assert!(said.contains(&format!("--> page.md:{line}:")) && said.contains("1 error;"), "{said}");
    assert!(read("page.md", &page.replace('\n', "\r\n")).is_ok(), "ends of lines are none");
}
