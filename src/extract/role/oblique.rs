//! Nominals that stand with a preposition anywhere under a verb.

use super::argument::patient;
use super::preposition::{modifier_by, oblique_of};
use crate::extract::tree::Tree;
use crate::nlp::{Relation, WordList};

/// How deep a preposition is looked for under a verb's object.
const DEEPEST: usize = 3;

/// The nominal that stands with a preposition: on the verb, on its object, or on the object's nouns, for where a phrase
/// hangs is often doubtful.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "tags and relations are those of a standard; the few that matter are named"
)]
pub fn oblique(tree: &Tree<'_>, verb: usize, preposition: &str) -> Option<usize> {
    oblique_of(tree, verb, preposition).or_else(|| {
        // "took control of the town": "of" belongs to the noun before it and to nobody else.
        if preposition == "of" {
            return patient(tree, verb).and_then(|object| modifier_by(tree, object, preposition));
        }
        let objects =
            tree.dependents_by(verb, &[Relation::Obj, Relation::Obl, Relation::NsubjPass, Relation::OblAgent]);
        let depth = |object: usize| match tree.relation(object) {
            // "surrendered from their last camp in Arland"
            Relation::Obl if preposition == "in" => 2,
            // "returned uranium from a reactor to Arland"
            Relation::Obl if preposition == "to" && tree.preposition(object) == "from" => 1,
            // "met in Karvil with Brandt"; "speaking after the fall of Karvil to the Front" is no speech to the Front.
            Relation::Obl => {
                let before = tree.preposition(object);
                usize::from(before.is_empty() || WordList::PrepositionsOfSettings.has(before))
            }
            _ => DEEPEST,
        };
        objects
            .filter(|object| *object > verb || tree.is_passive(verb))
            .find_map(|object| under(tree, object, preposition, depth(object)))
    })
}

/// The nominal that stands with a preposition somewhere under a noun.
fn under(tree: &Tree<'_>, noun: usize, preposition: &str, depth: usize) -> Option<usize> {
    if depth == 0 {
        return None;
    }
    let modifiers = || {
        tree.dependents_by(noun, &[Relation::Nmod, Relation::Conj, Relation::Obl]).filter(|modifier| *modifier > noun)
    };
    let own = modifiers().find(|modifier| tree.preposition(*modifier) == preposition);
    let below = || {
        modifiers()
            .filter(|modifier| matches!(tree.relation(*modifier), Relation::Nmod | Relation::Conj))
            .find_map(|modifier| under(tree, modifier, preposition, depth - 1))
    };
    own.or_else(below).or_else(|| {
        // "the restrictions imposed on Borland"; whoever did it is none of the noun's.
        let participles = tree
            .dependents_by(noun, &[Relation::Acl])
            .filter(|verb| *verb > noun && tree.is_passive(*verb) && preposition != "by");
        participles.filter_map(|verb| oblique_of(tree, verb, preposition)).next()
    })
}
