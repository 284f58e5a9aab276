//! What `kg extract` writes for one text. Offsets count Unicode code points.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::MentionRecord;
use crate::extract::attribution::Report;
use crate::extract::claim::{Finding, words_of_source};
use crate::extract::detail::detail_of;
use crate::extract::pattern::TriggeredBy;
use crate::extract::tree::Tree;
use crate::extract::{English, Extraction};
use crate::model::Schema;
use crate::resolve::ChainActor;
use crate::text::Span;

/// A line of `kg extract`.
#[derive(Serialize, JsonSchema)]
pub struct ExtractionRecord {
    /// The document's id, as given.
    pub id: serde_json::Value,
    /// Claims found in its text.
    pub claims: Vec<FoundClaimRecord>,
    /// Claims that are not sure enough to be made before somebody looked at them; with `--proposed`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposed: Vec<FoundClaimRecord>,
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

/// A claim found in a text.
#[derive(Serialize, JsonSchema)]
pub struct FoundClaimRecord {
    /// Kind of relation.
    pub relation: String,
    /// Its PLOVER root: that of the kind, AGREE or THREATEN where the deed is still to come, or the one that the
    /// pattern names.
    pub plover: Option<String>,
    /// Who acts.
    pub subject: FoundEndRecord,
    /// Whom it concerns.
    pub object: FoundEndRecord,
    /// `affirmed` or `denied`.
    pub polarity: &'static str,
    /// `actual`, `planned`, `possible` or `hypothetical`.
    pub modality: &'static str,
    /// Whose word it is, outermost first; empty where it is the document's own.
    pub speakers: Vec<FoundSpeakerRecord>,
    /// How many of them, counted from the last, say it side by side, where it is more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub together: Option<usize>,
    /// When it happened or began to hold.
    pub date: Option<String>,
    /// When it ended.
    pub date_to: Option<String>,
    /// True where it is only known to have been over by `date_to`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub over_by: bool,
    /// The sentence that states it.
    pub quote: String,
    /// First code point of the quote.
    pub start: usize,
    /// Code point after its last.
    pub end: usize,
    /// The pattern that found it, with the operators that rewrote it; `reader` where the reader alone did.
    pub pattern: String,
    /// `pattern`, `reader`, or `both` where the reader sees what a pattern found.
    pub found_by: &'static str,
    /// What the words say besides, where the kind asks for it: a share, an amount, the word for the kinship.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The word that states it.
    pub trigger: TriggerRecord,
}

/// The word that states a claim.
#[derive(Serialize, JsonSchema)]
pub struct TriggerRecord {
    /// The word.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Code point after its last.
    pub end: usize,
}

/// An end of a claim found in a text.
#[derive(Serialize, JsonSchema)]
pub struct FoundEndRecord {
    /// Key of the actor: the curated one, or one made of its name.
    pub actor: String,
    /// Its name.
    pub name: String,
    /// The words that stand for it here.
    pub text: String,
    /// First code point of the words.
    pub start: usize,
    /// Code point after their last.
    pub end: usize,
}

/// A speaker of a claim found in a text.
#[derive(Serialize, JsonSchema)]
pub struct FoundSpeakerRecord {
    /// Key of the actor; `null` where nobody is named.
    pub actor: Option<String>,
    /// Name or words.
    pub name: String,
    /// The words that stand for it here.
    pub text: String,
}

/// What is found in one text. `actors` says whom each chain means.
pub fn extraction_record(
    id: serde_json::Value,
    tree: &Tree<'_>,
    extraction: &Extraction,
    actors: &[ChainActor],
    english: &English,
    schema: &Schema,
    mentions: Vec<MentionRecord>,
) -> ExtractionRecord {
    let places = CodePoints::new(tree.text);
    let stretch = |tokens: &Range<usize>| places.stretch(tree.span(tokens));
    let attribution = |report: &Report| AttributionRecord {
        source: (!report.source_tokens.is_empty()).then(|| stretch(&report.source_tokens)),
        cue: stretch(&report.cue),
        content: report.content.iter().map(stretch).collect(),
    };
    let end = |nominal: usize| {
        let found = &extraction.nominals[nominal];
        let actor = &actors[extraction.chains.chain_of[nominal]];
        let StretchRecord { start, end } = stretch(&found.tokens);
        FoundEndRecord {
            actor: actor.key.clone(),
            name: actor.name.clone(),
            text: tree.words(&found.tokens).to_owned(),
            start,
            end,
        }
    };
    let speaker = |(report, source): (&Report, Option<usize>)| {
        let text = words_of_source(tree, &extraction.nominals, report, source).unwrap_or_default();
        let nominal =
            source.and_then(|source| extraction.nominals.binary_search_by_key(&source, |nominal| nominal.head).ok());
        let actor = nominal.map(|nominal| &actors[extraction.chains.chain_of[nominal]]);
        FoundSpeakerRecord {
            actor: actor.map(|actor| actor.key.clone()),
            name: actor.map_or_else(|| text.clone(), |actor| actor.name.clone()),
            text,
        }
    };
    let claim = |finding: &Finding| {
        let kind = schema.relation_kind(finding.kind);
        let StretchRecord { start, end: after } = places.stretch(finding.span);
        let pattern = english.patterns.name_of(finding.pattern, &finding.operators);
        FoundClaimRecord {
            relation: kind.key.clone(),
            plover: finding
                .plover(&english.patterns)
                .or_else(|| kind.plover_root(finding.polarity, finding.modality))
                .map(str::to_owned),
            subject: end(finding.subject),
            object: end(finding.object),
            polarity: finding.polarity.label(),
            modality: finding.modality.label(),
            speakers: finding.speakers(&extraction.reports).into_iter().map(speaker).collect(),
            together: Some(finding.together(&extraction.reports)).filter(|together| *together > 1),
            date: finding.period.from().map(|date| date.to_string()),
            date_to: finding.period.to().filter(|to| finding.period.from() != Some(*to)).map(|date| date.to_string()),
            over_by: finding.period.is_known_over(),
            quote: finding.span.of(tree.text).to_owned(),
            start,
            end: after,
            pattern,
            found_by: match (finding.pattern, finding.read) {
                (TriggeredBy::Reader, _) => "reader",
                (TriggeredBy::Pattern(_), true) => "both",
                (TriggeredBy::Pattern(_), false) => "pattern",
            },
            detail: detail_of(tree, kind, finding.trigger),
            trigger: {
                let StretchRecord { start, end } = places.stretch(tree.token(finding.trigger).span);
                TriggerRecord { text: tree.form(finding.trigger).to_owned(), start, end }
            },
        }
    };
    // Two chains may turn out to be one actor only here.
    let two = |finding: &&Finding| {
        actors[extraction.chains.chain_of[finding.subject]].key
            != actors[extraction.chains.chain_of[finding.object]].key
    };
    ExtractionRecord {
        id,
        claims: extraction.findings.iter().filter(two).map(claim).collect(),
        proposed: extraction.waiting.iter().filter(two).map(claim).collect(),
        attributions: extraction.reports.iter().map(attribution).collect(),
        mentions,
    }
}

/// Code points before each byte of a text.
pub(super) struct CodePoints(Option<Vec<u32>>);

impl CodePoints {
    pub(super) fn new(text: &str) -> CodePoints {
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

    pub(super) fn stretch(&self, span: Span) -> StretchRecord {
        StretchRecord { start: self.at(span.start()), end: self.at(span.end()) }
    }
}
