//! The graph with one weighted tie between two actors, for questions about the whole.
//!
//! In: a filter. Out: who is tied to whom, and how strongly. Decided here, how parallel relations count: a tie weighs
//! as many as there are relations that pass the filter, each counting once however many claims it rests on. Two actors
//! of whom four different things are said are tied more closely than two of whom one thing is said; that one thing is
//! reprinted forty times ties nobody. A relation of an actor to itself is no tie.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Filter;
use crate::graph::GraphView;
use crate::model::ActorId;

/// Ties of every actor, by neighbour. Weights are at least 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SimpleGraph {
    ties: Vec<Tie>,
    /// Where the ties of an actor end; they begin where those of the actor before end.
    ends: Vec<usize>,
}

/// A tie seen from one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The other end.
    pub to: ActorId,
    /// Relations between the two that pass the filter.
    pub weight: u32,
}

impl SimpleGraph {
    /// The ties that a filter lets pass. Where it asks for direction, ties lead from subject to object; else either
    /// way. Linear in the relations.
    pub fn new(view: &impl GraphView, filter: &Filter) -> SimpleGraph {
        let mut graph = SimpleGraph::default();
        for actor in (0..view.actors().len()).map(ActorId::new) {
            let mut weights: BTreeMap<ActorId, u32> = BTreeMap::new();
            for step in view.incident(actor).filter(|step| step.neighbor != actor && filter.admits_step(view, *step)) {
                *weights.entry(step.neighbor).or_default() += 1;
            }
            graph.ties.extend(weights.into_iter().map(|(to, weight)| Tie { to, weight }));
            graph.ends.push(graph.ties.len());
        }
        graph
    }

    /// How many actors there are, tied or not.
    pub fn actors(&self) -> usize {
        self.ends.len()
    }

    /// The ties of an actor, by neighbour.
    pub fn ties(&self, actor: ActorId) -> &[Tie] {
        &self.ties[self.range(actor)]
    }

    /// The weights of an actor's ties together.
    pub fn strength(&self, actor: ActorId) -> u64 {
        self.ties(actor).iter().map(|tie| u64::from(tie.weight)).sum()
    }

    /// How many ties there are, counted at each actor that has them.
    pub fn tie_count(&self) -> usize {
        self.ties.len()
    }

    /// True where any relation leads to or from the actor that passes the filter.
    pub fn is_tied(&self, actor: ActorId) -> bool {
        !self.range(actor).is_empty()
    }

    fn range(&self, actor: ActorId) -> Range<usize> {
        let start = actor.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[actor.index()]
    }
}
