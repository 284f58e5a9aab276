//! What words say of what stands below them: that it is so, that it is not so, or less.
//!
//! In comes `veridicality.ron`, out comes a table from words to signatures, after Karttunen (2012, "Simple and phrasal
//! implicatives") and Nairn, Condoravdi and Karttunen (2006, "Computing relative polarity for textual inference").
//! How signatures compose up a sentence is decided in `factuality`; which words have which is data.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::language_file::{CutFile, LanguageFile, REPLACES_ALL, Taken, records, required_words, words_once};
use crate::model::{Modality, Polarity};
use crate::text::ron::{Node, Record};
use crate::text::{Diagnostic, Place};

/// What a word says of what stands below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// It is so.
    Holds,
    /// It is not so.
    Fails,
    /// It is no more than this.
    AtMost(Modality),
}

/// What a word says of what stands below it where it is affirmed itself, and where it is denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Where the word is affirmed.
    pub affirmed: Says,
    /// Where it is denied.
    pub negated: Says,
    /// Where it is only meant, said to be possible or supposed: who is to stop an attack knows one, who is to prevent
    /// one fears it. None for words of which this follows from the other two.
    pub meant: Option<Says>,
}

impl Signature {
    /// Of words of going on: what is below is so where they are.
    pub const TRANSPARENT: Signature = Signature { affirmed: Says::Holds, negated: Says::Fails, meant: None };

    /// Of a word whose effect is not known.
    pub const UNKNOWN: Signature = Signature::alike(Says::AtMost(Modality::Possible));

    /// Of a word that says the same of what is below whether it is affirmed or denied.
    pub const fn alike(says: Says) -> Signature {
        Signature { affirmed: says, negated: says, meant: None }
    }
}

/// What hangs below a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// A clause with a subject and a finite verb, or a participle.
    Clause,
    /// An infinitive.
    Infinitive,
    /// A noun that names a deed.
    Deed,
    /// A noun whose clause is what somebody says.
    Content,
}

/// The words that say something of what stands below them.
#[derive(Default)]
pub struct Veridicality {
    governors: HashMap<String, Vec<Governor>>,
    adverbs: HashMap<String, Says>,
    adjectives: HashMap<String, Says>,
    untruly: HashSet<String>,
    contents: HashSet<String>,
    fictions: HashSet<String>,
    conjunctions: HashSet<String>,
    exceptions: HashSet<String>,
    endings: HashSet<String>,
    examples: Vec<SignatureExample>,
}

#[derive(Clone, PartialEq)]
struct Governor {
    prepositions: Vec<String>,
    below: Option<Below>,
    signature: Signature,
}

/// A sentence of the files, with what must come of one of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureExample {
    /// The sentence, without the brackets.
    pub text: String,
    /// Where the word begins, in bytes.
    pub word: usize,
    /// What is told of it.
    pub told: (Polarity, Modality),
    /// Where the sentence stands.
    pub place: Place,
}

const SAYS: [(&str, Says); 5] = [
    ("Holds", Says::Holds),
    ("Fails", Says::Fails),
    ("Possible", Says::AtMost(Modality::Possible)),
    ("Planned", Says::AtMost(Modality::Planned)),
    ("Hypothetical", Says::AtMost(Modality::Hypothetical)),
];

const BELOW: [(&str, Below); 4] =
    [("Clause", Below::Clause), ("Infinitive", Below::Infinitive), ("Deed", Below::Deed), ("Content", Below::Content)];

const TOLD: [(&str, (Polarity, Modality)); 5] = [
    ("Holds", (Polarity::Affirmed, Modality::Actual)),
    ("Denied", (Polarity::Denied, Modality::Actual)),
    ("Possible", (Polarity::Affirmed, Modality::Possible)),
    ("Planned", (Polarity::Affirmed, Modality::Planned)),
    ("Hypothetical", (Polarity::Affirmed, Modality::Hypothetical)),
];

const FIELDS: [&str; 10] = [
    REPLACES_ALL,
    "governors",
    "adverbs",
    "adjectives",
    "untruly",
    "contents",
    "fictions",
    "conjunctions",
    "exceptions",
    "endings",
];

impl Veridicality {
    /// Reads the files, the built-in one first. A project's own file adds words, and its entries for a word come before
    /// the built-in ones. Every mistake is reported; what is sound is there all the same.
    pub fn read(files: &[LanguageFile], taken: &mut Vec<Taken>, problems: &mut Vec<Diagnostic>) -> Veridicality {
        let cut = CutFile::all(files, problems);
        let mut words = Veridicality::default();
        for (file, all, record) in &records(&cut, &FIELDS, problems) {
            let said = file.nothing_taken(*all);
            let (added, replaced) = words.add(record, problems);
            taken.extend(said.map(|said| Taken { added, replaced, ..said }));
        }
        words
    }

    /// What a word says of what hangs below it. `keys` are the word's lemma and its lemma with each word that may be
    /// read with it, the longest first; `preposition` brings what is below, empty where none does. `None` where nothing
    /// is known of it.
    pub fn signature<'k>(
        &self,
        keys: impl Iterator<Item = &'k str>,
        preposition: &str,
        below: Below,
    ) -> Option<Signature> {
        let fits = |governor: &&Governor| {
            let brought = if governor.prepositions.is_empty() {
                preposition.is_empty()
            } else {
                governor.prepositions.iter().any(|known| known == preposition)
            };
            brought && governor.below.is_none_or(|known| known == below)
        };
        let of_key = |key: &str| self.governors.get(key)?.iter().find(fits);
        keys.filter_map(of_key).map(|governor| governor.signature).next()
    }

    /// What an adverb beside a predicate says of it.
    pub fn adverb(&self, word: &str) -> Option<Says> {
        self.adverbs.get(word).copied()
    }

    /// What an adjective beside the noun of a deed says of it.
    pub fn adjective(&self, word: &str) -> Option<Says> {
        self.adjectives.get(word).copied()
    }

    /// True for an adverb by which a word of speech says that its content is not so: "falsely".
    pub fn is_untruly(&self, word: &str) -> bool {
        self.untruly.contains(word)
    }

    /// True for a noun whose clause is what somebody says: "claim".
    pub fn is_content(&self, lemma: &str) -> bool {
        self.contents.contains(lemma)
    }

    /// True for a noun in which things are told that did not happen: "novel".
    pub fn is_fiction(&self, lemma: &str) -> bool {
        self.fictions.contains(lemma)
    }

    /// True for a conjunction whose clause was not done: "instead".
    pub fn is_instead(&self, word: &str) -> bool {
        self.conjunctions.contains(word)
    }

    /// True for a word that takes somebody out of what is denied: "nobody but Arland".
    pub fn is_exception(&self, word: &str) -> bool {
        self.exceptions.contains(word)
    }

    /// True for a verb that states a belonging or an office by its end: "withdraw".
    pub fn is_ending(&self, lemma: &str) -> bool {
        self.endings.contains(lemma)
    }

    /// The sentences of the files, with what must come of the word in square brackets.
    pub fn examples(&self) -> &[SignatureExample] {
        &self.examples
    }

    /// Takes over a file. Returns how many entries of words were added, and how many words got one before others.
    fn add(&mut self, record: &Record<'_>, problems: &mut Vec<Diagnostic>) -> (usize, usize) {
        let mut count = (0, 0);
        let mut own: BTreeMap<String, Vec<Governor>> = BTreeMap::new();
        for node in record.items("governors", problems) {
            let fields = ["words", "prepositions", "below", "affirmed", "negated", "meant", "examples"];
            let Some(entry) = node.record(&fields, problems) else { continue };
            let words = required_words(&entry, "words", problems).unwrap_or_default();
            let prepositions: Vec<String> =
                words_once(&entry, "prepositions", problems).iter().map(|word| word.value.to_owned()).collect();
            let below = entry.field("below").and_then(|node| chosen(&node, &BELOW, problems));
            let (affirmed, negated) = (says(&entry, "affirmed", problems), says(&entry, "negated", problems));
            let meant = entry.field("meant").and_then(|node| chosen(&node, &SAYS, problems));
            self.read_examples(&entry, problems);
            let (Some(affirmed), Some(negated)) = (affirmed, negated) else { continue };
            let governor = Governor { prepositions, below, signature: Signature { affirmed, negated, meant } };
            for word in words {
                own.entry(word.value.to_owned()).or_default().push(governor.clone());
            }
        }
        for (word, mut entries) in own {
            let before = self.governors.remove(&word).unwrap_or_default();
            if before.is_empty() {
                count.0 += 1
            } else {
                count.1 += 1
            }
            entries.extend(before);
            self.governors.insert(word, entries);
        }
        for field in ["adverbs", "adjectives"] {
            for node in record.items(field, problems) {
                let Some(entry) = node.record(&["words", "says", "examples"], problems) else { continue };
                let words = required_words(&entry, "words", problems).unwrap_or_default();
                self.read_examples(&entry, problems);
                let Some(says) = says(&entry, "says", problems) else { continue };
                let table = if field == "adverbs" { &mut self.adverbs } else { &mut self.adjectives };
                for word in words {
                    match table.insert(word.value.to_owned(), says) {
                        None => count.0 += 1,
                        Some(before) => count.1 += usize::from(before != says),
                    }
                }
            }
        }
        for (field, set) in [
            ("untruly", &mut self.untruly),
            ("contents", &mut self.contents),
            ("fictions", &mut self.fictions),
            ("conjunctions", &mut self.conjunctions),
            ("exceptions", &mut self.exceptions),
            ("endings", &mut self.endings),
        ] {
            for word in words_once(record, field, problems) {
                count.0 += usize::from(set.insert(word.value.to_owned()));
            }
        }
        count
    }

    fn read_examples(&mut self, entry: &Record<'_>, problems: &mut Vec<Diagnostic>) {
        for node in entry.items("examples", problems) {
            let parts = node.tuple(problems);
            let [sentence, expected] = &parts[..] else {
                problems.push(
                    Diagnostic::error(node.place(), "an example is a sentence and what must come of it")
                        .hint("write `(\"Arland managed to [attack] Borland.\", Holds)`"),
                );
                continue;
            };
            let (sentence, told) = (sentence.text(problems), chosen(expected, &TOLD, problems));
            let Some((sentence, told)) = sentence.zip(told) else { continue };
            let parts: Vec<&str> = sentence.value.split(['[', ']']).collect();
            let [before, word, after] = parts[..] else {
                problems.push(
                    Diagnostic::error(sentence.place, "an example marks one word by [square brackets]")
                        .hint("mark the word that states the deed: \"Arland managed to [attack] Borland.\""),
                );
                continue;
            };
            self.examples.push(SignatureExample {
                text: format!("{before}{word}{after}"),
                word: before.len(),
                told,
                place: sentence.place,
            });
        }
    }
}

fn says(entry: &Record<'_>, field: &str, problems: &mut Vec<Diagnostic>) -> Option<Says> {
    match entry.field(field) {
        Some(node) => chosen(&node, &SAYS, problems),
        None => {
            problems.push(
                Diagnostic::error(entry.opening(), format!("the field `{field}` is missing"))
                    .hint(format!("add `{field}:` with one of {}", SAYS.map(|(name, _)| name).join(", "))),
            );
            None
        }
    }
}

fn chosen<T: Copy>(node: &Node<'_>, known: &[(&str, T)], problems: &mut Vec<Diagnostic>) -> Option<T> {
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    node.choice(&names, problems).map(|choice| known[choice.value].1)
}
