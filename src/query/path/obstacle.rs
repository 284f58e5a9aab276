//! What stands in the way where there is no way.

use super::{PathQuestion, paths};
use crate::graph::GraphView;
use crate::query::Obstacle;

/// What would open a way that a condition closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// The condition that closes it; `None` where it takes dropping several.
    pub obstacle: Option<Obstacle>,
    /// Hops of the best way without that condition.
    pub hops: usize,
}

/// Where there is no way: which conditions close one, each with the way it would open; then, where no single one does,
/// whether dropping all of them would. Empty where nothing connects the two.
pub fn ways_around(view: &impl GraphView, question: &PathQuestion) -> Vec<Way> {
    let hops_of = |question: &PathQuestion| {
        let question = PathQuestion { count: 1, diverse: false, ..question.clone() };
        paths(view, &question).paths.first().map(|path| path.hops.len())
    };
    let single: Vec<Way> = Obstacle::ALL
        .into_iter()
        .filter_map(|obstacle| {
            let hops = hops_of(&question.without(obstacle)?)?;
            Some(Way { obstacle: Some(obstacle), hops })
        })
        .collect();
    if !single.is_empty() {
        return single;
    }
    let unfiltered = Obstacle::ALL
        .into_iter()
        .fold(question.clone(), |question, obstacle| question.without(obstacle).unwrap_or(question));
    hops_of(&unfiltered).map(|hops| Way { obstacle: None, hops }).into_iter().collect()
}

impl PathQuestion {
    /// The question without one of its conditions; `None` where that condition restricts nothing.
    pub fn without(&self, obstacle: Obstacle) -> Option<PathQuestion> {
        let mut question = self.clone();
        match obstacle {
            Obstacle::Length => question.max_hops = None,
            Obstacle::Via => question.via.clear(),
            Obstacle::Order => question.in_time_order = false,
            of_relations @ (Obstacle::Kind
            | Obstacle::Standing
            | Obstacle::Time
            | Obstacle::Publishers
            | Obstacle::Trivial
            | Obstacle::Avoided
            | Obstacle::Direction) => question.filter = self.filter.without(of_relations)?,
        }
        (question != *self).then_some(question)
    }
}
