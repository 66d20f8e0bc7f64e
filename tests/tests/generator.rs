//! Tests of the generator with small specs: the output for each feature, and the diagnostic for each mistake.
//!
//! Each file in `cases/output` shows a feature. Each file or folder in `cases/diagnostics` contains a mistake. The name of
//! the file or folder begins with the code of the diagnostic. Each spec also contains `cases/common.yaml`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use codegen::diagnostic::Diagnostics;
use codegen::emit::Generated;
use codegen::source::Texts;
use serde_json::Value;
use vc_tests::{assert_snapshot, spec, workspace};

const OUTPUT: &str = "tests/cases/output";
const DIAGNOSTICS: &str = "tests/cases/diagnostics";
const COMMON: &str = "common.yaml";

#[test]
fn output() {
    for case in cases(OUTPUT) {
        let generated = case.generated();
        let mut shown = case.input();
        for (file, items) in case.shows() {
            let text =
                generated.client.get(file).or(generated.calls.get(file)).expect("the case shows a file that is made");
            let text = if items.is_empty() { text.clone() } else { only(text, &items) };
            write!(shown, "\n======== {file}\n{text}").expect("a text can be written to");
        }
        assert_snapshot!("cases", case.name, shown);
    }
}

/// `tests/compile_pass.rs` compiles the output of all cases together, so the names in the cases must not clash.
#[test]
fn all_cases_together_are_one_spec() {
    let all: Texts = cases(OUTPUT).into_iter().flat_map(|case| case.texts).collect();
    generate(&all);
}

#[test]
fn diagnostics() {
    for case in cases(DIAGNOSTICS) {
        let diagnostics = case.refused();
        let code = diagnostics.iter().map(|diagnostic| diagnostic.code()).find(|code| case.name.starts_with(*code));
        assert!(code.is_some(), "{} is called after none of its diagnostics", case.name);
        let shown = format!("{}\n======== says\n{}", case.input(), diagnostics.render(&case.texts, false));
        assert_snapshot!("diagnostics", case.name, shown);
    }
}

#[test]
fn every_diagnostic_has_a_case() {
    let shown: BTreeSet<&str> = cases(DIAGNOSTICS)
        .iter()
        .flat_map(|case| case.refused().iter().map(|one| one.code()).collect::<Vec<_>>())
        .collect();
    // `generator-defect` reports a defect of the generator, so no test case can cause this diagnostic. Another test covers
    // `too-many`.
    let exempt = ["generator-defect", "too-many"];
    let missing: Vec<String> =
        codes().into_iter().filter(|code| !shown.contains(code.as_str()) && !exempt.contains(&code.as_str())).collect();
    assert!(missing.is_empty(), "no case in {DIAGNOSTICS} shows {missing:?}");
}

/// The generator reports only a limited number of diagnostics. The diagnostic `too-many` says that there are more.
#[test]
fn too_many_mistakes() {
    let text: String = (0..5100).map(|number| format!("key{number}: 1\n")).collect();
    let diagnostics = codegen::generate(&Texts::from([("case.yaml".to_owned(), text)])).expect_err("no key is known");
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code() == "too-many"));
}

#[test]
fn the_same_spec_gives_the_same_output() {
    for texts in cases(OUTPUT).into_iter().map(|case| case.texts).chain([spec::texts()]) {
        assert_eq!(generate(&texts), generate(&texts));
    }
}

#[test]
fn the_order_of_keys_does_not_matter() {
    for texts in cases(OUTPUT).into_iter().map(|case| case.texts).chain([spec::texts()]) {
        let turned: Texts = texts.iter().map(|(name, text)| (name.clone(), turned(text))).collect();
        assert_ne!(texts, turned);
        assert_eq!(generate(&texts), generate(&turned));
    }
}

#[test]
fn a_spec_that_breaks_off_is_refused_or_read() {
    let spec = spec::texts();
    for name in ["spec/note.yaml", "spec/openapi.yaml", "spec/report.yaml"] {
        let text = &spec[name];
        for end in (0..text.len()).step_by(200).filter(|end| text.is_char_boundary(*end)) {
            // This spec is only the beginning of one file.
            let alone = Texts::from([(name.to_owned(), text[..end].to_owned())]);
            survives(&alone);
        }
        let mut broken = spec.clone();
        broken.insert(name.to_owned(), text[..text.len() / 2].to_owned());
        survives(&broken);
    }
}

#[test]
fn a_line_lost_or_repeated_is_refused_or_read() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for case in cases(OUTPUT).into_iter().chain(cases(DIAGNOSTICS)) {
        for (name, text) in case.own() {
            let lines: Vec<&str> = text.lines().collect();
            for _ in 0..6 {
                let at = random.below(lines.len());
                let mut changed = lines.clone();
                if random.below(2) == 0 {
                    changed.remove(at);
                } else {
                    changed.insert(random.below(lines.len()), lines[at]);
                }
                let mut texts = case.texts.clone();
                texts.insert(name.clone(), changed.join("\n"));
                survives(&texts);
            }
        }
    }
}

#[test]
fn nesting_and_chains_come_to_an_end() {
    for text in [
        nested("{type: array, items: ", "{type: string}", "}", 60),
        nested("{type: object, additionalProperties: ", "{type: string}", "}", 60),
        nested("{type: object, properties: {a: ", "{type: string}", "}}", 30),
        nested("{allOf: [", "{type: object, properties: {a: {type: string}}}", "]}", 30),
        nested("{allOf: [{type: object, properties: {a: {type: string}}}, ", "{type: object}", "]}", 30),
        nested("{type: array, items: ", "{type: string}", "}", 10_000),
        chained(|next| format!("{{$ref: '#/components/schemas/{next}'}}")),
        chained(|next| format!("{{type: array, items: {{$ref: '#/components/schemas/{next}'}}}}")),
        chained(|next| format!("{{type: object, properties: {{a: {{$ref: '#/components/schemas/{next}'}}}}}}")),
        chained(|next| format!("{{allOf: [{{$ref: '#/components/schemas/{next}'}}]}}")),
        chained(|next| format!("{{allOf: [{{$ref: '#/components/schemas/{next}'}}, {{type: object}}]}}")),
        // Each schema refers twice to the next. If the generator copied the target at each reference, each schema would
        // double the number of copies.
        chained(|next| {
            format!("{{allOf: [{{$ref: '#/components/schemas/{next}'}}, {{$ref: '#/components/schemas/{next}'}}]}}")
        }),
        chained(|next| {
            let inline = format!("{{allOf: [{{$ref: '#/components/schemas/{next}'}}, {{type: object}}]}}");
            format!("{{type: object, properties: {{a: {inline}, b: {inline}}}}}")
        }),
    ] {
        let texts = Texts::from([common(), ("case.yaml".to_owned(), text)]);
        survives(&texts);
    }
}

/// Small spec: its name and its files.
struct Case {
    name: String,
    texts: Texts,
}

impl Case {
    fn generated(&self) -> Generated {
        generate(&self.texts)
    }

    fn refused(&self) -> Diagnostics {
        match codegen::generate(&self.texts) {
            Ok(_) => panic!("nothing is wrong with {}", self.name),
            Err(diagnostics) => diagnostics,
        }
    }

    /// Returns the files of this case, except `common.yaml`, which all cases share.
    fn own(&self) -> impl Iterator<Item = (&String, &String)> {
        self.texts.iter().filter(|(name, _)| *name != COMMON)
    }

    /// Returns the text of the files of this case, except `common.yaml`.
    fn input(&self) -> String {
        self.own().map(|(name, text)| format!("======== {name}\n{text}")).collect::<Vec<_>>().join("\n")
    }

    /// Returns the generated files and items that the snapshot shows. The first line of the case lists the files and items.
    /// For example, `# Shows a.rs: X Y; b.rs` lists the items `X` and `Y` of `a.rs`, and all items of `b.rs`.
    fn shows(&self) -> Vec<(&str, Vec<&str>)> {
        let text = &self.texts[&format!("{}.yaml", self.name)];
        let shown =
            text.lines().next().and_then(|line| line.strip_prefix("# Shows ")).expect("a case says what it shows");
        let files = shown.split("; ").map(|file| file.split_once(": ").unwrap_or((file, "")));
        files.map(|(file, items)| (file, items.split_whitespace().collect())).collect()
    }
}

/// Returns all cases of a folder of the workspace, in the order of their names.
fn cases(folder: &str) -> Vec<Case> {
    workspace::entries(&workspace::root().join(folder)).iter().map(|path| case(path)).collect()
}

fn case(path: &Path) -> Case {
    let name = path.file_stem().and_then(|name| name.to_str()).expect("the name is text").to_owned();
    let mut texts = if path.is_dir() {
        workspace::entries(path).iter().map(|path| read(path)).collect()
    } else {
        Texts::from([read(path)])
    };
    texts.extend([common()]);
    Case { name, texts }
}

fn common() -> (String, String) {
    read(&workspace::root().join("tests/cases").join(COMMON))
}

/// Reads a file, and returns the name and the text of the file.
fn read(path: &Path) -> (String, String) {
    (workspace::name(path).to_owned(), std::fs::read_to_string(path).expect("the file can be read"))
}

fn generate(texts: &Texts) -> Generated {
    codegen::generate(texts).unwrap_or_else(|diagnostics| panic!("{}", diagnostics.render(texts, false)))
}

/// Returns items of a generated file. The first line of each returned item contains one of `names`. Empty lines separate
/// the items.
///
/// Leaves out code that is the same for every call. Leaves out the constant `INFO`, unless `names` contains `INFO`.
fn only(text: &str, names: &[&str]) -> String {
    let head =
        |item: &str| item.lines().find(|line| line.starts_with(char::is_alphabetic)).unwrap_or_default().to_owned();
    let about = |item: &str, name: &str| {
        head(item).split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|word| word == name)
    };
    let same = ["impl IntoFuture for ", "impl std::fmt::Debug for "];
    let shows_samples = names.contains(&"Sample");
    let items = text.trim_end().split("\n\n").filter(|item| {
        let head = head(item);
        let is_sample = head.starts_with("impl rt::Sample for ");
        names.iter().any(|name| about(item, name))
            && !same.iter().any(|start| head.starts_with(start))
            && (shows_samples || !is_sample)
    });
    let items: Vec<&str> = items.collect();
    for name in names.iter().filter(|name| **name != "INFO") {
        assert!(items.iter().any(|item| about(item, name)), "no item is about {name}");
    }
    let shown = items.join("\n\n") + "\n";
    if names.contains(&"INFO") { shown } else { without_info(&shown) }
}

fn without_info(text: &str) -> String {
    let mut inside = false;
    let lines = text.lines().filter(|line| {
        inside |= line.starts_with("    const INFO: ");
        let kept = !inside;
        inside &= *line != "    };";
        kept
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// Returns the codes of all diagnostics in the source files of the generator.
fn codes() -> BTreeSet<String> {
    let sources = workspace::rust_files(&workspace::root().join("codegen/src"));
    let codes: BTreeSet<String> = sources.iter().flat_map(|path| codes_in(&read(path).1)).collect();
    assert!(codes.len() > 50, "the sources are not read as they should be");
    codes
}

/// Returns the codes in a source file: the first arguments of `Diagnostic::new`, and the values of the fields `code`.
fn codes_in(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let starts = ["Diagnostic::new(", "code: "].into_iter().flat_map(|start| source.split(start).skip(1));
    starts.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next()).map(str::to_owned).collect()
}

/// Returns the text with the keys of each mapping in reversed order, except mappings whose order of keys matters.
fn turned(text: &str) -> String {
    let value = codegen::load::to_json("", text).expect("the spec is YAML");
    turn(value, true).to_string()
}

/// Keys whose values are mappings with a fixed order: the generated code has the same order.
const ORDERED: [&str; 7] = ["parameters", "paths", "properties", "schemas", "webhooks", "x-scopes", "x-token-types"];

fn turn(value: Value, around: bool) -> Value {
    match value {
        Value::Object(mapping) => {
            let entries = mapping.into_iter().map(|(key, value)| {
                let around = !ORDERED.contains(&key.as_str());
                (key, turn(value, around))
            });
            let mut entries: Vec<(String, Value)> = entries.collect();
            if around {
                entries.reverse();
            }
            Value::Object(entries.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(|item| turn(item, true)).collect()),
        other => other,
    }
}

/// Asserts that the generator returns output or diagnostics for the texts, and that the diagnostics can be printed.
fn survives(texts: &Texts) {
    // `generate` and `bundle` make the same checks. So `bundle` runs only if `generate` accepts the spec.
    let refused = codegen::generate(texts).and_then(|_| codegen::bundle(texts)).err();
    if let Some(diagnostics) = refused {
        assert!(!diagnostics.is_empty(), "{texts:?}");
        assert!(diagnostics.render(texts, false).ends_with("nothing was written\n"), "{texts:?}");
        assert!(!diagnostics.iter().any(|one| one.code() == "generator-defect"), "{texts:?}");
    }
}

/// Returns a spec with schemas that are nested `times` levels deep. `open` and `close` are the text around each level.
fn nested(open: &str, innermost: &str, close: &str, times: usize) -> String {
    let schema = format!("{}{innermost}{}", open.repeat(times), close.repeat(times));
    responding(&format!("{{type: object, properties: {{a: {schema}}}}}"))
}

/// Returns a spec with a chain of many schemas. `schema` gets the name of the next schema, and returns the text of a schema
/// that refers to this name.
fn chained(schema: impl Fn(&str) -> String) -> String {
    const LENGTH: usize = 300;
    let schemas = (0..LENGTH).map(|number| format!("    S{number}: {}\n", schema(&format!("S{}", number + 1))));
    let schemas: String = schemas.collect();
    let last = format!("    S{LENGTH}: {{type: object, properties: {{b: {{type: string}}}}}}\n");
    let spec = responding("{type: object, properties: {a: {$ref: '#/components/schemas/S0'}}}");
    format!("{spec}components:\n  schemas:\n{schemas}{last}")
}

/// Returns a spec with one operation. `data` is the schema of the data in the response.
fn responding(data: &str) -> String {
    format!(
        "\
x-resource: {{name: nest, summary: Nests}}
paths:
  /nest:
    get:
      operationId: nest.get
      summary: Get it
      externalDocs: {{url: 'https://example.com'}}
      x-tokens: [tenant_access_token]
      x-scopes: []
      x-app-types: [custom]
      x-response: {{data: {data}}}
"
    )
}

/// Generator of pseudo-random numbers, which are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits fit") % end
    }
}
