//! Last name to full name, whatever the tagger takes the short form for.
//!
//! "Mike Pompeo ... Pompeo"; in a headline the short form comes first. A given name alone counts only for a person's
//! name that nobody else bears.

use std::collections::HashMap;

use super::draft::Draft;
use super::known::{Known, is_in_place};
use crate::extract::lexicon::NounClasses;
use crate::model::Sort;
use crate::nlp::WordList;
use crate::text::{Rule, sound};

/// Merges short forms of persons' names with the full ones.
pub(super) fn short_names(known: &Known<'_>, draft: &mut Draft<'_>) {
    if !Rule::ChainShortName.applies() {
        return;
    }
    let mut by_last: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_first: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, profile) in known.profiles.iter().enumerate() {
        let [first, .., last] = profile.name.as_slice() else { continue };
        // A foreign name that the tagger does not know counts where a person bears its last word alone.
        let unknown = matches!(known.nominals[index].sort, Sort::Thing | Sort::Place)
            && known.nominals[index].state.is_none()
            && profile.name.len() <= 3
            && known.lexicon.classes(last) == NounClasses::default();
        if known.nominals[index].sort != Sort::Person && !unknown {
            continue;
        }
        by_last.entry(sound(last)).or_default().push(index);
        by_first.entry(first).or_default().push(index);
    }
    for (index, profile) in known.profiles.iter().enumerate() {
        let (Some(first), Some(last)) = (profile.name.first(), profile.name.last()) else { continue };
        let nominal = &known.nominals[index];
        // "in Houston" is no John Houston.
        if nominal.state.is_some()
            || nominal.sort == Sort::Place && is_in_place(known.tree, nominal.head)
            || !known.tree.form(nominal.head).starts_with(char::is_uppercase)
        {
            continue;
        }
        if draft.facts(index).person != Some(true) && profile.name.len() > 1 {
            continue;
        }
        let full = by_last.get(&sound(last)).and_then(|full| {
            nearest(full, index, |full| {
                (draft.facts(full).person == Some(true) || draft.facts(index).person == Some(true))
                    && known.same_person(full, index)
                    && draft.may_merge(full, index)
                    && reigning(known, full) == reigning(known, index)
            })
        });
        let full = full.or_else(|| {
            let full =
                by_first.get(first.as_str()).filter(|_| nominal.sort == Sort::Person && profile.name.len() == 1)?;
            full.iter().take(MOST_BEARERS).all(|other| draft.same(*other, full[0])).then_some(full[0])
        });
        if let Some(full) = full {
            draft.merge(full, index);
        }
    }
}

/// The title of a ruler before a name: rulers go by their given names, so "King Salman" is no Mohammed bin Salman.
fn reigning<'t>(known: &Known<'t>, index: usize) -> Option<&'t str> {
    let nominal = &known.nominals[index];
    let first = nominal.name.as_ref().map_or(nominal.head, |name| name.start);
    // The title may belong to the name or stand before it.
    [Some(first), first.checked_sub(1)]
        .into_iter()
        .flatten()
        .map(|token| known.tree.lower(token))
        .find(|word| WordList::TitlesOfRulers.has(word))
}

/// How many bearers of a last name are looked at.
const MOST_BEARERS: usize = 12;

/// The last before `index` that fits, else the first after it.
fn nearest(sorted: &[usize], index: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let before = sorted.partition_point(|other| *other < index);
    let after = sorted[before..].iter().filter(|other| **other != index);
    sorted[..before].iter().rev().take(MOST_BEARERS).chain(after.take(MOST_BEARERS)).copied().find(|other| fits(*other))
}
