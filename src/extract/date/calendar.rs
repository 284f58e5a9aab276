//! Dates by the calendar: "3 January 2017", "Jan. 3-5", "2017-12-02", "the early 1990s", "spring 2016", "the first
//! quarter of 2017", "in 1990-91".
//!
//! In comes a place in a sentence, out comes what the words from there on mean. A year must be asked for by the words
//! around it, because most numbers of four digits are counts; an order of day and month is never guessed.

use super::meaning::{Calendar, Meaning, PhraseReader, Read, Which};
use super::words::{self, day, decade, digits, month, without_mid, year};
use crate::model::{PartialDate, Period};
use crate::nlp::{NameKind, Relation, Upos, WordList, Xpos};

/// Years in which a number without a preposition is rather a year than a count.
const MODERN: std::ops::Range<i16> = 1900..2100;

/// Longest stretch of years that two digits are read as the end of: "1990-91", "1980-88".
const LONGEST_SHORT_RANGE: i16 = 30;

/// The first of the years that two digits behind an apostrophe are read as of the last century: "'68".
const FIRST_SHORT_YEAR: i16 = 50;

/// Reads a date.
pub(super) fn read(reader: PhraseReader<'_, '_>, at: usize, sure: bool) -> Option<Read> {
    let start = if reader.word(at) == "the" { at + 1 } else { at };
    let date = |at| {
        numeric(reader, at)
            .or_else(|| month_first(reader, at, sure))
            .or_else(|| day_first(reader, at))
            .or_else(|| many_years(reader, at))
            .or_else(|| part_of_year(reader, at))
    };
    if start > at {
        // "the May 1 agreement" and "the 2015 deal" leave "the" to the noun.
        let is_own = decade(without_mid(reader.word(start))).is_some()
            || reader.word(start + 1) == "of"
            || words::ordinal(reader.word(start)).is_some()
            || reader.word(start).ends_with("th");
        return if is_own { date(start) } else { None };
    }
    date(at).or_else(|| years(reader, at, sure))
}

/// A day with its month, as is read behind a weekday.
pub(super) fn day_and_month(reader: PhraseReader<'_, '_>, at: usize) -> Option<(Calendar, usize)> {
    let start = if reader.word(at) == "the" { at + 1 } else { at };
    match numeric(reader, start).or_else(|| month_first(reader, start, true)).or_else(|| day_first(reader, start))? {
        (Meaning::Calendar(calendar), end) if calendar.day.is_some() => Some((calendar, end)),
        _ => None,
    }
}

/// "2017-12-02", "13/2/2017", "02.12.2017"; "12/2/2017" is only a year.
fn numeric(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    let word = reader.word(at);
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // A timestamp comes apart: "2017", "-", "12", "-", "02T10:30:00Z".
    if let Some(year) = year(word)
        && reader.is_dash(at + 1)
        && reader.is_dash(at + 3)
        && let Some(month) = digits(reader.word(at + 2), 2..=2)
        && let Some(day) = reader.word(at + 4).get(..2).and_then(|day| digits(day, 2..=2))
        && reader.word(at + 4)[2..].chars().next().is_none_or(|c| c == 't')
    {
        return Some((exact(year, month, day), at + 5));
    }
    let separator = ['-', '/', '.'].into_iter().find(|separator| word.matches(*separator).count() == 2)?;
    let parts: Vec<&str> = word.split(separator).collect();
    if let (Some(year), Some(month), Some(day)) =
        (year(parts[0]), digits(parts[1], 1..=2), digits(parts[2].split('t').next()?, 1..=2))
    {
        return Some((exact(year, month, day), at + 1));
    }
    let (first, second, year) = (digits(parts[0], 1..=2)?, digits(parts[1], 1..=2)?, year(parts[2])?);
    let meaning = match separator {
        // With stops the day comes first, wherever stops are used.
        '.' => exact(year, second, first),
        _ if first > 12 || first == second => exact(year, second, first),
        _ if second > 12 => exact(year, first, second),
        _ => Meaning::Calendar(Calendar { year: Some(year), ..Calendar::default() }),
    };
    Some((meaning, at + 1))
}

fn exact(year: i16, month: i16, day: i16) -> Meaning {
    let narrow = |number: i16| i8::try_from(number).ok();
    match PartialDate::new(year, narrow(month), narrow(day)) {
        Some(date) => Meaning::Fixed(Period::at(date)),
        None => Meaning::Nothing,
    }
}

/// "Jan. 3", "January 3rd, 2017", "Jan. 3-5", "Sept. 19 to 23", "March 3 and 5", "November 2005", "in March".
fn month_first(reader: PhraseReader<'_, '_>, at: usize, sure: bool) -> Option<Read> {
    let month = month(without_mid(reader.word(at))).filter(|_| reader.is_capital(at))?;
    let month_alone = Calendar { month: Some(month), ..Calendar::default() };
    // "in May 5 soldiers", but "the Sept. 11 attacks"
    let is_day = |day: usize| {
        let together = || reader.tree.head(at).is_some_and(|head| head == day || reader.tree.head(day) == Some(head));
        !is_count(reader, day) || reader.before(at, 1) != "in" && together()
    };
    if let Some(first) = day(reader.word(at + 1)).filter(|_| is_day(at + 1)) {
        if names_organization(reader, at + 2) {
            return Some((Meaning::Nothing, at + 2));
        }
        let date = Calendar { day: Some(first), ..month_alone };
        let joins = |word: &str| WordList::PrepositionsInsideStretches.has(word) || word == "and";
        if (reader.is_dash(at + 2) || joins(reader.word(at + 2)))
            && let Some(last) = day(reader.word(at + 3))
                .filter(|_| words::month(reader.word(at + 4)).is_none() && !is_count(reader, at + 3))
        {
            let (year, end) = year_behind(reader, at + 4);
            let with = |day| Box::new(Meaning::Calendar(Calendar { year, day: Some(day), ..month_alone }));
            return Some((Meaning::Between(with(first), with(last)), end));
        }
        return Some(with_year(reader, date, at + 2));
    }
    let of = if reader.word(at + 1) == "of" { at + 2 } else { at + 1 };
    match with_year(reader, month_alone, of) {
        (_, end) if end == of => {}
        read => return Some(read),
    }
    is_month_alone(reader, at, sure).then_some((Meaning::Calendar(month_alone), at + 1))
}

/// True behind "March 14" in "the March 14 Alliance".
fn names_organization(reader: PhraseReader<'_, '_>, behind: usize) -> bool {
    let names = &reader.tree.analysis.names;
    let index = names.partition_point(|name| name.tokens.end <= behind);
    names.get(index).is_some_and(|name| name.tokens.start + 2 <= behind && name.kind == NameKind::Organization)
}

/// "3 January 2017", "3rd of January", "3-5 January".
fn day_first(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    let first = day(reader.word(at))?;
    let (last, behind) = match day(reader.word(at + 2)) {
        Some(last) if reader.is_dash(at + 1) || matches!(reader.word(at + 1), "to" | "and") => (Some(last), at + 3),
        _ => (None, at + 1),
    };
    let behind = if reader.word(behind) == "of" { behind + 1 } else { behind };
    let month = month(reader.word(behind)).filter(|_| reader.is_capital(behind))?;
    let date = Calendar { month: Some(month), day: Some(first), ..Calendar::default() };
    let Some(last) = last else { return Some(with_year(reader, date, behind + 1)) };
    let (year, end) = year_behind(reader, behind + 1);
    let with = |day| Box::new(Meaning::Calendar(Calendar { year, day: Some(day), ..date }));
    Some((Meaning::Between(with(first), with(last)), end))
}

/// The date with the year that stands behind it: "2017", ", 2017", "last year", "of this year".
fn with_year(reader: PhraseReader<'_, '_>, date: Calendar, at: usize) -> Read {
    let of = if reader.word(at) == "of" { at + 1 } else { at };
    if let Some(which) = Which::pointed_at(reader.word(of)).filter(|_| reader.word(of + 1) == "year") {
        return (Meaning::OfYear(date, which), of + 2);
    }
    let (year, end) = year_behind(reader, at);
    (Meaning::Calendar(Calendar { year, ..date }), end)
}

fn year_behind(reader: PhraseReader<'_, '_>, at: usize) -> (Option<i16>, usize) {
    let start = if reader.word(at) == "," { at + 1 } else { at };
    // "Mar 5, '23".
    let is_apostrophe = matches!(reader.word(start), "'" | "’" | "‘");
    if let Some(short) = digits(reader.word(start + 1), 2..=2).filter(|_| is_apostrophe) {
        let century = if short < FIRST_SHORT_YEAR { 2000 } else { 1900 };
        return (Some(century + short), start + 2);
    }
    match year(reader.word(start)) {
        Some(year) if !is_count(reader, start) => (Some(year), start + 1),
        _ => (None, at),
    }
}

/// True for a number that counts things: "in May 5 soldiers", "in 2000 villages", "2000 percent".
fn is_count(reader: PhraseReader<'_, '_>, at: usize) -> bool {
    let head = reader.tree.head(at).filter(|head| *head > at && *head < at + 6);
    let counts = |head: usize| {
        reader.tree.relation(at) == Relation::Nummod
            && reader.tree.xpos(head) == Xpos::Nns
            && !WordList::NounsDatedInPlural.has(reader.tree.lemma(head))
    };
    WordList::WordsBehindCounts.has(reader.word(at + 1)) || head.is_some_and(counts)
}

/// True where a month without day and year is one: not "May said", "by May", "March on the capital".
fn is_month_alone(reader: PhraseReader<'_, '_>, at: usize, sure: bool) -> bool {
    let announced = WordList::WordsBeforeMonths.has(reader.before(at, 1));
    // "in May" even where May was taken for a person
    if is_in_name(reader, at) && !(announced && is_short_name(reader, at)) {
        return false;
    }
    let word = without_mid(reader.word(at));
    let abbreviated = word.len() < 5 && !WordList::ShortMonths.has(word) && !word.ends_with('.');
    if !WordList::DoubtfulMonths.has(word) && !abbreviated {
        return true;
    }
    let of_date = reader.before(at, 1) == "of" && WordList::NounsBeforeOfMonth.has(reader.before(at, 2));
    let follows_month = WordList::WordsBetweenMonths.has(reader.before(at, 1)) && month(reader.before(at, 2)).is_some();
    reader.tree.xpos(at) == Xpos::Nnp
        && (sure || announced || of_date || follows_month || word.len() < reader.word(at).len())
}

/// True for a weekday that a name goes on from: "Sunday Oliseh"; one that ends a name was taken for a part of it:
/// "attacked Borland Saturday".
pub(super) fn begins_name(reader: PhraseReader<'_, '_>, at: usize) -> bool {
    let names = &reader.tree.analysis.names;
    let index = names.partition_point(|name| name.tokens.end <= at);
    names.get(index).is_some_and(|name| name.tokens.contains(&at) && name.tokens.end > at + 1)
}

/// True for a word inside a name of several, or that is a person's: "Theresa May", "Black September", "June told
/// reporters".
pub(super) fn is_in_name(reader: PhraseReader<'_, '_>, at: usize) -> bool {
    let names = &reader.tree.analysis.names;
    let index = names.partition_point(|name| name.tokens.end <= at);
    names
        .get(index)
        .is_some_and(|name| name.tokens.contains(&at) && (name.tokens.len() > 1 || name.kind == NameKind::Person))
}

fn is_short_name(reader: PhraseReader<'_, '_>, at: usize) -> bool {
    let names = &reader.tree.analysis.names;
    names.get(names.partition_point(|name| name.tokens.end <= at)).is_some_and(|name| name.tokens.len() == 1)
}

/// "1990s", "'90s", "19th century".
fn many_years(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    let stretch = |first: i16, last: i16| {
        let years = Period::new(PartialDate::new(first, None, None), PartialDate::new(last, None, None))?;
        Some(Meaning::Fixed(years))
    };
    if let Some((first, last)) = decade(without_mid(reader.word(at))) {
        return Some((stretch(first, last)?, at + 1));
    }
    let number = WordList::OrdinalEndings.words().iter().find_map(|ending| reader.word(at).strip_suffix(ending))?;
    let number = digits(number, 1..=2).filter(|number| (1..=21).contains(number))?;
    let behind = if reader.is_dash(at + 1) { at + 2 } else { at + 1 };
    let is_ours = reader.word(behind) == "century" && !WordList::WordsForBeforeChrist.has(reader.word(behind + 1));
    // The first century begins with the year 1.
    if is_ours { Some((stretch((number - 1) * 100 + 1, number * 100)?, behind + 1)) } else { None }
}

/// "spring 2016", "the winter of 1941-42", "the first quarter of 2017", "Q1 2017", "the first half of 2017".
fn part_of_year(reader: PhraseReader<'_, '_>, at: usize) -> Option<Read> {
    if WordList::Seasons.has(reader.word(at)) {
        let behind = if reader.word(at + 1) == "of" { at + 2 } else { at + 1 };
        year(reader.word(behind))?;
        return years(reader, behind, true);
    }
    let (part, months, behind) = match words::ordinal(reader.word(at)) {
        Some(quarter) if reader.word(at + 1) == "quarter" => (quarter, 3, at + 2),
        Some(half @ 1..=2) if reader.word(at + 1) == "half" => (half, 6, at + 2),
        _ => (WordList::QuarterAbbreviations.index_of(reader.word(at))? as i8 + 1, 3, at + 1),
    };
    let behind = if matches!(reader.word(behind), "of" | ",") { behind + 1 } else { behind };
    let year = year(reader.word(behind))?;
    let month = |month: i8| PartialDate::new(year, Some(month), None);
    Some((Meaning::Fixed(Period::new(month((part - 1) * months + 1), month(part * months))?), behind + 1))
}

/// "in 2018", "1990-91", "(2015)", "2011/12", "the 2015 deal".
fn years(reader: PhraseReader<'_, '_>, at: usize, sure: bool) -> Option<Read> {
    let word = without_mid(reader.word(at));
    if let Some((first, last)) = word.split_once('/') {
        let first = year(first)?;
        return Some((year_range(first, closing_year(first, last)?)?, at + 1));
    }
    let first = year(word)?;
    if is_number_of_something(reader, at, first, sure) || is_count(reader, at) {
        return None;
    }
    if reader.is_dash(at + 1) {
        if reader.word(at + 2) == "present" {
            return Some((Meaning::Fixed(Period::new(PartialDate::new(first, None, None), None)?), at + 3));
        }
        if let Some(last) = closing_year(first, reader.word(at + 2)).filter(|_| !is_count(reader, at + 2)) {
            return Some((year_range(first, last)?, at + 3));
        }
    }
    let modifies = modifies_noun(reader, at);
    let calendar = Calendar { year: Some(first), modifies, ..Calendar::default() };
    let accepted = modifies && MODERN.contains(&first)
        || sure
        || word.len() < reader.word(at).len()
        || is_announced(reader, at, first);
    accepted.then_some((Meaning::Calendar(calendar), at + 1))
}

/// The last year of a range: "91" behind 1990, "2013" behind 2011.
fn closing_year(first: i16, word: &str) -> Option<i16> {
    if let Some(last) = year(word) {
        return (last > first).then_some(last);
    }
    let short = digits(word, 2..=2)?;
    let last = first / 100 * 100 + short;
    let last = if last <= first { last + 100 } else { last };
    // "2017-12" is no range of years.
    (last - first <= LONGEST_SHORT_RANGE && last <= MODERN.end).then_some(last)
}

fn year_range(first: i16, last: i16) -> Option<Meaning> {
    Some(Meaning::Fixed(Period::new(PartialDate::new(first, None, None), PartialDate::new(last, None, None))?))
}

/// "No. 2015", "$2015", "Resolution 1929", "some 2000", "from 2000 to 5000".
fn is_number_of_something(reader: PhraseReader<'_, '_>, at: usize, first: i16, sure: bool) -> bool {
    let ranges = matches!(reader.word(at + 1), "to" | "or" | "-" | "–") && {
        let behind = reader.word(at + 2);
        behind.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
            && !behind.is_empty()
            && closing_year(first, behind).is_none()
            && year(behind).is_none()
            && day(behind).is_none()
            && decade(behind).is_none()
    };
    !sure && WordList::WordsBeforeNumbers.has(reader.before(at, 1))
        || ranges
        || WordList::CurrenciesBehindNumbers.has(reader.word(at + 1))
}

/// "the 2015 deal", "his 2000 and 2006 campaigns", "2005 levels".
fn modifies_noun(reader: PhraseReader<'_, '_>, at: usize) -> bool {
    let hangs = |token: usize| {
        let head = reader.tree.head(token).filter(|head| (token + 1..token + 6).contains(head))?;
        let relation = matches!(
            reader.tree.relation(token),
            Relation::Nummod | Relation::Compound | Relation::Amod | Relation::NmodPoss | Relation::NmodUnmarked
        );
        let noun = matches!(reader.tree.upos(head), Upos::Noun | Upos::Propn);
        (relation
            && noun
            && (reader.tree.xpos(head) != Xpos::Nns || WordList::NounsDatedInPlural.has(reader.tree.lemma(head))))
        .then_some(())
    };
    // "Boeing 2000 jet"
    let numbered =
        at > reader.sentence.0 && reader.tree.upos(at - 1) == Upos::Propn && month(reader.before(at, 1)).is_none();
    !numbered && hangs(at).is_some()
}

/// True where the words before a number say that a year comes.
fn is_announced(reader: PhraseReader<'_, '_>, at: usize, first: i16) -> bool {
    let modern = MODERN.contains(&first);
    match reader.before(at, 1) {
        "(" | "[" => modern && matches!(reader.word(at + 1), ")" | "]" | "," | ";"),
        // "in 2011, 2012 and 2013", "in March and 2016"
        "and" | "or" | "," => {
            modern
                && (year(reader.before(at, 2)).is_some()
                    || digits(reader.before(at, 2), 2..=2).is_some() && year(reader.before(at, 4)).is_some())
        }
        word => WordList::WordsBeforeYears.has(word) || modern && WordList::WordsBeforeModernYears.has(word),
    }
}
