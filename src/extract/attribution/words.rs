//! Which words report, and where they have what is reported.
//!
//! In comes `attribution.ron`, out comes a table from lemmas to entries. What an entry's fields mean stands in the
//! file.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::Stance;

/// The words that report.
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
#[derive(Clone, Debug)]
pub(super) struct VerbEntry {
    pub(super) stance: Stance,
    takes: Vec<Takes>,
    prepositions: Vec<String>,
}

/// A place for content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Takes {
    Clause,
    Speech,
    Object,
    Hearer,
    Infinitive,
}

#[derive(Deserialize)]
struct WordsRecord {
    verbs: Vec<VerbRecord>,
    nouns: Vec<NounRecord>,
    with_of: String,
    adverbs: String,
    unspoken: String,
    headline_speakers: String,
    times: String,
}

#[derive(Deserialize)]
struct VerbRecord {
    stance: Stance,
    takes: Vec<Takes>,
    #[serde(default)]
    prepositions: String,
    words: String,
}

#[derive(Deserialize)]
struct NounRecord {
    stance: Stance,
    words: String,
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
    /// Reads `attribution.ron`; an error says what is wrong with it.
    pub fn read(text: &str) -> Result<AttributionWords, String> {
        let record: WordsRecord = ron::from_str(text).map_err(|error| format!("attribution.ron: {error}"))?;
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect::<HashSet<String>>();
        let mut verbs = HashMap::new();
        for entry in record.verbs {
            let prepositions = entry.prepositions.split_whitespace().map(str::to_owned).collect();
            let verb = VerbEntry { stance: entry.stance, takes: entry.takes, prepositions };
            for word in entry.words.split_whitespace() {
                if verbs.insert(word.to_owned(), verb.clone()).is_some() {
                    return Err(format!("attribution.ron: the verb `{word}` stands there twice"));
                }
            }
        }
        let nouns = record
            .nouns
            .iter()
            .flat_map(|entry| entry.words.split_whitespace().map(|word| (word.to_owned(), entry.stance)))
            .collect();
        Ok(AttributionWords {
            verbs,
            nouns,
            with_of: set(&record.with_of),
            adverbs: set(&record.adverbs),
            unspoken: set(&record.unspoken),
            headline_speakers: set(&record.headline_speakers),
            times: set(&record.times),
        })
    }

    pub(super) fn verb(&self, lemma: &str, particle: Option<&str>) -> Option<&VerbEntry> {
        match particle {
            Some(particle) => self.verbs.get(&format!("{lemma}_{particle}")),
            None => self.verbs.get(lemma),
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

    pub(super) fn is_unspoken(&self, lemma: &str) -> bool {
        self.unspoken.contains(lemma)
    }

    pub(super) fn is_time(&self, word: &str) -> bool {
        self.times.contains(word)
    }

    pub(super) fn is_headline_speaker(&self, lemma: &str) -> bool {
        self.headline_speakers.contains(lemma)
    }
}
