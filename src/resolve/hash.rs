//! The hash of a claim, as far as curated and extracted claims have it in common.
//!
//! In comes a claim whose ends are known, out comes a hasher that took in what is said and who says it; where it is
//! said follows behind, and differs: a curated claim is known by the words or the citation that its curator wrote, an
//! extracted one by its place in a document. Decisions and caches name claims by these hashes, so the order of the
//! parts must never change.

use crate::model::{Claim, Hasher, Schema, Speaker};

/// Adds what a claim says and who says it: kind, ends, polarity, modality, period, speakers.
/// `key` knows who an end is.
pub(super) fn with_what_is_said<'k, E>(
    hasher: Hasher,
    claim: &Claim<E>,
    key: &dyn Fn(&E) -> &'k str,
    schema: &Schema,
) -> Hasher {
    let hasher = hasher
        .part(&schema.relation_kind(claim.kind).key)
        .part(key(&claim.subject))
        .part(key(&claim.object))
        .part(claim.polarity.label())
        .part(claim.modality.label())
        .part(claim.period.to_string());
    let hasher = claim.attribution.speakers.iter().fold(hasher, |hasher, speaker| match speaker {
        Speaker::Actor(actor, _) => hasher.part("actor").part(key(actor)),
        Speaker::Words(words) => hasher.part("words").part(words),
    });
    // Ids of claims of one speaker, or none, are older than speakers side by side.
    match claim.attribution.together {
        0 | 1 => hasher,
        together => hasher.part("together").part(together.to_string()),
    }
}
