//! Tests of the checks in this folder, with small crates that exist only in these tests.

use tempfile::TempDir;

use crate::graph::Graph;
use crate::layers;
use crate::modules::Crate;
use crate::test_table;

const TABLE: &str = "\
## Layers of the client

| layer | content |
| --- | --- |
| `lib.rs` | the root |
| `generated/` | generated code |
| `runtime/mod.rs` | the facade |
| `runtime/call/` | calls |
| `runtime/util/` | helpers |

## Decisions

| `nowhere/` | another table |
";

/// Creates a folder with these files. Each file has a name and a text.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for (name, text) in files {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("it stands in the folder")).expect("folders can be made");
        std::fs::write(file, text).expect("it can be written");
    }
    folder
}

/// Returns the dependencies between the given files of a crate, such as `a.rs -> b.rs`.
fn edges(files: &[(&str, &str)]) -> Vec<String> {
    let folder = folder(files);
    let krate = Crate::read(folder.path(), "lib.rs");
    let graph = Graph::of(&krate);
    assert!(graph.unresolved.is_empty(), "{:?}", graph.unresolved);
    graph.edges.keys().map(|(from, to)| format!("{} -> {}", krate.files[*from], krate.files[*to])).collect()
}

/// Creates a crate with these files, and returns the circular dependencies between the files.
fn cycles(files: &[(&str, &str)]) -> Vec<String> {
    let folder = folder(files);
    Graph::of(&Crate::read(folder.path(), "lib.rs")).cycles()
}

/// Returns the unresolved paths of a crate with these files.
fn unresolved(files: &[(&str, &str)]) -> Vec<String> {
    let folder = folder(files);
    Graph::of(&Crate::read(folder.path(), "lib.rs")).unresolved
}

/// Returns the messages of `layers::problems` about a crate with default files and `files`. A file in `files` replaces the
/// default file with the same name.
fn problems(files: &[(&str, &str)]) -> Vec<String> {
    let mut all = vec![
        ("src/lib.rs", "mod generated; mod runtime;"),
        ("src/generated/mod.rs", "mod room;"),
        ("src/generated/room.rs", ""),
        ("src/runtime/mod.rs", "mod call; mod util; pub use call::Call;"),
        ("src/runtime/call/mod.rs", "pub struct Call;"),
        ("src/runtime/util/mod.rs", "pub struct Text;"),
    ];
    all.retain(|(name, _)| files.iter().all(|(other, _)| other != name));
    all.extend(files);
    layers::problems(folder(&all).path(), "src", &layers::of(TABLE))
}

#[test]
fn a_cycle_is_reported_with_its_edges() {
    let found = cycles(&[
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "use crate::b::B;\npub struct A(B);"),
        ("b.rs", "\nuse crate::c::C; pub struct B(C);"),
        ("c.rs", "pub struct C;\nimpl C { fn a() -> crate::a::A { todo!() } }"),
        ("d.rs", "use crate::a::A;"),
    ]);
    let edges =
        "\n  a.rs:1: `crate::b::B` names b.rs\n  b.rs:2: `crate::c::C` names c.rs\n  c.rs:2: `crate::a::A` names a.rs";
    assert_eq!(found, [format!("3 files in a cycle:{edges}")]);
}

#[test]
fn each_cycle_is_reported_once() {
    let found = cycles(&[
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "use crate::b::B; pub struct A; impl From<B> for A {}"),
        ("b.rs", "use crate::a::A; pub struct B;"),
        ("c.rs", "use crate::d::D; pub struct C;"),
        ("d.rs", "use crate::c::C; use crate::a::A; pub struct D;"),
    ]);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn parents_and_children_name_each_other() {
    let parent = ("a/mod.rs", "mod b; mod c; pub struct A; fn f() { b::f() }");
    let files = [("lib.rs", "mod a;"), parent, ("a/b.rs", "use super::A; pub fn f() {}"), ("a/c.rs", "")];
    assert_eq!(edges(&files), ["a/mod.rs -> a/b.rs", "a/b.rs -> a/mod.rs"]);
}

#[test]
fn a_re_export_leads_to_the_file_of_its_item() {
    let found = edges(&[
        ("lib.rs", "mod a; mod b; mod c; mod d; pub use b::*;"),
        ("a.rs", "pub struct A;"),
        ("b.rs", "pub(crate) use crate::a::A as Renamed; pub use other::B; pub struct Own;"),
        ("c.rs", "use crate::d::Renamed;"),
        ("d.rs", "pub use super::b::*; fn f(_: crate::Renamed, _: crate::B) {}"),
    ]);
    let by_glob = ["lib.rs -> b.rs", "d.rs -> b.rs"];
    assert_eq!(found, [by_glob[0], "b.rs -> a.rs", "c.rs -> a.rs", "d.rs -> a.rs", by_glob[1]]);
}

#[test]
fn an_import_of_a_parent_is_followed() {
    let found = edges(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "pub struct A; pub fn f() {}"),
        ("b/mod.rs", "use crate::a::{self, A}; mod c; mod d; mod e;"),
        ("b/c.rs", "fn f(_: super::A) { super::a::f() }"),
        ("b/d.rs", "use super::*; fn f(_: A) {}"),
        ("b/e.rs", "use super::*;"),
    ]);
    assert_eq!(found, ["b/mod.rs -> a.rs", "b/c.rs -> a.rs", "b/d.rs -> a.rs", "b/e.rs -> b/mod.rs"]);
}

#[test]
fn an_imported_module_leads_to_the_file_of_the_named_item() {
    let found = edges(&[
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "pub use crate::b::f; pub use crate::b;"),
        ("b.rs", "pub fn f() {}"),
        ("c.rs", "use crate::a; fn g() { a::f(); a::b::f(); }"),
        ("d.rs", "use crate::a;"),
    ]);
    assert_eq!(found, ["a.rs -> b.rs", "c.rs -> b.rs", "d.rs -> a.rs"]);
}

#[test]
fn a_macro_belongs_to_the_file_of_its_rules() {
    let found = edges(&[
        ("lib.rs", "mod a; mod b; mod c; mod d; mod e; textual!();"),
        ("a.rs", "mod inner { macro_rules! m { () => {} } pub(crate) use m; } pub(crate) use inner::m;"),
        ("b.rs", "pub(crate) use crate::a::m; macro_rules! textual { () => { crate::d::f(); $crate::c::$name() } }"),
        ("c.rs", "crate::b::m!(); macro_rules! own { () => { super::gone(); self::gone(); gone::f() } } own!();"),
        ("d.rs", "pub fn f() { println!(\"{}\", crate::e::X) }"),
        ("e.rs", "macro_rules! statics { ($name:ident) => { static $name: u8 = 0; static Y: u8 = 1; } } statics!(X);"),
    ]);
    assert_eq!(found, ["lib.rs -> b.rs", "b.rs -> a.rs", "b.rs -> d.rs", "c.rs -> a.rs", "d.rs -> e.rs"]);
}

#[test]
fn names_are_found_in_attributes_macros_blocks_and_inline_modules() {
    let found = edges(&[
        ("lib.rs", "mod a; mod b; mod c; mod d; mod e; mod f;"),
        ("a.rs", "pub const A: u8 = 0; pub enum Kind { One } pub fn f() {}"),
        ("b.rs", "#[derive(Debug)] #[arg(default = crate::a::A)] struct B;"),
        ("c.rs", "fn f() -> bool { use crate::a; matches!(1, a::A) && g(|x| x..a::A) }"),
        ("d.rs", "mod inner { fn f() { super::super::a::f() } }"),
        ("e.rs", "fn f() { use crate::a::Kind::*; matches!(g(), One) } fn g() -> Option<crate::a::Kind> { None }"),
        ("f.rs", "fn f() { <super::a::Kind as Default>::default(); }"),
    ]);
    assert_eq!(found, ["b.rs -> a.rs", "c.rs -> a.rs", "d.rs -> a.rs", "e.rs -> a.rs", "f.rs -> a.rs"]);
}

#[test]
fn variants_and_methods_belong_to_the_file_of_their_type() {
    let found = edges(&[
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "pub enum Kind { One } pub use Kind::*;"),
        ("b.rs", "impl crate::a::Kind { pub fn f() {} }"),
        ("c.rs", "fn f() { crate::a::Kind::f(); crate::a::One; }"),
    ]);
    assert_eq!(found, ["b.rs -> a.rs", "c.rs -> a.rs"]);
}

#[test]
fn tests_are_left_out() {
    let found = edges(&[
        ("lib.rs", "mod a; mod b; #[cfg(test)] mod tests;"),
        ("a.rs", "pub struct A; #[cfg(test)] mod tests { use crate::b::B; } #[test] fn f() { crate::b::B; }"),
        ("b.rs", "pub struct B; impl B { #[cfg(all(test, unix))] fn f() { crate::a::A; } }"),
    ]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn modules_other_crates_variables_visibilities_and_quotations_make_no_edge() {
    let found = edges(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "pub fn f() {}"),
        ("b/mod.rs", "pub mod c; use std::fmt; fn f(c: u8) { g(c); fmt::write(); a::f(); ::a::f(); }"),
        ("b/c.rs", "pub(in crate::b) fn f(&self) -> Self { self.a; quote! { crate::gone::f(#a) }; Self::f() }"),
    ]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn files_of_modules_are_found() {
    let found = edges(&[
        ("lib.rs", "mod a; mod b { pub mod c; } mod d; use {a::e::E, b::c::C, d::D};"),
        ("a.rs", "pub mod e;"),
        ("a/e.rs", "pub struct E;"),
        ("b/c.rs", "pub struct C;"),
        ("d/mod.rs", "pub struct D;"),
    ]);
    assert_eq!(found, ["lib.rs -> a/e.rs", "lib.rs -> b/c.rs", "lib.rs -> d/mod.rs"]);
}

#[test]
fn unresolved_paths_are_reported() {
    let found = unresolved(&[
        ("lib.rs", "mod a; use a::Gone; use crate::gone::f;"),
        ("a.rs", "mod b;\nfn f() { b::gone(); println!(\"{}\", self::gone); gone::f() }"),
        ("a/b.rs", "use super::gone::*;"),
    ]);
    let told = [
        "a/b.rs:1: cannot find `super::gone`",
        "a.rs:2: cannot find `b::gone`",
        "a.rs:2: cannot find `self::gone`",
        "lib.rs:1: cannot find `a::Gone`",
        "lib.rs:1: cannot find `crate::gone::f`",
    ];
    assert_eq!(found, told);
}

#[test]
fn layers_are_read_from_their_table() {
    assert_eq!(layers::of(TABLE), ["lib.rs", "generated/", "runtime/mod.rs", "runtime/call/", "runtime/util/"]);
}

#[test]
fn a_layer_uses_only_lower_layers() {
    let down = problems(&[("src/runtime/call/mod.rs", "use crate::runtime::util::Text; pub struct Call(Text);")]);
    assert!(down.is_empty(), "{down:?}");
    let up = problems(&[("src/runtime/util/mod.rs", "fn f(_: crate::runtime::Call) {}")]);
    let edge = "src/runtime/util/mod.rs:1: `crate::runtime::Call` names src/runtime/call/mod.rs";
    assert_eq!(up, [format!("{edge}: `runtime/util/` is below `runtime/call/`")]);
}

#[test]
fn every_file_has_a_layer_and_every_layer_a_file() {
    let elsewhere = problems(&[("src/runtime/mod.rs", "mod call; mod util; mod other;"), ("src/runtime/other.rs", "")]);
    assert_eq!(elsewhere, ["src/runtime/other.rs is in no layer"]);
    let table = TABLE.replace("## Decisions", "| `api/` | for callers |");
    let folder = folder(&[("src/lib.rs", "")]);
    let found = layers::problems(folder.path(), "src", &layers::of(&table));
    assert!(found.contains(&"there is no file in `api/`".to_owned()), "{found:?}");
}

#[test]
fn generated_code_names_only_the_facade_and_itself() {
    let of = |text: &str| problems(&[("src/generated/room.rs", text)]);
    let allowed =
        "use crate::runtime as rt; use crate::runtime::Call as C; fn f(_: rt::Call, _: C) -> super::room::Own";
    let found = of(&format!("{allowed} {{ rt::Call::new(); C::new(); std::mem::take() }} pub struct Own;"));
    assert!(found.is_empty(), "{found:?}");
    for deeper in [
        "crate::runtime::call::Call",
        "crate::runtime::call",
        "crate::generated::room::Own",
        "super::super::runtime::Call",
        "rt::util::Text",
        "util::Text",
    ] {
        let found = of(&format!(
            "use crate::runtime as rt; use rt::util; pub struct Own; fn f() {{ println!(\"{{}}\", {deeper}) }}"
        ));
        let problem = format!("src/generated/room.rs:1: `{deeper}` is not named as `crate::runtime::Name`");
        assert!(found.contains(&problem), "{found:?}");
    }
}

#[test]
fn files_without_a_row_and_rows_without_a_file_are_reported() {
    let names = ["src/lib.rs", "src/time.rs", "tests/client.rs", "tests/errors/main.rs", "tests/errors/main_menu.rs"];
    let folder = folder(&names.map(|name| (name, "")));
    let whole = ["src/time.rs", "tests/client.rs", "tests/errors/", "tests/errors/main_menu.rs"];
    assert_eq!(test_table::problems(folder.path(), &whole), [""; 0]);
    let table = "| file | content |\n| --- | --- |\n| `src/time.rs` | a |\n| `src/time.rs` | b |\n| `tests/x.rs` | c |";
    let expected = [
        "`tests/client.rs` has no row",
        "`tests/errors/` has no row",
        "`tests/errors/main_menu.rs` has no row",
        "there is no `tests/x.rs`",
        "a row is listed twice",
    ];
    assert_eq!(test_table::problems(folder.path(), &test_table::rows(table)), expected);
}
