//! What the files of a project come to: from the cache where it holds, else built.
//!
//! A file that did not change is not read again. Errors in the files that people write end a question, all of them
//! told; what cannot be kept for the next question does not.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use super::cache::Hashes;
use super::disk::{curated_text, write_into_out};
use super::error::{Error, reason};
use super::listing::{Listed, Listing};
use super::place::{Progress, Project};
use crate::curated;
use crate::data::{CURATED_FILE, OWN_MODEL_FILE, OWN_SCHEMA_FILE, SETTINGS_FILE};
use crate::model::{ContentHash, Knowledge};
use crate::pipeline::{self, Built, FileContent, InputFile, InputRecord, Inputs, OwnLanguageFile, Retracted, Snapshot};
use crate::resolve::decide;
use crate::text::{Diagnostic, Severity, SourceText};

/// What is to be told beside an answer. All of it is empty where the cache held and no decision is in doubt.
#[derive(Debug, Default)]
pub struct Notices {
    /// Warnings about the curated files and the documents: what was left out.
    pub problems: Vec<Diagnostic>,
    /// Why what was read cannot be kept for the next question, which will read it again.
    pub not_kept: Option<Error>,
    /// Documents that went or changed since the last build, with the claims that went with them.
    pub retracted: Vec<Retracted>,
    /// What is wrong with decisions: those that cannot be read, contradict each other, or find nothing to decide.
    pub decisions: Vec<Diagnostic>,
}

/// What the files come to, before anything was decided.
#[derive(Debug)]
pub struct Known {
    /// What is known.
    pub knowledge: Knowledge,
    /// What is to be told beside it.
    pub notices: Notices,
}

/// What a build came to, with decisions laid over it.
#[derive(Debug, Default)]
pub struct Build {
    /// What is known.
    pub knowledge: Knowledge,
    /// How many claims wait for a judgement and are not among what is known.
    pub proposed: usize,
    /// Warnings and notes about the project's files, decisions among them; by severity.
    pub problems: Vec<Diagnostic>,
    /// Documents that went or changed since the last build, with the claims that went with them.
    pub retracted: Vec<Retracted>,
}

impl Project {
    /// What the files come to, without decisions: from the cache where it holds, else built and kept in `out/cache/`.
    /// Nothing else is written.
    ///
    /// # Errors
    /// [`Error::Diagnostics`] where the files that people write have errors: warnings stand behind them, notes do not.
    pub fn knowledge(&self) -> Result<Known, Error> {
        let started = SystemTime::now();
        let listing = self.list()?;
        let (cache, hashes) = self.cached(&listing, started);
        if let Some(snapshot) = &cache
            && hashes.hold(snapshot)
            && !has_errors(&listing.problems)
        {
            let knowledge = cache.map(|snapshot| snapshot.knowledge).unwrap_or_default();
            return Ok(Known { knowledge, notices: Notices::default() });
        }
        let (mut built, inputs) = self.build_from(listing, cache, &hashes)?;
        let mut problems = std::mem::take(&mut built.problems);
        problems.retain(|problem| problem.severity != Severity::Note);
        if has_errors(&problems) {
            return Err(Error::Diagnostics(problems));
        }
        let retracted = std::mem::take(&mut built.retracted);
        let snapshot = snapshot(built, inputs);
        let not_kept = self.keep(&snapshot, started).err();
        let notices = Notices { problems, not_kept, retracted, decisions: Vec::new() };
        Ok(Known { knowledge: snapshot.knowledge, notices })
    }

    /// Builds anew, reading again only what changed, and keeps it in `out/cache/`; then lays decisions over it. Unlike
    /// [`Project::graph`] it tells notes too, whatever the cache holds.
    ///
    /// # Errors
    /// [`Error::Diagnostics`] where the files that people write have errors: everything found, notes too; the cache
    /// stays as it was. [`Error::File`] where the cache cannot be written.
    pub fn build(&self) -> Result<Build, Error> {
        let started = SystemTime::now();
        let listing = self.list()?;
        let (cache, hashes) = self.cached(&listing, started);
        let (mut built, inputs) = self.build_from(listing, cache, &hashes)?;
        let (mut problems, retracted) = (std::mem::take(&mut built.problems), std::mem::take(&mut built.retracted));
        if has_errors(&problems) {
            return Err(Error::Diagnostics(problems));
        }
        // What went is told once: nothing is kept before all else that may fail was read.
        let (recorded, of_file) = self.decisions()?;
        let snapshot = snapshot(built, inputs);
        self.keep(&snapshot, started)?;
        let decided = decide(snapshot.knowledge, &recorded);
        let proposed = decided.proposed;
        problems.extend(of_file.into_iter().chain(decided.problems));
        problems.sort_by_key(|problem| problem.severity);
        Ok(Build { knowledge: decided.knowledge, proposed, problems, retracted })
    }

    /// Everything that is wrong with the project, by severity: the files that people write, the documents, decisions,
    /// the project's own patterns. Keeps and writes nothing. Where the curated files have errors, decisions are not
    /// looked at: what they decide on is not known.
    pub fn check(&self) -> Result<Vec<Diagnostic>, Error> {
        let listing = self.list()?;
        let (cache, hashes) = self.cached(&listing, SystemTime::now());
        let mut problems = match self.build_from(listing, cache, &hashes) {
            Ok((built, _)) if has_errors(&built.problems) => built.problems,
            Ok((built, _)) => {
                let mut problems = built.problems;
                problems.extend(self.decide(built.knowledge)?.0.problems);
                problems
            }
            Err(Error::Diagnostics(problems)) => problems,
            Err(error) => return Err(error),
        };
        for problem in self.language_problems()? {
            // Files that cannot be read at all may have stopped the build too.
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
        problems.sort_by_key(|problem| problem.severity);
        Ok(problems)
    }

    /// Writes a file of `out/` whole or not at all; whoever reads it sees the old or the new. Returns its path.
    pub fn write_out(&self, name: &str, content: &[u8]) -> Result<PathBuf, Error> {
        let path = self.out().join(name);
        write_into_out(&path, content, None)?;
        Ok(path)
    }

    /// Runs the pipeline over the listing, and records what was read. Where documents are not known, an error with all
    /// that can be told without them.
    fn build_from(
        &self,
        listing: Listing,
        previous: Option<Snapshot>,
        hashes: &Hashes,
    ) -> Result<(Built, Vec<InputRecord>), Error> {
        let records: Mutex<Vec<InputRecord>> = Mutex::new(Vec::new());
        let record = |file: &Listed, bytes: &[u8]| {
            let record =
                InputRecord { path: file.path.clone(), size: bytes.len() as u64, hash: ContentHash::of(bytes) };
            records.lock().expect("no thread panics while it holds the records").push(record);
        };
        let bytes_of = |path: &str| -> Result<Option<Vec<u8>>, Error> {
            let Some(file) = listing.curated.iter().find(|file| file.path == path) else { return Ok(None) };
            let bytes = fs::read(&file.on_disk).map_err(|error| Error::unreadable(&file.path, error))?;
            record(file, &bytes);
            Ok(Some(bytes))
        };
        let text_of = |path: &str| -> Result<Option<Arc<SourceText>>, Error> {
            Ok(bytes_of(path)?.map(|bytes| curated_text(path, &bytes)))
        };
        let graph = text_of(CURATED_FILE)?.ok_or_else(|| Error::Unusable(format!("{CURATED_FILE} went away")))?;
        let own_schema = text_of(OWN_SCHEMA_FILE)?;
        if !listing.documents_known {
            let mut problems = listing.problems.clone();
            let schema = pipeline::schema(own_schema.as_ref(), &mut problems);
            curated::read(&graph, &schema, &mut problems);
            problems.sort_by_key(|problem| problem.severity);
            return Err(Error::Diagnostics(problems));
        }
        bytes_of(SETTINGS_FILE)?;
        let own_model = bytes_of(OWN_MODEL_FILE)?;
        let mut own_language = Vec::new();
        for path in listing.curated.iter().map(|file| &file.path).filter(|path| pipeline::is_read_as_language(path)) {
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
        let name_of = |file: &Listed| {
            file.on_disk.strip_prefix(&listing.folder).unwrap_or(&file.on_disk).to_string_lossy().replace('\\', "/")
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
        self.tell(Progress::Begins { files: files.len() });
        let mut built = pipeline::build(Inputs {
            own_schema,
            graph,
            own_model,
            own_language,
            operating_point: listing.operating_point,
            files,
            read: &read,
            previous,
            progress: &|| self.tell(Progress::Read),
        });
        self.tell(Progress::Ends);
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
}

/// What is kept of a build.
fn snapshot(built: Built, inputs: Vec<InputRecord>) -> Snapshot {
    let Built { knowledge, files, names, language, found, problems: _, retracted: _ } = built;
    Snapshot { inputs, files, names, language, found, knowledge }
}

/// True where the files that people write have errors: then nothing is answered from them.
fn has_errors(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}
