//! Tests of exports.

use std::time::Duration;

use downstream::{Error, Service};
use tempfile::TempDir;
use tokio::time::Instant;
use vc_api::error::ExportCause;
use vc_api::export::{self, ExportStatus, GetResponse};
use vc_api::testing::{Fault, File, Platform, Received};
use vc_api::{CallOptions, Error as CallError, UnixSeconds};

type Outcome = Result<(), Box<dyn std::error::Error>>;

const CONTENT: &[u8] = b"topic,start\nstandup,2022-06-15\n";

fn time() -> (UnixSeconds, UnixSeconds) {
    (UnixSeconds::from(1_655_276_858), UnixSeconds::from(1_655_363_258))
}

#[tokio::test(start_paused = true)]
async fn the_list_is_exported_to_a_file_and_to_memory() -> Outcome {
    let (platform, folder) = (Platform::start().await, TempDir::new()?);
    platform.strict();
    let mut tasks = 0;
    platform.on(move |_: Received<export::MeetingList>| {
        tasks += 1;
        Ok(format!("task {tasks}").into()) // `on_export` below replaces this script
    });
    platform.on_export(File::new(CONTENT).name("meetings.csv"));
    let (service, (from, to)) = (Service::new(&platform.client()), time());
    let path = folder.path().join("meetings.csv");

    assert_eq!(service.export(from, to, &path).await?, CONTENT.len() as u64);
    assert_eq!(std::fs::read(&path)?, CONTENT);
    assert_eq!(service.export_bytes(from, to).await?, CONTENT);

    let started = platform.calls::<export::MeetingList>();
    assert_eq!(started.len(), 2);
    assert_eq!((started[0].start_time, started[0].end_time), (from, to));
    assert_eq!(platform.calls::<export::Get>().len(), 4); // two for each export: one in progress, one done
    platform.verify()?;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn an_interrupted_download_starts_again() -> Outcome {
    let (platform, folder) = (Platform::start().await, TempDir::new()?);
    platform.on_export(File::new(CONTENT));
    platform.fault(Fault::cut_body(7).times(2).only::<export::Download>());
    let (service, (from, to)) = (Service::new(&platform.client()), time());
    let path = folder.path().join("meetings.csv");
    service.export(from, to, &path).await?;
    assert_eq!(std::fs::read(&path)?, CONTENT);
    assert_eq!(platform.calls::<export::Download>().len(), 3);
    platform.verify()?;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_download_that_never_completes_leaves_no_file() -> Outcome {
    let (platform, folder) = (Platform::start().await, TempDir::new()?);
    platform.on_export(File::new(CONTENT));
    platform.fault(Fault::cut_body(7).only::<export::Download>().always());
    let (service, (from, to)) = (Service::new(&platform.client()), time());

    let exported = service.export(from, to, folder.path().join("meetings.csv")).await;
    let Err(Error::Call(CallError::Export(failure))) = exported else { return Err("the export must fail".into()) };
    assert!(failure.task_id.is_some());
    assert!(matches!(failure.cause, ExportCause::Call(CallError::Transport(_))), "{failure:?}");
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 0);

    let bytes = service.export_bytes(from, to).await;
    assert!(matches!(bytes, Err(Error::Call(CallError::Transport(_)))), "{bytes:?}");
    platform.end_faults();
    assert_eq!(service.export_bytes(from, to).await?, CONTENT);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_slow_export_is_resumed_by_its_task() -> Outcome {
    let (platform, folder) = (Platform::start().await, TempDir::new()?);
    let (service, (from, to)) = (Service::new(&platform.client()), time());
    platform.on(|_: Received<export::MeetingList>| Ok("task 7".into()));
    platform.on(|_: Received<export::Get>| {
        let mut response = GetResponse::default();
        response.status = Some(ExportStatus::Processing);
        Ok(response)
    });
    let path = folder.path().join("meetings.csv");
    let start = Instant::now();
    let pending = service.export(from, to, &path).await;
    assert_eq!(pending, Err(Error::ExportPending { task_id: "task 7".to_owned() }));
    let waited = start.elapsed();
    assert!((590..=640).contains(&waited.as_secs()), "{waited:?}");

    platform.on_export(File::new(CONTENT));
    assert_eq!(service.resume_export("task 7", &path).await?, CONTENT.len() as u64);
    assert_eq!(std::fs::read(&path)?, CONTENT);
    assert!(platform.calls::<export::Get>().iter().all(|call| call.task_id == "task 7"));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_failed_export_keeps_the_words_of_the_platform() -> Outcome {
    let (platform, folder) = (Platform::start().await, TempDir::new()?);
    platform.on(|_: Received<export::Get>| {
        let mut response = GetResponse::default();
        (response.status, response.fail_msg) = (Some(ExportStatus::Failed), Some("too many rows".to_owned()));
        Ok(response)
    });
    let (service, (from, to)) = (Service::new(&platform.client()), time());
    let Err(Error::Call(CallError::Export(failure))) = service.export(from, to, folder.path().join("a")).await else {
        return Err("the export must fail".into());
    };
    assert_eq!(failure.cause, ExportCause::Failed { reason: "too many rows".to_owned() });
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn the_start_of_an_export_fails_as_its_call() -> Outcome {
    let (platform, folder) = (Platform::start().await, TempDir::new()?);
    let (service, (from, to)) = (Service::new(&platform.client()), time());
    platform.on(|call: Received<export::MeetingList>| Err(call.refuse(export::MeetingList::NO_PERMISSION)));
    let Err(Error::Call(error)) = service.export(from, to, folder.path().join("a")).await else {
        return Err("the export must fail".into());
    };
    assert!(error.is(export::MeetingList::NO_PERMISSION));
    assert!(platform.calls::<export::Get>().is_empty());
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_silent_platform_costs_one_timeout() -> Outcome {
    let platform = Platform::start().await;
    platform.fault(Fault::silence().only::<export::MeetingList>());
    let org = platform.client().tenant();
    let (from, to) = time();
    let options = CallOptions::new().timeout(Duration::from_secs(2));
    let started = org.exports().meeting_list(from, to).options(options).await;
    assert!(matches!(started, Err(CallError::Timeout(_))), "{started:?}");
    Ok(())
}
