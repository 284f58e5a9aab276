//! What words of time mean before they are anchored, and the sentence that they are read from.

use jiff::civil::Weekday;

use super::words::Unit;
use crate::extract::tree::Tree;
use crate::model::Period;
use crate::nlp::WordList;

/// Which of several a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// "on Wednesday".
    Plain,
    /// "last Wednesday".
    Last,
    /// "this Wednesday".
    This,
    /// "next Wednesday".
    Next,
}

impl Which {
    /// What "last", "this" or "next" before a week or a year points at.
    pub(super) fn pointed_at(word: &str) -> Option<Which> {
        let index = WordList::WordsPointingAtTimes.index_of(word)?;
        Some([Which::Last, Which::This, Which::Next][index])
    }
}

/// Parts of a date as the words give them; a day has a month.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Calendar {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) weekday: Option<Weekday>,
    /// The year only tells the noun behind it from others: "the 2015 deal".
    pub(super) modifies: bool,
}

/// What words mean before they are anchored.
#[derive(Clone, Debug)]
pub(super) enum Meaning {
    /// They say when, but there is no such day.
    Nothing,
    /// "3 January", "January 2017", "2017".
    Calendar(Calendar),
    /// "3 January last year".
    OfYear(Calendar, Which),
    /// "the week of 3 January".
    WeekOf(Calendar),
    /// "last March".
    Month(i8, Which),
    /// "the 1990s", "the first quarter of 2017".
    Fixed(Period),
    /// "from 2011 to 2013".
    Between(Box<Meaning>, Box<Meaning>),
    /// "yesterday": days from publication.
    Today(i8),
    /// "last Wednesday".
    Weekday(Weekday, Which),
    /// "Friday last week".
    WeekdayOfWeek(Weekday, Which),
    /// "last week".
    Unit(Unit, Which),
    /// "last summer": the lower-case name of the season.
    Season(String, Which),
    /// "two weeks ago".
    Ago(u16, Unit),
    /// "in the past two weeks".
    Past(u16, Unit),
    /// "over the next two weeks".
    Coming(u16, Unit),
    /// "two days later", "the day before": so many units from a date in the text. With `of`, from the date in the
    /// phrase of the token `of`: "two days before".
    Shift { by: i32, unit: Unit, of: Option<usize> },
    /// "that year", "the same day".
    Same(Unit),
    /// "at the time".
    AtTheTime,
}

/// A place in a sentence from which words are read.
#[derive(Clone, Copy)]
pub(super) struct PhraseReader<'t, 'a> {
    pub(super) tree: &'t Tree<'a>,
    /// The sentence.
    pub(super) sentence: (usize, usize),
}

/// A meaning and the token behind its words.
pub(super) type Read = (Meaning, usize);

impl<'t> PhraseReader<'t, '_> {
    /// The word in lower case; nothing behind the sentence's end.
    pub(super) fn word(&self, at: usize) -> &'t str {
        if at < self.sentence.1 { self.tree.lower(at) } else { "" }
    }

    /// The word before, in lower case; nothing at the sentence's start.
    pub(super) fn before(&self, at: usize, back: usize) -> &'t str {
        if at >= self.sentence.0 + back { self.tree.lower(at - back) } else { "" }
    }

    /// True where the words stand there, one token each.
    pub(super) fn stands(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(index, word)| self.word(at + index) == *word)
    }

    /// True where one of the phrases stands right before.
    pub(super) fn follows(&self, at: usize, phrases: WordList) -> bool {
        let is_before =
            |phrase: &str| phrase.rsplit(' ').enumerate().all(|(back, word)| self.before(at, back + 1) == word);
        phrases.words().iter().any(|phrase| is_before(phrase))
    }

    /// True where the word begins with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        at < self.sentence.1 && self.tree.form(at).starts_with(char::is_uppercase)
    }

    /// True for a hyphen or dash between two tokens.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "–" | "—" | "--" | "−")
    }
}
