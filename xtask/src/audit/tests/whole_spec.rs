//! Comparison of the spec of this repository with pages that are rendered from the spec.

use super::render::Renderer;
use super::*;

struct Whole {
    spec: Texts,
    api: Api,
}

impl Whole {
    fn read() -> Self {
        let spec = files::spec(&files::root()).unwrap();
        let api = codegen::api(&spec).unwrap_or_else(|wrong| panic!("{}", wrong.render(&spec, false)));
        Self { spec, api }
    }

    /// Renders a page for each operation and event, and the overview.
    fn pages(&self, contradicting: bool) -> Texts {
        let renderer = Renderer { api: &self.api, contradicting };
        let operations = self.api.operations().filter(|(_, one)| one.source.is_none());
        let operations = operations.map(|(_, one)| (format!("{}.md", one.id.name), renderer.operation(one)));
        let events = self.api.events().filter(|(_, one)| one.source.is_none());
        let events = events.map(|(_, one)| (format!("{}.md", one.id.name), renderer.event(one)));
        let overview = [("overview.md".to_owned(), renderer.overview())];
        operations.chain(events).chain(overview).collect()
    }

    /// Returns the report of an audit with only one page.
    fn alone(&self, file: &str, text: &str) -> Report {
        let page = page::read(file, text).unwrap_or_else(|wrong| {
            panic!("{}", wrong.render(&Texts::from([(file.to_owned(), text.to_owned())]), false));
        });
        // Without the texts of the spec, the report contains no places in the spec. The search for the places would take
        // most of the time of the test.
        compare(&self.api, &Texts::new(), &[(file, page.unwrap())], true)
    }
}

#[test]
fn nothing_differs() {
    let whole = Whole::read();
    let pages = whole.pages(false);
    assert!(pages.len() > 90, "only {} pages", pages.len());
    assert_eq!(found(&whole.spec, &pages), [""; 0]);
}

#[test]
fn recorded_contradictions_are_known() {
    let whole = Whole::read();
    let report = audit(&whole.spec, &whole.pages(true).into()).unwrap();
    assert!(
        report.findings.iter().all(|finding| finding.level == Level::Note),
        "{}",
        report.render(Format::Text, false)
    );
    let said = whole.api.operations().flat_map(|(_, operation)| {
        let recorded = operation.contradictions.iter();
        recorded.flat_map(|recorded| {
            let names = |references: &[codegen::ir::Reference]| {
                let on_pages = references.iter().filter(|one| one.source.is_none());
                on_pages.map(|one| one.name.clone()).collect::<Vec<_>>()
            };
            let spec = match recorded.about.as_str() {
                "tokens" => names(&operation.tokens),
                "method" => vec![operation.method.to_owned()],
                "scopes" => names(&operation.scopes),
                // The rendered pages do not show the contradictions about fields, so these contradictions cause no finding.
                _ => Vec::new(),
            };
            // `recorded.page` is empty if the page agrees with the spec. `recorded.overview` is empty if the overview agrees
            // with the spec.
            [&recorded.page, &recorded.overview].map(|said| !said.is_empty() && !finding::same(said, &spec))
        })
    });
    assert_eq!(report.findings.len(), said.filter(|differs| *differs).count());
}

/// Row of a table of fields or a table of errors.
struct Row<'t> {
    index: usize,
    /// Name of the field, or code of the error.
    name: &'t str,
    /// Number of nested fields. The rows of the nested fields directly follow this row.
    below: usize,
}

fn rows(text: &str) -> Vec<Row<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut title = "";
    let mut rows = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        title = line.strip_prefix("### ").unwrap_or(title);
        let name = match title {
            "请求头" => None,
            "错误码" => line.split(" | ").nth(1).filter(|code| code.starts_with(|c: char| c.is_ascii_digit())),
            _ => line.split('`').nth(1).filter(|_| line.starts_with("| `") || line.starts_with("| &nbsp;")),
        };
        let Some(name) = name.filter(|name| !["code", "data", "schema", "event"].contains(name)) else { continue };
        let depth = |line: &str| line.matches("&nbsp;").count();
        let below = lines.iter().skip(index + 1).take_while(|below| depth(below) > depth(line)).count();
        rows.push(Row { index, name, below });
    }
    rows
}

/// Returns groups of rows that a test can change together. All rows without nested fields form one group. Each row with
/// nested fields is a group of its own.
fn groups(text: &str) -> Vec<Vec<Row<'_>>> {
    let (leaves, parents): (Vec<_>, Vec<_>) = rows(text).into_iter().partition(|row| row.below == 0);
    parents.into_iter().map(|row| vec![row]).chain([leaves]).collect()
}

#[test]
fn each_row_that_is_otherwise_is_found() {
    let whole = Whole::read();
    let mut count = 0;
    for (file, text) in whole.pages(false).iter().filter(|(file, _)| *file != "overview.md") {
        for group in groups(text) {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            for row in &group {
                lines[row.index] = lines[row.index].replacen(row.name, &format!("{}0", row.name), 1);
            }
            let report = whole.alone(file, &lines.join("\n"));
            let missing: Vec<_> = report.findings.iter().filter(|finding| finding.kind.ends_with("-missing")).collect();
            for row in &group {
                let here = |place: &crate::report::Place| place.line == row.index + 1;
                let found = missing.iter().any(|finding| finding.place.as_ref().is_some_and(here));
                assert!(found, "{file}: {}\n{}", lines[row.index], report.render(Format::Text, false));
            }
            count += group.len();
        }
    }
    assert!(count > 1000, "only {count} rows were changed");
}

#[test]
fn each_row_that_is_gone_is_found() {
    let whole = Whole::read();
    let mut count = 0;
    for (file, text) in whole.pages(false).iter().filter(|(file, _)| *file != "overview.md") {
        for group in groups(text) {
            let gone = |index: &usize| group.iter().any(|row| (row.index..=row.index + row.below).contains(index));
            let left: Vec<&str> = text.lines().enumerate().filter(|(at, _)| !gone(at)).map(|(_, line)| line).collect();
            let left = left.join("\n");
            let report = whole.alone(file, &left);
            let surplus: Vec<_> = report.findings.iter().filter(|finding| finding.kind.ends_with("-surplus")).collect();
            // The test skips a removed row if a remaining row on the page has the same name.
            let rows = rows(&left);
            for row in group.iter().filter(|row| rows.iter().all(|other| other.name != row.name)) {
                let found = surplus.iter().any(|finding| finding.subject.ends_with(&format!(".{}", row.name)));
                assert!(found, "{file}: {}\n{}", row.name, report.render(Format::Text, false));
                count += 1;
            }
        }
    }
    assert!(count > 500, "only {count} rows were removed");
}
