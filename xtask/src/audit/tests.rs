use std::fs;

use codegen::ir::Api;

use super::*;

mod command;
pub(crate) mod render;
mod whole_spec;

const PAGES: [&str; 4] = ["create.md", "created.md", "get.md", "overview.md"];

fn fixture(folder: &str, name: &str) -> String {
    let path = format!("{}/tests/{folder}/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(path).unwrap()
}

/// Returns the spec of a fictional platform, with changes.
fn spec(changes: &[(&str, &str)]) -> Texts {
    Texts::from([("spec.yaml".to_owned(), changed(&fixture("audit", "spec.yaml"), changes))])
}

/// Returns the pages of the fictional platform. The changes apply to the page with the name `page`.
fn pages(page: &str, changes: &[(&str, &str)]) -> Texts {
    let texts = PAGES.map(|name| {
        let text = fixture("audit", name);
        (name.to_owned(), if name == page { changed(&text, changes) } else { text })
    });
    texts.into()
}

fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "`{from}` is not there");
        text.replacen(from, to, 1)
    })
}

/// Returns the findings, one per line. Each line has the level, the kind, the place, the subject and the message.
fn found(spec: &Texts, pages: &Texts) -> Vec<String> {
    let report = audit(spec, &pages.clone().into()).unwrap_or_else(|wrong| panic!("{}", wrong.render(pages, false)));
    report
        .findings
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref().map(|place| format!("{}:{}:{}", place.file, place.line, place.column));
            let place = place.unwrap_or_else(|| "nowhere".to_owned());
            format!("{:?} {} {place} {}: {}", finding.level, finding.kind, finding.subject, finding.message)
        })
        .collect()
}

#[test]
fn pages_that_say_what_the_spec_says_differ_in_nothing() {
    assert_eq!(found(&spec(&[]), &pages("", &[])), [""; 0]);
    let report = audit(&spec(&[]), &pages("", &[]).into()).unwrap();
    assert_eq!(
        report.summary,
        "pages read: 4; new differences: 0; warnings: 0; known: 0; pages with errors: 0; pages skipped: 0"
    );
}

/// The audit ignores the values that a page lists for a boolean, whether the page calls the type `bool` or `Boolean`.
#[test]
fn truth_values_are_no_values() {
    let truths =
        |ty: &str| pages("create.md", &[("`boolean`", ty), ("- `true`: 是 - `false`: 否", "- true：是 - false：否")]);
    assert_eq!(found(&spec(&[]), &truths("bool")), [""; 0]);
    assert_eq!(found(&spec(&[]), &truths("Boolean")), [""; 0]);
}

/// Changes one page, and asserts that the audit reports this change and nothing else.
#[track_caller]
fn differs(page: &str, from: &str, to: &str, expected: &str) {
    assert_eq!(found(&spec(&[]), &pages(page, &[(from, to)])), [expected], "`{from}` as `{to}`");
}

#[test]
fn what_is_said_of_an_operation() {
    for (from, to, expected) in [
        (
            "| HTTP Method | POST |",
            "| HTTP Method | PUT |",
            "Error method-differs create.md:11:17 bin.create: the method is `PUT` on the page, but `POST` in the spec",
        ),
        (
            "yard/v1/bins |",
            "yard/v2/bins |",
            "Error path-differs create.md:10:14 bin.create: the path is `/open-apis/yard/v2/bins` on the page, but \
             `/open-apis/yard/v1/bins` in the spec",
        ),
        (
            "/yard/bin/create",
            "/yard/bins/create",
            "Warning documentation-differs create.md:3:11 bin.create: the page has the path `/yard/bins/create`, \
             but the spec has the address `https://example.com/document/yard/bin/create`",
        ),
        (
            "`user_access_token` 或 ",
            "`app_access_token` 或 ",
            "Error tokens-differ create.md:19:32 bin.create: token types on the page: app_access_token, \
             tenant_access_token; in the spec: tenant_access_token, user_access_token",
        ),
        (
            "| 支持的应用类型 | isv,custom |\n",
            "",
            "Error app-types-differ create.md:7:4 bin.create: app types on the page: none; in the spec: custom, isv",
        ),
        (
            "100 次/分钟、5 次/秒",
            "50 次/秒",
            "Error rate-limit-differs create.md:12:12 bin.create: rate limit on the page: 50 a second; in the spec: \
             100 a minute, 5 a second",
        ),
        (
            "`vc:bin` 更新储物箱信息",
            "`vc:bin` 更新储物箱信息 `vc:bin:write` 写入",
            "Error scope-missing create.md:14:28 bin.create: the page names the scope `vc:bin:write`, but the spec does not",
        ),
        (
            "`vc:bin` 更新储物箱信息",
            "-",
            "Warning scope-surplus create.md:7:4 bin.create: the spec names the scope `vc:bin`, but the page does not",
        ),
        (
            "`vc:bin` 更新储物箱信息",
            "`vc:bin` 更新车位",
            "Warning console-name-differs create.md:14:11 bin.create: `vc:bin` is called 更新车位 on the page, but \
             更新储物箱信息 in the spec",
        ),
        (
            "`contact:employee:readonly` 获取用户 ID",
            "-",
            "Error field-scopes-differ create.md:7:4 bin.create: scopes of fields on the page: none; in the spec: \
             contact:employee:readonly",
        ),
        (
            "| 404 | 121004 | data not exist | \\- |\n",
            "",
            "Error error-surplus create.md:7:4 bin.create errors.121004: the spec lists `404 121004 data not exist`, \
             but the page does not",
        ),
        (
            "| 404 | 121004 |",
            "| 403 | 121005 | no permission | \\- |\n| 404 | 121004 |",
            "Error error-missing create.md:48:1 bin.create errors.121005: the page lists `403 121005 no permission`, \
             but the spec does not",
        ),
        (
            "| 404 | 121004 |",
            "| 400 | 121004 |",
            "Error error-differs create.md:48:1 bin.create errors.121004: `400 data not exist` on the page, but \
             `404 data not exist` in the spec",
        ),
    ] {
        differs("create.md", from, to, expected);
    }
}

#[test]
fn what_is_said_of_fields() {
    for (from, to, expected) in [
        (
            "| `extra` |",
            "| `colour` | `string` | 否 | 颜色 |\n| `extra` |",
            "Error field-missing create.md:31:1 bin.create body.colour: the page has this field of type \
             `string`, but the spec does not",
        ),
        (
            "| `layer` | `int` | 否 | 层位<br>**数据校验规则**：<br>- 取值范围：`-3` ～ `9` |\n",
            "",
            "Error field-surplus create.md:7:4 bin.create body.layer: the spec has this field, but the page does not",
        ),
        (
            "| `extra` | `map<string, string>` |",
            "| `extra` | `string` |",
            "Error type-differs create.md:31:1 bin.create body.extra: the type is `string` on the page, but `map` in \
             the spec",
        ),
        (
            "| `extra` | `map<string, string>` | 否 |",
            "| `extra` | `map<string, string>` | 是 |",
            "Error required-differs create.md:31:1 bin.create body.extra: the field is `required` on the page, but \
             `optional` in \
             the spec",
        ),
        (
            "- `right`: 右",
            "- `right`: 右<br>- `both`: 两侧",
            "Error value-missing create.md:29:79 bin.create body.side: the page lists the value `both`, but the spec \
             does not",
        ),
        (
            "**默认值**：`false`",
            "**默认值**：`true`",
            "Error default-differs create.md:23:1 bin.create query.dry_run: the default is `true` on the page, but \
             `false` in \
             the spec",
        ),
        (
            "**默认值**：`false`",
            "",
            "Error default-differs create.md:23:1 bin.create query.dry_run: the default is `false` in the spec, but \
             the page \
             does not state the default",
        ),
        (
            "`-3` ～ `9`",
            "`-3` ～ `10`",
            "Error range-differs create.md:28:1 bin.create body.layer: the range is `-3 to 10` on the page, but `-3 \
             to 9` in \
             the spec",
        ),
        (
            "- 最大长度：`9`",
            "- 最大长度：`8`",
            "Error length-differs create.md:30:1 bin.create body.hues: the length is `at most 8` on the page, but `at \
             most 9` \
             in the spec",
        ),
        (
            "└ `width` | `float` |",
            "└ `width` | `int` |",
            "Error type-differs create.md:41:1 bin.create response.bin.width: the type is `int` on the page, but \
             `float` in the \
             spec",
        ),
    ] {
        differs("create.md", from, to, expected);
    }
}

#[test]
fn what_is_said_of_an_event() {
    for (from, to, expected) in [
        (
            "| 支持的应用类型 | custom |",
            "| 支持的应用类型 | isv |",
            "Error app-types-differ created.md:6:13 event.bin_created: app types on the page: isv; in the spec: custom",
        ),
        (
            "`contact:employee:readonly`",
            "`contact:other:readonly`",
            "Error field-scopes-differ created.md:8:13 event.bin_created: the page names the scope \
             `contact:other:readonly` for fields, \
             but the spec does not",
        ),
        (
            "└ `owner` |",
            "└ `holder` |",
            "Error field-missing created.md:16:1 event.bin_created event.bin.holder: the page has this field of type \
             `string`, but the spec does not",
        ),
    ] {
        differs("created.md", from, to, expected);
    }
}

#[test]
fn what_an_overview_lists() {
    for (from, to, expected) in [
        (
            "`GET` /open",
            "`PUT` /open",
            "Error method-differs overview.md:5:1 bin.get: the method is `PUT` on the page, but `GET` in the spec",
        ),
        (
            "`tenant_access_token` | |",
            "`user_access_token` | |",
            "Error tokens-differ overview.md:5:1 bin.get: token types on the page: user_access_token; in the spec: \
             tenant_access_token",
        ),
        (
            "`tenant_access_token` | | ✓",
            "`tenant_access_token` | ✓ | ✓",
            "Error app-types-differ overview.md:5:1 bin.get: app types on the page: custom, isv; in the spec: custom",
        ),
        (
            "| 更新储物箱信息 | `tenant",
            "| 删除储物箱 | `tenant",
            "Error scope-missing overview.md:4:45 bin.create: the overview lists the scope 删除储物箱, but in the spec, no scope \
             of this item has this console name",
        ),
        (
            "| 查询储物箱<br>",
            "| 删除储物箱<br>`DELETE` /open-apis/yard/v1/bins/:bin_id | - | - | | |\n| 查询储物箱<br>",
            "Error operation-missing overview.md:5:1 DELETE /open-apis/yard/v1/bins/{bin_id}: the page has this item, \
             but the spec does not",
        ),
        (
            "| 储物箱创建 |",
            "| 储物箱删除 | 删除时 | - | yard.bin.deleted_v1 | | |\n| 储物箱创建 |",
            "Error event-missing overview.md:9:1 yard.bin.deleted_v1: the page has this item, but the spec does not",
        ),
    ] {
        differs("overview.md", from, to, expected);
    }
}

#[test]
fn pages_about_what_the_spec_has_not() {
    let mut pages = pages("", &[]);
    pages.insert("new.md".to_owned(), changed(&fixture("audit", "get.md"), &[("v1/bins", "v1/posts")]));
    pages.insert("sent.md".to_owned(), changed(&fixture("audit", "created.md"), &[("bin.created", "post.sent")]));
    assert_eq!(
        found(&spec(&[]), &pages),
        [
            "Error operation-missing new.md:5:17 GET /open-apis/yard/v1/posts/{bin_id}: the page has this item, but the spec \
             does not",
            "Error event-missing sent.md:5:10 yard.post.sent_v1: the page has this item, but the spec does not",
        ]
    );
}

#[test]
fn what_no_page_names_is_missed_where_there_is_an_overview() {
    let overview = changed(
        &fixture("audit", "overview.md"),
        &[
            ("| 储物箱创建 | 创建时 | 获取储物箱信息 | yard.bin.created_v1 | | ✓ |\n", ""),
            (
                "| 查询储物箱<br>`GET` /open-apis/yard/v1/bins/:bin_id | 更新储物箱信息<br>获取储物箱信息 | `tenant_access_token` | | ✓ |\n",
                "",
            ),
        ],
    );
    let only = Texts::from([("overview.md".to_owned(), overview.clone())]);
    assert_eq!(
        found(&spec(&[]), &only),
        [
            "Error event-surplus nowhere event.bin_created: the spec has this item, but no page names the item",
            "Error operation-surplus nowhere bin.get: the spec has this item, but no page names the item",
        ]
    );
    let mut all = pages("", &[]);
    all.insert("overview.md".to_owned(), overview);
    assert_eq!(found(&spec(&[]), &all), [""; 0], "they have pages of their own");
    let one = Texts::from([("get.md".to_owned(), fixture("audit", "get.md"))]);
    assert!(!found(&spec(&[]), &one).iter().any(|found| found.contains("bin.create")), "one page is not all pages");
}

#[test]
fn what_is_shared_need_not_be_on_each_page() {
    let without = [("| &nbsp;&nbsp;&nbsp;&nbsp;└ `owner` | `string` | 所有者 |\n", "")];
    assert_eq!(found(&spec(&[]), &pages("get.md", &without)), [""; 0], "the event's page has it");
    let mut pages = pages("get.md", &without);
    pages.insert("created.md".to_owned(), changed(&fixture("audit", "created.md"), &without));
    assert_eq!(
        found(&spec(&[]), &pages),
        ["Error field-surplus create.md:38:1 bin.create response.bin.owner: the spec has this field, but the page \
             does not"]
    );
    pages.remove("created.md");
    assert_eq!(
        found(&spec(&[]), &pages),
        ["Warning field-surplus create.md:38:1 bin.create response.bin.owner: the spec has this field, but the \
             page does not"],
        "a page that is not given may have it"
    );
}

#[test]
fn a_value_that_no_page_lists_is_surplus() {
    let mut pages = pages("create.md", &[("<br>- `right`: 右", "")]);
    pages.insert("get.md".to_owned(), changed(&fixture("audit", "get.md"), &[(" - `right`: 右", "")]));
    assert_eq!(
        found(&spec(&[]), &pages),
        ["Error value-surplus create.md:29:1 bin.create body.side: the spec lists the value `right`, but the page \
             does not"]
    );
}

#[test]
fn contradictions_that_the_spec_records_are_known() {
    let changes = [("`user_access_token` 或 ", ""), ("| `name` | `string` |", "| `name` | `int` |")];
    let mut pages = pages("create.md", &changes);
    let overview = changed(&fixture("audit", "overview.md"), &[("`tenant_access_token` `user", "`user")]);
    pages.insert("overview.md".to_owned(), overview);
    let report = audit(&spec(&[]), &pages.into()).unwrap();
    let levels: Vec<_> = report.findings.iter().map(|finding| (finding.kind, finding.level)).collect();
    let note = |kind| (kind, Level::Note);
    assert_eq!(levels, [note("tokens-differ"), note("type-differs"), note("tokens-differ")]);
    let facts = [("spec", "spec.yaml:21:18"), ("page", "tenant_access_token"), ("known", "The union of both.")];
    assert_eq!(report.findings[0].facts, facts.map(|(name, value)| (name, value.to_owned())));
    assert_eq!(
        report.summary,
        "pages read: 4; new differences: 0; warnings: 0; known: 3; pages with errors: 0; pages skipped: 0"
    );
}

#[test]
fn facts_lead_to_the_spec_and_tell_what_is_new() {
    let changes = [("`-3` ～ `9`", "`1` ～ `2`"), ("- `right`: 右", "- `right`: 右 - `both`: 两侧")];
    let report = audit(&spec(&[]), &pages("create.md", &changes).into()).unwrap();
    let facts: Vec<_> = report.findings.iter().map(|finding| finding.facts.as_slice()).collect();
    let fact = |name, value: &str| (name, value.to_owned());
    assert_eq!(
        facts,
        [
            &[fact("spec", "spec.yaml:36:11"), fact("page", "1 to 2")][..],
            &[fact("meaning", "两侧"), fact("spec", "spec.yaml:37:11"), fact("page", "both")]
        ]
    );
}

#[test]
fn what_cannot_be_read_is_refused_at_once() {
    let mut pages = pages("get.md", &[("| HTTP Method | GET |\n", "")]);
    pages.insert("a.md".to_owned(), "```\n".to_owned());
    let wrong = audit(&spec(&[("operationId: bin.get", "operationID: bin.get")]), &pages.into()).unwrap_err();
    let codes: Vec<_> = wrong.iter().map(codegen::diagnostic::Diagnostic::code).collect();
    assert_eq!(codes, ["page-fence", "page-kind", "page-missing", "key-unknown"]);
}

#[test]
fn pages_about_the_real_platform() {
    let spec = files::spec(&files::root()).unwrap();
    let pages: Texts = ["note_get.md", "room_search.md", "room_deleted.md"]
        .map(|name| (name.to_owned(), fixture("audit/real", name)))
        .into();
    assert_eq!(found(&spec, &pages).iter().filter(|found| !is_of_a_shared_type(found)).collect::<Vec<_>>(), [""; 0]);
}

/// Returns whether a finding reports that the page of `room_deleted` lacks a field of `room`. Several events share the type
/// of `room`. The field is on the page of another event, and the test does not read that page.
fn is_of_a_shared_type(found: &str) -> bool {
    found.starts_with("Warning field-surplus room_deleted.md:15:1 event.room_deleted event.room.")
}

/// An item of the spec names a source other than a page, such as the official SDK. The audit reports the item if a page has
/// the item too.
#[test]
fn what_has_another_source() {
    let source = "x-source: {name: official SDK, sure: true}";
    let get = "externalDocs: {url: https://example.com/document/yard/bin/get}";
    let created = "externalDocs: {url: https://example.com/document/yard/bin/created}";
    for (at, page, without, subject) in [
        (get, "get.md", None, "bin.get"),
        (created, "created.md", None, "event.bin_created"),
        ("{name: dry_run, ", "create.md", Some("| `dry_run`"), "bin.create query.dry_run"),
        ("hues: {", "create.md", Some("| `hues`"), "bin.create body.hues"),
        (
            "{http: 404, code: 121004, message: data not exist, name: not_found}\n",
            "create.md",
            Some("| 404"),
            "bin.create errors.121004",
        ),
    ] {
        let to = match at.split_once('{') {
            Some((before, after)) if without.is_some() => format!("{before}{{{source}, {after}"),
            _ => source.to_owned(),
        };
        let spec = spec(&[(at, &to)]);
        let on_a_page = found(&spec, &pages("", &[]));
        let expected = |line: &String| line.starts_with("Error page-found") && line.contains(&format!(" {subject}: "));
        assert!(on_a_page.iter().any(|line| line.contains(page)), "{subject}: {on_a_page:?}");
        assert!(on_a_page.iter().all(expected), "{subject}: {on_a_page:?}");
        let less = fixture("audit", page);
        let less = less.lines().filter(|line| !without.is_some_and(|row| line.contains(row)));
        let mut pages = pages("", &[]);
        pages.insert(page.to_owned(), less.collect::<Vec<_>>().join("\n"));
        if without.is_none() {
            pages.remove(page);
            let path = if page == "get.md" { "bins/:bin_id" } else { "bin.created_v1" };
            let overview = fixture("audit", "overview.md");
            let others = overview.lines().filter(|line| !line.contains(path));
            pages.insert("overview.md".to_owned(), others.collect::<Vec<_>>().join("\n"));
        }
        assert_eq!(found(&spec, &pages), [""; 0], "{subject}");
    }
}
