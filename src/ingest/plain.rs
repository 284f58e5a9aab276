//! Plain text, with an optional header.

use super::{Article, FormatReader, SourceFile, decoded, header, headline};
use crate::text::Diagnostic;

pub(super) const READER: FormatReader = FormatReader { name: "plain text", endings: &["txt", "text", ""], read };

fn read(file: &SourceFile, problems: &mut Vec<Diagnostic>) -> Vec<Article> {
    let Some(mut text) = decoded(file, problems) else { return Vec::new() };
    let (metadata, body) = header::read_header(file.path, &text, problems);
    text.drain(..body);
    vec![Article { id: None, metadata, headline: headline(&text), text }]
}
