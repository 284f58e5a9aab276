//! Ways that have little in common.
//!
//! In: ways from best to worst. Out: some of them, each the one that adds most to those before (maximal marginal
//! relevance, Carbonell and Goldstein 1998). The first is the best way. What speaks against a further one: its length,
//! how well its actors are connected (that two actors both have to do with a great power tells little), and every actor
//! and every pair of neighbours that it shares with one already picked. Because the best hundred ways may all lead
//! through one actor, the best ways around the actors of those picked are candidates too. No two ways lead over the
//! same actors.

use std::collections::{BTreeMap, BTreeSet};

use super::search::{Costed, Search};
use super::ways::Ways;
use super::{Path, PathQuestion};
use crate::graph::GraphView;
use crate::model::ActorId;

/// What a hop weighs, beside an actor of two relations that weighs one, of four that weighs two, of eight that weighs
/// three.
const HOP: u32 = 4;
/// What it weighs to lead over an actor or between two neighbours that a way already picked leads over.
const SHARED: u32 = 12;

/// Picks as many ways as asked for.
pub(super) fn pick<V: GraphView>(search: &Search<'_, V>, question: &PathQuestion, ways: &mut Ways) -> Vec<Path> {
    /// Candidates by rank alone, for each way asked for.
    const RANKED: usize = 4;
    let mut candidates: BTreeSet<Costed> =
        std::iter::from_fn(|| ways.next(search)).take(RANKED * question.count).collect();
    let mut picked: Vec<Path> = Vec::new();
    let mut passed: BTreeMap<ActorId, u32> = BTreeMap::new();
    let mut walked: BTreeMap<(ActorId, ActorId), u32> = BTreeMap::new();
    while picked.len() < question.count {
        let against = |way: &Costed| -> u32 {
            let path = Path { hops: way.hops.clone() };
            let hubs: u32 = path.between().map(|actor| (search.view.incident(actor).len() + 1).ilog2()).sum();
            let shared_actors: u32 = path.between().filter_map(|actor| passed.get(&actor)).sum();
            let shared_pairs: u32 = path.hops.iter().filter_map(|hop| walked.get(&pair(hop.from, hop.to))).sum();
            HOP * way.hops.len() as u32 + hubs + SHARED * (shared_actors + shared_pairs)
        };
        let next = if picked.is_empty() {
            candidates.first()
        } else {
            candidates.iter().min_by_key(|way| (against(way), *way))
        };
        let Some(next) = next.cloned() else { break };
        let path = Path { hops: next.hops };
        candidates.retain(|way| !path.is_over(&way.hops));
        for actor in path.between() {
            *passed.entry(actor).or_default() += 1;
        }
        for hop in &path.hops {
            *walked.entry(pair(hop.from, hop.to)).or_default() += 1;
        }
        let every: BTreeSet<ActorId> = passed.keys().copied().collect();
        let around = path
            .between()
            .map(|actor| BTreeSet::from([actor]))
            .chain([every])
            .filter_map(|avoid| around(search.view, question, &avoid));
        let new: Vec<Costed> =
            around.filter(|way| picked.iter().chain([&path]).all(|picked| !picked.is_over(&way.hops))).collect();
        candidates.extend(new);
        picked.push(path);
    }
    picked
}

/// The best way that touches none of these actors.
fn around(view: &impl GraphView, question: &PathQuestion, avoid: &BTreeSet<ActorId>) -> Option<Costed> {
    let mut question = PathQuestion { count: 1, diverse: false, ..question.clone() };
    question.filter.avoid.extend(avoid.iter().filter(|actor| !question.via.contains(actor)));
    let search = Search::new(view, &question);
    Ways::asked_for(&search, &question)?.next(&search)
}

fn pair(a: ActorId, b: ActorId) -> (ActorId, ActorId) {
    (a.min(b), a.max(b))
}
