//! What `kg extract` writes for one text. Offsets count Unicode code points.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::MentionRecord;
use crate::extract::Extraction;
use crate::extract::tree::Tree;
use crate::text::Span;

/// A line of `kg extract`.
#[derive(Serialize, JsonSchema)]
pub struct ExtractionRecord {
    /// The document's id, as given.
    pub id: serde_json::Value,
    /// Attributions found in its text.
    pub attributions: Vec<AttributionRecord>,
    /// Mentions of curated actors.
    pub mentions: Vec<MentionRecord>,
}

/// Who says what.
#[derive(Serialize, JsonSchema)]
pub struct AttributionRecord {
    /// Who speaks, thinks or reports; `null` where nobody is named.
    pub source: Option<StretchRecord>,
    /// The words that attribute: said, according to, accused.
    pub cue: StretchRecord,
    /// What is said, in one or more pieces.
    pub content: Vec<StretchRecord>,
}

/// Words of the text.
#[derive(Serialize, JsonSchema)]
pub struct StretchRecord {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
}

/// What is found in one text.
pub fn extraction_record(id: serde_json::Value, tree: &Tree<'_>, extraction: &Extraction, mentions: Vec<MentionRecord>) -> ExtractionRecord {
    let places = CodePoints::new(tree.text);
    let stretch = |tokens: &Range<usize>| places.stretch(tree.span(tokens));
    let attribution = |report: &crate::extract::attribution::Report| AttributionRecord {
        source: (!report.source_tokens.is_empty()).then(|| stretch(&report.source_tokens)),
        cue: stretch(&report.cue),
        content: report.content.iter().map(stretch).collect(),
    };
    ExtractionRecord { id, attributions: extraction.reports.iter().map(attribution).collect(), mentions }
}

/// Code points before each byte of a text.
struct CodePoints(Option<Vec<u32>>);

impl CodePoints {
    fn new(text: &str) -> CodePoints {
        if text.is_ascii() {
            return CodePoints(None);
        }
        let mut counts = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for byte in text.bytes() {
            counts.push(count);
            // A byte that goes on with a character is none of its own.
            count += u32::from(byte & 0xc0 != 0x80);
        }
        counts.push(count);
        CodePoints(Some(counts))
    }

    fn at(&self, byte: usize) -> usize {
        self.0.as_ref().map_or(byte, |counts| counts[byte] as usize)
    }

    fn stretch(&self, span: Span) -> StretchRecord {
        StretchRecord { start: self.at(span.start()), end: self.at(span.end()) }
    }
}
