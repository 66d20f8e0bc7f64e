//! The direction in which source files use each other: without circles in any crate, from top to bottom in the client's
//! rooms; and the table of the tests.

mod graph;
mod macro_tokens;
mod modules;
mod names;
mod reader;
mod rooms;
mod small_crates;
mod test_table;

use graph::Graph;
use modules::Crate;
use vc_tests::workspace;

#[test]
fn codegen_has_no_circles() {
    has_no_circles("codegen/src/lib.rs");
}

#[test]
fn xtask_has_no_circles() {
    has_no_circles("xtask/src/main.rs");
}

#[test]
fn serve_has_no_circles() {
    has_no_circles("xtask/serve/src/main.rs");
}

#[test]
fn vc_api_has_no_circles() {
    has_no_circles("vc-api/src/lib.rs");
}

#[test]
fn tests_has_no_circles() {
    has_no_circles("tests/src/lib.rs");
}

#[test]
fn rooms_of_the_client_use_what_is_below() {
    let rooms = rooms::of(&workspace::text("ARCHITECTURE.md"));
    let problems = rooms::problems(&workspace::root(), "vc-api/src", &rooms);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_test_and_helper_has_its_row() {
    let table = workspace::text("tests/README.md");
    let problems = test_table::problems(&workspace::root().join("tests"), &test_table::rows(&table));
    assert!(problems.is_empty(), "the table in tests/README.md differs from the files:\n{}", problems.join("\n"));
}

fn has_no_circles(root_file: &str) {
    let krate = Crate::read(&workspace::root(), root_file);
    let graph = Graph::of(&krate);
    let problems = [graph.unresolved.clone(), graph.circles()].concat();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
