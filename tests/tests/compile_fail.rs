//! Mistakes with tokens, which do not compile: the message of the compiler says the remedy.

#[test]
fn token_mistakes_do_not_compile() {
    trybuild::TestCases::new().compile_fail("ui/tokens/*.rs");
}
