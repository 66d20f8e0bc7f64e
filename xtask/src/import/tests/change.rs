//! Import of pages that changed after their operations and events were written into the spec.

use super::*;

/// Replaces one text of a page, and imports the page. Returns the changed lines of the spec, and the findings.
fn change(page: &str, from: &str, to: &str) -> (Vec<String>, Vec<Finding>) {
    let text = fixture(&format!("pages/{page}"));
    assert!(text.contains(from), "`{from}` is not on the page");
    let pages = Texts::from([(page.to_owned(), text.replacen(from, to, 1))]);
    let done = imported(&spec(), &pages);
    let again = imported(&done.texts, &pages);
    assert_eq!(changed_lines(&done.texts, &again.texts), [""; 0], "a second time, `{from}` as `{to}`");
    (changed_lines(&spec(), &done.texts), done.findings)
}

#[track_caller]
fn changes(page: &str, from: &str, to: &str, expected: &[&str]) {
    assert_eq!(change(page, from, to).0, expected, "`{from}` as `{to}`");
}

#[test]
fn what_is_the_same_stays() {
    changes("locker_get.md", "", "", &[]);
    changes("locker_search.md", "", "", &[]);
}

#[test]
fn what_is_said_of_an_operation() {
    changes(
        "locker_get.md",
        "100 次/分钟",
        "50 次/秒",
        &["-x-rate-limit: {per_minute: 100}", "+x-rate-limit: {per_second: 50}"],
    );
    changes(
        "locker_search.md",
        "| 支持的应用类型",
        "| 接口频率限制 | 50 次/秒 |\n| 支持的应用类型",
        &["+x-rate-limit: {per_second: 50}"],
    );
    changes(
        "locker_get.md",
        "| custom |",
        "| custom,isv |",
        &["-x-app-types: [custom]", "+x-app-types: [custom, isv]"],
    );
    changes(
        "locker_get.md",
        "`yard:locker:readonly` 获取储物柜",
        "`yard:locker:readonly` 获取储物柜 `yard:look` 看",
        &[
            "-x-scopes: [yard:locker:readonly] # read alone",
            "+x-scopes: [yard:locker:readonly, yard:look] # read alone",
            "+yard:look: {summary: 'TODO: 看', console-name: 看}",
        ],
    );
    changes(
        "locker_get.md",
        "### 请求头",
        "| 字段权限要求 | `a:first` 一 `yard:locker` 更新储物柜 |\n### 请求头",
        &["+x-field-scopes: [a:first, yard:locker]", "+a:first: {summary: 'TODO: 一', console-name: 一}"],
    );
    changes(
        "locker_get.md",
        "| 400 | 121003 | param error |",
        "| 400 | 121003 | param, error |",
        &[
            "-- {http: 400, code: 121003, message: param error, name: invalid_parameter}",
            "+- {http: 400, code: 121003, message: 'param, error', name: invalid_parameter}",
        ],
    );
    changes(
        "locker_get.md",
        "| 400 | 121003",
        "| 404 | 121004 | gone | \\- |\n| 400 | 121003",
        &["+- {http: 404, code: 121004, message: gone, name: gone}"],
    );
}

#[test]
fn what_is_said_of_fields() {
    changes(
        "locker_get.md",
        "| `layer` | `int` | 否 | 层 |",
        "| `layer` | `int` | 是 | 层<br>**默认值**：`2` |",
        &[
            "-- {name: layer, in: query, schema: {type: integer}, description: Which layer.}",
            "+- {name: layer, in: query, required: true, schema: {type: integer, default: 2}, description: Which layer.}",
        ],
    );
    changes(
        "locker_search.md",
        "最大长度：`50`",
        "长度范围：`1` ～ `60`",
        &[
            "-x-body: {type: object, required: [text], properties: {text: {type: string, maxLength: 50}, sort: {$ref: '#/components/schemas/Sort'}}}",
            "+x-body: {type: object, required: [text], properties: {text: {type: string, minLength: 1, maxLength: 60}, sort: {$ref: '#/components/schemas/Sort'}}}",
        ],
    );
    changes(
        "locker_search.md",
        "| `sort` | `string` | 否 |",
        "| `sort` | `string` | 是 |",
        &[
            "-x-body: {type: object, required: [text], properties: {text: {type: string, maxLength: 50}, sort: {$ref: '#/components/schemas/Sort'}}}",
            "+x-body: {type: object, required: [text, sort], properties: {text: {type: string, maxLength: 50}, sort: {$ref: '#/components/schemas/Sort'}}}",
        ],
    );
    changes(
        "locker_get.md",
        "- `2`: 锁上",
        "- `2`: 锁上 - `3`: 坏了",
        &["+- {const: 3, title: 'TODO: 坏了', description: 'TODO: 坏了'}"],
    );
    changes(
        "locker_search.md",
        "- `desc`: 降序",
        "- `desc`: 降序 - `by_size`: 大小",
        &[
            "-Sort: {type: string, oneOf: [{const: asc, title: Asc}, {const: desc, title: Desc}]}",
            "+Sort: {type: string, oneOf: [{const: asc, title: Asc}, {const: desc, title: Desc}, {const: by_size, title: BySize, description: 'TODO: 大小'}]}",
        ],
    );
}

#[test]
fn fields_that_are_new() {
    changes(
        "locker_get.md",
        "| `layer` |",
        "| `side` | `string` | 是 | 侧 |\n| `layer` |",
        &["+- {name: side, in: query, required: true, schema: {type: string}, description: 'TODO: 侧'}"],
    );
    changes(
        "locker_search.md",
        "| `sort` |",
        "| `keeper_ids` | `string\\[\\]` | 是 | 保管人 |\n| `sort` |",
        &[
            "-x-body: {type: object, required: [text], properties: {text: {type: string, maxLength: 50}, sort: {$ref: '#/components/schemas/Sort'}}}",
            "+x-body: {type: object, required: [text, keeper_ids], properties: {text: {type: string, maxLength: 50}, keeper_ids: {type: array, items: {type: string}, description: 'TODO: 保管人 (which object has this id?)'}, sort: {$ref: '#/components/schemas/Sort'}}}",
        ],
    );
    let state = "| &nbsp;&nbsp;&nbsp;&nbsp;└ `state` |";
    let size = "| &nbsp;&nbsp;&nbsp;&nbsp;└ `size` | `box_size` | 尺寸 |\n| &nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;└ `width` | `int` | 宽 |\n";
    changes(
        "locker_get.md",
        state,
        &format!("{size}{state}"),
        &[
            "+size: {$ref: '#/components/schemas/BoxSize'}",
            "+BoxSize:",
            "+type: object",
            "+description: 'TODO: 尺寸'",
            "+properties:",
            "+width: {type: integer, description: 'TODO: 宽'}",
        ],
    );
}

#[test]
fn what_is_said_of_an_event() {
    changes(
        "door_opened.md",
        "open_door_v1 |\n| 支持的应用类型 | custom |",
        "locked_v1 |\n| 支持的应用类型 | custom,isv |",
        &[
            "-x-scopes: [yard:locker:readonly]",
            "-x-app-types: [custom]",
            "+x-scopes: [yard:locker:readonly, yard:door:readonly]",
            "+x-app-types: [custom, isv]",
            "+keeper: {$ref: '#/components/schemas/Keeper', description: 'TODO: 保管人'}",
            "+reason:",
            "+type: string",
            "+description: 'TODO: 原因'",
            "+oneOf:",
            "+- {const: by_hand, title: ByHand, description: 'TODO: 手动'}",
            "+- {const: by_call, title: ByCall, description: 'TODO: 远程'}",
            "+yard:door:readonly: {summary: 'TODO: 获取柜门信息', console-name: 获取柜门信息}",
        ],
    );
}

/// Imports a changed page. Asserts that the spec stays the same, and that the findings contain the expected reasons.
#[track_caller]
fn left(page: &str, from: &str, to: &str, expected: &[&str]) {
    let (changed, findings) = change(page, from, to);
    assert_eq!(changed, [""; 0], "`{from}` as `{to}`");
    let fact =
        |finding: &Finding, name: &str| finding.facts.iter().find(|(known, _)| *known == name).unwrap().1.clone();
    let told = findings.iter().map(|finding| {
        format!("{:?} {} {}: {}", finding.level, fact(finding, "difference"), finding.subject, fact(finding, "why"))
    });
    assert_eq!(told.collect::<Vec<_>>(), expected, "`{from}` as `{to}`");
}

#[test]
fn what_is_left() {
    left("locker_search.md", "| `sort` |", "| `sort` |", &[]);
    left(
        "locker_search.md",
        "`sort` | `string` |",
        "`sort` | `int` |",
        &["Warning type-differs locker.search body.sort: a person must decide"],
    );
    left(
        "locker_search.md",
        "`text` | `string` | 是 |",
        "`text` | `string` | 否 |",
        &["Warning required-differs locker.search body.text: a person must decide"],
    );
    left(
        "locker_search.md",
        " `yard:locker` 更新储物柜",
        "",
        &["Warning scope-surplus locker.search: import removes nothing"],
    );
    left(
        "locker_search.md",
        "| &nbsp;&nbsp;└ `total` | `int` | 总数 |\n",
        "",
        &["Warning field-surplus locker.search response.total: import removes nothing"],
    );
    let known = "Note type-differs locker.get query.deep: the spec records this difference";
    left("locker_get.md", "", "", &[known]);
    // The spec has `unwrap: locker` for this response, so the import cannot add a field beside `locker`.
    left(
        "locker_get.md",
        "### 错误码",
        "| &nbsp;&nbsp;└ `more` | `int` | 更多 |\n### 错误码",
        &[known, "Warning field-missing locker.get response.more: a person must decide"],
    );
    left(
        "locker_get.md",
        "| HTTP Method | GET |",
        "| HTTP Method | PUT |",
        &["Warning method-differs locker.get: a person must decide", known],
    );
}
