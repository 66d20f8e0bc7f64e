//! Export job: it starts a task, waits for the file of the task, and downloads the file.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::api::partial_file::PartialFile;
use crate::generated::export::{self, ExportStatus, ExportTaskId, FileToken};
use crate::generated::tokens::TenantOrUser;
use crate::runtime::call::download::Download;
use crate::runtime::client::session::Session;
use crate::runtime::error::types::{Error, ExportCause, ExportFailure};
use crate::runtime::operation::endpoint::Endpoint;
use crate::runtime::send::request::Call;
use crate::runtime::send::sending::{Responding, Sending, send};

/// First pause between two requests for the status of a task. Each further pause is twice as long as the pause before it.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// Maximum pause between two requests for the status.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// Maximum number of attempts to download the file.
const DOWNLOADS: u32 = 3;

impl<K: TenantOrUser> Session<K> {
    /// Creates an export. The export starts a task on the platform, waits for the task's file, and downloads the file.
    ///
    /// `call` is the call that starts the task, such as `exports().meeting_list(…)`.
    ///
    /// ```no_run
    /// # async fn example(org: vc_api::Session<vc_api::Tenant>) -> Result<(), vc_api::Error> {
    /// use vc_api::{ExportProgress, UnixSeconds};
    ///
    /// let (from, to) = (UnixSeconds::from(1_655_276_858), UnixSeconds::now());
    /// let file = org
    ///     .export(org.exports().meeting_list(from, to))
    ///     .progress(|progress| println!("{progress:?}"))
    ///     .to_file("meetings.xlsx")
    ///     .await?;
    /// println!("{} bytes", file.bytes);
    /// # Ok(())
    /// # }
    /// ```
    pub fn export<E: Call<Response = ExportTaskId>>(&self, call: E) -> ExportJob<K> {
        ExportJob::new(self.clone(), Start::Call(send(&call)))
    }

    /// Resumes an earlier export of this program or another program.
    pub fn resume_export(&self, task_id: impl Into<ExportTaskId>) -> ExportJob<K> {
        ExportJob::new(self.clone(), Start::Task(task_id.into()))
    }
}

/// Export to a file. [`Session::export`] or [`Session::resume_export`] creates it.
///
/// If the call that starts the task fails, the export returns the error of this call. After the start of the task, every
/// error is an [`Error::Export`] with the id of the task. The platform continues the task after an error, so a program can
/// resume the export with this id. If a new export cannot create the target file, the export starts no task. The error is
/// then an [`Error::Export`] without an id.
#[must_use = "an export sends nothing before `finish`, `download` or `to_file` is awaited"]
pub struct ExportJob<K> {
    session: Session<K>,
    start: Start,
    patience: Duration,
    progress: Option<Box<dyn FnMut(ExportProgress) + Send>>,
}

enum Start {
    Call(Sending<ExportTaskId>),
    Task(ExportTaskId),
}

/// Progress of an export; see [`ExportJob::progress`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExportProgress {
    /// The task exists. A program can resume the export with the id of the task.
    Started {
        /// Id of the task.
        task_id: ExportTaskId,
    },
    /// The platform is still creating the file.
    Waiting {
        /// Time since the task was started or resumed.
        waited: Duration,
    },
    /// The platform has created the file.
    Ready,
    /// A part of the file was received. If a download is interrupted, the export starts the download again, and `bytes`
    /// becomes smaller.
    Received {
        /// Number of received bytes.
        bytes: u64,
        /// Size of the file in bytes; `None` if the platform did not send the size.
        total: Option<u64>,
    },
}

/// Result of a finished export.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FinishedExport {
    /// Id of the task.
    pub task_id: ExportTaskId,
    /// Token of the file, for `exports().download(…)`.
    pub file_token: FileToken,
}

/// File to which an export was written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExportedFile {
    /// Id of the task.
    pub task_id: ExportTaskId,
    /// Path of the file.
    pub path: PathBuf,
    /// Size of the file in bytes.
    pub bytes: u64,
}

impl<K: TenantOrUser> ExportJob<K> {
    fn new(session: Session<K>, start: Start) -> Self {
        Self { session, start, patience: Duration::from_secs(30 * 60), progress: None }
    }

    /// Sets a function that receives the progress of the export.
    pub fn progress(mut self, report: impl FnMut(ExportProgress) + Send + 'static) -> Self {
        self.progress = Some(Box::new(report));
        self
    }

    /// Sets the maximum time to wait for the platform to create the file. The default is 30 minutes.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Waits until the platform has created the file.
    ///
    /// # Errors
    ///
    /// Returns the error of the call that starts the task, if this call fails. Returns [`Error::Export`] if the platform
    /// cannot create the file, if the file is not ready in time, or if a request for the status fails.
    pub async fn finish(mut self) -> Result<FinishedExport, Error> {
        self.wait().await
    }

    /// Waits until the platform has created the file, and starts to download the file.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`finish`](Self::finish), and [`Error::Export`] if the download cannot be started.
    pub async fn download(mut self) -> Result<Download, Error> {
        let finished = self.wait().await?;
        Self::open(&self.session, &finished).await
    }

    /// Waits until the platform has created the file, and writes the file to `path`.
    ///
    /// An existing file is replaced, and the new file gets the permissions of the old file. If `path` is a symbolic link,
    /// the target of the link is replaced.
    ///
    /// The file appears at `path` only when the file is complete. Until then, the file has a temporary name in the same
    /// folder. If the export fails or is cancelled, the temporary file is removed. The temporary file is created before
    /// anything is sent, so the export fails at once if the path is wrong. If a download is interrupted, the export starts
    /// the download again, at most twice.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`finish`](Self::finish), and [`Error::Export`] if the file cannot be downloaded or written.
    pub async fn to_file(mut self, path: impl Into<PathBuf>) -> Result<ExportedFile, Error> {
        let path = path.into();
        let mut file = match PartialFile::create(path.clone()).await {
            Ok(file) => file,
            Err(error) => return Err(failure_of(self.task_id(), ExportCause::File(error))),
        };
        let finished = self.wait().await?;
        let failed = |error| failure(&finished.task_id, ExportCause::File(error));
        let mut attempt = 1;
        let bytes = loop {
            let error = match self.fetch(&finished, &mut file).await {
                Ok(bytes) => break bytes,
                Err(error) => error,
            };
            let is_broken = matches!(&error, Error::Export(one) if matches!(&one.cause, ExportCause::Call(Error::Transport(_) | Error::Timeout(_))));
            if !is_broken || attempt == DOWNLOADS {
                return Err(error);
            }
            attempt += 1;
            tracing::debug!(vc.attempt = attempt, "the download broke off; it starts again");
            file.empty().await.map_err(failed)?;
        };
        file.keep().await.map_err(failed)?;
        Ok(ExportedFile { task_id: finished.task_id, path, bytes })
    }

    /// Returns the id of the task, if the task has started.
    fn task_id(&self) -> Option<&ExportTaskId> {
        match &self.start {
            Start::Task(task_id) => Some(task_id),
            Start::Call(_) => None,
        }
    }

    fn report(&mut self, progress: ExportProgress) {
        if let Some(report) = &mut self.progress {
            report(progress);
        }
    }

    /// Starts the task if necessary, and waits until the task is done.
    async fn wait(&mut self) -> Result<FinishedExport, Error> {
        let task_id = match &mut self.start {
            Start::Task(task_id) => task_id.clone(),
            Start::Call(call) => call.await?,
        };
        // A second call of this method must not start another task.
        self.start = Start::Task(task_id.clone());
        self.report(ExportProgress::Started { task_id: task_id.clone() });
        let started = Instant::now();
        let mut pause = FIRST_PAUSE;
        loop {
            if let Some(file_token) = Self::file_token(&self.session, &task_id).await? {
                self.report(ExportProgress::Ready);
                return Ok(FinishedExport { task_id, file_token });
            }
            let waited = started.elapsed();
            let Some(left) = self.patience.checked_sub(waited).filter(|left| !left.is_zero()) else {
                return Err(failure(&task_id, ExportCause::Unfinished { waited }));
            };
            self.report(ExportProgress::Waiting { waited });
            sleep(pause.min(left)).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Returns the token of the file, if the task is done.
    async fn file_token(session: &Session<K>, task_id: &ExportTaskId) -> Result<Option<FileToken>, Error> {
        let of_call = |error| failure(task_id, ExportCause::Call(error));
        let response: Responding<export::GetResponse> = session.exports().get(task_id.clone()).send();
        let response = response.await.map_err(of_call)?;
        match response.data.status {
            Some(ExportStatus::Failed) => {
                let reason = response.data.fail_msg.unwrap_or_default();
                Err(failure(task_id, ExportCause::Failed { reason }))
            }
            Some(ExportStatus::Done) => match response.data.file_token {
                Some(file_token) => Ok(Some(file_token)),
                None => {
                    let (operation, reason) =
                        (export::Get::INFO.id, "the task is done, but the response has no file token");
                    let metadata = &response.metadata;
                    Err(of_call(Error::undecodable(operation, "data.file_token", reason, metadata.partial())))
                }
            },
            // An unknown status is not final: only `Failed` and `Done` end a task.
            Some(ExportStatus::Processing | ExportStatus::Unknown(_)) | None => Ok(None),
        }
    }

    async fn open(session: &Session<K>, finished: &FinishedExport) -> Result<Download, Error> {
        let download = session.exports().download(finished.file_token.clone());
        download.await.map_err(|error| failure(&finished.task_id, ExportCause::Call(error)))
    }

    /// Downloads the whole file.
    async fn fetch(&mut self, finished: &FinishedExport, file: &mut PartialFile) -> Result<u64, Error> {
        let mut download = Self::open(&self.session, finished).await?;
        let total = download.content_length();
        let mut bytes = 0;
        loop {
            let piece = match download.chunk().await {
                Ok(Some(piece)) => piece,
                Ok(None) => return Ok(bytes),
                Err(error) => return Err(failure(&finished.task_id, ExportCause::Call(error))),
            };
            file.write(&piece).await.map_err(|error| failure(&finished.task_id, ExportCause::File(error)))?;
            bytes += u64::try_from(piece.len()).unwrap_or_default();
            self.report(ExportProgress::Received { bytes, total });
        }
    }
}

fn failure(task_id: &ExportTaskId, cause: ExportCause) -> Error {
    failure_of(Some(task_id), cause)
}

fn failure_of(task_id: Option<&ExportTaskId>, cause: ExportCause) -> Error {
    Error::Export(Box::new(ExportFailure { task_id: task_id.map(ToString::to_string), cause }))
}

impl<K> fmt::Debug for ExportJob<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExportJob").field("patience", &self.patience).finish_non_exhaustive()
    }
}
