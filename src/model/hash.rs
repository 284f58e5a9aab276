//! Names for content: equal content, equal hash, in every build and on every machine.

use std::fmt;

/// The first 64 bits of the BLAKE3 hash of some content; printed as 16 hexadecimal digits.
///
/// At a million claims the chance that any two share one is 3 in 100 million.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub u64);

impl ContentHash {
    /// Hashes bytes.
    pub fn of(bytes: &[u8]) -> ContentHash {
        ContentHash(first_64_bits(&blake3::hash(bytes)))
    }

    /// Reads what printing wrote: 16 hexadecimal digits.
    pub fn parse(text: &str) -> Option<ContentHash> {
        let well_formed = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        well_formed.then(|| u64::from_str_radix(text, 16).ok()).flatten().map(ContentHash)
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Hashes a sequence of parts, so that no two different sequences run together.
#[derive(Default)]
pub struct Hasher(blake3::Hasher);

impl Hasher {
    /// Adds one part.
    #[must_use]
    pub fn part(mut self, part: impl AsRef<[u8]>) -> Hasher {
        let bytes = part.as_ref();
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// The hash of all parts.
    pub fn finish(self) -> ContentHash {
        ContentHash(first_64_bits(&self.0.finalize()))
    }
}

fn first_64_bits(hash: &blake3::Hash) -> u64 {
    let bytes = hash.as_bytes().first_chunk::<8>().expect("a hash has 32 bytes");
    u64::from_be_bytes(*bytes)
}

#[cfg(test)]
mod tests {
    use super::Hasher;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(Hasher::default().part("ab").part("c").finish(), Hasher::default().part("a").part("bc").finish());
    }
}
