//! Who does what a verb says: its subject, found also where the verb stands without one.
//!
//! In come a tree and a verb, out come the head of who acts and the words for it. "She wanted to add", "he nodded,
//! saying", "a letter urging", "the envoy, who said": subjects are sought above, a bounded number of steps. Answers are
//! kept, so that many verbs may share a long subject.

use std::collections::HashMap;
use std::ops::Range;

use super::pieces::trim;
use super::words::AttributionWords;
use crate::extract::role::is_blamed_by;
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, WordList, Xpos};

/// How far above a verb its subject is sought; "tried to begin to want to say" takes four.
const MOST_STEPS: usize = 6;

/// Head of a source and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Speaker {
    pub(super) head: usize,
    pub(super) tokens: Range<usize>,
}

/// Looks for speakers and remembers those found.
pub(super) struct Speakers<'t, 'a> {
    tree: &'t Tree<'a>,
    words: &'t AttributionWords,
    own: HashMap<usize, Option<usize>>,
    phrases: HashMap<usize, Range<usize>>,
}

impl<'t, 'a> Speakers<'t, 'a> {
    pub(super) fn new(tree: &'t Tree<'a>, words: &'t AttributionWords) -> Speakers<'t, 'a> {
        Speakers { tree, words, own: HashMap::new(), phrases: HashMap::new() }
    }

    /// Who acts by this verb: its own subject or one above it; of a passive the agent.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the treebank's labels, of which a few matter here")]
    pub(super) fn of_verb(&mut self, verb: usize) -> Option<Speaker> {
        let tree = self.tree;
        let mut verb = verb;
        for _ in 0..MOST_STEPS {
            if tree.is_passive(verb) {
                // "was told by a clerk"
                let agent = tree
                    .dependents_by(verb, &[Relation::OblAgent, Relation::Obl])
                    .find(|nominal| tree.preposition(*nominal) == "by")?;
                return self.nominal(agent);
            }
            if let Some(subject) = self.own_subject(verb) {
                return if tree.relation(verb) == Relation::AclRelcl {
                    self.relative(verb, subject)
                } else {
                    self.nominal(subject)
                };
            }
            let head = tree.head(verb)?;
            match tree.relation(verb) {
                Relation::Xcomp => {
                    // "asked the clerk to say": the clerk says.
                    if let Some(object) =
                        tree.dependents_by(head, &[Relation::Obj, Relation::Iobj]).find(|object| *object < verb)
                    {
                        return self.nominal(object);
                    }
                }
                // "a letter urging them"
                Relation::Acl | Relation::AclRelcl => return self.nominal(head),
                // "It is right to say so": nobody says it.
                Relation::Advcl if tree.dependents_by(verb, &[Relation::Mark]).any(|mark| tree.lower(mark) == "to") => {
                    return None;
                }
                // "criticized the board for saying": the board says.
                Relation::Advcl if is_blamed_by(tree, verb, head) => {
                    let blamed = tree
                        .dependents_by(head, &[Relation::Obj, Relation::NsubjPass])
                        .find(|object| *object < verb)?;
                    return self.nominal(blamed);
                }
                Relation::Advcl | Relation::Conj | Relation::Parataxis | Relation::Dep => {}
                _ => return None,
            }
            if tree.upos(head) != Upos::Verb
                && self.own_subject(head).is_none()
                && tree.relation(verb) != Relation::Conj
            {
                return None;
            }
            verb = head;
        }
        None
    }

    /// The subject that hangs on this verb; of two the nearer one: "Climate change, he said, is real".
    pub(super) fn own_subject(&mut self, verb: usize) -> Option<usize> {
        let (tree, words) = (self.tree, self.words);
        *self.own.entry(verb).or_insert_with(|| {
            let subjects = tree
                .dependents_by(verb, &[Relation::Nsubj, Relation::NsubjOuter, Relation::NsubjPass])
                .filter(|subject| !words.is_time(tree.lower(*subject)));
            let nearest = subjects.min_by_key(|subject| subject.abs_diff(verb));
            let turned = || {
                // "..., said Ada Holm": a mark before and a name behind.
                let mark = verb > 0
                    && tree.upos(verb - 1) == Upos::Punct
                    && tree.sentence_of(verb) == tree.sentence_of(verb.saturating_sub(1));
                let name = verb + 1 < tree.len()
                    && tree.upos(verb + 1) == Upos::Propn
                    && tree.sentence_of(verb + 1) == tree.sentence_of(verb);
                (mark && name && !words.is_time(tree.lower(verb + 1))).then(|| climb(tree, verb + 1, verb)).flatten()
            };
            match nearest {
                Some(subject) if subject < verb && tree.upos(verb - 1) == Upos::Punct => turned().or(Some(subject)),
                Some(subject) => Some(subject),
                None => None,
            }
        })
    }

    /// The nominal that ends right before a verb without a subject, for trees that lost it: "Ada Holm, a writer, said".
    #[expect(clippy::wildcard_enum_match_arm, reason = "the treebank's labels, of which a few matter here")]
    pub(super) fn nominal_before(&mut self, verb: usize) -> Option<Speaker> {
        let tree = self.tree;
        let start = tree.sentence(verb).start;
        let mut token = verb;
        while token > start && verb - token < 6 {
            token -= 1;
            match tree.upos(token) {
                Upos::Adv | Upos::Aux | Upos::Punct => {}
                Upos::Noun | Upos::Propn | Upos::Pron if !self.words.is_time(tree.lower(token)) => {
                    return climb(tree, token, verb).and_then(|head| self.nominal(head));
                }
                _ => return None,
            }
        }
        None
    }

    /// A nominal as a speaker; "it" and "there" that stand for nothing are none.
    pub(super) fn nominal(&mut self, head: usize) -> Option<Speaker> {
        let tree = self.tree;
        if tree.relation(head) == Relation::Expl || tree.xpos(head) == Xpos::Ex || tree.upos(head) == Upos::Punct {
            return None;
        }
        // "The envoy, who left in January, said": whatever the parser makes of it, January says nothing.
        let is_date = WordList::DaysAndMonths.has(tree.lower(head));
        if is_date && head.checked_sub(1).is_some_and(|before| tree.upos(before) == Upos::Adp) {
            return None;
        }
        let tokens = self.phrases.entry(head).or_insert_with(|| speaker_phrase(tree, head)).clone();
        Some(Speaker { head, tokens })
    }

    fn relative(&mut self, verb: usize, subject: usize) -> Option<Speaker> {
        let tree = self.tree;
        if !matches!(tree.xpos(subject), Xpos::Wp | Xpos::Wdt) {
            return self.nominal(subject);
        }
        Some(Speaker { head: tree.head(verb)?, tokens: subject..subject + 1 })
    }
}

/// The head of the whole nominal that a word stands in, on the word's side of the verb.
fn climb(tree: &Tree<'_>, word: usize, verb: usize) -> Option<usize> {
    let inside = [
        Relation::Compound,
        Relation::Flat,
        Relation::Nmod,
        Relation::NmodDesc,
        Relation::Appos,
        Relation::Conj,
        Relation::Nummod,
        Relation::List,
    ];
    let mut steps = tree.upwards(word).take(12).take_while(|above| *above != verb && (*above < verb) == (word < verb));
    let top = steps.find(|token| {
        !inside.contains(&tree.relation(*token))
            || tree.head(*token).is_none_or(|head| (head < verb) != (word < verb) || head == verb)
    })?;
    matches!(tree.upos(top), Upos::Noun | Upos::Propn | Upos::Pron).then_some(top)
}

/// The whole phrase without relative clauses, appositions and its own preposition: "the head of the board", not ", who
/// left in May,".
fn speaker_phrase(tree: &Tree<'_>, head: usize) -> Range<usize> {
    let beside = [
        Relation::AclRelcl,
        Relation::Appos,
        Relation::Parataxis,
        Relation::Punct,
        Relation::Case,
        Relation::Advcl,
        Relation::Ccomp,
        Relation::Acl,
        Relation::Dep,
        Relation::Cc,
        Relation::Mark,
        Relation::Advmod,
    ];
    // The case of a nominal inside stays inside: "of the board".
    trim(tree, tree.reach(head, &|token| !beside.contains(&tree.relation(token))))
}
