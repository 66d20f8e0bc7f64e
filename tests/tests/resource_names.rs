//! Tests of resource names. The generator refuses the names that the client itself needs. Callers can use a resource with
//! any other name.

use std::collections::BTreeSet;

use codegen::source::Texts;
use vc_tests::workspace;

/// Former names of modules at the root of the client. Each of these modules hid a resource of the same name.
const ONCE_HIDDEN: [&str; 7] = ["event", "message", "scope", "session", "text", "ticket", "time"];

const RESOURCE: &str = "
x-resource: {name: NAME, summary: A resource}
paths:
  /cases/NAME:
    get:
      operationId: NAME.get
      summary: Get it
      externalDocs: {url: 'https://example.com/NAME'}
      x-tokens: [tenant_access_token]
      x-scopes: [vc:room]
      x-rate-limit: {per_minute: 1000}
      x-app-types: [custom, isv]
";

/// Returns the names of modules and crates at the root of the client. Each of these names hides a resource of the same name,
/// because a glob imports the resources.
fn root_names() -> BTreeSet<String> {
    let text = workspace::text("vc-api/src/lib.rs");
    let file = syn::parse_file(&text).expect("it is Rust");
    let mut names = BTreeSet::new();
    for item in file.items {
        match item {
            syn::Item::Mod(module) => drop(names.insert(module.ident.to_string())),
            syn::Item::Use(import) => add_imported(&import.tree, &mut names),
            _ => {}
        }
    }
    // A type cannot hide a resource, because the name of a type contains a capital letter. `smallest_scopes` is a function,
    // which cannot hide a resource either.
    names.retain(|name| name.chars().all(|c| c.is_lowercase() || c == '_') && name != "smallest_scopes");
    names
}

fn add_imported(tree: &syn::UseTree, names: &mut BTreeSet<String>) {
    match tree {
        syn::UseTree::Path(path) => add_imported(&path.tree, names),
        syn::UseTree::Name(name) => drop(names.insert(name.ident.to_string())),
        syn::UseTree::Rename(rename) => drop(names.insert(rename.rename.to_string())),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| add_imported(tree, names)),
        syn::UseTree::Glob(_) => {}
    }
}

fn generate(name: &str) -> Result<Texts, String> {
    let common = include_str!("../cases/common.yaml").to_owned();
    let texts: Texts =
        [("common.yaml".to_owned(), common), ("case.yaml".to_owned(), RESOURCE.replace("NAME", name))].into();
    codegen::generate(&texts).map(|made| made.client).map_err(|errors| errors.render(&texts, false))
}

#[test]
fn names_at_the_root_are_refused() {
    let names = root_names();
    assert!(names.contains("error") && names.contains("reqwest"), "{names:?}");
    for name in names {
        let told = generate(&name).expect_err(&name);
        let head = format!("error[name-reserved]: `{name}` cannot be the name of a resource");
        assert!(told.starts_with(&head), "{told}");
    }
}

#[test]
fn other_names_reach_callers() {
    let hidden = root_names();
    for name in ONCE_HIDDEN {
        assert!(!hidden.contains(name), "a resource called `{name}` would be hidden");
        let made = generate(name).unwrap_or_else(|told| panic!("{told}"));
        assert!(made["mod.rs"].contains(&format!("pub mod {name};")), "{}", made["mod.rs"]);
    }
}
