//! Dates as days in a row, so that they can be measured.
//!
//! Days are counted from 1 January 1970 in the proleptic Gregorian calendar (Hinnant, "chrono-compatible low-level date
//! algorithms"). A date whose month or day no calendar has is moved to the nearest that it has.

/// A year, a month of a year, or a day: as precise as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year of the common era; there is a year 0 before 1.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// Counts only where the month is known.
    pub day: Option<u8>,
}

impl Date {
    /// The first day that it may mean.
    pub fn first_day(self) -> i64 {
        day_number(self.year, self.month.unwrap_or(1), self.month.and(self.day).unwrap_or(1))
    }

    /// The last day that it may mean.
    pub fn last_day(self) -> i64 {
        match (self.month, self.day) {
            (Some(month), Some(day)) => day_number(self.year, month, day),
            (Some(month), None) => day_number(self.year, month, 31),
            (None, _) => day_number(self.year, 12, 31),
        }
    }

    /// True where the day is known.
    pub fn is_day(self) -> bool {
        self.month.is_some() && self.day.is_some()
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        let Some(month) = self.month else { return Ok(()) };
        write!(f, "-{month:02}")?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// The number of a day.
pub(super) fn day_number(year: i32, month: u8, day: u8) -> i64 {
    let month = i64::from(month.clamp(1, 12));
    let day = i64::from(day.clamp(1, month_length(year, month as u8)));
    // The year begins in March, so that the day of a leap year is its last.
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a number.
pub(super) fn of_day_number(number: i64) -> (i32, u8, u8) {
    let shifted = number + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let (month, day) = ((shifted_month + 2) % 12 + 1, day_of_year - (153 * shifted_month + 2) / 5 + 1);
    ((year_of_era + era * 400 + i64::from(month <= 2)) as i32, month as u8, day as u8)
}

fn month_length(year: i32, month: u8) -> u8 {
    match month {
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, day_number, of_day_number};

    #[test]
    fn days_there_and_back() {
        assert_eq!((day_number(1970, 1, 1), day_number(2000, 3, 1), day_number(2020, 1, 3)), (0, 11_017, 18_264));
        for number in (-800_000..800_000).step_by(97) {
            let (year, month, day) = of_day_number(number);
            assert_eq!(day_number(year, month, day), number);
        }
    }

    #[test]
    fn a_month_ends_with_its_last_day() {
        let february = Date { year: 2020, month: Some(2), day: None };
        assert_eq!(february.last_day() - february.first_day(), 28);
    }
}
