//! Renderer that writes the content of the spec as pages in the form of the platform's pages.

use std::fmt::Write as _;

use codegen::ir::{Api, Docs, Event, Field, Location, Operation, Range, Response, Shape, Type};

/// Renderer that turns the spec into pages. The pages do not contain the items that have an `x-source` in the spec.
pub(crate) struct Renderer<'a> {
    pub api: &'a Api,
    /// Whether the rendered pages contain the contradictions that the spec records. If `false`, the rendered pages agree
    /// with the spec.
    pub contradicting: bool,
}

impl Renderer<'_> {
    pub(crate) fn operation(&self, operation: &Operation) -> String {
        let full_path = operation.documentation.split_once("/document").map_or("", |(_, path)| path);
        let mut out = format!("---\ntitle: \"{}\"\nfullPath: \"{full_path}\"\n---\n", operation.summary);
        out.push_str("## 请求\n| 项目 | 值 |\n| --- | --- |\n");
        let path = operation.path.name.replace('{', ":").replace('}', "");
        let _ = writeln!(out, "| HTTP URL | https://open.feishu.cn{path} |");
        let _ = writeln!(out, "| HTTP Method | {} |", operation.method);
        let limits = [(operation.per_minute, "分钟"), (operation.per_second, "秒")];
        let limits: Vec<_> =
            limits.iter().filter_map(|(calls, unit)| Some(format!("{} 次/{unit}", (*calls)?))).collect();
        let _ = writeln!(out, "| 接口频率限制 | [{}](https://example.com/1) |", limits.join("、"));
        let _ = writeln!(out, "| 支持的应用类型 | {} |", names(&operation.app_types).join(","));
        let _ = writeln!(out, "| 权限要求 任一 | {} |", self.scopes(&on_pages(&operation.scopes)));
        let _ = writeln!(out, "| 字段权限要求 | {} |", self.scopes(&names(&operation.field_scopes)));
        out.push_str("### 请求头\n| 名称 | 类型 | 必填 | 描述 |\n| --- | --- | --- | --- |\n");
        let tokens = self.said(operation, "tokens", false).unwrap_or_else(|| on_pages(&operation.tokens));
        let _ = writeln!(out, "| Authorization | string | 是 | {} |", ticked(&tokens, " 或 "));
        for (title, location) in [("查询参数", Location::Query), ("请求体", Location::Body)] {
            let fields: Vec<&Field> = operation.inputs_in(location).map(|input| &input.field).collect();
            let _ = writeln!(out, "### {title}\n| 名称 | 类型 | 必填 | 描述 |\n| --- | --- | --- | --- |");
            self.fields(&mut out, &fields, 0, Direction::Sent);
        }
        out.push_str("### 路径参数\n| 名称 | 类型 | 描述 |\n| --- | --- | --- |\n");
        let fields: Vec<&Field> = operation.inputs_in(Location::Path).map(|input| &input.field).collect();
        self.fields(&mut out, &fields, 0, Direction::Received);
        self.response(&mut out, &operation.response);
        out.push_str("### 错误码\n| HTTP状态码 | 错误码 | 描述 | 排查建议 |\n| --- | --- | --- | --- |\n");
        for error in operation.errors.iter().filter(|error| error.source.is_none()) {
            let http = error.http.map(|http| http.to_string()).unwrap_or_default();
            let _ = writeln!(out, "| {http} | {} | {} | \\- |", error.code, escaped(&error.message));
        }
        out
    }

    fn response(&self, out: &mut String, response: &Response) {
        if matches!(response, Response::File) {
            return;
        }
        out.push_str("### 响应体\n| 名称 | 类型 | 描述 |\n| --- | --- | --- |\n| `code` | `int` | 错误码 |\n");
        out.push_str("| `data` | `\\-` | \\- |\n");
        match response {
            Response::Whole(item) => self.inner(out, &Type::Item(*item), 1, Direction::Received),
            one => {
                if let Some((name, ty)) = one.unwrapped() {
                    self.row(out, name, &ty, &Docs::default(), 1, (Direction::Received, false));
                    self.inner(out, &ty, 2, Direction::Received);
                }
            }
        }
    }

    pub(crate) fn event(&self, event: &Event) -> String {
        let mut out = format!("# {}\n## 事件\n| 项目 | 值 |\n| --- | --- |\n", event.summary);
        let _ = writeln!(out, "| 事件类型 | {} |", event.wire);
        let _ = writeln!(out, "| 支持的应用类型 | {} |", names(&event.app_types).join(","));
        let _ = writeln!(out, "| 权限要求 | {} |", self.scopes(&on_pages(&event.scopes)));
        out.push_str("### 事件体\n| 名称 | 类型 | 描述 |\n| --- | --- | --- |\n| `schema` | `string` | 模式 |\n");
        out.push_str("| `event` | `\\-` | \\- |\n");
        self.inner(&mut out, &Type::Item(event.item), 1, Direction::Pushed);
        out
    }

    /// Renders one page for all operations and events.
    pub(super) fn overview(&self) -> String {
        let mut out = String::new();
        for module in &self.api.modules {
            let _ = writeln!(out, "### 资源：{}\n#### 方法列表", module.name);
            out.push_str("| 方法 (API) | 权限要求 | 访问凭证 | 商店 | 自建 |\n| --- | --- | --- | --- | --- |\n");
            for operation in module.operations.iter().filter(|operation| operation.source.is_none()) {
                let path = operation.path.name.replace('{', ":").replace('}', "");
                let method = self.said(operation, "method", true).and_then(|method| method.first().cloned());
                let method = method.unwrap_or_else(|| operation.method.to_owned());
                let tokens = self.said(operation, "tokens", true).unwrap_or_else(|| on_pages(&operation.tokens));
                let scopes = self.said(operation, "scopes", true).map(|names| names.join("<br>"));
                let scopes = scopes.unwrap_or_else(|| self.console_names(&names(&operation.scopes)));
                let ticks = ticks(&names(&operation.app_types));
                let call = format!("{}<br><br>`{method}` {path}<br>", operation.summary);
                let _ = writeln!(out, "| {call} | {scopes} | {} | {ticks} |", ticked(&tokens, "<br>"));
            }
            out.push_str("#### 事件列表\n| 事件 (Event) | 触发时机 | 权限要求 | 事件类型 | 商店 | 自建 |\n");
            out.push_str("| --- | --- | --- | --- | --- | --- |\n");
            for event in module.events.iter().filter(|event| event.source.is_none()) {
                let (scopes, ticks) = (self.console_names(&names(&event.scopes)), ticks(&names(&event.app_types)));
                let _ = writeln!(out, "| {} | - | {scopes} | {} | {ticks} |", event.summary, event.wire);
            }
        }
        out
    }

    /// Returns the values that a page states instead of the values of the spec. Returns `None` if the spec records no
    /// contradiction with the page, or if the renderer ignores contradictions.
    fn said(&self, operation: &Operation, about: &str, overview: bool) -> Option<Vec<String>> {
        let recorded = operation.contradictions.iter().find(|recorded| recorded.about == about)?;
        let said = if overview { &recorded.overview } else { &recorded.page };
        (self.contradicting && !said.is_empty()).then(|| said.clone())
    }

    fn console_name(&self, scope: &str) -> Option<&str> {
        self.api.scopes.iter().find(|known| known.wire == scope)?.console_name.as_deref()
    }

    fn scopes(&self, scopes: &[String]) -> String {
        let scopes: Vec<_> =
            scopes.iter().map(|scope| format!("`{scope}` {}", self.console_name(scope).unwrap_or_default())).collect();
        if scopes.is_empty() { "-".to_owned() } else { scopes.join(" ") }
    }

    fn console_names(&self, scopes: &[String]) -> String {
        scopes.iter().filter_map(|scope| self.console_name(scope)).collect::<Vec<_>>().join("<br> ")
    }

    fn fields(&self, out: &mut String, fields: &[&Field], depth: usize, direction: Direction) {
        for field in fields.iter().filter(|field| field.docs.source.is_none()) {
            self.row(out, &field.wire, &field.ty, &field.docs, depth, (direction, field.required));
            self.inner(out, &field.ty, depth + 1, direction);
        }
    }

    /// Renders the fields of an object, unless the type is recursive.
    fn inner(&self, out: &mut String, ty: &Type, depth: usize, direction: Direction) {
        let Type::Item(id) = ty.innermost() else { return };
        match self.api.item(*id).map(|item| &item.shape) {
            Some(Shape::Model(fields)) => self.fields(out, &fields.iter().collect::<Vec<_>>(), depth, direction),
            Some(Shape::Union(union)) if direction == Direction::Pushed => {
                self.inner(out, &union.object, depth, direction)
            }
            _ => {}
        }
    }

    fn row(
        &self,
        out: &mut String,
        name: &str,
        ty: &Type,
        docs: &Docs,
        depth: usize,
        (direction, required): (Direction, bool),
    ) {
        let indent = if depth == 0 { String::new() } else { format!("{}└ ", "&nbsp;&nbsp;".repeat(depth)) };
        let required = match (direction, required) {
            (Direction::Sent, true) => " 是 |",
            (Direction::Sent, false) => " 否 |",
            _ => "",
        };
        let said = self.description(ty, docs);
        let _ = writeln!(out, "| {indent}`{name}` | `{}` |{required} {said} |", self.type_name(ty, direction));
    }

    fn type_name(&self, ty: &Type, direction: Direction) -> String {
        let name = match ty {
            Type::List(inner) => return format!("{}\\[\\]", self.type_name(inner, direction)),
            Type::Bool => "boolean",
            Type::Integer => "int",
            Type::Number => "float",
            Type::Map(_) => "map<string, string>",
            Type::Json => "object",
            Type::Item(id) | Type::Boxed(id) => match &self.api.item(*id).unwrap().shape {
                Shape::Model(_) => "some_object",
                Shape::IntEnum(_) => "int",
                // For a union of text and object, a call sends the text, and an event contains the object.
                Shape::Union(_) if direction == Direction::Pushed => "some_object",
                Shape::TextEnum(_) | Shape::Newtype | Shape::Union(_) => "string",
            },
            Type::Text
            | Type::IntegerText
            | Type::UnixSeconds
            | Type::UnixMillis
            | Type::DateTime
            | Type::Secret
            | Type::Sensitive => "string",
        };
        name.to_owned()
    }

    fn description(&self, ty: &Type, docs: &Docs) -> String {
        let mut out = escaped(docs.description.as_deref().unwrap_or("\\-"));
        let values: Vec<String> = match ty.innermost() {
            Type::Item(id) | Type::Boxed(id) => match &self.api.item(*id).unwrap().shape {
                Shape::IntEnum(variants) => {
                    let known = variants.iter().filter(|one| one.docs.source.is_none());
                    known.map(|one| format!("- `{}`: {}", one.value, one.name)).collect()
                }
                Shape::TextEnum(variants) => {
                    let known = variants.iter().filter(|one| one.docs.source.is_none());
                    known.map(|one| format!("- `{}`: {}", one.value, one.name)).collect()
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        if !values.is_empty() {
            let _ = write!(out, "<br>**可选值有**：<br>{}", values.join(" "));
        }
        if let Some(default) = &docs.default {
            let _ = write!(
                out,
                "<br>**默认值**：`{}`",
                default.as_str().map_or_else(|| default.to_string(), str::to_owned)
            );
        }
        let length = if matches!(ty, Type::List(_)) { &docs.bounds.items } else { &docs.bounds.characters };
        let rules: Vec<String> = [
            rule(&docs.bounds.value, ["取值范围", "最小值", "最大值"]),
            rule(length, ["长度范围", "最小长度", "最大长度"]),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !rules.is_empty() {
            let _ = write!(out, "<br>**数据校验规则**：<br>{}", rules.join("<br>"));
        }
        out
    }
}

fn rule(range: &Range, [both, least, most]: [&str; 3]) -> Option<String> {
    match (&range.least, &range.most) {
        (Some(from), Some(to)) => Some(format!("- {both}：`{from}` ～ `{to}`")),
        (Some(from), None) => Some(format!("- {least}：`{from}`")),
        (None, Some(to)) => Some(format!("- {most}：`{to}`")),
        (None, None) => None,
    }
}

/// Direction of the fields in a table: sent in a request, received in a response, or pushed in an event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Sent,
    Received,
    Pushed,
}

/// Returns the names whose source is a page.
fn on_pages(references: &[codegen::ir::Reference]) -> Vec<String> {
    let known = references.iter().filter(|reference| reference.source.is_none());
    known.map(|reference| reference.name.clone()).collect()
}

fn names(references: &[codegen::ir::Reference]) -> Vec<String> {
    references.iter().map(|reference| reference.name.clone()).collect()
}

fn ticked(names: &[String], between: &str) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(between)
}

fn ticks(app_types: &[String]) -> String {
    ["isv", "custom"].map(|kind| if app_types.iter().any(|known| known == kind) { "✓" } else { "" }).join(" | ")
}

fn escaped(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', "<br>")
}
