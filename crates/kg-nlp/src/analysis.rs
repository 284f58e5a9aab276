//! A text as language: tokens in sentences, with tags, lemmas, trees and names.

use std::ops::Range;

use super::feature::{Feature, Features};
use super::tag::{NameKind, Relation, Upos, Xpos};
use kg_text::Span;

/// A token as a word of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// Penn tag.
    pub xpos: Xpos,
    /// Universal part of speech.
    pub upos: Upos,
    /// Morphological features.
    pub features: Features,
    /// Its head, counted like itself from the start of the document; a root is its own head.
    pub head: u32,
    /// Its relation to the head.
    pub relation: Relation,
    /// Its lemma, in the analysis's lemmas.
    pub(super) lemma: Span,
}

/// A name: a range of tokens and what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its tokens, counted from the start of the document.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
}

/// What [`Language::analyse`](super::Language::analyse) found in one text.
///
/// Token spans are in order, disjoint, and leave only white space and control characters between them. Sentences are
/// ranges of tokens, in order, none empty, together all tokens. Within a sentence the heads form one tree: one root, no
/// cycle. Names are in order and disjoint, each inside a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// All tokens.
    pub tokens: Vec<Token>,
    /// Sentences, as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// Names, as ranges of tokens.
    pub names: Vec<Name>,
    pub(super) lemmas: String,
}

impl Analysis {
    /// The dictionary form of a token.
    pub fn lemma(&self, token: &Token) -> &str {
        token.lemma.of(&self.lemmas)
    }

    /// The words of a sentence, as the text has them.
    pub fn words<'t>(&self, text: &'t str, sentence: usize) -> &'t str {
        self.span(sentence).of(text)
    }

    /// Where a sentence stands in the text, from its first token to its last.
    pub fn span(&self, sentence: usize) -> Span {
        let range = &self.sentences[sentence];
        Span::new(self.tokens[range.start].span.start(), self.tokens[range.end - 1].span.end())
    }
}

impl Token {
    /// Whether it has a morphological feature.
    pub fn has(&self, feature: Feature) -> bool {
        self.features.has(feature)
    }
}
