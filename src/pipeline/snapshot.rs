//! What one build leaves for the next command: everything known, with what it was made of.
//!
//! Layout: the line `kg snapshot`, 8 bytes that name the program's code (a snapshot of other code is never believed), 8
//! bytes of checksum over the rest, then the values as `codec` writes them. Same inputs, same bytes: no time, no
//! absolute path is in it.

use super::FileRecord;
use super::codec::{Stored, stored_struct};
use crate::model::{ContentHash, Knowledge};
use crate::resolve::DocumentClaims;

const MAGIC: &[u8] = b"kg snapshot\n";

/// Hash of this crate's sources, made by `build.rs`.
const CODE: &str = env!("KG_CODE_HASH");

/// What a build was made of and came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Every file that was looked at, sorted by path, each once.
    pub inputs: Vec<InputRecord>,
    /// What was read from each document file that can be used again.
    pub files: Vec<FileRecord>,
    /// Hash of all names and offices.
    pub names: ContentHash,
    /// Hash of the language model and the language files that read the documents, of the schema too.
    pub language: ContentHash,
    /// What was found in each document, in the order of the documents.
    pub found: Vec<DocumentClaims>,
    /// What is known.
    pub knowledge: Knowledge,
}

/// A file that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputRecord {
    /// Path below the project.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Hash of its bytes.
    pub hash: ContentHash,
}

stored_struct! {
    Snapshot { inputs, files, names, language, found, knowledge }
    InputRecord { path, size, hash }
}

impl Snapshot {
    /// The record of a file, by its path.
    pub fn input(&self, path: &str) -> Option<&InputRecord> {
        self.inputs.binary_search_by(|input| input.path.as_str().cmp(path)).ok().map(|index| &self.inputs[index])
    }

    /// The snapshot as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut values = Vec::new();
        self.put(&mut values);
        let checksum = ContentHash::of(&values);
        [MAGIC, &code().to_le_bytes(), &checksum.0.to_le_bytes(), &values].concat()
    }

    /// The snapshot back. `None` where the bytes are damaged or come from another version of the program.
    pub fn from_bytes(bytes: &[u8]) -> Option<Snapshot> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (head, values) = rest.split_at_checked(16)?;
        let sound = head[..8] == code().to_le_bytes() && head[8..] == ContentHash::of(values).0.to_le_bytes();
        let mut input = values;
        let snapshot = sound.then(|| Snapshot::get(&mut input))??;
        input.is_empty().then_some(snapshot)
    }
}

fn code() -> u64 {
    u64::from_str_radix(CODE, 16).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{InputRecord, Snapshot};
    use crate::model::ContentHash;

    #[test]
    fn bytes_come_back_and_damage_is_noticed() {
        let input = InputRecord { path: "data/graph.ron".to_owned(), size: 300, hash: ContentHash(7) };
        let snapshot = Snapshot { inputs: vec![input], ..Snapshot::default() };
        let bytes = snapshot.to_bytes();
        assert_eq!(Snapshot::from_bytes(&bytes), Some(snapshot));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert_eq!(Snapshot::from_bytes(&damaged), None, "byte {at}");
            assert_eq!(Snapshot::from_bytes(&bytes[..at]), None, "cut at {at}");
        }
    }
}
