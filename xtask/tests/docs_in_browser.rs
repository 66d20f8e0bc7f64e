//! Tests of the page of `cargo xtask docs` in a browser: the search, the filters and the layout of the page.
//!
//! Headless Chromium opens the page from disk. Without Chromium, the tests print that they are skipped, and pass.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Once;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

const PHONE: (u32, u32) = (390, 844);
const DESKTOP: (u32, u32) = (1280, 800);

/// Script that runs before the script of the page. Each test inserts its own code at `ACTION`. After the page has loaded,
/// the script runs this code, and reports the visible content.
const SCRIPT: &str = r#"
const failures = [];
addEventListener("error", (event) => failures.push(event.message));
addEventListener("securitypolicyviolation", (event) => failures.push(`refused: ${event.violatedDirective}`));
addEventListener("load", async () => {
  try { await (async () => { ACTION })(); } catch (error) { failures.push(String(error)); }
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  // Returns true if the name after the badge wraps, and one of its lines starts below the badge.
  const isBelow = (whole) => {
    const badge = whole.querySelector(".method");
    const name = document.createRange();
    name.setStartAfter(badge);
    name.setEndAfter(whole.lastChild);
    const lines = [...name.getClientRects()].filter((line) => line.width > 1);
    return lines.length === 0 || lines.some((line) => line.left < badge.getBoundingClientRect().right);
  };
  const report = {
    failures,
    width: innerWidth,
    overflow: document.documentElement.scrollWidth - innerWidth,
    entries: seen(".entry").map((entry) => entry.id),
    indexed: seen(".index li li a").map((link) => decodeURIComponent(link.hash.slice(1))),
    inputs: seen("input, select").map((input) => input.id),
    copies: seen(".snippet button").map((button) => button.textContent),
    count: document.getElementById("match-count").textContent,
    focused: document.activeElement.id,
    fragment: location.hash,
    about: seen(".about").length,
    clears: seen("button[id=show-all]").length === 1,
    below: seen(".index li li a, .route").filter(isBelow).map((name) => name.textContent),
    scrolled: Math.round(scrollY),
  };
  parent.postMessage(JSON.stringify(report), "*");
});
"#;

/// Page that shows the tested page in a frame. The frame can be as narrow as a phone, but a window of Chromium cannot.
const FRAME: &str = r#"<!doctype html><pre id="report"></pre>
<script>addEventListener("message", (event) => (document.getElementById("report").textContent = event.data));</script>
<iframe width="WIDTH" height="HEIGHT" style="border: 0" src="probed.html#FRAGMENT"></iframe>"#;

/// Page of `cargo xtask docs`, and the folder for copies of the page. A copy also contains the script [`SCRIPT`].
struct Docs {
    folder: TempDir,
    page: String,
}

impl Docs {
    fn write() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("docs");
        let done = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("docs").arg("--output").arg(&output).output().unwrap();
        assert!(done.status.success(), "{done:?}");
        let page = fs::read_to_string(output.join("index.html")).unwrap();
        Self { folder, page }
    }

    fn count(&self, markup: &str) -> usize {
        self.page.matches(markup).count()
    }

    /// Returns the visible content of the page after an action, in a window of the given size. Returns `None` if there is no
    /// browser.
    fn seen(&self, (width, height): (u32, u32), fragment: &str, action: &str) -> Option<Value> {
        let script = SCRIPT.replace("ACTION", action);
        let hash = BASE64_STANDARD.encode(Sha256::digest(&script));
        // The browser runs the added script only if the content policy of the copy contains the hash of the script.
        let probed = self.page.replacen("script-src ", &format!("script-src &#39;sha256-{hash}&#39; "), 1).replacen(
            "<style>",
            &format!("<script>{script}</script><style>"),
            1,
        );
        assert_eq!(probed.len(), self.page.len() + script.len() + hash.len() + 35, "the script was not inserted");
        fs::write(self.folder.path().join("probed.html"), probed).unwrap();
        let frame = FRAME.replace("WIDTH", &width.to_string()).replace("HEIGHT", &height.to_string());
        let path = self.folder.path().join("frame.html");
        fs::write(&path, frame.replace("#FRAGMENT", &fragment.replace('&', "&amp;"))).unwrap();
        let output = chromium(self.folder.path(), &path)?;
        let dom = String::from_utf8_lossy(&output.stdout);
        let report = dom.split_once("<pre id=\"report\">").and_then(|(_, rest)| rest.split_once("</pre>"));
        let (report, _) = report.unwrap_or_else(|| panic!("the browser sent no report: {output:?}"));
        let report = report.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let report: Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report["failures"], serde_json::json!([]));
        assert_eq!(report["overflow"], 0, "the page is wider than the screen of {width}: {report}");
        assert_eq!(report["width"], width);
        Some(report)
    }
}

fn chromium(folder: &Path, page: &Path) -> Option<Output> {
    let Some(program) = browser() else {
        // The test harness hides the output of `eprintln!` if a test passes, so the message goes directly to `stderr`.
        static SKIPPED: Once = Once::new();
        SKIPPED.call_once(|| {
            io::stderr()
                .write_all(b"SKIPPED: the tests need Chromium, for example from `apt-get install chromium`\n")
                .ok();
        });
        return None;
    };
    let profile = tempfile::tempdir_in(folder).unwrap();
    let output = Command::new(program)
        .args("--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars".split(' '))
        .args("--disable-background-networking --disable-component-update --disable-sync".split(' '))
        .args(["--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg("--window-size=1400,1000")
        .arg(format!("file://{}", page.display()))
        .stdin(Stdio::null())
        .output();
    Some(output.unwrap())
}

fn browser() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders)
        .flat_map(|folder| ["chromium", "chromium-browser", "google-chrome"].map(|name| folder.join(name)));
    found.into_iter().find(|path| path.is_file())
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

#[test]
fn a_shared_search_shows_what_it_found() {
    let docs = Docs::write();
    for size in [PHONE, DESKTOP] {
        let Some(report) = docs.seen(size, "#q=room&token=tenant_access_token", "") else { return };
        let entries = texts(&report["entries"]);
        for shown in ["room.create", "room.list", "room_config.query", "room_level.get"] {
            assert!(entries.contains(&shown), "{shown} is hidden: {entries:?}");
        }
        // The test searches for the word `room` and the tenant access token. `room.search` needs another token, `export.get`
        // does not contain the word, and the event has no token.
        for hidden in ["room.search", "export.get", "vc.room.created_v1"] {
            assert!(!entries.contains(&hidden), "{hidden} is shown");
        }
        assert_eq!(report["count"], format!("{} of {}", entries.len(), docs.count("<article ")));
        assert_eq!(report["about"], 0);
        assert_eq!(report["clears"], true);
        // On a phone, the index is folded and shows no entry. On other screens, the index lists the shown entries.
        assert_eq!(texts(&report["indexed"]), if size == PHONE { vec![] } else { entries });
        assert_eq!(texts(&report["inputs"]), ["by-text", "by-resource", "by-token", "by-scope", "by-gives"]);
    }
}

#[test]
fn filters_combine_by_scope_and_resource() {
    let docs = Docs::write();
    let Some(report) = docs.seen(DESKTOP, "#scope=vc%3Aroom%3Areadonly&resource=room", "") else { return };
    let expected = [
        "room.list",
        "room.get",
        "room.mget",
        "room.search",
        "vc.room.created_v1",
        "vc.room.updated_v1",
        "vc.room.deleted_v1",
    ];
    let entries = texts(&report["entries"]);
    assert!(expected.iter().all(|id| entries.contains(id)), "{entries:?}");
    assert!(entries.iter().all(|id| id.starts_with("room.") || id.starts_with("vc.room.")), "{entries:?}");
    assert!(!entries.contains(&"room.create"), "{entries:?}");
}

#[test]
fn the_whole_page_fits_and_all_is_there() {
    let docs = Docs::write();
    for size in [(320, 640), PHONE, (800, 1100), DESKTOP] {
        let unfolded = "for (const one of document.querySelectorAll('details')) one.open = true;";
        let Some(report) = docs.seen(size, "", unfolded) else { return };
        assert_eq!(texts(&report["entries"]).len(), docs.count("<article "));
        assert_eq!(report["indexed"], report["entries"]);
        assert_eq!(report["count"], "");
        assert_eq!(texts(&report["copies"]).len(), docs.count("<figure class=\"snippet\">"));
        assert_eq!(report["about"], 3);
        assert_eq!(report["clears"], false);
        assert_eq!(texts(&report["below"]), Vec::<&str>::new(), "at a width of {}", size.0);
    }
}

#[test]
fn the_search_follows_the_keyboard_and_can_be_shared() {
    let docs = Docs::write();
    let typed = "
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }));
        document.activeElement.value = 'CUSTOM_ROOM_ID  rooms';
        document.activeElement.dispatchEvent(new Event('input', { bubbles: true }));";
    let Some(report) = docs.seen(DESKTOP, "", typed) else { return };
    assert_eq!(report["focused"], "by-text");
    assert_eq!(report["fragment"], "#q=CUSTOM_ROOM_ID++rooms");
    let entries = texts(&report["entries"]);
    assert!(entries.contains(&"room.create") && !entries.contains(&"room.delete"), "{entries:?}");
    let cleared = format!("{typed} document.getElementById('show-all').click();");
    let report = docs.seen(DESKTOP, "", &cleared).unwrap();
    assert_eq!(texts(&report["entries"]).len(), docs.count("<article "));
    assert_eq!(report["fragment"], "");
}

#[test]
fn a_call_is_copied_or_selected_to_be_copied() {
    let docs = Docs::write();
    let click = "
        document.getElementById('room.list').querySelector('.snippet button').click();
        await new Promise((done) => setTimeout(done, 500));";
    let Some(report) = docs.seen(DESKTOP, "#q=room.list", click) else { return };
    assert!(["Copied", "Selected"].contains(&texts(&report["copies"])[0]), "{report}");
}

#[test]
fn a_link_to_an_operation_leads_there_even_when_it_was_hidden() {
    let docs = Docs::write();
    let Some(report) = docs.seen(DESKTOP, "#room.list", "") else { return };
    assert_eq!(texts(&report["entries"]).len(), docs.count("<article "));
    assert!(report["scrolled"].as_u64() > Some(1000), "{report}");
    assert_eq!(report["clears"], false, "nothing is filtered");
    let followed = "location.hash = '#note.get'; await new Promise((done) => setTimeout(done, 50));";
    let report = docs.seen(DESKTOP, "#q=room.list", followed).unwrap();
    assert_eq!(texts(&report["entries"]).len(), docs.count("<article "));
    assert_eq!(report["fragment"], "#note.get");
    assert!(report["scrolled"].as_u64() > Some(1000), "{report}");
}

#[test]
fn a_scope_leads_to_all_that_it_admits() {
    let docs = Docs::write();
    let click = "
        document.getElementById('room.delete').querySelector('.facts a[href=\"#scope=vc:rooms.room:delete\"]').click();
        await new Promise((done) => setTimeout(done, 50));";
    let Some(report) = docs.seen(PHONE, "#room.delete", click) else { return };
    assert_eq!(texts(&report["entries"]), ["room.delete"]);
}

#[test]
fn an_id_leads_to_the_operations_that_give_it() {
    let docs = Docs::write();
    let click = "
        document.getElementById('room.get').querySelector('.fields a[href=\"#gives=RoomId\"]').click();
        await new Promise((done) => setTimeout(done, 50));";
    let Some(report) = docs.seen(DESKTOP, "#room.get", click) else { return };
    let entries = texts(&report["entries"]);
    assert!(entries.contains(&"room.create") && entries.contains(&"room.list"), "{entries:?}");
    // The list contains the operations that return the id. `room.get` needs the id as input, so the list does not contain
    // `room.get`. The list contains events only if no operation returns the id.
    assert!(!entries.contains(&"room.get") && !entries.contains(&"vc.room.created_v1"), "{entries:?}");
    assert_eq!(report["clears"], true);
}
