//! Random multigraphs, and a plain reading of what filters mean, to compare questions with. Dates are whole years, so
//! that time is numbers here.

use std::collections::BTreeSet;

use kg::graph::{Graph, GraphView, Relation, RelationId, Standing, assemble};
use kg::model::{
    Actor, ActorId, ActorKindId, Actors, Attribution, Citation, Claim, ContentHash, Evidence, Knowledge, Modality,
    Origin, PartialDate, Period, Polarity, Publisher, RelationKindId, Review, Schema, Speaker, Temporal,
};
use kg::pipeline::schema;
use kg::query::Filter;
use proptest::prelude::*;

/// Years that dates are drawn from.
const YEARS: std::ops::Range<i16> = 2001..2007;

/// Two kinds of events, one with ends in no order, and a state.
const KINDS: [&str; 3] = ["warned", "met", "leads"];

/// What a claim is made of: ends, kind, denied, planned, attributed, rejected, publisher, first and last year.
type Drawn = (usize, usize, usize, [bool; 4], Option<u8>, (Option<i16>, Option<i16>));

pub fn date(year: i16) -> PartialDate {
    PartialDate::new(year, None, None).expect("a year")
}

/// A graph of `actors` actors and at most `claims` claims.
pub fn graph(actors: usize, claims: usize) -> impl Strategy<Value = Graph> {
    let rarely = || prop::bool::weighted(0.1);
    let flags = (rarely(), rarely(), any::<bool>(), rarely())
        .prop_map(|(denied, planned, attributed, rejected)| [denied, planned, attributed, rejected]);
    let year = || prop::option::weighted(0.9, YEARS);
    let claim = (0..actors, 0..actors, 0..KINDS.len(), flags, prop::option::weighted(0.8, 0_u8..3), (year(), year()));
    prop::collection::vec(claim, claims / 3..claims).prop_map(move |drawn| build(actors, &drawn))
}

/// A graph of warnings, each from one actor to another.
pub fn of_warnings(actors: usize, ends: &[(usize, usize)]) -> Graph {
    let drawn: Vec<Drawn> =
        ends.iter().map(|(subject, object)| (*subject, *object, 0, [false; 4], None, (None, None))).collect();
    build(actors, &drawn)
}

fn build(actors: usize, drawn: &[Drawn]) -> Graph {
    let schema = schema(None, &mut Vec::new());
    let actor = |index: usize| Actor {
        key: format!("a{index:06}"),
        kind: ActorKindId::new(0),
        name: format!("A{index}"),
        aliases: Vec::new(),
        offices: Vec::new(),
        identifiers: Vec::new(),
        note: None,
    };
    let claims = drawn.iter().enumerate().map(|(index, drawn)| claim(&schema, index, drawn)).collect();
    assemble(Knowledge {
        actors: Actors::new((0..actors).map(actor).collect()),
        claims,
        schema,
        ..Knowledge::default()
    })
}

fn claim(
    schema: &Schema,
    index: usize,
    (subject, object, kind, [denied, planned, attributed, rejected], publisher, (from, to)): &Drawn,
) -> Claim<ActorId> {
    let kind = schema.relation_kind_by_key(KINDS[*kind]).expect("a built-in kind");
    // Events have one date, states two that may be open.
    let (from, to) = match schema.relation_kind(kind).temporal {
        Temporal::Event => (*from, *from),
        Temporal::State => {
            (from.zip(*to).map_or(*from, |(a, b)| Some(a.min(b))), from.zip(*to).map_or(*to, |(a, b)| Some(a.max(b))))
        }
    };
    Claim {
        hash: ContentHash(index as u64),
        kind,
        subject: ActorId::new(*subject),
        object: ActorId::new(*object),
        polarity: if *denied { Polarity::Denied } else { Polarity::Affirmed },
        modality: if *planned { Modality::Planned } else { Modality::Actual },
        period: Period::new(from.map(date), to.map(date)).expect("in order"),
        attribution: Attribution {
            speakers: attributed.then(|| Speaker::Words("a clerk".to_owned())).into_iter().collect(),
            together: 1,
            said: None,
        },
        evidence: Evidence::Citation(Citation {
            text: format!("c{index}"),
            publisher: publisher.map(|number| Publisher { name: format!("Gazette {number}"), actor: None }),
            published: None,
            url: None,
            document: None,
        }),
        origin: Origin::Curated { line: 1 },
        review: if *rejected { Review::Rejected } else { Review::Accepted },
        detail: None,
        note: None,
    }
}

/// Any filter that says something about such graphs.
pub fn filter(actors: usize) -> impl Strategy<Value = Filter> {
    let schema = schema(None, &mut Vec::new());
    let kinds: Vec<RelationKindId> =
        KINDS.iter().map(|key| schema.relation_kind_by_key(key).expect("a built-in kind")).collect();
    let some_kinds = move || {
        prop_oneof![
            11 => Just(BTreeSet::new()),
            1 => prop::collection::btree_set(prop::sample::select(kinds.clone()), 1..3),
        ]
    };
    let not_kinds = some_kinds();
    let some_standings = || {
        prop_oneof![
            7 => Just(BTreeSet::new()),
            1 => prop::collection::btree_set(prop::sample::select(&Standing::ALL[..]), 1..4),
        ]
    };
    let include = prop::sample::subsequence(&Standing::ALL[..], 0..=Standing::ALL.len())
        .prop_map(|standings| standings.into_iter().collect());
    let between = prop::option::weighted(0.15, (prop::option::of(YEARS), prop::option::of(YEARS))).prop_map(|years| {
        let (a, b) = years?;
        let (from, to) = a.zip(b).map_or((a, b), |(a, b)| (Some(a.min(b)), Some(a.max(b))));
        Period::new(from.map(date), to.map(date)).filter(|period| *period != Period::UNKNOWN)
    });
    let avoid = prop_oneof![
        7 => Just(BTreeSet::new()),
        1 => prop::collection::btree_set((2..actors.max(3)).prop_map(ActorId::new), 1..3),
    ];
    let as_of = prop::option::weighted(0.15, YEARS.prop_map(date));
    (
        some_kinds(),
        not_kinds,
        some_standings(),
        include,
        prop::bool::weighted(0.3),
        as_of,
        between,
        any::<bool>(),
        prop_oneof![9 => Just(0_usize), 1 => 1_usize..3],
        (avoid, prop::bool::weighted(0.1)),
    )
        .prop_map(
            |(
                kinds,
                not_kinds,
                standings,
                include,
                directed,
                as_of,
                between,
                undated,
                min_publishers,
                (avoid, no_trivial),
            )| Filter {
                kinds,
                not_kinds,
                standings,
                include,
                directed,
                as_of,
                between,
                undated,
                min_publishers,
                no_trivial,
                avoid,
            },
        )
}

/// A step that a filter lets pass, told without asking the filter: where it leads, over which relation.
pub struct Step {
    pub to: ActorId,
    pub relation: RelationId,
}

/// The steps from an actor that a filter lets pass. Relations are looked up in the list of all, not in the graph's
/// index.
pub fn steps(graph: &Graph, filter: &Filter, at: ActorId) -> Vec<Step> {
    let mut steps = Vec::new();
    for relation_id in (0..graph.relation_count()).map(RelationId::new) {
        let relation = graph.relation(relation_id);
        if !passes(graph, filter, relation) {
            continue;
        }
        let symmetric = graph.schema().relation_kind(relation.kind).symmetric;
        if relation.subject == at {
            steps.push(Step { to: relation.object, relation: relation_id });
        }
        if relation.object == at && (symmetric || !filter.directed) {
            steps.push(Step { to: relation.subject, relation: relation_id });
        }
    }
    steps
}

/// True where a relation passes everything but direction.
pub fn passes(graph: &Graph, filter: &Filter, relation: &Relation) -> bool {
    let carries = [Standing::Curated, Standing::Stated, Standing::Alleged, Standing::Disputed];
    let standing = if filter.standings.is_empty() {
        carries.contains(&relation.standing)
    } else {
        filter.standings.contains(&relation.standing)
    };
    let when = filter.as_of.is_none() && filter.between.is_none()
        || filter.undated && relation.undated
        || !years(graph, filter, relation).is_empty();
    (filter.kinds.is_empty() || filter.kinds.contains(&relation.kind))
        && !filter.not_kinds.contains(&relation.kind)
        && (standing || filter.include.contains(&relation.standing))
        && when
        && relation.publishers >= filter.min_publishers
        && !(filter.no_trivial && relation.trivial)
        && !filter.avoid.contains(&relation.subject)
        && !filter.avoid.contains(&relation.object)
}

/// The stretches of years of a relation that pass the filter's conditions of time.
pub fn years(graph: &Graph, filter: &Filter, relation: &Relation) -> Vec<(i16, i16)> {
    let reliable = |period: &Period| {
        if period.from().is_none() && !filter.undated {
            Period::new(period.to(), period.to()).expect("in order")
        } else {
            *period
        }
    };
    let stretch = |period: &Period| {
        (period.from().map_or(i16::MIN, |date| date.parts().0), period.to().map_or(i16::MAX, |date| date.parts().0))
    };
    let state = graph.schema().relation_kind(relation.kind).temporal == Temporal::State;
    let fits = |(from, to): &(i16, i16)| {
        let as_of = filter.as_of.is_none_or(|date| *from <= date.parts().0 && (!state || date.parts().0 <= *to));
        let between = filter.between.as_ref().map(stretch).is_none_or(|(first, last)| *from <= last && first <= *to);
        as_of && between
    };
    relation.periods.iter().map(|period| stretch(&reliable(period))).filter(fits).collect()
}
