//! Control: whom the verb above makes the subject of the clause below it.

use super::clause::{antecedent, own_subject};
use crate::extract::tree::Tree;
use crate::nlp::{Relation, WordList};
use crate::text::Rule;

/// The subject that a matrix verb gives an infinitive or a participle: "urged Borland to withdraw", "called on
/// Borland to withdraw".
pub(super) fn controller(tree: &Tree<'_>, verb: usize, matrix: usize) -> Option<usize> {
    if !Rule::RoleControl.applies() {
        return None;
    }
    if WordList::VerbsOfPromising.has(tree.lemma(matrix)) {
        return None;
    }
    if tree.is_passive(matrix) {
        return own_subject(tree, matrix).map(|subject| antecedent(tree, subject).unwrap_or(subject));
    }
    let object = tree.dependents_by(matrix, &[Relation::Obj, Relation::Iobj]).rfind(|object| *object < verb);
    object.or_else(|| {
        let asks = WordList::VerbsOfAppealing.has(tree.lemma(matrix));
        let called =
            |token: &usize| *token < verb && WordList::PrepositionsBeforeWhoIsAsked.has(tree.preposition(*token));
        tree.dependents_by(matrix, &[Relation::Obl]).find(called).filter(|_| asks)
    })
}

/// True where the object of the verb above acts in the clause: "accused Borland of arming rebels", "prevented Borland
/// from entering".
pub fn is_blamed_by(tree: &Tree<'_>, verb: usize, head: usize) -> bool {
    let mark = tree.dependent(verb, &[Relation::Mark, Relation::Case]).map(|mark| tree.lower(mark));
    let blames = WordList::VerbsOfBlamingAndPreventing.has(tree.lemma(head));
    blames && mark.is_some_and(|mark| WordList::PrepositionsBeforeBlamedDeeds.has(mark))
}

/// The subject of the clause that a verb takes as its content: "demanded that Borland withdraw".
pub fn clause_subject(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    if let Some(clause) = tree.dependent(verb, &[Relation::Ccomp, Relation::Xcomp]) {
        return own_subject(tree, clause).or_else(|| controller(tree, clause, verb));
    }
    // "wanted guarantees that Borland would withdraw": the clause hangs on the object.
    let object = tree.dependent(verb, &[Relation::Obj])?;
    let clause = tree
        .dependents_by(object, &[Relation::Acl, Relation::Ccomp, Relation::AclRelcl])
        .find(|clause| tree.dependent(*clause, &[Relation::Mark]).is_some_and(|mark| tree.lower(mark) == "that"))?;
    own_subject(tree, clause)
}
