use codegen::load::to_json;
use proptest::prelude::*;

use super::*;

/// Generates texts with characters that have a meaning in YAML.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(": "),
        Just(" #"),
        Just("'"),
        Just("\""),
        Just("\\"),
        Just(","),
        Just("["),
        Just("}"),
        Just("- "),
        Just("?"),
        Just("TODO: "),
        Just("名称"),
        Just("1"),
        Just("0x1"),
        Just("1e3"),
        Just(".5"),
        Just("~"),
        Just("null"),
        Just("Yes"),
        Just("a"),
        Just(" "),
        Just("&"),
        Just("*"),
        Just("!"),
        Just("|"),
        Just("%"),
        Just("@"),
        Just("`"),
        Just("\u{7f}"),
        Just("="),
        Just("<<"),
        Just("2020-01-01"),
        Just("#"),
        Just(":"),
        Just("é"),
        Just("\u{feff}"),
        Just("\u{a0}"),
        Just("\u{2028}"),
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn texts_are_read_as_they_were(text in texts()) {
        let node = Node::Text(text.clone());
        let flow = to_json("", &format!("[{}, x]", node.flow())).unwrap();
        prop_assert_eq!(&flow[0], &text);
        let block = to_json("", &entry(2, "k", &node).join("\n")).unwrap();
        prop_assert_eq!(&block["k"], &text);
    }
}

#[test]
fn quotes_only_where_they_are_needed() {
    for (text, block, flow) in [
        ("A desk", "A desk", "A desk"),
        ("vc:room:readonly", "vc:room:readonly", "vc:room:readonly"),
        ("a, b", "a, b", "'a, b'"),
        ("a: b", "'a: b'", "'a: b'"),
        ("it's 1", "it's 1", "it's 1"),
        ("'x' y", "'''x'' y'", "'''x'' y'"),
        ("12", "'12'", "'12'"),
        ("yes", "'yes'", "'yes'"),
        ("#/a", "'#/a'", "'#/a'"),
        ("名称", "名称", "名称"),
    ] {
        assert_eq!((scalar(text, false).as_str(), scalar(text, true).as_str()), (block, flow));
    }
}

#[test]
fn what_is_too_long_takes_lines() {
    let long = Node::map([("description", Node::text("x".repeat(WIDTH))), ("type", Node::text("string"))]);
    let lines = entry(0, "k", &long);
    assert_eq!(lines.len(), 3);
    assert_eq!((lines[0].as_str(), lines[2].as_str()), ("k:", "  type: string"));
    let lines = item(2, &long);
    assert!(lines[0].starts_with("  - description: xx") && lines[1] == "    type: string");
    assert_eq!(item(0, &Node::reference("parameters", "p")), ["- $ref: '#/components/parameters/p'"]);
}
