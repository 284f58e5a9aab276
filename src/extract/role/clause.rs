//! Predicates and what the tree itself gives them.

use super::FARTHEST;
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, Xpos};

/// True for verbs, and for adjectives and nouns that are predicates.
pub fn is_predicate(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.upos(token), Upos::Verb | Upos::Aux)
        || tree.dependent(token, &[Relation::Cop, Relation::Nsubj]).is_some()
        || tree.upos(token) == Upos::Adj && matches!(tree.relation(token), Relation::Xcomp | Relation::Root)
}

/// The subject that the tree gives the predicate itself.
pub fn own_subject(tree: &Tree<'_>, predicate: usize) -> Option<usize> {
    tree.dependent(predicate, &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter])
}

/// The noun that a relative pronoun stands for: "the front, which controls the town".
pub fn antecedent(tree: &Tree<'_>, token: usize) -> Option<usize> {
    if !matches!(tree.xpos(token), Xpos::Wdt | Xpos::Wp) && tree.lower(token) != "that"
        || tree.upos(token) == Upos::Det && tree.xpos(token) != Xpos::Wdt
    {
        return None;
    }
    let clause = tree.upwards(token).find(|above| matches!(tree.relation(*above), Relation::AclRelcl))?;
    tree.head(clause).filter(|noun| *noun < token)
}

/// The verb over a noun, through the nouns and prepositions between.
pub fn governing_verb(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let mut above = tree.head(noun)?;
    for _ in 0..FARTHEST {
        if is_predicate(tree, above) {
            return Some(above);
        }
        if !matches!(
            tree.relation(above),
            Relation::Nmod
                | Relation::Obj
                | Relation::Obl
                | Relation::Conj
                | Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Appos
        ) {
            return None;
        }
        above = tree.head(above)?;
    }
    None
}
