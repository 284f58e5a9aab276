//! Words of time: months, weekdays, units, numbers, seasons.
//!
//! In comes a word in lower case, out comes what it counts or names. Whether it does so in its sentence is asked
//! elsewhere; "may" is a month here.

use jiff::civil::Weekday;

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

/// The month of a name or an abbreviation with or without its stop, January being 1.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [(&str, &[&str]); 12] = [
        ("january", &["jan"]),
        ("february", &["feb"]),
        ("march", &["mar"]),
        ("april", &["apr"]),
        ("may", &[]),
        ("june", &["jun"]),
        ("july", &["jul"]),
        ("august", &["aug"]),
        ("september", &["sep", "sept"]),
        ("october", &["oct"]),
        ("november", &["nov"]),
        ("december", &["dec"]),
    ];
    let word = word.strip_suffix('.').unwrap_or(word);
    let index = MONTHS.iter().position(|(name, short)| *name == word || short.contains(&word))?;
    Some(index as i8 + 1)
}

/// True for months that are also words or names of persons: they need company to be read as months.
pub(super) fn is_doubtful_month(word: &str) -> bool {
    matches!(word, "may" | "march" | "april" | "june" | "august" | "jan" | "mar")
}

/// The weekday of a full name.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let day = match word {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    };
    Some(day)
}

/// The weekday of an abbreviation, which counts only before a date: "Sat., Jan. 3".
pub(super) fn short_weekday(word: &str) -> Option<Weekday> {
    let full = match word.strip_suffix('.').unwrap_or(word) {
        "mon" => "monday",
        "tue" | "tues" => "tuesday",
        "wed" => "wednesday",
        "thu" | "thur" | "thurs" => "thursday",
        "fri" => "friday",
        "sat" => "saturday",
        "sun" => "sunday",
        _ => return None,
    };
    weekday(full)
}

/// The unit that a noun counts in.
pub(super) fn unit(word: &str) -> Option<Unit> {
    let unit = match word {
        "hour" | "hours" => Unit::Hour,
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "weekend" | "weekends" => Unit::Weekend,
        "month" | "months" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        _ => return None,
    };
    Some(unit)
}

/// A number written in one word or in digits, below ten thousand.
pub(super) fn number(word: &str) -> Option<u16> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    if let Some(one) = ONES.iter().position(|one| *one == word) {
        return Some(one as u16);
    }
    tens(word).or_else(|| digits(word, 1..=4).map(|number| number as u16))
}

/// "twenty" to "ninety".
pub(super) fn tens(word: &str) -> Option<u16> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    TENS.iter().position(|ten| *ten == word).map(|index| (index as u16 + 2) * 10)
}

/// "first" to "fourth".
pub(super) fn ordinal(word: &str) -> Option<i8> {
    let number = match word {
        "first" | "1st" => 1,
        "second" | "2nd" => 2,
        "third" | "3rd" => 3,
        "fourth" | "4th" => 4,
        _ => return None,
    };
    Some(number)
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
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
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

/// True for the four seasons.
pub(super) fn is_season(word: &str) -> bool {
    matches!(word, "spring" | "summer" | "autumn" | "fall" | "winter")
}

/// True for parts of a day, which change nothing: no hour is kept.
pub(super) fn is_part_of_day(word: &str) -> bool {
    matches!(word, "morning" | "afternoon" | "evening" | "night" | "noon" | "midday" | "midnight")
}

/// The word without "mid-".
pub(super) fn without_mid(word: &str) -> &str {
    word.strip_prefix("mid-").unwrap_or(word)
}
