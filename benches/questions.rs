//! How long questions take in memory, beside petgraph and NetworkX on the same graph in the same run.
//!
//! `KG_NETWORKX_PYTHON=path/to/python cargo bench --bench questions`. The graph is generated: 100,000 actors and
//! 1,000,000 claims; half of the ends are drawn evenly, half are ends drawn before, so that there are hubs as there are
//! in news. The bars: a path at 1 ms (median), three paths at 10 ms, a pattern of two variables from a bound end at 10
//! ms. The peer, `benches/questions_peer.py`, holds the simple graph (undirected for paths, directed with the kinds on
//! each edge for patterns), which is easier than a multigraph with standings, and answers with actors, not with
//! relations and claims. petgraph's `bidirectional_dijkstra` and `bfs` run on our layout and on petgraph's own `Graph`,
//! copied, undirected and already filtered, which spares it that work. Figures are medians over questions; the ratio is
//! that of the medians.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench reads clocks and reports on stdout")]

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use kg::graph::{Graph, GraphView, RelationId, assemble, to_petgraph};
use kg::model::{
    Actor, ActorId, ActorKindId, Actors, Attribution, Citation, Claim, ContentHash, Evidence, Knowledge, Modality,
    Origin, PartialDate, Period, Polarity, Publisher, RelationKindId, Review, Speaker,
};
use kg::query::{Filter, Filtered, PathQuestion, components, cuts, matches, paths, read_motif};
use petgraph::algo::bidirectional_dijkstra;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::{Bfs, Walker};

const ACTORS: usize = 100_000;
const CLAIMS: usize = 1_000_000;
const QUESTIONS: usize = 201;
/// Actors of the longest chain.
const LONG: usize = 1_000_000;

fn main() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let start = Instant::now();
    let graph = generate(&mut random);
    let biggest = (0..ACTORS).map(|actor| graph.incident(ActorId::new(actor)).len()).max().unwrap_or(0);
    println!(
        "{} actors, {} claims, {} relations, {biggest} at the biggest hub; made in {:.1} s",
        ACTORS,
        graph.claim_count(),
        graph.relation_count(),
        start.elapsed().as_secs_f64()
    );
    let pairs: Vec<(usize, usize)> = std::iter::repeat_with(|| (random.below(ACTORS), random.below(ACTORS)))
        .filter(|(a, b)| a != b)
        .take(QUESTIONS)
        .collect();
    let mut rows = vec![("path", median(pairs.iter().map(|pair| time(|| ask(&graph, *pair, 1)))))];
    rows.push(("three paths", median(pairs.iter().map(|pair| time(|| ask(&graph, *pair, 3))))));
    rows.push(("pattern of two variables", median(pairs.iter().map(|(from, _)| time(|| rows_from(&graph, *from))))));
    let peers = std::env::var("KG_NETWORKX_PYTHON").ok().map(|python| peer(&python, &graph, &pairs));
    for (index, (what, ours)) in rows.iter().enumerate() {
        match &peers {
            Some(peers) => {
                println!("{what}: {ours:.3} ms; NetworkX: {:.3} ms; {:.0} times", peers[index], peers[index] / ours)
            }
            None => println!("{what}: {ours:.3} ms"),
        }
    }
    if peers.is_none() {
        println!("KG_NETWORKX_PYTHON names no Python with NetworkX, so no peer was run");
    }
    beside_petgraph(&graph, &pairs);
}

/// petgraph's algorithms on our layout and on its own, and what is answered by them.
fn beside_petgraph(graph: &Graph, pairs: &[(usize, usize)]) {
    let filter = Filter::default();
    let ours = Filtered::new(graph, &filter).undirected();
    let copy: UnGraph<ActorId, RelationId> = to_petgraph(ours).into_edge_type();
    let (here, there) = (ActorId::new, NodeIndex::<u32>::new);
    let met: Vec<Option<usize>> =
        pairs.iter().map(|&(from, to)| bidirectional_dijkstra(ours, here(from), here(to), |_| 1)).collect();
    for (&(from, to), hops) in pairs.iter().zip(&met) {
        let question = PathQuestion::new(here(from), here(to));
        assert_eq!(paths(graph, &question).paths.first().map(|path| path.hops.len()), *hops);
        assert_eq!(bidirectional_dijkstra(&copy, there(from), there(to), |_| 1), *hops);
    }
    let on_ours = |&(from, to): &(usize, usize)| {
        time(|| bidirectional_dijkstra(ours, here(from), here(to), |_| 1_usize).unwrap_or(0))
    };
    let on_copy = |&(from, to): &(usize, usize)| {
        time(|| bidirectional_dijkstra(&copy, there(from), there(to), |_| 1_usize).unwrap_or(0))
    };
    report("petgraph's bidirectional_dijkstra", pairs, on_ours, on_copy);
    let reached = |&(from, _): &(usize, usize)| time(|| Bfs::new(ours, here(from)).iter(ours).count());
    let reached_on_copy = |&(from, _): &(usize, usize)| time(|| Bfs::new(&copy, there(from)).iter(&copy).count());
    report("petgraph's Bfs over all", &pairs[..pairs.len() / 10], reached, reached_on_copy);
    println!("what is cut: {:.0} ms", time(|| cuts(graph, &filter).actors.len()));
    println!("components: {:.0} ms", time(|| components(graph, &filter).len()));
    for (what, closed) in [("chain", 0), ("ring", 1)] {
        let long = warnings(LONG, (0..LONG - 1 + closed).map(|index| (index, (index + 1) % LONG)));
        println!(
            "a {what} of {LONG} actors: what is cut {:.0} ms, components {:.0} ms",
            time(|| cuts(&long, &filter).actors.len()),
            time(|| components(&long, &filter).len())
        );
    }
}

/// Actors each warning the next.
fn warnings(actors: usize, ends: impl Iterator<Item = (usize, usize)>) -> Graph {
    let schema = kg::pipeline::schema(None, &mut Vec::new());
    let kind = schema.relation_kind_by_key("warned").expect("a built-in kind");
    let claims = ends.enumerate().map(|(index, ends)| claim(index, ends, kind)).collect();
    assemble(Knowledge {
        actors: Actors::new((0..actors).map(actor).collect()),
        claims,
        schema,
        ..Knowledge::default()
    })
}

fn report(
    what: &str,
    pairs: &[(usize, usize)],
    ours: impl Fn(&(usize, usize)) -> f64,
    copy: impl Fn(&(usize, usize)) -> f64,
) {
    let (ours, copy) = (median(pairs.iter().map(ours)), median(pairs.iter().map(copy)));
    println!("{what}: {ours:.3} ms on our layout; {copy:.3} ms on petgraph's; {:.1} times", copy / ours);
}

fn ask(graph: &Graph, (from, to): (usize, usize), count: usize) -> usize {
    paths(graph, &PathQuestion { count, ..PathQuestion::new(ActorId::new(from), ActorId::new(to)) }).paths.len()
}

fn rows_from(graph: &Graph, from: usize) -> usize {
    let text = format!("a{from:06} -backed-> ?x, ?x -attacked-> ?y");
    let pattern = read_motif(graph, &text, &Filter::default(), &[]).expect("it is well-formed");
    matches(graph, &pattern).rows.len()
}

/// Milliseconds.
fn time(run: impl FnOnce() -> usize) -> f64 {
    let start = Instant::now();
    std::hint::black_box(run());
    start.elapsed().as_secs_f64() * 1e3
}

fn median(times: impl Iterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Xorshift (Marsaglia 2003): the same graph everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }
}

fn actor(index: usize) -> Actor {
    Actor {
        key: format!("a{index:06}"),
        kind: ActorKindId::new(0),
        name: format!("Actor {index}"),
        aliases: Vec::new(),
        offices: Vec::new(),
        identifiers: Vec::new(),
        note: None,
    }
}

/// Said to be so, by nobody who is named.
fn claim(index: usize, (subject, object): (usize, usize), kind: RelationKindId) -> Claim<ActorId> {
    Claim {
        hash: ContentHash(index as u64),
        kind,
        subject: ActorId::new(subject),
        object: ActorId::new(object),
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        period: Period::UNKNOWN,
        attribution: Attribution { speakers: Vec::new(), together: 1, said: None },
        evidence: Evidence::Citation(Citation {
            text: String::new(),
            publisher: None,
            published: None,
            url: None,
            document: None,
        }),
        origin: Origin::Curated { line: 1 },
        review: Review::Accepted,
        detail: None,
        note: None,
    }
}

fn generate(random: &mut Random) -> Graph {
    let schema = kg::pipeline::schema(None, &mut Vec::new());
    let mut ends: Vec<usize> = Vec::with_capacity(CLAIMS * 2);
    let mut claims = Vec::with_capacity(CLAIMS);
    while claims.len() < CLAIMS {
        let mut end = || {
            if random.below(2) == 0 || ends.is_empty() { random.below(ACTORS) } else { ends[random.below(ends.len())] }
        };
        let (subject, object) = (end(), end());
        if subject == object {
            continue;
        }
        ends.extend([subject, object]);
        let year = PartialDate::new(2000 + random.below(20) as i16, None, None).expect("a year");
        let kind = RelationKindId::new(random.below(schema.relation_kinds.len()));
        claims.push(Claim {
            polarity: if random.below(20) == 0 { Polarity::Denied } else { Polarity::Affirmed },
            modality: if random.below(20) == 0 { Modality::Planned } else { Modality::Actual },
            period: if random.below(2) == 0 { Period::UNKNOWN } else { Period::at(year) },
            attribution: Attribution {
                speakers: (random.below(2) == 0).then(|| Speaker::Words("officials".to_owned())).into_iter().collect(),
                together: 1,
                said: None,
            },
            evidence: Evidence::Citation(Citation {
                text: String::new(),
                publisher: Some(Publisher { name: format!("Gazette {}", random.below(50)), actor: None }),
                published: None,
                url: None,
                document: None,
            }),
            ..claim(claims.len(), (subject, object), kind)
        });
    }
    assemble(Knowledge {
        actors: Actors::new((0..ACTORS).map(actor).collect()),
        claims,
        schema,
        ..Knowledge::default()
    })
}

/// The peer's medians in milliseconds, in the order of the rows.
fn peer(python: &str, graph: &Graph, pairs: &[(usize, usize)]) -> Vec<f64> {
    let mut input = String::new();
    let carrying = (0..graph.relation_count())
        .map(|index| graph.relation(RelationId::new(index)))
        .filter(|relation| relation.standing.carries());
    for relation in carrying {
        writeln!(
            input,
            "edge {} {} {}",
            relation.subject.index(),
            relation.object.index(),
            graph.schema().relation_kind(relation.kind).key
        )
        .expect("a string takes all");
    }
    for (from, to) in pairs {
        writeln!(input, "pair {from} {to}").expect("a string takes all");
    }
    let file = std::env::temp_dir().join(format!("kg-questions-{}.txt", std::process::id()));
    std::fs::write(&file, input).expect("a temporary file can be written");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/questions_peer.py");
    let output =
        Command::new(python).arg(script).arg(&file).stderr(Stdio::inherit()).output().expect("the peer's Python runs");
    std::fs::remove_file(&file).expect("it was written");
    assert!(output.status.success(), "the peer failed");
    String::from_utf8_lossy(&output.stdout)
        .split_whitespace()
        .map(|number| number.parse().expect("the peer prints numbers"))
        .collect()
}
