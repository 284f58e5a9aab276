//! How much there is.
//!
//! In: a filter. Out: counts of everything, of what passes the filter where that concerns relations, and how it hangs
//! together.

use std::collections::{BTreeMap, BTreeSet};

use super::Filter;
use super::components::connected;
use crate::graph::{GraphView, Relation, RelationId, Standing};
use crate::model::{
    ActorId, ActorKindId, Claim, ClaimId, Modality, Origin, PartialDate, Polarity, RelationKindId, Review,
};

/// Figures of a graph. Those of actors and documents are of all; those of relations and claims, and how actors hang
/// together, of what passes the filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Actors in the curated file.
    pub curated_actors: usize,
    /// Actors found in documents alone.
    pub discovered_actors: usize,
    /// Actors by kind, most first.
    pub actors_by_kind: Vec<(ActorKindId, usize)>,
    /// Documents read.
    pub documents: usize,
    /// Publishers named, of documents.
    pub publishers: usize,
    /// Relations.
    pub relations: usize,
    /// Relations by standing, best first.
    pub relations_by_standing: Vec<(Standing, usize)>,
    /// Relations by kind, most first.
    pub relations_by_kind: Vec<(RelationKindId, usize)>,
    /// Relations that some claim dates.
    pub dated_relations: usize,
    /// Relations that more than one independent publisher carries.
    pub relations_by_several_publishers: usize,
    /// Claims of these relations; those judged wrong are not among these and the following.
    pub claims: usize,
    /// Claims of these relations that were judged wrong.
    pub rejected_claims: usize,
    /// Claims in the curated file.
    pub curated_claims: usize,
    /// Claims that somebody other than the document says.
    pub attributed_claims: usize,
    /// Claims that something is not so.
    pub denied_claims: usize,
    /// Claims of what is planned, possible or hypothetical.
    pub not_actual_claims: usize,
    /// Claims that nobody judged.
    pub unjudged_claims: usize,
    /// The first and last date of the relations.
    pub dates: Option<(PartialDate, PartialDate)>,
    /// Actors tied to another.
    pub tied_actors: usize,
    /// Sets of actors that are joined by chains of relations, however long.
    pub components: usize,
    /// Actors in the biggest of them.
    pub biggest_component: usize,
}

/// Counts. Linear.
pub fn stats(view: &impl GraphView, filter: &Filter) -> Stats {
    let relations: Vec<&Relation> = (0..view.relation_count())
        .map(|index| view.relation(RelationId::new(index)))
        .filter(|relation| filter.admits(view.schema(), relation))
        .collect();
    let claim_ids: BTreeSet<ClaimId> = relations.iter().flat_map(|relation| relation.claims.iter().copied()).collect();
    let (rejected, claims): (Vec<&Claim<ActorId>>, Vec<&Claim<ActorId>>) =
        claim_ids.into_iter().map(|id| view.claim(id)).partition(|claim| claim.review == Review::Rejected);
    let counted = |admits: &dyn Fn(&Claim<ActorId>) -> bool| claims.iter().filter(|claim| admits(claim)).count();
    let dates: BTreeSet<PartialDate> = relations
        .iter()
        .flat_map(|relation| &relation.periods)
        .flat_map(|period| [period.from(), period.to()])
        .flatten()
        .collect();
    let components: Vec<usize> = connected(view, filter).iter().map(Vec::len).collect();
    Stats {
        curated_actors: view.actors().curated(),
        discovered_actors: view.actors().len() - view.actors().curated(),
        actors_by_kind: most_first(view.actors().iter().map(|(_, actor)| actor.kind)),
        documents: view.documents().len(),
        publishers: view
            .documents()
            .iter()
            .filter_map(|document| document.publisher.as_ref())
            .collect::<BTreeSet<_>>()
            .len(),
        relations: relations.len(),
        relations_by_standing: Standing::ALL
            .into_iter()
            .map(|standing| (standing, relations.iter().filter(|relation| relation.standing == standing).count()))
            .collect(),
        relations_by_kind: most_first(relations.iter().map(|relation| relation.kind)),
        dated_relations: relations.iter().filter(|relation| !relation.periods.is_empty()).count(),
        relations_by_several_publishers: relations.iter().filter(|relation| relation.publishers > 1).count(),
        claims: claims.len(),
        rejected_claims: rejected.len(),
        curated_claims: counted(&|claim| matches!(claim.origin, Origin::Curated { .. })),
        attributed_claims: counted(&Claim::is_attributed),
        denied_claims: counted(&|claim| claim.polarity == Polarity::Denied),
        not_actual_claims: counted(&|claim| claim.modality != Modality::Actual),
        unjudged_claims: counted(&|claim| claim.review == Review::Unreviewed),
        dates: dates.first().copied().zip(dates.last().copied()),
        tied_actors: components.iter().sum(),
        components: components.len(),
        biggest_component: components.into_iter().max().unwrap_or(0),
    }
}

/// Each with how often it comes, most often first, then in its order.
fn most_first<T: Ord + Copy>(things: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for thing in things {
        *counts.entry(thing).or_default() += 1;
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(thing, count)| (std::cmp::Reverse(*count), *thing));
    counts
}
