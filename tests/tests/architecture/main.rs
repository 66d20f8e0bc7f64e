//! Checks of the dependencies between source files, and of the table in `tests/README.md`. No crate may have a cycle of
//! files. A file of the client may use only lower layers.

mod graph;
mod layers;
mod macro_tokens;
mod modules;
mod names;
mod reader;
mod small_crates;
mod test_table;

use graph::Graph;
use modules::Crate;
use vc_tests::workspace;

#[test]
fn codegen_has_no_cycles() {
    has_no_cycles("codegen/src/lib.rs");
}

#[test]
fn xtask_has_no_cycles() {
    has_no_cycles("xtask/src/main.rs");
}

#[test]
fn serve_has_no_cycles() {
    has_no_cycles("xtask/serve/src/main.rs");
}

#[test]
fn vc_api_has_no_cycles() {
    has_no_cycles("vc-api/src/lib.rs");
}

#[test]
fn tests_has_no_cycles() {
    has_no_cycles("tests/src/lib.rs");
}

#[test]
fn layers_of_the_client_use_only_lower_layers() {
    let layers = layers::of(&workspace::text("ARCHITECTURE.md"));
    let problems = layers::problems(&workspace::root(), "vc-api/src", &layers);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_test_and_helper_has_its_row() {
    let table = workspace::text("tests/README.md");
    let problems = test_table::problems(&workspace::root().join("tests"), &test_table::rows(&table));
    assert!(problems.is_empty(), "the table in tests/README.md differs from the files:\n{}", problems.join("\n"));
}

fn has_no_cycles(root_file: &str) {
    let krate = Crate::read(&workspace::root(), root_file);
    let graph = Graph::of(&krate);
    let problems = [graph.unresolved.clone(), graph.cycles()].concat();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
