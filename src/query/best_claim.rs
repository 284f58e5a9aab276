//! Which of a relation's claims speak for it.
//!
//! Decided here: of claims that weigh the same, the one whose words state the kind shows best what the relation is: for
//! "accused", one that hangs on "accused" or "allegations of", not one that gives an example of it.

use std::collections::BTreeSet;

use super::quotation;
use crate::graph::{GraphView, Relation, Standing};
use crate::model::{ActorId, Claim, Evidence, Modality, Origin, Polarity, Review};
use crate::text::fold_name;

/// The claim that shows best what the relation stands for: the first of those that affirm it, or, where it is only
/// denied, of those that deny it.
pub fn best_claim<'v>(view: &'v impl GraphView, relation: &Relation) -> &'v Claim<ActorId> {
    let best = affirmations(view, relation).into_iter().chain(denials(view, relation)).next();
    // Where every claim was judged wrong, the first of them.
    best.unwrap_or_else(|| view.claim(*relation.claims.first().expect("a relation has a claim")))
}

/// Claims that affirm the relation: those that say it as a fact first, then those that give it its standing, quoted
/// before cited, judged before unjudged, then by when it was said or happened.
pub fn affirmations<'v>(view: &'v impl GraphView, relation: &Relation) -> Vec<&'v Claim<ActorId>> {
    sided(view, relation, Polarity::Affirmed)
}

/// Claims that deny the relation, in the same order.
pub fn denials<'v>(view: &'v impl GraphView, relation: &Relation) -> Vec<&'v Claim<ActorId>> {
    sided(view, relation, Polarity::Denied)
}

/// How the relation stands, in words: the standing, and for what nobody states as a fact, what it is instead:
/// "planned", "possible or hypothetical".
pub fn standing_in_words(view: &impl GraphView, relation: &Relation) -> String {
    if relation.standing != Standing::NotActual {
        return relation.standing.label().to_owned();
    }
    let affirmed = affirmations(view, relation);
    // What nobody judged does not make it so: then it is not what the relation stands for.
    let modalities: BTreeSet<Modality> =
        affirmed.iter().map(|claim| claim.modality).filter(|modality| *modality != Modality::Actual).collect();
    modalities.into_iter().map(Modality::label).collect::<Vec<_>>().join(" or ")
}

fn sided<'v>(view: &'v impl GraphView, relation: &Relation, polarity: Polarity) -> Vec<&'v Claim<ActorId>> {
    let mut claims: Vec<&Claim<ActorId>> = relation
        .claims
        .iter()
        .map(|id| view.claim(*id))
        .filter(|claim| claim.polarity == polarity && claim.review != Review::Rejected)
        .collect();
    let when = |claim: &Claim<ActorId>| {
        let date = claim.attribution.said.or(claim.period.from());
        (date.is_none(), date)
    };
    let place = |claim: &Claim<ActorId>| match &claim.evidence {
        Evidence::Quotation { document, span } => (false, Some((*document, *span))),
        Evidence::Citation(_) => (true, None),
    };
    // Where text that nobody judged disagrees with what was judged, the judged claims are what the relation stands for.
    let is_outranked =
        |claim: &Claim<ActorId>| relation.with_unjudged != relation.standing && claim.review == Review::Unreviewed;
    // What is said plainly is so because a document says it itself.
    let does_not_support = |claim: &Claim<ActorId>| relation.standing.is_plain() && claim.is_attributed();
    let kind = &view.schema().relation_kind(relation.kind).label;
    claims.sort_by_cached_key(|claim| {
        let (cited, place) = place(claim);
        // What a curator or an analyst judged speaks before what nobody has looked at.
        (
            is_outranked(claim),
            claim.modality,
            does_not_support(claim),
            cited,
            !states(view, claim, kind),
            claim.review == Review::Unreviewed,
            when(claim),
            place,
            claim.hash,
        )
    });
    claims
}

/// True where the word that a claim hangs on, or one of the words quoted where nobody marked it, is one of the kind's
/// own: "accused" and "accusation" state "accused". Words are one where their first letters are.
fn states(view: &impl GraphView, claim: &Claim<ActorId>, kind: &str) -> bool {
    let Some((document, words)) = quotation(view, claim) else { return false };
    let said = match &claim.origin {
        Origin::Extracted { words: Some(marked), .. } => marked.trigger.of(&document.text),
        Origin::Extracted { words: None, .. } | Origin::Curated { .. } => words,
    };
    let (said, kind) = (fold_name(said), fold_name(kind));
    kind.split(' ').any(|own| said.split(' ').any(|word| begins_alike(own, word)))
}

/// Fewest letters that two forms of one word share at their beginning: "killed" and "killing", "warned" and "warning".
const SHARED_LETTERS: usize = 4;

fn begins_alike(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    shared >= SHARED_LETTERS
}
