//! Files read as text, and written so that nobody ever finds half of one.
//!
//! What is written stands beside its place first and is then renamed; what a killed run left behind is removed by the
//! next. An error names the file, the reason and what to do.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::error::Error;
use crate::data;
use crate::text::SourceText;

/// Reads a file that people write; `path` is what they call it.
pub(super) fn read_text(on_disk: &Path, path: &str) -> Result<Arc<SourceText>, Error> {
    let bytes = fs::read(on_disk).map_err(|error| Error::unreadable(path, error))?;
    Ok(curated_text(path, &bytes))
}

/// Bytes that are no UTF-8 become U+FFFD, which the reader of the file reports with its place, beside all else.
pub(super) fn curated_text(path: &str, bytes: &[u8]) -> Arc<SourceText> {
    SourceText::new(path, String::from_utf8_lossy(bytes))
}

/// Writes beside the place, then renames; makes the folder where it is missing. What a killed run left behind is
/// removed.
pub(crate) fn write_whole(path: &Path, content: &[u8], modified: Option<SystemTime>) -> Result<(), Error> {
    let folder = path.parent().expect("a file of the project has a folder");
    let written = || -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        for entry in fs::read_dir(folder)?.flatten().filter(is_left_behind) {
            // Another run may have been first.
            let _ = fs::remove_file(entry.path());
        }
        let mut builder = tempfile::Builder::new();
        let prefix = format!("{UNFINISHED}{}-", std::process::id());
        builder.prefix(&prefix);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any other file: what the user's mask leaves of it.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(content)?;
        if let Some(modified) = modified {
            file.as_file().set_modified(modified)?;
        }
        file.persist(path)?;
        Ok(())
    };
    written().map_err(|error| cannot_write(path, error))
}

/// Writes into the project's `out/`, which is made with all that belongs into it.
pub(super) fn write_into_out(path: &Path, content: &[u8], modified: Option<SystemTime>) -> Result<(), Error> {
    make_out_folder(path.parent().expect("a file of the project has a folder"))
        .map_err(|error| cannot_write(path, error))?;
    write_whole(path, content, modified)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the operating system's kinds of error, not ours")]
fn cannot_write(path: &Path, error: std::io::Error) -> Error {
    let hint = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "give yourself the right to write there",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "a file stands where a folder should be, move it away",
        ErrorKind::StorageFull => "free some space",
        _ => "",
    };
    Error::File { path: path.to_owned(), action: "written", error, hint }
}

/// What the names of files begin with that are being written; the number of the process follows.
const UNFINISHED: &str = ".kg-";

/// True for a file that a run began to write and will not finish: its process is gone, or, where that cannot be told,
/// an hour has passed.
fn is_left_behind(entry: &fs::DirEntry) -> bool {
    const LONG_AGO: Duration = Duration::from_secs(3600);
    let name = entry.file_name();
    let Some(process) =
        name.to_str().and_then(|name| name.strip_prefix(UNFINISHED)).and_then(|rest| rest.split('-').next())
    else {
        return false;
    };
    let processes = Path::new("/proc/self");
    let gone = processes.exists() && !processes.with_file_name(process).exists();
    gone || entry
        .metadata()
        .and_then(|metadata| metadata.modified())
        .is_ok_and(|at| at.elapsed().is_ok_and(|age| age > LONG_AGO))
}

/// Makes `out/` and what is below it; a new `out/` says what it is and is ignored by git.
pub(super) fn make_out_folder(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    let out = if folder.ends_with("cache") { folder.parent().unwrap_or(folder) } else { folder };
    for (name, content) in [("README.md", data::OUT_README), (".gitignore", data::OUT_GITIGNORE)] {
        let path = out.join(name);
        if !path.exists() {
            fs::write(path, content)?;
        }
    }
    Ok(())
}
