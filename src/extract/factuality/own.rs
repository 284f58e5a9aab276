//! What a predicate says by its own words: its negation, its auxiliaries, its conjunction, its place in a question.
//!
//! In comes a predicate, out comes whether it is denied, and how real it is before anything above it is asked.

use crate::extract::role;
use crate::extract::tree::Tree;
use crate::model::Modality;
use crate::nlp::{NameKind, Relation, WordList, Xpos};

pub(super) fn comma_between(tree: &Tree<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|token| tree.form(token) == ",")
}

pub(super) fn infinitive(tree: &Tree<'_>, verb: usize) -> bool {
    tree.dependents_by(verb, &[Relation::Mark]).any(|mark| tree.xpos(mark) == Xpos::To)
}

/// "not only criticized but also": nothing is denied.
pub(super) fn is_before_only(tree: &Tree<'_>, word: usize) -> bool {
    word + 1 < tree.len() && WordList::WordsForOnly.has(tree.lower(word + 1))
}

/// "not", "never", "no attack", "without attacking".
pub fn is_negated(tree: &Tree<'_>, predicate: usize) -> bool {
    let words = tree.dependents_by(
        predicate,
        &[Relation::Advmod, Relation::Det, Relation::Mark, Relation::CcPreconj, Relation::Cc, Relation::Case],
    );
    let own = words
        .filter(|word| (*word < predicate || tree.relation(*word) == Relation::Advmod) && !is_before_only(tree, *word))
        .any(|word| {
            WordList::Negations.has(tree.lower(word))
                // "no longer"
                || tree.lower(word) == "longer" && tree.dependents(word).any(|no| tree.lower(no) == "no")
        });
    let nobody = role::own_subject(tree, predicate).is_some_and(|subject| {
        WordList::NegativePronouns.has(tree.lower(subject))
            || tree.dependents_by(subject, &[Relation::Det]).any(|word| matches!(tree.lower(word), "no" | "neither"))
    });
    own || nobody
}

/// "should not have attacked", "need not have attacked".
pub(super) fn is_regretted(tree: &Tree<'_>, predicate: usize) -> bool {
    tree.xpos(predicate) == Xpos::Vbn && is_negated(tree, predicate) && {
        let auxiliaries = || tree.dependents_by(predicate, &[Relation::Aux]).map(|auxiliary| tree.lower(auxiliary));
        auxiliaries().any(|word| WordList::ModalVerbsOfDuty.has(word)) && auxiliaries().any(|word| word == "have")
    }
}

pub(super) fn conditional(tree: &Tree<'_>, clause: usize) -> bool {
    tree.dependents_by(clause, &[Relation::Mark]).any(|mark| WordList::ConjunctionsOfOpenClauses.has(tree.lower(mark)))
}

/// "Had Arland attacked, Borland would have answered."
pub(super) fn is_inverted(tree: &Tree<'_>, predicate: usize) -> bool {
    let subject = role::own_subject(tree, predicate);
    tree.relation(predicate) == Relation::Advcl
        && tree.dependents_by(predicate, &[Relation::Aux, Relation::AuxPass, Relation::Cop]).any(|auxiliary| {
            WordList::AuxiliariesOfInversion.has(tree.lower(auxiliary))
                && subject.is_some_and(|subject| auxiliary < subject)
        })
}

pub(super) fn auxiliary(tree: &Tree<'_>, predicate: usize) -> Option<usize> {
    tree.dependent(predicate, &[Relation::Aux])
}

pub(super) fn own_modality(tree: &Tree<'_>, predicate: usize) -> Modality {
    let mut modality = Modality::Actual;
    if conditional(tree, predicate) || is_inverted(tree, predicate) {
        modality = Modality::Hypothetical;
    }
    // "Theresa May will": the parser may take her for a modal.
    let is_name = |auxiliary: usize| {
        let names = &tree.analysis.names;
        names.get(names.partition_point(|name| name.tokens.end <= auxiliary)).is_some_and(|name| {
            name.kind == NameKind::Person && name.tokens.start < auxiliary && name.tokens.contains(&auxiliary)
        })
    };
    for auxiliary in tree.dependents_by(predicate, &[Relation::Aux]).filter(|auxiliary| !is_name(*auxiliary)) {
        let says = match tree.lower(auxiliary) {
            word if WordList::ModalVerbsOfPlans.has(word) => Modality::Planned,
            word if WordList::ModalVerbsOfThePossible.has(word) => Modality::Possible,
            // "said it would attack" is a plan of whoever says it; elsewhere a hypothesis.
            "would" | "'d" if under_speech(tree, predicate) => Modality::Planned,
            word if WordList::ModalVerbsOfHypotheses.has(word) => Modality::Hypothetical,
            _ => Modality::Actual,
        };
        modality = weaker(modality, says);
    }
    // "is going to attack"
    if tree.head(predicate).is_some_and(|over| {
        tree.lemma(over) == "go" && tree.xpos(over) == Xpos::Vbg && tree.relation(predicate) == Relation::Xcomp
    }) {
        modality = weaker(modality, Modality::Planned);
    }
    modality
}

pub(super) fn under_speech(tree: &Tree<'_>, predicate: usize) -> bool {
    matches!(tree.relation(predicate), Relation::Ccomp)
        && tree.head(predicate).is_some_and(|over| tree.xpos(over) == Xpos::Vbd || tree.xpos(over) == Xpos::Vbn)
}

pub(super) fn is_question(tree: &Tree<'_>, token: usize) -> bool {
    let sentence = tree.sentence(token);
    (sentence.start..sentence.end).rev().take(2).any(|last| tree.form(last) == "?")
}

/// The one further from being a fact.
pub fn weaker(a: Modality, b: Modality) -> Modality {
    a.max(b)
}
