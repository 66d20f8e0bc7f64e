//! Mistakes with tokens, handlers and doubles do not compile. The message of the compiler contains the remedy.

#[test]
fn mistakes_do_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/tokens/*.rs");
    cases.compile_fail("ui/events/*.rs");
    cases.compile_fail("ui/double/*.rs");
}
