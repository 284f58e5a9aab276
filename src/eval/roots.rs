//! Gold of sentences with edges by PLOVER root: source, root, target in words.
//!
//! An edge is found where both ends share a content word with the annotated words and the root is the same. One dyad a
//! sentence is annotated, so what is not in the gold need not be wrong: precision is a lower bound.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::words::{best_text, share};
use super::{Details, Expected, JudgedClaim, Judgement, Verdict};
use crate::report::ExtractionRecord;

/// An edge.
#[derive(Clone, Debug, Deserialize)]
pub struct RootGold {
    /// Who acts.
    pub source: String,
    /// PLOVER root.
    pub root: String,
    /// Whom it concerns.
    pub target: String,
    /// The ends may change places.
    #[serde(default)]
    pub reciprocal: bool,
}

pub(super) fn judge(gold: &[RootGold], text: &str, found: &ExtractionRecord) -> Judgement {
    let mut edges: BTreeMap<(String, &str, String), usize> = BTreeMap::new();
    for (index, claim) in found.claims.iter().enumerate() {
        if let Some(plover) = &claim.plover {
            edges.insert((best_text(&claim.subject), plover, best_text(&claim.object)), index);
        }
    }
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut expected = Vec::new();
    for item in gold {
        let ends = |from: &str, to: &str| share(from, &item.source) && share(to, &item.target);
        let fits = |edge: &&(String, &str, String)| {
            edge.1 == item.root && (ends(&edge.0, &edge.2) || item.reciprocal && ends(&edge.2, &edge.0))
        };
        let hits: Vec<usize> = edges.iter().filter(|(edge, _)| fits(edge)).map(|(_, claim)| *claim).collect();
        expected.push(Expected {
            kind: item.root.clone(),
            hit: !hits.is_empty(),
            shown: format!("{} | {} | {} — {}", item.source, item.root, item.target, text),
        });
        used.extend(hits);
    }
    let judged = edges.iter().map(|((source, root, target), claim)| {
        let other =
            gold.iter().find(|item| share(source, &item.source) && share(target, &item.target) && item.root != *root);
        let verdict = if used.contains(claim) {
            Verdict::Right
        } else {
            other.map_or(Verdict::Wrong, |item| Verdict::OtherKind(item.root.clone()))
        };
        JudgedClaim {
            claim: *claim,
            kind: (*root).to_owned(),
            verdict,
            details: Details::default(),
            shown: super::claims::in_words(&found.claims[*claim]),
        }
    });
    Judgement { expected, found: judged.collect() }
}
