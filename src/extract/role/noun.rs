//! What hangs on a noun: its owner, an example of it.

use crate::extract::tree::Tree;
use crate::nlp::Relation;
use crate::text::Rule;

/// The possessor of a noun: "Arland's forces", "its forces".
pub fn owner(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    tree.dependent(noun, &[Relation::NmodPoss])
}

/// The apposition that gives an example of what a noun means, marked by an adverb: "the partners, especially Arland".
pub fn instance(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    if !Rule::RoleInstance.applies() {
        return None;
    }
    let picks = |token: usize| {
        tree.dependents_by(token, &[Relation::Advmod]).any(|adverb| {
            adverb < token
                && matches!(
                    tree.lower(adverb),
                    "especially" | "notably" | "particularly" | "primarily" | "mainly" | "chiefly"
                )
        })
    };
    // "the regime and its backers, notably Arland": the parser hangs the example on the first.
    let first = if tree.relation(noun) == Relation::Conj { tree.head(noun)? } else { noun };
    let last = tree.dependents_by(first, &[Relation::Conj]).last().unwrap_or(first);
    tree.dependents_by(first, &[Relation::Appos])
        .chain(tree.dependents_by(noun, &[Relation::Appos]))
        .find(|example| *example > noun && picks(*example) && (last == noun || last > *example))
}
