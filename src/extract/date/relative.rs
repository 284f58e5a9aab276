//! Dates as seen from a day: "on Wednesday", "last night", "two years ago", "the following day", "at the time".
//!
//! In comes a place in a sentence, out comes what the words from there on mean, with the day that they are seen from
//! left open: the day of publication for some, a date earlier in the text for others.

use jiff::civil::Weekday;

use super::calendar::{self, is_in_name};
use super::meaning::{Calendar, Meaning, PhraseReader, Read, Which};
use super::words::{Unit, month, number, short_weekday, tens, unit, weekday};
use crate::nlp::{Relation, Upos, WordList};

/// How far the words of [`WordList::DaysAroundToday`] are from today, in their order.
const FROM_TODAY: [i8; 4] = [-1, 0, 0, 1];

/// Reads words that say when from a day's point of view.
pub(super) fn read(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    if let Some(index) = WordList::DaysAroundToday.index_of(reader.word(at)) {
        return Some((Meaning::Today(FROM_TODAY[index]), behind_part_of_day(reader, at + 1)));
    }
    match reader.word(at) {
        word if WordList::AdjectivesOfThePast.has(word) => last(reader, at),
        "this" => this(reader, at),
        word if WordList::AdjectivesOfTheFuture.has(word) || word == "upcoming" => next(reader, at),
        "the" => definite(reader, at),
        "that" => that(reader, at),
        word if WordList::AdjectivesOfNeighbouringTimes.has(word) => shifted(reader, at),
        // "at the time", not "at the time of the attack"
        "at" if matches!(reader.word(at + 1), "the" | "that")
            && reader.word(at + 2) == "time"
            && !WordList::WordsBehindSomeTime.has(reader.word(at + 3)) =>
        {
            Some((Meaning::AtTheTime, at + 3))
        }
        "then" => then(reader, at),
        _ => on_weekday(reader, at, Which::Plain).or_else(|| counted(reader, at)),
    }
}

/// The unit of "the end of the year".
pub(super) fn deictic_unit(word: &str) -> Option<Unit> {
    unit(word).filter(|unit| matches!(unit, Unit::Week | Unit::Month | Unit::Year) && !word.ends_with('s'))
}

/// Behind "morning" or "night", where one stands.
fn behind_part_of_day(reader: PhraseReader<'_, '_>, at: usize) -> usize {
    if WordList::PartsOfDay.has(reader.word(at)) { at + 1 } else { at }
}

/// What "last", "this" and "next" point at: "week", "Wednesday", "March", "summer".
fn pointed(reader: PhraseReader<'_, '_>, at: usize, which: Which) -> Option<Read> {
    let word = reader.word(at);
    if let Some(unit) =
        unit(word).filter(|unit| !matches!(unit, Unit::Hour | Unit::Day | Unit::Decade) && !word.ends_with('s'))
    {
        // "the last week of June"
        return (reader.word(at + 1) != "of").then_some((Meaning::Unit(unit, which), at + 1));
    }
    if let Some(month) = month(word).filter(|_| reader.is_capital(at) && !is_in_name(reader, at)) {
        // "this March 3"
        if let Some((calendar, end)) = calendar::day_and_month(reader, at) {
            return Some((Meaning::Calendar(calendar), end));
        }
        return Some((Meaning::Month(month, which), at + 1));
    }
    if WordList::Seasons.has(word) {
        return Some((Meaning::Season(word.to_owned(), which), at + 1));
    }
    on_weekday(reader, at, which)
}

/// "last week", "last night", "past 24 hours", "last two years".
fn last(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    if let Some(past) = stretch_of(reader, at + 1) {
        return Some((Meaning::Past(past.0, past.1), past.2));
    }
    if reader.word(at) == "past" {
        return None;
    }
    if matches!(reader.word(at + 1), "night" | "evening") {
        return Some((Meaning::Today(-1), at + 2));
    }
    pointed(reader, at + 1, Which::Last)
}

/// "this week", "this morning", "this past week", "this coming Friday".
fn this(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    match reader.word(at + 1) {
        word if WordList::AdjectivesOfThePast.has(word) => pointed(reader, at + 2, Which::Last),
        word if WordList::AdjectivesOfTheFuture.has(word) => pointed(reader, at + 2, Which::Next),
        word if WordList::PartsOfDay.has(word) => Some((Meaning::Today(0), at + 2)),
        _ => pointed(reader, at + 1, Which::This),
    }
}

/// "next Friday", "next year", "coming two weeks".
fn next(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    if let Some(coming) = stretch_of(reader, at + 1) {
        return Some((Meaning::Coming(coming.0, coming.1), coming.2));
    }
    pointed(reader, at + 1, Which::Next)
}

/// "24 hours", "two years", but not "two weeks of the campaign": count, unit and the token behind.
fn stretch_of(reader: PhraseReader<'_, '_>, at: usize) -> Option<(u16, Unit, usize)> {
    let (count, behind) = count(reader, at)?;
    let unit = unit(reader.word(behind))?;
    (reader.word(behind + 1) != "of" && unit != Unit::Weekend && unit != Unit::Quarter).then_some((
        count,
        unit,
        behind + 1,
    ))
}

/// "the past year", "the next two weeks", "the next day", "the day before", "the same year".
fn definite(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    let inside = WordList::PrepositionsOfStretches.has(reader.before(at, 1));
    let single =
        unit(reader.word(at + 2)).filter(|_| !reader.word(at + 2).ends_with('s') && reader.word(at + 3) != "of");
    match reader.word(at + 1) {
        word if WordList::AdjectivesOfThePast.has(word) => match (stretch_of(reader, at + 2), single) {
            (Some((count, unit, end)), _) => Some((Meaning::Past(count, unit), end)),
            // "the last day" is the last of several.
            (None, Some(unit)) if inside || word == "past" => Some((Meaning::Past(1, unit), at + 3)),
            (None, _) => None,
        },
        word if WordList::AdjectivesOfTheFuture.has(word) => match (stretch_of(reader, at + 2), single) {
            (Some((count, unit, end)), _) if inside => Some((Meaning::Coming(count, unit), end)),
            (None, Some(unit)) if inside || word == "coming" => Some((Meaning::Coming(1, unit), at + 3)),
            _ => shifted(reader, at + 1),
        },
        word if WordList::AdjectivesOfNeighbouringTimes.has(word) => shifted(reader, at + 1),
        "same" => same(reader, at + 2),
        "weekend" if inside => Some((Meaning::Unit(Unit::Weekend, Which::Plain), at + 2)),
        "day" if reader.stands(at + 2, &["after", "tomorrow"]) => Some((Meaning::Today(2), at + 4)),
        "day" if reader.stands(at + 2, &["before", "yesterday"]) => Some((Meaning::Today(-2), at + 4)),
        word if !word.ends_with('s') => shift(reader, 1, unit(word)?, at + 2),
        _ => None,
    }
}

/// "following day", "previous year", "next morning". A weekday or month is not told: which Friday follows depends on
/// what is told.
fn shifted(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    let by = if matches!(reader.word(at), "next" | "following") { 1 } else { -1 };
    let word = reader.word(at + 1);
    if weekday(word).is_some() || month(word).is_some_and(|_| reader.is_capital(at + 1)) || WordList::Seasons.has(word)
    {
        return Some((Meaning::Nothing, at + 2));
    }
    let unit = if WordList::PartsOfDay.has(word) { Unit::Day } else { unit(word).filter(|_| !word.ends_with('s'))? };
    (reader.word(at + 2) != "of").then_some((Meaning::Shift { by, unit, of: None }, at + 2))
}

/// "that year", "that same day"; not "said that year after year".
fn that(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    if reader.word(at + 1) == "same" {
        return same(reader, at + 2);
    }
    if weekday(reader.word(at + 1)).is_some() && reader.tree.relation(at) == Relation::Det {
        return Some((Meaning::Nothing, at + 2));
    }
    if reader.tree.relation(at) == Relation::Det { same(reader, at + 1) } else { None }
}

fn same(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    let word = reader.word(at);
    let unit = if WordList::PartsOfDay.has(word) {
        Unit::Day
    } else {
        unit(word).filter(|unit| !matches!(unit, Unit::Hour | Unit::Weekend) && !word.ends_with('s'))?
    };
    Some((Meaning::Same(unit), at + 1))
}

/// "since then", "was then governor"; not "then he left".
fn then(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    let nominal = |head: usize| matches!(reader.tree.upos(head), Upos::Noun | Upos::Propn | Upos::Adj);
    let told = match reader.before(at, 1) {
        word if WordList::WordsBeforeThen.has(word) => true,
        "was" | "were" => reader.tree.head(at).is_some_and(|head| head > at && nominal(head)),
        _ => false,
    };
    told.then_some((Meaning::AtTheTime, at + 1))
}

/// "Wednesday", "Monday 19 December", "Sat., Jan. 3", "Friday of last week", "Wednesday night".
fn on_weekday(reader: PhraseReader<'_, '_>, at: usize, which: Which) -> Option<Read> {
    if !reader.is_capital(at) {
        return None;
    }
    let Some(day) = weekday(reader.word(at)) else {
        return on_date(reader, short_weekday(reader.word(at))?, at + 1);
    };
    if let Some(read) = on_date(reader, day, at + 1) {
        return Some(read);
    }
    if is_name_of_a_day(reader, at) {
        return None;
    }
    let behind = behind_part_of_day(reader, at + 1);
    let week = if matches!(reader.word(behind), "of" | ",") { behind + 1 } else { behind };
    let of_week = Which::pointed_at(reader.word(week)).filter(|_| reader.word(week + 1) == "week");
    Some(match of_week {
        Some(week_meant) => (Meaning::WeekdayOfWeek(day, week_meant), week + 2),
        None => (Meaning::Weekday(day, which), behind),
    })
}

/// The date behind a weekday: "Monday, December 19", "Monday night, Dec. 19".
fn on_date(reader: PhraseReader<'_, '_>, weekday: Weekday, at: usize) -> Option<Read> {
    let behind = behind_part_of_day(reader, at);
    let start = if matches!(reader.word(behind), "," | "(") { behind + 1 } else { behind };
    let (date, end) = calendar::day_and_month(reader, start)?;
    Some((Meaning::Calendar(Calendar { weekday: Some(weekday), ..date }), end))
}

/// "the Sunday Times", "Black Friday", "every Monday".
fn is_name_of_a_day(reader: PhraseReader<'_, '_>, at: usize) -> bool {
    reader.is_capital(at + 1) && WordList::NamesBehindWeekdays.has(reader.word(at + 1))
        || WordList::WordsBeforeWeekdaysOfNoDate.has(reader.before(at, 1))
        || calendar::begins_name(reader, at)
}

/// "two weeks ago", "a year later", "three days before", "ten years from now".
fn counted(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    let (count, behind) = count(reader, at)?;
    let unit = unit(reader.word(behind))?;
    if reader.word(behind + 1) == "ago" {
        // "a decade ago" is ten years ago, not the decade of that year.
        let (count, unit) = if unit == Unit::Decade { (10 * count, Unit::Year) } else { (count, unit) };
        return Some((Meaning::Ago(count, unit), behind + 2));
    }
    shift(reader, count, unit, behind + 1)
}

/// "later", "before", "after the attack" behind a number of units.
fn shift(reader: PhraseReader<'_, '_>, count: u16, unit: Unit, at: usize) -> Option<Read> {
    let count = i32::from(count);
    let (by, of) = match reader.word(at) {
        "earlier" => (-count, None),
        "later" => (count, None),
        "before" => (-count, Some(at)),
        "after" => (count, Some(at)),
        _ => return None,
    };
    Some((Meaning::Shift { by, unit, of }, at + 1))
}

/// "two", "25", "twenty-five", "a": the number and the token behind it.
fn count(reader: PhraseReader<'_, '_>, at: usize) -> Option<(u16, usize)> {
    let word = reader.word(at);
    if let Some(ten) = tens(word)
        && reader.is_dash(at + 1)
        && let Some(one) = number(reader.word(at + 2)).filter(|one| (1..10).contains(one))
    {
        return Some((ten + one, at + 3));
    }
    // "the two years", "half a year"
    if word == "a" && matches!(reader.before(at, 1), "half" | "such") {
        return None;
    }
    Some((number(word)?, at + 1))
}
