//! Which actor a user means.

use super::search::{SearchHit, search};
use crate::graph::GraphView;
use crate::model::ActorId;
use crate::text::fold_name;

/// What a name a user typed leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameAnswer {
    /// One actor has that key or name.
    Found(ActorId),
    /// Several have it.
    Ambiguous(Vec<ActorId>),
    /// None has it; those whose names are like it.
    Unknown(Vec<SearchHit>),
}

/// Finds an actor by key, then by name and alias, without case, dots, hyphens and diacritics. Never guesses. Linear in
/// the names.
pub fn resolve_name(view: &impl GraphView, name: &str) -> NameAnswer {
    const CANDIDATES: usize = 5;
    let actors = view.actors();
    if let Some(actor) = actors.by_key(name) {
        return NameAnswer::Found(actor);
    }
    let wanted = fold_name(name);
    if wanted.is_empty() {
        return NameAnswer::Unknown(Vec::new());
    }
    let key = wanted.replace(' ', "-");
    if let Some(actor) = actors.by_key(&key) {
        return NameAnswer::Found(actor);
    }
    let bearers: Vec<ActorId> = actors
        .iter()
        .filter(|(_, actor)| actor.names().any(|(name, _, _)| fold_name(name) == wanted))
        .map(|(id, _)| id)
        .collect();
    match bearers[..] {
        [only] => NameAnswer::Found(only),
        [] => NameAnswer::Unknown(search(view, name, CANDIDATES)),
        _ => NameAnswer::Ambiguous(bearers),
    }
}
