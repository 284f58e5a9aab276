//! Meanings to periods.
//!
//! In come phrases in the order of the text and the date of publication, out come expressions. What is relative is seen
//! from the day of publication or from the date told last; a day without a year is given one by the sentence, by
//! publication ("the latest such day"), or in an undated text by the year told last. What has nothing to stand on is
//! dropped.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::DateExpression;
use super::clause::{clause_of, head_of, is_present, looks_ahead};
use super::meaning::{Calendar, Meaning, Which};
use super::phrase::{Phrase, Side};
use super::words::Unit;
use crate::extract::tree::Tree;
use crate::model::{PartialDate, Period};
use crate::nlp::{WordList, Xpos};

/// How many sentences an earlier date is still what "two days later" counts from.
const MEMORY_SENTENCES: usize = 2;

/// How many years are tried for a day: leap days are up to eight years apart.
const YEARS_TRIED: i16 = 8;

/// How many months ahead a day in the present tense is announced rather than remembered from the year before.
const ANNOUNCED_MONTHS: i8 = 3;

/// The last month of each season in the order of [`WordList::Seasons`], without winter, which lies in two years.
const LAST_MONTHS: [i8; 4] = [5, 8, 11, 11];

/// Gives every phrase its period, where it has one.
pub(super) fn anchored(tree: &Tree<'_>, phrases: &[Phrase], published: Option<PartialDate>) -> Vec<DateExpression> {
    let mut teller = Teller {
        tree,
        phrases,
        published,
        borrowed: borrowed_years(tree, phrases),
        told: None,
        told_year: None,
        sentence_year: None,
    };
    let mut found = Vec::new();
    for (index, phrase) in phrases.iter().enumerate() {
        let Some(period) = teller.period(index) else { continue };
        teller.remember(index, period);
        if let Some(period) = sided(period, phrase.side) {
            found.push(DateExpression { tokens: phrase.tokens.clone(), period });
        }
    }
    found
}

/// "since 2015" begins with 2015 and is open.
fn sided(period: Period, side: Side) -> Option<Period> {
    match side {
        Side::At => Some(period),
        Side::From => Period::new(Some(period.from()?), None),
        Side::To => Period::new(None, Some(period.to()?)),
    }
}

/// For every phrase the year of the date that is joined to it: "on 3 March and 5 April 2016".
fn borrowed_years(tree: &Tree<'_>, phrases: &[Phrase]) -> Vec<Option<i16>> {
    let mut borrowed = vec![None; phrases.len()];
    for index in (1..phrases.len()).rev() {
        let (phrase, next) = (&phrases[index - 1], &phrases[index]);
        let between = phrase.tokens.end..next.tokens.start;
        let joined = (1..=2).contains(&between.len())
            && between.clone().all(|token| WordList::WordsBetweenDates.has(tree.lower(token)));
        if let (true, Meaning::Calendar(Calendar { month: Some(_), year, .. })) = (joined, &next.meaning) {
            borrowed[index - 1] = year.or(borrowed[index]);
        }
    }
    borrowed
}

/// What is known at a point of the text.
struct Teller<'t, 'a> {
    tree: &'t Tree<'a>,
    phrases: &'t [Phrase],
    published: Option<PartialDate>,
    borrowed: Vec<Option<i16>>,
    /// The date told last, and its sentence.
    told: Option<(usize, Period)>,
    /// The last date that itself gave a year, and its sentence.
    told_year: Option<(usize, Period)>,
    /// The last point that itself gave a year: sentence, token, year.
    sentence_year: Option<(usize, usize, i16)>,
}

impl Teller<'_, '_> {
    fn remember(&mut self, index: usize, period: Period) {
        let phrase = &self.phrases[index];
        let sentence = self.tree.sentence_of(phrase.tokens.start);
        let gives_year = match &phrase.meaning {
            // "the 2015 deal" may be spoken of at any time.
            Meaning::Calendar(calendar) if calendar.modifies => return,
            Meaning::Calendar(calendar) | Meaning::WeekOf(calendar) => {
                calendar.year.is_some() || self.published.is_none()
            }
            Meaning::Fixed(_) | Meaning::Between(..) => true,
            Meaning::OfYear(..) | Meaning::Unit(Unit::Year, _) | Meaning::Same(Unit::Year) => true,
            Meaning::Shift { .. } => self.published.is_none(),
            Meaning::Nothing
            | Meaning::Month(..)
            | Meaning::Today(_)
            | Meaning::Weekday(..)
            | Meaning::WeekdayOfWeek(..)
            | Meaning::Unit(..)
            | Meaning::Season(..)
            | Meaning::Ago(..)
            | Meaning::Past(..)
            | Meaning::Coming(..)
            | Meaning::Same(_)
            | Meaning::AtTheTime => false,
        };
        self.told = Some((sentence, period));
        if gives_year {
            self.told_year = Some((sentence, period));
            if let (Some(date), Side::At) = (period.from().filter(|from| period.to() == Some(*from)), phrase.side) {
                self.sentence_year = Some((sentence, head_of(self.tree, &phrase.tokens), date.parts().0));
            }
        }
    }

    fn period(&self, index: usize) -> Option<Period> {
        let phrase = &self.phrases[index];
        let head = head_of(self.tree, &phrase.tokens);
        // "has until Friday to answer"
        let deadline = phrase.side == Side::To
            && matches!(self.tree.xpos(clause_of(self.tree, head)), Xpos::Vb | Xpos::Vbp | Xpos::Vbz);
        let ahead = deadline || looks_ahead(self.tree, head);
        self.meant(&phrase.meaning, index, head, ahead)
    }

    fn meant(&self, meaning: &Meaning, index: usize, head: usize, ahead: bool) -> Option<Period> {
        match meaning {
            Meaning::Nothing => None,
            Meaning::Fixed(period) => Some(*period),
            Meaning::Calendar(calendar) => self.calendar(*calendar, index, head, ahead).map(Period::at),
            Meaning::OfYear(calendar, which) => {
                let year = self.published?.parts().0 + offset(*which);
                PartialDate::new(year, calendar.month, calendar.day).map(Period::at)
            }
            Meaning::WeekOf(calendar) => week_around(day_of(self.calendar(*calendar, index, head, ahead)?)?),
            Meaning::Month(month, which) => self.month(*month, *which).map(Period::at),
            Meaning::Between(first, second) => self.between(first, second, index, head, ahead),
            Meaning::Today(days) => match (days, self.published?) {
                (0, published) => Some(Period::at(published)),
                (days, _) => at_day(later(self.today()?, i32::from(*days))?),
            },
            Meaning::Weekday(day, which) => at_day(self.weekday(*day, *which, ahead)?),
            Meaning::WeekdayOfWeek(day, which) => {
                let monday = monday_of(self.today()?)?;
                at_day(later(monday, i32::from(day.to_monday_zero_offset()) + 7 * i32::from(offset(*which)))?)
            }
            Meaning::Unit(unit, which) => self.unit(*unit, *which, ahead),
            Meaning::Season(season, which) => self.season(season, *which),
            Meaning::Ago(count, unit) => self.ago(i32::from(*count), *unit),
            Meaning::Past(count, unit) => {
                Period::new(Some(self.edge(-i32::from(*count), *unit)?), Some(self.published?))
            }
            // "In the next two decades Arland overcame ..." is told of another time.
            Meaning::Coming(..) if !ahead && self.tree.xpos(clause_of(self.tree, head)) == Xpos::Vbd => None,
            Meaning::Coming(count, unit) => {
                Period::new(Some(self.published?), Some(self.edge(i32::from(*count), *unit)?))
            }
            Meaning::Shift { by, unit, of } => shifted(self.counted_from(index, *of, ahead)?, *by, *unit),
            Meaning::Same(unit) => self.same(*unit, index),
            Meaning::AtTheTime => {
                let told = self.recent(self.told_year, index)?;
                let year = |date: PartialDate| PartialDate::new(date.parts().0, None, None);
                Period::new(year(told.from()?), year(told.to()?))
            }
        }
    }

    /// The day of publication, where it is known to the day.
    fn today(&self) -> Option<Date> {
        day_of(self.published?)
    }

    /// A date by the calendar, with the year that it lacks.
    fn calendar(&self, calendar: Calendar, index: usize, head: usize, ahead: bool) -> Option<PartialDate> {
        let with = |year: i16| PartialDate::new(year, calendar.month, calendar.day);
        if let Some(year) = calendar.year {
            return with(year);
        }
        if let Some(year) = self.borrowed[index].or_else(|| self.year_in_sentence(head)) {
            return with(year);
        }
        if (calendar.month, calendar.day) == (Some(9), Some(11))
            && (1..=2).any(|next| self.word_behind(index, next).starts_with("attack"))
        {
            // "the Sept. 11 attacks" are those of one year only.
            return with(2001);
        }
        let Some(published) = self.published else {
            let (_, told) = self.told_year?;
            return with(told.from()?.parts().0);
        };
        // Known only by its year, a publication has no such day before or after it.
        published.parts().1?;
        let ahead = ahead || self.is_announced(calendar, published, head);
        let admits = |date: &PartialDate| {
            if ahead { date.last_day() >= published.first_day() } else { date.first_day() <= published.last_day() }
        };
        let nearest = |fits: &dyn Fn(&PartialDate) -> bool| {
            let step = if ahead { 1 } else { -1 };
            (0..=YEARS_TRIED)
                .filter_map(|tried| with(published.parts().0 + tried * step))
                .find(|date| admits(date) && fits(date))
        };
        let on_weekday = calendar.weekday.and_then(|weekday| nearest(&|date| date.first_day().weekday() == weekday));
        on_weekday.or_else(|| nearest(&|_| true))
    }

    /// "They are counting on voters on Nov. 8": told in the present, and much nearer ahead than behind.
    fn is_announced(&self, calendar: Calendar, published: PartialDate, head: usize) -> bool {
        let (year, month, _) = published.parts();
        let (Some(month), Some(dated), true) = (month, calendar.month, calendar.day.is_some()) else { return false };
        let months_ahead = (dated - month).rem_euclid(12);
        let is_later = PartialDate::new(year, calendar.month, calendar.day)
            .is_none_or(|date| date.first_day() > published.last_day() || months_ahead > 0);
        is_later && months_ahead <= ANNOUNCED_MONTHS && is_present(self.tree, head)
    }

    fn word_behind(&self, index: usize, next: usize) -> &str {
        let token = self.phrases[index].tokens.end + next - 1;
        if token < self.tree.len() { self.tree.lower(token) } else { "" }
    }

    /// The year told before in the sentence, where its clause holds the date: "In 2015 he left, and on 3 March he came
    /// back".
    fn year_in_sentence(&self, head: usize) -> Option<i16> {
        let (sentence, token, year) = self.sentence_year?;
        let holds =
            sentence == self.tree.sentence_of(head) && self.tree.phrase(clause_of(self.tree, token)).contains(&head);
        holds.then_some(year)
    }

    fn month(&self, month: i8, which: Which) -> Option<PartialDate> {
        let (year, published, _) = self.published?.parts();
        let published = published?;
        let year = match which {
            Which::Last => {
                if month < published {
                    year
                } else {
                    year - 1
                }
            }
            Which::Next => {
                if month > published {
                    year
                } else {
                    year + 1
                }
            }
            Which::This | Which::Plain => year,
        };
        PartialDate::new(year, Some(month), None)
    }

    fn weekday(&self, day: Weekday, which: Which, ahead: bool) -> Option<Date> {
        let today = self.today()?;
        let back = i32::from(today.weekday().since(day));
        let forth = i32::from(day.since(today.weekday()));
        let whole_week_for_none = |days: i32| if days == 0 { 7 } else { days };
        let days = match which {
            Which::Last => -whole_week_for_none(back),
            Which::Next => whole_week_for_none(forth),
            Which::Plain | Which::This => {
                if ahead {
                    forth
                } else {
                    -back
                }
            }
        };
        later(today, days)
    }

    fn unit(&self, unit: Unit, which: Which, ahead: bool) -> Option<Period> {
        let by = i32::from(offset(which));
        match unit {
            Unit::Year | Unit::Month => shifted(Period::at(self.published?), by, unit),
            Unit::Week => week_around(later(self.today()?, 7 * by)?),
            Unit::Weekend => {
                let today = self.today()?;
                let is_weekend = matches!(today.weekday(), Weekday::Saturday | Weekday::Sunday);
                // "this weekend" is behind on a Monday and ahead on a Friday; "over the weekend" is behind.
                let behind = !ahead
                    && !is_weekend
                    && (which == Which::Plain
                        || matches!(today.weekday(), Weekday::Monday | Weekday::Tuesday) && which == Which::This);
                let saturday = later(monday_of(today)?, 5 + 7 * (by - i32::from(behind)))?;
                Period::new(Some(partial(saturday)?), Some(partial(later(saturday, 1)?)?))
            }
            Unit::Quarter => {
                let (year, month, _) = self.published?.parts();
                let first = (i32::from(year) * 12 + i32::from(month? - 1)) / 3 * 3 + 3 * by;
                Period::new(Some(month_number(first)?), Some(month_number(first + 2)?))
            }
            Unit::Hour | Unit::Day | Unit::Decade => None,
        }
    }

    /// Seasons as in the north, whose news these are; only their year is kept.
    fn season(&self, season: &str, which: Which) -> Option<Period> {
        let (year, month, _) = self.published?.parts();
        let years = |first: i16, last: i16| {
            Period::new(Some(PartialDate::new(first, None, None)?), Some(PartialDate::new(last, None, None)?))
        };
        let index = WordList::Seasons.index_of(season);
        let Some(&last_month) = index.and_then(|index| LAST_MONTHS.get(index)) else {
            return match which {
                Which::Last => years(year - 1, year),
                Which::Next => years(year, year + 1),
                Which::This | Which::Plain => None,
            };
        };
        match which {
            Which::Last => {
                if month? > last_month {
                    years(year, year)
                } else {
                    years(year - 1, year - 1)
                }
            }
            Which::Next => {
                if month? > last_month - 3 {
                    years(year + 1, year + 1)
                } else {
                    None
                }
            }
            Which::This | Which::Plain => years(year, year),
        }
    }

    /// The unit that lies so many units before publication.
    fn ago(&self, count: i32, unit: Unit) -> Option<Period> {
        if unit == Unit::Hour {
            let today = self.today()?;
            return Period::new(
                Some(partial(later(today, -((count + 23) / 24))?)?),
                Some(partial(later(today, -(count / 24))?)?),
            );
        }
        shifted(Period::at(self.published?), -count, unit)
    }

    /// Where a stretch of so many units from publication ends, as precisely as the unit.
    fn edge(&self, count: i32, unit: Unit) -> Option<PartialDate> {
        let days = |days: i32| partial(later(self.today()?, days)?);
        match unit {
            Unit::Hour => days(count.signum() * ((count.abs() + 23) / 24)),
            Unit::Day => days(count),
            Unit::Week | Unit::Weekend => days(7 * count),
            Unit::Month => shifted(Period::at(self.published?), count, Unit::Month)?.from(),
            Unit::Quarter => shifted(Period::at(self.published?), 3 * count, Unit::Month)?.from(),
            Unit::Year => shifted(Period::at(self.published?), count, Unit::Year)?.from(),
            Unit::Decade => shifted(Period::at(self.published?), 10 * count, Unit::Year)?.from(),
        }
    }

    /// The date that "two days before the attack on 3 January" or "two days later" counts from.
    fn counted_from(&self, index: usize, of: Option<usize>, ahead: bool) -> Option<Period> {
        let noun_or_verb = of.and_then(|of| self.tree.head(of).filter(|head| *head > of));
        let Some(above) = noun_or_verb else {
            return self.recent(self.told, index);
        };
        let next = self.phrases.get(index + 1)?;
        let inside = next.side == Side::At
            && self.tree.phrase(above).contains(&next.tokens.start)
            && !matches!(next.meaning, Meaning::Shift { .. });
        if inside { self.meant(&next.meaning, index + 1, head_of(self.tree, &next.tokens), ahead) } else { None }
    }

    fn recent(&self, told: Option<(usize, Period)>, index: usize) -> Option<Period> {
        let sentence = self.tree.sentence_of(self.phrases[index].tokens.start);
        told.filter(|(told, _)| told + MEMORY_SENTENCES >= sentence).map(|(_, period)| period)
    }

    /// "that year" is the last that was told, "the same day" must have been told just before.
    fn same(&self, unit: Unit, index: usize) -> Option<Period> {
        match unit {
            Unit::Year | Unit::Decade => {
                let told = self.told_year.map(|(_, period)| period).or_else(|| self.recent(self.told, index))?;
                let same_year = told.from()?.parts().0 == told.to()?.parts().0;
                if same_year { shifted(Period::at(told.from()?), 0, unit) } else { None }
            }
            Unit::Day | Unit::Week | Unit::Month => shifted(self.recent(self.told, index)?, 0, unit),
            Unit::Hour | Unit::Weekend | Unit::Quarter => None,
        }
    }

    /// A stretch between two dates, each of which may lack what the other has.
    fn between(&self, first: &Meaning, second: &Meaning, index: usize, head: usize, ahead: bool) -> Option<Period> {
        match (first, second) {
            (Meaning::Calendar(first), Meaning::Calendar(second))
                if first.month.is_some() && second.month.is_some() =>
            {
                let at = |calendar: &Calendar, year: i16| PartialDate::new(year, calendar.month, calendar.day);
                // "from December to February 2016", "from 30 November 2015 to 3 February"
                let wraps = (first.month, first.day) > (second.month, second.day);
                let (from, to) = match (first.year, second.year) {
                    (None, Some(year)) => (at(first, if wraps { year - 1 } else { year })?, at(second, year)?),
                    (_, Some(year)) => (self.calendar(*first, index, head, ahead)?, at(second, year)?),
                    (_, None) => {
                        let from = self.calendar(*first, index, head, ahead)?;
                        (from, at(second, from.parts().0 + i16::from(wraps))?)
                    }
                };
                Period::new(Some(from), Some(to))
            }
            (Meaning::Weekday(first, _), Meaning::Weekday(second, _)) => {
                let from = self.weekday(*first, Which::Plain, ahead)?;
                let to = later(from, i32::from(second.since(*first)))?;
                // "from Monday to Wednesday" is behind on a Tuesday only as a whole.
                let back = if !ahead && to > self.today()? { -7 } else { 0 };
                Period::new(Some(partial(later(from, back)?)?), Some(partial(later(to, back)?)?))
            }
            _ => {
                let from = self.meant(first, index, head, ahead)?.from()?;
                Period::new(Some(from), Some(self.meant(second, index, head, ahead)?.to()?))
            }
        }
    }
}

fn offset(which: Which) -> i16 {
    match which {
        Which::Last => -1,
        Which::Plain | Which::This => 0,
        Which::Next => 1,
    }
}

/// The unit that lies so many units from a point that is known at least as precisely.
fn shifted(point: Period, by: i32, unit: Unit) -> Option<Period> {
    let date = point.from().filter(|from| point.to() == Some(*from))?;
    let (year, month, _) = date.parts();
    match unit {
        Unit::Day => at_day(later(day_of(date)?, by)?),
        Unit::Week => week_around(later(day_of(date)?, by.checked_mul(7)?)?),
        Unit::Month => month_number(i32::from(year) * 12 + i32::from(month? - 1) + by).map(Period::at),
        Unit::Year => PartialDate::new(i16::try_from(i32::from(year) + by).ok()?, None, None).map(Period::at),
        Unit::Decade => {
            let first = i16::try_from((i32::from(year) + 10 * by).div_euclid(10) * 10).ok()?;
            Period::new(Some(PartialDate::new(first, None, None)?), Some(PartialDate::new(first + 9, None, None)?))
        }
        Unit::Hour | Unit::Weekend | Unit::Quarter => None,
    }
}

/// The month with this number, counted from the first of the year 0.
fn month_number(number: i32) -> Option<PartialDate> {
    PartialDate::new(i16::try_from(number.div_euclid(12)).ok()?, Some(number.rem_euclid(12) as i8 + 1), None)
}

fn day_of(date: PartialDate) -> Option<Date> {
    date.parts().2.map(|_| date.first_day())
}

fn later(date: Date, days: i32) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

fn monday_of(date: Date) -> Option<Date> {
    later(date, -i32::from(date.weekday().to_monday_zero_offset()))
}

fn week_around(date: Date) -> Option<Period> {
    let monday = monday_of(date)?;
    Period::new(Some(partial(monday)?), Some(partial(later(monday, 6)?)?))
}

fn at_day(date: Date) -> Option<Period> {
    partial(date).map(Period::at)
}

fn partial(date: Date) -> Option<PartialDate> {
    PartialDate::new(date.year(), Some(date.month()), Some(date.day()))
}
