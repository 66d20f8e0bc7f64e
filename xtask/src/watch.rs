//! `cargo xtask regen --watch`: generates again after each change of the spec.

use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use notify::{Event, RecursiveMode, Watcher};

use crate::outcome::{self, Outcome};
use crate::{files, regen};

/// Time that an editor needs for a save. Editors save in several steps, such as write, rename and delete.
const SAVE: Duration = Duration::from_millis(40);

/// Runs `regen` now and after each change of the spec, until the process ends.
pub(crate) fn run(root: &Path) -> Result<Outcome> {
    let folder = root.join("spec");
    let (sender, events) = mpsc::channel();
    let watching = notify::recommended_watcher(sender).and_then(|mut watcher| {
        watcher.watch(&folder, RecursiveMode::NonRecursive)?;
        Ok(watcher)
    });
    let _watcher = watching.with_context(|| format!("cannot watch {}", folder.display()))?;
    let mut seen = None;
    loop {
        let spec = files::spec(root);
        // `regen` also writes `schema.json` into this folder. Therefore `regen` runs again only if a text of the spec
        // changed.
        if seen.is_none() || seen.as_ref() != spec.as_ref().ok() {
            let (ended, texts) = match spec {
                Ok(spec) => (regen::from(root, &spec, false), Some(spec)),
                Err(error) => (Err(error), None),
            };
            outcome::print(&ended);
            println!("regen: watching spec/; press Ctrl-C to stop");
            seen = texts;
        }
        wait(&events)?;
        ensure!(folder.is_dir(), "{} was removed", folder.display());
    }
}

/// Waits for a change in the folder, and then until the editor has completed the save.
fn wait(events: &Receiver<notify::Result<Event>>) -> Result<()> {
    // Events about reads are skipped, because a read changes no file.
    while events.recv().context("the watcher of the spec stopped")?.is_ok_and(|event| event.kind.is_access()) {}
    thread::sleep(SAVE);
    while events.try_recv().is_ok() {}
    Ok(())
}
