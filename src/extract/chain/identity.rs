//! Same curated actor, same state.
//!
//! "Tehran", "Iranians" and "the Iranian government" are Iran; "in Tehran" is a city unless the curated file says
//! otherwise.

use std::collections::HashMap;

use super::draft::Draft;
use super::known::Known;
use crate::extract::nominal::NominalForm;
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

/// "the Iraqi government", "the government of Iraq": the state; not "the Kurdistan Regional Government".
pub(super) fn state_of_government<'k>(known: &'k Known<'_>, index: usize) -> Option<&'k str> {
    let profile = &known.profiles[index];
    let is_government = known.nominals[index].form == NominalForm::Description
        && matches!(profile.noun.as_deref(), Some("government" | "regime" | "authorities"));
    if !is_government {
        return None;
    }
    let mut words = profile.words.iter().filter(|word| !matches!(word.as_str(), "central" | "federal" | "national"));
    let (Some(word), None) = (words.next(), words.next()) else { return None };
    known.lexicon.state(&word.to_lowercase()).map(|(state, _)| state.name.as_str())
}
