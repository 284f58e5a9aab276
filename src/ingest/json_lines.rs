//! JSON Lines: one article a line, with `text` and as much of `id`, `title`, `published`, `publisher`, `author`, `url`,
//! `language` as is known.
//!
//! Fields not known here are ignored, since collections carry many. A bad line is reported with its place and the
//! others are read.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Article, FormatReader, LARGEST_TEXT, Metadata, SourceFile, headline};
use crate::model::PartialDate;
use crate::text::{Diagnostic, Severity};

pub(super) const READER: FormatReader = FormatReader { name: "JSON Lines", endings: &["jsonl", "ndjson"], read };

#[derive(Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    text: String,
    title: Option<String>,
    published: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

fn read(file: &SourceFile, problems: &mut Vec<Diagnostic>) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    let mut first_line: HashMap<String, usize> = HashMap::new();
    for (index, line) in file.bytes.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        let mut skip = |message: String| {
            let message = format!("line {}: {message}; skipped", index + 1);
            problems.push(
                Diagnostic::of_file(Severity::Warning, file.path, message)
                    .hint("each line is one JSON object with a field `text`"),
            );
        };
        if line.len() > LARGEST_TEXT {
            skip(format!("the line has {} MB and a document may have {}", line.len() >> 20, LARGEST_TEXT >> 20));
            continue;
        }
        match serde_json::from_slice::<Line>(line) {
            Err(error) => skip(reason(&error)),
            Ok(line) if line.text.trim().is_empty() => skip("the text is empty".to_owned()),
            Ok(line) => {
                let mut article = article(line, file.path, index + 1, problems);
                if let Some(earlier) = article.id.as_ref().and_then(|id| first_line.get(id)) {
                    let id = article.id.take().unwrap_or_default();
                    let message = format!("line {}: the id `{id}` is that of line {earlier} already", index + 1);
                    problems.push(
                        Diagnostic::of_file(Severity::Warning, file.path, message)
                            .hint("give every line an id of its own"),
                    );
                    article.id = Some(format!("{id} (line {})", index + 1));
                }
                first_line.extend(article.id.clone().map(|id| (id, index + 1)));
                articles.push(article);
            }
        }
    }
    articles
}

fn article(line: Line, path: &str, number: usize, problems: &mut Vec<Diagnostic>) -> Article {
    let published = line.published.as_deref().filter(|date| !date.is_empty()).and_then(|date| {
        let parsed = PartialDate::of_timestamp(date);
        if parsed.is_none() {
            let message = format!("line {number}: `{date}` is no date; left out");
            problems.push(
                Diagnostic::of_file(Severity::Warning, path, message)
                    .hint("write 2017, 2017-12, 2017-12-02 or a timestamp that begins so"),
            );
        }
        parsed
    });
    // A number or anything else is named as it is written.
    let id = line.id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    let text = if line.text.contains('\r') { line.text.replace("\r\n", "\n").replace('\r', "\n") } else { line.text };
    Article {
        id: Some(id.unwrap_or_else(|| format!("line-{number}"))),
        metadata: Metadata {
            title: line.title,
            publisher: line.publisher,
            author: line.author,
            published,
            url: line.url,
            language: line.language,
            digests: None,
        },
        headline: headline(&text),
        text,
    }
}

/// The parser's words without its own line number, which is always 1 here.
fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((reason, _)) => format!("{reason} at column {}", error.column()),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{SourceFile, read};

    #[test]
    fn a_bad_line_costs_only_itself() {
        let deep = format!("{{\"text\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
        let bytes = format!(
            "{{\"id\": 7, \"text\": \"A.\", \"published\": \"2019-05-16T08:00:00Z\"}}\nnot json\n\n{deep}\n{{\"text\": \"B.\", \"published\": \"soon\"}}\n"
        );
        let mut problems = Vec::new();
        let articles = read(&SourceFile { path: "a.jsonl", bytes: bytes.as_bytes(), sidecar: None }, &mut problems);
        let found: Vec<(Option<&str>, &str)> =
            articles.iter().map(|article| (article.id.as_deref(), article.text.as_str())).collect();
        assert_eq!(found, [(Some("7"), "A."), (Some("line-5"), "B.")]);
        assert_eq!(articles[0].metadata.published.map(|date| date.to_string()).as_deref(), Some("2019-05-16"));
        let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert!(messages[0].starts_with("line 2: "), "{messages:?}");
        assert!(messages[1].starts_with("line 4: "), "{messages:?}");
        assert_eq!(messages[2], "line 5: `soon` is no date; left out");
    }
}
