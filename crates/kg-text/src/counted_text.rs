//! A text that knows how many characters stand before each of its places, for formats that count in characters.

use std::ops::Deref;
use std::sync::OnceLock;

/// How many bytes are counted together.
const BLOCK: usize = 1024;

/// A text that is counted once, when it is first asked: then [`CountedText::characters_before`] takes the same time at
/// any place.
#[derive(Clone, Debug, Default)]
pub struct CountedText {
    text: String,
    /// Characters before each whole block.
    before: OnceLock<Vec<usize>>,
}

impl CountedText {
    /// How many characters begin before a byte of the text, which may be its end. Constant time but for the first
    /// question, which is linear in the text.
    ///
    /// ```
    /// use kg_text::CountedText;
    ///
    /// let text = CountedText::from("Süd und Nord".to_owned());
    /// assert_eq!(text.characters_before("Süd".len()), 3);
    /// ```
    pub fn characters_before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        self.before.get_or_init(|| counted(&self.text))[block] + beginnings(&self.text.as_bytes()[block * BLOCK..byte])
    }
}

/// How many bytes begin a character.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..0xC0)).count()
}

/// Characters before each whole block.
fn counted(text: &str) -> Vec<usize> {
    let mut before = vec![0];
    for block in text.as_bytes().chunks_exact(BLOCK) {
        before.push(before[before.len() - 1] + beginnings(block));
    }
    before
}

impl PartialEq for CountedText {
    /// True for the same text, counted or not.
    fn eq(&self, other: &CountedText) -> bool {
        self.text == other.text
    }
}

impl Eq for CountedText {}

impl From<String> for CountedText {
    fn from(text: String) -> CountedText {
        CountedText { text, before: OnceLock::new() }
    }
}

impl From<&str> for CountedText {
    fn from(text: &str) -> CountedText {
        text.to_owned().into()
    }
}

impl Deref for CountedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_counted_as_the_characters_before_it() {
        let text = "aß語😀".repeat(700);
        let counted = CountedText::from(text.clone());
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(counted.characters_before(byte), count);
        }
        assert_eq!(counted.characters_before(text.len()), text.chars().count());
        assert_eq!(CountedText::from("").characters_before(0), 0);
        let whole = "x".repeat(2 * BLOCK);
        assert_eq!(CountedText::from(whole.as_str()).characters_before(2 * BLOCK), 2 * BLOCK);
    }
}
