//! Men and women, by pronoun, title and given name.
//!
//! Only to keep "she" from meaning a man and "he" from meaning a woman: a name that is not listed may be either.

use crate::extract::nominal::{Nominal, NominalForm};
use crate::extract::tree::Tree;
use crate::model::Sort;
use crate::nlp::WordList;

/// What a pronoun must agree with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
}

/// The gender of a nominal, where its words tell.
pub(super) fn gender_of(tree: &Tree<'_>, nominal: &Nominal, name: &[String], noun: Option<&str>) -> Option<Gender> {
    match nominal.form {
        NominalForm::Pronoun => of_pronoun(tree.lower(nominal.head)),
        NominalForm::Description => noun.and_then(of_word),
        NominalForm::Name | NominalForm::Modifier if nominal.sort == Sort::Person => {
            let before = nominal.name.as_ref().map_or(nominal.tokens.start, |name| name.start);
            // "Mrs. Brandt", "King Faisal"; a title that was trimmed stands just before the phrase's name.
            let titles = nominal.tokens.start.saturating_sub(1)..before;
            let title = titles.rev().take(4).find_map(|token| of_word(tree.lemma(token).trim_end_matches('.')));
            title.or_else(|| name.first().filter(|_| name.len() > 1).and_then(|first| of_given_name(first)))
        }
        NominalForm::Name | NominalForm::Modifier => None,
    }
}

fn of_pronoun(word: &str) -> Option<Gender> {
    if WordList::MasculinePronouns.has(word) {
        Some(Gender::Male)
    } else if WordList::FemininePronouns.has(word) {
        Some(Gender::Female)
    } else {
        None
    }
}

fn of_word(word: &str) -> Option<Gender> {
    if WordList::WordsForMen.has(word) {
        Some(Gender::Male)
    } else if WordList::WordsForWomen.has(word) {
        Some(Gender::Female)
    } else {
        None
    }
}

fn of_given_name(name: &str) -> Option<Gender> {
    if WordList::WomensGivenNames.has(name) {
        Some(Gender::Female)
    } else if WordList::MensGivenNames.has(name) {
        Some(Gender::Male)
    } else {
        None
    }
}
