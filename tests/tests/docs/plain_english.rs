//! Plain English: no description or doc comment begins with a clause such as "who left", and each sentence of README.md is
//! short.

use std::fs;

use codegen::load::to_json;
use serde_json::Value;
use vc_tests::{spec, workspace};

/// Folders with the Rust files whose doc comments are checked.
const CHECKED_FOLDERS: [&str; 4] = ["codegen", "tests", "vc-api", "xtask"];
/// Maximum number of words in a sentence of README.md.
const MOST_WORDS: usize = 35;
/// Words with which a doc comment must not begin, such as "Who" in "Who left".
const CLAUSES: [&str; 5] = ["What", "Who", "Whoever", "That", "How"];
/// Words that may follow "How" at the start of a text, as in "How many people fit in".
const MEASURES: [&str; 4] = ["many", "much", "long", "often"];

/// Returns whether a text begins with a clause, such as "Who left".
fn begins_with_clause(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let is_measure = first == "How" && MEASURES.contains(&second);
    CLAUSES.contains(&first) && second.starts_with(char::is_lowercase) && !is_measure
}

/// Returns the text of a line if the line belongs to a doc comment.
fn doc_text(line: &str) -> Option<&str> {
    let line = line.trim_start();
    line.strip_prefix("///").or(line.strip_prefix("//!")).map(str::trim)
}

/// Returns the first line of each doc comment in a Rust source file, each with its line number.
fn first_doc_lines(source: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut is_inside = false;
    for (index, line) in source.lines().enumerate() {
        let text = doc_text(line);
        found.extend(text.filter(|_| !is_inside).map(|text| (index + 1, text)));
        is_inside = text.is_some();
    }
    found
}

/// Returns the paragraphs, list items, headings and table cells of a Markdown text, without its code blocks.
fn blocks(markdown: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    let mut is_code = false;
    for line in markdown.lines().map(str::trim) {
        is_code ^= line.starts_with("```");
        if line.is_empty() || is_code || line.starts_with("```") {
            blocks.push(String::new());
        } else if let Some(cells) = line.strip_prefix('|') {
            blocks.extend(cells.split('|').map(str::to_owned));
        } else if let Some(block) = blocks.last_mut().filter(|_| !line.starts_with(['#', '-'])) {
            *block = format!("{block} {line}");
        } else {
            blocks.push(line.to_owned());
        }
    }
    blocks
}

/// Returns the sentences of a block.
fn sentences(block: &str) -> Vec<String> {
    let mut sentences = vec![Vec::new()];
    for word in block.split_whitespace() {
        sentences.last_mut().expect("it is not empty").push(word);
        if word.trim_end_matches([')', '"', '*']).ends_with(['.', '?', '!']) {
            sentences.push(Vec::new());
        }
    }
    sentences.iter().map(|words| words.join(" ")).collect()
}

/// Returns the long sentences of a Markdown text. A long sentence has more than [`MOST_WORDS`] words.
fn long_sentences(markdown: &str) -> Vec<String> {
    let sentences = blocks(markdown).iter().flat_map(|block| sentences(block)).collect::<Vec<_>>();
    sentences.into_iter().filter(|sentence| sentence.split_whitespace().count() > MOST_WORDS).collect()
}

/// Returns all descriptions and summaries in a value of the spec, nested ones too.
fn descriptions(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(entries) => entries.iter().flat_map(|(key, value)| description_or_below(key, value)).collect(),
        Value::Array(items) => items.iter().flat_map(descriptions).collect(),
        _ => Vec::new(),
    }
}

/// Returns the text of a `description` or `summary`. For any other key, returns the descriptions inside the value.
fn description_or_below<'y>(key: &str, value: &'y Value) -> Vec<&'y str> {
    match (key, value.as_str()) {
        ("description" | "summary", Some(text)) => vec![text],
        _ => descriptions(value),
    }
}

#[test]
fn no_description_of_the_spec_begins_with_a_clause() {
    let mut seen = 0;
    let mut clauses = Vec::new();
    for (file, text) in &spec::texts() {
        let document = to_json(file, text).expect("the spec is YAML");
        let found = descriptions(&document);
        seen += found.len();
        clauses.extend(found.into_iter().filter(|one| begins_with_clause(one)).map(|one| format!("{file}: {one}")));
    }
    assert!(seen > 1000, "only {seen} descriptions were found");
    assert!(clauses.is_empty(), "descriptions begin with a clause:\n{}", clauses.join("\n"));
}

#[test]
fn no_doc_comment_begins_with_a_clause() {
    let root = workspace::root();
    let mut seen = 0;
    let mut clauses = Vec::new();
    for path in CHECKED_FOLDERS.iter().flat_map(|folder| workspace::rust_files(&root.join(folder))) {
        let source = fs::read_to_string(&path).expect("the file can be read");
        let lines = first_doc_lines(&source);
        seen += lines.len();
        let found = lines.into_iter().filter(|(_, line)| begins_with_clause(line));
        clauses.extend(found.map(|(number, line)| format!("{}:{number}: {line}", path.display())));
    }
    assert!(seen > 5000, "only {seen} doc comments were found");
    assert!(clauses.is_empty(), "doc comments begin with a clause:\n{}", clauses.join("\n"));
}

#[test]
fn sentences_of_the_readme_are_short() {
    let long = long_sentences(&workspace::text("README.md"));
    assert!(long.is_empty(), "sentences of more than {MOST_WORDS} words:\n{}", long.join("\n"));
}

#[test]
fn clauses_are_found() {
    for clause in ["What is played.", "Who left.", "Whoever asked.", "That which\nis left.", "How it went."] {
        assert!(begins_with_clause(clause), "{clause}");
    }
    for plain in
        ["Participant who left.", "How many people fit in.", "How", "WhatsApp number.", "Who's Who.", "Who Is it"]
    {
        assert!(!begins_with_clause(plain), "{plain}");
    }
}

#[test]
fn descriptions_are_found_at_any_depth() {
    let text = "{summary: A, list: [{description: B}], properties: {description: {type: string, description: C}}}";
    let document = to_json("a.yaml", text).expect("it is YAML");
    assert_eq!(descriptions(&document), ["A", "B", "C"]);
}

#[test]
fn first_lines_of_doc_comments_are_found() {
    let source =
        "//! Module.\n//! More.\n\n/// Type.\n///\n/// More.\nstruct A {\n    /// Field.\n    a: u8, // Comment.\n}\n";
    assert_eq!(first_doc_lines(source), [(1, "Module."), (4, "Type."), (8, "Field.")]);
}

#[test]
fn long_sentences_are_found_outside_code() {
    let words = |count: usize| vec!["word"; count].join(" ");
    let (long, short) = (words(MOST_WORDS + 1), words(MOST_WORDS));
    for markdown in [
        format!("# Title\n\nShort.\n{long}.\n"),
        format!("- {short}\n"),
        format!("| a | b |\n| --- | --- |\n| x | Short. {long} |\n"),
        format!("```text\n```\n{long}\n"),
    ] {
        assert_eq!(long_sentences(&markdown).len(), 1, "{markdown}");
    }
    for markdown in [
        format!("{short}.\n{short}!"),
        format!("{short}\n\n{short}"),
        format!("```\n{long}\n```"),
        format!("| {short} | {short} |"),
    ] {
        assert!(long_sentences(&markdown).is_empty(), "{markdown}");
    }
}
