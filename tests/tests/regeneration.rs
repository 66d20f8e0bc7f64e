//! The committed files of the generator are up to date with the spec.

use codegen::emit::Generated;
use codegen::source::Texts;
use vc_tests::{spec, workspace};

fn generated() -> Generated {
    let spec = spec::texts();
    codegen::generate(&spec).unwrap_or_else(|errors| panic!("{}", errors.render(&spec, false)))
}

fn within(folder: &str, texts: Texts) -> Texts {
    texts.into_iter().map(|(name, text)| (format!("{folder}/{name}"), text)).collect()
}

#[test]
fn committed_files_are_up_to_date() {
    let made = generated();
    for (folder, made) in [("vc-api/src/generated", made.client), ("tests/src/generated", made.calls)] {
        let (found, made) = (workspace::files(folder, "rs"), within(folder, made));
        let names = found.keys().chain(made.keys().filter(|name| !found.contains_key(*name)));
        let stale: Vec<&String> = names.filter(|name| found.get(*name) != made.get(*name)).collect();
        assert!(stale.is_empty(), "not as the spec makes it, run `cargo xtask regen`: {stale:?}");
    }
    for (name, made) in [("vc-api/API.md", made.reference), ("spec/schema.json", codegen::load::json_schema())] {
        assert!(workspace::text(name) == made, "{name} is not as the spec makes it, run `cargo xtask regen`");
    }
}

#[test]
fn the_same_spec_gives_the_same_code() {
    let (first, second) = (generated(), generated());
    assert!(first == second);
}
