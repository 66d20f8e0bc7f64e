//! What must not compile does not, with a message that says what would.

#[test]
fn mistakes_do_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/tokens/*.rs");
    cases.compile_fail("ui/events/*.rs");
}
