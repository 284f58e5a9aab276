//! What hangs on a noun: its owner.

use crate::extract::tree::Tree;
use crate::nlp::Relation;

/// The possessor of a noun: "Arland's forces", "its forces".
pub fn owner(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    tree.dependent(noun, &[Relation::NmodPoss])
}
