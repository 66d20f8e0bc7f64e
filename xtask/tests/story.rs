//! Test of all steps from pages of the platform to a working client: new endpoints, a custom method and a changed endpoint.
//! The other tests of this file check the commands, the code and the links in the documentation.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

/// Copy of the workspace, without build output.
struct Project(tempfile::TempDir);

impl Project {
    fn copy() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Cargo.toml", "Cargo.lock", "README.md", "codegen", "spec", "tests", "vc-api", "xtask"] {
            copy(&workspace().join(name), &folder.path().join(name));
        }
        let project = Self(folder);
        project.git(&["init", "--quiet"]);
        project.git(&["add", "--all"]);
        project.git(&["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message", "before"]);
        project
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str]) {
        let done = Command::new("git").current_dir(self.root()).args(arguments).output().unwrap();
        assert!(done.status.success(), "{}", told(&done));
    }

    /// Runs a command of xtask. Returns its exit code and its output.
    fn xtask(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.current_dir(self.root()).env("CARGO_MANIFEST_DIR", self.root().join("xtask")).args(arguments);
        let done = command.output().unwrap();
        (done.status.code().unwrap(), told(&done))
    }

    /// Builds an example of the client in the target folder of this test, and runs the example.
    fn run_example(&self, name: &str) -> String {
        let target = Path::new(env!("CARGO_BIN_EXE_xtask")).ancestors().nth(2).unwrap();
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(self.root()).arg("build").args(["--workspace", "--quiet", "--offline", "--example", name]);
        let built = cargo.env("CARGO_TARGET_DIR", target).output().unwrap();
        assert!(built.status.success(), "{}", told(&built));
        let ran = Command::new(target.join("debug/examples").join(name)).output().unwrap();
        assert!(ran.status.success(), "{}", told(&ran));
        told(&ran)
    }

    fn edit(&self, file: &str, edits: &[(&str, &str)]) {
        let path = self.root().join(file);
        let mut text = fs::read_to_string(&path).unwrap();
        for (from, to) in edits {
            assert!(text.contains(from), "{file} has no {from}\n{text}");
            text = text.replacen(from, to, 1);
        }
        fs::write(path, text).unwrap();
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if !path.ends_with("target") {
            copy(&path, &to.join(path.file_name().unwrap()));
        }
    }
}

fn told(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text)).concat()
}

#[track_caller]
fn assert_says(said: &str, expected: &[&str]) {
    for expected in expected {
        assert!(said.contains(expected), "{expected}\n--- is not in\n{said}");
    }
}

/// Texts that a person would write in place of the `TODO:` marks.
const WORDS: [(&str, &str); 13] = [
    ("'TODO: 移动会议室'", "Move a room to another floor"),
    ("'TODO: 会议室ID'", "The room."),
    ("'TODO: 查询座位列表'", "List the seats of a room"),
    ("'TODO: 会议室ID'", "The room."),
    ("'TODO: 每页的数量'", "How many seats a page holds."),
    ("'TODO: 座位'", "A seat of a room."),
    ("'TODO: 占用开始时间（unix时间，单位sec）'", "Time from which the seat is taken."),
    ("'TODO: 座位类型'", "Whether it can be moved."),
    ("'TODO: 固定'", "Fixed"),
    ("'TODO: 固定'", "It cannot."),
    ("'TODO: 移动'", "Mobile"),
    ("'TODO: 移动'", "It can."),
    ("'TODO: 座位ID (describe the object, and the source of its id)'", "A seat."),
];

/// Program that calls the new and the changed endpoints on a double of the platform.
const PROGRAM: &str = include_str!("story/calls.rs");

#[test]
fn from_a_page_to_a_call() {
    let project = Project::copy();
    let pages = workspace().join("xtask/tests/story");
    let pages = pages.to_str().unwrap();

    let (code, said) = project.xtask(&["audit", pages]);
    assert_eq!(code, 1, "{said}");
    let found = [
        "error[operation-missing]: GET /open-apis/vc/v1/rooms/{room_id}/seats",
        "POST /open-apis/vc/v1/rooms/{room_id}:relocate",
        "new differences: 3",
    ];
    assert_says(&said, &found);
    assert_says(&said, &["error[field-missing]: note.get query.lang", "note_get.md:29:"]);

    let (code, said) = project.xtask(&["import", pages]);
    assert_eq!(code, 0, "{said}");
    assert_says(&said, &["note[operation-added]: room.list_seat", "spec/note.yaml:", "to write by hand: 14"]);
    let (_, again) = project.xtask(&["import", pages]);
    assert_says(&again, &["written: 0;"]);

    let (code, said) = project.xtask(&["regen"]);
    assert_eq!(code, 1, "{said}");
    assert_says(&said, &["error[unfinished]", "查询座位列表", "14 errors; nothing was written"]);
    project.edit("spec/room.yaml", &WORDS);
    project.edit("spec/note.yaml", &[("'TODO: 语言'", "The language of the notes.")]);
    let (code, said) = project.xtask(&["regen"]);
    assert_eq!(code, 0, "{said}");
    assert_says(&said, &["vc-api/src/generated/room.rs", "vc-api/src/generated/note.rs", "vc-api/API.md"]);
    assert_eq!(project.xtask(&["regen", "--check"]).0, 0);
    let (code, said) = project.xtask(&["audit", pages]);
    assert_eq!(code, 0, "{said}");

    fs::write(project.root().join("vc-api/examples/story.rs"), PROGRAM).unwrap();
    assert_eq!(project.run_example("story"), "seat s1\nnote of ou_1\nrelocated omm_1:x\n");

    let (code, said) = project.xtask(&["diff", "--base", "HEAD"]);
    assert_eq!(code, 1, "{said}");
    assert_says(&said, &["note[operation-added]: room.list_seat", "error[field-added-required]: note.get.lang"]);
    project.edit("Cargo.toml", &[("version = \"0.2.0\"", "version = \"0.3.0\"")]);
    let (code, said) = project.xtask(&["diff", "--base", "HEAD"]);
    assert_eq!(code, 0, "{said}");
    assert_says(&said, &["warning[field-added-required]: note.get.lang"]);
}

/// Page of the documentation, by its path in the workspace.
struct Page {
    name: String,
    text: String,
}

/// Fenced block. `language` is the word after the fence, and `text` has no indentation.
struct Block {
    language: String,
    text: String,
}

impl Page {
    fn read(name: &str) -> Self {
        Self { name: name.to_owned(), text: fs::read_to_string(workspace().join(name)).unwrap() }
    }

    /// Reads the README and all pages in `docs/`.
    fn all() -> Vec<Self> {
        let docs = fs::read_dir(workspace().join("docs")).unwrap();
        let docs = docs.map(|entry| format!("docs/{}", entry.unwrap().file_name().into_string().unwrap()));
        let names: BTreeSet<String> = docs.chain(["README.md".to_owned()]).collect();
        names.iter().map(|name| Self::read(name)).collect()
    }

    /// Splits the page into its fenced blocks, and the lines outside of these blocks.
    fn split(&self) -> (Vec<Block>, Vec<&str>) {
        let (mut blocks, mut prose) = (Vec::new(), Vec::new());
        let mut open: Option<(usize, Block)> = None;
        for line in self.text.lines() {
            let fence = line.trim_start().strip_prefix("```");
            open = match (open, fence) {
                (None, None) => {
                    prose.push(line);
                    None
                }
                (None, Some(language)) => {
                    let indent = line.len() - line.trim_start().len();
                    Some((indent, Block { language: language.to_owned(), text: String::new() }))
                }
                (Some((indent, mut block)), None) => {
                    block.text += line.get(indent..).unwrap_or_default();
                    block.text.push('\n');
                    Some((indent, block))
                }
                (Some((_, block)), Some(_)) => {
                    blocks.push(block);
                    None
                }
            };
        }
        assert!(open.is_none(), "{} ends within a block", self.name);
        (blocks, prose)
    }

    fn blocks(&self, language: &str) -> impl Iterator<Item = String> {
        let of_language = move |block: Block| (block.language == language).then_some(block.text);
        self.split().0.into_iter().filter_map(of_language)
    }

    /// Returns the anchors that GitHub creates for the headings.
    fn anchors(&self) -> BTreeSet<String> {
        let headings = self.split().1.into_iter().filter(|line| line.starts_with('#'));
        let kept = |letter: &char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_');
        let words = headings.map(|line| line.trim_start_matches('#').trim().to_lowercase());
        words.map(|words| words.chars().filter(kept).collect::<String>().replace(' ', "-")).collect()
    }

    /// Returns the link targets that are not addresses of other sites.
    fn links(&self) -> Vec<&str> {
        let targets = self.split().1.into_iter().flat_map(|line| line.split("](").skip(1));
        let targets = targets.filter_map(|rest| rest.split(')').next());
        targets.filter(|target| !target.starts_with("https://")).collect()
    }

    /// Returns the workspace paths that the text contains between backticks.
    fn paths(&self) -> Vec<&str> {
        let words = self.split().1.into_iter().flat_map(|line| line.split('`').skip(1).step_by(2));
        let folders = [".ci/", "codegen/", "docs/", "spec/", "tests/", "vc-api/", "xtask/"];
        words.filter(|word| folders.iter().any(|folder| word.starts_with(folder))).collect()
    }
}

#[test]
fn pages_show_what_commands_print() {
    let project = Project::copy();
    copy(&workspace().join("xtask/tests/readme/note_link.md"), &project.root().join("note_link.md"));
    let pages = Page::all();
    let mut shown: Vec<String> = pages.iter().flat_map(|page| page.blocks("console")).collect();
    let mut step = |arguments: &str, code: i32| {
        let (ended, said) = project.xtask(&arguments.split(' ').collect::<Vec<_>>());
        assert_eq!(ended, code, "{said}");
        let told = format!("$ cargo xtask {arguments}\n{}\n", said.trim_end());
        let found = shown.iter().position(|block| *block == told);
        shown.remove(found.unwrap_or_else(|| panic!("no page has\n{told}")));
    };
    step("audit note_link.md", 1);
    step("import note_link.md", 0);
    step("regen", 1);
    let words = [
        ("'TODO: 获取纪要链接'", "Get the link to the notes of a meeting"),
        ("'TODO: 纪要ID'", "The notes."),
        ("'TODO: 纪要的链接'", "The address of the notes."),
    ];
    project.edit("spec/note.yaml", &words);
    step("regen", 0);
    step("diff --base HEAD", 0);

    let written = fs::read_to_string(project.root().join("spec/note.yaml")).unwrap();
    let readme = pages.iter().find(|page| page.name == "README.md").unwrap();
    for block in readme.blocks("yaml") {
        let indented: String = block.lines().map(|line| format!("  {line}\n")).collect();
        assert!(written.contains(&indented), "the import does not write\n{block}");
    }

    project.edit("spec/note.yaml", &[("x-scopes: [vc:note:read]", "x-scopes: [vc:notes:read]")]);
    step("regen", 1);
    assert!(shown.is_empty(), "no command prints\n{}", shown.join("\n"));
}

#[test]
fn pages_show_whole_programs() {
    let hook = fs::read_to_string(workspace().join("vc-api/src/lib.rs")).unwrap();
    for page in Page::all() {
        assert!(hook.contains(&format!("include_str!(\"../../{}\")", page.name)), "no doctest reads {}", page.name);
        for block in page.split().0 {
            let language = block.language.as_str();
            let known = ["rust", "rust,no_run", "rust,test_harness", "console", "sh", "text", "toml", "yaml"];
            assert!(known.contains(&language), "{} has a code block in an unknown language: `{language}`", page.name);
            // Rustdoc hides lines that start with `#`, but GitHub shows these lines.
            let is_hidden = |line: &&str| *line == "#" || line.starts_with("# ") || line.starts_with("##");
            let code = block.text.lines().filter(|_| language.starts_with("rust"));
            let hidden: Vec<&str> = code.map(str::trim_start).filter(is_hidden).collect();
            assert!(hidden.is_empty(), "{} hides {hidden:?}", page.name);
        }
    }
}

#[test]
fn links_of_the_pages_lead_somewhere() {
    let others =
        ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "vc-api/API.md", "vc-api/fuzz/README.md"];
    let mut broken = Vec::new();
    for page in Page::all().into_iter().chain(others.map(Page::read)) {
        let folder = Path::new(&page.name).parent().unwrap();
        for link in page.links() {
            let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
            let target = if path.is_empty() { PathBuf::from(&page.name) } else { folder.join(path) };
            let holds = match anchor {
                Some(anchor) if workspace().join(&target).is_file() => {
                    Page::read(target.to_str().unwrap()).anchors().contains(anchor)
                }
                Some(_) => false,
                None => workspace().join(&target).exists(),
            };
            if !holds {
                broken.push(format!("{}: {link}", page.name));
            }
        }
        // Only the part before a `*`, a space or a comma is a path.
        let known = page.paths().into_iter().map(|path| (path, path.split(['*', ' ', ',']).next().unwrap()));
        let unknown = known.filter(|(_, start)| !workspace().join(start).exists());
        broken.extend(unknown.map(|(path, _)| format!("{}: `{path}`", page.name)));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
