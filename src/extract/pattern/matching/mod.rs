//! Patterns tried on trees: what each predicate, noun and joined participle of a document tells.
//!
//! In come the nominals and the patterns, out come matches: a kind with its ends, before anybody asked who says so and
//! whether it is so. For every trigger the first pattern that fits is taken, most specific first; one match a
//! trigger. A noun that a light verb has told is not told again alone.
//!
//! `verb`, `noun` and `office` go through the triggers, `entry` tries one pattern, `slot` and `itself` fill its slots.

mod entry;
mod itself;
mod noun;
mod office;
mod slot;
mod verb;

use std::collections::HashSet;

use super::{Match, MatchTrace, Patterns};
use crate::extract::attribution::Reported;
use crate::extract::filler::Fillers;
use crate::model::Schema;

/// Everything the patterns read in a document, in order of the triggers, and the triggers of which an entry that the
/// project wrote itself had the last word, whatever it said. `attempts` hears what became of each pattern at its
/// trigger.
pub fn matches(
    fillers: &Fillers<'_>,
    reported: &Reported<'_>,
    patterns: &Patterns,
    schema: &Schema,
    attempts: &mut MatchTrace,
) -> (Vec<Match>, HashSet<usize>) {
    let mut matching = Matching {
        fillers,
        reported,
        patterns,
        schema,
        attempts,
        light: None,
        told: vec![false; fillers.tree.len()],
        part_of_trigger: None,
        settled: HashSet::new(),
        found: Vec::new(),
    };
    for token in 0..fillers.tree.len() {
        matching.predicate(token);
    }
    for token in 0..fillers.tree.len() {
        matching.noun(token);
        matching.hyphen(token);
    }
    let (mut found, settled) = (matching.found, matching.settled);
    super::operator::apply(fillers, patterns, &mut found, attempts);
    found.sort_by_key(|matched| (matched.trigger, matched.pattern));
    (found, settled)
}

/// A document while its patterns are tried.
struct Matching<'f> {
    fillers: &'f Fillers<'f>,
    reported: &'f Reported<'f>,
    patterns: &'f Patterns,
    schema: &'f Schema,
    attempts: &'f mut MatchTrace,
    /// The light verb that is just telling an event.
    light: Option<usize>,
    /// Event nouns that a verb has told.
    told: Vec<bool>,
    /// A token that belongs to the trigger and fills no slot.
    part_of_trigger: Option<usize>,
    /// Triggers that an entry of the project settled.
    settled: HashSet<usize>,
    found: Vec<Match>,
}
