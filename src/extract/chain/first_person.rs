//! "I", "we" and "our": whoever speaks.
//!
//! In a quotation "I" is its speaker; "we" is the state or body the speaker speaks for, where the speaker's own title
//! names it ("Arland's foreign minister"), else the speaker. Outside of quotations nobody is named: first persons of
//! one paragraph are one.

use std::collections::HashMap;

use super::draft::Draft;
use super::known::Known;
use crate::extract::nominal::NominalForm;
use crate::model::Sort;
use crate::nlp::WordList;
use crate::text::Rule;

/// Merges first persons.
pub(super) fn speakers_of_quotations(known: &Known<'_>, draft: &mut Draft<'_>) {
    if !Rule::ChainFirstPerson.applies() {
        return;
    }
    let mut first: HashMap<(bool, bool, usize), usize> = HashMap::new();
    for (index, nominal) in known.nominals.iter().enumerate() {
        if nominal.form != NominalForm::Pronoun {
            continue;
        }
        let word = known.tree.lower(nominal.head);
        let one = WordList::FirstPersonSingular.has(word);
        if !one && !WordList::FirstPersonPlural.has(word) {
            continue;
        }
        let quotation = known.profiles[index].quotation;
        match known.speaker(index) {
            Some(speaker) if one => {
                draft.merge(speaker, index);
            }
            Some(speaker) => {
                draft.merge(side(known, draft, speaker).unwrap_or(speaker), index);
            }
            None => {}
        }
        let place = match quotation {
            Some(quotation) => (one, true, quotation),
            None => (one, false, known.paragraph[nominal.head]),
        };
        let first = *first.entry(place).or_insert(index);
        draft.merge(first, index);
    }
}

/// How many of a speaker's phrases are read.
const MOST_PHRASES: usize = 12;

/// Whom a speaker speaks for: the state or body in the title or description.
pub(super) fn side(known: &Known<'_>, draft: &Draft<'_>, speaker: usize) -> Option<usize> {
    let speaker_sort = known.nominals[speaker].sort;
    if speaker_sort != Sort::Person {
        return speaker_sort.acts().then_some(speaker);
    }
    let sides = || draft.members(speaker).iter().take(MOST_PHRASES).flat_map(|member| inside(known, *member));
    sides().find(|inner| known.profiles[*inner].is_state).or_else(|| sides().find(|inner| is_body(known, *inner)))
}

/// A body by a name of its own: "CIA" in "CIA director", "Acme Bank" in "director of Acme Bank", not "Defense" in
/// "Defense Secretary".
fn is_body(known: &Known<'_>, index: usize) -> bool {
    let nominal = &known.nominals[index];
    let Some(name) = nominal.name.as_ref().filter(|_| matches!(nominal.sort, Sort::Organization | Sort::Force)) else {
        return false;
    };
    let acronym =
        name.len() == 1 && known.tree.form(name.start).chars().all(|letter| letter.is_uppercase() || letter == '.');
    nominal.candidates.len() == 1 || acronym || name.len() > 1 && nominal.form == NominalForm::Name
}

/// Nominals that stand inside a nominal's phrase and outside its name.
fn inside<'k>(known: &'k Known<'_>, nominal: usize) -> impl Iterator<Item = usize> + 'k {
    let outer = &known.nominals[nominal];
    let outside_name =
        move |token: &usize| !outer.name.as_ref().is_some_and(|name| name.contains(token)) && *token != outer.head;
    let inside = outer.tokens.clone().filter(outside_name).filter_map(|token| known.nominal_at(token));
    inside.filter(move |inner| *inner != nominal)
}
