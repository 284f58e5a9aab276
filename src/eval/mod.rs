//! How well extraction does: what was found in annotated texts, held against what people found there.
//!
//! In come gold documents and what `kg extract` says of their texts, out come figures: recall and precision by kind,
//! kinds taken for another, how often polarity, modality, speaker and date are right, and every single mistake. Four
//! ways of annotating are read; each has its own rule for when a claim counts as found, in a file of its own, and all
//! end in the same [`Judgement`].
//!
//! - `suite.rs`: this repository's cases, `tests/suite/claims/*.md`, and `claims.rs`, which judges them and whole
//!   articles annotated as JSON;
//! - `roots.rs`: sentences with one edge each, by PLOVER root;
//! - `spans.rs`: documents with relations between spans, in another set of kinds.

mod claims;
mod gold;
mod roots;
mod score;
mod spans;
mod suite;
mod words;

pub use claims::{ClaimsGold, GoldClaim, GoldNever};
pub use gold::{Gold, GoldDocument, read_gold};
pub use roots::RootGold;
pub use score::{Confusion, EvalRecord, KindScore, PatternScore, Right, Score};
pub use spans::SpanGold;

use crate::report::ExtractionRecord;

/// How what was found in one document stands against its gold.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// Every gold item that must be found, with its kind as the gold names it.
    pub expected: Vec<Expected>,
    /// Every claim that was found and can be judged; repetitions of one edge are one.
    pub found: Vec<Found>,
}

/// A gold item.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Its kind, as the gold names it.
    pub kind: String,
    /// It was found.
    pub hit: bool,
    /// What was annotated, and where, for the list of what was missed.
    pub shown: String,
}

/// A claim that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The claim, by its place in the record.
    pub claim: usize,
    /// Its kind, as the gold would name it.
    pub kind: String,
    /// Whether the gold has it.
    pub verdict: Verdict,
    /// What else is right of a claim that the gold has; empty of others.
    pub details: Details,
    /// The claim in words, for the list of what was wrong.
    pub shown: String,
}

/// Whether the gold has a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It has.
    Right,
    /// It has these ends with another kind.
    OtherKind(String),
    /// It has not.
    Wrong,
    /// It says that this must not be claimed.
    Never,
}

/// What is right of a claim besides its ends and kind; nothing where the gold does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Said to be so or not.
    pub polarity: Option<bool>,
    /// How real.
    pub modality: Option<bool>,
    /// Polarity, modality and whose voice in one word: asserted, alleged, denied, planned, conditional.
    pub status: Option<bool>,
    /// Whose word it is.
    pub speaker: Option<bool>,
    /// When.
    pub date: Option<bool>,
}

/// Holds what was found in a document against its gold.
pub fn judge(gold: &GoldDocument, found: &ExtractionRecord, symmetric: &dyn Fn(&str) -> bool) -> Judgement {
    match &gold.gold {
        Gold::Claims(claims) => claims::judge(claims, gold, found, symmetric),
        Gold::Roots(edges) => roots::judge(edges, gold, found),
        Gold::Spans(relations) => spans::judge(relations, gold, found),
    }
}
