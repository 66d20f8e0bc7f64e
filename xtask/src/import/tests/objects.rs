//! Import of pages in which an object occurs several times.

use super::*;

const OBJECT: &str = "object";

/// Page of an operation. The operation sends at most one object, and receives at most one object. An object is a tuple of
/// name, type and fields. A field is a tuple of name, required flag and description.
struct Description<'d> {
    method: &'d str,
    sent: Option<(&'d str, &'d str, Fields<'d>)>,
    received: Option<(&'d str, &'d str, Fields<'d>)>,
}

type Fields<'d> = &'d [(&'d str, bool, &'d str)];

impl Description<'_> {
    fn text(&self) -> String {
        let method = self.method;
        let mut out = format!(
            "---\ntitle: \"{method}\"\nfullPath: \"/reference/yard-v1/basket/{method}\"\n---\n## 请求\n| 基本 | |\n|-|-|\n\
             | HTTP URL | https://example.com/open-apis/yard/v1/baskets/{method} |\n| HTTP Method | POST |\n\
             | 支持的应用类型 | custom |\n| 权限要求 | - |\n### 请求头\n|名称|类型|必填|描述|\n|-|-|-|-|\n\
             | Authorization | string | 是 | `tenant_access_token` |\n"
        );
        if let Some((name, ty, fields)) = self.sent {
            out.push_str(&format!("### 请求体\n|名称|类型|必填|描述|\n|-|-|-|-|\n| {name} | {ty} | 否 | 其一 |\n"));
            for (name, required, said) in fields {
                let required = if *required { "是" } else { "否" };
                out.push_str(&format!("| ∟ {name} | string | {required} | {said} |\n"));
            }
        }
        if let Some((name, ty, fields)) = self.received {
            out.push_str(&format!(
                "### 响应体\n|名称|类型|描述|\n|-|-|-|\n| data | - | - |\n| ∟ {name} | {ty} | 其二 |\n"
            ));
            fields.iter().for_each(|(name, _, said)| out.push_str(&format!("| ∟∟ {name} | string | {said} |\n")));
        }
        out
    }
}

const BOX: Fields<'_> = &[("height", true, "高"), ("width", false, "宽")];

fn sends<'d>(method: &'d str, name: &'d str, ty: &'d str, fields: Fields<'d>) -> Description<'d> {
    Description { method, sent: Some((name, ty, fields)), received: None }
}

fn receives<'d>(method: &'d str, name: &'d str, ty: &'d str, fields: Fields<'d>) -> Description<'d> {
    Description { method, sent: None, received: Some((name, ty, fields)) }
}

/// Imports pages in the given order. Returns three kinds of lines of the new spec file: references to schemas, names of
/// schemas, and lists of required fields.
fn schemas(pages: &[Description<'_>]) -> Vec<String> {
    let texts = pages.iter().enumerate().map(|(index, page)| (format!("{index}.md"), page.text()));
    let done = imported(&spec(), &texts.collect());
    let text = &done.texts["spec/basket.yaml"];
    let refers = text.lines().filter(|line| line.contains("$ref: '#/components/schemas/"));
    let refers = refers.map(|line| line.trim().replace("#/components/schemas/", ""));
    let (_, components) = text.split_once("\n  schemas:\n").unwrap_or_default();
    let names = components.lines().filter(|line| line.starts_with("    ") && !line.starts_with("     "));
    let required = components.lines().filter(|line| line.trim().starts_with("required:"));
    refers.chain(names.map(|line| line.trim().to_owned())).chain(required.map(|line| line.trim().to_owned())).collect()
}

#[test]
fn equal_objects_are_one_schema_under_the_name_that_most_pages_give() {
    let pages = || {
        vec![
            receives("get", "outside", OBJECT, BOX),
            receives("find", "inside", "basket_size", BOX),
            receives("last", "whole", "basket_size[]", BOX),
            receives("next", "around", "extent", BOX),
        ]
    };
    let expected = [
        "outside: {$ref: 'BasketSize'}",
        "inside: {$ref: 'BasketSize'}",
        "whole: {type: array, items: {$ref: 'BasketSize'}}",
        "around: {$ref: 'BasketSize'}",
        "BasketSize:",
    ];
    assert_eq!(schemas(&pages()), expected);
    // The order of the pages does not change the result.
    let mut reversed = pages();
    reversed.reverse();
    let mut found = schemas(&reversed);
    found[..4].reverse();
    assert_eq!(found, expected);
}

/// The spec already has a schema `Keeper` with other fields, so the import must choose another name.
#[test]
fn a_name_that_the_spec_has_is_not_taken() {
    let pages = [receives("get", "by", "keeper", BOX), receives("find", "of", "keeper", BOX)];
    assert_eq!(schemas(&pages), ["by: {$ref: 'BasketKeeper'}", "of: {$ref: 'BasketKeeper'}", "BasketKeeper:"]);
}

#[test]
fn what_is_received_is_equal_to_what_is_sent() {
    let (sent, received) = (sends("add", "size", OBJECT, BOX), receives("get", "size", OBJECT, BOX));
    let first = "size: {$ref: 'Size'}";
    // The two objects have different descriptions, so the second reference gets its own description.
    let [sent_too, received_too] =
        ["其一", "其二"].map(|said| format!("size: {{$ref: 'Size', description: 'TODO: {said}'}}"));
    let schema = ["Size:", "required: [height]"];
    assert_eq!(schemas(&[sent, received]), [&[first, &received_too], &schema[..]].concat());
    let (sent, received) = (sends("add", "size", OBJECT, BOX), receives("get", "size", OBJECT, BOX));
    assert_eq!(schemas(&[received, sent]), [&[first, &sent_too], &schema[..]].concat());
    let optional: Fields<'_> = &[("height", false, "高"), ("width", false, "宽")];
    assert_eq!(
        schemas(&[sends("add", "size", OBJECT, BOX), sends("set", "size", OBJECT, optional)]),
        ["size: {$ref: 'Size'}", "size: {$ref: 'BasketSize'}", "Size:", "BasketSize:", "required: [height]"]
    );
}

#[test]
fn the_same_fields_in_other_words_are_a_question_unless_the_type_is_the_same() {
    let other: Fields<'_> = &[("height", true, "海拔"), ("width", false, "河宽")];
    let both = |ty| schemas(&[receives("get", "items", ty, BOX), receives("find", "items", ty, other)]);
    assert_eq!(
        both("-[]"),
        [
            "items: {type: array, items: {$ref: 'Item'}}",
            "items: {type: array, items: {$ref: 'Item'}, description: 'TODO: 其二 (should the type be `Item`? the schema `Item` has the same fields)'}",
            "Item:"
        ]
    );
    let lists = "items: {type: array, items: {$ref: 'Size'}}";
    assert_eq!(both("size[]"), [lists, lists, "Size:"]);
}

#[test]
fn an_object_of_one_field_has_the_same_name_and_words() {
    let (a, b): (Fields<'_>, Fields<'_>) = (&[("text", false, "备注")], &[("text", false, "问候")]);
    let count = |pages: &[Description<'_>]| schemas(pages).iter().filter(|line| line.ends_with(':')).count();
    assert_eq!(count(&[receives("get", "note", OBJECT, a), receives("find", "note", OBJECT, a)]), 1);
    assert_eq!(count(&[receives("get", "note", OBJECT, a), receives("find", "note", OBJECT, b)]), 2);
    assert_eq!(count(&[receives("get", "note", OBJECT, a), receives("find", "hint", OBJECT, a)]), 2);
    assert_eq!(count(&[sends("add", "note", OBJECT, a), receives("find", "hint", OBJECT, a)]), 2);
}

/// A later import finds the schemas that an earlier import wrote.
#[test]
fn equal_objects_of_later_pages_are_found() {
    let page = |name: &str, page: Description<'_>| Texts::from([(name.to_owned(), page.text())]);
    let first = imported(&spec(), &page("a.md", receives("get", "size", "basket_size", BOX)));
    let second = imported(&first.texts, &page("b.md", receives("find", "size", "basket_size", BOX)));
    let text = &second.texts["spec/basket.yaml"];
    assert_eq!(text.matches("{$ref: '#/components/schemas/BasketSize'").count(), 2, "{text}");
}
