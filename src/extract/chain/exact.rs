//! Same name, word by word.

use std::collections::HashMap;

use super::draft::Draft;
use super::known::Known;

/// Merges nominals with the same name, up to case, articles, dots and particles: "Nouri Maliki" and "Nouri al-Maliki".
pub(super) fn same_name(known: &Known<'_>, draft: &mut Draft<'_>) {
    let mut first: HashMap<(bool, &[String]), usize> = HashMap::new();
    for (index, profile) in known.profiles.iter().enumerate() {
        if profile.name.is_empty() || known.nominals[index].state.is_some() && !profile.is_state && known.nominals[index].plural {
            continue;
        }
        // "Tehran" the government and "in Tehran" the city are two.
        let first = *first.entry((profile.is_state, &profile.name)).or_insert(index);
        draft.merge(first, index);
    }
}
