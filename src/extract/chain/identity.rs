//! Same curated actor, same state.
//!
//! "Tehran", "Iranians" and "the Iranian government" are Iran; "in Tehran" is a city unless the curated file says
//! otherwise.

use std::collections::HashMap;

use super::draft::Draft;
use super::known::{Known, state_of_government};
use crate::model::ActorId;

/// Merges nominals that the curated file gives one actor.
pub(super) fn same_actor(known: &Known<'_>, draft: &mut Draft<'_>) {
    let mut first: HashMap<ActorId, usize> = HashMap::new();
    for (index, nominal) in known.nominals.iter().enumerate() {
        if let [actor] = nominal.candidates.as_slice() {
            let first = *first.entry(*actor).or_insert(index);
            draft.merge(first, index);
        }
    }
}

/// Merges nominals that stand for one state, with its government.
pub(super) fn same_state(known: &Known<'_>, draft: &mut Draft<'_>) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (index, nominal) in known.nominals.iter().enumerate() {
        let state = nominal
            .state
            .as_deref()
            .filter(|_| known.profiles[index].is_state)
            .or_else(|| state_of_government(known, index));
        if let Some(state) = state {
            let first = *first.entry(state).or_insert(index);
            draft.merge(first, index);
        }
    }
}
