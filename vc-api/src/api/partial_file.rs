//! Files that appear under their final names only when they are complete.

use std::fs::{self, Metadata};
use std::io::{self, SeekFrom};
use std::path::{self, Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};
use tokio::fs::File;
use tokio::io::{AsyncSeekExt, AsyncWriteExt};
use tokio::task::spawn_blocking;

/// Maximum number of symbolic links that lead from the given path to the file.
const MOST_LINKS: usize = 40;

/// Incomplete file. Dropping this value removes the file.
pub(crate) struct PartialFile {
    file: File,
    partial: TempPath,
    /// Final path of the file.
    target: PathBuf,
}

impl PartialFile {
    /// Creates a temporary file in the folder of the final file, so that `keep` can rename the file atomically.
    ///
    /// Fails if `path` cannot be the path of a file, if `path` names something other than a file, or if too many symbolic
    /// links follow one another.
    pub(crate) async fn create(path: PathBuf) -> io::Result<Self> {
        let (partial, target) = blocking(move || create_beside(&path)).await?;
        let (file, partial) = partial.into_parts();
        Ok(Self { file: File::from_std(file), partial, target })
    }

    /// Appends bytes.
    pub(crate) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes).await
    }

    /// Removes all bytes.
    pub(crate) async fn empty(&mut self) -> io::Result<()> {
        self.file.flush().await?;
        self.file.set_len(0).await?;
        self.file.seek(SeekFrom::Start(0)).await.map(drop)
    }

    /// Writes the file to the disk, and then gives the file its final name.
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

/// Creates a temporary file in the folder of `path`, or in the folder of the target if `path` is a symbolic link. Also
/// returns the final path of the file.
fn create_beside(path: &Path) -> io::Result<(NamedTempFile, PathBuf)> {
    let old = replaced(path)?;
    let target = without_links(path)?;
    let mut options = tempfile::Builder::new();
    // The umask of the process sets the permissions, as for any other file.
    #[cfg(unix)]
    options.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // A temporary name that contains the final name could be too long for the file system.
    let file = options.prefix(".vc-api-").suffix(".part").tempfile_in(folder(&target))?;
    if let Some(old) = old {
        keep_permissions(&file, &old)?;
    }
    Ok((file, target))
}

/// Returns the metadata of the file at `path`, if the file exists.
///
/// # Errors
///
/// Returns an error if `path` cannot be the path of a file, or if `path` names something other than a file.
fn replaced(path: &Path) -> io::Result<Option<Metadata>> {
    let invalid = |reason| Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
    let ends_as_folder =
        path.as_os_str().as_encoded_bytes().last().is_some_and(|last| path::is_separator((*last).into()));
    if path.file_name().is_none() || ends_as_folder {
        return invalid("the path does not name a file");
    }
    match fs::metadata(path) {
        Ok(old) if old.is_file() => Ok(Some(old)),
        Ok(old) if old.is_dir() => invalid("the path is a folder"),
        // The path may name a device, for example. The renaming would then replace the device.
        Ok(_) => invalid("the path is not a regular file"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Follows the symbolic links at the end of a path. Succeeds even if the final target does not exist.
fn without_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&target) {
            Ok(next) => target = folder(&target).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("the path has too many symbolic links in a row"))
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(unix)]
fn keep_permissions(file: &NamedTempFile, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    // The higher bits of the permissions, such as setuid, have a meaning only for programs.
    let mode = old.permissions().mode() & 0o777;
    file.as_file().set_permissions(PermissionsExt::from_mode(mode))
}

/// Does nothing. On systems other than Unix, the only permission is "read-only", which would prevent the renaming of the
/// file.
#[cfg(not(unix))]
fn keep_permissions(_: &NamedTempFile, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Syncs the folder, so that the name of the file is on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    // Without read permission, the process cannot open the folder, but may still create files in the folder.
    let Ok(folder) = fs::File::open(folder) else { return Ok(()) };
    match folder.sync_all() {
        // Some file systems cannot sync folders. The function ignores the errors of these file systems.
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
