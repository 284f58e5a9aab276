//! Who matters.
//!
//! In: a filter, a measure. Out: every actor that has a tie, with its score. All measures look at the graph with one
//! weighted tie between two actors ([`SimpleGraph`]). Degree: how many actors it is tied to. PageRank (Page and others
//! 1999): how often a walk that follows ties, in proportion to their weight, comes by. Betweenness (Brandes 2001): on
//! how many of the shortest ways between others it lies, where a tie is the shorter the more it weighs.
//!
//! petgraph's PageRank is not used: it knows no weights and asks every pair of actors. Decided here: lengths of ties
//! are whole numbers, so that two ways of one length are of one length on every machine; sums run in a fixed order; in
//! a graph where ways from everybody would take too long, they start from some actors spread evenly over the table, and
//! the answer says from how many.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rayon::prelude::*;

use super::{Filter, SimpleGraph};
use crate::graph::GraphView;
use crate::model::ActorId;

/// What makes an actor matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How many actors it is tied to.
    Degree,
    /// How often a random walk comes by.
    PageRank,
    /// How many shortest ways lead over it.
    Betweenness,
}

/// An actor with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The actor.
    pub actor: ActorId,
    /// Degree: actors it is tied to. PageRank: share of the walk, all shares sum to 1. Betweenness: share of the pairs
    /// of others whose shortest way leads over it, from 0 to 1.
    pub score: f64,
    /// Actors it is tied to.
    pub neighbors: usize,
    /// Relations that pass the filter, to other actors.
    pub relations: u64,
}

/// Actors by their score.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// Highest score first, then most relations, then by key. Scores that differ by less than a billionth are one.
    pub ranked: Vec<Ranked>,
    /// From how many actors ways were searched, where not from all.
    pub sampled: Option<usize>,
}

/// Ranks every actor that has a tie.
pub fn rank(view: &impl GraphView, filter: &Filter, measure: Measure) -> Ranking {
    let graph = SimpleGraph::new(view, filter);
    let undirected = if filter.directed {
        SimpleGraph::new(view, &Filter { directed: false, ..filter.clone() })
    } else {
        graph.clone()
    };
    let mut sampled = None;
    let scores: Vec<f64> = match measure {
        Measure::Degree => (0..graph.actors()).map(|actor| graph.ties(ActorId::new(actor)).len() as f64).collect(),
        Measure::PageRank => page_rank(&graph, &undirected),
        Measure::Betweenness => {
            let (scores, from) = betweenness(&graph, &undirected);
            sampled = from;
            scores
        }
    };
    let row = |actor: ActorId| Ranked {
        actor,
        score: scores[actor.index()],
        neighbors: undirected.ties(actor).len(),
        relations: undirected.strength(actor),
    };
    let mut ranked: Vec<Ranked> =
        (0..graph.actors()).map(ActorId::new).filter(|actor| undirected.is_tied(*actor)).map(row).collect();
    let rounded = |score: f64| (score * 1e9).round() as i64;
    ranked.sort_by_key(|row| (Reverse(rounded(row.score)), Reverse(row.relations), row.actor));
    Ranking { ranked, sampled }
}

/// Power iteration. A walk that stands where nothing leads on goes on from anywhere.
fn page_rank(graph: &SimpleGraph, tied: &SimpleGraph) -> Vec<f64> {
    /// How often the walk follows a tie rather than starting anew (Page and others 1999).
    const DAMPING: f64 = 0.85;
    const MOST_STEPS: usize = 200;
    const STILL: f64 = 1e-12;
    let actors: Vec<ActorId> = (0..graph.actors()).map(ActorId::new).filter(|actor| tied.is_tied(*actor)).collect();
    let count = actors.len() as f64;
    let mut share = vec![0.0; graph.actors()];
    for actor in &actors {
        share[actor.index()] = 1.0 / count;
    }
    for _ in 0..MOST_STEPS {
        let stuck: f64 = actors.iter().filter(|actor| !graph.is_tied(**actor)).map(|actor| share[actor.index()]).sum();
        let mut next = vec![0.0; graph.actors()];
        for actor in &actors {
            next[actor.index()] += (1.0 - DAMPING + DAMPING * stuck) / count;
            let strength = graph.strength(*actor) as f64;
            for tie in graph.ties(*actor) {
                next[tie.to.index()] += DAMPING * share[actor.index()] * f64::from(tie.weight) / strength;
            }
        }
        let moved: f64 = actors.iter().map(|actor| (next[actor.index()] - share[actor.index()]).abs()).sum();
        share = next;
        if moved < STILL {
            break;
        }
    }
    share
}

/// Brandes' algorithm from every actor, or from some; the second value says from how many.
fn betweenness(graph: &SimpleGraph, tied: &SimpleGraph) -> (Vec<f64>, Option<usize>) {
    /// Ties looked at in all, some tens of seconds.
    const MOST: usize = 100_000_000;
    /// Sums run over so many parts, whatever the number of threads.
    const PARTS: usize = 16;
    let actors: Vec<ActorId> = (0..graph.actors()).map(ActorId::new).filter(|actor| tied.is_tied(*actor)).collect();
    let affordable = (MOST / graph.tie_count().max(1)).clamp(1, actors.len().max(1));
    let starts: Vec<ActorId> =
        (0..affordable.min(actors.len())).map(|index| actors[index * actors.len() / affordable]).collect();
    let part = |starts: &[ActorId]| {
        let mut sums = vec![0.0; graph.actors()];
        let mut walk = Walk::new(graph.actors());
        starts.iter().for_each(|start| walk.add_dependencies(graph, *start, &mut sums));
        sums
    };
    let parts: Vec<Vec<f64>> = starts.par_chunks(starts.len().div_ceil(PARTS).max(1)).map(part).collect();
    let others = actors.len().saturating_sub(1) * actors.len().saturating_sub(2);
    let scale = if others == 0 { 0.0 } else { actors.len() as f64 / starts.len() as f64 / others as f64 };
    let mut scores = vec![0.0; graph.actors()];
    for part in parts {
        for (score, sum) in scores.iter_mut().zip(part) {
            *score += sum * scale;
        }
    }
    (scores, (starts.len() < actors.len()).then_some(starts.len()))
}

/// The shortest ways from one actor.
struct Walk {
    distance: Vec<u64>,
    /// How many shortest ways there are.
    ways: Vec<f64>,
    dependency: Vec<f64>,
}

/// A length that many weights divide: 1 to 16.
const LENGTH: u64 = 720_720;

impl Walk {
    fn new(actors: usize) -> Walk {
        Walk { distance: vec![u64::MAX; actors], ways: vec![0.0; actors], dependency: vec![0.0; actors] }
    }

    /// Adds to every actor the share of shortest ways from `start` that lead over it.
    fn add_dependencies(&mut self, graph: &SimpleGraph, start: ActorId, sums: &mut [f64]) {
        let mut settled: Vec<ActorId> = Vec::new();
        let mut open = BinaryHeap::from([Reverse((0, start))]);
        self.distance[start.index()] = 0;
        self.ways[start.index()] = 1.0;
        while let Some(Reverse((distance, actor))) = open.pop() {
            if distance > self.distance[actor.index()] {
                continue;
            }
            settled.push(actor);
            for tie in graph.ties(actor) {
                let reached = distance + length(tie.weight);
                let known = self.distance[tie.to.index()];
                if reached < known {
                    self.distance[tie.to.index()] = reached;
                    self.ways[tie.to.index()] = 0.0;
                    open.push(Reverse((reached, tie.to)));
                }
                if reached <= known {
                    self.ways[tie.to.index()] += self.ways[actor.index()];
                }
            }
        }
        for &actor in settled.iter().rev() {
            for tie in graph.ties(actor) {
                if self.distance[tie.to.index()] == self.distance[actor.index()] + length(tie.weight) {
                    self.dependency[actor.index()] +=
                        self.ways[actor.index()] / self.ways[tie.to.index()] * (1.0 + self.dependency[tie.to.index()]);
                }
            }
            if actor != start {
                sums[actor.index()] += self.dependency[actor.index()];
            }
        }
        for actor in settled {
            (self.distance[actor.index()], self.ways[actor.index()], self.dependency[actor.index()]) =
                (u64::MAX, 0.0, 0.0);
        }
    }
}

fn length(weight: u32) -> u64 {
    LENGTH / u64::from(weight.min(16))
}
