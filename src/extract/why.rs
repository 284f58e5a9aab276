//! All patterns that fit at each trigger of a text, and which of them is taken.
//!
//! Extraction stops at the first pattern that fits, so what would have fitted behind it never shows. Here every pattern
//! that a word of the text may trigger is run once more as the only one of its words, with all other patterns as they
//! are; it fits where it makes a match. Decided here: a pattern that the taken one keeps from being tried fits all
//! the same, and so do one that a more specific pattern blocks without fitting itself, and one of a verb that lends its
//! subject to an event noun: "signed a pact with Borland" is told by "pact", and "signed" could tell it too.

use std::collections::{BTreeMap, BTreeSet};

use super::pattern::{Attempt, Fate, TriggeredBy};
use super::tree::Tree;
use super::{English, Extraction, Extractor};
use crate::model::{ActorId, Mention, PartialDate, Schema, Sort};
use crate::nlp::Scratch;

/// What can fit at a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriggerFits {
    /// The token that triggers.
    pub token: usize,
    /// Patterns that fit there, most specific first, by their places in the table.
    pub fits: Vec<usize>,
    /// Those of them that are taken; of one word that triggers two families two may be.
    pub taken: Vec<usize>,
}

/// The extraction of a text, and what fits at each trigger, in order of the tokens.
pub fn fits(
    tree: &Tree<'_>,
    mentions: &[Mention],
    published: Option<PartialDate>,
    english: &mut English,
    schema: &Schema,
    sort_of: &dyn Fn(ActorId) -> Sort,
) -> (Extraction, Vec<TriggerFits>) {
    let read = |english: &English| {
        let extractor = Extractor { english, schema, sort_of, reader: None };
        extractor.trace(tree, mentions, published, &mut Scratch::default())
    };
    let (extraction, attempts) = read(english);
    let taken: BTreeSet<(usize, usize)> = fitting(&attempts).collect();
    let mut fits: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (token, pattern) in &taken {
        fits.entry(*token).or_default().insert(*pattern);
    }
    let words = trigger_words(tree, english);
    let candidates: Vec<usize> = english
        .patterns
        .patterns
        .iter()
        .enumerate()
        .filter(|(_, pattern)| pattern.words.iter().any(|word| may_stand(word, &words)))
        .map(|(index, _)| index)
        .collect();
    for index in candidates {
        let others = english.patterns.leave_alone(index);
        let (_, attempts) = read(english);
        english.patterns.restore(others);
        for (token, _) in fitting(&attempts).filter(|(_, pattern)| *pattern == index) {
            fits.entry(token).or_default().insert(index);
        }
    }
    let trigger = |(token, fits): (usize, BTreeSet<usize>)| {
        let mut fits: Vec<usize> = fits.into_iter().collect();
        fits.sort_by_key(|index| std::cmp::Reverse(english.patterns.patterns[*index].specificity()));
        let taken = fits.iter().copied().filter(|index| taken.contains(&(token, *index))).collect();
        TriggerFits { token, fits, taken }
    };
    (extraction, fits.into_iter().map(trigger).collect())
}

/// Tokens and patterns that made a match there, or took the words away.
fn fitting(attempts: &[Attempt]) -> impl Iterator<Item = (usize, usize)> {
    attempts.iter().filter_map(|attempt| match (attempt.pattern, &attempt.outcome) {
        (TriggeredBy::Pattern(index), Fate::Read | Fate::Silenced) => Some((attempt.trigger, index)),
        (TriggeredBy::Pattern(_) | TriggeredBy::Reader, _) => None,
    })
}

/// Everything that may begin a trigger: lemmas, forms, parts of what a hyphen joins.
fn trigger_words(tree: &Tree<'_>, english: &English) -> BTreeSet<String> {
    let of_token = |token: usize| {
        let (lemma, lower) = (tree.lemma(token), tree.lower(token));
        let parts = lower.split('-').map(str::to_owned);
        parts.chain([lemma.to_owned(), lower.to_owned(), english.patterns.verb(lemma).into_owned()])
    };
    (0..tree.len()).flat_map(of_token).collect()
}

/// True where a trigger may stand in the text: its first word does, or it is no word but a description ("any body").
fn may_stand(trigger: &str, words: &BTreeSet<String>) -> bool {
    let first = trigger.split(' ').next().unwrap_or(trigger);
    matches!(first, "any" | "portfolio") || words.contains(first)
}
