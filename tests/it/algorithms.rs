//! The graph is a petgraph graph: what petgraph's traits say of it is what its relations say, petgraph's algorithms run
//! on it as on a copy, and our own searches find what petgraph's find.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Add;

use kg::graph::{Graph, GraphView, Relation, RelationId, Standing, assemble, to_petgraph};
use kg::model::{Actor, ActorId, Knowledge};
use kg::query::{Filter, Filtered, PathQuestion, neighbors, paths};
use petgraph::algo;
use petgraph::data::{DataMap, Element};
use petgraph::graph::NodeIndex;
use petgraph::visit::{
    Bfs, Data, EdgeCount, EdgeIndexable, EdgeRef, GraphProp, IntoEdges, IntoEdgesDirected, IntoNodeReferences,
    NodeCompactIndexable, NodeCount, NodeIndexable, Visitable, Walker,
};
use petgraph::{Directed, Direction, EdgeType, Undirected};
use proptest::prelude::*;

use crate::multigraph::{filter, graph, of_warnings, passes};
use crate::properties::cases;

/// An edge as it is compared: source, target, relation.
pub type Arc = (ActorId, ActorId, RelationId);

/// What every reading of a graph as a petgraph graph can do.
trait Petgraph:
    IntoNodeReferences
    + IntoEdgesDirected
    + NodeCompactIndexable
    + NodeCount
    + EdgeCount
    + EdgeIndexable
    + DataMap
    + Visitable
    + GraphProp
    + Data<NodeWeight = Actor, EdgeWeight = Relation, NodeId = ActorId, EdgeId = RelationId>
{
}

impl<G> Petgraph for G where
    G: IntoNodeReferences
        + IntoEdgesDirected
        + NodeCompactIndexable
        + NodeCount
        + EdgeCount
        + EdgeIndexable
        + DataMap
        + Visitable
        + GraphProp
        + Data<NodeWeight = Actor, EdgeWeight = Relation, NodeId = ActorId, EdgeId = RelationId>
{
}

/// The edges that relations are, told from the list of relations.
pub fn arcs(graph: &Graph, filter: &Filter, directed: bool) -> Vec<Arc> {
    let passing =
        || (0..graph.relation_count()).map(RelationId::new).filter(|id| passes(graph, filter, graph.relation(*id)));
    let mut arcs: Vec<Arc> = passing().map(|id| (graph.relation(id).subject, graph.relation(id).object, id)).collect();
    let symmetric = |id: &RelationId| graph.schema().relation_kind(graph.relation(*id).kind).symmetric;
    if directed {
        let back = passing().filter(symmetric).map(|id| (graph.relation(id).object, graph.relation(id).subject, id));
        arcs.extend(back.filter(|(source, target, _)| source != target));
    }
    arcs
}

pub fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort();
    items
}

fn arc<E: EdgeRef<NodeId = ActorId, EdgeId = RelationId>>(edge: E) -> Arc {
    (edge.source(), edge.target(), edge.id())
}

fn check_edges<G: Petgraph>(reading: G, graph: &Graph, filter: &Filter) -> Result<(), TestCaseError> {
    let directed = G::EdgeType::is_directed();
    let expected = arcs(graph, filter, directed);
    prop_assert_eq!(reading.edge_references().map(arc).collect::<Vec<_>>(), expected.clone());
    prop_assert_eq!(reading.edge_count(), expected.len());
    prop_assert_eq!(reading.node_count(), graph.actors().len());
    prop_assert_eq!(reading.node_references().size_hint(), (graph.actors().len(), Some(graph.actors().len())));
    for edge in reading.edge_references() {
        prop_assert_eq!(Some(edge.weight()), reading.edge_weight(edge.id()));
        prop_assert_eq!(edge.weight(), graph.relation(edge.id()));
        prop_assert!(EdgeIndexable::to_index(&reading, edge.id()) < reading.edge_bound());
    }
    for id in (0..graph.relation_count() + 1).map(RelationId::new) {
        let is_edge = id.index() < graph.relation_count() && passes(graph, filter, graph.relation(id));
        prop_assert_eq!(reading.edge_weight(id).is_some(), is_edge);
    }
    for at in reading.node_identifiers() {
        prop_assert_eq!(reading.node_weight(at), Some(graph.actors().get(at)));
        let turned = |(source, target, id): Arc| (target, source, id);
        let leaving: Vec<Arc> = expected.iter().copied().filter(|(source, _, _)| *source == at).collect();
        let reaching: Vec<Arc> = expected.iter().copied().filter(|(_, target, _)| *target == at).collect();
        let is_loop = |(source, target, _): &Arc| source == target;
        let (out, into) = if directed {
            (leaving, reaching)
        } else {
            // Each stands at both of its ends, one of an actor to itself once.
            let other_way =
                |arcs: &[Arc]| arcs.iter().copied().filter(|arc| !is_loop(arc)).map(turned).collect::<Vec<_>>();
            ([leaving.clone(), other_way(&reaching)].concat(), [reaching, other_way(&leaving)].concat())
        };
        prop_assert_eq!(sorted(reading.edges(at).map(arc)), sorted(out.clone()));
        prop_assert_eq!(sorted(reading.edges_directed(at, Direction::Outgoing).map(arc)), sorted(out.clone()));
        prop_assert_eq!(sorted(reading.edges_directed(at, Direction::Incoming).map(arc)), sorted(into.clone()));
        prop_assert_eq!(sorted(reading.neighbors(at)), sorted(out.iter().map(|arc| arc.1)));
        let from = reading.neighbors_directed(at, Direction::Incoming);
        prop_assert_eq!(sorted(from), sorted(into.iter().map(|arc| arc.0)));
    }
    Ok(())
}

/// Sets of sets, for answers whose order means nothing.
fn sets<T: Ord>(sets: Vec<Vec<T>>) -> BTreeSet<BTreeSet<T>> {
    sets.into_iter().map(|set| set.into_iter().collect()).collect()
}

/// Runs petgraph's algorithms on a reading of ours and on its copy; answers must be one.
fn check_algorithms<G: Petgraph<EdgeType = Directed>>(reading: G) -> Result<(), TestCaseError> {
    let copy = to_petgraph(reading);
    let ours = |index: NodeIndex| ActorId::new(index.index());
    let in_ours = |found: Vec<Vec<NodeIndex>>| -> BTreeSet<BTreeSet<ActorId>> {
        sets(found.into_iter().map(|set| set.into_iter().map(ours).collect()).collect())
    };
    prop_assert_eq!(copy.node_weights().copied().collect::<Vec<_>>(), reading.node_identifiers().collect::<Vec<_>>());
    let copied = copy.edge_references().map(|edge| (ours(edge.source()), ours(edge.target()), *edge.weight()));
    prop_assert_eq!(copied.collect::<Vec<_>>(), reading.edge_references().map(arc).collect::<Vec<_>>());

    prop_assert_eq!(algo::connected_components(reading), algo::connected_components(&copy));
    prop_assert_eq!(sets(algo::kosaraju_scc(reading)), in_ours(algo::kosaraju_scc(&copy)));
    prop_assert_eq!(sets(algo::tarjan_scc(reading)), in_ours(algo::tarjan_scc(&copy)));
    prop_assert_eq!(algo::is_cyclic_directed(reading), algo::is_cyclic_directed(&copy));
    prop_assert_eq!(algo::is_cyclic_undirected(reading), algo::is_cyclic_undirected(&copy));
    prop_assert_eq!(algo::toposort(reading, None).is_ok(), algo::toposort(&copy, None).is_ok());
    let (start, goal) = (ActorId::new(0), ActorId::new(1));
    let (start_copied, goal_copied) = (NodeIndex::new(0), NodeIndex::new(1));
    prop_assert_eq!(
        algo::dijkstra(reading, start, None, |_| 1_usize).into_iter().collect::<BTreeMap<_, _>>(),
        algo::dijkstra(&copy, start_copied, None, |_| 1_usize).into_iter().map(|(at, hops)| (ours(at), hops)).collect()
    );
    let way = algo::astar(reading, start, |at| at == goal, |_| 1_usize, |_| 0);
    let copied_way = algo::astar(&copy, start_copied, |at| at == goal_copied, |_| 1_usize, |_| 0);
    prop_assert_eq!(way.map(|(hops, _)| hops), copied_way.map(|(hops, _)| hops));
    prop_assert_eq!(
        algo::bidirectional_dijkstra(reading, start, goal, |_| 1_usize),
        algo::bidirectional_dijkstra(&copy, start_copied, goal_copied, |_| 1_usize)
    );
    let shares = algo::page_rank(reading, 0.85_f64, 20);
    for (share, copied) in shares.into_iter().zip(algo::page_rank(&copy, 0.85_f64, 20)) {
        prop_assert!((share - copied).abs() < 1e-12);
    }
    let dominators = algo::dominators::simple_fast(reading, start);
    let copied_dominators = algo::dominators::simple_fast(&copy, start_copied);
    for at in reading.node_identifiers() {
        prop_assert_eq!(
            dominators.immediate_dominator(at),
            copied_dominators.immediate_dominator(NodeIndex::new(at.index())).map(ours)
        );
    }
    let is_edge = |element: &Element<Actor, Relation>| matches!(element, Element::Edge { .. });
    let tree = algo::min_spanning_tree(reading).filter(is_edge).count();
    prop_assert_eq!(tree, reading.node_count() - algo::connected_components(reading));
    Ok(())
}

/// What petgraph sums over a way: hops, standing, publishers missing, hops against a direction, claims missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
struct Cost([usize; 5]);

impl Add for Cost {
    type Output = Cost;

    fn add(self, other: Cost) -> Cost {
        Cost(std::array::from_fn(|index| self.0[index] + other.0[index]))
    }
}

fn cost(graph: &Graph, relation: &Relation, from: ActorId) -> Cost {
    let doubt = match relation.standing {
        Standing::Curated | Standing::Reviewed | Standing::Disputed => 0,
        Standing::Corroborated => 1,
        Standing::Stated => 2,
        Standing::Alleged => 3,
        Standing::NotActual => 4,
        Standing::Denied => 5,
        Standing::Rejected => 6,
    };
    let symmetric = graph.schema().relation_kind(relation.kind).symmetric;
    Cost([
        1,
        doubt,
        16 - relation.publishers - usize::from(relation.unnamed_publisher),
        usize::from(!symmetric && relation.subject != from),
        64 - relation.affirming,
    ])
}

/// Where one can get from an actor, in hops, and the best way there, as petgraph finds them.
fn dijkstra(graph: &Graph, filter: &Filter, from: ActorId) -> BTreeMap<ActorId, Cost> {
    fn over<G>(reading: G, graph: &Graph, from: ActorId) -> BTreeMap<ActorId, Cost>
    where
        G: IntoEdges<NodeId = ActorId, EdgeWeight = Relation> + Visitable,
    {
        algo::dijkstra(reading, from, None, |edge| cost(graph, edge.weight(), edge.source())).into_iter().collect()
    }
    let reading = Filtered::new(graph, filter);
    if filter.directed { over(reading, graph, from) } else { over(reading.undirected(), graph, from) }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn edges_are_the_relations(graph in graph(6, 40), filter in filter(6)) {
        check_edges(&graph, &graph, &Filter::everything())?;
        check_edges(graph.undirected(), &graph, &Filter::everything())?;
        check_edges(Filtered::new(&graph, &filter), &graph, &filter)?;
        check_edges(Filtered::new(&graph, &filter).undirected(), &graph, &filter)?;
    }

    #[test]
    fn algorithms_run_on_the_graph_as_on_a_copy(graph in graph(9, 24), filter in filter(9)) {
        check_algorithms(&graph)?;
        check_algorithms(Filtered::new(&graph, &filter))?;
    }

    #[test]
    fn the_best_path_costs_what_dijkstra_finds(graph in graph(30, 110), filter in filter(30)) {
        let (from, to) = (ActorId::new(0), ActorId::new(1));
        let expected = dijkstra(&graph, &filter, from).remove(&to);
        let found = paths(&graph, &PathQuestion { filter, ..PathQuestion::new(from, to) }).paths;
        let paid = found.first().map(|path| {
            let costs = path.hops.iter().map(|hop| cost(&graph, graph.relation(hop.relation), hop.from));
            costs.fold(Cost::default(), Cost::add)
        });
        prop_assert_eq!(paid, expected);
    }

    #[test]
    fn neighbors_are_as_far_as_petgraph_finds(graph in graph(20, 50), filter in filter(20), depth in 1_usize..5) {
        let center = ActorId::new(0);
        let mut found: BTreeMap<ActorId, usize> = BTreeMap::from([(center, 0)]);
        for neighbor in neighbors(&graph, center, &filter, depth) {
            found.entry(neighbor.to).or_insert(neighbor.distance);
        }
        let hops = dijkstra(&graph, &filter, center).into_iter().map(|(at, cost)| (at, cost.0[0]));
        prop_assert_eq!(found, hops.filter(|(_, hops)| *hops <= depth).collect());
        let around = neighbors(&graph, center, &filter, usize::MAX);
        let everybody: BTreeSet<ActorId> = around.iter().map(|neighbor| neighbor.to).chain([center]).collect();
        let reading = Filtered::new(&graph, &filter);
        let reached: BTreeSet<ActorId> = if filter.directed {
            Bfs::new(reading, center).iter(reading).collect()
        } else {
            Bfs::new(reading.undirected(), center).iter(reading.undirected()).collect()
        };
        prop_assert_eq!(everybody, reached);
    }
}

/// The graph of nothing is a graph.
#[test]
fn an_empty_graph_is_one() {
    let graph = assemble(Knowledge::default());
    assert_eq!((graph.node_count(), graph.edge_count(), graph.node_bound()), (0, 0, 0));
    assert_eq!(to_petgraph(&graph).node_count(), 0);
}

/// The tree that petgraph spans keeps the best carried of the relations that would close a circle.
#[test]
fn a_spanning_tree_keeps_what_is_carried_best() {
    let graph = of_warnings(2, &[(0, 1), (1, 0), (1, 0)]);
    let kept: Vec<usize> = algo::min_spanning_tree(graph.undirected())
        .filter_map(|element| if let Element::Edge { weight, .. } = element { Some(weight.affirming) } else { None })
        .collect();
    assert_eq!(kept, [2]);
}

/// Undirected readings say so to petgraph.
#[test]
fn readings_say_whether_they_are_directed() {
    fn directed<G: GraphProp>(_: G) -> bool {
        G::EdgeType::is_directed()
    }
    let graph = Graph::default();
    let filter = Filter::default();
    let filtered = Filtered::new(&graph, &filter);
    assert_eq!([directed(&graph), directed(filtered)], [true, true]);
    assert_eq!([directed(graph.undirected()), directed(filtered.undirected())], [false, false]);
    fn is_undirected<G: GraphProp<EdgeType = Undirected>>(_: G) {}
    is_undirected(graph.undirected());
}
