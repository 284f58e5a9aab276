//! The reader: what a sentence claims, learned from annotated news.
//!
//! In come trees, nominals and the language engine with its claims reader; out come chances of every pair of nominals
//! of a sentence for every kind of relation, with the word that states it and how it is stated. `candidate` says what
//! is asked, `kg_nlp` answers (see its `network/claim.rs`), and `fusion` weighs the answer against the patterns'.
//!
//! Decided here: a sentence is read only where it has two ends that could be somebody; the trigger that carries most of
//! a claim's sum is the word on which it opens; ends are of one sentence.

mod candidate;
mod fusion;

use std::collections::HashMap;

use super::nominal::Nominal;
use super::tree::Tree;
use crate::model::{Modality, RelationKindId, Schema};
use crate::nlp::{Language, Scratch, exp, ln};

use candidate::candidates;
pub use fusion::{Fusion, FusionNumbers, OperatingPoint};

/// Logits below this are as good as impossible, and are not kept.
const LEAST: f32 = -4.0;

/// A pair of ends and a kind, as the reader sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The kind of relation.
    pub kind: RelationKindId,
    /// The nominal that is the subject.
    pub subject: usize,
    /// The nominal that is the object.
    pub object: usize,
    /// Log odds that the sentence claims it, as likely or as possible as it says.
    pub logit: f32,
    /// The token that states it.
    pub trigger: usize,
    /// Log odds that it is said to be less than actual.
    pub not_actual: f32,
    /// The likeliest of what is less than actual.
    pub modality: Modality,
}

/// What the reader sees in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings {
    /// Claims that are not as good as impossible, by subject, object and kind.
    pub list: Vec<Reading>,
    /// Of every nominal that could be an end where the sentence begins that was read.
    sentences: HashMap<usize, usize>,
    /// Kinds that it was trained to see.
    kinds: Vec<RelationKindId>,
}

impl Readings {
    /// True for a kind that the reader was trained to see.
    pub fn tells(&self, kind: RelationKindId) -> bool {
        self.kinds.contains(&kind)
    }

    /// True where the reader was asked about two nominals.
    pub fn knows(&self, one: usize, other: usize) -> bool {
        self.sentences.get(&one).is_some_and(|sentence| self.sentences.get(&other) == Some(sentence))
    }
}

/// What the reader sees in a document, in order of subject, object and kind; nothing where there is no reader.
///
/// Linear in the sentences; in a sentence, whose length is bounded, in triggers times pairs of ends.
pub fn read(
    tree: &Tree<'_>,
    nominals: &[Nominal],
    schema: &Schema,
    language: &Language<'_>,
    scratch: &mut Scratch,
) -> Readings {
    let kinds: Vec<Option<RelationKindId>> =
        language.claim_kinds().iter().map(|key| schema.relation_kind_by_key(key)).collect();
    let mut readings = Readings { kinds: kinds.iter().copied().flatten().collect(), ..Readings::default() };
    if kinds.is_empty() {
        return readings;
    }
    let mut logits = Vec::new();
    for sentence in &tree.analysis.sentences {
        let Some((asked, of)) = candidates(tree, sentence, nominals, language) else { continue };
        let forms: Vec<&str> = sentence.clone().map(|token| tree.form(token)).collect();
        let Some(scores) = language.claims(&forms, &asked, scratch) else { continue };
        let sums = scores.sums();
        readings.sentences.extend(of.iter().map(|nominal| (*nominal, sentence.start)));
        for subject in 0..of.len() {
            for object in 0..of.len() {
                if subject == object {
                    continue;
                }
                sums.logits(subject, object, &mut logits);
                for (place, kind) in kinds.iter().enumerate() {
                    let (Some(kind), logit) = (*kind, logits[place]) else { continue };
                    let symmetric = schema.relation_kind(kind).symmetric;
                    if logit < LEAST || symmetric && of[subject] > of[object] {
                        continue;
                    }
                    let trigger = sums.trigger(subject, object, place);
                    let (not_actual, modality) = modality(&scores.status[trigger]);
                    readings.list.push(Reading {
                        kind,
                        subject: of[subject],
                        object: of[object],
                        logit,
                        trigger: sentence.start + asked.triggers[trigger],
                        not_actual,
                        modality,
                    });
                }
            }
        }
    }
    readings.list.sort_by_key(|reading| (reading.subject, reading.object, reading.kind));
    readings
}

/// Log odds that the claims of a trigger are said to be less than actual, and the likeliest way in which they are. Its
/// polarity is not asked, for denials were too rare to be learned; the grammar says it (`factuality`).
fn modality(status: &[f32; 8]) -> (f32, Modality) {
    const LESS: [Modality; 3] = [Modality::Planned, Modality::Possible, Modality::Hypothetical];
    let (actual, less) = (status[2], &status[3..6]);
    let best = (1..3).fold(0, |best, at| if less[at] > less[best] { at } else { best });
    let sum: f32 = less.iter().map(|logit| exp(logit - less[best])).sum();
    (less[best] + ln(sum) - actual, LESS[best])
}
