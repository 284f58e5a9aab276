//! Bytes to text: UTF-8 as it is, everything else detected and decoded, or refused by name.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{LARGEST_TEXT, SourceFile};
use crate::text::{Diagnostic, Severity};

/// The file's text with `\n` line ends, or `None` with the reason reported.
pub(super) fn decoded(file: &SourceFile, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let skipped = |message: String, hint: &str| {
        Diagnostic::of_file(Severity::Warning, file.path, format!("{message}; skipped")).hint(hint)
    };
    if file.bytes.len() > LARGEST_TEXT {
        let message =
            format!("the file has {} MB and a document may have {}", file.bytes.len() >> 20, LARGEST_TEXT >> 20);
        problems.push(skipped(message, "split it into articles, one a file or one a line of a .jsonl file"));
        return None;
    }
    match decode(file.bytes) {
        Ok(Decoded { text, guessed }) => {
            if let Some(name) = guessed {
                problems.push(
                    Diagnostic::of_file(Severity::Note, file.path, format!("not UTF-8; read as {name}"))
                        .hint("convert it to UTF-8 if letters look wrong"),
                );
            }
            if text.trim().is_empty() {
                problems.push(skipped("the file is empty".to_owned(), "remove it or fill it"));
                return None;
            }
            Some(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
        }
        Err(reason) => {
            problems.push(skipped(reason, "keep text files among the documents, in UTF-8 where possible"));
            None
        }
    }
}

/// A text and, where it was not plainly UTF-8, the name of the encoding it was taken for.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) guessed: Option<&'static str>,
}

/// Decodes a file. The error says what the file is instead of text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    if let Some((encoding, mark_length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark_length..])
            .map(|text| Decoded { text, guessed: (encoding != UTF_8).then_some(encoding.name()) });
    }
    if let Some(name) = known_format(bytes) {
        return Err(format!("this is {name}, not text"));
    }
    if !bytes.contains(&0)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return refuse_controls(text.to_owned()).map(|text| Decoded { text, guessed: None });
    }
    let encoding = match utf_16_without_mark(bytes) {
        Some(encoding) => encoding,
        None if bytes.contains(&0) => return Err("this is a binary file, not text".to_owned()),
        None => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            detector.guess(None, Utf8Detection::Deny)
        }
    };
    decode_as(encoding, bytes).map(|text| Decoded { text, guessed: Some(encoding.name()) })
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, String> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged {
        return Err(format!("the text looks like {} but is damaged or of an encoding not known here", encoding.name()));
    }
    refuse_controls(text.into_owned())
}

/// Refuses what decodes but is no text: control characters are rare in text.
fn refuse_controls(text: String) -> Result<String, String> {
    const MOST: f64 = 0.02;
    let controls =
        text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}')).count();
    if controls as f64 > MOST * text.len() as f64 {
        return Err("this is a binary file, not text".to_owned());
    }
    Ok(text)
}

fn known_format(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: [(&[u8], &str); 10] = [
        (b"%PDF", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3", "an SQLite database"),
    ];
    FORMATS.iter().find(|(head, _)| bytes.starts_with(head)).map(|(_, name)| *name)
}

/// UTF-16 of mostly Latin text: every other byte is zero.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    const ZEROS_EXPECTED: f64 = 0.4;
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let pairs = sample.len() / 2;
    if pairs == 0 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros =
        |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count() as f64 / pairs as f64;
    let (first, second) = (zeros(0), zeros(1));
    if second > ZEROS_EXPECTED && first == 0.0 {
        Some(UTF_16LE)
    } else if first > ZEROS_EXPECTED && second == 0.0 {
        Some(UTF_16BE)
    } else {
        None
    }
}
