//! Text as names compare it: words without case, diacritics, dots in abbreviations, kinds of apostrophe, hyphen and
//! space.
//!
//! In comes any text, out come its words one after the other, each with its place, a hash of its folded form, and
//! whether a name may reach it from the word before. Two names are the same name when their folded words are the same;
//! an alias is found in a document by its words.
//!
//! Decided here: what a word is. A hyphen or an apostrophe ends a word softly ("Iran-backed" contains the word Iran,
//! "Pompeo’s" the word Pompeo, and "al-Qaida" is the two words of "al Qaida"); a comma, a full stop, a quotation mark
//! or a blank line breaks: no name reaches across it. A full stop after an initial or a title does not break ("Gen.
//! Soleimani"). "U.S." and "US" are one word. Han, kana and Thai have no spaces: each of their characters is a word.
//! Invisible formatting characters are nothing.
//!
//! Plain words are hashed where they stand, without being copied: that is most of what reading a document for names
//! costs.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::Span;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands; the last stop of "U.S." belongs to it.
    pub span: Span,
    /// Hash of its folded form, the same in every build. Different words may share one.
    pub hash: u64,
    /// True where no name may reach from the word before to this one.
    pub breaks_before: bool,
}

/// The words of a text, in order. Cloning is cheap: to look ahead, clone.
#[derive(Clone)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
    /// True when a break was passed since the last word.
    broken: bool,
    /// Lines ended since the last word: two make a break.
    line_ends: u32,
}

/// Goes through the words of a text. Linear.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, broken: false, line_ends: 0 }
}

/// Folds one word, writing behind what `folded` holds.
fn fold_word(word: &str, folded: &mut String) {
    for c in word.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                folded.push(c.to_ascii_lowercase());
            }
        } else {
            push_folded(c, folded);
        }
    }
}

/// Folds a name for lookup: its words joined by single spaces, breaks ignored. Empty when the name has no letter or
/// digit.
pub fn fold_name(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in words(name) {
        if !key.is_empty() {
            key.push(' ');
        }
        fold_word(word.span.of(name), &mut key);
    }
    key
}

/// What a byte of a text does to the word it is met by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// An ASCII letter or digit.
    Word,
    /// Ends a word, and a name may go on behind it.
    Soft,
    LineEnd,
    /// Ends a word and every name.
    Break,
    /// Part of a character beyond ASCII.
    Beyond,
}

/// Classes of all bytes.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Break; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Class::Word,
            b' ' | b'\t' | b'\r' | b'-' | b'\'' | b'`' | b'_' | b'@' | b'#' | b'&' => Class::Soft,
            b'\n' => Class::LineEnd,
            0x80..=0xff => Class::Beyond,
            _ => Class::Break,
        };
        byte += 1;
    }
    classes
};

impl Iterator for Words<'_> {
    type Item = Word;

    #[inline]
    fn next(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        loop {
            self.skip_to_word()?;
            let breaks_before = self.broken || self.line_ends > 1;
            let start = self.at;
            let (length, mut hash) = plain_word(&bytes[start..]);
            let mut end = start + length;
            self.broken = false;
            self.line_ends = 0;
            match bytes.get(end) {
                Some(b'.') => self.after_full_stop(start, &mut end, &mut hash),
                Some(byte) if CLASSES[*byte as usize] == Class::Beyond => {
                    let Some(beyond) = self.read_beyond_ascii(start, &mut end) else {
                        // Only marks, which are nothing: what was passed before them still holds.
                        self.broken = breaks_before;
                        continue;
                    };
                    hash = beyond;
                }
                Some(_) | None => self.at = end,
            }
            return Some(Word { span: Span::new(start, end), hash, breaks_before: breaks_before && start > 0 });
        }
    }
}

impl Words<'_> {
    /// Goes to where a word may start. `None` at the end of the text.
    #[inline]
    fn skip_to_word(&mut self) -> Option<()> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            match CLASSES[byte as usize] {
                Class::Word => return Some(()),
                Class::Soft => self.at += 1,
                Class::LineEnd => {
                    self.line_ends += 1;
                    self.at += 1;
                }
                Class::Break => {
                    self.broken = true;
                    self.at += 1;
                }
                Class::Beyond => {
                    let c = self.character(self.at);
                    if !is_nothing(c) {
                        if c.is_alphanumeric() {
                            return Some(());
                        }
                        self.broken |= !joins_softly(c);
                    }
                    self.at += c.len_utf8();
                }
            }
        }
    }

    fn character(&self, at: usize) -> char {
        self.text[at..].chars().next().expect("the position is inside the text")
    }

    /// A word of ASCII letters and digits ends at a full stop: decides whose stop it is, and where to go on.
    #[inline(never)]
    fn after_full_stop(&mut self, start: usize, end: &mut usize, hash: &mut u64) {
        let bytes = self.text.as_bytes();
        if *end - start == 1 && bytes[start].is_ascii_alphabetic() {
            // "U.S." and "U.S.A": the letters run together.
            while bytes.get(*end) == Some(&b'.') && self.one_letter_stands(*end + 1) {
                *end += 2;
            }
            if *end - start > 1 {
                *hash = folded_hash(&self.text[start..*end]).unwrap_or(*hash);
            }
            let stops = bytes.get(*end) == Some(&b'.');
            // The last stop of "U.S." belongs to the word, that of "J. Smith" to nothing.
            self.at = *end + usize::from(stops);
            if *end - start > 1 {
                *end = self.at;
            }
            return;
        }
        self.broken = !is_title(&self.text[start..*end]);
        self.at = *end + 1;
    }

    /// True when exactly one ASCII letter stands at `at`: "U.[S]." but not "U.[S]tates".
    fn one_letter_stands(&self, at: usize) -> bool {
        let text = self.text.as_bytes();
        text.get(at).is_some_and(u8::is_ascii_alphabetic)
            && self.text[at + 1..].chars().next().is_none_or(|next| !next.is_alphanumeric())
    }

    /// Reads on a word that contains characters beyond ASCII. Returns its hash, `None` where nothing is left of it when
    /// folded.
    #[inline(never)]
    fn read_beyond_ascii(&mut self, start: usize, end: &mut usize) -> Option<u64> {
        let first = self.character(start);
        *end = start;
        if is_written_without_spaces(first) {
            *end += first.len_utf8();
        } else {
            for c in self.text[start..].chars() {
                if !(is_nothing(c) || c.is_alphanumeric()) || is_written_without_spaces(c) {
                    break;
                }
                *end += c.len_utf8();
            }
        }
        self.at = *end;
        folded_hash(&self.text[start..*end])
    }
}

/// The hash of a word's folded form; `None` where nothing is left of it.
fn folded_hash(word: &str) -> Option<u64> {
    let mut folded = String::new();
    fold_word(word, &mut folded);
    let hash = folded.as_bytes().chunks(8).fold(0, |hash, part| hash_step(hash, eight_bytes(part)));
    (!folded.is_empty()).then(|| hash_end(hash, folded.len()))
}

/// Length and hash of the run of ASCII letters and digits at the head of `bytes`: eight bytes at a time, without a
/// branch for each.
fn plain_word(bytes: &[u8]) -> (usize, u64) {
    const SMALL_LETTERS: u64 = u64::from_ne_bytes([0x20; 8]);
    let (mut length, mut hash) = (0, 0);
    loop {
        let rest = &bytes[length..];
        let eight = rest.first_chunk::<8>().map_or_else(|| eight_bytes(rest), |eight| u64::from_le_bytes(*eight));
        let count = leading_letters_and_digits(eight);
        if count > 0 {
            // The bit that makes a letter small; digits have it already.
            hash = hash_step(hash, (eight | SMALL_LETTERS) & (u64::MAX >> (64 - 8 * count)));
        }
        length += count;
        if count < 8 {
            return (length, hash_end(hash, length));
        }
    }
}

/// Up to eight bytes as a number, the first the lowest, zeros behind them.
fn eight_bytes(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    let count = bytes.len().min(8);
    eight[..count].copy_from_slice(&bytes[..count]);
    u64::from_le_bytes(eight)
}

/// How many of eight bytes, from the lowest, are ASCII letters or digits.
///
/// For a byte below 128, adding `128 - n` sets its highest bit exactly when it is at least `n`, and never touches the
/// next byte.
fn leading_letters_and_digits(eight: u64) -> usize {
    const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);
    let below_128 = eight & !HIGHEST;
    let at_least = |bytes: u64, least: u8| bytes + u64::from_ne_bytes([0x80 - least; 8]);
    let small = below_128 | u64::from_ne_bytes([0x20; 8]);
    let letters = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digits = at_least(below_128, b'0') & !at_least(below_128, b'9' + 1);
    let others = !((letters | digits) & !eight) & HIGHEST;
    others.trailing_zeros() as usize / 8
}

/// One step of a multiplicative hash.
///
/// The multiplier is one of good spread from Steele and Vigna (2021), "Computationally easy, spectrally good
/// multipliers".
fn hash_step(hash: u64, eight: u64) -> u64 {
    let product = (hash ^ eight).wrapping_mul(HASH_MULTIPLIER);
    product ^ product >> 32
}

fn hash_end(hash: u64, length: usize) -> u64 {
    (hash ^ length as u64).wrapping_mul(HASH_MULTIPLIER)
}

const HASH_MULTIPLIER: u64 = 0xd134_2543_de82_ef95;

/// Writes `c` decomposed, without marks, in lower case.
fn push_folded(c: char, folded: &mut String) {
    for part in std::iter::once(c).nfkd() {
        for lower in part.to_lowercase().filter(|lower| lower.is_alphanumeric() && !is_nothing(*lower)) {
            // Letters that Unicode does not decompose, and Arabic ones that Persian keyboards write with another code.
            match lower {
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'ı' => folded.push('i'),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ß' => folded.push_str("ss"),
                'þ' => folded.push_str("th"),
                'ی' | 'ى' => folded.push('ي'),
                'ک' => folded.push('ك'),
                other => folded.push(other),
            }
        }
    }
}

/// Abbreviations that stand before a name or inside one.
fn is_title(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "Adm", "Amb", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Dr", "Fr", "Ft", "Gen", "Gov", "Hon", "Jr", "Lt", "Maj",
        "Messrs", "Mr", "Mrs", "Ms", "Mt", "Pres", "Prof", "Rep", "Rev", "Sen", "Sgt", "Sr", "St",
    ];
    TITLES.contains(&word)
}

/// Marks over and under letters, soft hyphen, joiners, direction marks, tatweel, variation selectors, byte order mark.
///
/// Vowel signs of Indic scripts are marks too but stand in the line (combining class 0): they stay.
fn is_nothing(c: char) -> bool {
    canonical_combining_class(c) != 0
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{640}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
        && c.is_alphanumeric()
}

fn joins_softly(c: char) -> bool {
    c.is_whitespace() || matches!(c, '‐' | '‑' | '’' | '‘' | 'ʼ' | 'ʻ' | '´' | '\u{200B}')
}

#[cfg(test)]
mod tests {
    use super::{fold_name, fold_word, words};

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert_eq!(fold_name(a), fold_name(b), "{a:?} and {b:?}");
        let hashes = |name| words(name).map(|word| word.hash).collect::<Vec<_>>();
        assert_eq!(hashes(a), hashes(b), "{a:?} and {b:?}");
    }

    #[test]
    fn variants_of_one_name_fold_alike() {
        same("U.S.", "US");
        same("U.S.A.", "USA");
        same("al-Qaida", "Al Qaida");
        same("Sana’a", "Sana'a");
        same("Erdoğan", "Erdogan");
        same("Lech Wałęsa", "lech walesa");
        same("Mike\u{a0}Pompeo", "MIKE POMPEO");
        same("İstanbul", "Istanbul");
        same("إيران", "ايران");
        same("سپاه\u{200c}پاسداران", "سپاهپاسداران");
        assert_eq!(fold_name("—"), "");
    }

    #[test]
    fn a_break_keeps_words_apart_and_a_title_does_not() {
        let broken = |text: &str| words(text).nth(1).expect("two words").breaks_before;
        for text in [
            "Gen. Soleimani",
            "Saudi\nArabia",
            "Saudi-Arabia",
            "J. Smith",
            "U.S. Army",
            "Pompeo’s letter",
            "al\u{a0}Qaida",
        ] {
            assert!(!broken(text), "{text:?}");
        }
        for text in
            ["Saudi. Arabia", "Saudi\n\nArabia", "Saudi, Arabia", "Saudi “Arabia", "Saudi – Arabia", "é. Arabia"]
        {
            assert!(broken(text), "{text:?}");
        }
    }

    #[test]
    fn words_stand_where_they_say() {
        let text = "“The U.S. warned Gen. Qassem Soleimani’s Erdoğan, 北京 in the U.S.”";
        let found: Vec<&str> = words(text).map(|word| word.span.of(text)).collect();
        assert_eq!(
            found,
            ["The", "U.S.", "warned", "Gen", "Qassem", "Soleimani", "s", "Erdoğan", "北", "京", "in", "the", "U.S."]
        );
    }

    #[test]
    fn runs_of_letters_and_digits_are_measured() {
        for byte in 0..=255_u8 {
            let word = byte.is_ascii_alphanumeric();
            assert_eq!(super::plain_word(&[byte; 3]).0, if word { 3 } else { 0 }, "{byte}");
            assert_eq!(
                super::plain_word(&[b'a', b'Z', byte, b'0', b'9', b'a', b'a', b'a', b'a', byte]).0,
                if word { 10 } else { 2 },
                "{byte}"
            );
        }
        assert_eq!(super::plain_word(b"abcdefgh").0, 8);
        assert_eq!(super::plain_word(b"").0, 0);
    }

    #[test]
    fn the_hash_is_that_of_the_folded_word() {
        let text = "Wałęsa WALESA walesa U.S. us 7";
        let folded: Vec<(String, u64)> = words(text)
            .map(|word| {
                let mut folded = String::new();
                fold_word(word.span.of(text), &mut folded);
                (folded, word.hash)
            })
            .collect();
        assert_eq!(folded[0], folded[1]);
        assert_eq!(folded[1], folded[2]);
        assert_eq!(folded[3], folded[4]);
        assert_ne!(folded[4].1, folded[5].1);
    }
}
