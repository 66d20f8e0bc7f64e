//! The source files of each crate use each other in one direction, and the client's rooms from top to bottom.

mod graph;
mod macro_tokens;
mod modules;
mod names;
mod reader;
mod rooms;
mod small_crates;

use graph::Graph;
use modules::Crate;
use vc_tests::spec;

#[test]
fn codegen_has_no_circles() {
    has_no_circles("codegen/src/lib.rs");
}

#[test]
fn xtask_has_no_circles() {
    has_no_circles("xtask/src/main.rs");
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
    let root = spec::root();
    let table = std::fs::read_to_string(root.join("ARCHITECTURE.md")).expect("the file can be read");
    let problems = rooms::problems(&root, "vc-api/src", &rooms::of(&table));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn has_no_circles(root_file: &str) {
    let krate = Crate::read(&spec::root(), root_file);
    let graph = Graph::of(&krate);
    let problems = [graph.unresolved.clone(), graph.circles()].concat();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
