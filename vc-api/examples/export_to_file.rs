//! Exports the meetings of the last week to a file, with a progress bar.
//!
//! Run the example with `cargo run -p vc-api --features testing --example export_to_file [FILE]`. The program calls a double
//! of the platform. With the app's id and secret in `VC_APP_ID` and `VC_APP_SECRET`, the program calls Feishu. The app needs
//! the scope `vc:export`.

use std::error::Error;
use std::time::{Duration, SystemTime};

use indicatif::{ProgressBar, ProgressStyle};
use vc_api::testing::{File, Platform};
use vc_api::{Client, ExportProgress};

async fn export(client: &Client) -> Result<(), Box<dyn Error>> {
    let org = client.tenant();
    let file = std::env::args_os().nth(1).unwrap_or_else(|| std::env::temp_dir().join("meetings.csv").into());

    let bar = ProgressBar::new_spinner();
    bar.enable_steady_tick(Duration::from_millis(100));
    let style = ProgressStyle::with_template("{spinner} {msg} [{wide_bar}] {bytes}/{total_bytes}")?;
    let shown = bar.clone();
    let show = move |progress: ExportProgress| match progress {
        // A program that saves this id can resume the export later: `org.resume_export(task_id)`.
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

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    match (std::env::var("VC_APP_ID"), std::env::var("VC_APP_SECRET")) {
        (Ok(id), Ok(secret)) => export(&Client::builder().app(id, secret).build()?).await,
        _ => {
            let platform = Platform::start().await;
            let table = "meeting,duration\n".to_owned() + &"Stand-up,00:14:30\n".repeat(1000);
            platform.on_export(File::new(table).content_type("text/csv"));
            export(&platform.client()).await
        }
    }
}
