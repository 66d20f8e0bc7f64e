//! Exports in one call: started, waited for, and downloaded.

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

/// The pauses between looks at a task: the first one, and the longest of those that follow, each twice the last.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// How often a download that breaks off is begun anew.
const DOWNLOADS: u32 = 3;

impl<K: TenantOrUser> Session<K> {
    /// Exports something to a file: starts the task, waits until the platform has made the file, and downloads it.
    ///
    /// `call` is one of those that start an export, such as `exports().meeting_list(…)`.
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

    /// Goes on with an export that was started before, perhaps by another program.
    pub fn resume_export(&self, task_id: impl Into<ExportTaskId>) -> ExportJob<K> {
        ExportJob::new(self.clone(), Start::Task(task_id.into()))
    }
}

/// An export, from [`Session::export`] or [`Session::resume_export`].
///
/// Errors of the call that starts it are those of the call. Once it is started they are an [`Error::Export`], which has
/// the task's id to go on from; the platform goes on with the task in any case. A file that cannot be made is an
/// [`Error::Export`] without a task: nothing was started.
#[must_use = "nothing is sent before one of its ends is awaited"]
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

/// How far an export has come; see [`ExportJob::progress`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExportProgress {
    /// The task is there. With its id the export can be taken up again.
    Started {
        /// The task.
        task_id: ExportTaskId,
    },
    /// The platform is still making the file.
    Waiting {
        /// For how long so far.
        waited: Duration,
    },
    /// The platform has made the file.
    Ready,
    /// A part of the file was received. When a download breaks off and is begun anew, the number falls.
    Received {
        /// How many bytes so far.
        bytes: u64,
        /// How many there will be, if the platform said so.
        total: Option<u64>,
    },
}

/// What the platform has made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FinishedExport {
    /// The task.
    pub task_id: ExportTaskId,
    /// The file, for `exports().download(…)`.
    pub file_token: FileToken,
}

/// A file that an export was written to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExportedFile {
    /// The task.
    pub task_id: ExportTaskId,
    /// Where it is.
    pub path: PathBuf,
    /// How many bytes it has.
    pub bytes: u64,
}

impl<K: TenantOrUser> ExportJob<K> {
    fn new(session: Session<K>, start: Start) -> Self {
        Self { session, start, patience: Duration::from_secs(30 * 60), progress: None }
    }

    /// Tells how far the export has come.
    pub fn progress(mut self, told: impl FnMut(ExportProgress) + Send + 'static) -> Self {
        self.progress = Some(Box::new(told));
        self
    }

    /// How long to wait at most until the platform has made the file. 30 minutes by default.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Waits until the platform has made the file.
    ///
    /// # Errors
    ///
    /// [`Error::Export`] if the platform could not make it, or not in time, or if asking for it failed; those of the call
    /// if it could not be started.
    pub async fn finish(mut self) -> Result<FinishedExport, Error> {
        self.made().await
    }

    /// Waits until the platform has made the file, and begins to download it.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish).
    pub async fn download(mut self) -> Result<Download, Error> {
        let finished = self.made().await?;
        Self::open(&self.session, &finished).await
    }

    /// Waits until the platform has made the file, and writes it to `path`. A file that was there before is replaced, and
    /// the new one has its permissions. If `path` is a symbolic link, what it leads to is replaced.
    ///
    /// The file appears there as a whole or not at all: until it is complete, it has another name beside it, and it is
    /// removed when the export fails or is cancelled. It is made before anything is sent, so that a wrong path is an error
    /// at once. A download that breaks off is begun anew, at most twice.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish), and [`Error::Export`] if the file cannot be written.
    pub async fn to_file(mut self, path: impl Into<PathBuf>) -> Result<ExportedFile, Error> {
        let path = path.into();
        let mut file = match PartialFile::create(path.clone()).await {
            Ok(file) => file,
            Err(error) => return Err(failure_of(self.task_id(), ExportCause::File(error))),
        };
        let finished = self.made().await?;
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
            tracing::debug!(vc.attempt = attempt, "the download broke off and is begun anew");
            file.empty().await.map_err(failed)?;
        };
        file.keep().await.map_err(failed)?;
        Ok(ExportedFile { task_id: finished.task_id, path, bytes })
    }

    /// The task, if it is started.
    fn task_id(&self) -> Option<&ExportTaskId> {
        match &self.start {
            Start::Task(task_id) => Some(task_id),
            Start::Call(_) => None,
        }
    }

    fn tell(&mut self, progress: ExportProgress) {
        if let Some(told) = &mut self.progress {
            told(progress);
        }
    }

    /// Starts the task if need be, and waits until it is done.
    async fn made(&mut self) -> Result<FinishedExport, Error> {
        let task_id = match &mut self.start {
            Start::Task(task_id) => task_id.clone(),
            Start::Call(call) => call.await?,
        };
        // Should this be awaited again, the task goes on.
        self.start = Start::Task(task_id.clone());
        self.tell(ExportProgress::Started { task_id: task_id.clone() });
        let started = Instant::now();
        let mut pause = FIRST_PAUSE;
        loop {
            if let Some(file_token) = Self::look(&self.session, &task_id).await? {
                self.tell(ExportProgress::Ready);
                return Ok(FinishedExport { task_id, file_token });
            }
            let waited = started.elapsed();
            let Some(left) = self.patience.checked_sub(waited).filter(|left| !left.is_zero()) else {
                return Err(failure(&task_id, ExportCause::Unfinished { waited }));
            };
            self.tell(ExportProgress::Waiting { waited });
            sleep(pause.min(left)).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// The file, if it is there.
    async fn look(session: &Session<K>, task_id: &ExportTaskId) -> Result<Option<FileToken>, Error> {
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
                    let (operation, reason) = (export::Get::INFO.id, "the task is done, but no file is named");
                    let metadata = &response.metadata;
                    Err(of_call(Error::undecodable(operation, "data.file_token", reason, metadata.begun())))
                }
            },
            // A status that is new is none of the two at which a task ends.
            Some(ExportStatus::Processing | ExportStatus::Unknown(_)) | None => Ok(None),
        }
    }

    async fn open(session: &Session<K>, finished: &FinishedExport) -> Result<Download, Error> {
        let download = session.exports().download(finished.file_token.clone());
        download.await.map_err(|error| failure(&finished.task_id, ExportCause::Call(error)))
    }

    /// Receives all of the file.
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
            self.tell(ExportProgress::Received { bytes, total });
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
