//! The axis of a timeline: from days to pixels, with ticks.
//!
//! In: stretches of days on which something is dated, and a width. Out: an [`Axis`]. Where nothing is dated for a
//! quarter of the whole, the axis is broken: the empty stretch becomes a narrow band, so that one event of 1989 does
//! not press those of 2020 into one dot. Ticks are years, quarters, months or days, the finest that leave room for
//! their words.

use super::super::geometry::Point;
use super::calendar::{day_number, of_day_number};

/// Days on a line.
pub(super) struct Axis {
    /// Days and their places, both rising; between two, days are even.
    knots: Vec<(f64, f64)>,
    /// Places of bands in which nothing is dated: from, to, what they leave out in words.
    pub(super) breaks: Vec<(f64, f64, String)>,
}

/// A mark of the axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) at: f64,
    pub(super) label: String,
    /// A year's begin among months, a month's among days.
    pub(super) is_major: bool,
}

impl Axis {
    /// An axis over stretches of days (first and last), between two places.
    pub(super) fn new(stretches: &[(i64, i64)], from: f64, to: f64) -> Axis {
        const LEAST_DAYS: f64 = 6.0;
        const MARGIN: f64 = 0.02;
        let first = stretches.iter().map(|(first, _)| *first).min().unwrap_or(0) as f64;
        let last = stretches.iter().map(|(_, last)| *last).max().unwrap_or(0) as f64 + 1.0;
        let gaps = long_gaps(stretches, last - first);
        let left_out: f64 = gaps.iter().map(|(from, to)| to - from).sum();
        let shown = last - first - left_out;
        let margin = (shown * MARGIN).max((LEAST_DAYS - shown) / 2.0);
        let band = BAND.min((to - from) / (2.0 * gaps.len().max(1) as f64));
        let a_day = (to - from - band * gaps.len() as f64) / (shown + 2.0 * margin);

        let mut knots = vec![(first - margin, from)];
        let mut breaks = Vec::new();
        let mut place = (first - margin, from);
        for (start, end) in gaps {
            let at = place.1 + (start - place.0) * a_day;
            knots.push((start, at));
            knots.push((end, at + band));
            breaks.push((at, at + band, in_words(end - start)));
            place = (end, at + band);
        }
        knots.push((last + margin, to));
        Axis { knots, breaks }
    }

    /// The place of a day's begin.
    pub(super) fn place(&self, day: i64) -> f64 {
        let day = day as f64;
        let piece = self.knots.windows(2).find(|pair| day <= pair[1].0).or(self.knots.windows(2).last());
        piece.map_or(0.0, |pair| {
            Point::new(pair[0].1, 0.0).toward(Point::new(pair[1].1, 0.0), (day - pair[0].0) / (pair[1].0 - pair[0].0)).x
        })
    }

    /// Ticks that are so far apart that their words have room.
    pub(super) fn ticks(&self) -> Vec<Tick> {
        const APART: f64 = 58.0;
        let pieces: Vec<((f64, f64), (f64, f64))> =
            self.knots.chunks(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect();
        let Some(a_day) =
            pieces.iter().map(|(low, high)| (high.1 - low.1) / (high.0 - low.0)).find(|width| *width > 0.0)
        else {
            return Vec::new();
        };
        let step = STEPS.into_iter().find(|step| step.days() * a_day >= APART).unwrap_or(Step::Years(1000));
        let mut ticks: Vec<Tick> = Vec::new();
        for (low, high) in pieces {
            for day in step.days_between(low.0.ceil() as i64, high.0.floor() as i64) {
                let at = low.1 + (day as f64 - low.0) * a_day;
                if ticks.last().is_none_or(|last| at - last.at >= APART * 0.7) {
                    let (label, is_major) = step.label(day, ticks.is_empty());
                    ticks.push(Tick { at, label, is_major });
                }
            }
        }
        ticks
    }
}

/// Width of a band that stands for an empty stretch.
const BAND: f64 = 46.0;

/// Stretches without a date of more than a quarter of what is shown, longest first until none is left; sorted.
fn long_gaps(stretches: &[(i64, i64)], whole: f64) -> Vec<(f64, f64)> {
    const SHARE: f64 = 0.25;
    const SHORTEST_DAYS: f64 = 60.0;
    let mut sorted = stretches.to_vec();
    sorted.sort_unstable();
    let mut covered = f64::NEG_INFINITY;
    let mut gaps: Vec<(f64, f64)> = Vec::new();
    for (first, last) in sorted {
        let (first, last) = (first as f64, last as f64 + 1.0);
        if covered.is_finite() && first > covered {
            gaps.push((covered, first));
        }
        covered = covered.max(last);
    }
    gaps.sort_by(|a, b| (b.1 - b.0).total_cmp(&(a.1 - a.0)).then(a.0.total_cmp(&b.0)));
    let (mut shown, mut long) = (whole, Vec::new());
    for (from, to) in gaps {
        if to - from < SHORTEST_DAYS || to - from < shown * SHARE {
            break;
        }
        // What is next to the dates stays: an eighth of the stretch on either side, a month at most.
        let kept = ((to - from) / 8.0).min(30.0);
        shown -= to - from - 2.0 * kept;
        long.push((from + kept, to - kept));
    }
    long.sort_by(|a, b| a.0.total_cmp(&b.0));
    long
}

fn in_words(days: f64) -> String {
    const YEAR: f64 = 365.2425;
    const MONTH: f64 = 30.4;
    if days >= 2.0 * YEAR {
        format!("{} years", (days / YEAR).round())
    } else {
        format!("{} months", (days / MONTH).round())
    }
}

/// From tick to tick.
#[derive(Clone, Copy)]
enum Step {
    Days(u8),
    Months(u8),
    Years(i32),
}

const STEPS: [Step; 15] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(5),
    Step::Days(10),
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(200),
];

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Step {
    /// The least number of days from tick to tick.
    fn days(self) -> f64 {
        match self {
            Step::Days(days) => f64::from(days),
            Step::Months(months) => f64::from(months) * 28.0,
            Step::Years(years) => f64::from(years) * 365.0,
        }
    }

    fn days_between(self, low: i64, high: i64) -> Vec<i64> {
        let ((first, ..), (last, ..)) = (of_day_number(low), of_day_number(high));
        let all: Vec<i64> = match self {
            Step::Days(step) => (low..=high).filter(|day| is_round(of_day_number(*day).2, step)).collect(),
            Step::Months(step) => (first..=last)
                .flat_map(|year| (1..=12).step_by(usize::from(step)).map(move |month| day_number(year, month, 1)))
                .collect(),
            Step::Years(step) => {
                (first.div_euclid(step)..=last.div_euclid(step)).map(|count| day_number(count * step, 1, 1)).collect()
            }
        };
        all.into_iter().filter(|day| (low..=high).contains(day)).collect()
    }

    fn label(self, day: i64, is_first: bool) -> (String, bool) {
        let (year, month, day) = of_day_number(day);
        let name = MONTHS[usize::from(month.clamp(1, 12)) - 1];
        match self {
            Step::Days(_) if is_first || day == 1 => (format!("{day} {name} {year}"), day == 1),
            Step::Days(_) => (format!("{day} {name}"), false),
            Step::Months(_) if is_first || month == 1 => (format!("{name} {year}"), month == 1),
            Step::Months(_) => (name.to_owned(), false),
            Step::Years(_) => (year.to_string(), false),
        }
    }
}

/// True for the days of a month at which ticks stand: 1, and multiples of the step that are not close before the next
/// first.
fn is_round(day: u8, step: u8) -> bool {
    match step {
        1 => true,
        2 => day % 2 == 1 && day < 31,
        step => day == 1 || (day.is_multiple_of(step) && day < 30),
    }
}

#[cfg(test)]
mod tests {
    use super::{Axis, day_number};

    fn labels(axis: &Axis) -> Vec<String> {
        axis.ticks().into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn some_years() {
        let axis = Axis::new(
            &[(day_number(2013, 8, 1), day_number(2014, 8, 31)), (day_number(2016, 1, 1), day_number(2021, 8, 1))],
            0.0,
            600.0,
        );
        assert_eq!(labels(&axis), ["2014", "2015", "2016", "2017", "2018", "2019", "2020", "2021"]);
    }

    #[test]
    fn a_few_weeks() {
        let axis = Axis::new(&[(day_number(2020, 1, 3), day_number(2020, 1, 28))], 0.0, 600.0);
        assert_eq!(labels(&axis), ["5 Jan 2020", "10 Jan", "15 Jan", "20 Jan", "25 Jan"]);
    }

    #[test]
    fn an_empty_stretch_is_a_band() {
        let axis = Axis::new(
            &[(day_number(1989, 6, 1), day_number(1989, 6, 30)), (day_number(2017, 1, 1), day_number(2020, 1, 1))],
            0.0,
            600.0,
        );
        assert_eq!(axis.breaks.len(), 1);
        assert_eq!(axis.breaks[0].2, "27 years");
        assert!(axis.place(day_number(2017, 1, 1)) < 150.0);
    }

    #[test]
    fn one_day() {
        let axis = Axis::new(&[(100, 100)], 0.0, 600.0);
        assert!((axis.place(100) - 250.0).abs() < 60.0);
    }
}
