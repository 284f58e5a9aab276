//! RON text to tokens: brackets, commas, colons, and words with their places; comments and white space are left out.
//!
//! A text in quotation marks is one word whatever it holds. One that is never closed ends where its line ends, so that
//! the rest of the file can be read.

use std::sync::Arc;

use crate::{Diagnostic, Place, SourceText, Span};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TokenKind {
    /// `(`, `[` or `{`; `partner` is the number of its closing token.
    Open {
        partner: usize,
    },
    Close,
    Comma,
    Colon,
    /// A string, number, character or identifier: one value or part of one.
    Word,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct RonToken {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

/// Cuts a part of a file; what never closes inside it is reported. Linear.
pub(super) fn tokenize(source_text: &Arc<SourceText>, part: Span, problems: &mut Vec<Diagnostic>) -> Vec<RonToken> {
    let text = &source_text.text[..part.end()];
    let mut tokens = Vec::new();
    let mut at = part.start();
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        let kind = match c {
            '\u{feff}' => {
                at += c.len_utf8();
                continue;
            }
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '/' if text[at..].starts_with("//") || text[at..].starts_with("/*") => {
                at = comment_end(text, at, source_text, problems);
                continue;
            }
            '#' if text[at..].starts_with("#![") => {
                // An extension line `#![enable(...)]`: for `ron` as a whole, nothing here needs it.
                at = text[at..].find(']').map_or(text.len(), |end| at + end + 1);
                continue;
            }
            '(' | '[' | '{' => TokenKind::Open { partner: usize::MAX },
            ')' | ']' | '}' => TokenKind::Close,
            ',' => TokenKind::Comma,
            ':' => TokenKind::Colon,
            _ => {
                at = word_end(text, at, source_text, problems);
                tokens.push(RonToken { kind: TokenKind::Word, span: Span::new(start, at) });
                continue;
            }
        };
        at += 1;
        tokens.push(RonToken { kind, span: Span::new(start, at) });
    }
    tokens
}

fn comment_end(text: &str, start: usize, source_text: &Arc<SourceText>, problems: &mut Vec<Diagnostic>) -> usize {
    if text[start..].starts_with("//") {
        return text[start..].find('\n').map_or(text.len(), |end| start + end);
    }
    let mut depth = 0;
    let mut at = start;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    let place = Place { source_text: Arc::clone(source_text), span: Span::new(start, start + 2) };
    problems.push(Diagnostic::error(place, "this comment is never closed").hint("add `*/`"));
    text.len()
}

/// End of the string, character, number or identifier that starts at `start`.
fn word_end(text: &str, start: usize, source_text: &Arc<SourceText>, problems: &mut Vec<Diagnostic>) -> usize {
    let rest = &text[start..];
    // A text never closed ends where its line ends, brackets and commas there not counted: what follows can still be
    // read.
    let mut unclosed = |length: usize| {
        let place = Place { source_text: Arc::clone(source_text), span: Span::new(start, start + length) };
        problems.push(Diagnostic::error(place, "this text is never closed").hint("add the closing `\"`"));
        let line = rest.lines().next().unwrap_or(rest);
        start + line.trim_end_matches([')', ']', '}', ',', ' ', '\t']).len().max(length)
    };
    if rest.starts_with('"') {
        return match string_end(rest) {
            // What looks like the end is the beginning of the next text, on a later line: `"Acme,\n kind: "company"`.
            Some(end) if rest[..end].contains('\n') && rest[end..].starts_with(char::is_alphanumeric) => unclosed(1),
            Some(end) => start + end,
            None => unclosed(1),
        };
    }
    if let Some(hashes) = raw_string_hashes(rest) {
        let closing = format!("\"{}", "#".repeat(hashes));
        let body = hashes + 2;
        return rest[body..].find(&closing).map_or_else(|| unclosed(body), |end| start + body + end + closing.len());
    }
    if rest.starts_with('\'') {
        // 'a' or '\n'; a lone apostrophe is read as a word and fails as a value.
        let end = rest.char_indices().skip(2).take(9).find(|(_, c)| *c == '\'').map_or(1, |(index, _)| index + 1);
        return start + end;
    }
    let end = rest.find(|c: char| c.is_whitespace() || "()[]{},:\"'".contains(c)).unwrap_or(rest.len());
    start + end.max(rest.chars().next().map_or(1, char::len_utf8))
}

fn string_end(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 1;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
        if bytes[at] == b'"' {
            return Some(at + 1);
        }
        // What is escaped is no end; later bytes of a long character are neither mark.
        at += 2;
    }
}

/// `r"`, `r#"`, ...: the number of hashes.
fn raw_string_hashes(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}
