//! Text as names compare it: words without case, diacritics, dots in abbreviations, kinds of apostrophe, hyphen and space.
//!
//! In comes any text, out comes one byte string in which every word stands between separators, with a table that leads back to the
//! original. Two names are the same name when their foldings are the same bytes; an alias is found in a document by finding its folding there.
//!
//! Decided here: what a word is. A hyphen or an apostrophe ends a word softly ("Iran-backed" contains the word Iran, "Pompeo’s" the word
//! Pompeo, and "al-Qaida" is the two words of "al Qaida"); a comma, a full stop, a quotation mark or a blank line breaks: no name reaches across
//! it. A full stop after an initial or a title does not break ("Gen. Soleimani"). "U.S." and "US" are one word. Han, kana and Thai have no spaces:
//! each of their characters is a word. Invisible formatting characters are nothing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::Span;

/// Stands before and after every word of a folding.
pub(crate) const SEPARATOR: u8 = 1;
/// Stands between the separators of two words that no name may join.
const BREAK: u8 = 2;

/// A text folded for comparison. Made by [`fold`].
///
/// `bytes` is UTF-8: `SEPARATOR word SEPARATOR word SEPARATOR`, with `BREAK SEPARATOR` put in where a break lies between two words.
#[derive(Debug, Default)]
pub struct Folded {
    bytes: Vec<u8>,
    words: Vec<Word>,
}

/// One word: where its folding starts, and where it stands in the original.
#[derive(Clone, Copy, Debug)]
struct Word {
    folded_start: u32,
    start: u32,
    end: u32,
}

impl Folded {
    /// The folded bytes: what aliases are searched in.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Number of words.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// Where word number `index` stands in the original text.
    pub fn word_span(&self, index: usize) -> Span {
        let word = self.words[index];
        Span::new(word.start as usize, word.end as usize)
    }

    /// The words that a match in [`Folded::bytes`] covers, as a range of word numbers. The match starts and ends with a separator.
    pub fn words_of_match(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.words.partition_point(|word| (word.folded_start as usize) <= start);
        let last = first + self.words[first..].partition_point(|word| (word.folded_start as usize) < end - 1);
        first..last
    }

    fn word_text(&self, index: usize) -> &[u8] {
        let start = self.words[index].folded_start as usize;
        let length = self.bytes[start..].iter().position(|&byte| byte == SEPARATOR).expect("a separator follows every word");
        &self.bytes[start..start + length]
    }
}

/// Folds a text. Linear; allocates two buffers.
pub fn fold(text: &str) -> Folded {
    let mut folder = Folder::over(text);
    folder.run();
    folder.folded
}

/// Folds a name for lookup: its words joined by single spaces, breaks ignored. Empty when the name has no letter or digit.
pub fn fold_name(name: &str) -> String {
    let folded = fold(name);
    let mut key = Vec::with_capacity(folded.bytes.len());
    for index in 0..folded.word_count() {
        if index > 0 {
            key.push(b' ');
        }
        key.extend_from_slice(folded.word_text(index));
    }
    String::from_utf8(key).expect("folding writes whole characters")
}

struct Folder<'t> {
    text: &'t str,
    bytes: &'t [u8],
    folded: Folded,
    /// Start of the word being read, in the text; `None` between words.
    open: Option<usize>,
    /// True when a break was passed since the last word.
    broken: bool,
    /// Lines ended since the last word: two make a break.
    line_ends: u32,
}

impl<'t> Folder<'t> {
    fn over(text: &'t str) -> Folder<'t> {
        let mut folded = Folded { bytes: Vec::with_capacity(text.len() + text.len() / 8 + 2), words: Vec::with_capacity(text.len() / 5) };
        folded.bytes.push(SEPARATOR);
        Folder { text, bytes: text.as_bytes(), folded, open: None, broken: false, line_ends: 0 }
    }

    fn run(&mut self) {
        let mut at = 0;
        while at < self.bytes.len() {
            let byte = self.bytes[at];
            if byte.is_ascii_alphanumeric() {
                self.begin(at);
                self.folded.bytes.push(byte.to_ascii_lowercase());
                at += 1;
            } else if byte.is_ascii() {
                at = self.ascii_separator(at, byte);
            } else {
                at = self.beyond_ascii(at);
            }
        }
        self.end(self.bytes.len());
    }

    fn begin(&mut self, at: usize) {
        if self.open.is_some() {
            return;
        }
        if (self.broken || self.line_ends > 1) && !self.folded.words.is_empty() {
            self.folded.bytes.extend_from_slice(&[BREAK, SEPARATOR]);
        }
        self.broken = false;
        self.line_ends = 0;
        self.open = Some(at);
        let start = at as u32;
        self.folded.words.push(Word { folded_start: self.folded.bytes.len() as u32, start, end: start });
    }

    fn end(&mut self, at: usize) {
        if self.open.take().is_some() {
            self.folded.bytes.push(SEPARATOR);
            self.folded.words.last_mut().expect("an open word was pushed").end = at as u32;
        }
    }

    /// Deals with the ASCII character at `at`, which is no letter or digit; returns where to go on.
    fn ascii_separator(&mut self, at: usize, byte: u8) -> usize {
        match byte {
            b'.' => return self.full_stop(at),
            b'\n' => self.line_ends += 1,
            b' ' | b'\t' | b'\r' | b'-' | b'\'' | b'`' | b'_' | b'@' | b'#' | b'&' => {}
            // "100,000" is no place for a name, and neither is any other mark.
            _ => self.broken = true,
        }
        self.end(at);
        at + 1
    }

    fn full_stop(&mut self, at: usize) -> usize {
        let Some(start) = self.open else {
            self.broken = true;
            return at + 1;
        };
        let word = &self.text[start..at];
        if is_dotted_letters(word) {
            // "U.S." and "U.S.A": the letters run together.
            if self.one_letter_follows(at + 1) {
                return at + 1;
            }
            // "J. Smith": an initial; its stop belongs to nothing. "the U.S. said": the last stop belongs to the word.
            if word.len() > 1 {
                self.end(at + 1);
                return at + 1;
            }
            self.end(at);
            return at + 1;
        }
        self.broken = !is_title(word);
        self.end(at);
        at + 1
    }

    /// True when exactly one ASCII letter stands at `at`: "U.[S]." but not "U.[S]tates".
    fn one_letter_follows(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic)
            && self.text[at + 1..].chars().next().is_none_or(|next| !next.is_alphanumeric())
    }

    fn beyond_ascii(&mut self, at: usize) -> usize {
        let c = self.text[at..].chars().next().expect("the loop stands on a character");
        let next = at + c.len_utf8();
        if is_nothing(c) {
            return next;
        }
        if is_written_without_spaces(c) {
            self.end(at);
            self.push_folded(at, c);
            self.end(next);
        } else if c.is_alphanumeric() {
            self.push_folded(at, c);
        } else {
            self.end(at);
            self.broken |= !joins_softly(c);
        }
        next
    }

    /// Writes `c` decomposed, without marks, in lower case; begins a word where something is written.
    fn push_folded(&mut self, at: usize, c: char) {
        for part in std::iter::once(c).nfkd() {
            for lower in part.to_lowercase().filter(|lower| lower.is_alphanumeric() && !is_nothing(*lower)) {
                self.begin(at);
                let mut buffer = [0; 4];
                // Letters that Unicode does not decompose, and Arabic ones that Persian keyboards write with another code.
                let written = match lower {
                    'ø' => "o",
                    'ł' => "l",
                    'đ' | 'ð' => "d",
                    'ı' => "i",
                    'æ' => "ae",
                    'œ' => "oe",
                    'ß' => "ss",
                    'þ' => "th",
                    'ی' | 'ى' => "ي",
                    'ک' => "ك",
                    other => other.encode_utf8(&mut buffer),
                };
                self.folded.bytes.extend_from_slice(written.as_bytes());
            }
        }
    }
}

/// Single letters with stops between: "U", "U.S".
fn is_dotted_letters(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() % 2 == 1 && bytes.iter().enumerate().all(|(i, byte)| if i % 2 == 0 { byte.is_ascii_alphabetic() } else { *byte == b'.' })
}

/// Abbreviations that stand before a name or inside one.
fn is_title(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "Adm", "Amb", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Dr", "Fr", "Ft", "Gen", "Gov", "Hon", "Jr", "Lt", "Maj", "Messrs", "Mr", "Mrs", "Ms", "Mt",
        "Pres", "Prof", "Rep", "Rev", "Sen", "Sgt", "Sr", "St",
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
    use super::{fold, fold_name};

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert_eq!(fold_name(a), fold_name(b), "{a:?} and {b:?}");
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
        let between = |text: &str, name: &str| {
            let (text, name) = (fold(text), fold(name));
            text.bytes().windows(name.bytes().len()).any(|window| window == name.bytes())
        };
        assert!(between("said Gen. Soleimani on", "Gen Soleimani"));
        assert!(between("the Saudi\nArabia office", "Saudi Arabia"));
        assert!(!between("he is Saudi. Arabia is", "Saudi Arabia"));
        assert!(!between("Saudi\n\nArabia", "Saudi Arabia"));
        assert!(!between("usable", "us"));
        assert!(between("Iran-backed", "Iran"));
        assert!(between("Pompeo’s", "Pompeo"));
    }

    #[test]
    fn word_spans_lead_back_to_the_original() {
        let text = "“The U.S. warned Gen. Qassem Soleimani’s Erdoğan.”";
        let folded = fold(text);
        let words: Vec<&str> = (0..folded.word_count()).map(|index| folded.word_span(index).of(text)).collect();
        assert_eq!(words, ["The", "U.S.", "warned", "Gen", "Qassem", "Soleimani", "s", "Erdoğan"]);
    }
}
