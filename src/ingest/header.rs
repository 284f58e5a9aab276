//! What a text file says of its own publication: a header at its top, or a sidecar file beside it.
//!
//! A header is `key: value` lines between two lines `---`, as in the front matter of many Markdown tools. A sidecar is
//! a RON record with the same fields in a file of the document's name with `.ron` behind it. Slips in either are
//! warnings; what can be read is used.

use std::sync::Arc;

use super::Metadata;
use crate::model::PartialDate;
use crate::text::ron::Ron;
use crate::text::{Diagnostic, Place, Severity, SourceText, Span, closest};

const FIELDS: [&str; 7] = ["title", "publisher", "author", "published", "url", "language", "digests"];

/// Splits a file into what its header says and where its text begins (byte offset). Without a header the text begins at
/// 0.
pub(super) fn read_header(path: &str, text: &str, problems: &mut Vec<Diagnostic>) -> (Metadata, usize) {
    let mut metadata = Metadata::default();
    let Some(after_fence) = text.strip_prefix("---\n") else { return (metadata, 0) };
    let start = text.len() - after_fence.len();
    let Some(length) = fence(after_fence) else {
        // A Markdown rule at the top, or a header someone forgot to close.
        if after_fence
            .lines()
            .next()
            .is_some_and(|line| line.split_once(':').is_some_and(|(key, _)| FIELDS.contains(&key.trim())))
        {
            let place = Place { source_text: SourceText::new(path, text), span: Span::new(0, 3) };
            problems.push(
                Diagnostic::warning(place, "this header is never closed; read as text")
                    .hint("end it with a line `---`"),
            );
        }
        return (metadata, 0);
    };
    let header = &after_fence[..length];
    // Shared by the diagnostics of this header, made only when there is one.
    let mut source_text: Option<Arc<SourceText>> = None;
    let mut offset = start;
    for line in header.split_inclusive('\n') {
        let mut place = |from: usize, length: usize| Place {
            source_text: Arc::clone(source_text.get_or_insert_with(|| SourceText::new(path, text))),
            span: Span::new(offset + from, offset + from + length),
        };
        let content = line.trim_end();
        if let Some((key, value)) = content.split_once(':') {
            let value_start = content.len() - value.trim_start().len();
            let value = value.trim();
            let unquoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
            if let Err(message) = metadata.set(key.trim(), unquoted) {
                let (diagnostic, hint) = match message {
                    Refusal::UnknownField => (
                        Diagnostic::warning(
                            place(0, key.len()),
                            format!("unknown header field `{}`; left out", key.trim()),
                        ),
                        closest(key.trim(), FIELDS).map_or_else(
                            || format!("the fields are {}", FIELDS.join(", ")),
                            |likely| format!("did you mean `{likely}`?"),
                        ),
                    ),
                    Refusal::Value(message) => (
                        Diagnostic::warning(place(value_start, value.len()), format!("{message}; left out")),
                        DATE_HINT.to_owned(),
                    ),
                };
                problems.push(diagnostic.hint(hint));
            }
        } else if !content.trim().is_empty() {
            problems
                .push(Diagnostic::warning(place(0, content.len()), "expected `field: value` in the header; left out"));
        }
        offset += line.len();
    }
    let rest = &after_fence[length..];
    let body = rest.find('\n').map_or(text.len(), |end| start + length + end + 1);
    (metadata, body)
}

/// Length of what stands before the closing `---` line.
fn fence(text: &str) -> Option<usize> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}

/// Reads a sidecar file.
pub(super) fn read_sidecar(sidecar: &Arc<SourceText>, problems: &mut Vec<Diagnostic>) -> Metadata {
    let mut metadata = Metadata::default();
    let mut found = Vec::new();
    let file = Ron::new(sidecar, &mut found);
    if let Some(root) = file.root(&mut found)
        && let Some(record) = root.record(&FIELDS, &mut found)
    {
        for field in FIELDS {
            let Some(text) = record.text(field, &mut found) else { continue };
            match metadata.set(field, &text.value) {
                Ok(()) => {}
                Err(Refusal::Value(message)) => found.push(Diagnostic::error(text.place, message).hint(DATE_HINT)),
                Err(Refusal::UnknownField) => unreachable!("only known fields are asked for"),
            }
        }
    }
    // A slip beside one document stops nothing: what can be read is used.
    problems.extend(found.into_iter().map(|problem| Diagnostic { severity: Severity::Warning, ..problem }));
    metadata
}

const DATE_HINT: &str = "give as much of the date as is known: 2017, 2017-12 or 2017-12-02";

enum Refusal {
    UnknownField,
    Value(String),
}

impl Metadata {
    fn set(&mut self, field: &str, value: &str) -> Result<(), Refusal> {
        let text = (!value.is_empty()).then(|| value.to_owned());
        match field {
            "title" => self.title = text,
            "publisher" => self.publisher = text,
            "author" => self.author = text,
            "published" => {
                self.published = text.map(|date| PartialDate::parse(&date)).transpose().map_err(Refusal::Value)?
            }
            "url" => self.url = text,
            "language" => self.language = text,
            "digests" => self.digests = text,
            _ => return Err(Refusal::UnknownField),
        }
        Ok(())
    }
}

/// The first line, when it looks like a headline: short, alone, and without a full stop.
pub(super) fn headline(text: &str) -> Option<String> {
    const LONGEST_CHARACTERS: usize = 200;
    let (first, rest) = text.trim_start().split_once('\n')?;
    let first = first.trim();
    let alone = rest.trim_start_matches([' ', '\t']).starts_with('\n');
    let short = first.chars().count() <= LONGEST_CHARACTERS;
    (alone && short && !first.is_empty() && !first.ends_with(['.', ':', ',', ';'])).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::read_header;

    fn header(text: &str) -> (Option<String>, String, Vec<String>) {
        let mut problems = Vec::new();
        let (metadata, body) = read_header("a.md", text, &mut problems);
        (metadata.title, text[body..].to_owned(), problems.into_iter().map(|problem| problem.message).collect())
    }

    #[test]
    fn header_ends_where_the_text_begins() {
        assert_eq!(header("---\ntitle: \"A: B\"\n---\nText"), (Some("A: B".into()), "Text".into(), vec![]));
        assert_eq!(header("---\ntitle: A\n---"), (Some("A".into()), String::new(), vec![]));
        assert_eq!(header("Text"), (None, "Text".into(), vec![]));
        assert_eq!(header("---\nText"), (None, "---\nText".into(), vec![]));
    }

    #[test]
    fn slips_in_a_header_are_named_and_the_rest_is_kept() {
        let (title, _, problems) = header("---\ntitel: B\ntitle: A\npublished: 2017-02-30\nwhat\n---\nText");
        assert_eq!(title.as_deref(), Some("A"));
        assert_eq!(
            problems,
            [
                "unknown header field `titel`; left out",
                "there is no day `2017-02-30`; left out",
                "expected `field: value` in the header; left out"
            ]
        );
        assert_eq!(header("---\ntitle: A\nText").2, ["this header is never closed; read as text"]);
    }
}
