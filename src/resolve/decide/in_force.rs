//! Which decisions hold: those nobody took back, each once.

use std::collections::{BTreeMap, BTreeSet};

use crate::curated::Recorded;
use crate::model::Act;
use crate::text::Diagnostic;

/// Positions of the decisions that were not undone, in the order of the file; of equal ones the first. An undo holds
/// wherever it stands, also before what it undoes.
pub fn in_force(recorded: &[Recorded], problems: &mut Vec<Diagnostic>) -> Vec<usize> {
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut holding = Vec::new();
    for (index, one) in recorded.iter().enumerate() {
        let same_id = by_id.entry(&one.decision.id).or_default();
        if same_id.iter().any(|other| recorded[*other].decision == one.decision) {
            continue;
        }
        if let Some(&other) = same_id.first() {
            let two =
                Diagnostic::warning(one.place.clone(), format!("two decisions have the id `{}`", one.decision.id))
                    .and_at(recorded[other].place.clone(), "the other");
            problems.push(two.hint("give one of them another id; until then an undo of this id takes back both"));
        }
        same_id.push(index);
        holding.push(index);
    }
    let mut undone: BTreeSet<&str> = BTreeSet::new();
    for &index in &holding {
        let Act::Undo { decision } = &recorded[index].decision.act else { continue };
        let place = &recorded[index].place;
        match by_id.get(decision.as_str()).map(|of_id| &recorded[of_id[0]].decision.act) {
            None => problems.push(Diagnostic::warning(
                place.clone(),
                format!("this takes back the decision `{decision}`, which is not in this file"),
            )),
            Some(Act::Undo { .. }) => problems.push(
                Diagnostic::warning(place.clone(), "this takes back what takes back a decision itself".to_owned())
                    .hint("decide again instead"),
            ),
            Some(Act::Judge { .. } | Act::Identify { .. } | Act::Split { .. }) => {
                undone.insert(decision);
            }
        }
    }
    holding.retain(|index| {
        let decision = &recorded[*index].decision;
        !matches!(decision.act, Act::Undo { .. }) && !undone.contains(decision.id.as_str())
    });
    holding
}
