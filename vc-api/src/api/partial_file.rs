//! Files that appear under their names as a whole or not at all.

use std::fs::{self, Metadata};
use std::io::{self, SeekFrom};
use std::path::{self, Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};
use tokio::fs::File;
use tokio::io::{AsyncSeekExt, AsyncWriteExt};
use tokio::task::spawn_blocking;

/// The most symbolic links that lead from one to the next.
const MOST_LINKS: usize = 40;

/// A file that is not complete yet. It is removed when it is dropped.
pub(crate) struct PartialFile {
    file: File,
    partial: TempPath,
    /// Where it will be.
    target: PathBuf,
}

impl PartialFile {
    /// Makes a file beside that which it will be, so that giving it the name is one step.
    ///
    /// Whatever would stand in the way of that step is an error here, as far as it can be known.
    pub(crate) async fn create(path: PathBuf) -> io::Result<Self> {
        let (partial, target) = blocking(move || create_beside(&path)).await?;
        let (file, partial) = partial.into_parts();
        Ok(Self { file: File::from_std(file), partial, target })
    }

    /// Adds bytes to its end.
    pub(crate) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes).await
    }

    /// Removes all bytes from it.
    pub(crate) async fn empty(&mut self) -> io::Result<()> {
        self.file.flush().await?;
        self.file.set_len(0).await?;
        self.file.seek(SeekFrom::Start(0)).await.map(drop)
    }

    /// Gives it its name once all of it is on the disk.
    pub(crate) async fn keep(mut self) -> io::Result<()> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let (partial, target) = (self.partial, self.target);
        blocking(move || {
            partial.persist(&target).map_err(|error| error.error)?;
            sync_folder(folder(&target))
        })
        .await
    }
}

/// Makes a file beside `path`, or beside that to which it leads; also returns that.
fn create_beside(path: &Path) -> io::Result<(NamedTempFile, PathBuf)> {
    let old = replaced(path)?;
    let target = without_links(path)?;
    let mut options = tempfile::Builder::new();
    // What others may read is a matter of the process, as for any file that it writes.
    #[cfg(unix)]
    options.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // A name as long as that of the file could be longer than the file system allows.
    let file = options.prefix(".vc-api-").suffix(".part").tempfile_in(folder(&target))?;
    if let Some(old) = old {
        keep_permissions(&file, &old)?;
    }
    Ok((file, target))
}

/// The file that is replaced, if there is one; an error if there is something else, or can be no file.
fn replaced(path: &Path) -> io::Result<Option<Metadata>> {
    let invalid = |reason| Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
    let ends_as_folder =
        path.as_os_str().as_encoded_bytes().last().is_some_and(|last| path::is_separator((*last).into()));
    if path.file_name().is_none() || ends_as_folder {
        return invalid("the path names no file");
    }
    match fs::metadata(path) {
        Ok(old) if old.is_file() => Ok(Some(old)),
        Ok(old) if old.is_dir() => invalid("the path is that of a folder"),
        // Such as a device, whose place the file would take.
        Ok(_) => invalid("the path is that of something that is no file"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Follows the symbolic links at the end of a path, also those that lead to nothing yet.
fn without_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&target) {
            Ok(next) => target = folder(&target).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links lead from one to the next"))
}

/// The folder in which a file lies.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(unix)]
fn keep_permissions(file: &NamedTempFile, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    // The bits above say as whom a program runs, which this is not.
    let mode = old.permissions().mode() & 0o777;
    file.as_file().set_permissions(PermissionsExt::from_mode(mode))
}

/// Keeps nothing: the one permission that this system knows, to be written, would keep the file from its name.
#[cfg(not(unix))]
fn keep_permissions(_: &NamedTempFile, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Makes sure that the name is on the disk too, as far as the system can.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    // A folder that may be written but not read cannot be opened.
    let Ok(folder) = fs::File::open(folder) else { return Ok(()) };
    match folder.sync_all() {
        // Some file systems cannot do it.
        Err(error) if !matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Err(error),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}
