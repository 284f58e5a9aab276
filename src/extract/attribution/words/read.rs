//! `attribution.ron` to the words that report.
//!
//! A project's own file adds words; a verb or noun that the built-in file knows gets the project's entry instead.
//! Reported with their places: a word that stands in two entries of a file, a preposition that is none, a stance or a
//! place for content that does not exist.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::{AttributionWords, Takes, VerbEntry};
use crate::extract::attribution::Stance;
use crate::extract::language_file::{
    CutFile, LanguageFile, REPLACES_ALL, Taken, records, required_words, twice, words_once,
};
use crate::extract::lexicon::Lexicon;
use crate::text::ron::{At, Record};
use crate::text::{Diagnostic, Place};

const FIELDS: [&str; 8] =
    [REPLACES_ALL, "verbs", "nouns", "with_of", "adverbs", "unspoken", "headline_speakers", "times"];

const STANCES: [(&str, Stance); 4] = [
    ("Asserts", Stance::Asserts),
    ("Denies", Stance::Denies),
    ("Believes", Stance::Believes),
    ("Wants", Stance::Wants),
];

const PLACES: [(&str, Takes); 5] = [
    ("Clause", Takes::Clause),
    ("Speech", Takes::Speech),
    ("Object", Takes::Object),
    ("Hearer", Takes::Hearer),
    ("Infinitive", Takes::Infinitive),
];

impl AttributionWords {
    /// Reads the files, the built-in one first. Every mistake is reported; what is sound is there all the same. `taken`
    /// hears what came of a project's own files.
    pub fn read(
        files: &[LanguageFile],
        lexicon: &Lexicon,
        taken: &mut Vec<Taken>,
        problems: &mut Vec<Diagnostic>,
    ) -> AttributionWords {
        let cut = CutFile::all(files, problems);
        let mut words = AttributionWords::default();
        for (file, all, record) in &records(&cut, &FIELDS, problems) {
            let said = file.nothing_taken(*all);
            let (added, replaced) = words.add(record, lexicon, problems);
            taken.extend(said.map(|said| Taken { added, replaced, ..said }));
        }
        words
    }

    /// Takes over a file. Returns how many words were added, and how many got another entry.
    fn add(&mut self, record: &Record<'_>, lexicon: &Lexicon, problems: &mut Vec<Diagnostic>) -> (usize, usize) {
        let mut count = (0, 0);
        let mut seen: HashMap<&str, Place> = HashMap::new();
        for node in record.items("verbs", problems) {
            let Some(entry) = node.record(&["stance", "takes", "prepositions", "words"], problems) else { continue };
            let stance = stance(&entry, problems);
            let takes = takes(&entry, problems);
            let prepositions = prepositions(&entry, lexicon, problems);
            let words = required_words(&entry, "words", problems).unwrap_or_default();
            let (Some(stance), Some(takes)) = (stance, takes) else { continue };
            let verb = VerbEntry { stance, takes, prepositions };
            for word in words {
                if in_one_entry("verb", &word, &mut seen, problems) {
                    tell(&mut count, self.verbs.insert(word.value.to_owned(), verb.clone()), &verb);
                }
            }
        }
        let mut seen: HashMap<&str, Place> = HashMap::new();
        for node in record.items("nouns", problems) {
            let Some(entry) = node.record(&["stance", "words"], problems) else { continue };
            let stance = stance(&entry, problems);
            let words = required_words(&entry, "words", problems).unwrap_or_default();
            let Some(stance) = stance else { continue };
            for word in words {
                if in_one_entry("noun", &word, &mut seen, problems) {
                    tell(&mut count, self.nouns.insert(word.value.to_owned(), stance), &stance);
                }
            }
        }
        for (field, set) in [
            ("with_of", &mut self.with_of),
            ("adverbs", &mut self.adverbs),
            ("unspoken", &mut self.unspoken),
            ("headline_speakers", &mut self.headline_speakers),
            ("times", &mut self.times),
        ] {
            count.0 += put_all(set, words_once(record, field, problems).iter().map(|word| word.value.to_owned()));
        }
        count
    }
}

/// Counts what became of a word: nothing where its entry was the same.
fn tell<T: PartialEq>((added, replaced): &mut (usize, usize), before: Option<T>, now: &T) {
    match before {
        None => *added += 1,
        Some(before) if before != *now => *replaced += 1,
        Some(_) => {}
    }
}

fn put_all<T: Eq + Hash>(set: &mut HashSet<T>, values: impl Iterator<Item = T>) -> usize {
    values.filter_map(|value| set.insert(value).then_some(())).count()
}

/// True the first time that a word comes; the second time it is reported.
fn in_one_entry<'f>(
    what: &str,
    word: &At<&'f str>,
    seen: &mut HashMap<&'f str, Place>,
    problems: &mut Vec<Diagnostic>,
) -> bool {
    if let Some(first) = seen.get(word.value) {
        let message = format!("the {what} `{}` stands in two entries", word.value);
        problems.push(twice(message, word.place.clone(), first.clone()));
        return false;
    }
    seen.insert(word.value, word.place.clone());
    true
}

fn stance(entry: &Record<'_>, problems: &mut Vec<Diagnostic>) -> Option<Stance> {
    let names = STANCES.map(|(name, _)| name);
    match entry.field("stance") {
        Some(node) => node.choice(&names, problems).map(|choice| STANCES[choice.value].1),
        None => {
            problems.push(
                Diagnostic::error(entry.opening(), "the field `stance` is missing")
                    .hint(format!("add `stance:` with one of {}", names.join(", "))),
            );
            None
        }
    }
}

/// Where the content stands; none where something of it was reported.
fn takes(entry: &Record<'_>, problems: &mut Vec<Diagnostic>) -> Option<Vec<Takes>> {
    let names = PLACES.map(|(name, _)| name);
    if entry.field("takes").is_none() {
        problems.push(
            Diagnostic::error(entry.opening(), "the field `takes` is missing")
                .hint(format!("add `takes: [...]` with some of {}", names.join(", "))),
        );
        return None;
    }
    let nodes = entry.items("takes", problems);
    nodes.iter().map(|node| node.choice(&names, problems).map(|choice| PLACES[choice.value].1)).collect()
}

fn prepositions(entry: &Record<'_>, lexicon: &Lexicon, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let words = words_once(entry, "prepositions", problems);
    words.iter().filter_map(|word| lexicon.preposition(word, problems)).collect()
}
