//! Benchmarks of each stage of the generator. The stages process the spec of this repository, and specs that are 10 and 30
//! times as large. A larger spec contains copies of the resources under other names.
//!
//! Run the benchmarks with `cargo bench -p codegen`. One thread does all the work, so the measured time is CPU time.

use std::path::Path;

use codegen::source::Texts;
use codegen::{check, emit, load, lower};
use divan::{Bencher, black_box};

const COPIES: [usize; 3] = [1, 10, 30];

fn main() {
    divan::main();
}

#[divan::bench(args = COPIES, sample_count = 10, sample_size = 1)]
fn load(bencher: Bencher<'_, '_>, copies: usize) {
    let spec = spec(copies);
    bencher.bench(|| load::load(black_box(&spec)).map(drop).expect("the spec is well-formed"));
}

#[divan::bench(args = COPIES, sample_count = 10, sample_size = 1)]
fn lower(bencher: Bencher<'_, '_>, copies: usize) {
    let document = load::load(&spec(copies)).expect("the spec is well-formed");
    bencher.bench(|| lower::lower(black_box(&document)));
}

#[divan::bench(args = COPIES, sample_count = 10, sample_size = 1)]
fn check(bencher: Bencher<'_, '_>, copies: usize) {
    let document = load::load(&spec(copies)).expect("the spec is well-formed");
    let (api, _) = lower::lower(&document);
    let operations = |copies| lower::lower(&load::load(&spec(copies)).expect("well-formed")).0.operations().count();
    assert_eq!(api.operations().count(), copies * operations(1), "a copy lacks something");
    bencher.bench(|| check::check(black_box(&api)));
}

#[divan::bench(args = COPIES, sample_count = 10, sample_size = 1)]
fn emit(bencher: Bencher<'_, '_>, copies: usize) {
    let document = load::load(&spec(copies)).expect("the spec is well-formed");
    let (api, _) = lower::lower(&document);
    bencher.bench(|| emit::emit(black_box(&api)).expect("the generator writes Rust"));
}

#[divan::bench(args = COPIES, sample_count = 10, sample_size = 1)]
fn whole(bencher: Bencher<'_, '_>, copies: usize) {
    let spec = spec(copies);
    bencher.bench(|| {
        codegen::generate(black_box(&spec)).unwrap_or_else(|errors| panic!("{}", errors.render(&spec, false)))
    });
}

/// Returns a spec in which every resource occurs `copies` times: the original, and copies under other names.
fn spec(copies: usize) -> Texts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let entries = std::fs::read_dir(folder).expect("the spec is there");
    let mut texts: Texts = entries
        .map(|entry| {
            let path = entry.expect("the spec can be read").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("the name is text").to_owned();
            (format!("spec/{name}"), std::fs::read_to_string(path).expect("the file can be read"))
        })
        .collect();
    let resources: Texts =
        texts.iter().filter(|(_, text)| text.contains("x-resource:")).map(|(a, b)| (a.clone(), b.clone())).collect();
    let own: Vec<&str> = resources.values().flat_map(|text| declared(text)).collect();
    for copy in 1..copies {
        for (name, text) in &resources {
            let name = name.replace(".yaml", &format!("_{copy}.yaml"));
            texts.insert(name, renamed(text, &own, copy));
        }
    }
    texts
}

/// Returns the names of the schemas that a file declares.
fn declared(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let name = line.strip_prefix("    ")?.strip_suffix(':')?;
        name.starts_with(|first: char| first.is_ascii_uppercase()).then_some(name)
    })
}

/// Returns a copy of a file in which every declaration has another name. The number `copy` is part of the new names.
fn renamed(text: &str, own: &[&str], copy: usize) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        let line = if let Some(name) = line.strip_prefix("  name: ") {
            format!("  name: {name}_{copy}")
        } else if let Some(name) = line.strip_prefix("  accessor: ") {
            format!("  accessor: {name}_{copy}")
        } else if let Some(id) = trimmed.strip_prefix("operationId: event.") {
            format!("      operationId: event.{id}_{copy}")
        } else if let Some((resource, method)) = trimmed.strip_prefix("operationId: ").and_then(|id| id.split_once('.'))
        {
            format!("      operationId: {resource}_{copy}.{method}")
        } else if let Some(event) = line.strip_prefix("  vc.") {
            format!("  vc{copy}.{event}")
        } else if trimmed.starts_with("x-subscription:") {
            line.replace(".subscription", &format!("_{copy}.subscription"))
                .replace(".unsubscription", &format!("_{copy}.unsubscription"))
        } else if let Some(name) = declared(line).next() {
            format!("    {name}C{copy}:")
        } else {
            line.replace("/open-apis/vc/v1/", &format!("/open-apis/vc/v{copy}00/"))
                .replace("const: vc.", &format!("const: vc{copy}."))
        };
        lines.push(referring(&line, own, copy));
    }
    lines.join("\n")
}

/// Returns the line with changed references. Appends `C` and the number of the copy to each schema name that is in `own`:
/// `Room` becomes `RoomC3` in copy 3.
fn referring(line: &str, own: &[&str], copy: usize) -> String {
    let mut parts = line.split("#/components/schemas/");
    let mut renamed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find('\'').expect("references are quoted");
        let (name, rest) = part.split_at(end);
        renamed.push_str("#/components/schemas/");
        renamed.push_str(name);
        if own.contains(&name) {
            renamed.push_str(&format!("C{copy}"));
        }
        renamed.push_str(rest);
    }
    renamed
}
