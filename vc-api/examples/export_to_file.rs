//! Exports the meetings of the last week to a file, with a progress bar.
//!
//! `cargo run -p vc-api --example export_to_file [FILE]`, against a stand-in, or against Feishu with the app's id and
//! secret in `VC_APP_ID` and `VC_APP_SECRET`. The app needs the scope `vc:export`.

mod platform;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use indicatif::{ProgressBar, ProgressStyle};
use vc_api::ExportProgress;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (options, id, secret) = platform::client(respond).await?;
    let org = options.app(id, secret).build()?.tenant();
    let file = std::env::args_os().nth(1).unwrap_or_else(|| std::env::temp_dir().join("meetings.csv").into());

    let bar = ProgressBar::new_spinner();
    bar.enable_steady_tick(Duration::from_millis(100));
    let style = ProgressStyle::with_template("{spinner} {msg} [{wide_bar}] {bytes}/{total_bytes}")?;
    let shown = bar.clone();
    let show = move |progress: ExportProgress| match progress {
        // Kept somewhere, this is where the export is taken up again: `org.resume_export(task_id)`.
        ExportProgress::Started { task_id } => shown.println(format!("task {task_id}")),
        ExportProgress::Waiting { waited } => shown.set_message(format!("waiting for {} s", waited.as_secs())),
        ExportProgress::Ready => {
            shown.set_message("downloading");
            shown.set_style(style.clone());
        }
        ExportProgress::Received { bytes, total } => {
            shown.set_length(total.unwrap_or(bytes));
            shown.set_position(bytes);
        }
        _ => {}
    };

    let now = SystemTime::now();
    let meetings = org.exports().meeting_list(now - Duration::from_secs(7 * 24 * 60 * 60), now);
    let written = org.export(meetings).progress(show).to_file(file).await;
    bar.finish_and_clear();
    let written = written?;
    println!("{}: {} bytes", written.path.display(), written.bytes);
    Ok(())
}

/// How often was looked at the task.
static LOOKS: AtomicUsize = AtomicUsize::new(0);

fn respond(line: &str, _body: &str) -> platform::Reply {
    match line {
        "POST /open-apis/auth/v3/tenant_access_token/internal" => {
            platform::json("200 OK", r#"{"code": 0, "msg": "ok", "tenant_access_token": "t-1", "expire": 7200}"#)
        }
        "POST /open-apis/vc/v1/exports/meeting_list" => platform::data(r#"{"task_id": "7108646852144136212"}"#),
        "GET /open-apis/vc/v1/exports/7108646852144136212" => match LOOKS.fetch_add(1, Ordering::Relaxed) {
            0 | 1 => platform::data(r#"{"status": 1}"#),
            _ => platform::data(r#"{"status": 3, "file_token": "6yHu7Igp7Igy62Ez6fLr6IJz7j9i5WMe"}"#),
        },
        "GET /open-apis/vc/v1/exports/download?file_token=6yHu7Igp7Igy62Ez6fLr6IJz7j9i5WMe" => {
            ("200 OK", "text/csv", "meeting,duration\n".to_owned() + &"Stand-up,00:14:30\n".repeat(1000))
        }
        _ => platform::nothing(),
    }
}
