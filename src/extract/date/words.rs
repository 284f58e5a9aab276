//! Words of time: months, weekdays, units, numbers, seasons.
//!
//! In comes a word in lower case, out comes what it counts or names. Whether it does so in its sentence is asked
//! elsewhere; "may" is a month here.

use jiff::civil::Weekday;

use crate::nlp::WordList;

/// A stretch that time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    /// Monday to Sunday (ISO 8601).
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
}

/// The units in the order of [`WordList::UnitsOfTime`].
const UNITS: [Unit; 8] =
    [Unit::Hour, Unit::Day, Unit::Week, Unit::Weekend, Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade];

/// The month of a name or an abbreviation with or without its stop, January being 1.
pub(super) fn month(word: &str) -> Option<i8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let short = short(word);
    let index = WordList::Months.index_of(word).or_else(|| WordList::MonthAbbreviations.index_of(short))?;
    Some(index as i8 + 1)
}

/// The three letters of a longer abbreviation, "sept" or "thurs"; other words as they are.
fn short(word: &str) -> &str {
    if WordList::LongDateAbbreviations.has(word) { &word[..3] } else { word }
}

/// The weekday of a full name.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let index = WordList::Weekdays.words().iter().position(|day| day.eq_ignore_ascii_case(word))?;
    Weekday::from_monday_zero_offset(index as i8).ok()
}

/// The weekday of an abbreviation, which counts only before a date: "Sat., Jan. 3".
pub(super) fn short_weekday(word: &str) -> Option<Weekday> {
    let index = WordList::WeekdayAbbreviations.index_of(short(word.strip_suffix('.').unwrap_or(word)))?;
    Weekday::from_monday_zero_offset(index as i8).ok()
}

/// The unit that a noun counts in.
pub(super) fn unit(word: &str) -> Option<Unit> {
    let one = word.strip_suffix('s').filter(|_| WordList::UnitsOfTimeInPlural.has(word)).unwrap_or(word);
    WordList::UnitsOfTime.index_of(one).map(|index| UNITS[index])
}

/// A number written in one word or in digits, below ten thousand.
pub(super) fn number(word: &str) -> Option<u16> {
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    if let Some(one) = WordList::NumbersBelowTwenty.index_of(word) {
        return Some(one as u16);
    }
    tens(word).or_else(|| digits(word, 1..=4).map(|number| number as u16))
}

/// "twenty" to "ninety".
pub(super) fn tens(word: &str) -> Option<u16> {
    WordList::Tens.index_of(word).map(|index| (index as u16 + 2) * 10)
}

/// "first" to "fourth".
pub(super) fn ordinal(word: &str) -> Option<i8> {
    let index = WordList::Ordinals.index_of(word).or_else(|| WordList::OrdinalsInDigits.index_of(word))?;
    Some(index as i8 + 1)
}

/// A number of so many ASCII digits and nothing else.
pub(super) fn digits(word: &str, length: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let written = length.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    written.then(|| word.parse().ok()).flatten()
}

/// A year that news speak of.
pub(super) fn year(word: &str) -> Option<i16> {
    digits(word, 4..=4).filter(|year| (1000..=2100).contains(year))
}

/// A day of a month: 3, 3rd.
pub(super) fn day(word: &str) -> Option<i8> {
    let bare = WordList::OrdinalEndings.words().iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    digits(bare, 1..=2).filter(|day| (1..=31).contains(day)).map(|day| day as i8)
}

/// First and last year of "1990s", "'90s", "mid-1990s".
pub(super) fn decade(word: &str) -> Option<(i16, i16)> {
    let number = word.strip_suffix("'s").or_else(|| word.strip_suffix('s'))?;
    if let Some(short) = number.strip_prefix('\'') {
        // "'90s": of the last century, but "'10s" of this.
        let ten = digits(short, 2..=2).filter(|ten| ten % 10 == 0)?;
        let first = if ten < 20 { 2000 + ten } else { 1900 + ten };
        return Some((first, first + 9));
    }
    let first = year(number).filter(|year| year % 10 == 0)?;
    // "the 1900s" are a century, "the 2000s" are so far ten years.
    Some((first, if first % 100 == 0 && first < 2000 { first + 99 } else { first + 9 }))
}

/// The word without "mid-".
pub(super) fn without_mid(word: &str) -> &str {
    word.strip_prefix("mid-").unwrap_or(word)
}
