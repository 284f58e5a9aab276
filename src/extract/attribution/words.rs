//! Which words report, and where they have what is reported.
//!
//! In comes `attribution.ron`, out comes a table from lemmas to entries. What an entry's fields mean stands in the
//! file.

mod read;

use std::collections::{HashMap, HashSet};

use super::Stance;
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos};

/// The words that report.
#[derive(Default)]
pub struct AttributionWords {
    verbs: HashMap<String, VerbEntry>,
    nouns: HashMap<String, Stance>,
    with_of: HashSet<String>,
    adverbs: HashSet<String>,
    unspoken: HashSet<String>,
    headline_speakers: HashSet<String>,
    times: HashSet<String>,
}

/// Where a reporting verb has its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct VerbEntry {
    pub(super) stance: Stance,
    takes: Vec<Takes>,
    prepositions: Vec<String>,
}

/// A place for content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    Clause,
    Speech,
    Object,
    Hearer,
    Infinitive,
}

impl VerbEntry {
    pub(super) fn takes(&self, place: Takes) -> bool {
        self.takes.contains(&place)
    }

    pub(super) fn takes_preposition(&self, preposition: &str) -> bool {
        self.prepositions.iter().any(|known| known == preposition)
    }
}

impl AttributionWords {
    pub(super) fn verb(&self, lemma: &str, particle: Option<&str>) -> Option<&VerbEntry> {
        match particle {
            Some(particle) => self.verbs.get(&format!("{lemma}_{particle}")),
            None => self.verbs.get(lemma),
        }
    }

    /// How a verb or noun that reports stands to what it reports, whatever its place for content.
    pub fn stance(&self, tree: &Tree<'_>, token: usize) -> Option<Stance> {
        let lemma = tree.lemma(token);
        let with_particle = || {
            tree.dependents_by(token, &[Relation::CompoundPrt])
                .find_map(|particle| self.verb(lemma, Some(tree.lower(particle))))
        };
        match tree.upos(token) {
            Upos::Verb | Upos::Aux => with_particle().or_else(|| self.verb(lemma, None)).map(|entry| entry.stance),
            Upos::Noun => self.noun(lemma),
            Upos::Adj
            | Upos::Adp
            | Upos::Adv
            | Upos::Cconj
            | Upos::Det
            | Upos::Intj
            | Upos::Num
            | Upos::Part
            | Upos::Pron
            | Upos::Propn
            | Upos::Punct
            | Upos::Sconj
            | Upos::Sym
            | Upos::X => None,
        }
    }

    pub(super) fn noun(&self, lemma: &str) -> Option<Stance> {
        self.nouns.get(lemma).copied()
    }

    pub(super) fn is_with_of(&self, lemma: &str) -> bool {
        self.with_of.contains(lemma)
    }

    pub(super) fn is_adverb(&self, word: &str) -> bool {
        self.adverbs.contains(word)
    }

    /// True for a verb whose infinitive of saying is not said: "declined to say".
    pub fn is_unspoken(&self, lemma: &str) -> bool {
        self.unspoken.contains(lemma)
    }

    pub(super) fn is_time(&self, word: &str) -> bool {
        self.times.contains(word)
    }

    pub(super) fn is_headline_speaker(&self, lemma: &str) -> bool {
        self.headline_speakers.contains(lemma)
    }
}
