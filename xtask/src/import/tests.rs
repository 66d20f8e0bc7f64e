use std::fs;

use super::*;

mod agents;
mod any_page;
mod change;
mod command;
mod new;
mod objects;
mod rules;
mod whole_spec;

fn fixture(name: &str) -> String {
    fs::read_to_string(format!("{}/tests/import/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Returns the spec of a fictional platform, from the files in `tests/import/`.
fn spec() -> Texts {
    let names = ["openapi.yaml", "scopes.yaml", "locker.yaml"].map(|name| format!("spec/{name}"));
    names.map(|name| (name.clone(), fixture(&name))).into()
}

fn pages(names: &[&str]) -> Texts {
    names.iter().map(|name| ((*name).to_owned(), fixture(&format!("pages/{name}")))).collect()
}

fn imported(spec: &Texts, pages: &Texts) -> Imported {
    let files = Files::from(pages.clone());
    import(spec, &files).and_then(|done| done.of_all(spec)).unwrap_or_else(|refused| panic!("{}", why(refused, pages)))
}

fn why(refused: Refused, pages: &Texts) -> String {
    match refused.outcome(pages.clone()) {
        Outcome::Unusable(why) => why,
        other => panic!("{other:?}"),
    }
}

/// Returns the lines that differ between two specs: removed lines and new lines.
fn changed_lines(before: &Texts, after: &Texts) -> Vec<String> {
    let lines = |texts: &Texts, file: &str| -> Vec<String> {
        texts.get(file).map_or("", String::as_str).split('\n').map(str::to_owned).collect()
    };
    after.keys().flat_map(|file| difference(&lines(before, file), &lines(after, file))).collect()
}

fn difference(old: &[String], new: &[String]) -> Vec<String> {
    // `same[a][b]` is the length of the longest common subsequence of `old[a..]` and `new[b..]`.
    let mut same = vec![vec![0; new.len() + 1]; old.len() + 1];
    for (a, b) in (0..old.len()).rev().flat_map(|a| (0..new.len()).rev().map(move |b| (a, b))) {
        same[a][b] = if old[a] == new[b] { same[a + 1][b + 1] + 1 } else { same[a + 1][b].max(same[a][b + 1]) };
    }
    let (mut a, mut b, mut found) = (0, 0, Vec::new());
    while a < old.len() || b < new.len() {
        if a < old.len() && b < new.len() && old[a] == new[b] {
            (a, b) = (a + 1, b + 1);
        } else if b == new.len() || a < old.len() && same[a + 1][b] >= same[a][b + 1] {
            found.push(format!("-{}", old[a].trim()));
            a += 1;
        } else {
            found.push(format!("+{}", new[b].trim()));
            b += 1;
        }
    }
    found
}
