//! Who does what a verb says: its subject, found also where the verb stands without one.
//!
//! In come a tree and a verb, out come the head of who acts and the words for it. "She wanted to add", "he nodded, saying", "a letter urging", "the envoy, who
//! said": subjects are sought above, a bounded number of steps. Answers are kept, so that many verbs may share a long subject.

use std::collections::HashMap;
use std::ops::Range;

use super::pieces::trim;
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, Xpos};

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
    own: HashMap<usize, Option<usize>>,
    phrases: HashMap<usize, Range<usize>>,
}

impl<'t, 'a> Speakers<'t, 'a> {
    pub(super) fn new(tree: &'t Tree<'a>) -> Speakers<'t, 'a> {
        Speakers { tree, own: HashMap::new(), phrases: HashMap::new() }
    }

    /// Who acts by this verb: its own subject or one above it; of a passive the agent.
    pub(super) fn of_verb(&mut self, verb: usize) -> Option<Speaker> {
        let tree = self.tree;
        let mut verb = verb;
        for _ in 0..MOST_STEPS {
            if tree.is_passive(verb) {
                // "was told by a clerk"
                let agent = tree.dependents_by(verb, &[Relation::OblAgent, Relation::Obl]).find(|nominal| tree.preposition(*nominal) == "by")?;
                return self.nominal(agent);
            }
            if let Some(subject) = self.own_subject(verb) {
                return if tree.relation(verb) == Relation::AclRelcl { self.relative(verb, subject) } else { self.nominal(subject) };
            }
            let head = tree.head(verb)?;
            match tree.relation(verb) {
                Relation::Xcomp => {
                    // "asked the clerk to say": the clerk says.
                    if let Some(object) = tree.dependents_by(head, &[Relation::Obj, Relation::Iobj]).find(|object| *object < verb) {
                        return self.nominal(object);
                    }
                }
                // "a letter urging them"
                Relation::Acl | Relation::AclRelcl => return self.nominal(head),
                Relation::Advcl | Relation::Conj | Relation::Parataxis | Relation::Dep => {}
                _ => return None,
            }
            if tree.upos(head) != Upos::Verb && self.own_subject(head).is_none() && tree.relation(verb) != Relation::Conj {
                return None;
            }
            verb = head;
        }
        None
    }

    /// The subject that hangs on this verb.
    pub(super) fn own_subject(&mut self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        *self.own.entry(verb).or_insert_with(|| tree.dependent(verb, &[Relation::Nsubj, Relation::NsubjOuter, Relation::NsubjPass]))
    }

    /// A nominal as a speaker; "it" and "there" that stand for nothing are none.
    pub(super) fn nominal(&mut self, head: usize) -> Option<Speaker> {
        let tree = self.tree;
        if tree.relation(head) == Relation::Expl || tree.xpos(head) == Xpos::Ex || tree.upos(head) == Upos::Punct {
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

/// The whole phrase without relative clauses, appositions and its own preposition: "the head of the board", not ", who left in May,".
fn speaker_phrase(tree: &Tree<'_>, head: usize) -> Range<usize> {
    let beside = [
        Relation::AclRelcl, Relation::Appos, Relation::Parataxis, Relation::Punct, Relation::Case, Relation::Advcl, Relation::Ccomp, Relation::Acl, Relation::Dep,
        Relation::Cc, Relation::Mark, Relation::Advmod,
    ];
    // The case of a nominal inside stays inside: "of the board".
    trim(tree, tree.reach(head, &|token| !beside.contains(&tree.relation(token))))
}
