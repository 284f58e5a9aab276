//! Files written so that nobody ever finds half of one.
//!
//! What is written stands beside its place first and is then renamed; what a killed run left behind is removed by the
//! next. An error names the file, the reason and what to do.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::anyhow;

use crate::data;

/// The operating system's reason, without its number.
pub(super) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

/// Writes beside the place, then renames; makes the folder where it is missing. What a killed run left behind is
/// removed.
pub(super) fn write_whole(path: &Path, content: &[u8], modified: Option<SystemTime>) -> anyhow::Result<()> {
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
    written().map_err(|error| cannot_write(path, &error))
}

/// Writes into the project's `out/`, which is made with all that belongs into it.
pub(super) fn write_into_out(path: &Path, content: &[u8], modified: Option<SystemTime>) -> anyhow::Result<()> {
    make_out_folder(path.parent().expect("a file of the project has a folder"))
        .map_err(|error| cannot_write(path, &error))?;
    write_whole(path, content, modified)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the operating system's kinds of error, not ours")]
fn cannot_write(path: &Path, error: &std::io::Error) -> anyhow::Error {
    let hint = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "; give yourself the right to write there",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "; a file stands where a folder should be, move it away",
        ErrorKind::StorageFull => "; free some space",
        _ => "",
    };
    anyhow!("`{}` cannot be written: {}{hint}", path.display(), reason(error))
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
