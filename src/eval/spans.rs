//! Gold of relations between spans, in a coarser set of kinds.
//!
//! A relation is found where a claim of one of its kinds has ends that overlap the annotated ones. Claims of kinds that
//! the gold does not know are not judged.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Details, Expected, JudgedClaim, Judgement, Verdict};
use crate::report::{ExtractionRecord, FoundEndRecord};

/// A relation between two spans, in code points.
#[derive(Clone, Debug, Deserialize)]
pub struct SpanGold {
    /// Its kind, in the gold's own words.
    #[serde(rename = "type")]
    pub kind: String,
    /// Start and end of who acts.
    pub source: (usize, usize),
    /// Start and end of whom it concerns.
    pub target: (usize, usize),
}

/// The gold's kinds, and ours that count for them; the third is true where the ends have no order.
const KINDS: [(&str, &[&str], bool); 7] = [
    ("FightingAgainst", &["attacked", "killed", "mobilized_against", "plotted_against", "opposes"], true),
    ("AlliesOf", &["allied_with", "backed", "cooperated_with"], true),
    ("CommWith", &["met", "warned", "requested", "told", "agreed_with", "visited"], true),
    ("Likes", &["backed", "praised", "aided", "allied_with"], false),
    ("Dislikes", &["accused", "criticized", "sanctioned", "opposes", "rejected", "warned"], false),
    ("InChargeOf", &["leads", "controls"], false),
    ("BelongsTo", &["member_of", "part_of", "leads"], false),
];

pub(super) fn judge(gold: &[SpanGold], (id, text): (&str, &str), found: &ExtractionRecord) -> Judgement {
    let known = |relation: &str| KINDS.iter().any(|(_, kinds, _)| kinds.contains(&relation));
    let scored: Vec<usize> = (0..found.claims.len()).filter(|index| known(&found.claims[*index].relation)).collect();
    let over = |end: &FoundEndRecord, span: (usize, usize)| end.start.max(span.0) < end.end.min(span.1);
    let ends = |item: &SpanGold, symmetric: bool, claim: usize| {
        let claim = &found.claims[claim];
        over(&claim.subject, item.source) && over(&claim.object, item.target)
            || symmetric && over(&claim.subject, item.target) && over(&claim.object, item.source)
    };
    let mut used = BTreeSet::new();
    let mut expected = Vec::new();
    for item in gold {
        let (kinds, symmetric) = KINDS
            .iter()
            .find(|(kind, _, _)| *kind == item.kind)
            .map_or((&[][..], false), |(_, kinds, symmetric)| (*kinds, *symmetric));
        let hits: Vec<usize> = scored
            .iter()
            .copied()
            .filter(|claim| kinds.contains(&found.claims[*claim].relation.as_str()) && ends(item, symmetric, *claim))
            .collect();
        let words =
            |span: (usize, usize)| text.chars().skip(span.0).take(span.1.saturating_sub(span.0)).collect::<String>();
        expected.push(Expected {
            kind: item.kind.clone(),
            hit: !hits.is_empty(),
            shown: format!("{} | {} | {} — {}", words(item.source), item.kind, words(item.target), id),
        });
        used.extend(hits);
    }
    let judged = scored.iter().map(|claim| {
        let other = || gold.iter().find(|item| ends(item, true, *claim)).map(|item| item.kind.clone());
        let verdict =
            if used.contains(claim) { Verdict::Right } else { other().map_or(Verdict::Wrong, Verdict::OtherKind) };
        JudgedClaim {
            claim: *claim,
            kind: found.claims[*claim].relation.clone(),
            verdict,
            details: Details::default(),
            shown: super::claims::in_words(&found.claims[*claim]),
        }
    });
    Judgement { expected, found: judged.collect() }
}
