//! Dates as precise as the words that give them, and stretches between them.

use std::fmt;

use jiff::civil::Date;

/// A year, a month of a year, or a day. Every value exists in the proleptic Gregorian calendar, years 1 to 9999 (ISO
/// 8601, EDTF level 0).
///
/// The order is that of first days, then the less precise first: `2017 < 2017-01 < 2017-01-01 < 2017-02`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// Makes a date out of what is known of it. `None` where no such date exists, or where a day comes without a month.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<PartialDate> {
        let exists = year >= 1
            && (month.is_some() || day.is_none())
            && Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_ok();
        exists.then_some(PartialDate { year, month, day })
    }

    /// Reads `2017`, `2017-12` or `2017-12-02`. The error says what is wrong with it.
    pub fn parse(text: &str) -> Result<PartialDate, String> {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        let well_formed = parts.len() <= 3 && digits(parts[0], 4) && parts[1..].iter().all(|part| digits(part, 2));
        if !well_formed {
            return Err(format!("`{text}` is no date of the form 2017, 2017-12 or 2017-12-02"));
        }
        let number = |index: usize| parts.get(index).map(|part| part.parse::<i8>().expect("two digits fit"));
        let year = parts[0].parse::<i16>().expect("four digits fit");
        PartialDate::new(year, number(1), number(2)).ok_or_else(|| format!("there is no day `{text}`"))
    }

    /// Reads the date at the head of a timestamp such as `2017-12-02T10:30:00Z`, which web pages and feeds give.
    pub fn of_timestamp(text: &str) -> Option<PartialDate> {
        let head = text.trim().split(['T', ' ']).next()?;
        PartialDate::parse(head).ok()
    }

    /// Year, and month and day where known.
    pub fn parts(self) -> (i16, Option<i8>, Option<i8>) {
        (self.year, self.month, self.day)
    }

    /// First day it may mean.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).expect("a partial date exists")
    }

    /// Last day it may mean.
    pub fn last_day(self) -> Date {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            (None, None) => self.first_day().last_of_year(),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// When something happened or held. An open side is unknown or still open. `from` is not after `to`.
///
/// An event at a known date has that date on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    from: Option<PartialDate>,
    to: Option<PartialDate>,
    /// `to` is a bound: it ended then or before.
    over_by: bool,
}

impl Period {
    /// Nothing is known of when.
    pub const UNKNOWN: Period = Period { from: None, to: None, over_by: false };

    /// The stretch between two dates, either of which may be open. `None` where the second ends before the first
    /// begins.
    pub fn new(from: Option<PartialDate>, to: Option<PartialDate>) -> Option<Period> {
        match (from, to) {
            (Some(from), Some(to)) if to.last_day() < from.first_day() => None,
            _ => Some(Period { from, to, over_by: false }),
        }
    }

    /// Reads `2017..2018-03`, `2017..` and `..2018`, and `2017` for `2017..2017`. The error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Period, String> {
        let Some((from, to)) = text.split_once("..") else { return PartialDate::parse(text).map(Period::at) };
        let date = |text: &str| if text.is_empty() { Ok(None) } else { PartialDate::parse(text).map(Some) };
        let (from_date, to_date) = (date(from)?, date(to)?);
        if from_date.is_none() && to_date.is_none() {
            return Err(format!("`{text}` has no date; a stretch of time is 2017..2018, 2017.. or ..2018"));
        }
        Period::new(from_date, to_date)
            .ok_or_else(|| format!("`{text}` ends before it begins; did you mean `{to}..{from}`?"))
    }

    /// At one date, known as precisely as it says.
    pub fn at(date: PartialDate) -> Period {
        Period { from: Some(date), to: Some(date), over_by: false }
    }

    /// The same, but that it is only known to have been over by its last date: "the former director", on the day on
    /// which that was written. One without a last date stays as it is.
    #[must_use]
    pub fn known_over(self) -> Period {
        Period { over_by: self.to.is_some(), ..self }
    }

    /// First date, where known.
    pub fn from(self) -> Option<PartialDate> {
        self.from
    }

    /// True where the last date is a bound: it ended then or before.
    pub fn is_known_over(self) -> bool {
        self.over_by
    }

    /// Last date, where known; the last that it may be where [`Period::is_known_over`] is true.
    pub fn to(self) -> Option<PartialDate> {
        self.to
    }

    /// True where some day that `date` may mean lies inside; an open side admits every day beyond it.
    pub fn may_include(self, date: PartialDate) -> bool {
        self.from.is_none_or(|from| from.first_day() <= date.last_day())
            && self.to.is_none_or(|to| date.first_day() <= to.last_day())
    }

    /// True where it may have begun by some day that `date` may mean; an open beginning may lie anywhere.
    pub fn may_begin_by(self, date: PartialDate) -> bool {
        self.from.is_none_or(|from| from.first_day() <= date.last_day())
    }

    /// True where the two may share a day; an open side admits every day beyond it.
    pub fn may_overlap(self, other: Period) -> bool {
        let begins_by_the_end_of =
            |a: Period, b: Period| a.from.is_none_or(|from| b.to.is_none_or(|to| from.first_day() <= to.last_day()));
        begins_by_the_end_of(self, other) && begins_by_the_end_of(other, self)
    }

    /// The two as one stretch, where they share a day that is not only an open end's.
    pub fn joined(self, other: Period) -> Option<Period> {
        if !self.may_overlap(other) {
            return None;
        }
        // Of one that says until when and one that only knows that it was over, the first tells more.
        match (self, other) {
            (bound, told) | (told, bound)
                if bound.over_by
                    && bound.from.is_none()
                    && !told.over_by
                    && told.to.is_some_and(|to| to.last_day() <= bound.to.map_or(to, |to| to).last_day()) =>
            {
                return Some(told);
            }
            _ => {}
        }
        let from = self.from.zip(other.from).map(|(a, b)| a.min(b));
        let to = self.to.zip(other.to).map(|(a, b)| if a.last_day() < b.last_day() { b } else { a });
        Some(Period { from, to, over_by: to.is_some() && (self.over_by || other.over_by) })
    }

    /// True where the whole stretch lies before `date`.
    pub fn ends_before(self, date: PartialDate) -> bool {
        self.to.is_some_and(|to| to.last_day() < date.first_day())
    }
}

impl fmt::Display for Period {
    /// `2017-12-02`, `2017 to 2018`, `since 2015`, `until 2018`, `over by 2018`; nothing where nothing is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (None, None) => Ok(()),
            (Some(from), None) => write!(f, "since {from}"),
            (None, Some(to)) if self.over_by => write!(f, "over by {to}"),
            (None, Some(to)) => write!(f, "until {to}"),
            (Some(from), Some(to)) if self.over_by => write!(f, "since {from}, over by {to}"),
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (Some(from), Some(to)) => write!(f, "{from} to {to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PartialDate, Period};

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).expect("a date")
    }

    #[test]
    fn precision_is_kept() {
        for text in ["2017", "2017-12", "2017-12-02"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in ["2017-02-29", "2017-13", "2017-1-2", "17", "", "2017-", "2017-12-02-01", "0000", "2017-12-02T10"] {
            assert!(PartialDate::parse(text).is_err(), "{text}");
        }
        assert!(PartialDate::parse("2020-02-29").is_ok());
    }

    #[test]
    fn a_reversed_period_does_not_exist_and_an_overlapping_one_does() {
        assert_eq!(Period::new(Some(date("2018")), Some(date("2017-12-31"))), None);
        assert!(Period::new(Some(date("2018-05")), Some(date("2018"))).is_some());
    }

    #[test]
    fn stretches_are_read_and_reversed_ones_refused() {
        for text in ["2017..2018-03", "2017..", "..2018", "2017", "2017..2017-02"] {
            assert!(Period::parse(text).is_ok(), "{text}");
        }
        for text in ["2018..2017", "..", "", "2017...2018", "2017-02-30..", "2017..x"] {
            assert!(Period::parse(text).is_err(), "{text}");
        }
        assert_eq!(Period::parse("2017"), Ok(Period::at(date("2017"))));
    }

    #[test]
    fn overlapping_periods_join_and_others_do_not() {
        let period = |from: &str, to: &str| Period::new(Some(date(from)), Some(date(to))).expect("in order");
        assert_eq!(period("2017", "2018").joined(period("2018-05", "2019")), Some(period("2017", "2019")));
        assert_eq!(Period::at(date("2017")).joined(Period::at(date("2017-12-01"))), Some(Period::at(date("2017"))));
        assert_eq!(period("1940", "1945").joined(period("1951", "1955")), None);
        let open = Period::new(Some(date("2015")), None).expect("in order");
        assert_eq!(open.joined(Period::at(date("2021-01-12"))), Some(open));
    }

    #[test]
    fn periods_overlap_where_they_may_share_a_day() {
        let period =
            |from: Option<&str>, to: Option<&str>| Period::new(from.map(date), to.map(date)).expect("in order");
        assert!(period(Some("2017"), Some("2017")).may_overlap(period(Some("2017-05-01"), Some("2018"))));
        assert!(!period(Some("2017"), Some("2017")).may_overlap(period(Some("2018"), None)));
        assert!(period(None, Some("2018")).may_overlap(period(Some("2018-12-31"), None)));
        assert!(Period::UNKNOWN.may_overlap(period(Some("2018"), Some("2018"))));
        assert!(period(Some("2018"), None).may_begin_by(date("2018-01")));
        assert!(!period(Some("2018-02"), None).may_begin_by(date("2018-01")));
    }

    #[test]
    fn a_vague_date_may_fall_inside() {
        let tenure = Period::new(Some(date("2017-01-23")), Some(date("2018-04-26"))).expect("in order");
        assert!(tenure.may_include(date("2017-12")));
        assert!(tenure.may_include(date("2018")));
        assert!(!tenure.may_include(date("2019")));
        assert!(tenure.ends_before(date("2018-04-27")));
    }
}
