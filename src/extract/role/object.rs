//! Objects beside the patient: the indirect object, the second of two, "each other".

use super::clause::antecedent;
use crate::extract::tree::Tree;
use crate::nlp::{Relation, WordList};
use crate::text::Rule;

/// The indirect object: "gave the front weapons".
pub fn recipient(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    // "deliver the front a defeat": the parser may take both for objects.
    let first = || {
        tree.dependents_by(verb, &[Relation::Obj])
            .next()
            .filter(|_| tree.dependents_by(verb, &[Relation::Obj]).count() > 1)
    };
    tree.dependent(verb, &[Relation::Iobj]).or_else(first).map(|token| antecedent(tree, token).unwrap_or(token))
}

/// True where the verb's object is "each other" or "one another".
pub fn is_reciprocal(tree: &Tree<'_>, verb: usize) -> bool {
    if !Rule::RoleReciprocal.applies() {
        return false;
    }
    let object = tree.dependents_by(verb, &[Relation::Obj, Relation::Obl]).next();
    object.is_some_and(|object| {
        let after = |word: &str| object + 1 < tree.len() && tree.lower(object + 1) == word;
        let before = |word: &str| object > 0 && tree.lower(object - 1) == word;
        // The parser may take either of the two words for the object.
        let is_part = |first: &str, second: &str| {
            tree.lower(object) == first && after(second) || tree.lower(object) == second && before(first)
        };
        let mut pronouns = WordList::ReciprocalPronouns.words().iter().filter_map(|pronoun| pronoun.split_once(' '));
        pronouns.any(|(first, second)| is_part(first, second))
    })
}
