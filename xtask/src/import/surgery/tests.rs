use super::*;

fn place(pointer: &str) -> Place {
    Place { file: "a.yaml".into(), pointer: pointer.to_owned() }
}

fn one() -> Node {
    Node::map([("one", Node::Bare("1".to_owned()))])
}

#[track_caller]
fn puts(text: &str, pointer: &str, before: &[&str], expected: &str) {
    let mut changed = text.to_owned();
    put(&mut changed, &place(pointer), "new", &one(), Spot::Behind(before)).unwrap();
    assert_eq!(changed, expected);
}

#[test]
fn behind_what_belongs_before_it() {
    puts("a: 1\nb: 2\n", "", &["a"], "a: 1\n\nnew: {one: 1}\nb: 2\n");
    puts("x:\n  a: 1\n  b: 2\n", "/x", &["a"], "x:\n  a: 1\n  new: {one: 1}\n  b: 2\n");
    puts("x:\n  a: 1\n  b: 2\n", "/x", &["c"], "x:\n  a: 1\n  b: 2\n  new: {one: 1}\n");
    puts("x: {a: 1, b: 2} # y\n", "/x", &["a"], "x: {a: 1, new: {one: 1}, b: 2} # y\n");
    puts("x: {}\n", "/x", &[], "x: {new: {one: 1}}\n");
}

#[test]
fn comments_and_empty_lines_stay_with_what_they_are_about() {
    let text = "x:\n  a: 1 # a\n    # more of a\n\n      # and more\n  # of b\n  b: |-\n    2\n\n    3\n\n# the end\n";
    puts(text, "/x", &["a"], &text.replace("more\n  # of", "more\n  new: {one: 1}\n  # of"));
    puts(text, "/x", &["b"], &text.replace("    3\n", "    3\n  new: {one: 1}\n"));
}

#[test]
fn as_the_file_is_written() {
    puts("x:\r\n  a: 1\r\ny: 2\r\n", "/x", &[], "x:\r\n  a: 1\r\n  new: {one: 1}\r\ny: 2\r\n");
    puts("x:\n    a: ü", "/x", &[], "x:\n    a: ü\n    new: {one: 1}");
    puts("- a: 1\n  b: 2\n- c: 3\n", "/0", &["a"], "- a: 1\n  new: {one: 1}\n  b: 2\n- c: 3\n");
    puts("x: {a: [1, 2], # two\n    b: 3}\n", "/x", &["a"], "x: {a: [1, 2], new: {one: 1}, # two\n    b: 3}\n");
    puts("# nothing\n", "", &[], "# nothing\n\nnew: {one: 1}\n");
}

#[test]
fn what_should_hold_it_is_made() {
    puts("a: 1\n", "/x/z", &["a"], "a: 1\n\nx: {z: {new: {one: 1}}}\n");
}

#[test]
fn before_all_others() {
    let first = |text: &str| {
        let mut changed = text.to_owned();
        put(&mut changed, &place("/x"), "new", &one(), Spot::First).unwrap();
        changed
    };
    assert_eq!(first("x:\n  # of a\n  a: 1\n"), "x:\n  # of a\n  new: {one: 1}\n  a: 1\n");
    assert_eq!(first("x: {a: 1}\n"), "x: {new: {one: 1}, a: 1}\n");
    assert_eq!(first("x: {}\n"), "x: {new: {one: 1}}\n");
}

#[test]
fn items_of_lists() {
    let pushed = |text: &str| {
        let mut changed = text.to_owned();
        push(&mut changed, &place("/x"), &Node::text("z"), Spot::Behind(&["a"])).unwrap();
        changed
    };
    assert_eq!(pushed("x:\n  - a\n  - b # c\n"), "x:\n  - a\n  - b # c\n  - z\n");
    assert_eq!(pushed("x:\n- a: 1\n  b: 2\ny: 3\n"), "x:\n- a: 1\n  b: 2\n- z\ny: 3\n");
    assert_eq!(pushed("x: [a, b] # c\n"), "x: [a, b, z] # c\n");
    assert_eq!(pushed("x: []\n"), "x: [z]\n");
    assert_eq!(pushed("a: 1\nb: 2\n"), "a: 1\n\nx: [z]\nb: 2\n");
}

#[test]
fn other_values() {
    let mut text = "x: {a: {b: 1}, c: 2} # d\n".to_owned();
    replace(&mut text, &place("/x/a"), &one()).unwrap();
    assert_eq!(text, "x: {a: {one: 1}, c: 2} # d\n");
    let refused = replace(&mut text, &place("/y"), &one()).unwrap_err();
    assert_eq!(refused.to_string(), "/y does not exist");
}
