//! A project on disk: which files it has, whether what was built from them still holds, and building it anew.
//!
//! What was built is kept in `out/cache/`. Decided here, when it holds: the same files with the same sizes are there,
//! and none was touched since the build began to read. A file touched later (or so close to it that clocks cannot tell)
//! is compared by the hash of its content. The comparison uses the time of the cache file itself, so that no time is
//! written into it and equal inputs give equal bytes.
//!
//! Files are written beside their place and renamed: whoever reads sees the old or the new, whole.

use std::borrow::Cow;
use std::fs::{self, File, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use anyhow::{Context, anyhow, bail, ensure};
use walkdir::WalkDir;

use super::AlreadySaid;
use super::disk::{reason, write_into_out};
use super::print::counted;
use super::talk::{self, Progress};
use crate::data::{self, CURATED_FILE, LANGUAGE_FOLDER, OWN_MODEL_FILE, OWN_SCHEMA_FILE};
use crate::export::read_back;
use crate::extract::English;
use crate::model::{ContentHash, Knowledge, Schema};
use crate::nlp::Language;
use crate::pipeline::{self, Built, FileContent, InputFile, InputRecord, Inputs, OwnLanguageFile, Retracted, Snapshot};
use crate::text::{Diagnostic, Severity, SourceText};

/// Clocks of file systems are coarse, down to two seconds on FAT.
const CLOCK_GRAIN: Duration = Duration::from_secs(2);

/// Where a project lies.
pub(super) struct Project {
    root: PathBuf,
    /// The documents' folder as given on the command line.
    seeds: Option<PathBuf>,
    /// A file that a graph was exported to, to be asked instead.
    exported: Option<PathBuf>,
}

/// A file of the project as the listing finds it.
struct Listed {
    path: String,
    on_disk: PathBuf,
    size: u64,
    touched: SystemTime,
}

/// All files of the project, by path, and what could not be listed.
struct Listing {
    curated: Vec<Listed>,
    /// Documents and sidecars.
    documents: Vec<Listed>,
    /// When the documents' folder or one below it last changed: a folder put in another's place does not touch the
    /// files in it.
    folders_touched: SystemTime,
    problems: Vec<Diagnostic>,
}

impl Project {
    pub(super) fn new(root: &Path, seeds: Option<&Path>, exported: Option<&Path>) -> Project {
        Project { root: root.to_owned(), seeds: seeds.map(Path::to_owned), exported: exported.map(Path::to_owned) }
    }

    /// What an exported graph comes to, where one is asked instead of the project.
    pub(super) fn exported(&self) -> anyhow::Result<Option<Knowledge>> {
        let Some(file) = &self.exported else { return Ok(None) };
        let bytes =
            fs::read(file).map_err(|error| anyhow!("`{}` cannot be read: {}", file.display(), reason(&error)))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            anyhow!("`{}` is not UTF-8 from byte {} on", file.display(), error.utf8_error().valid_up_to())
        })?;
        read_back(&text, self.schema()?)
            .map(Some)
            .map_err(|problem| anyhow!("`{}` is no exported graph that can be read: {problem}", file.display()))
    }

    /// The folder that everything made goes to.
    pub(super) fn out(&self) -> PathBuf {
        self.root.join("out")
    }

    /// The folder of the project.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// What a build comes to, without decisions: from the cache where it holds, else built; errors in the curated file
    /// end here, shown.
    pub(super) fn knowledge(&self) -> anyhow::Result<Knowledge> {
        let started = SystemTime::now();
        let listing = self.list()?;
        let (cache, hashes) = self.cached(&listing, started);
        if let Some(snapshot) = &cache
            && hashes.hold(snapshot)
        {
            return Ok(cache.map(|snapshot| snapshot.knowledge).unwrap_or_default());
        }
        let (built, inputs) = self.build_from(listing, cache, &hashes)?;
        let severe: Vec<&Diagnostic> =
            built.problems.iter().filter(|problem| problem.severity != Severity::Note).collect();
        talk::diagnostics(severe.iter().copied());
        if severe.iter().any(|problem| problem.severity == Severity::Error) {
            talk::say(
                "error: the curated files have errors, shown above; mend them and ask again (`kg check` lists every one)",
            );
            return Err(AlreadySaid.into());
        }
        let snapshot = Snapshot {
            inputs,
            files: built.files,
            names: built.names,
            language: built.language,
            found: built.found,
            knowledge: built.knowledge,
        };
        if let Err(error) = self.keep(&snapshot, started) {
            talk::say(&format!("warning: what was read cannot be kept for the next command: {error:#}"));
        }
        say_retracted(&built.retracted);
        Ok(snapshot.knowledge)
    }

    /// Builds anew, reading again only what changed. Returns the build and, where it has no errors, writes the cache.
    pub(super) fn build(&self) -> anyhow::Result<Built> {
        let started = SystemTime::now();
        let listing = self.list()?;
        let (cache, hashes) = self.cached(&listing, started);
        let (built, inputs) = self.build_from(listing, cache, &hashes)?;
        if has_errors(&built) {
            return Ok(built);
        }
        let snapshot = Snapshot {
            inputs,
            files: built.files.clone(),
            names: built.names,
            language: built.language,
            found: built.found.clone(),
            knowledge: built.knowledge.clone(),
        };
        self.keep(&snapshot, started)?;
        say_retracted(&built.retracted);
        self.with_decisions(built)
    }

    /// Builds to see what is wrong; keeps nothing.
    pub(super) fn check(&self) -> anyhow::Result<Built> {
        let listing = self.list()?;
        let (cache, hashes) = self.cached(&listing, SystemTime::now());
        let built = self.build_from(listing, cache, &hashes)?.0;
        if has_errors(&built) { Ok(built) } else { self.with_decisions(built) }
    }

    fn with_decisions(&self, mut built: Built) -> anyhow::Result<Built> {
        built.knowledge = self.lay_decisions_over(built.knowledge, &mut built.problems)?;
        built.problems.sort_by_key(|problem| problem.severity);
        Ok(built)
    }

    /// The language model: the project's own, else the built-in one. Whether it is sound shows when it is opened.
    pub(super) fn model(&self) -> anyhow::Result<Cow<'static, [u8]>> {
        match fs::read(self.root.join(OWN_MODEL_FILE)) {
            Ok(bytes) => Ok(Cow::Owned(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Cow::Borrowed(data::MODEL)),
            Err(error) => Err(anyhow::anyhow!("`{}` cannot be read: {error}", OWN_MODEL_FILE)),
        }
    }

    /// What is known of English: the built-in files with the project's own added. What is wrong with those ends here,
    /// shown.
    pub(super) fn english(&self, schema: &Schema) -> anyhow::Result<English> {
        let own = self.own_language(&self.own_language_paths()?)?;
        pipeline::english(&own, schema).map_err(|problems| {
            talk::diagnostics(&problems);
            AlreadySaid.into()
        })
    }

    /// Everything to be said of the project's own language files.
    pub(super) fn language_problems(&self) -> anyhow::Result<Vec<Diagnostic>> {
        let own = self.own_language(&self.own_language_paths()?)?;
        if own.is_empty() {
            return Ok(Vec::new());
        }
        let own_schema = self.root.join(OWN_SCHEMA_FILE);
        let own_schema = if own_schema.is_file() { Some(read_text(&own_schema, OWN_SCHEMA_FILE)?) } else { None };
        let mut problems = Vec::new();
        let schema = pipeline::schema(own_schema.as_ref(), &mut problems);
        let model = self.model()?;
        // A schema or model that cannot be used is reported by the build.
        let (true, Ok(language)) = (problems.is_empty(), Language::open(&model)) else { return Ok(Vec::new()) };
        Ok(pipeline::check_language(&own, &schema, &language))
    }

    fn own_language(&self, paths: &[String]) -> anyhow::Result<Vec<OwnLanguageFile>> {
        let read = |path: &String| {
            let bytes = read_bytes(&self.root.join(path), path)?;
            Ok(OwnLanguageFile { path: path.clone(), text: String::from_utf8_lossy(&bytes).into_owned() })
        };
        paths.iter().map(read).collect()
    }

    /// The language files that the project has of its own, sorted, and what lies among them and is none.
    fn own_language_paths(&self) -> anyhow::Result<Vec<String>> {
        let folder = self.root.join(LANGUAGE_FOLDER);
        let mut paths = Vec::new();
        if !folder.is_dir() {
            return Ok(paths);
        }
        for entry in WalkDir::new(&folder).follow_links(true) {
            let entry = entry.with_context(|| format!("`{LANGUAGE_FOLDER}` cannot be read"))?;
            let below = entry.path().strip_prefix(&folder).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
            let path = format!("{LANGUAGE_FOLDER}{below}");
            if entry.file_type().is_file() && pipeline::is_read_as_language(&path) {
                paths.push(path);
            }
        }
        paths.sort();
        Ok(paths)
    }

    /// Kinds of actors and relations; the built-in ones where there is no project.
    pub(super) fn schema(&self) -> anyhow::Result<Schema> {
        let own = self.root.join(OWN_SCHEMA_FILE);
        let own = if own.is_file() { Some(read_text(&own, OWN_SCHEMA_FILE)?) } else { None };
        let mut problems = Vec::new();
        let schema = pipeline::schema(own.as_ref(), &mut problems);
        if !problems.is_empty() {
            talk::diagnostics(&problems);
            return Err(AlreadySaid.into());
        }
        Ok(schema)
    }

    /// The curated actors alone, without reading a document; `None` where there is no project.
    pub(super) fn curated(&self) -> anyhow::Result<Option<(Schema, crate::curated::Curated)>> {
        let graph = self.root.join(CURATED_FILE);
        if !graph.is_file() {
            return Ok(None);
        }
        let schema = self.schema()?;
        let mut problems = Vec::new();
        let curated = crate::curated::read(&read_text(&graph, CURATED_FILE)?, &schema, &mut problems);
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            talk::diagnostics(&problems);
            return Err(AlreadySaid.into());
        }
        Ok(Some((schema, curated)))
    }

    /// Writes a file of `out/` whole or not at all.
    pub(super) fn write_out(&self, name: &str, content: &[u8]) -> anyhow::Result<PathBuf> {
        let path = self.out().join(name);
        write_into_out(&path, content, None)?;
        Ok(path)
    }

    fn seeds_on_disk(&self) -> PathBuf {
        self.seeds.clone().unwrap_or_else(|| self.root.join("seeds"))
    }

    fn cache_path(&self) -> PathBuf {
        let name = match &self.seeds {
            None => "seeds.kg".to_owned(),
            Some(seeds) => {
                let whole = fs::canonicalize(seeds).unwrap_or_else(|_| seeds.clone());
                format!("{}.kg", ContentHash::of(whole.to_string_lossy().as_bytes()))
            }
        };
        self.out().join("cache").join(name)
    }

    /// Lists the project's files. An error where there is no project.
    fn list(&self) -> anyhow::Result<Listing> {
        ensure!(self.exported.is_none(), "this is about a project, not about an exported graph; leave out --graph");
        if !self.root.is_dir() {
            bail!(
                "there is no folder `{}`; `kg init {}` makes a project there",
                self.root.display(),
                self.root.display()
            );
        }
        let graph = self.root.join(CURATED_FILE);
        if graph.is_dir() {
            bail!("`{}` is a folder; it should be the curated file", graph.display());
        }
        if let Err(error) = fs::metadata(&graph)
            && error.kind() == ErrorKind::PermissionDenied
        {
            bail!("`{}` cannot be read: permission denied; give yourself the right to read it", graph.display());
        }
        if !graph.is_file() {
            bail!(
                "there is no project in `{}`: it has no data/graph.ron; go to a project's folder, name it with `--project DIR`, or make one with `kg init DIR`",
                self.root.display()
            );
        }
        let mut curated = vec![listed(&graph, CURATED_FILE.to_owned())?];
        for path in [OWN_SCHEMA_FILE, OWN_MODEL_FILE] {
            let own = self.root.join(path);
            if own.is_file() {
                curated.push(listed(&own, path.to_owned())?);
            }
        }
        for path in self.own_language_paths()? {
            curated.push(listed(&self.root.join(&path), path)?);
        }
        let seeds = self.seeds_on_disk();
        let mut problems = Vec::new();
        let mut documents = Vec::new();
        let mut folders_touched =
            fs::symlink_metadata(&seeds).map_or(SystemTime::UNIX_EPOCH, |metadata| touched(&metadata));
        if seeds.is_dir() {
            let shown = self
                .seeds
                .as_ref()
                .map_or_else(|| "seeds".to_owned(), |seeds| seeds.to_string_lossy().trim_end_matches('/').to_owned());
            folders_touched = folders_touched.max(list_documents(&seeds, &shown, &mut documents, &mut problems));
        } else if self.seeds.is_some() {
            bail!("there is no folder `{}` to read documents from", seeds.display());
        } else {
            problems.push(
                Diagnostic::of_file(Severity::Warning, "seeds", "there is no folder of documents")
                    .hint("put articles into seeds/, or name a folder with `--seeds DIR`"),
            );
        }
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Listing { curated, documents, folders_touched, problems })
    }

    /// The cache, where it can be read, and what is known of each file's content without reading it.
    fn cached(&self, listing: &Listing, now: SystemTime) -> (Option<Snapshot>, Hashes) {
        let path = self.cache_path();
        let snapshot = fs::read(&path).ok().and_then(|bytes| Snapshot::from_bytes(&bytes));
        let built = fs::metadata(&path).and_then(|metadata| metadata.modified()).ok();
        let Some((snapshot, built)) = snapshot.zip(built) else { return (None, Hashes::default()) };
        let mut touched_since = false;
        let mut hashes = Hashes::default();
        let files = listing.curated.iter().chain(&listing.documents);
        for file in files {
            let same = snapshot.input(&file.path).filter(|known| known.size == file.size).and_then(|known| {
                if file.touched < built && listing.folders_touched < built {
                    return Some(known.hash);
                }
                touched_since = true;
                fs::read(&file.on_disk).ok().map(|bytes| ContentHash::of(&bytes)).filter(|hash| *hash == known.hash)
            });
            hashes.0.push((file.path.clone(), same));
        }
        hashes.0.sort();
        // All content is as it was: believe the times from now on.
        if touched_since && hashes.hold(&snapshot) {
            let _ = File::options().append(true).open(&path).and_then(|file| file.set_modified(believed_since(now)));
        }
        (Some(snapshot), hashes)
    }

    /// Runs the pipeline over the listing, and records what was read.
    fn build_from(
        &self,
        listing: Listing,
        previous: Option<Snapshot>,
        hashes: &Hashes,
    ) -> anyhow::Result<(Built, Vec<InputRecord>)> {
        let records: Mutex<Vec<InputRecord>> = Mutex::new(Vec::new());
        let record = |file: &Listed, bytes: &[u8]| {
            let record =
                InputRecord { path: file.path.clone(), size: bytes.len() as u64, hash: ContentHash::of(bytes) };
            records.lock().expect("no thread panics while it holds the records").push(record);
        };
        let bytes_of = |path: &str| -> anyhow::Result<Option<Vec<u8>>> {
            let Some(file) = listing.curated.iter().find(|file| file.path == path) else { return Ok(None) };
            let bytes = read_bytes(&file.on_disk, &file.path)?;
            record(file, &bytes);
            Ok(Some(bytes))
        };
        let curated = |path: &str| -> anyhow::Result<Option<Arc<SourceText>>> {
            Ok(bytes_of(path)?.map(|bytes| curated_text(path, &bytes)))
        };
        let graph = curated(CURATED_FILE)?.ok_or_else(|| anyhow!("{CURATED_FILE} went away"))?;
        let own_schema = curated(OWN_SCHEMA_FILE)?;
        let own_model = bytes_of(OWN_MODEL_FILE)?;
        let mut own_language = Vec::new();
        for path in listing
            .curated
            .iter()
            .map(|file| &file.path)
            .filter(|path| pipeline::is_read_as_language(path))
        {
            let text = bytes_of(path)?.unwrap_or_default();
            own_language
                .push(OwnLanguageFile { path: path.clone(), text: String::from_utf8_lossy(&text).into_owned() });
        }

        let sidecar_of = |file: &Listed| {
            listing.documents.binary_search_by(|other| other.path.as_str().cmp(&format!("{}.ron", file.path))).ok()
        };
        let is_sidecar = |file: &Listed| {
            file.path
                .strip_suffix(".ron")
                .is_some_and(|owner| listing.documents.binary_search_by(|other| other.path.as_str().cmp(owner)).is_ok())
        };
        let seeds = self.seeds_on_disk();
        let name_of = |file: &Listed| {
            file.on_disk.strip_prefix(&seeds).unwrap_or(&file.on_disk).to_string_lossy().replace('\\', "/")
        };
        let files: Vec<InputFile> = listing
            .documents
            .iter()
            .filter(|file| !is_sidecar(file))
            .map(|file| {
                let unchanged = hashes.known(&file.path).is_some()
                    && match sidecar_of(file) {
                        Some(sidecar) => hashes.known(&listing.documents[sidecar].path).is_some(),
                        None => previous
                            .as_ref()
                            .is_none_or(|snapshot| snapshot.input(&format!("{}.ron", file.path)).is_none()),
                    };
                InputFile { path: file.path.clone(), name: name_of(file), unchanged }
            })
            .collect();
        let read = |file: &InputFile| -> Result<FileContent, String> {
            let at = |path: &str| {
                listing
                    .documents
                    .binary_search_by(|other| other.path.as_str().cmp(path))
                    .ok()
                    .map(|index| &listing.documents[index])
            };
            let listed = at(&file.path).ok_or("it went away")?;
            let bytes = fs::read(&listed.on_disk).map_err(|error| reason(&error))?;
            record(listed, &bytes);
            let sidecar = match at(&format!("{}.ron", file.path)) {
                None => None,
                Some(sidecar) => {
                    let bytes = fs::read(&sidecar.on_disk)
                        .map_err(|error| format!("its sidecar {}: {}", sidecar.path, reason(&error)))?;
                    record(sidecar, &bytes);
                    Some(SourceText::new(sidecar.path.clone(), String::from_utf8_lossy(&bytes)))
                }
            };
            Ok(FileContent { bytes, sidecar })
        };
        let progress = Progress::new("reading documents", files.len());
        let mut built = pipeline::build(Inputs {
            own_schema,
            graph,
            own_model,
            own_language,
            files,
            read: &read,
            previous,
            progress: &|| progress.step(),
        });
        drop(progress);
        built.problems.splice(0..0, listing.problems.iter().cloned());
        built.problems.sort_by_key(|problem| problem.severity);

        let mut records = records.into_inner().expect("no thread panicked");
        // Files that were not read again are what they were; what was read just now stands first.
        for file in &listing.documents {
            records.extend(hashes.known(&file.path).map(|hash| InputRecord {
                path: file.path.clone(),
                size: file.size,
                hash,
            }));
        }
        records.sort_by(|a, b| a.path.cmp(&b.path));
        records.dedup_by(|later, earlier| later.path == earlier.path);
        Ok((built, records))
    }

    fn keep(&self, snapshot: &Snapshot, started: SystemTime) -> anyhow::Result<()> {
        let bytes = snapshot.to_bytes();
        write_into_out(&self.cache_path(), &bytes, Some(believed_since(started)))
    }
}

/// True where the curated files have errors: then nothing is answered from them.
fn has_errors(built: &Built) -> bool {
    built.problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// Says which documents went or changed, and how many claims went with them.
fn say_retracted(retracted: &[Retracted]) {
    const MOST: usize = 10;
    for Retracted { path, gone, found } in retracted.iter().take(MOST) {
        talk::say(&match found {
            None => format!("`{path}` is gone: {} retracted", counted(*gone, "extracted claim")),
            Some(found) => format!(
                "`{path}` changed: {} retracted, {} found",
                counted(*gone, "extracted claim"),
                counted(*found, "claim")
            ),
        });
    }
    if let Some(rest) = retracted.get(MOST..).filter(|rest| !rest.is_empty()) {
        let gone = rest.iter().map(|one| one.gone).sum();
        talk::say(&format!(
            "... and {} more documents gone or changed: {} retracted",
            rest.len(),
            counted(gone, "extracted claim")
        ));
    }
}

/// What is known of files' contents: their hash where they are as the last build found them.
#[derive(Default)]
struct Hashes(Vec<(String, Option<ContentHash>)>);

impl Hashes {
    fn known(&self, path: &str) -> Option<ContentHash> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(path)).ok().and_then(|index| self.0[index].1)
    }

    /// True where exactly the snapshot's files are there, unchanged.
    fn hold(&self, snapshot: &Snapshot) -> bool {
        self.0.len() == snapshot.inputs.len() && self.0.iter().all(|(_, hash)| hash.is_some())
    }
}

/// The time to give a cache file that was made from what was read from `started` on: earlier than any later change can
/// be dated.
fn believed_since(started: SystemTime) -> SystemTime {
    started.checked_sub(CLOCK_GRAIN).unwrap_or(SystemTime::UNIX_EPOCH)
}

fn listed(on_disk: &Path, path: String) -> anyhow::Result<Listed> {
    let metadata = fs::metadata(on_disk).with_context(|| format!("`{path}` cannot be read"))?;
    Ok(Listed { path, on_disk: on_disk.to_owned(), size: metadata.len(), touched: touched(&metadata) })
}

/// Every file below a folder but hidden ones and those in hidden folders; links are followed, loops reported. Returns
/// when a folder last changed.
fn list_documents(
    seeds: &Path,
    shown: &str,
    documents: &mut Vec<Listed>,
    problems: &mut Vec<Diagnostic>,
) -> SystemTime {
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

fn read_text(on_disk: &Path, path: &str) -> anyhow::Result<Arc<SourceText>> {
    Ok(curated_text(path, &read_bytes(on_disk, path)?))
}

fn read_bytes(on_disk: &Path, path: &str) -> anyhow::Result<Vec<u8>> {
    fs::read(on_disk).map_err(|error| anyhow!("`{path}` cannot be read: {}", reason(&error)))
}

/// Bytes that are no UTF-8 become U+FFFD, which the reader of the file reports with its place, beside all else.
fn curated_text(path: &str, bytes: &[u8]) -> Arc<SourceText> {
    SourceText::new(path, String::from_utf8_lossy(bytes))
}
