//! Nominals that stand with a preposition, and nouns of time, which name nobody.

use super::clause::antecedent;
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, WordList};

/// The nominal that stands with a preposition, on the verb itself.
pub fn oblique_of(tree: &Tree<'_>, verb: usize, preposition: &str) -> Option<usize> {
    let found = tree
        .dependents_by(verb, &[Relation::Obl, Relation::OblAgent, Relation::Nmod, Relation::Xcomp])
        .find(|token| tree.preposition(*token) == preposition && !is_time(tree, *token))?;
    Some(antecedent(tree, found).unwrap_or(found))
}

/// The nominal that stands with a preposition on a noun.
pub fn modifier_by(tree: &Tree<'_>, noun: usize, preposition: &str) -> Option<usize> {
    tree.dependents_by(noun, &[Relation::Nmod, Relation::Obl, Relation::OblAgent])
        .find(|token| tree.preposition(*token) == preposition)
}

/// True for a noun of time, a day or month, a number: "on the third day", "in 16 years", "on Monday", "in 2018".
pub fn is_time(tree: &Tree<'_>, token: usize) -> bool {
    WordList::NounsOfTime.has(tree.lemma(token))
        || tree.upos(token) == Upos::Propn && WordList::DaysAndMonths.has(tree.lower(token))
        || tree.upos(token) == Upos::Num
}
