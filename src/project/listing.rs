//! Which files a project has: the curated ones, its own language files, the documents with their sidecars.
//!
//! Names, sizes and times alone; no document is opened. Only `data/project.ron` is read, because it may name the folder
//! of documents: so that folder stands in the documents' paths, and another one is another input of the build. What
//! cannot be listed is reported and left out; an error where there is no project.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use super::error::{Error, reason};
use super::place::Project;
use super::settings::Settings;
use crate::data::{CURATED_FILE, OWN_MODEL_FILE, OWN_SCHEMA_FILE, SETTINGS_FILE};
use crate::extract::reader::OperatingPoint;
use crate::text::{Diagnostic, Severity};

/// A file of the project.
pub(super) struct Listed {
    /// Path as people know it, below the project.
    pub(super) path: String,
    pub(super) on_disk: PathBuf,
    /// Bytes.
    pub(super) size: u64,
    pub(super) touched: SystemTime,
}

/// All files of the project, by path, and what could not be listed.
pub(super) struct Listing {
    pub(super) curated: Vec<Listed>,
    /// Documents and sidecars.
    pub(super) documents: Vec<Listed>,
    /// Where they lie.
    pub(super) folder: PathBuf,
    /// False where `data/project.ron` has a mistake that hides them: then a claim that cites one made none.
    pub(super) documents_known: bool,
    /// When the documents' folder or one below it last changed: a folder put in another's place does not touch the
    /// files in it.
    pub(super) folders_touched: SystemTime,
    /// Which claims of its documents the project wants.
    pub(super) operating_point: OperatingPoint,
    pub(super) problems: Vec<Diagnostic>,
}

/// The folder of documents.
struct Folder {
    on_disk: PathBuf,
    /// As people know it.
    shown: String,
}

impl Project {
    /// Lists the project's files. An error where there is no project.
    pub(super) fn list(&self) -> Result<Listing, Error> {
        self.expect_project()?;
        let mut curated = vec![listed(&self.root.join(CURATED_FILE), CURATED_FILE.to_owned())?];
        for path in [OWN_SCHEMA_FILE, OWN_MODEL_FILE, SETTINGS_FILE] {
            let own = self.root.join(path);
            if own.is_file() {
                curated.push(listed(&own, path.to_owned())?);
            }
        }
        for path in self.own_language_paths()? {
            curated.push(listed(&self.root.join(&path), path)?);
        }
        let (settings, mut problems) = self.settings()?;
        let folder = self.folder(&settings, &mut problems)?;
        let documents_known = folder.is_some();
        let folder = folder.unwrap_or_else(|| Folder { on_disk: self.root.join("seeds"), shown: "seeds".to_owned() });
        let mut documents = Vec::new();
        let mut folders_touched =
            fs::symlink_metadata(&folder.on_disk).map_or(SystemTime::UNIX_EPOCH, |metadata| touched(&metadata));
        if folder.on_disk.is_dir() {
            let inside = list_documents(&folder, &mut documents, &mut problems);
            folders_touched = folders_touched.max(inside);
        }
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Listing {
            curated,
            documents,
            folder: folder.on_disk,
            documents_known,
            folders_touched,
            operating_point: settings.thresholds,
            problems,
        })
    }

    /// An error unless the folder holds a project that can be read.
    pub(super) fn expect_project(&self) -> Result<(), Error> {
        let root = self.root.display();
        let no = |message: String| Err(Error::NoProject(message));
        if self.exported.is_some() {
            return no("this is about a project, not about an exported graph; leave out --graph".to_owned());
        }
        if !self.root.is_dir() {
            return no(format!("there is no folder `{root}`; `kg init {root}` makes a project there"));
        }
        let graph = self.root.join(CURATED_FILE);
        if graph.is_dir() {
            return no(format!("`{}` is a folder; it should be the curated file", graph.display()));
        }
        if let Err(error) = fs::metadata(&graph)
            && error.kind() == ErrorKind::PermissionDenied
        {
            return Err(Error::File { path: graph, action: "read", error, hint: "give yourself the right to read it" });
        }
        if !graph.is_file() {
            return no(format!(
                "there is no project in `{root}`: it has no data/graph.ron; go to a project's folder, name it with `--project DIR`, or make one with `kg init DIR`"
            ));
        }
        Ok(())
    }

    /// The folder of documents: the caller's, else that of the settings, else `seeds`. `None` where that of the
    /// settings is not there, which is reported, or may be what was reported already.
    fn folder(&self, settings: &Settings, problems: &mut Vec<Diagnostic>) -> Result<Option<Folder>, Error> {
        if let Some(given) = &self.seeds {
            if !given.is_dir() {
                return Err(Error::NoProject(format!(
                    "there is no folder `{}` to read documents from",
                    given.display()
                )));
            }
            let shown = given.to_string_lossy().trim_end_matches('/').to_owned();
            return Ok(Some(Folder { on_disk: given.clone(), shown }));
        }
        if let Some(seeds) = &settings.seeds {
            let on_disk = self.root.join(&seeds.value);
            if on_disk.is_dir() {
                return Ok(Some(Folder { on_disk, shown: seeds.value.clone() }));
            }
            problems.push(
                Diagnostic::error(seeds.place.clone(), format!("there is no folder `{}` in the project", seeds.value))
                    .hint("make it and put articles into it, or leave `seeds` out to read seeds/"),
            );
            return Ok(None);
        }
        let on_disk = self.root.join("seeds");
        if !on_disk.is_dir() {
            if !problems.is_empty() {
                return Ok(None);
            }
            problems.push(
                Diagnostic::of_file(Severity::Warning, "seeds", "there is no folder of documents")
                    .hint("put articles into seeds/, or name a folder with `--seeds DIR`"),
            );
        }
        Ok(Some(Folder { on_disk, shown: "seeds".to_owned() }))
    }
}

fn listed(on_disk: &Path, path: String) -> Result<Listed, Error> {
    let metadata = fs::metadata(on_disk).map_err(|error| Error::unreadable(&path, error))?;
    Ok(Listed { path, on_disk: on_disk.to_owned(), size: metadata.len(), touched: touched(&metadata) })
}

/// Every file below a folder but hidden ones and those in hidden folders; links are followed, loops reported. Returns
/// when a folder last changed.
fn list_documents(folder: &Folder, documents: &mut Vec<Listed>, problems: &mut Vec<Diagnostic>) -> SystemTime {
    let Folder { on_disk: seeds, shown } = folder;
    let mut folders_touched = SystemTime::UNIX_EPOCH;
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(seeds).follow_links(true).into_iter().filter_entry(visible) {
        let unreadable = |error: &walkdir::Error| {
            let path = error.path().unwrap_or(seeds);
            let path = format!("{shown}/{}", path.strip_prefix(seeds).unwrap_or(path).display());
            let reason = error.io_error().map_or_else(|| "a link leads back to a folder above it".to_owned(), reason);
            Diagnostic::of_file(Severity::Warning, path, format!("cannot be read: {reason}; skipped"))
        };
        match entry {
            Err(error) => problems.push(unreadable(&error)),
            Ok(entry) if entry.file_type().is_file() => match entry.metadata() {
                Err(error) => problems.push(unreadable(&error)),
                Ok(metadata) => {
                    let name =
                        entry.path().strip_prefix(seeds).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
                    let path = format!("{shown}/{name}");
                    documents.push(Listed {
                        path,
                        on_disk: entry.into_path(),
                        size: metadata.len(),
                        touched: touched(&metadata),
                    });
                }
            },
            // Sockets, pipes and devices are no documents, and folders are walked.
            Ok(entry) => {
                let changed = entry.metadata().map_or(SystemTime::UNIX_EPOCH, |metadata| touched(&metadata));
                folders_touched = folders_touched.max(changed);
            }
        }
    }
    folders_touched
}

/// When a file's content, name or place last changed.
fn touched(metadata: &Metadata) -> SystemTime {
    let modified = metadata.modified().unwrap_or_else(|_| SystemTime::now());
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let changed = u64::try_from(metadata.ctime()).ok().zip(u32::try_from(metadata.ctime_nsec()).ok());
        if let Some((seconds, nanoseconds)) = changed {
            return modified.max(SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds));
        }
    }
    modified
}
