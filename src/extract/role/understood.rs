//! The subject that a clause without one of its own borrows.
//!
//! In comes a predicate that has no subject, out comes where it has to be looked for: a token, or the agent, the
//! patient or the subject of another predicate. [`UNDERSTOOD`] is tried row by row, and the first that applies decides,
//! also where nobody is found there. A row knows the arc above the clause and the words on it, and walks no further;
//! whoever is found in the other predicate is asked in `argument`.

use super::clause::{governing_verb, is_finite, is_predicate};
use super::control::{controller, is_blamed_by};
use super::noun::owner;
use super::object::recipient_over;
use super::preposition::modifier_by;
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, WordList, Xpos};
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
pub const UNDERSTOOD: [Way; 19] = [
    Way {
        name: "owner of the noun before",
        sentence: "Arland's plan to attack Borland failed.",
        find: owner_of_noun_before,
    },
    Way {
        name: "blamed for both",
        sentence: "Ada Brandt accused Borland of cruelty and of killing prisoners.",
        find: blamed_for_both,
    },
    Way { name: "joined verb", sentence: "Arland attacked and bombed Borland.", find: joined_verb },
    Way {
        name: "finite content",
        sentence: "Arland said captured rebels have refused to leave.",
        find: finite_content,
    },
    Way { name: "controlled", sentence: "Arland urged Borland to withdraw.", find: controlled },
    Way { name: "shared with the verb above", sentence: "Arland wants to withdraw.", find: shared_with_verb_above },
    Way { name: "helped", sentence: "Arland helped the army in Karvil to defeat the front.", find: helped },
    Way { name: "blamed", sentence: "Arland accused Borland of attacking its army.", find: blamed },
    Way { name: "adverbial", sentence: "Arland sent troops to help Borland.", find: adverbial },
    Way { name: "relative", sentence: "The militants who attacked the town fled.", find: relative },
    Way {
        name: "adjective behind its noun",
        sentence: "The agency, close to the ministry, denied it.",
        find: adjective_beside_noun,
    },
    Way { name: "writing", sentence: "The ministry issued a statement condemning the attack.", find: writing },
    Way { name: "participle", sentence: "Arland arrested a man carrying a bomb.", find: participle },
    Way {
        name: "noun said of the subject",
        sentence: "Ada Brandt was a candidate to lead the ministry.",
        find: noun_said_of_subject,
    },
    Way { name: "recipient", sentence: "Brandt gave Arland a chance to reply.", find: recipient },
    Way {
        name: "owner of the noun",
        sentence: "Arland's plan in Karvil to attack Borland failed.",
        find: owner_of_noun,
    },
    Way { name: "by-phrase of the noun", sentence: "Efforts by Arland to defeat the front failed.", find: by_phrase },
    Way { name: "undertaking", sentence: "Arland launched a campaign to liberate the town.", find: undertaking },
    Way {
        name: "campaign",
        sentence: "During the operation to retake Karvil, the army killed ten rebels.",
        find: campaign,
    },
];

/// The noun before the mark counts, wherever the parser hangs the clause: "the UK's commitment to defeating".
fn owner_of_noun_before(clause: &Clause<'_, '_>) -> Option<Understood> {
    let Clause { tree, verb, .. } = *clause;
    let mark = tree.dependents_by(verb, &[Relation::Mark, Relation::Case]).next()?;
    let noun = mark.checked_sub(1).filter(|_| mark < verb && tree.lower(mark) == "to")?;
    owner(tree, noun).filter(|_| tree.upos(noun) == Upos::Noun).map(Understood::Token)
}

/// The parser may join the second deed to the verb above: "criticized Arland for leaning on pressure and for talking
/// little".
fn blamed_for_both(clause: &Clause<'_, '_>) -> Option<Understood> {
    let applies = clause.hangs_by(&[Relation::Conj]) && is_blamed_by(clause.tree, clause.verb, clause.head);
    applies.then_some(Understood::PatientOf(clause.head))
}

/// "Arland attacked and bombed Borland".
fn joined_verb(clause: &Clause<'_, '_>) -> Option<Understood> {
    clause.hangs_on_predicate_by(&[Relation::Conj]).then_some(Understood::SubjectOf(clause.head))
}

/// A finite clause has a subject of its own, whether the parser found it or not: "said captured rebels have refused
/// to".
fn finite_content(clause: &Clause<'_, '_>) -> Option<Understood> {
    let applies = clause.hangs_by(&[Relation::Ccomp]) && is_finite(clause.tree, clause.verb);
    applies.then_some(Understood::Nobody)
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

/// The object of a verb of helping does the deed: "is helping Borland to defeat the front".
fn helped(clause: &Clause<'_, '_>) -> Option<Understood> {
    let Clause { tree, verb, head } = *clause;
    let helps = WordList::VerbsOfEnabling.has(tree.lemma(head));
    let applies = clause.is_adverbial()
        && !tree.is_passive(head)
        && helps
        && tree.dependent(verb, &[Relation::Mark]).is_some_and(|mark| tree.lower(mark) == "to");
    let object = tree.dependents_by(head, &[Relation::Obj]).find(|object| *object < verb);
    object.filter(|_| applies).map(Understood::Token)
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

/// The modified noun: "the militants who attacked", "the town the front controls".
fn relative(clause: &Clause<'_, '_>) -> Option<Understood> {
    clause.hangs_by(&[Relation::AclRelcl]).then_some(Understood::Token(clause.head))
}

/// "the agency, close to the ministry,".
fn adjective_beside_noun(clause: &Clause<'_, '_>) -> Option<Understood> {
    let applies = clause.hangs_by(&[Relation::Amod, Relation::Acl, Relation::Appos])
        && clause.tree.upos(clause.verb) == Upos::Adj;
    applies.then_some(Understood::Token(clause.head))
}

/// The author of a writing does what its participle says: "a letter warning Borland".
fn writing(clause: &Clause<'_, '_>) -> Option<Understood> {
    let Clause { tree, head, .. } = *clause;
    let applies = clause.is_participle() && WordList::NounsOfWritings.has(tree.lemma(head));
    let governor = governing_verb(tree, head).filter(|_| applies)?;
    Some(owner(tree, head).map_or(Understood::AgentOf(governor), Understood::Token))
}

/// "a man carrying a bomb".
fn participle(clause: &Clause<'_, '_>) -> Option<Understood> {
    clause.is_participle().then_some(Understood::Token(clause.head))
}

/// A predicate noun is said of its subject: "is under consideration to become minister".
fn noun_said_of_subject(clause: &Clause<'_, '_>) -> Option<Understood> {
    let applies = clause.hangs_by(&[Relation::Acl]) && clause.tree.dependent(clause.head, &[Relation::Cop]).is_some();
    applies.then_some(Understood::SubjectOf(clause.head))
}

/// The recipient of the noun does the deed: "deny the front a haven to plot attacks", "gave Arland a chance to reply".
fn recipient(clause: &Clause<'_, '_>) -> Option<Understood> {
    let Clause { tree, head, .. } = *clause;
    let applies = clause.hangs_by(&[Relation::Acl]) && tree.relation(head) == Relation::Obj;
    recipient_over(tree, head).filter(|_| applies).map(Understood::Token)
}

/// "Arland's efforts to defeat the front".
fn owner_of_noun(clause: &Clause<'_, '_>) -> Option<Understood> {
    owner(clause.tree, clause.head).filter(|_| clause.hangs_by(&[Relation::Acl])).map(Understood::Token)
}

/// "efforts by Arland to defeat the front".
fn by_phrase(clause: &Clause<'_, '_>) -> Option<Understood> {
    modifier_by(clause.tree, clause.head, "by").filter(|_| clause.hangs_by(&[Relation::Acl])).map(Understood::Token)
}

/// The subject of a verb of undertaking does what the noun's infinitive says: "launched a campaign to liberate". The
/// subject of any other verb does not: "discussed the campaign to liberate".
fn undertaking(clause: &Clause<'_, '_>) -> Option<Understood> {
    let Clause { tree, head, .. } = *clause;
    let governor = governing_verb(tree, head).filter(|governor| {
        clause.hangs_by(&[Relation::Acl]) && WordList::VerbsOfUndertaking.has(tree.lemma(*governor))
    })?;
    // "leads efforts in the campaign to defeat", "began the third phase of the effort to isolate".
    let step = |noun: usize| {
        tree.relation(noun) == Relation::Nmod
            && tree.head(noun).is_some_and(|above| WordList::NounsOfSteps.has(tree.lemma(above)))
    };
    let object = |noun: usize| {
        matches!(
            tree.relation(noun),
            Relation::Obj | Relation::NsubjPass | Relation::Obl | Relation::Xcomp | Relation::Nsubj
        )
    };
    let argument = object(head) || step(head) && tree.head(head).is_some_and(object);
    argument.then_some(Understood::SubjectOf(governor))
}

/// "In the campaign to defeat the front, the army has begun".
fn campaign(clause: &Clause<'_, '_>) -> Option<Understood> {
    let Clause { tree, head, .. } = *clause;
    let governor = tree.head(head).filter(|governor| {
        clause.hangs_by(&[Relation::Acl])
            && tree.relation(head) == Relation::Obl
            && tree.upos(*governor) == Upos::Verb
            && !tree.is_passive(*governor)
    })?;
    let applies = WordList::NounsOfSharedCampaigns.has(tree.lemma(head))
        && WordList::PrepositionsBeforeSharedCampaigns.has(tree.preposition(head));
    applies.then_some(Understood::SubjectOf(governor))
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
