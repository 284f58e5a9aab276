//! Judgements laid over claims.
//!
//! Judgements of one claim that differ contradict each other: then the claim stays as nobody judged it. Several that
//! agree are one.

use std::collections::BTreeMap;

use super::reference::Finder;
use crate::curated::Recorded;
use crate::model::{Act, ClaimId, ClaimReference, ContentHash, Correction, Decision, Knowledge, Review, Verdict};
use crate::text::Diagnostic;

/// Sets the review of every judged claim, puts corrections in place, and keeps with the claim the decisions that hold
/// for it.
pub(super) fn judge(
    knowledge: &mut Knowledge,
    recorded: &[Recorded],
    holding: &[usize],
    problems: &mut Vec<Diagnostic>,
) {
    let finder = Finder::new(knowledge);
    let mut by_claim: BTreeMap<ClaimId, Vec<usize>> = BTreeMap::new();
    for (index, claim, _) in judgements(recorded, holding) {
        let found = finder.find(claim);
        if found.is_empty() {
            let decision = &recorded[index].decision;
            let lost = Diagnostic::warning(
                recorded[index].place.clone(),
                format!(
                    "the claim `{}` that {} {} is no longer there: {}",
                    claim.hash,
                    decision.by,
                    decision.act.label(),
                    finder.why_not(claim)
                ),
            );
            problems.push(lost.hint(format!(
                "the decision is kept and holds again when the claim is back; `kg undo {}` takes it back",
                decision.id
            )));
        }
        for id in found {
            by_claim.entry(id).or_default().push(index);
        }
    }
    let mut changes = Vec::new();
    let mut judgments: BTreeMap<ContentHash, Vec<Decision>> = BTreeMap::new();
    for (id, mut of_claim) in by_claim {
        // The order of the file means nothing.
        of_claim.sort_by_key(|index| (recorded[*index].decision.at, &recorded[*index].decision.id));
        let verdict_of = |index: usize| match &recorded[index].decision.act {
            Act::Judge { verdict, .. } => Some(verdict),
            Act::Identify { .. } | Act::Split { .. } | Act::Undo { .. } => None,
        };
        let Some(verdict) = verdict_of(of_claim[0]) else { continue };
        let hash = knowledge.claims[id.index()].hash;
        if let Some(&other) = of_claim.iter().find(|index| verdict_of(**index) != Some(verdict)) {
            problems.push(contradiction(
                recorded,
                (of_claim[0], other),
                &format!("the claim `{hash}` is judged in two ways, so neither holds"),
            ));
            continue;
        }
        match change(knowledge, &finder, id, verdict) {
            Ok(change) => {
                changes.push((id, change));
                judgments.insert(hash, of_claim.into_iter().map(|index| recorded[index].decision.clone()).collect());
            }
            Err(why) => problems.push(Diagnostic::warning(
                recorded[of_claim[0]].place.clone(),
                format!("this correction does not hold: {why}"),
            )),
        }
    }
    for (id, change) in changes {
        let claim = &mut knowledge.claims[id.index()];
        (claim.review, claim.kind, claim.subject, claim.object) = change;
    }
    knowledge.claims.sort_by_key(|claim| (claim.subject, claim.object, claim.kind, claim.hash));
    knowledge.judgments = judgments;
}

fn judgements<'r>(
    recorded: &'r [Recorded],
    holding: &'r [usize],
) -> impl Iterator<Item = (usize, &'r ClaimReference, &'r Verdict)> {
    holding.iter().filter_map(|index| match &recorded[*index].decision.act {
        Act::Judge { claim, verdict } => Some((*index, claim, verdict)),
        Act::Identify { .. } | Act::Split { .. } | Act::Undo { .. } => None,
    })
}

/// Both places, whichever stands first in the file.
pub(super) fn contradiction(recorded: &[Recorded], (one, other): (usize, usize), message: &str) -> Diagnostic {
    let of = |index: usize| {
        let decision = &recorded[index].decision;
        format!(
            "{} by {}, {:.10}; `kg undo {}`",
            decision.act.label(),
            decision.by,
            decision.at.to_string(),
            decision.id
        )
    };
    let problem = Diagnostic::warning(recorded[one].place.clone(), message.to_owned())
        .saying(of(one))
        .and_at(recorded[other].place.clone(), of(other));
    problem.hint("take one of them back")
}

type Change = (Review, crate::model::RelationKindId, crate::model::ActorId, crate::model::ActorId);

/// What a verdict makes of a claim; the error says why it cannot.
fn change(knowledge: &Knowledge, finder: &Finder, id: ClaimId, verdict: &Verdict) -> Result<Change, String> {
    let claim = &knowledge.claims[id.index()];
    let Verdict::Accepted(Correction { kind, subject, object }) = verdict else {
        return Ok((Review::Rejected, claim.kind, claim.subject, claim.object));
    };
    let kind = match kind {
        None => claim.kind,
        Some(key) => {
            knowledge.schema.relation_kind_by_key(key).ok_or_else(|| format!("unknown kind of relation `{key}`"))?
        }
    };
    let end = |key: &Option<String>, as_it_is| match key {
        None => Ok(as_it_is),
        Some(key) => finder.actor(key).ok_or_else(|| format!("no actor has the key `{key}`")),
    };
    let (subject, object) = (end(subject, claim.subject)?, end(object, claim.object)?);
    if subject == object {
        return Err("subject and object are the same actor".to_owned());
    }
    let relation_kind = knowledge.schema.relation_kind(kind);
    let actor = |id| knowledge.actors.get(id);
    // A kind that was guessed keeps nobody who looked from saying so.
    let guessed = |id| knowledge.actors.is_discovered(id);
    if !guessed(subject) && !relation_kind.admits_subject(actor(subject).kind) {
        return Err(format!("`{}` cannot be the subject of `{}`", actor(subject).key, relation_kind.key));
    }
    if !guessed(object) && !relation_kind.admits_object(actor(object).kind) {
        return Err(format!("`{}` cannot be the object of `{}`", actor(object).key, relation_kind.key));
    }
    Ok((Review::Accepted, kind, subject, object))
}

/// Judgements in force of the claims that `new` means which differ from it.
pub(super) fn contradicted(
    knowledge: &Knowledge,
    recorded: &[Recorded],
    holding: &[usize],
    new: &ClaimReference,
    verdict: &Verdict,
) -> Vec<usize> {
    let finder = Finder::new(knowledge);
    let meant = finder.find(new);
    let differs = |(index, claim, other): (usize, &ClaimReference, &Verdict)| {
        (other != verdict && finder.find(claim).iter().any(|id| meant.contains(id))).then_some(index)
    };
    judgements(recorded, holding).filter_map(differs).collect()
}

/// Why a correction of the claim with this hash cannot be, where it cannot.
pub(super) fn objection(knowledge: &Knowledge, claim: &ClaimReference, verdict: &Verdict) -> Option<String> {
    let finder = Finder::new(knowledge);
    finder.find(claim).into_iter().find_map(|id| change(knowledge, &finder, id, verdict).err())
}
