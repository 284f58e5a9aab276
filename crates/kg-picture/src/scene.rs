//! A drawing made ready: sorted, measured, laid out, routed, labelled. What the writer only has to write.
//!
//! In: a [`Drawing`] and how to lay it out. Out: a [`Scene`], in pixels. Nodes come sorted by id, of two with one id
//! the first by content; edges likewise; an edge whose end is no node is dropped. Sizes of letters are decided here.

use std::collections::BTreeMap;

use super::drawing::{Drawing, Edge, Node};
use super::edge_label;
use super::force::{self, Body, Tie};
use super::geometry::{Point, Rect, Size};
use super::layered;
use super::route::{self, Course, Link};
use super::shape::Figure;
use super::text_lines::{Lines, size_of, wrapped};
use super::text_width::BOLD;

/// Letters in nodes, in pixels.
pub(super) const NODE_LETTERS: f64 = 12.0;
/// Letters on edges.
pub(super) const EDGE_LETTERS: f64 = 10.0;

/// Everything at its place.
pub(super) struct Scene<'a> {
    pub(super) nodes: Vec<Placed<'a>>,
    pub(super) edges: Vec<Routed<'a>>,
    /// Around all of it.
    pub(super) bounds: Rect,
}

/// A node at its place.
pub(super) struct Placed<'a> {
    pub(super) node: &'a Node,
    pub(super) figure: Figure,
    pub(super) lines: Lines,
    pub(super) middle: Point,
}

/// An edge on its way.
pub(super) struct Routed<'a> {
    pub(super) edge: &'a Edge,
    pub(super) course: Course,
    pub(super) lines: Lines,
    /// Where the words stand, with the room they take; none where there is no room or there are no words.
    pub(super) label: Option<Rect>,
}

/// A scene laid out by forces.
pub(super) fn network(drawing: &Drawing) -> Scene<'_> {
    let (nodes, edges) = measured(drawing);
    let loops = loops(nodes.len(), &edges);
    let sizes: Vec<Size> = nodes.iter().zip(loops).map(|(node, loops)| with_loops(node.figure.size, loops)).collect();
    let bodies: Vec<Body<'_>> =
        nodes.iter().zip(&sizes).map(|(node, size)| Body { key: &node.node.id, size: *size }).collect();
    let middles = force::positions(&bodies, &ties(&edges));
    scene(nodes, edges, middles, &BTreeMap::new())
}

/// A scene of ways from one node to another, each a list of ids.
pub(super) fn ways<'a>(drawing: &'a Drawing, ways: &[Vec<String>]) -> Scene<'a> {
    let (nodes, edges) = measured(drawing);
    let place = |id: &String| nodes.binary_search_by(|node| node.node.id.cmp(id)).ok();
    let ways: Vec<Vec<usize>> = ways.iter().map(|way| way.iter().filter_map(place).collect()).collect();
    let loops = loops(nodes.len(), &edges);
    let sizes: Vec<Size> = nodes.iter().zip(loops).map(|(node, loops)| with_loops(node.figure.size, loops)).collect();
    let layout = layered::positions(&sizes, &ways, &ties(&edges));
    scene(nodes, edges, layout.middles, &layout.via)
}

/// A node with its words and its figure.
struct Measured<'a> {
    node: &'a Node,
    lines: Lines,
    figure: Figure,
}

/// An edge with its words and the places of its ends.
struct Joined<'a> {
    edge: &'a Edge,
    from: usize,
    to: usize,
    lines: Lines,
    words: Size,
}

fn measured(drawing: &Drawing) -> (Vec<Measured<'_>>, Vec<Joined<'_>>) {
    let mut sorted: Vec<&Node> = drawing.nodes.iter().collect();
    sorted.sort_by(|a, b| {
        (&a.id, &a.label, a.shape, &a.fill, &a.title).cmp(&(&b.id, &b.label, b.shape, &b.fill, &b.title))
    });
    sorted.dedup_by(|a, b| a.id == b.id);
    let figure = |node: &Node, lines: &Lines| {
        let words = size_of(lines, NODE_LETTERS);
        node.shape.figure(Size::new(words.width * if node.emphasis { BOLD } else { 1.0 }, words.height))
    };
    let nodes: Vec<Measured<'_>> = sorted
        .into_iter()
        .map(|node| {
            let lines = wrapped(&node.label);
            Measured { node, figure: figure(node, &lines), lines }
        })
        .collect();

    let mut sorted: Vec<&Edge> = drawing.edges.iter().collect();
    sorted.sort_by(|a, b| {
        (&a.id, &a.from, &a.to, &a.label, a.line, a.arrow, &a.color, &a.title)
            .cmp(&(&b.id, &b.from, &b.to, &b.label, b.line, b.arrow, &b.color, &b.title))
    });
    let place = |id: &str| nodes.binary_search_by(|node| node.node.id.as_str().cmp(id)).ok();
    let joined = |edge| -> Option<Joined<'_>> {
        let edge: &Edge = edge;
        let lines = wrapped(&edge.label);
        let words = if edge.label.trim().is_empty() { Size::default() } else { size_of(&lines, EDGE_LETTERS) };
        Some(Joined { edge, from: place(&edge.from)?, to: place(&edge.to)?, lines, words })
    };
    let edges = sorted.into_iter().filter_map(joined).collect();
    (nodes, edges)
}

/// How many loops each node has.
fn loops(count: usize, edges: &[Joined<'_>]) -> Vec<usize> {
    let mut loops = vec![0; count];
    edges.iter().filter(|edge| edge.from == edge.to).for_each(|edge| loops[edge.from] += 1);
    loops
}

/// Loops want room above a node; below, the same is lost, so that its middle stays the middle.
fn with_loops(size: Size, loops: usize) -> Size {
    match loops {
        0 => size,
        loops => Size::new(size.width.max(90.0), size.height + 2.0 * (route::LOOP + route::LOOP_APART * loops as f64)),
    }
}

fn ties(edges: &[Joined<'_>]) -> Vec<Tie> {
    const ARROWS: f64 = 26.0;
    const SHARE_OF_WORDS: f64 = 0.65; // most edges are neither level nor without a bend
    edges
        .iter()
        .map(|edge| Tie { from: edge.from, to: edge.to, room: ARROWS + edge.words.width * SHARE_OF_WORDS })
        .collect()
}

fn scene<'a>(
    nodes: Vec<Measured<'a>>,
    edges: Vec<Joined<'a>>,
    middles: Vec<Point>,
    via: &BTreeMap<(usize, usize), Point>,
) -> Scene<'a> {
    let links: Vec<Link> =
        edges.iter().map(|edge| Link { from: edge.from, to: edge.to, words: edge.words.width }).collect();
    let figures: Vec<Figure> = nodes.iter().map(|node| node.figure.clone()).collect();
    let courses = route::courses(&figures, &middles, &links, via);
    const AROUND_NODES: f64 = 2.0;
    let taken: Vec<Rect> =
        figures.iter().zip(&middles).map(|(figure, middle)| figure.bounds(*middle).grown(AROUND_NODES)).collect();
    const AROUND_WORDS: f64 = 3.0;
    let sizes: Vec<Size> = edges
        .iter()
        .map(|edge| {
            if edge.words.width > 0.0 {
                Size::new(edge.words.width + AROUND_WORDS, edge.words.height + 1.0)
            } else {
                Size::default()
            }
        })
        .collect();
    let places = edge_label::placed(&courses, &sizes, &taken);

    let mut bounds = taken.into_iter().fold(Rect::EMPTY, Rect::united);
    let routed = |((edge, course), (place, size)): ((Joined<'a>, Course), (Option<Point>, Size))| {
        let label = place.map(|point| Rect::around(point, size));
        for share in 0..=8 {
            bounds = bounds.with(course.curve.at(f64::from(share) / 8.0));
        }
        bounds = label.into_iter().fold(bounds, Rect::united);
        Routed { edge: edge.edge, course, lines: edge.lines, label }
    };
    let edges = edges.into_iter().zip(courses).zip(places.into_iter().zip(sizes)).map(routed).collect();
    let nodes = nodes
        .into_iter()
        .zip(middles)
        .map(|(node, middle)| Placed { node: node.node, figure: node.figure, lines: node.lines, middle })
        .collect();
    Scene {
        nodes,
        edges,
        bounds: if bounds.low.x.is_finite() { bounds } else { Rect::around(Point::default(), Size::default()) },
    }
}
