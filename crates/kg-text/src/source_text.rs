//! A file's text with its name, and places in it.

use std::sync::Arc;

use super::Span;

/// The text of one file with the name a user knows it by. Shared: a [`Place`] keeps its text alive.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceText {
    /// Path as shown to the user.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl SourceText {
    /// Puts a name to a text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<SourceText> {
        Arc::new(SourceText { name: name.into(), text: text.into() })
    }
}

/// A stretch of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source_text: Arc<SourceText>,
    /// Where in it.
    pub span: Span,
}

impl Place {
    /// Line and column of the first character, both from 1; the column counts characters. Linear in the text before it.
    pub fn line_and_column(&self) -> (usize, usize) {
        let before = &self.source_text.text[..self.span.start()];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}
