//! Patterns find what trying every actor for every variable finds, and no text makes the reader of patterns panic.

use std::collections::{BTreeMap, BTreeSet};

use kg::graph::{Graph, GraphView};
use kg::model::ActorId;
use kg::query::{Arrow, End, Filter, Link, Motif, links, matches, read_motif};
use proptest::prelude::*;

use crate::multigraph::{filter, graph, steps};
use crate::properties::cases;

const ACTORS: usize = 6;

/// An end: one of three variables, anybody, or an actor.
fn end() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(vec!["?x", "?y", "?z", "?x:person", "_"]).prop_map(str::to_owned),
        1 => (0..ACTORS).prop_map(|index| format!("a{index:06}")),
    ]
}

fn arrow() -> impl Strategy<Value = String> {
    let what = prop::sample::select(vec![
        "",
        "warned",
        "met",
        "warned|leads",
        "[!met]",
        "[*1..2]",
        "[warned|met *2]",
        "[*]",
        "[standing=curated|stated|alleged]",
        "[leads between=2003..2004]",
        "[as-of=2004 publishers=1]",
    ]);
    (what, 0..3).prop_map(|(what, pointing)| match pointing {
        0 => format!(" -{what}-> "),
        1 => format!(" <-{what}- "),
        _ => format!(" -{what}- "),
    })
}

fn motif() -> impl Strategy<Value = String> {
    let chain = (end(), prop::collection::vec((arrow(), end()), 1..3))
        .prop_map(|(first, steps)| steps.into_iter().fold(first, |text, (arrow, end)| text + &arrow + &end));
    prop::collection::vec(chain, 1..3).prop_map(|chains| chains.join(", "))
}

/// The choices for the variables with a name, by trying all for all.
fn every_row(graph: &Graph, motif: &Motif) -> BTreeSet<Vec<ActorId>> {
    let actors: Vec<ActorId> = (0..graph.actors().len()).map(ActorId::new).collect();
    let mut rows = vec![Vec::new()];
    for variable in &motif.variables {
        let fits =
            |actor: &&ActorId| variable.kinds.is_empty() || variable.kinds.contains(&graph.actors().get(**actor).kind);
        rows = rows
            .into_iter()
            .flat_map(|row: Vec<ActorId>| {
                actors.iter().filter(fits).map(move |actor| [row.as_slice(), &[*actor]].concat())
            })
            .collect();
    }
    let named = |row: &[ActorId]| -> Vec<ActorId> {
        motif
            .variables
            .iter()
            .zip(row)
            .filter(|(variable, _)| variable.name.is_some())
            .map(|(_, actor)| *actor)
            .collect()
    };
    let differ = |row: &[ActorId]| named(row).iter().collect::<BTreeSet<_>>().len() == named(row).len();
    let mut distances = BTreeMap::new();
    let mut holds = |arrow: &Arrow, row: &[ActorId]| {
        let actor = |end: End| match end {
            End::Variable(index) => row[index],
            End::Actor(actor) => actor,
        };
        let (from, to) = (actor(arrow.subject), actor(arrow.object));
        let at = motif.arrows.iter().position(|other| other == arrow).expect("one of them");
        match arrow.reach {
            None => steps(graph, &arrow.filter, from).iter().any(|step| step.to == to),
            Some((least, most)) => {
                let hops = distances.entry((at, from)).or_insert_with(|| distances_from(graph, &arrow.filter, from));
                from != to && hops.get(&to).is_some_and(|hops| (least..=most).contains(hops))
            }
        }
    };
    rows.retain(|row| differ(row) && motif.arrows.iter().all(|arrow| holds(arrow, row)));
    rows.iter().map(|row| named(row)).collect()
}

fn distances_from(graph: &Graph, filter: &Filter, from: ActorId) -> BTreeMap<ActorId, usize> {
    let mut hops = BTreeMap::from([(from, 0)]);
    let mut level = vec![from];
    for distance in 1.. {
        level = level
            .iter()
            .flat_map(|actor| steps(graph, filter, *actor))
            .map(|step| step.to)
            .filter(|actor| !hops.contains_key(actor))
            .collect();
        if level.is_empty() {
            break;
        }
        hops.extend(level.iter().map(|actor| (*actor, distance)));
    }
    hops
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn rows_are_what_trying_everybody_finds(graph in graph(ACTORS, 24), filter in filter(ACTORS), text in motif()) {
        let Ok(motif) = read_motif(&graph, &text, &filter, &[]) else {
            return Err(TestCaseError::reject("says two things of one variable"));
        };
        let found = matches(&graph, &motif);
        prop_assert!(!found.gave_up);
        prop_assert_eq!(found.rows.is_empty(), found.failed_at.is_some());
        let named = |row: &kg::query::Row| -> Vec<ActorId> {
            motif
                .variables
                .iter()
                .zip(&row.actors)
                .filter(|(variable, _)| variable.name.is_some())
                .map(|(_, actor)| *actor)
                .collect()
        };
        prop_assert!(found.rows.iter().map(named).is_sorted());
        for row in &found.rows {
            for link in links(&graph, &motif, row) {
                match link {
                    Link::Relations(relations) => prop_assert!(!relations.is_empty()),
                    Link::Path(path) => prop_assert!(!path.hops.is_empty()),
                }
            }
        }
        let rows: BTreeSet<Vec<ActorId>> = found.rows.iter().map(named).collect();
        prop_assert_eq!(rows.len(), found.rows.len());
        prop_assert_eq!(rows, every_row(&graph, &motif), "{}", text);
    }

    #[test]
    fn any_text_is_read_without_a_panic(
        graph in graph(2, 3),
        text in prop_oneof!["\\PC{0,12}", "[?_a:|!*.,<>=\" \\[\\]1é-]{0,24}", motif()],
    ) {
        if let Err(problems) = read_motif(&graph, &text, &Filter::default(), &[]) {
            prop_assert!(!problems.is_empty());
            for label in problems.iter().flat_map(|problem| &problem.labels) {
                prop_assert!(text.get(label.place.span.start()..label.place.span.end()).is_some(), "{:?}", label);
            }
        }
    }
}
