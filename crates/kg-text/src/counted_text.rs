//! A text that knows how many characters stand before each of its places, for formats that count in characters.

use std::ops::Deref;

/// How many bytes are counted together.
const BLOCK: usize = 1024;

/// A text with its count of characters kept: [`CountedText::characters_before`] takes the same time at any place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountedText {
    text: String,
    /// Characters before each whole block.
    before: Vec<usize>,
}

impl CountedText {
    /// How many characters begin before a byte of the text, which may be its end. Constant time.
    ///
    /// ```
    /// use kg_text::CountedText;
    ///
    /// let text = CountedText::from("Süd und Nord".to_owned());
    /// assert_eq!(text.characters_before("Süd".len()), 3);
    /// ```
    pub fn characters_before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        self.before[block] + beginnings(&self.text.as_bytes()[block * BLOCK..byte])
    }

    /// The text alone.
    pub fn into_string(self) -> String {
        self.text
    }
}

/// How many bytes begin a character.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..0xC0)).count()
}

impl From<String> for CountedText {
    /// Linear in the text.
    fn from(text: String) -> CountedText {
        let mut before = vec![0];
        for block in text.as_bytes().chunks_exact(BLOCK) {
            before.push(before[before.len() - 1] + beginnings(block));
        }
        CountedText { text, before }
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
