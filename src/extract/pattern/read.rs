//! Pattern files to patterns: `data/lang/en/patterns/*.ron`.
//!
//! A file is a list of entries, or a record `(replaces_all: true, entries: [...])`. Every mistake is reported with its
//! place, and what is sound is there all the same. A project's own entries add to the built-in ones: one of a known id
//! takes the place of the built-in entry, new ones stand before all of them, so that of two that ask for as much the
//! project's is tried first; where the project replaces all, the order is that of its files. A light verb or operator
//! of the project's takes its words away from built-in entries.
//!
//! `entry` reads an entry by what its family has, `field` the values in it.

mod entry;
mod field;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::{Family, Patterns};
use crate::extract::language_file::{CutFile, LanguageFile, Taken, twice};
use crate::extract::lexicon::Lexicon;
use crate::model::{READER, Schema};
use crate::text::{Diagnostic, Place, single_spaced};

use entry::{Entry, EntryOf};

/// What `kg eval --without` and the claims reader are called by.
const RESERVED: [&str; 2] = [READER, "patterns"];

/// Reads pattern files, the built-in ones first. `taken` hears what came of a project's own files.
pub fn read(
    files: &[LanguageFile],
    lexicon: &Lexicon,
    schema: &Schema,
    taken: &mut Vec<Taken>,
    problems: &mut Vec<Diagnostic>,
) -> Patterns {
    let cut = CutFile::all(files, problems);
    let (mut built_in, mut own): (Vec<Entry>, Vec<Entry>) = (Vec::new(), Vec::new());
    // By id, where a built-in entry stands.
    let mut known: HashMap<String, usize> = HashMap::new();
    let (mut built_in_ids, mut own_ids): (HashMap<String, Place>, HashMap<String, Place>) = Default::default();
    let mut are_replaced = false;
    let mut number = 0;
    for file in &cut {
        let (all, nodes) = file.entries(problems);
        let mut said = file.nothing_taken(all);
        are_replaced |= all && said.is_some();
        let ids = if said.is_some() { &mut own_ids } else { &mut built_in_ids };
        let name = &file.file.source_text.name;
        let name = name.rsplit('/').next().unwrap_or(name);
        for node in nodes {
            let Some(mut entry) = entry::read(&node, name, lexicon, schema, problems) else { continue };
            if let Some(first) = ids.get(&entry.id) {
                problems.push(twice(format!("the id `{}` is used twice", entry.id), entry.place, first.clone()));
                continue;
            }
            if RESERVED.contains(&entry.id.as_str()) {
                let problem = Diagnostic::error(entry.place.clone(), format!("no entry can be called `{}`", entry.id));
                problems.push(problem.hint("the program calls something else so; take another id"));
                continue;
            }
            ids.insert(entry.id.clone(), entry.place.clone());
            entry.number = number;
            number += 1;
            match (&mut said, known.get(&entry.id)) {
                (None, _) => {
                    known.insert(entry.id.clone(), built_in.len());
                    built_in.push(entry);
                }
                (Some(said), Some(place)) => {
                    entry.is_own = entry.source != built_in[*place].source;
                    said.replaced += usize::from(entry.is_own);
                    built_in[*place] = entry;
                }
                (Some(said), None) => {
                    entry.is_own = true;
                    said.added += 1;
                    own.push(entry);
                }
            }
        }
        taken.extend(said);
    }
    if are_replaced {
        built_in.retain(|entry| own_ids.contains_key(&entry.id));
    }
    own.append(&mut built_in);
    if are_replaced {
        own.sort_by_key(|entry| entry.number);
    }
    Patterns::of(own, problems)
}

impl Patterns {
    /// Entries by what triggers them.
    #[expect(
        clippy::disallowed_methods,
        clippy::iter_over_hash_type,
        reason = "words go from one set to another, and each list is sorted by itself"
    )]
    fn of(entries: Vec<Entry>, problems: &mut Vec<Diagnostic>) -> Patterns {
        let mut patterns = Patterns {
            patterns: Vec::with_capacity(entries.len()),
            operators: Vec::new(),
            lights: Vec::new(),
            light_by_word: HashMap::new(),
            by_word: HashMap::new(),
            operator_by_word: HashMap::new(),
            verbs: HashSet::new(),
            own_ignores: HashMap::new(),
        };
        let (mut light_words, mut operator_words) = (WordsOfEntries::default(), WordsOfEntries::default());
        for entry in entries {
            match entry.of {
                EntryOf::Pattern(pattern) => {
                    patterns.patterns.push(super::Pattern { is_own: entry.is_own, ..pattern });
                }
                EntryOf::Light(light, places) => {
                    light_words.put(&light.words, places, entry.is_own, patterns.lights.len());
                    patterns.lights.push(light);
                }
                EntryOf::Operator(operator, places) => {
                    operator_words.put(&operator.words, places, entry.is_own, patterns.operators.len());
                    patterns.operators.push(operator);
                }
            }
        }
        for pattern in patterns.patterns.iter().filter(|pattern| pattern.is_own) {
            for sentence in &pattern.ignores {
                patterns.own_ignores.entry(single_spaced(&sentence.value)).or_default().push(pattern.kind);
            }
        }
        patterns.light_by_word = light_words.table("light verb", problems);
        patterns.operator_by_word = operator_words.table("operator", problems);
        for (index, pattern) in patterns.patterns.iter().enumerate() {
            for word in &pattern.words {
                patterns.by_word.entry((pattern.family, word.clone())).or_default().push(index);
            }
        }
        let triggers = patterns.by_word.keys().filter(|(family, _)| *family == Family::Verb).map(|(_, word)| word);
        patterns.verbs =
            triggers.chain(patterns.light_by_word.keys()).chain(patterns.operator_by_word.keys()).cloned().collect();
        for list in patterns.by_word.values_mut() {
            list.sort_by_key(|index| Reverse(patterns.patterns[*index].specificity()));
        }
        patterns
    }
}

/// Words that only one entry may have: whose they are, where they stand, of which entry.
#[derive(Default)]
struct WordsOfEntries(Vec<(String, bool, Place, usize)>);

impl WordsOfEntries {
    fn put(&mut self, words: &[String], places: Vec<Place>, is_own: bool, index: usize) {
        self.0.extend(words.iter().zip(places).map(|(word, place)| (word.clone(), is_own, place, index)));
    }

    /// The entry of each word. A word of a project's entry is its own, even where a built-in entry has it.
    fn table(mut self, what: &str, problems: &mut Vec<Diagnostic>) -> HashMap<String, usize> {
        // Stable, so that of two entries the first given stays.
        self.0.sort_by_key(|(_, is_own, ..)| !is_own);
        let mut table: HashMap<String, (usize, bool, Place)> = HashMap::with_capacity(self.0.len());
        for (word, is_own, place, index) in self.0 {
            match table.get(&word) {
                Some((_, other_is_own, first)) if *other_is_own == is_own => {
                    problems.push(twice(format!("the {what} `{word}` stands in two entries"), place, first.clone()));
                }
                Some(_) => {}
                None => {
                    table.insert(word, (index, is_own, place));
                }
            }
        }
        table.into_iter().map(|(word, (index, ..))| (word, index)).collect()
    }
}
