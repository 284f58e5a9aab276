//! Hits of the gazetteer to mentions: whom the words may name at the document's date.
//!
//! Decided here: an office means who held it when the document was published, or, where it is called former, who had
//! held it by then. Without a date every holder stays a candidate; a name beside the office settles it. A name in use
//! at another time means nobody. A weak name means an actor whom the document also names in full; where it names none
//! of them so, several bearers stay candidates and a single one is not believed.

use std::collections::BTreeSet;

use crate::extract::{Hit, Sense};
use crate::model::{ActorId, Mention, MentionForm, PartialDate};

/// Resolves one document's hits, in order. Hits that can mean nobody at that date are dropped.
pub fn mentions(hits: &[Hit], published: Option<PartialDate>) -> Vec<Mention> {
    let named_in_full: BTreeSet<ActorId> =
        hits.iter().flat_map(|hit| &hit.senses).filter_map(|sense| full_name(sense, published)).collect();
    hits.iter().filter_map(|hit| mention(hit, published, &named_in_full)).collect()
}

fn full_name(sense: &Sense, published: Option<PartialDate>) -> Option<ActorId> {
    match sense {
        Sense::Name { actor, period, weak: false, .. } => {
            published.is_none_or(|date| period.may_include(date)).then_some(*actor)
        }
        Sense::Name { .. } | Sense::Office { .. } => None,
    }
}

fn mention(hit: &Hit, published: Option<PartialDate>, named_in_full: &BTreeSet<ActorId>) -> Option<Mention> {
    let mut candidates: BTreeSet<ActorId> = BTreeSet::new();
    let mut weak: BTreeSet<ActorId> = BTreeSet::new();
    let mut form = MentionForm::Office;
    for sense in &hit.senses {
        match sense {
            Sense::Office { holder, period } => {
                let holds = match (published, hit.former) {
                    _ if hit.named => true,
                    (None, _) => true,
                    (Some(date), false) => period.may_include(date),
                    (Some(date), true) => period.ends_before(date),
                };
                if holds {
                    candidates.insert(*holder);
                }
            }
            Sense::Name { actor, sort, period, weak: is_weak } => {
                if published.is_some_and(|date| !period.may_include(date)) {
                    continue;
                }
                form = MentionForm::Name(*sort);
                if *is_weak {
                    weak.insert(*actor)
                } else {
                    candidates.insert(*actor)
                };
            }
        }
    }
    let supported: Vec<ActorId> = weak.intersection(named_in_full).copied().collect();
    if !supported.is_empty() {
        candidates.extend(supported);
    } else if weak.len() > 1 || !candidates.is_empty() {
        candidates.extend(weak);
    }
    let candidates: Vec<ActorId> = candidates.into_iter().collect();
    (!candidates.is_empty()).then_some(Mention { span: hit.span, form, candidates })
}

#[cfg(test)]
mod tests {
    use super::mentions;
    use crate::extract::{Hit, Sense};
    use crate::model::{ActorId, AliasSort, PartialDate, Period};
    use crate::text::Span;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).expect("a date")
    }

    fn office(holder: usize, from: &str, to: Option<&str>) -> Sense {
        Sense::Office {
            holder: ActorId::new(holder),
            period: Period::new(Some(date(from)), to.map(date)).expect("in order"),
        }
    }

    fn name(actor: usize, weak: bool) -> Sense {
        Sense::Name { actor: ActorId::new(actor), sort: AliasSort::Name, period: Period::UNKNOWN, weak }
    }

    fn candidates(senses: Vec<Vec<Sense>>, former: bool, published: Option<&str>) -> Vec<Vec<usize>> {
        let hits: Vec<Hit> = senses
            .into_iter()
            .enumerate()
            .map(|(at, senses)| Hit { span: Span::new(at, at + 1), senses, former, named: false })
            .collect();
        mentions(&hits, published.map(date))
            .iter()
            .map(|mention| mention.candidates.iter().map(|id| id.index()).collect())
            .collect()
    }

    #[test]
    fn an_office_means_its_holder_at_the_date() {
        let directors = || {
            vec![vec![
                office(1, "2006", Some("2009")),
                office(2, "2017-01", Some("2018-04")),
                office(3, "2018-05", None),
            ]]
        };
        assert_eq!(candidates(directors(), false, Some("2017-12-02")), [[2]]);
        assert_eq!(candidates(directors(), false, Some("2021")), [[3]]);
        assert_eq!(candidates(directors(), true, Some("2017-12-02")), [[1]]);
        assert_eq!(candidates(directors(), false, None), [[1, 2, 3]]);
        assert_eq!(candidates(directors(), false, Some("2012")), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn a_weak_name_needs_the_full_one() {
        assert_eq!(candidates(vec![vec![name(1, true)]], false, None), Vec::<Vec<usize>>::new());
        assert_eq!(candidates(vec![vec![name(1, true)], vec![name(1, false)]], false, None), [[1], [1]]);
        assert_eq!(candidates(vec![vec![name(1, true), name(2, true)]], false, None), [[1, 2]]);
        assert_eq!(candidates(vec![vec![name(1, true), name(2, true)], vec![name(2, false)]], false, None), [[2], [2]]);
    }
}
