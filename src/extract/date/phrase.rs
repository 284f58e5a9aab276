//! Which tokens say when, and what they would mean if they were anchored.
//!
//! In come the trees, out come phrases in order of the text, disjoint. The grammar is read off the words; the tree is
//! asked only where a word has another life: "May" the name, "2015" the count, "Sunday" in the title of a newspaper. A
//! phrase whose meaning is [`Meaning::Nothing`] keeps its tokens from being read in part: "Feb. 30" is not a February.

use std::ops::Range;

use super::calendar;
use super::clause::head_of;
use super::meaning::{Calendar, Meaning, PhraseReader, Read, Which};
use super::relative;
use crate::extract::tree::Tree;
use crate::nlp::{Upos, WordList};

/// Words that say when, not yet anchored.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) tokens: Range<usize>,
    pub(super) meaning: Meaning,
    pub(super) side: Side,
}

/// Which side of the time it names a phrase speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// "in 2015".
    At,
    /// "since 2015", "after 2015".
    From,
    /// "until 2015", "by 2015", "before 2015".
    To,
}

/// Finds the phrases.
pub(super) fn phrases(tree: &Tree<'_>) -> Vec<Phrase> {
    let mut found = Vec::new();
    for sentence in &tree.analysis.sentences {
        let reader = PhraseReader { tree, sentence: (sentence.start, sentence.end) };
        let mut at = sentence.start;
        while at < sentence.end {
            match phrase(reader, at) {
                Some(phrase) => {
                    at = phrase.tokens.end.max(at + 1);
                    found.push(phrase);
                }
                None => at += 1,
            }
        }
    }
    found
}

/// The phrase that begins with a token, with the preposition that makes it a stretch.
fn phrase(reader: PhraseReader<'_, '_>, at: usize) -> Option<Phrase> {
    let (side, start) = match reader.word(at) {
        "since" | "after" => (Side::From, at + 1),
        word if WordList::PrepositionsUpToTimes.has(word) => (Side::To, at + 1),
        "prior" if reader.word(at + 1) == "to" => (Side::To, at + 2),
        "from" => {
            return from_to(reader, at)
                .or_else(|| sided(reader, at, at + 1, Side::From))
                .map(|phrase| beginning(reader, phrase));
        }
        "between" => return between(reader, at),
        _ => {
            let (meaning, end) = stretch(reader, at, false)?;
            let side = vagueness(reader, at, &meaning);
            return Some(side.map_or_else(
                || Phrase { tokens: at..end, meaning: meaning.clone(), side: Side::At },
                |(meaning, side)| Phrase { tokens: at..end, meaning, side },
            ));
        }
    };
    sided(reader, at, start, side)
}

/// "since 2015", "until March", but not "since Monday's attack" nor "after last week's vote", where the noun is the
/// side.
fn sided(reader: PhraseReader<'_, '_>, at: usize, start: usize, side: Side) -> Option<Phrase> {
    // "since at least 2012", "by about 2015"
    let about = match reader.word(start) {
        "at" if reader.word(start + 1) == "least" => 2,
        word if WordList::WordsOfApproximation.has(word) => 1,
        _ => 0,
    };
    let (meaning, end) = stretch(reader, start + about, about > 0)?;
    let possessive = matches!(reader.word(end), "'s" | "'");
    let modifies =
        matches!(&meaning, Meaning::Calendar(calendar) if calendar.modifies) || is_prenominal(reader, start, end);
    let side = if possessive || modifies || matches!(meaning, Meaning::Between(..)) { Side::At } else { side };
    Some(Phrase { tokens: if side == Side::At { start..end } else { at..end }, meaning, side })
}

/// "He led the party from 2011" is a beginning, "letters from 2011" and "different from 2011" are not.
fn beginning(reader: PhraseReader<'_, '_>, phrase: Phrase) -> Phrase {
    let tree = reader.tree;
    let goes_on = WordList::WordsBehindBeginnings.has(reader.word(phrase.tokens.end));
    let by_verb = || tree.head(head_of(tree, &phrase.tokens)).is_some_and(|governor| tree.upos(governor) == Upos::Verb);
    if phrase.side != Side::From || goes_on || by_verb() {
        return phrase;
    }
    Phrase { tokens: phrase.tokens.start + 1..phrase.tokens.end, side: Side::At, ..phrase }
}

/// True where the words hang on a noun behind them: "the May 1 agreement", "last year 's vote".
fn is_prenominal(reader: PhraseReader<'_, '_>, start: usize, end: usize) -> bool {
    use crate::nlp::Relation::{Amod, Compound, NmodPoss, Nummod};
    let hangs = |token: usize| {
        matches!(reader.tree.relation(token), Amod | Compound | NmodPoss | Nummod)
            && reader.tree.head(token).is_some_and(|head| (end..end + 6).contains(&head))
    };
    (start..end).any(hangs)
}

/// "more than a year ago" is before then, "less than a year ago" since then.
fn vagueness(reader: PhraseReader<'_, '_>, at: usize, meaning: &Meaning) -> Option<(Meaning, Side)> {
    let Meaning::Ago(count, unit) = meaning else { return None };
    if reader.follows(at, WordList::PhrasesOfMore) {
        Some((meaning.clone(), Side::To))
    } else if reader.follows(at, WordList::PhrasesOfLess) {
        Some((Meaning::Past(*count, *unit), Side::At))
    } else {
        None
    }
}

/// "from 2011 to 2013", "from Monday until Wednesday", "from March through May".
fn from_to(reader: PhraseReader<'_, '_>, at: usize) -> Option<Phrase> {
    let (first, end) = core(reader, at + 1, true)?;
    if matches!(first, Meaning::Between(..)) {
        return Some(Phrase { tokens: at..end, meaning: first, side: Side::At });
    }
    if !WordList::PrepositionsInsideFrom.has(reader.word(end)) && !reader.is_dash(end) {
        return None;
    }
    // "from 2011 until the end of 2013"
    let (second, end) = core(reader, end + 1, true)?;
    Some(Phrase { tokens: at..end, meaning: Meaning::Between(Box::new(first), Box::new(second)), side: Side::At })
}

/// "between 2011 and 2013".
fn between(reader: PhraseReader<'_, '_>, at: usize) -> Option<Phrase> {
    let (first, end) = core(reader, at + 1, true)?;
    // "between 3 and 5 March 2023" is read as one.
    if matches!(first, Meaning::Between(..)) {
        return Some(Phrase { tokens: at..end, meaning: first, side: Side::At });
    }
    let (second, end) = if reader.word(end) == "and" { core(reader, end + 1, true)? } else { return None };
    Some(Phrase { tokens: at..end, meaning: Meaning::Between(Box::new(first), Box::new(second)), side: Side::At })
}

/// A time, or two of a kind with "to" or a dash between them: "March to June 2015", "Monday-Wednesday", "Jan. 30 - Feb.
/// 2".
fn stretch(reader: PhraseReader<'_, '_>, at: usize, sure: bool) -> Option<Read> {
    let (first, end) = core(reader, at, sure)?;
    if !(WordList::PrepositionsInsideStretches.has(reader.word(end)) || reader.is_dash(end)) {
        return Some((first, end));
    }
    let alike = |second: &Meaning| match (&first, second) {
        (Meaning::Calendar(a), Meaning::Calendar(b)) => {
            a.month.is_some() == b.month.is_some() && a.day.is_some() == b.day.is_some() && !a.modifies
        }
        (Meaning::Weekday(..), Meaning::Weekday(..)) => true,
        _ => false,
    };
    match core(reader, end + 1, true) {
        Some((second, end)) if alike(&second) => Some((Meaning::Between(Box::new(first), Box::new(second)), end)),
        _ => Some((first, end)),
    }
}

/// One time, with what says which part of it is meant; the part is not kept. `sure` where the words around say that a
/// time follows.
fn core(reader: PhraseReader<'_, '_>, at: usize, sure: bool) -> Option<Read> {
    match reader.word(at) {
        // "early 1990s", "late Monday", "earlier this week", "later that day"
        word if WordList::WordsOfEarlyAndLate.has(word) => {
            let next = if reader.is_dash(at + 1) { at + 2 } else { at + 1 };
            if reader.word(next) == "in" && word.ends_with("er") {
                return None;
            }
            plain(reader, next, true)
        }
        "the" => {
            if WordList::AdjectivesOfEarlyAndLate.has(reader.word(at + 1)) {
                // "the early January strike" leaves "the" to the noun, "the early 1990s" does not.
                let next = if reader.is_dash(at + 2) { at + 3 } else { at + 2 };
                return plain(reader, next, true).filter(|(meaning, _)| matches!(meaning, Meaning::Fixed(_)));
            }
            part_of(reader, at + 1).or_else(|| plain(reader, at, sure))
        }
        _ => part_of(reader, at).or_else(|| plain(reader, at, sure)),
    }
}

/// "(the) end of June", "(the) night of 3 January", "the year 2000", "the week of 3 January".
fn part_of(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    match reader.word(at) {
        word if WordList::NounsBeforeOfTime.has(word) && reader.word(at + 1) == "of" => {
            // "the end of the year"
            if reader.word(at + 2) == "the"
                && let Some(unit) = relative::deictic_unit(reader.word(at + 3))
                && !WordList::PrepositionsBehindOtherTimes.has(reader.word(at + 4))
            {
                return Some((Meaning::Unit(unit, Which::This), at + 4));
            }
            plain(reader, at + 2, true)
        }
        "week" if reader.word(at + 1) == "of" => match plain(reader, at + 2, true)? {
            (Meaning::Calendar(calendar), end) if calendar.day.is_some() => Some((Meaning::WeekOf(calendar), end)),
            other => Some(other),
        },
        "year" => {
            let year = super::words::year(reader.word(at + 1))?;
            Some((Meaning::Calendar(Calendar { year: Some(year), ..Calendar::default() }), at + 2))
        }
        _ => None,
    }
}

/// A time without ornaments.
fn plain(reader: PhraseReader<'_, '_>, at: usize, sure: bool) -> Option<Read> {
    if at >= reader.sentence.1 {
        return None;
    }
    relative::read(reader, at).or_else(|| calendar::read(reader, at, sure))
}
