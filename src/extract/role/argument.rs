//! Agent and patient of a predicate, through passive, coordination, relative clauses and clauses without a subject.
//!
//! The two ask for each other: the agent of "wants to be released" is the patient of the release.

use super::FARTHEST;
use super::clause::{antecedent, is_predicate, own_subject};
use super::control::controller;
use super::preposition::{modifier_by, oblique_of};
use super::understood::{Understood, understood};
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, WordList, Xpos};

/// The token that heads the agent of a verb, a predicate adjective or a predicate noun.
pub fn agent(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    agent_within(tree, verb, FARTHEST)
}

fn agent_within(tree: &Tree<'_>, verb: usize, left: usize) -> Option<usize> {
    if left == 0 {
        return None;
    }
    if tree.is_passive(verb) {
        let by = tree.dependent(verb, &[Relation::OblAgent]).or_else(|| oblique_of(tree, verb, "by")).or_else(|| {
            // The by-phrase names the accuser, wherever it hangs: "accused of murder by Brandt".
            let charges = WordList::VerbsOfAccusingAndClearing.has(tree.lemma(verb));
            ["of", "with"]
                .iter()
                .filter(|_| charges)
                .find_map(|preposition| oblique_of(tree, verb, preposition))
                .and_then(|deed| modifier_by(tree, deed, "by"))
        });
        // "was burned alive by the front": the parser may hang the agent on what became of the patient.
        let by = by.or_else(|| {
            let result = tree.dependent(verb, &[Relation::Xcomp]).filter(|result| tree.upos(*result) == Upos::Adj)?;
            tree.dependent(result, &[Relation::OblAgent]).or_else(|| oblique_of(tree, result, "by"))
        });
        if by.is_some() {
            return by;
        }
        return match tree.head(verb) {
            // One agent for both participles: "was captured and killed by".
            Some(first)
                if tree.relation(verb) == Relation::Conj
                    && tree.is_passive(first)
                    && own_subject(tree, verb).is_none() =>
            {
                agent_within(tree, first, left - 1)
            }
            _ => by_of_later(tree, verb).or_else(|| in_deed(tree, verb)),
        };
    }
    own_subject(tree, verb)
        .map(|subject| antecedent(tree, subject).unwrap_or(subject))
        .or_else(|| understood_subject(tree, verb, left))
}

/// The subject that a clause without one of its own borrows.
fn understood_subject(tree: &Tree<'_>, verb: usize, left: usize) -> Option<usize> {
    match understood(tree, verb)? {
        Understood::Token(token) => Some(token),
        Understood::AgentOf(predicate) => agent_within(tree, predicate, left - 1),
        Understood::PatientOf(predicate) => patient_within(tree, predicate, left - 1),
        Understood::SubjectOf(predicate) => surface_subject(tree, predicate, left - 1),
        Understood::Nobody => None,
    }
}

/// The by-phrase of the last of several participles: "was captured and killed by the front".
fn by_of_later(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let later = tree
        .dependents_by(verb, &[Relation::Conj])
        .find(|later| tree.is_passive(*later) && own_subject(tree, *later).is_none() && *later < verb + 4)?;
    tree.dependent(later, &[Relation::OblAgent])
}

/// The deed in which somebody suffered something, which acts as its agent does: "was killed in a raid by the front",
/// "in a U.S. strike".
fn in_deed(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let deed = oblique_of(tree, verb, "in").or_else(|| oblique_of(tree, verb, "during"))?;
    WordList::ViolentDeeds.has(tree.lemma(deed)).then_some(deed)
}

/// The token that heads the patient of a verb.
pub fn patient(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    patient_within(tree, verb, FARTHEST)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "tags and relations are those of a standard; the few that matter are named"
)]
fn patient_within(tree: &Tree<'_>, verb: usize, left: usize) -> Option<usize> {
    if left == 0 {
        return None;
    }
    if tree.is_passive(verb) {
        if let Some(subject) = own_subject(tree, verb) {
            return Some(antecedent(tree, subject).unwrap_or(subject));
        }
        let head = tree.head(verb)?;
        return match tree.relation(verb) {
            // "the general killed in the raid".
            Relation::Acl | Relation::AclRelcl | Relation::Amod => Some(head),
            Relation::Conj if is_predicate(tree, head) => surface_subject(tree, head, left - 1),
            Relation::Conj if matches!(tree.relation(head), Relation::Acl | Relation::Amod) => {
                patient_within(tree, head, left - 1)
            }
            Relation::Xcomp if is_predicate(tree, head) => {
                controller(tree, verb, head).or_else(|| surface_subject(tree, head, left - 1))
            }
            // "despite being captured, Brandt was decorated".
            Relation::Advcl if is_predicate(tree, head) => surface_subject(tree, head, left - 1),
            _ => None,
        };
    }
    // "owns Acme Ltd.": the parser takes what ends in a stop for an entry of a list.
    let listed = || tree.dependent(verb, &[Relation::List]).filter(|entry| tree.upos(*entry) == Upos::Propn);
    let object = tree.dependent(verb, &[Relation::Obj]).or_else(listed);
    if let Some(object) = object {
        return Some(antecedent(tree, object).unwrap_or(object));
    }
    // "the town the front controls".
    if tree.relation(verb) == Relation::AclRelcl
        && own_subject(tree, verb).is_some_and(|subject| antecedent(tree, subject).is_none())
        && tree.dependent(verb, &[Relation::Xcomp, Relation::Ccomp]).is_none()
    {
        let relative_elsewhere = tree.dependents(verb).any(|dependent| {
            tree.relation(dependent) == Relation::Obl && antecedent(tree, dependent).is_some()
                || tree.relation(dependent) == Relation::Advmod && tree.xpos(dependent) == Xpos::Wrb
        });
        return tree.head(verb).filter(|_| !relative_elsewhere);
    }
    // "attacked and destroyed the base": the object hangs on the last verb.
    let later = tree
        .dependents_by(verb, &[Relation::Conj])
        .find(|later| *later < verb + 4 && own_subject(tree, *later).is_none() && tree.upos(*later) == Upos::Verb)?;
    tree.dependent(later, &[Relation::Obj])
        .filter(|_| tree.dependents_by(verb, &[Relation::Obl, Relation::Xcomp, Relation::Ccomp]).next().is_none())
}

/// The grammatical subject of a clause: the patient of a passive, the agent of an active.
fn surface_subject(tree: &Tree<'_>, predicate: usize, left: usize) -> Option<usize> {
    if tree.is_passive(predicate) { patient_within(tree, predicate, left) } else { agent_within(tree, predicate, left) }
}
