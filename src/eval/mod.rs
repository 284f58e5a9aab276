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
pub use gold::{Gold, GoldDocument};
pub use roots::RootGold;
pub use score::{Confusion, EvalRecord, KindScore, PatternScore, Right, Score, count_claim};
pub use spans::SpanGold;

use serde::Deserialize;
use serde_json::Value;

use crate::model::PartialDate;
use crate::report::ExtractionRecord;
use claims::ArticleGold;

/// How what was found in one document stands against its gold.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// Every gold item that must be found, with its kind as the gold names it.
    pub expected: Vec<Expected>,
    /// Every claim that was found and can be judged; repetitions of one edge are one.
    pub found: Vec<JudgedClaim>,
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
pub struct JudgedClaim {
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
        Gold::Claims(claims) => claims::judge(claims, &gold.text, found, symmetric),
        Gold::Roots(edges) => roots::judge(edges, &gold.text, found),
        Gold::Spans(relations) => spans::judge(relations, (&gold.id, &gold.text), found),
    }
}

/// Reads a gold file: `.md` in the form of `tests/suite/claims`, all else JSON Lines whose shape is told by what stands
/// in `gold`. The error names line and reason.
pub fn read_gold(name: &str, text: &str) -> Result<Vec<GoldDocument>, String> {
    if name.ends_with(".md") {
        return suite::read(text);
    }
    let mut documents = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        documents.push(read_line(line).map_err(|reason| format!("line {}: {reason}", index + 1))?);
    }
    // An empty list is of the shape that the others have.
    let by_spans =
        documents.iter().any(|document| matches!(&document.gold, Gold::Spans(relations) if !relations.is_empty()));
    for document in documents.iter_mut().filter(|_| by_spans) {
        if matches!(&document.gold, Gold::Roots(edges) if edges.is_empty()) {
            document.gold = Gold::Spans(Vec::new());
        }
    }
    Ok(documents)
}

/// A line of a gold file.
#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
    published: Option<String>,
    gold: Value,
}

fn read_line(line: &str) -> Result<GoldDocument, String> {
    let bad = |error: serde_json::Error| error.to_string().split(" at line ").next().unwrap_or_default().to_owned();
    let line: Line = serde_json::from_str(line).map_err(|error| format!("no annotated text: {}", bad(error)))?;
    let gold = match &line.gold {
        Value::Object(_) => Gold::Claims(serde_json::from_value::<ArticleGold>(line.gold).map_err(bad)?.into()),
        Value::Array(items) if items.iter().all(|item| item.get("root").is_some()) => {
            Gold::Roots(serde_json::from_value(line.gold).map_err(bad)?)
        }
        Value::Array(items) if items.iter().all(|item| item.get("type").is_some()) => {
            Gold::Spans(serde_json::from_value(line.gold).map_err(bad)?)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            return Err("`gold` is neither claims, nor edges with `root`, nor relations with `type`".to_owned());
        }
    };
    let id = line.id.as_str().map_or_else(|| line.id.to_string(), str::to_owned);
    Ok(GoldDocument {
        id,
        text: line.text,
        published: line.published.as_deref().and_then(PartialDate::of_timestamp),
        gold,
    })
}
