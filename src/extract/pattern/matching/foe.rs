//! The object of deeds whose words name the ground and not the enemy: "the army liberated Karvil", "the coalition
//! conducted five airstrikes".
//!
//! In come the matches of all other patterns, out come matches of the patterns whose object is the slot `foe`. The
//! foe is an actor that the same text tells to be fought: by the subject itself, or, where nobody is named who fights
//! it, any armed body. The nearest mention before the words counts, in their sentence or the few before; where two foes
//! stand equally near, neither is taken. A state is a foe only of an actor of whom the text says so.

use std::collections::HashSet;

use super::Matching;
use crate::extract::filler::Reach;
use crate::extract::pattern::{Family, Fate, Match};
use crate::extract::role;
use crate::model::{RelationKindId, Sort};
use crate::nlp::{Relation, Upos};
use crate::text::Rule;

/// How many sentences back a foe is looked for.
const FARTHEST: usize = 6;

/// The claims that are said already: kind, chain of the subject, chain of the object.
type Said = HashSet<(RelationKindId, usize, usize)>;

/// How many mentions of foes are looked at.
const MOST: usize = 64;

/// The object of a hostile act.
struct Foe {
    token: usize,
    chain: usize,
    end: usize,
    /// Chains of those who do it; none where nobody is named.
    attackers: Vec<usize>,
}

impl Matching<'_> {
    /// True where the pattern tells a deed that makes a foe: of the kinds that patterns with the slot `foe` tell.
    pub(super) fn is_hostile(&self, pattern: usize) -> bool {
        self.patterns.patterns[pattern].kind.is_some_and(|kind| self.patterns.hostile.contains(&kind))
    }

    /// Tries the patterns that ask for a foe.
    pub(super) fn foes(&mut self) {
        if !Rule::PatternFoes.applies() {
            return;
        }
        let foes = self.known_foes();
        if foes.is_empty() {
            return;
        }
        let (tree, chain_of) = (self.fillers.tree, &self.fillers.chains.chain_of);
        let pairs = |matched: &Match| {
            matched
                .subject
                .iter()
                .flat_map(|subject| {
                    matched.object.iter().map(|object| (matched.kind, chain_of[*subject], chain_of[*object]))
                })
                .collect::<Vec<_>>()
        };
        let mut said: Said =
            self.found.iter().filter(|matched| self.patterns.hostile.contains(&matched.kind)).flat_map(pairs).collect();
        for token in 0..tree.len() {
            let (family, lemmas) = if tree.upos(token) == Upos::Verb {
                (Family::Verb, self.lemmas(token))
            } else if tree.upos(token) == Upos::Noun && !self.told[token] {
                (Family::Event, vec![tree.lemma(token).to_owned()])
            } else {
                continue;
            };
            for index in lemmas.iter().flat_map(|lemma| self.patterns.of_word(family, lemma)).copied() {
                if self.patterns.patterns[index].asks_for_foe()
                    && self.conditions_hold(index, token)
                    && self.try_foe(index, token, &foes, &mut said)
                {
                    break;
                }
            }
        }
    }

    fn try_foe(&mut self, index: usize, token: usize, foes: &[Foe], said: &mut Said) -> bool {
        let (tree, pattern) = (self.fillers.tree, &self.patterns.patterns[index]);
        // "conducted five airstrikes": the verb lends the noun its subject.
        let light = role::governing_verb(tree, token).filter(|verb| {
            pattern.family == Family::Event
                && tree.relation(token) == Relation::Obj
                && self.patterns.light_by_word.contains_key(tree.lemma(*verb))
        });
        let lent = light
            .filter(|_| role::owner(tree, token).is_none())
            .and_then(|verb| role::agent(tree, verb))
            .map(|agent| self.fillers.ends(agent, Reach::Acting));
        let subject = lent.unwrap_or_else(|| self.fill_first(&pattern.subject, token, None, Reach::Acting, &[]));
        let chains: Vec<usize> = subject.iter().map(|end| self.fillers.chains.chain_of[*end]).collect();
        if chains.is_empty()
            || self.found.iter().any(|matched| matched.trigger == token && Some(matched.kind) == pattern.kind)
        {
            return false;
        }
        let Some(foe) = self.foe_of(&chains, token, foes) else {
            self.attempts.note(index, token, || Fate::NoObject);
            return false;
        };
        // Nothing is inferred that the text says in so many words.
        let chain_of = &self.fillers.chains.chain_of;
        let Some(kind) = pattern.kind else { return false };
        let subject: Vec<usize> =
            subject.into_iter().filter(|end| said.insert((kind, chain_of[*end], chain_of[foe]))).collect();
        self.put(index, token, light.unwrap_or(token), subject, vec![foe])
    }

    /// The nearest foe of the subject.
    fn foe_of(&self, subject: &[usize], token: usize, foes: &[Foe]) -> Option<usize> {
        let tree = self.fillers.tree;
        let here = tree.sentence_of(token);
        let armed = |foe: &Foe| matches!(self.fillers.nominals[foe.end].sort, Sort::Force | Sort::Group);
        let licensed = |foe: &&Foe| {
            !subject.contains(&foe.chain)
                && (foe.attackers.iter().any(|attacker| subject.contains(attacker))
                    || foe.attackers.is_empty() && armed(foe))
        };
        let distance = |foe: &Foe| here - tree.sentence_of(foe.token);
        let behind = foes.partition_point(|foe| tree.sentence_of(foe.token) <= here);
        let first =
            foes.partition_point(|foe| tree.sentence_of(foe.token) + FARTHEST < here).max(behind.saturating_sub(MOST));
        let near = || foes[first..behind].iter().filter(licensed);
        // "three tactical units" are somebody's: who has a name goes first.
        let named = near().any(|foe| self.fillers.has_name(foe.end));
        let near = || near().filter(|foe| !named || self.fillers.has_name(foe.end));
        let nearest = near().map(distance).min()?;
        let mut there = near().filter(|foe| distance(foe) == nearest);
        let foe = there.next()?;
        there.all(|other| other.chain == foe.chain).then_some(foe.end)
    }

    /// Everybody whom something hostile is done to, in order of the text.
    fn known_foes(&self) -> Vec<Foe> {
        let chain_of = &self.fillers.chains.chain_of;
        let acts = |end: &usize| self.fillers.nominals[*end].sort.acts();
        let read =
            self.found.iter().filter(|matched| self.patterns.hostile.contains(&matched.kind)).flat_map(|matched| {
                let attackers: Vec<usize> = matched.subject.iter().map(|end| chain_of[*end]).collect();
                matched.object.iter().copied().filter(acts).map(move |end| Foe {
                    token: matched.trigger,
                    chain: chain_of[end],
                    end,
                    attackers: attackers.clone(),
                })
            });
        let unread = self.fought.iter().filter(|(_, end)| acts(end)).map(|(token, end)| Foe {
            token: *token,
            chain: chain_of[*end],
            end: *end,
            attackers: Vec::new(),
        });
        let mut foes: Vec<Foe> = read.chain(unread).collect();
        foes.sort_by_key(|foe| (foe.token, foe.end));
        foes
    }
}
