//! Writes the program of `tests/compile_pass.rs`: the runtime of the client, and the code that the generator writes for each
//! small spec.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use codegen::source::Texts;

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let cases = here.join("cases");
    println!("cargo::rerun-if-changed={}", cases.display());
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut program = String::new();
    declare(&mut program, "runtime", &here.join("../vc-api/src/runtime/mod.rs"))?;
    let common = fs::read_to_string(cases.join("common.yaml"))?;
    let mut paths: Vec<PathBuf> =
        fs::read_dir(cases.join("output"))?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.sort();
    writeln!(program, "/// How many cases there are.\nconst CASES: usize = {};", paths.len())?;
    for path in paths {
        let name = path.file_stem().and_then(|name| name.to_str()).ok_or("a case has a name")?;
        let texts: Texts =
            [("common.yaml".to_owned(), common.clone()), (name.to_owned(), fs::read_to_string(&path)?)].into();
        let made = codegen::generate(&texts).map_err(|errors| errors.render(&texts, false))?;
        program += &case(&out, name, &made.client)?;
    }
    fs::write(out.join("cases.rs"), program)?;
    Ok(())
}

/// Writes the generated modules of a small spec to files. Returns Rust code that declares these modules
/// inside one parent module.
fn case(out: &Path, name: &str, made: &Texts) -> Result<String, Box<dyn Error>> {
    let folder = out.join(name);
    fs::create_dir_all(&folder)?;
    let mut modules = String::new();
    for (file, text) in made.iter().filter(|(file, _)| *file != "mod.rs") {
        let path = folder.join(file);
        fs::write(&path, text)?;
        declare(&mut modules, file.trim_end_matches(".rs"), &path)?;
    }
    Ok(format!("/// A case.\npub mod case_{name} {{\n{modules}}}\n"))
}

fn declare(modules: &mut String, name: &str, path: &Path) -> Result<(), Box<dyn Error>> {
    writeln!(modules, "#[path = {path:?}]\npub mod r#{name};")?;
    Ok(())
}
