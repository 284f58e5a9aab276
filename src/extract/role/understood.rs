//! The subject that a clause without one of its own borrows.
//!
//! In comes a predicate that has no subject, out comes where it has to be looked for: a token, or the agent, the
//! patient or the subject of another predicate. [`UNDERSTOOD`] is tried row by row, and the first that applies decides,
//! also where nobody is found there. A row knows the arc above the clause and the words on it, and walks no further;
//! whoever is found in the other predicate is asked in `argument`.

use super::clause::is_predicate;
use super::control::{controller, is_blamed_by};
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Xpos};
use crate::text::Rule;

/// Where the subject of a clause is to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Understood {
    /// This token is it.
    Token(usize),
    /// The agent of another predicate.
    AgentOf(usize),
    /// The patient of another predicate.
    PatientOf(usize),
    /// The grammatical subject of another predicate.
    SubjectOf(usize),
    /// It has one that the parser did not find.
    Nobody,
}

/// A clause without a subject of its own, under the word that it hangs on.
#[derive(Clone, Copy)]
pub struct Clause<'t, 'a> {
    /// The tree that it stands in.
    pub tree: &'t Tree<'a>,
    /// Its predicate.
    pub verb: usize,
    /// The head of the predicate.
    pub head: usize,
}

/// A way in which a clause borrows its subject.
pub struct Way {
    /// Its name.
    pub name: &'static str,
    /// A sentence with such a clause.
    pub sentence: &'static str,
    /// Where the subject is to be looked for; nothing where the clause is of another kind.
    pub find: fn(&Clause<'_, '_>) -> Option<Understood>,
}

/// Where the subject of a predicate that has none is to be looked for.
pub(super) fn understood(tree: &Tree<'_>, verb: usize) -> Option<Understood> {
    if !Rule::RoleUnderstood.applies() {
        return None;
    }
    let clause = Clause { tree, verb, head: tree.head(verb)? };
    UNDERSTOOD.iter().find_map(|way| (way.find)(&clause))
}

/// All ways, in the order in which they are tried.
pub const UNDERSTOOD: [Way; 6] = [
    Way { name: "joined verb", sentence: "Arland attacked and bombed Borland.", find: joined_verb },
    Way { name: "controlled", sentence: "Arland urged Borland to withdraw.", find: controlled },
    Way { name: "shared with the verb above", sentence: "Arland wants to withdraw.", find: shared_with_verb_above },
    Way { name: "blamed", sentence: "Arland accused Borland of attacking its army.", find: blamed },
    Way { name: "adverbial", sentence: "Arland sent troops to help Borland.", find: adverbial },
    Way { name: "participle", sentence: "Arland arrested a man carrying a bomb.", find: participle },
];

/// "Arland attacked and bombed Borland".
fn joined_verb(clause: &Clause<'_, '_>) -> Option<Understood> {
    clause.hangs_on_predicate_by(&[Relation::Conj]).then_some(Understood::SubjectOf(clause.head))
}

/// "urged Borland to withdraw", "called on Borland to withdraw".
fn controlled(clause: &Clause<'_, '_>) -> Option<Understood> {
    let applies = clause.hangs_on_predicate_by(&[Relation::Xcomp, Relation::Ccomp]);
    controller(clause.tree, clause.verb, clause.head).filter(|_| applies).map(Understood::Token)
}

/// "wants to withdraw", "promised Borland to withdraw".
fn shared_with_verb_above(clause: &Clause<'_, '_>) -> Option<Understood> {
    let applies = clause.hangs_on_predicate_by(&[Relation::Xcomp, Relation::Ccomp]);
    applies.then_some(Understood::SubjectOf(clause.head))
}

/// "accused Borland of arming rebels", "prevented Borland from entering".
fn blamed(clause: &Clause<'_, '_>) -> Option<Understood> {
    let applies = clause.is_adverbial() && is_blamed_by(clause.tree, clause.verb, clause.head);
    applies.then_some(Understood::PatientOf(clause.head))
}

/// "sent troops to help", "helped by providing support".
fn adverbial(clause: &Clause<'_, '_>) -> Option<Understood> {
    clause.is_adverbial().then_some(Understood::SubjectOf(clause.head))
}

/// "a man carrying a bomb".
fn participle(clause: &Clause<'_, '_>) -> Option<Understood> {
    clause.is_participle().then_some(Understood::Token(clause.head))
}

impl Clause<'_, '_> {
    fn hangs_by(&self, relations: &[Relation]) -> bool {
        relations.contains(&self.tree.relation(self.verb))
    }

    fn hangs_on_predicate_by(&self, relations: &[Relation]) -> bool {
        self.hangs_by(relations) && is_predicate(self.tree, self.head)
    }

    fn is_adverbial(&self) -> bool {
        self.hangs_on_predicate_by(&[Relation::Advcl, Relation::AdvclRelcl])
    }

    /// True for a participle on a noun: "a man carrying a bomb". A gerund with a preposition tells what the noun is
    /// about: "talks about ending".
    fn is_participle(&self) -> bool {
        self.hangs_by(&[Relation::Acl])
            && self.tree.xpos(self.verb) == Xpos::Vbg
            && self.tree.dependent(self.verb, &[Relation::Mark, Relation::Case]).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::{Clause, UNDERSTOOD};
    use crate::extract::tree::Tree;
    use crate::nlp::{Language, Scratch};

    #[test]
    fn every_way_is_the_first_that_applies_in_its_sentence() {
        let language = Language::open(crate::data::MODEL).expect("the built-in model is sound");
        for (index, way) in UNDERSTOOD.iter().enumerate() {
            let analysis = language.analyse(way.sentence, &mut Scratch::default());
            let tree = Tree::new(way.sentence, &analysis);
            let first = |verb: usize| {
                let clause = Clause { tree: &tree, verb, head: tree.head(verb)? };
                UNDERSTOOD.iter().position(|way| (way.find)(&clause).is_some())
            };
            assert!((0..tree.len()).any(|verb| first(verb) == Some(index)), "{}: {}", way.name, way.sentence);
        }
    }
}
