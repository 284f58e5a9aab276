//! Whether what was built still holds.
//!
//! What was built is kept in `out/cache/`. Decided here, when it holds: the same files with the same sizes are there,
//! and none was touched since the build began to read. A file touched later (or so close to it that clocks cannot tell)
//! is compared by the hash of its content. The comparison uses the time of the cache file itself, so that no time is
//! written into it and equal inputs give equal bytes.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::disk::write_into_out;
use super::error::Error;
use super::listing::Listing;
use super::place::Project;
use crate::model::ContentHash;
use crate::pipeline::Snapshot;

/// Clocks of file systems are coarse, down to two seconds on FAT.
const CLOCK_GRAIN: Duration = Duration::from_secs(2);

/// What is known of files' contents: their hash where they are as the last build found them.
#[derive(Default)]
pub(super) struct Hashes(Vec<(String, Option<ContentHash>)>);

impl Hashes {
    pub(super) fn known(&self, path: &str) -> Option<ContentHash> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(path)).ok().and_then(|index| self.0[index].1)
    }

    /// True where exactly the snapshot's files are there, unchanged.
    pub(super) fn hold(&self, snapshot: &Snapshot) -> bool {
        self.0.len() == snapshot.inputs.len() && self.0.iter().all(|(_, hash)| hash.is_some())
    }
}

impl Project {
    /// The cache, where it can be read, and what is known of each file's content without reading it.
    pub(super) fn cached(&self, listing: &Listing, now: SystemTime) -> (Option<Snapshot>, Hashes) {
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

    /// Keeps what was built from files read from `started` on, for the next question.
    pub(super) fn keep(&self, snapshot: &Snapshot, started: SystemTime) -> Result<(), Error> {
        write_into_out(&self.cache_path(), &snapshot.to_bytes(), Some(believed_since(started)))
    }

    /// One cache for the project's own documents, and one for every other folder that was asked about.
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
}

/// The time to give a cache file that was made from what was read from `started` on: earlier than any later change can
/// be dated.
fn believed_since(started: SystemTime) -> SystemTime {
    started.checked_sub(CLOCK_GRAIN).unwrap_or(SystemTime::UNIX_EPOCH)
}
