//! Tests of pages that differ in form but have the same content.

use super::*;

/// Returns a page about an operation, with an additional section.
fn page(section: &str) -> String {
    format!(
        "## 请求\n| 基本 | &nbsp; |\n|---|---|\n| HTTP URL | https://example.com/open-apis/yard/v1/bins |\n\
         | HTTP Method | POST |\n{section}"
    )
}

fn operation(section: &str) -> Operation {
    let text = page(section);
    match read("a.md", &text).unwrap_or_else(|_| panic!("{}", refused("a.md", &text))) {
        Some(Page::Operation(operation)) => *operation,
        other => panic!("{other:?}"),
    }
}

/// Renders a tree of field names.
fn tree(fields: &[PageField]) -> String {
    let tree = |field: &PageField| match field.fields.as_slice() {
        [] => field.name.clone(),
        below => format!("{}({})", field.name, tree(below)),
    };
    fields.iter().map(tree).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn body_is(header: &str, row: &str) {
    let delimiter = "|---".repeat(header.matches('|').count() - 1);
    let operation = operation(&format!("### 请求体\n{header}\n{delimiter}|\n{row}\n"));
    let [field] = operation.body.as_slice() else { panic!("{:?}", operation.body) };
    let PageField { name, ty, required, description, .. } = field;
    assert_eq!(
        (name.as_str(), ty.as_str(), *required, description.as_str()),
        ("hue", "string", Some(true), "颜色"),
        "{header}"
    );
}

#[test]
fn columns_have_many_names_in_any_order() {
    for (header, row) in [
        ("| 名称 | 类型 | 必填 | 描述 |", "| `hue` | `string` | 是 | 颜色 |"),
        ("| 参数 | 类型 | 必填 | 描述 |", "| hue | string | 是 | 颜色 |"),
        ("| 参数 | 参数类型 | 是否必填 | 说明 |", "| hue | String | 必填 | 颜色 |"),
        ("| 描述 | 是否必须 | 数据类型 | 字段名 |", "| 颜色 | 必须 | string | hue |"),
        ("| Name | Type | Required | Description |", "| hue | string | Yes | 颜色 |"),
        ("| Description | Parameter | Data Type | Mandatory |", "| 颜色 | `hue` | `string` | true |"),
        ("| 名称收起子列表 | 类型 | 必填 | 默认 | 描述（中文） |", "| hue | string | 是 | 无 | 颜色 |"),
    ] {
        body_is(header, row);
    }
    let report = refused("a.md", &page("### 请求体\n| 物 | 类型 | 必填 | 描述 |\n|-|-|-|-|\n| a | int | 是 | b |\n"));
    assert!(report.contains("this table has no column `名称`") && report.contains("1 error;"), "{report}");
}

#[test]
fn types_are_written_in_many_ways() {
    for (written, ty) in [
        ("String", "string"),
        ("`int64\\[\\]`", "int64[]"),
        ("array<String>", "string[]"),
        ("List&lt;bin&gt;", "bin[]"),
        ("list", "-[]"),
        ("map<string, int>", "map<string, int>"),
        ("storage_bin", "storage_bin"),
    ] {
        let operation = operation(&format!("### 请求体\n|名称|类型|必填|描述|\n|-|-|-|-|\n|a|{written}|否|-|\n"));
        assert_eq!(operation.body[0].ty, ty, "{written}");
    }
    let report = refused("a.md", &page("### 请求体\n|名称|类型|必填|描述|\n|-|-|-|-|\n|a|字符|否|-|\n"));
    assert!(report.contains("`字符` cannot be a type"), "{report}");
}

/// Returns the response section of a page. The table in this section has one field for each name.
fn response(names: &[&str]) -> String {
    let rows = names.iter().map(|name| {
        let ty = if name.contains("bins") || name.contains("data") { "object" } else { "string" };
        format!("|{name}| {ty} | - |\n")
    });
    format!("### 响应体\n| 名称 | 类型 | 描述 |\n|-|-|-|\n{}", rows.collect::<String>())
}

#[test]
fn depth_is_written_in_many_ways() {
    for names in [
        [" `data` ", " &nbsp;&nbsp;└ `bins` ", " &nbsp;&nbsp;&nbsp;&nbsp;└ `id` ", " &nbsp;&nbsp;└ `more` "],
        [" `data` ", " \u{a0}\u{a0}└ `bins` ", " \u{a0}\u{a0}\u{a0}\u{a0}└ `id` ", " \u{a0}\u{a0}└ `more` "],
        [
            " `data` ",
            " &nbsp;&nbsp;&nbsp;&nbsp;bins ",
            " &nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;id ",
            " &nbsp;&nbsp;&nbsp;&nbsp;more ",
        ],
        [" data ", " &emsp;bins ", " &emsp;&emsp;id ", " &emsp;more "],
        [" data ", " \u{3000}→ bins ", " \u{3000}\u{3000}→ id ", " \u{3000}→ more "],
        [" data ", " ∟ `bins` ", " ∟∟ `id` ", " ∟ `more` "],
        [" data ", " ∟ `bins` ", "   ∟ `id` ", " ∟ `more` "],
        ["data", "∟bins", "&emsp;∟id", "∟more"],
        [" data ", " ∟&nbsp;bins ", " ∟&nbsp;∟&nbsp;id ", " ∟&nbsp;more "],
        [" data ", " ↳ bins ", " &nbsp;↳ id ", " ↳ more "],
        [" data ", " └─ bins ", " &nbsp;&nbsp;&nbsp;└─ id ", " ├─ more "],
        [" data ", " &gt; bins ", " &gt;&gt; id ", " > more "],
        [" data ", "    bins ", "       id ", "    more "],
    ] {
        let operation = operation(&response(&names));
        assert_eq!(tree(&operation.response), "bins(id) more", "{names:?}");
    }
}

#[test]
fn depth_is_not_guessed() {
    for (names, expected) in [
        (["data", "&nbsp;&nbsp;└ bins", "&nbsp;&nbsp;&nbsp;└ id"], "the depth of this field is unclear"),
        (["data", "∟ bins", "∟∟∟ id"], "there is no field one level above `id`"),
        (["data", "∟ id", "∟∟ more"], "`more` is below `id`, but `id` has the type `string`"),
    ] {
        let report = refused("a.md", &page(&response(&names)));
        assert!(report.contains(expected), "{report}");
    }
    // One blank precedes `data`, and two blanks precede `more`. One additional blank does not begin a new level.
    let report = refused("a.md", &page(&response(&[" data ", "  more "])));
    assert!(report.contains("`more` is at the same level as `data`"), "{report}");
}

#[test]
fn rows_have_more_or_fewer_cells() {
    let body = |header: &str, row: &str| {
        let delimiter = "|-".repeat(header.matches('|').count() - 1);
        page(&format!("### 请求体\n{header}\n{delimiter}|\n{row}\n"))
    };
    for (header, row, description) in [
        ("|名称|类型|必填|描述|", "| a | int | 是 | 形如 x|y 的 `p|q` |", "形如 x|y 的 p|q"),
        ("|名称|类型|描述|必填|", "| a | int | 形如 x|y | 是 |", "形如 x|y"),
        ("|名称|类型|必填|描述|", "| a | int | 是 |", ""),
        ("|名称|类型|必填|描述|示例值|", "| a | int | 是 |", ""),
    ] {
        let Ok(Some(Page::Operation(operation))) = read("a.md", &body(header, row)) else { panic!("{row}") };
        assert_eq!((operation.body[0].description.as_str(), operation.body[0].required), (description, Some(true)));
    }
    for (header, row, expected) in [
        ("|名称|类型|必填|描述|", "| `a | b` | int | 是 | c |", "this row has 5 cells, but the table has 4 columns"),
        (
            "|名称|类型|必填|描述|示例值|",
            "| a | int | 是 | c | d | e |",
            "this row has 6 cells, but the table has 5 columns",
        ),
        ("|名称|类型|描述|必填|", "| a | int | c |", "this row has 3 cells, but the table has 4 columns"),
        ("|名称|类型|必填|描述|", "| a | int |", "this row has 2 cells, but the table has 4 columns"),
    ] {
        let report = refused("a.md", &body(header, row));
        assert!(report.contains(expected), "{report}");
    }
    // The reader ignores the tables of other sections, even if cells are missing in these tables.
    operation("### 使用限制\n| 一 | 二 |\n|-|-|\n| 三 |\n| 四 | 五 | 六 |\n");
    // An item without a value is an error.
    let torn = page("").replace("| HTTP Method", "| 权限要求 |\n| HTTP Method");
    assert!(refused("a.md", &torn).contains("this row has 1 cells, but the table has 2 columns"));
    let more = page("").replace("| HTTP Method", "| 权限要求 | `yard:bin` 甲 | `yard:look` 乙 |\n| HTTP Method");
    let Ok(Some(Page::Operation(operation))) = read("a.md", &more) else { panic!("{more}") };
    assert_eq!(operation.scopes.iter().map(|scope| &scope.wire).collect::<Vec<_>>(), ["yard:bin", "yard:look"]);
}

/// Reads a page whose body has one field with the given type and description, and returns this field.
fn described(ty: &str, description: &str) -> PageField {
    let mut operation =
        operation(&format!("### 请求体\n|名称|类型|必填|描述|\n|-|-|-|-|\n|a|{ty}|否|{description}|\n"));
    operation.body.remove(0)
}

#[test]
fn values_are_listed_in_many_ways() {
    for (ty, listed, expected) in [
        ("boolean", "<br>- `true`: 开 - `false`: 关", [("true", "开"), ("false", "关")]),
        ("bool", "<br>- true：开。 - false：关。", [("true", "开。"), ("false", "关。")]),
        ("string", "<br>- car：汽车 - bike：自行车（限 - 一层）", [("car", "汽车"), ("bike", "自行车（限 - 一层）")]),
        ("int", "<br>1：左<br>2：右 - 靠窗", [("1", "左"), ("2", "右 - 靠窗")]),
        ("int", "<br>• 1: 左<br>• 2: 右", [("1", "左"), ("2", "右")]),
        ("string", "<br>- left<br>- right", [("left", ""), ("right", "")]),
        ("string", " - left - right", [("left", ""), ("right", "")]),
        ("int", "<br>- `\u{200b}1`: 左 - `2\u{200b}`: 右", [("1", "左"), ("2", "右")]),
    ] {
        let field = described(ty, &format!("侧<br>**可选值有**：{listed}<br>**默认值**：`x`"));
        let values: Vec<_> = field.values.iter().map(|one| (one.value.as_str(), one.meaning.as_str())).collect();
        assert_eq!(values, expected, "{listed}");
        assert_eq!((field.description.as_str(), field.default.as_deref()), ("侧", Some("x")), "{listed}");
    }
    for listed in ["左 或 右", "见下：<br>- `1`: 左", "如下<br>1：左"] {
        let row = format!("### 请求体\n|名称|类型|必填|描述|\n|-|-|-|-|\n|a|int|否|**可选值有**：{listed}|\n");
        let report = refused("a.md", &page(&row));
        assert!(report.contains("the values of `a` cannot be read"), "{report}");
    }
}

#[test]
fn bounds_stand_beside_a_regular_expression() {
    let length = Bounds { min_length: Some(1), max_length: Some(64), ..Bounds::default() };
    for rules in [
        "<br>- 长度范围：`1` ～ `64` 字符 - 正则校验：`^[a-z0-9]{2,9}$`",
        "<br>- 正则校验：`^[a-z0-9]{2,9}$` - 长度范围：`1` ～ `64` 字符",
        "<br>- 正则校验：`^(a|b){3}-[0-9]$`<br>- 最小长度：`1` 字符<br>- 最大长度：`64` 字符",
        "<br>- 最小长度：`1`，最大长度：`64`；正则表达式：`^\\d{5}$`",
    ] {
        assert_eq!(described("string", &format!("名<br>**数据校验规则**：{rules}")).bounds, length, "{rules}");
    }
}

/// Returns the page of an event with two bodies. `second` holds the rows of the second body.
fn event(second: &str) -> String {
    format!(
        "## 事件\n| 基本 | |\n|-|-|\n| 事件类型 | yard.bin.moved_v1 |\n| 支持的应用类型 | Custom App、Store App |\n\
         ### 事件体\n|名称|类型|描述|\n|-|-|-|\n|event|-|-|\n|∟ bin|bin|储物箱|\n|∟∟ bin_id|string|标识|\n|∟ to|int|去处|\n\
         ### 事件体\n|名称|类型|描述|\n|-|-|-|\n|event|-|-|\n{second}"
    )
}

#[test]
fn an_event_has_several_bodies() {
    let text = event("|∟ bin|bin|储物箱|\n|∟∟ hue|string|颜色|\n|∟ by|string|搬运人|\n");
    let Ok(Some(Page::Event(event))) = read("a.md", &text) else { panic!("{}", refused("a.md", &text)) };
    assert_eq!(tree(&event.body), "bin(bin_id hue) to by");
    assert_eq!(event.app_types.unwrap().value, ["custom", "isv"]);
    let report = refused("a.md", &self::event("|∟ to|string|去处|\n"));
    assert!(report.contains("`to` has the type `string` here, but `int` above\n  --> a.md:17:1"), "{report}");
}

#[test]
fn kinds_of_app_have_names_in_words() {
    for (written, expected) in [
        ("custom,isv", &["custom", "isv"][..]),
        ("Custom App<br>Store App", &["custom", "isv"]),
        ("仅自建应用", &["custom"]),
        ("自建应用、商店应用", &["custom", "isv"]),
    ] {
        let text = page("").replace("| HTTP Method", &format!("| 支持的应用类型 | {written} |\n| HTTP Method"));
        let Ok(Some(Page::Operation(operation))) = read("a.md", &text) else { panic!("{written}") };
        assert_eq!(operation.app_types.unwrap().value, expected, "{written}");
    }
}
