//! Property tests with damaged pages. `audit` and `import` must process or refuse each page within a time limit.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;

/// Maximum time for the work that `in_time` runs. The usual time is much shorter.
const LONGEST: Duration = Duration::from_secs(30);

/// Depth of nested markup.
const DEEP: usize = 1000;

/// Number of bytes in a long line, and number of rows in a long table.
const LONG: usize = 200_000;
const ROWS: usize = 2000;

/// Pages of all kinds, including pages that the reader refuses.
const PAGES: [&str; 20] = [
    "pages/overview.md",
    "pages/storage_bin_search.md",
    "pages/storage_bin_created.md",
    "pages/damaged_operation.md",
    "pages/damaged_overview.md",
    "pages/agents/bot_events.md",
    "pages/agents/bot_join.md",
    "pages/agents/event_bot_meeting_activity.md",
    "pages/agents/note_subscription.md",
    "audit/create.md",
    "audit/created.md",
    "audit/overview.md",
    "audit/real/note_get.md",
    "audit/real/room_search.md",
    "import/pages/badge_create.md",
    "import/pages/badge_download.md",
    "import/pages/door_list.md",
    "import/pages/door_opened.md",
    "import/pages/locker_get.md",
    "import/pages/locker_search.md",
];

/// Texts that a test inserts into a page. Most of the texts have a meaning in some part of a page.
const FRAGMENTS: [&str; 40] = [
    "|",
    "\\|",
    "`",
    "``",
    "```",
    "~~~",
    "\\",
    "<br>",
    "<BR/>",
    "<",
    ">",
    "&nbsp;",
    "&nbsp;&nbsp;└ ",
    "\u{a0}",
    "└",
    "\n",
    "\r",
    "\r\n",
    "---",
    "| --- |",
    "## 请求",
    "## 事件",
    "### 请求体",
    "### 资源：甲",
    "#",
    "**",
    "**可选值有**：",
    "**示例值**：",
    "- `1`: ",
    "[",
    "](",
    ")",
    "取值范围：`1` ～ `2`",
    "99999999999999999999",
    "1000 次/分钟",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "é",
    "👩‍👩‍👧",
];

/// Opening and closing text of each kind of markup. Some markup has no closing text.
const MARKUP: [(&str, &str); 14] = [
    ("[", "](a)"),
    ("[", ""),
    ("](", ")"),
    ("<b>", "</b>"),
    ("<", ""),
    ("<md-a ", ">"),
    ("**", "**"),
    ("`", "`"),
    ("\\", ""),
    ("&nbsp;&nbsp;", ""),
    ("\u{a0}\u{a0}", ""),
    ("- `", "`"),
    ("#", "#"),
    ("|", "|"),
];

/// Change that damages a page.
#[derive(Debug, Clone)]
enum Change {
    /// Keeps only the bytes before a position. The position may be within a character.
    Cut(Index),
    /// Removes all bytes before a position.
    CutStart(Index),
    Swap(Index, Index),
    Repeat(Index, usize),
    Remove(Index),
    /// Removes or repeats a cell of a row, or adds an empty cell.
    Cell(Index, Index, u8),
    /// Replaces some characters with one of the texts in `FRAGMENTS`.
    Insert(Index, &'static str, usize),
    /// Nests the rest of a cell or line in several levels of markup.
    Nest(Index, (&'static str, &'static str), usize),
    /// Makes a line long: repeats the content of the line.
    Long(Index, usize),
    Windows,
    Mark,
}

impl Change {
    fn any() -> impl Strategy<Value = Self> {
        let index = any::<Index>;
        prop_oneof![
            1 => index().prop_map(Self::Cut),
            1 => index().prop_map(Self::CutStart),
            2 => (index(), index()).prop_map(|(one, other)| Self::Swap(one, other)),
            2 => (index(), 1..30_usize).prop_map(|(line, times)| Self::Repeat(line, times)),
            2 => index().prop_map(Self::Remove),
            4 => (index(), index(), 0..3_u8).prop_map(|(row, cell, how)| Self::Cell(row, cell, how)),
            4 => (index(), select(&FRAGMENTS[..]), 0..40_usize).prop_map(|(at, scrap, removed)| Self::Insert(at, scrap, removed)),
            2 => (index(), select(&MARKUP[..]), 1..=DEEP).prop_map(|(at, markup, times)| Self::Nest(at, markup, times)),
            1 => (index(), 1..20_000_usize).prop_map(|(line, length)| Self::Long(line, length)),
            1 => Just(Self::Windows),
            1 => Just(Self::Mark),
        ]
    }

    fn apply(&self, text: &str) -> String {
        let bytes = |at: &Index| at.index(text.len() + 1);
        let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        match self {
            Self::Cut(at) => return String::from_utf8_lossy(&text.as_bytes()[..bytes(at)]).into_owned(),
            Self::CutStart(at) => return String::from_utf8_lossy(&text.as_bytes()[bytes(at)..]).into_owned(),
            Self::Swap(one, other) => {
                let (one, other) = (one.index(lines.len()), other.index(lines.len()));
                lines.swap(one, other);
            }
            Self::Repeat(line, times) => {
                let line = line.index(lines.len());
                let again = vec![lines[line].clone(); *times];
                lines.splice(line..line, again);
            }
            Self::Remove(line) => drop(lines.remove(line.index(lines.len()))),
            Self::Cell(row, cell, how) => {
                let rows: Vec<usize> = (0..lines.len()).filter(|line| lines[*line].trim().starts_with('|')).collect();
                if let Some(row) = (!rows.is_empty()).then(|| rows[row.index(rows.len())]) {
                    let mut cells: Vec<&str> = lines[row].split('|').collect();
                    let cell = cell.index(cells.len());
                    match how {
                        0 => drop(cells.remove(cell)),
                        1 => cells.insert(cell, ""),
                        _ => cells.insert(cell, cells[cell]),
                    }
                    lines[row] = cells.join("|");
                }
            }
            Self::Insert(at, scrap, removed) => {
                let mut characters: Vec<char> = text.chars().collect();
                let at = at.index(characters.len() + 1);
                let end = (at + removed).min(characters.len());
                characters.splice(at..end, scrap.chars());
                return characters.into_iter().collect();
            }
            Self::Nest(at, (open, close), times) => {
                let (mut at, rest) = (bytes(at), text.as_bytes());
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                let ends = |byte: &u8| matches!(byte, b'|' | b'\n');
                let end = rest[at..].iter().position(ends).map_or(text.len(), |length| at + length);
                return [&text[..at], &open.repeat(*times), &text[at..end], &close.repeat(*times), &text[end..]]
                    .concat();
            }
            Self::Long(line, length) => {
                let line = line.index(lines.len());
                let once = if lines[line].is_empty() { "é".to_owned() } else { lines[line].clone() };
                lines[line] = once.repeat(1 + length / once.len());
            }
            Self::Windows => return text.replace('\n', "\r\n"),
            Self::Mark => return format!("\u{feff}{text}"),
        }
        lines.join("\n")
    }
}

/// Returns the configuration of a property test. The number of cases is `few`, unless the variable `PROPTEST_CASES` is set.
fn cases(few: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: cases.unwrap_or(few), failure_persistence: None, ..ProptestConfig::default() }
}

fn original(name: &str) -> String {
    fs::read_to_string(format!("{}/tests/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Runs the steps of `audit` and `import` on a page, and renders the reports in all formats. Fails if these steps take too
/// long.
fn survive(what: &str, text: String) {
    in_time(what, move || {
        let (spec, files) = (spec(), Files::from(Texts::from([("page.md".to_owned(), text)])));
        let formats = [Format::Text, Format::Markdown, Format::Json, Format::Github];
        match audit::audit(&spec, &files) {
            Ok(report) => formats.into_iter().for_each(|format| drop(report.render(format, true))),
            Err(wrong) => {
                assert!(!wrong.is_empty());
                wrong.render(&files.texts, false);
            }
        }
        match import(&spec, &files) {
            Ok(imported) => {
                formats.into_iter().for_each(|format| drop(imported.report(true).render(format, false)));
                // The only errors of the imported spec are errors that an unfinished spec may have.
                if let Err(wrong) = codegen::api(&imported.texts) {
                    let codes: Vec<_> = wrong.iter().map(codegen::diagnostic::Diagnostic::code).collect();
                    assert!(
                        codes.iter().all(|code| UNDER_WAY.contains(code)),
                        "{}",
                        wrong.render(&imported.texts, false)
                    );
                }
            }
            Err(refused) => assert!(matches!(refused.outcome(files.texts), Outcome::Unusable(_))),
        }
    });
}

fn in_time(what: &str, work: impl FnOnce() + Send + 'static) {
    let (done, waited) = mpsc::channel();
    let work = thread::spawn(move || {
        work();
        done.send(()).ok();
    });
    let in_time = waited.recv_timeout(LONGEST);
    assert!(!matches!(in_time, Err(mpsc::RecvTimeoutError::Timeout)), "{what}: it takes longer than {LONGEST:?}");
    if let Err(panic) = work.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn the_pages_themselves_survive() {
    for name in PAGES {
        survive(name, original(name));
    }
}

/// Words in different parts of a page, such as the title or a table cell.
const PLACES: [&str; 13] = [
    "搜索储物柜",
    "/reference/",
    "## 请求",
    "| 项目 ",
    "https://example.com",
    "POST",
    "isv",
    "`yard:locker` ",
    "`tenant_access_token`",
    "`text`",
    "文字",
    "升序",
    "最大长度：",
];

/// Inserts a text after the first occurrence of a word in a page.
fn with(page: &str, place: &str, text: &str) -> String {
    assert!(page.contains(place), "`{place}` is not there");
    page.replacen(place, &format!("{place}{text}"), 1)
}

/// Puts deeply nested markup into each part of a page.
#[test]
fn deep_markup_survives() {
    let page = original("import/pages/locker_search.md");
    for (open, close) in MARKUP {
        let deep = [open.repeat(DEEP), "x".to_owned(), close.repeat(DEEP)].concat();
        for place in PLACES {
            survive(&format!("{open}{close} behind {place}"), with(&page, place, &deep));
        }
    }
}

/// The time to read a page must grow linearly with the length of a line and the number of rows. With quadratic growth, this
/// test would take minutes.
#[test]
fn long_lines_and_many_rows_are_read_in_time() {
    let read = |text: &str| drop(page::read("page.md", text));
    in_time("long lines", move || {
        let page = original("import/pages/locker_search.md");
        let more = ["- `1`: ", "`a` ", "<br>", "**可选值有**：", "取值范围：`1`", "1 次/分钟", "é", "GET ", "a,"];
        let scraps = MARKUP.into_iter().flat_map(|(open, close)| [open, close]).chain(more);
        for scrap in scraps.filter(|scrap| !scrap.is_empty()) {
            let long = scrap.repeat(LONG / scrap.len());
            read(&long);
            for place in ["文字", "`yard:locker` ", "**可选值有**："] {
                read(&with(&page, place, &long));
            }
        }
    });
    let rows: [fn(usize) -> String; 4] = [
        |number| format!("| `a{number}` | `string` | 否 | - |\n"),
        |_| "| `a` | `string` | 否 | - |\n".to_owned(),
        |_| "| `-` | | ? | **可选值有**： |\n".to_owned(),
        |number| format!("| {} `a` | `string` | 否 | - |\n", "&nbsp;&nbsp;".repeat(number % DEEP)),
    ];
    in_time("many rows", move || {
        let page = original("import/pages/locker_search.md");
        let last = "| 否 | 顺序<br>**可选值有**：<br>- `asc`: 升序 - `desc`: 降序 |\n";
        for row in rows {
            read(&with(&page, last, &(0..ROWS).map(row).collect::<String>()));
        }
    });
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn any_text_survives(text in "\\PC*", characters in prop::collection::vec(any::<char>(), 0..200)) {
        survive("text", text);
        survive("characters", characters.into_iter().collect());
    }

    #[test]
    fn any_scraps_survive(scraps in prop::collection::vec(select(&FRAGMENTS[..]), 0..200)) {
        survive("scraps", scraps.concat());
    }

    #[test]
    fn any_changed_page_survives(name in select(&PAGES[..]), changes in prop::collection::vec(Change::any(), 1..6)) {
        let text = changes.iter().fold(original(name), |text, change| change.apply(&text));
        survive(name, text);
    }
}
