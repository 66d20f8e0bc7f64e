//! Exports in one call: the client starts the task, waits for the file, and downloads the file. The program gets the whole
//! file or an error.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use vc_api::error::ExportCause;
use vc_api::testing::{HttpReply, HttpRequest, Platform};
use vc_api::{Error, ExportProgress, Session, Tenant, UnixSeconds};
use vc_tests::platform::count;

use crate::support::{built, platform, without_app};

const START: &str = "/open-apis/vc/v1/exports/meeting_list";
const TASK: &str = "/open-apis/vc/v1/exports/task-1";
const DOWNLOAD: &str = "/open-apis/vc/v1/exports/download";
const FILE: &[u8] = b"topic,start\nStand-up,1655276858\n";

/// Starts a platform for the three calls of an export: the start, the status of the task, and the download. `task` returns
/// the status, and `download` returns the response with the file. Both functions get the number of earlier requests of the
/// same kind.
async fn exporting(
    task: impl Fn(usize) -> Value + Send + Sync + 'static,
    download: impl Fn(usize) -> HttpReply + Send + Sync + 'static,
) -> Platform {
    let respond = move |request: &HttpRequest| match (request.method(), request.path()) {
        ("POST", START) => HttpReply::data(&json!({ "task_id": "task-1" })),
        ("GET", TASK) => HttpReply::data(&task(request.before())),
        ("GET", DOWNLOAD) if request.query() == "file_token=file-1" => download(request.before()),
        _ => HttpReply::refusal(404, 121_004),
    };
    platform(respond).await
}

fn done(_: usize) -> Value {
    json!({ "status": 3, "url": "https://example.com", "file_token": "file-1" })
}

fn file(_: usize) -> HttpReply {
    HttpReply::body(200, "text/csv", FILE)
}

fn session(platform: &Platform) -> Session<Tenant> {
    built(without_app(platform)).session("t-hunter2")
}

fn call(org: &Session<Tenant>) -> vc_api::export::MeetingList {
    org.exports().meeting_list(UnixSeconds::from(1), UnixSeconds::from(2))
}

/// Returns the names of the entries in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("it can be read").file_name();
    entries.map(|entry| name(entry).into_string().expect("the name is text")).collect()
}

/// Returns the task and the cause of an export error.
fn export_error<T: std::fmt::Debug>(result: Result<T, Error>) -> (Option<String>, ExportCause) {
    match result {
        Err(Error::Export(failure)) => (failure.task_id, failure.cause),
        other => panic!("no error of an export: {other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn an_export_waits_for_the_file_and_writes_it() {
    let task = |before| if before < 6 { json!({ "status": 1 }) } else { done(before) };
    let platform = exporting(task, file).await;
    let org = session(&platform);
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("meetings.csv");
    let told = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&told);
    let job = org.export(call(&org)).progress(move |progress| kept.lock().expect("no one panicked").push(progress));
    let written = job.to_file(&path).await.expect("the file is written");
    assert_eq!((written.task_id.as_ref(), &written.path, written.bytes), ("task-1", &path, FILE.len() as u64));
    assert_eq!(fs::read(&path).expect("the file is there"), FILE);
    assert_eq!(names(folder.path()), ["meetings.csv"]);

    let looks: Vec<_> = platform.requests().into_iter().filter(|request| request.path() == TASK).collect();
    let pauses: Vec<_> = looks.windows(2).map(|pair| pair[1].at().duration_since(pair[0].at()).as_secs()).collect();
    assert_eq!(pauses, [1, 2, 4, 8, 15, 15]);

    let told = told.lock().expect("no one panicked");
    assert!(matches!(&told[0], ExportProgress::Started { task_id } if task_id.as_ref() == "task-1"));
    let waits = told[1..7].iter().all(|progress| matches!(progress, ExportProgress::Waiting { .. }));
    assert!(waits && told[7] == ExportProgress::Ready, "{told:?}");
    let all = FILE.len() as u64;
    assert!(
        matches!(told.last(), Some(ExportProgress::Received { bytes, total: Some(total) }) if (*bytes, *total) == (all, all))
    );
}

#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn the_file_has_the_permissions_of_any_other() {
    use std::os::unix::fs::PermissionsExt;
    let platform = exporting(done, file).await;
    let org = session(&platform);
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (written, other) = (folder.path().join("a"), folder.path().join("b"));
    org.export(call(&org)).to_file(&written).await.expect("the file is written");
    fs::write(&other, "").expect("a file can be written");
    let mode = |path| fs::metadata(path).expect("it is there").permissions().mode();
    assert_eq!(mode(written), mode(other));
}

#[tokio::test(start_paused = true)]
async fn a_failed_task_is_an_error_with_the_reason() {
    for (message, printed) in [
        (json!("too many meetings"), "the export of task task-1 failed: too many meetings\nStart the export again."),
        (Value::Null, "the export of task task-1 failed, and the platform gives no reason\nStart the export again."),
    ] {
        let platform = exporting(move |_| json!({ "status": 2, "fail_msg": message }), file).await;
        let org = session(&platform);
        let error = org.export(call(&org)).finish().await.expect_err("the task failed");
        assert_eq!(error.report().to_string(), printed);
        let (task, cause) = export_error(Err::<(), _>(error));
        assert_eq!(task.as_deref(), Some("task-1"));
        assert!(matches!(cause, ExportCause::Failed { .. }), "{cause:?}");
        assert_eq!(count(&platform, DOWNLOAD), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_task_that_is_not_done_in_time_can_be_resumed() {
    // A missing or unknown status does not end the task.
    let task = |before| match before {
        0 => json!({}),
        1..100 => json!({ "status": 9 }),
        _ => done(before),
    };
    let platform = exporting(task, file).await;
    let org = session(&platform);
    let started = tokio::time::Instant::now();
    let job = org.export(call(&org)).patience(Duration::from_secs(100));
    let (task, cause) = export_error(job.finish().await);
    assert_eq!(started.elapsed().as_secs(), 100);
    assert!(matches!(cause, ExportCause::Unfinished { waited } if waited.as_secs() == 100), "{cause:?}");

    let task = task.expect("the task was started");
    let finished = org.resume_export(task).finish().await.expect("the task is done");
    assert_eq!((finished.task_id.as_ref(), finished.file_token.as_ref()), ("task-1", "file-1"));
    assert_eq!(count(&platform, START), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fails_is_an_error() {
    let refusing = platform(|_| HttpReply::refusal(400, 99_991_672)).await;
    let org = session(&refusing);
    let error = org.export(call(&org)).finish().await.expect_err("it is refused");
    assert!(matches!(error, Error::MissingScope(_)), "{error:?}");

    let error = org.resume_export("task-1").finish().await.expect_err("it is refused");
    assert_eq!((error.operation(), error.code(), error.status()), (Some("export.get"), Some(99_991_672), Some(400)));
    let (task, cause) = export_error(Err::<(), _>(error));
    assert_eq!(task.as_deref(), Some("task-1"));
    assert!(matches!(cause, ExportCause::Call(Error::MissingScope(_))), "{cause:?}");

    let nameless = exporting(|_| json!({ "status": 3 }), file).await;
    let (_, cause) = export_error(session(&nameless).resume_export("task-1").finish().await);
    let is_told = matches!(&cause, ExportCause::Call(Error::Undecodable(one)) if one.path == "data.file_token");
    assert!(is_told, "{cause:?}");
}

#[tokio::test(start_paused = true)]
async fn an_interrupted_download_is_restarted() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("meetings.csv");
    let broken = |before| if before == 0 { file(0).cut_after(20) } else { file(0).stall_after(7) };
    let recovering = exporting(done, move |before| if before < 2 { broken(before) } else { file(before) }).await;
    let org = session(&recovering);
    let written = org.export(call(&org)).to_file(&path).await.expect("the third download succeeds");
    assert_eq!((written.bytes, count(&recovering, DOWNLOAD)), (FILE.len() as u64, 3));
    assert_eq!(fs::read(&path).expect("the file is there"), FILE);

    // If an export fails, the old file stays as it was.
    let broken = exporting(done, broken).await;
    let org = session(&broken);
    let (task, cause) = export_error(org.export(call(&org)).to_file(&path).await);
    assert_eq!((task.as_deref(), count(&broken, DOWNLOAD)), (Some("task-1"), 3));
    assert!(matches!(cause, ExportCause::Call(Error::Timeout(_))), "{cause:?}");
    assert_eq!(fs::read(&path).expect("the file is there"), FILE);
    assert_eq!(names(folder.path()), ["meetings.csv"]);
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_export_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let platform = exporting(done, |_| file(0).stall_after(7)).await;
    let org = session(&platform);
    let (told, mut received) = tokio::sync::mpsc::unbounded_channel();
    let job = org.export(call(&org)).progress(move |progress| told.send(progress).expect("the test waits"));
    let writing = tokio::spawn(job.to_file(folder.path().join("meetings.csv")));
    while !matches!(received.recv().await, Some(ExportProgress::Received { .. })) {}
    assert_eq!(names(folder.path()).len(), 1, "a part of it is there");
    writing.abort();
    assert!(writing.await.expect_err("it was cancelled").is_cancelled());
    assert!(names(folder.path()).is_empty(), "{:?}", names(folder.path()));
}

#[tokio::test(start_paused = true)]
async fn a_wrong_path_is_an_error_before_anything_is_sent() {
    let platform = exporting(done, file).await;
    let org = session(&platform);
    let folder = tempfile::tempdir().expect("a folder can be made");
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).expect("a folder can be made");
    let in_folder = |name: &str| folder.path().join(name);
    let mut paths =
        vec![in_folder("missing/meetings.csv"), inner, "/".into(), "".into(), in_folder("new/"), in_folder("..")];
    paths.push(in_folder(&"x".repeat(256)));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("loop", in_folder("loop")).expect("a link can be made");
        std::os::unix::fs::symlink("missing/a.csv", in_folder("astray")).expect("a link can be made");
        paths.extend([in_folder("loop"), in_folder("astray"), "/dev/null".into()]);
    }
    let before = names(folder.path());
    for path in paths {
        let (task, cause) = export_error(org.export(call(&org)).to_file(&path).await);
        assert!(task.is_none(), "{path:?}: {cause:?}");
        assert!(matches!(cause, ExportCause::File(_)), "{path:?}: {cause:?}");
        assert_eq!(names(folder.path()), before);

        let error = org.resume_export("task-1").to_file(&path).await.expect_err("it cannot be written");
        assert!(matches!(&error, Error::Export(one) if one.task_id.as_deref() == Some("task-1")), "{error:?}");
    }
    assert_eq!(platform.requests().len(), 0);
    let error = org.export(call(&org)).to_file("/").await.expect_err("it cannot be written");
    assert_eq!(
        error.report().to_string(),
        "the export cannot be written to its file: the path does not name a file\nNo task was started: check the path, then start the export again."
    );
}

/// Most file systems allow names of up to 255 bytes.
#[tokio::test(start_paused = true)]
async fn names_may_be_as_long_as_the_file_system_allows() {
    let platform = exporting(done, file).await;
    let org = session(&platform);
    let folder = tempfile::tempdir().expect("a folder can be made");
    for name in ["x".repeat(255), "会".repeat(85), "x".repeat(230)] {
        let path = folder.path().join(&name);
        org.export(call(&org)).to_file(&path).await.expect("the file is written");
        assert_eq!(fs::read(&path).expect("the file is there"), FILE);
    }
    assert_eq!(names(folder.path()).len(), 3);
}

#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn the_permissions_of_a_file_that_is_replaced_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("meetings.csv");
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o7777;
    for kept in [0o600, 0o640, 0o666, 0o777, 0o400] {
        fs::remove_file(&path).ok();
        fs::write(&path, "old").expect("a file can be written");
        fs::set_permissions(&path, fs::Permissions::from_mode(kept)).expect("they can be set");
        // The partial file has the permissions of the old file. So a user without access to the old file has no access to
        // the partial file.
        let (at, seen) = (folder.path().to_owned(), Arc::new(Mutex::new(Vec::new())));
        let modes = Arc::clone(&seen);
        let look = move |progress| {
            if let ExportProgress::Received { .. } = progress {
                let all = names(&at).into_iter().map(|name| mode(&at.join(name)));
                modes.lock().expect("no one panicked").extend(all);
            }
        };
        let platform = exporting(done, file).await;
        let org = session(&platform);
        org.export(call(&org)).progress(look).to_file(&path).await.expect("the file is written");
        assert_eq!(fs::read(&path).expect("the file is there"), FILE);
        assert_eq!(mode(&path), kept);
        assert_eq!(*seen.lock().expect("no one panicked"), [kept; 2]);
    }
}

#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn the_target_of_a_link_is_replaced() {
    use std::os::unix::fs::symlink;
    let platform = exporting(done, file).await;
    let org = session(&platform);
    let folder = tempfile::tempdir().expect("a folder can be made");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("inner")).expect("a folder can be made");
    fs::write(at("inner/old.csv"), "old").expect("a file can be written");
    for (link, to, target) in [
        ("first", "inner/old.csv", "inner/old.csv"),
        ("second", "first", "inner/old.csv"),
        ("new", "inner/new", "inner/new"),
    ] {
        symlink(to, at(link)).expect("a link can be made");
        let written = org.export(call(&org)).to_file(at(link)).await.expect("the file is written");
        assert_eq!(written.path, at(link));
        assert!(fs::symlink_metadata(at(link)).expect("it is there").is_symlink(), "{link}");
        assert_eq!(fs::read(at(target)).expect("the file is there"), FILE);
        fs::write(at(target), "old").expect("a file can be written");
    }
    let mut inner = names(&at("inner"));
    inner.sort();
    assert_eq!(inner, ["new", "old.csv"]);
}

/// A limit on the size of files simulates a full disk. The client can write only the first bytes of the file.
#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn a_full_disk_keeps_the_old_file() {
    const CHILD: &str = "VC_TESTS_FULL_DISK";
    if std::env::var_os(CHILD).is_none() {
        let limited = r#"trap "" XFSZ && ulimit -f 8 && exec "$0" "$@""#;
        let name = "export::a_full_disk_keeps_the_old_file";
        let mut child = std::process::Command::new("sh");
        child.args(["-c", limited]).arg(std::env::current_exe().expect("this program is known"));
        let run = child.args([name, "--exact"]).env(CHILD, "1").output().expect("it can be run");
        let output = String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success() && output.contains("1 passed"), "{output}");
        return;
    }
    let large = |_| HttpReply::body(200, "text/csv", vec![b'x'; 1 << 20]);
    let platform = exporting(done, large).await;
    let org = session(&platform);
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("meetings.csv");
    fs::write(&path, "old").expect("a small file can be written");
    let (task, cause) = export_error(org.export(call(&org)).to_file(&path).await);
    assert!(matches!(cause, ExportCause::File(_)), "{cause:?}");
    assert_eq!((task.as_deref(), count(&platform, DOWNLOAD)), (Some("task-1"), 1));
    assert_eq!(fs::read(&path).expect("the file is there"), b"old");
    assert_eq!(names(folder.path()), ["meetings.csv"]);
}

#[tokio::test(start_paused = true)]
async fn an_export_that_is_cancelled_at_any_time_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let platform = exporting(|before| if before < 2 { json!({ "status": 1 }) } else { done(before) }, file).await;
    let org = session(&platform);
    for polls in 0..100 {
        let path = folder.path().join(format!("{polls}.csv"));
        let mut writing = Box::pin(org.export(call(&org)).to_file(&path));
        let mut is_done = false;
        for _ in 0..polls {
            is_done |= std::future::poll_fn(|context| {
                std::task::Poll::Ready(!is_done && writing.as_mut().poll(context).is_ready())
            })
            .await;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        drop(writing);
    }
    org.export(call(&org)).to_file(folder.path().join("whole.csv")).await.expect("the file is written");
    // The writing thread of a cancelled export may still be running. So the test waits until the partial files are gone.
    let is_partial = |name: &String| !name.ends_with(".csv");
    for _ in 0..30_000 {
        std::thread::sleep(Duration::from_millis(1));
        if !names(folder.path()).iter().any(is_partial) {
            break;
        }
    }
    let names = names(folder.path());
    assert!((1..100).contains(&names.len()), "some came to their end: {}", names.len());
    for name in names {
        assert!(!is_partial(&name), "{name}");
        assert_eq!(fs::read(folder.path().join(name)).expect("the file is there"), FILE);
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_can_be_streamed() {
    let platform = exporting(done, file).await;
    let org = session(&platform);
    let mut download = org.export(call(&org)).download().await.expect("the file comes");
    let mut bytes = Vec::new();
    while let Some(piece) = download.chunk().await.expect("it comes to its end") {
        bytes.extend_from_slice(&piece);
    }
    assert_eq!(bytes, FILE);
}
