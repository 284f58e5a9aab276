//! What is said of an actor, or of two, in the order in which it happened.
//!
//! In: one actor or two, a filter. Out: claims, dated ones first, and how many fall into each stretch of time. Decided
//! here: a claim stands at the date its words give the event, as precise as they give it, never at the date of
//! publication; a claim without a date comes last, in the order of publication. A timeline shows what is said, so it
//! has denied and planned claims too, and only what was judged wrong must be asked for.

use std::collections::BTreeSet;

use super::Filter;
use crate::graph::{GraphView, RelationId, Standing};
use crate::model::{ActorId, Claim, ClaimId, Evidence, PartialDate, Period, Review};

/// A claim at its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When it happened or began, or, where only that is known, ended.
    pub date: Option<PartialDate>,
    /// When the words were published.
    pub published: Option<PartialDate>,
    /// The claim.
    pub claim: ClaimId,
}

/// How many claims fall into each stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    /// What each count is of.
    pub stretch: Stretch,
    /// The first year, or month of a year.
    pub first: PartialDate,
    /// The last one that the last count is of.
    pub last: PartialDate,
    /// Counts, from the first stretch to the last, without gaps.
    pub counts: Vec<usize>,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// A month.
    Month,
    /// So many years.
    Years(usize),
}

/// Claims of an actor, or those between two actors: dated ones in order, then undated ones. `O(n log n)` in them.
pub fn timeline(view: &impl GraphView, actor: ActorId, other: Option<ActorId>, filter: &Filter) -> Vec<TimelineEntry> {
    let filter = of_timeline(filter);
    let asks_for_rejected =
        filter.include.contains(&Standing::Rejected) || filter.standings.contains(&Standing::Rejected);
    // A relation of an actor to itself stands there twice.
    let relations: BTreeSet<RelationId> = view
        .incident(actor)
        .filter(|step| other.is_none_or(|other| step.neighbor == other) && filter.admits_step(view, *step))
        .map(|step| step.relation)
        .collect();
    let admits = |claim: &Claim<ActorId>| {
        let temporal = view.schema().relation_kind(claim.kind).temporal;
        let timely = !filter.asks_when()
            || if claim.period == Period::UNKNOWN {
                filter.undated
            } else {
                filter.admits_period(temporal, claim.period)
            };
        timely && (asks_for_rejected || claim.review != Review::Rejected)
    };
    let claims = relations
        .iter()
        .flat_map(|relation| &view.relation(*relation).claims)
        .filter(|claim| admits(view.claim(**claim)));
    let mut entries: Vec<TimelineEntry> = claims
        .map(|id| {
            let claim = view.claim(*id);
            TimelineEntry {
                date: claim.period.from().or(claim.period.to()),
                published: published(view, claim),
                claim: *id,
            }
        })
        .collect();
    entries.sort_by_key(|entry| {
        let claim = view.claim(entry.claim);
        (entry.date.is_none(), entry.date, claim.period.to(), entry.published.is_none(), entry.published, claim.hash)
    });
    entries
}

/// The filter with every standing that a timeline shows without being asked.
pub fn of_timeline(filter: &Filter) -> Filter {
    let mut filter = filter.clone();
    if filter.standings.is_empty() {
        filter.include.extend(Standing::ALL.into_iter().filter(|standing| *standing != Standing::Rejected));
    }
    filter
}

/// Counts the dated entries by month, where all of them name a month and few months lie between the first and the last,
/// else by year or several years. `None` where fewer than two dates differ.
pub fn histogram(entries: &[TimelineEntry]) -> Option<Histogram> {
    /// As many as fit beside each other in a narrow terminal.
    const MOST: usize = 60;
    const MONTHS: usize = 36;
    let dates: Vec<PartialDate> = entries.iter().filter_map(|entry| entry.date).collect();
    let month = |date: PartialDate| date.parts().1.map(|month| date.parts().0 as usize * 12 + month as usize - 1);
    let year = |date: PartialDate| date.parts().0 as usize;
    let months: Option<Vec<usize>> = dates.iter().map(|date| month(*date)).collect();
    let spread = |places: &[usize]| Some(places.iter().max()? - places.iter().min()?);
    let by_month = months.filter(|months| spread(months).is_some_and(|spread| spread < MONTHS));
    let years: Vec<usize> = dates.iter().map(|date| year(*date)).collect();
    let (places, stretch, size) = match by_month {
        Some(months) => (months, Stretch::Month, 1),
        None => {
            let size = spread(&years)? / MOST + 1;
            (years, Stretch::Years(size), size)
        }
    };
    let (first, last) = (*places.iter().min()?, *places.iter().max()?);
    if first == last {
        return None;
    }
    let mut counts = vec![0; (last - first) / size + 1];
    for place in places {
        counts[(place - first) / size] += 1;
    }
    let date = |place: usize| match stretch {
        Stretch::Month => PartialDate::new((place / 12) as i16, Some((place % 12 + 1) as i8), None),
        Stretch::Years(_) => PartialDate::new(place as i16, None, None),
    };
    Some(Histogram { stretch, first: date(first)?, last: date(last)?, counts })
}

fn published(view: &impl GraphView, claim: &Claim<ActorId>) -> Option<PartialDate> {
    match &claim.evidence {
        Evidence::Quotation { document, .. } => view.documents()[document.index()].published,
        Evidence::Citation(citation) => citation.published,
    }
}

#[cfg(test)]
mod tests {
    use super::{Stretch, TimelineEntry, histogram};
    use crate::model::{ClaimId, PartialDate};

    fn entries(dates: &[&str]) -> Vec<TimelineEntry> {
        let entry = |text: &&str| TimelineEntry {
            date: PartialDate::parse(text).ok(),
            published: None,
            claim: ClaimId::new(0),
        };
        dates.iter().map(entry).collect()
    }

    #[track_caller]
    fn check(dates: &[&str], expected: Option<(Stretch, &str, &str, &[usize])>) {
        let found = histogram(&entries(dates));
        let found = found.map(|found| (found.stretch, found.first.to_string(), found.last.to_string(), found.counts));
        assert_eq!(
            found,
            expected.map(|(stretch, first, last, counts)| (
                stretch,
                first.to_owned(),
                last.to_owned(),
                counts.to_vec()
            ))
        );
    }

    #[test]
    fn claims_are_counted_by_month_where_months_are_known_and_by_year_elsewhere() {
        check(
            &["2017-11-03", "2017-12", "2018-02", "2018-02-01", ""],
            Some((Stretch::Month, "2017-11", "2018-02", &[1, 1, 0, 2])),
        );
        check(&["2017-11-03", "2018", "2020-01"], Some((Stretch::Years(1), "2017", "2020", &[1, 1, 0, 1])));
        check(&["1900", "2020"], Some((Stretch::Years(3), "1900", "2020", &[&[1][..], &[0; 39], &[1]].concat())));
        check(&["2017", ""], None);
        check(&[], None);
    }
}
