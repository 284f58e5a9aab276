//! Which relations are edges: asked of a filter at every step, so that a part of a graph costs no copy.

use crate::graph::{GraphView, Incidence};

/// Says which relations are edges.
pub trait EdgeFilter {
    /// True where the relation of this step is an edge, whichever way the step leads.
    fn keeps(&self, view: &impl GraphView, step: Incidence) -> bool;
}

/// Keeps every relation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unfiltered;

impl EdgeFilter for Unfiltered {
    fn keeps(&self, _view: &impl GraphView, _step: Incidence) -> bool {
        true
    }
}
