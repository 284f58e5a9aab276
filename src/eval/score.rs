//! Judgements added up: by kind, by pattern, and what else is right of what was found.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Details, Judgement, Verdict};
use crate::text::single_spaced;

/// Figures of a gold file, or of several: a line of `kg eval --json`.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct EvalRecord {
    /// The gold file; `null` for all together.
    pub file: Option<String>,
    /// The figures.
    #[serde(flatten)]
    pub score: Score,
}

/// Figures.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Score {
    /// Gold items that must be found.
    pub gold: usize,
    /// Of these, found.
    pub hit: usize,
    /// Claims found that can be judged.
    pub found: usize,
    /// Of these, in the gold.
    pub right: usize,
    /// Claims found that the gold says must never be claimed.
    pub never: usize,
    /// By kind, as the gold names them; what is found counts under its own kind.
    pub kinds: BTreeMap<String, KindScore>,
    /// Right ends, wrong kind.
    pub confusions: Vec<Confusion>,
    /// Of the right ones where the gold says: polarity right.
    pub polarity: Right,
    /// Modality right.
    pub modality: Right,
    /// Status right: asserted, alleged, denied, planned or conditional.
    pub status: Right,
    /// Speakers right.
    pub speaker: Right,
    /// Date right.
    pub date: Right,
    /// What was not found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<String>,
    /// What was found and is not in the gold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<String>,
    /// What was found right with a wrong polarity, modality, speaker or date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubtful: Vec<String>,
}

/// Figures of a kind.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct KindScore {
    /// Gold items.
    pub gold: usize,
    /// Of these, found.
    pub hit: usize,
    /// Claims found.
    pub found: usize,
    /// Of these, right.
    pub right: usize,
}

/// Right ends, wrong kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Confusion {
    /// The gold's kind.
    pub gold: String,
    /// The kind that was found.
    pub found: String,
    /// How often.
    pub times: usize,
}

/// How many of how many are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Right {
    /// Right.
    pub right: usize,
    /// Asked.
    pub of: usize,
}

/// What came of one pattern, light verb or operator over gold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PatternScore {
    /// Claims that it had a hand in and that can be judged.
    pub fired: usize,
    /// Of these, in the gold.
    pub right: usize,
}

/// Counts a claim for every entry that had a hand in it: "agree_to over aid". `told` is what a claim's record says told
/// it.
pub fn count_claim(scores: &mut BTreeMap<String, PatternScore>, told: &str, is_right: bool) {
    for id in told.split(" over ") {
        let score = scores.entry(id.to_owned()).or_default();
        score.fired += 1;
        score.right += usize::from(is_right);
    }
}

impl Right {
    fn add(&mut self, right: Option<bool>) {
        self.of += usize::from(right.is_some());
        self.right += usize::from(right == Some(true));
    }
}

impl Score {
    /// Adds a document; the lists of mistakes only where they are wanted.
    pub fn add(&mut self, judgement: &Judgement, list: bool) {
        for expected in &judgement.expected {
            let kind = self.kinds.entry(expected.kind.clone()).or_default();
            kind.gold += 1;
            kind.hit += usize::from(expected.hit);
            self.gold += 1;
            self.hit += usize::from(expected.hit);
            if list && !expected.hit {
                self.missed.push(single_spaced(&expected.shown));
            }
        }
        for found in &judgement.found {
            let kind = self.kinds.entry(found.kind.clone()).or_default();
            let right = found.verdict == Verdict::Right;
            kind.found += 1;
            kind.right += usize::from(right);
            self.found += 1;
            self.right += usize::from(right);
            let note = match &found.verdict {
                Verdict::Right => self.details(found.details),
                Verdict::OtherKind(gold) => {
                    self.confused(gold, &found.kind);
                    vec![format!("the gold has {gold}")]
                }
                Verdict::Wrong => vec!["not in the gold".to_owned()],
                Verdict::Never => {
                    self.never += 1;
                    vec!["must never be claimed".to_owned()]
                }
            };
            if list && !note.is_empty() {
                let line = format!("{}: {}", note.join(", "), single_spaced(&found.shown));
                if right { self.doubtful.push(line) } else { self.wrong.push(line) }
            }
        }
    }

    /// Counts what else is right, and names what is not.
    fn details(&mut self, details: Details) -> Vec<String> {
        let rows = [
            (&mut self.polarity, details.polarity, "polarity"),
            (&mut self.modality, details.modality, "modality"),
            (&mut self.status, details.status, "status"),
            (&mut self.speaker, details.speaker, "speaker"),
            (&mut self.date, details.date, "date"),
        ];
        let mut wrong = Vec::new();
        for (figure, right, name) in rows {
            figure.add(right);
            if right == Some(false) {
                wrong.push(format!("{name} wrong"));
            }
        }
        wrong
    }

    fn confused(&mut self, gold: &str, found: &str) {
        match self.confusions.iter_mut().find(|confusion| confusion.gold == gold && confusion.found == found) {
            Some(confusion) => confusion.times += 1,
            None => self.confusions.push(Confusion { gold: gold.to_owned(), found: found.to_owned(), times: 1 }),
        }
    }

    /// The most frequent confusion first.
    pub fn sort(&mut self) {
        self.confusions
            .sort_by(|a, b| b.times.cmp(&a.times).then_with(|| (&a.gold, &a.found).cmp(&(&b.gold, &b.found))));
    }
}
