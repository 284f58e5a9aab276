//! What analysts decided, laid over what a build came to.
//!
//! In come knowledge and the decisions on file, out comes knowledge in which judged claims say so and actors that are
//! one have one key. A pure view: without the decisions the knowledge is what it was, so to take a decision back is to
//! leave it out. The order of decisions means nothing; where two contradict each other neither holds, and both are
//! named. A decision that finds nothing to decide is named too, never dropped from its file.
//!
//! `in_force` leaves out what was undone, `split` parts actors, `reference` finds claims again, `judge` weighs them,
//! `identity` unites actors, `proposed` takes out what still waits for a judgement.

mod actors;
mod identity;
mod in_force;
mod judge;
mod proposed;
mod reference;
mod split;

use crate::curated::Recorded;
use crate::model::{Act, Decision, Knowledge};
use crate::text::Diagnostic;

pub use in_force::in_force;
pub use reference::reference;

/// Knowledge with decisions laid over it.
#[derive(Debug, Default)]
pub struct Decided {
    /// What is known now.
    pub knowledge: Knowledge,
    /// Contradictions, and decisions that find nothing: warnings and notes with their places.
    pub problems: Vec<Diagnostic>,
    /// How many claims were left out because they are only proposed.
    pub proposed: usize,
}

/// Lays decisions over knowledge, and takes out what is only proposed. `O(n log n)` in claims, mentions and decisions;
/// linear where there are no decisions.
pub fn decide(knowledge: Knowledge, recorded: &[Recorded]) -> Decided {
    laid_over(knowledge, recorded, false)
}

/// Lays decisions over knowledge as [`decide`] does, and keeps what is only proposed: what a review goes through.
pub fn decide_with_proposed(knowledge: Knowledge, recorded: &[Recorded]) -> Decided {
    laid_over(knowledge, recorded, true)
}

fn laid_over(mut knowledge: Knowledge, recorded: &[Recorded], with_proposed: bool) -> Decided {
    let mut problems = Vec::new();
    let holding = in_force(recorded, &mut problems);
    let (mut before, mut proposed) = (proposed::spoken_of(&knowledge), 0);
    if let Some(ids) = split::split(&mut knowledge, recorded, &holding, &mut problems) {
        // Who was parted until nothing is left is somebody still.
        let whole = std::mem::replace(&mut before, proposed::spoken_of(&knowledge));
        for (id, was) in ids.iter().zip(whole) {
            before[id.index()] |= was;
        }
    }
    if !recorded.is_empty() {
        judge::judge(&mut knowledge, recorded, &holding, &mut problems);
    }
    if !with_proposed {
        (knowledge, proposed) = proposed::without_proposed(knowledge, &before);
    }
    if !recorded.is_empty() {
        knowledge = identity::merge_same(knowledge, recorded, &holding, &mut problems);
    }
    Decided { knowledge, problems, proposed }
}

/// Knowledge with actors parted as decisions say, and nothing else of them: who can be named in a further decision.
pub fn with_splits(mut knowledge: Knowledge, recorded: &[Recorded]) -> Knowledge {
    split::split(&mut knowledge, recorded, &in_force(recorded, &mut Vec::new()), &mut Vec::new());
    knowledge
}

/// The decisions on file that a new one contradicts: it must not be taken before they are taken back. Positions among
/// those on file.
///
/// `knowledge` is what the build came to, without decisions but those that part actors; a split itself is asked of it
/// without these. A new judgement contradicts other judgements of the same
/// claim, an identity contradicts what the others together say of the two.
pub fn contradicted_by(knowledge: &Knowledge, recorded: &[Recorded], new: &Decision) -> Vec<usize> {
    let holding = in_force(recorded, &mut Vec::new());
    match &new.act {
        Act::Judge { claim, verdict } => judge::contradicted(knowledge, recorded, &holding, claim, verdict),
        Act::Identify { a, b, identity } => identity::contradicted(knowledge, recorded, &holding, (a, b), *identity),
        Act::Split { actor, documents } => split::contradicted(knowledge, recorded, &holding, actor, documents),
        Act::Undo { .. } => Vec::new(),
    }
}

/// Why a new decision cannot hold by itself: what it names is not there, or cannot be so.
pub fn objection(knowledge: &Knowledge, new: &Decision) -> Option<String> {
    match &new.act {
        Act::Judge { claim, verdict } => judge::objection(knowledge, claim, verdict),
        Act::Split { actor, documents } => split::objection(knowledge, actor, documents),
        Act::Identify { .. } | Act::Undo { .. } => None,
    }
}
