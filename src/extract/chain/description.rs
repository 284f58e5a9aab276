//! The same description again, perhaps shorter.
//!
//! "Iraqi security forces" ... "the security forces"; "Baghdad Operational Command" ... "the command"; "the U.S.-led
//! coalition" ... "the coalition"; "Defense Secretary Ash Carter" ... "the secretary". The later one adds no word of
//! its own, and the nearest earlier one counts.

use std::collections::HashMap;

use super::draft::Draft;
use super::known::{Article, Known};
use crate::extract::nominal::NominalForm;
use crate::model::Sort;
use crate::nlp::WordList;
use crate::text::Rule;

/// How many earlier bearers of the noun are looked at.
const MOST_BEARERS: usize = 12;

/// How many sentences back something that does not act is remembered.
const SENTENCES_OF_THINGS: usize = 6;

/// Merges definite descriptions with the nearest earlier nominal of the same noun whose words include theirs.
pub(super) fn same_description(known: &Known<'_>, draft: &mut Draft<'_>) {
    if !Rule::ChainDescription.applies() {
        return;
    }
    let mut bearers: HashMap<&str, Vec<usize>> = HashMap::new();
    for index in 0..known.nominals.len() {
        let Some(noun) = known.profiles[index].noun.as_deref() else { continue };
        if WordList::NounsOfTimesAndParts.has(noun) {
            continue;
        }
        let before = bearers.entry(noun).or_default();
        let found = before.iter().rev().take(MOST_BEARERS).copied().find(|other| repeats(known, draft, index, *other));
        before.push(index);
        if let Some(found) = found {
            draft.merge(found, index);
        }
    }
}

/// True where `index` says again what `other` said, with no word more.
fn repeats(known: &Known<'_>, draft: &Draft<'_>, index: usize, other: usize) -> bool {
    let (nominal, earlier) = (&known.nominals[index], &known.nominals[other]);
    let (profile, before) = (&known.profiles[index], &known.profiles[other]);
    let again = match nominal.form {
        NominalForm::Description => match profile.article {
            Article::The | Article::Demonstrative => true,
            Article::Possessive => same_possessor(known, draft, index, other),
            // "Iraqi security forces" twice; "civilians" twice may be others.
            Article::None => {
                nominal.plural
                    && nominal.sort.acts()
                    && !profile.words.is_empty()
                    && before.words.len() == profile.words.len()
                    && before.article != Article::Indefinite
            }
            Article::Indefinite => false,
        },
        // "the Coalition".
        NominalForm::Name => {
            nominal.sort != Sort::Person
                && profile.name.len() == 1
                && profile.article == Article::The
                && nominal.candidates.is_empty()
        }
        NominalForm::Modifier | NominalForm::Pronoun => false,
    };
    let remembered = nominal.sort.acts() || profile.sentence - before.sentence <= SENTENCES_OF_THINGS;
    let number = earlier.form != NominalForm::Description || nominal.plural == earlier.plural;
    let plural_name = earlier.form == NominalForm::Description
        || earlier.sort == Sort::Person
        || nominal.plural == earlier.plural
        || earlier.sort == Sort::Thing;
    again
        && remembered
        && number
        && plural_name
        && !(nominal.plural && earlier.sort == Sort::Person && earlier.name.is_some())
        && earlier.form != NominalForm::Modifier
        && profile.words.iter().all(|word| {
            before.words.contains(word) || word == known.profiles[other].noun.as_deref().unwrap_or_default()
        })
        && draft.may_merge(index, other)
}

/// "Iran's army" and "its army" only where the possessors are one.
fn same_possessor(known: &Known<'_>, draft: &Draft<'_>, index: usize, other: usize) -> bool {
    let possessor = |nominal: usize| {
        let head = known.nominals[nominal].head;
        known.tree.dependent(head, &[crate::nlp::Relation::NmodPoss]).and_then(|token| known.nominal_at(token))
    };
    match (possessor(index), possessor(other)) {
        (Some(left), Some(right)) => draft.same(left, right),
        _ => false,
    }
}
