//! Definite descriptions by kind: "the country", "the city", "the group", "the CIA chief", "those forces".
//!
//! The noun says no more than what sort of actor is meant, so the nearest sentence that names exactly one of that sort
//! decides; where it names two, only a subject or a place at its start may. Otherwise nothing is merged.

use super::draft::Draft;
use super::known::{Article, Known, Role, is_in_place};
use crate::extract::nominal::NominalForm;
use crate::model::Sort;
use crate::nlp::WordList;
use crate::text::Rule;

/// How far back a description by kind looks.
const SENTENCES_BACK: usize = 3;
const MOST_NOMINALS: usize = 60;

/// Merges definite descriptions with the nearest actor of their kind.
pub(super) fn definite_by_kind(known: &Known<'_>, draft: &mut Draft<'_>) {
    if !Rule::ChainDefinite.applies() {
        return;
    }
    for index in 0..known.nominals.len() {
        let nominal = &known.nominals[index];
        let article = known.profiles[index].article;
        if nominal.form != NominalForm::Description
            || !matches!(article, Article::The | Article::Demonstrative)
            || draft.members(index).len() > 1
        {
            continue;
        }
        let Some(kind) = kind(known, index) else { continue };
        if let Some(found) = nearest(known, draft, index, &kind) {
            draft.merge(found, index);
        }
    }
}

/// Whom a description can mean.
enum Kind {
    State,
    Place,
    /// A body with a name that is no ministry or council.
    ArmedGroup,
    Body,
    /// Whoever heads this: "the CIA chief" where a CIA director was named.
    Head,
    /// "those militias": forces, by name or noun.
    Forces,
}

fn kind(known: &Known<'_>, index: usize) -> Option<Kind> {
    let (nominal, profile) = (&known.nominals[index], &known.profiles[index]);
    let noun = profile.noun.as_deref()?;
    let bare = profile.words.is_empty();
    let one = !nominal.plural;
    let violent = || profile.words.iter().all(|word| WordList::WordsForViolentGroups.has(word));
    if WordList::NounsForStates.has(noun) && bare && one {
        Some(Kind::State)
    } else if WordList::NounsForTowns.has(noun) && bare && one {
        Some(Kind::Place)
    } else if WordList::NounsForGroups.has(noun) && one && violent() {
        Some(if bare && noun != "militia" { Kind::Body } else { Kind::ArmedGroup })
    } else if WordList::NounsForCivilBodies.has(noun) && bare && one {
        Some(Kind::Body)
    } else if WordList::NounsForHeads.has(noun) && one && nominal.sort == Sort::Person && !bare {
        Some(Kind::Head)
    } else if WordList::NounsForFighters.has(noun) && nominal.plural && profile.article == Article::Demonstrative {
        Some(Kind::Forces)
    } else {
        None
    }
}

fn is_of(known: &Known<'_>, draft: &Draft<'_>, kind: &Kind, index: usize, other: usize) -> bool {
    let (nominal, profile) = (&known.nominals[other], &known.profiles[other]);
    let named = matches!(nominal.form, NominalForm::Name | NominalForm::Modifier);
    match kind {
        Kind::State => profile.is_state,
        Kind::Place => {
            nominal.form == NominalForm::Name
                && (nominal.sort == Sort::Place || nominal.state.is_some() && !profile.is_state)
        }
        Kind::ArmedGroup | Kind::Body => {
            let office = matches!(kind, Kind::ArmedGroup)
                && profile
                    .noun
                    .as_deref()
                    .is_some_and(|noun| known.lexicon.classes(noun).has(known.lexicon.core.organization));
            named
                && !nominal.plural
                && !office
                && draft.facts(other).state.is_none()
                && matches!(nominal.sort, Sort::Organization | Sort::Force | Sort::Group)
        }
        Kind::Head => {
            let heads = profile.noun.as_deref().is_some_and(|noun| WordList::NounsForHeads.has(noun));
            nominal.sort == Sort::Person
                && heads
                && known.profiles[index].words.iter().all(|word| profile.words.contains(word))
        }
        Kind::Forces => {
            nominal.plural
                && matches!(nominal.sort, Sort::Force)
                && nominal.form != NominalForm::Pronoun
                && nominal.form != NominalForm::Modifier
        }
    }
}

fn nearest(known: &Known<'_>, draft: &Draft<'_>, index: usize, kind: &Kind) -> Option<usize> {
    let far = matches!(kind, Kind::Head);
    let window = if far {
        known.window(index, usize::MAX, 20 * MOST_NOMINALS)
    } else {
        known.window(index, SENTENCES_BACK, MOST_NOMINALS)
    };
    let mut sentence = None;
    let mut found: Vec<usize> = Vec::new();
    for other in window.rev() {
        let here = known.profiles[other].sentence;
        if sentence.is_some_and(|sentence| sentence != here) && !found.is_empty() {
            break;
        }
        sentence = Some(here);
        if is_of(known, draft, kind, index, other) && draft.may_merge(index, other) {
            found.push(other);
        }
    }
    let first = *found.first()?;
    if far || found.iter().all(|other| draft.same(*other, first)) {
        return Some(first);
    }
    // "In Arland, the country's leader ..."; else the subject of the sentence.
    let prominent = |other: &&usize| {
        known.profiles[**other].role == Role::Subject
            || matches!(kind, Kind::State)
                && is_in_place(known.tree, known.nominals[**other].head)
                && known.nominals[**other].head < known.tree.sentence(known.nominals[**other].head).start + 4
    };
    let mut prominent = found.iter().filter(prominent);
    let one = *prominent.next()?;
    prominent.all(|other| draft.same(*other, one)).then_some(one)
}
