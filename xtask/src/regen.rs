//! `cargo xtask regen`: generates the client, example calls for the tests, `vc-api/API.md` and the schema of the spec.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use codegen::source::Texts;

use crate::outcome::{Outcome, refuse};
use crate::{api, files, schema};

/// Folders with only generated files. `API.md` and the schema of the spec are also generated, but are in other folders.
const CLIENT: &str = "vc-api/src/generated";
const CALLS: &str = "tests/src/generated";

pub(crate) fn run(root: &Path, check: bool) -> Result<Outcome> {
    from(root, &files::spec(root)?, check)
}

/// Writes or checks the files that are generated from a spec.
pub(crate) fn from(root: &Path, spec: &Texts, check: bool) -> Result<Outcome> {
    let made: Texts = match codegen::generate(spec) {
        Ok(made) => {
            let single = [(api::FILE, made.reference), (schema::FILE, codegen::load::json_schema())];
            let single = single.map(|(name, text)| (name.to_owned(), text));
            within(CLIENT, made.client).chain(within(CALLS, made.calls)).chain(single).collect()
        }
        Err(diagnostics) => return Ok(refuse(spec, &diagnostics)),
    };
    let mut found = Texts::new();
    for folder in [CLIENT, CALLS] {
        found.extend(within(folder, files::read(&root.join(folder), "rs")?));
    }
    for name in [api::FILE, schema::FILE].into_iter().filter(|name| root.join(name).exists()) {
        found.insert(name.to_owned(), files::read_text(&root.join(name))?);
    }
    let difference = Difference::between(&found, &made);
    if check {
        return Ok(difference.report());
    }
    for folder in [CLIENT, CALLS].map(|folder| root.join(folder)) {
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    for name in &difference.stale {
        if let Some(text) = made.get(name) {
            files::write(&root.join(name), text)?;
        }
    }
    for name in &difference.surplus {
        let path = root.join(name);
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(Outcome::Done(difference.summary(made.len())))
}

fn within(folder: &str, texts: Texts) -> impl Iterator<Item = (String, String)> {
    texts.into_iter().map(move |(name, text)| (format!("{folder}/{name}"), text))
}

/// Difference between the existing files and the generated files.
struct Difference {
    /// Files that are missing, or whose text differs from the generated text.
    stale: Vec<String>,
    /// Files in the generated folders that the generator does not write.
    surplus: Vec<String>,
}

impl Difference {
    fn between(found: &Texts, made: &Texts) -> Self {
        let stale = made.iter().filter(|(name, text)| found.get(*name) != Some(*text));
        let surplus = found.keys().filter(|name| !made.contains_key(*name));
        Self { stale: stale.map(|(name, _)| name.clone()).collect(), surplus: surplus.cloned().collect() }
    }

    fn summary(&self, total: usize) -> String {
        let (written, removed) = (self.stale.len(), self.surplus.len());
        let mut text = format!("regen: {written} of {total} files written, {removed} removed");
        for name in self.stale.iter().chain(&self.surplus) {
            text.push_str(&format!("\n  {name}"));
        }
        text
    }

    fn report(&self) -> Outcome {
        if self.stale.is_empty() && self.surplus.is_empty() {
            return Outcome::Done("regen: all generated files are up to date".to_owned());
        }
        let mut lines: Vec<String> = self.stale.iter().map(|name| format!("  {name} is out of date")).collect();
        lines.extend(self.surplus.iter().map(|name| format!("  {name} is not generated from the spec")));
        lines.insert(0, "regen: these generated files differ from the spec:".to_owned());
        lines.push("fix this with: cargo xtask regen".to_owned());
        Outcome::Failed(lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: &str = "\
openapi: 3.1.0
x-token-types:
  tenant_access_token:
    {name: Tenant, summary: S., header: Authorization, lifetime-seconds: 7200, app-types: [custom],
     obtained: [{app-type: custom, method: POST, path: /t, response-key: token}]}
x-scopes: {'a:b': {summary: S}}
x-resource: {name: room, accessor: rooms, summary: Rooms.}
paths:
  /rooms/{id}:
    get:
      operationId: room.get
      summary: Get a room
      externalDocs: {url: https://example.com/room}
      x-tokens: [tenant_access_token]
      x-scopes: ['a:b']
      x-app-types: [custom]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
";

    fn project(spec: &str) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("spec")).unwrap();
        fs::write(root.path().join("spec/room.yaml"), spec).unwrap();
        root
    }

    fn modified(root: &Path) -> std::time::SystemTime {
        fs::metadata(root.join(CLIENT).join("room.rs")).unwrap().modified().unwrap()
    }

    #[test]
    fn writes_what_changed_and_removes_what_should_be_gone() {
        let root = project(SPEC);
        let Outcome::Done(first) = run(root.path(), false).unwrap() else { panic!("refused") };
        assert!(first.starts_with("regen: 9 of 9 files written, 0 removed"), "{first}");
        let written = modified(root.path());
        fs::write(root.path().join(CLIENT).join("gone.rs"), "").unwrap();
        let Outcome::Done(second) = run(root.path(), false).unwrap() else { panic!("refused") };
        assert_eq!(second, format!("regen: 0 of 9 files written, 1 removed\n  {CLIENT}/gone.rs"));
        assert_eq!(modified(root.path()), written, "the command wrote an unchanged file");
        assert!(!root.path().join(CLIENT).join("gone.rs").exists());
    }

    #[test]
    fn check_names_the_files_and_writes_nothing() {
        let root = project(SPEC);
        run(root.path(), false).unwrap();
        assert!(matches!(run(root.path(), true).unwrap(), Outcome::Done(_)));
        let path = root.path().join(CLIENT).join("room.rs");
        fs::write(&path, "// changed by hand").unwrap();
        fs::write(root.path().join(CLIENT).join("extra.rs"), "").unwrap();
        let Outcome::Failed(report) = run(root.path(), true).unwrap() else { panic!("accepted") };
        assert!(report.contains("vc-api/src/generated/room.rs is out of date"), "{report}");
        assert!(!report.contains(api::FILE), "{report}");
        assert!(report.contains("vc-api/src/generated/extra.rs is not generated from the spec"), "{report}");
        assert!(report.ends_with("fix this with: cargo xtask regen"), "{report}");
        assert_eq!(fs::read_to_string(path).unwrap(), "// changed by hand");
    }

    #[test]
    fn the_table_is_checked_and_can_be_written_alone() {
        let root = project(SPEC);
        run(root.path(), false).unwrap();
        let path = root.path().join(api::FILE);
        let text = fs::read_to_string(&path).unwrap();
        let row = "| `room.get` | `GET /rooms/{id}` | `Tenant` | `a:b` |  | `session.rooms().get(id)` | [page](https://example.com/room) | [spec/room.yaml](../spec/room.yaml) |";
        assert!(text.lines().any(|line| line == row), "{text}");
        fs::write(&path, text.replace("`Tenant`", "`User`")).unwrap();
        let Outcome::Failed(report) = run(root.path(), true).unwrap() else { panic!("accepted") };
        assert!(report.contains("vc-api/API.md is out of date"), "{report}");
        assert_eq!(api::run(root.path()).unwrap(), Outcome::Done("api: wrote vc-api/API.md".to_owned()));
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert!(matches!(run(root.path(), true).unwrap(), Outcome::Done(_)));
        fs::remove_file(&path).unwrap();
        assert!(matches!(run(root.path(), true).unwrap(), Outcome::Failed(_)));
    }

    #[test]
    fn a_bad_spec_touches_no_file() {
        let root = project(&SPEC.replace("x-scopes: ['a:b']\n      x-app", "x-scopes: ['a:c']\n      x-app"));
        let Outcome::Failed(report) = run(root.path(), false).unwrap() else { panic!("accepted") };
        assert!(report.contains("error[scope-unknown]"), "{report}");
        assert!(!root.path().join(CLIENT).exists());
    }
}
