//! Sentences as JSON: tokens, trees and names of an analysis.
//!
//! Offsets count Unicode code points of the text, tokens count from 0 in their sentence.

use schemars::JsonSchema;
use serde::Serialize;

use crate::nlp::Analysis;

/// A sentence with its tree: a line of `kg parse --json`.
#[derive(Serialize, JsonSchema)]
pub struct SentenceRecord {
    /// The file, where it is not standard input.
    pub file: Option<String>,
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// Its tokens.
    pub tokens: Vec<TokenRecord>,
    /// Its names.
    pub names: Vec<NameRecord>,
}

/// A token of a sentence.
#[derive(Serialize, JsonSchema)]
pub struct TokenRecord {
    /// The token.
    pub form: String,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: &'static str,
    /// Penn tag.
    pub xpos: &'static str,
    /// Morphological features, `Key=Value`.
    pub features: Vec<&'static str>,
    /// Number of its head among the tokens, from 0; none for the root.
    pub head: Option<usize>,
    /// Its relation to the head.
    pub relation: &'static str,
}

/// A name in a sentence.
#[derive(Serialize, JsonSchema)]
pub struct NameRecord {
    /// The words.
    pub text: String,
    /// Its first token, from 0.
    pub first: usize,
    /// The token after its last.
    pub end: usize,
    /// `person`, `organization`, `place` or `other`.
    pub kind: &'static str,
}

/// The records of all sentences of an analysis of `text`. Linear.
pub fn sentence_records<'a>(
    text: &'a str,
    analysis: &'a Analysis,
    file: Option<&'a str>,
) -> impl Iterator<Item = SentenceRecord> + 'a {
    // Tokens come in order, so code points are counted once.
    let (mut byte, mut character) = (0, 0);
    (0..analysis.sentences.len()).map(move |sentence| {
        sentence_record(text, analysis, sentence, file, &mut |at| {
            character += text[byte..at].chars().count();
            byte = at;
            character
        })
    })
}

fn sentence_record(
    text: &str,
    analysis: &Analysis,
    sentence: usize,
    file: Option<&str>,
    characters: &mut dyn FnMut(usize) -> usize,
) -> SentenceRecord {
    let range = analysis.sentences[sentence].clone();
    let span = analysis.span(sentence);
    let mut token = |index: usize| {
        let token = &analysis.tokens[index];
        let head = token.head as usize;
        TokenRecord {
            form: token.span.of(text).to_owned(),
            start: characters(token.span.start()),
            end: characters(token.span.end()),
            lemma: analysis.lemma(token).to_owned(),
            upos: token.upos.as_str(),
            xpos: token.xpos.as_str(),
            features: token.features.iter().map(|feature| feature.as_str()).collect(),
            head: (head != index).then(|| head - range.start),
            relation: token.relation.as_str(),
        }
    };
    let first = analysis.names.partition_point(|name| name.tokens.end <= range.start);
    let names =
        analysis.names[first..].iter().take_while(|name| name.tokens.start < range.end).map(|name| NameRecord {
            text: text
                [analysis.tokens[name.tokens.start].span.start()..analysis.tokens[name.tokens.end - 1].span.end()]
                .to_owned(),
            first: name.tokens.start - range.start,
            end: name.tokens.end - range.start,
            kind: name.kind.as_str(),
        });
    let tokens: Vec<TokenRecord> = range.clone().map(&mut token).collect();
    SentenceRecord {
        file: file.map(str::to_owned),
        text: span.of(text).to_owned(),
        start: tokens[0].start,
        end: tokens[tokens.len() - 1].end,
        tokens,
        names: names.collect(),
    }
}
