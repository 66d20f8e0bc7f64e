//! Functions that read and write the files of the project. Only commands call the functions that write.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use anyhow::{Context, Result};
use codegen::source::Texts;

/// Returns the folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    manifest.parent().map_or(manifest.clone(), Path::to_path_buf)
}

/// Reads the files of the spec. The keys of the result are paths relative to the root.
pub(crate) fn spec(root: &Path) -> Result<Texts> {
    let texts = read(&root.join("spec"), "yaml")?;
    Ok(texts.into_iter().map(|(name, text)| (format!("spec/{name}"), text)).collect())
}

/// Reads all files with the given extension in a folder. The keys of the result are file names. If the folder does not
/// exist, the result is empty.
pub(crate) fn read(folder: &Path, extension: &str) -> Result<Texts> {
    let mut texts = Texts::new();
    if !folder.exists() {
        return Ok(texts);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.extension().is_some_and(|found| found == extension) {
            texts.insert(name, read_text(&path)?);
        }
    }
    Ok(texts)
}

pub(crate) fn read_text(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(utf8(bytes, &path.display().to_string())?)
}

/// Converts the bytes of a file to text.
pub(crate) fn utf8(bytes: Vec<u8>, name: &str) -> Result<String, NotUtf8> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..at).unwrap_or_default();
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        NotUtf8 {
            name: name.to_owned(),
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            column: String::from_utf8_lossy(before.get(start..).unwrap_or_default()).chars().count() + 1,
            at,
            byte: error.as_bytes().get(at).copied().unwrap_or_default(),
        }
    })
}

/// Place of the first byte that is not UTF-8 in a file.
#[derive(Debug)]
pub(crate) struct NotUtf8 {
    name: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    at: usize,
    byte: u8,
}

impl NotUtf8 {
    pub(crate) const HELP: &str = "save the file as UTF-8";

    pub(crate) fn message(&self) -> String {
        format!("byte {} of the file, 0x{:02X}, is not UTF-8", self.at, self.byte)
    }
}

impl fmt::Display for NotUtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, line, column, .. } = self;
        write!(f, "{name}:{line}:{column}: {}; {}", self.message(), Self::HELP)
    }
}

impl Error for NotUtf8 {}

/// Writes a file atomically: a reader sees either the old content or the new content.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    write_all(&[(path.to_owned(), text)])
}

/// Writes several files. Each file is replaced atomically. If the new content of a file cannot be written, for example
/// because the disk is full, no file changes.
pub(crate) fn write_all(files: &[(PathBuf, &str)]) -> Result<()> {
    let beside = |path: &Path| path.with_extension("tmp");
    for (index, (path, text)) in files.iter().enumerate() {
        if let Err(error) = fs::write(beside(path), text) {
            for (path, _) in files.iter().take(index + 1) {
                // An error of the removal does not matter, because the function returns the error of the write.
                let _ = fs::remove_file(beside(path));
            }
            return Err(error).with_context(|| format!("cannot write {}", path.display()));
        }
    }
    for (path, _) in files {
        fs::rename(beside(path), path).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_encoding_is_refused_with_the_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, b"a: 1\nb: \xc3\xa9 caf\xe9\n").unwrap();
        let error = read_text(&path).unwrap_err().to_string();
        assert!(
            error.ends_with("a.yaml:2:9: byte 14 of the file, 0xE9, is not UTF-8; save the file as UTF-8"),
            "{error}"
        );
        assert!(read(folder.path(), "yaml").unwrap_err().to_string().contains("a.yaml:2:9"));
    }
}
