//! JSON whose bytes are as harmless as its values are exact.
//!
//! In: any value that serde can write. Out: JSON that says the same, in which characters that would command a terminal,
//! reorder a line or close a `<script>` stand as `\uXXXX`: a parser gives back the very text, and `cat`, a diff or a
//! page that embeds it shows nothing else.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use super::is_hidden;

/// Writes a value on one line, without a line end.
pub fn write_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Harmless(CompactFormatter)))?)
}

/// Writes a value over several lines, without a line end.
pub fn write_pretty_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Harmless(PrettyFormatter::new())))?)
}

struct Harmless<F>(F);

impl<F: Formatter> Formatter for Harmless<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|c| c == '<' || is_hidden(c)) {
            let c = rest[at..].chars().next().expect("one was found there");
            writer.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::{write_json, write_pretty_json};

    #[test]
    fn values_are_exact_and_bytes_harmless() {
        let text = "a\"\\\n\0\u{1b}\u{7f}\u{202e}</script>😀\u{feff}";
        for pretty in [false, true] {
            let mut bytes = Vec::new();
            if pretty { write_pretty_json(&mut bytes, &[text]) } else { write_json(&mut bytes, &[text]) }
                .expect("memory can be written");
            let written = String::from_utf8(bytes).expect("JSON is UTF-8");
            assert!(!written.contains(['\0', '\u{1b}', '\u{7f}', '\u{202e}', '<', '\u{feff}']), "{written}");
            assert_eq!(serde_json::from_str::<Vec<String>>(&written).expect("JSON"), [text]);
        }
    }
}
