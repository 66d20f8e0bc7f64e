//! What must not compile does not, with a message that says what would.

#[test]
fn token_mistakes_do_not_compile() {
    trybuild::TestCases::new().compile_fail("ui/tokens/*.rs");
}
