//! A layout of ways from one actor to another: beside each other, from left to right.
//!
//! In: sizes, ways as lists of places, ties. Out: middles, and points that edges pass which leap over a layer. A body's
//! layer is how far it is from the start, in the middle between the earliest and the latest that all ways allow, so
//! that a short way spreads over the length of a long one. Ways that contradict each other (one goes from A over B,
//! another from B over A) count from the start alone. Bodies of a layer are ordered so that few edges cross, the first
//! way on top where nothing else decides. More than [`MOST_LEVEL`] layers go from top to bottom.

use std::collections::BTreeMap;

use super::force::Tie;
use super::geometry::{Point, Size};

/// Where everything comes to lie.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    pub middles: Vec<Point>,
    /// Where edges of a pair (lesser place first) pass the layers between.
    pub via: BTreeMap<(usize, usize), Point>,
}

/// Lays out ways, whose first body is the start and whose last one is the end. Bodies on no way stand behind the last
/// layer.
pub fn positions(sizes: &[Size], ways: &[Vec<usize>], ties: &[Tie]) -> Layout {
    let hops = hops(ways);
    let layer_of = layers(sizes.len(), ways, &hops);
    let count = layer_of.iter().max().map_or(0, |last| last + 1);
    let is_level = count <= MOST_LEVEL;
    // A body's place in its layer runs across; from layer to layer runs along.
    let across = |size: Size| if is_level { size.height } else { size.width };
    let along = |size: Size| if is_level { size.width } else { size.height };

    let mut graph = Graph {
        layers: vec![Vec::new(); count],
        extents: sizes.iter().map(|size| across(*size)).collect(),
        lines: Vec::new(),
    };
    let mut lanes: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    let first_way = |body: usize| ways.iter().position(|way| way.contains(&body)).unwrap_or(ways.len());
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|body| (first_way(*body), *body));
    order.iter().for_each(|body| graph.layers[layer_of[*body]].push(*body));
    let parallel = parallel(ties);
    for (a, b) in parallel.keys().copied() {
        let (low, high) = if layer_of[a] <= layer_of[b] { (a, b) } else { (b, a) };
        let mut last = low;
        for layer in layer_of[low] + 1..layer_of[high] {
            // A place that is nobody's keeps the lane free.
            let lane = graph.extents.len();
            graph.extents.push(LANE * parallel[&(a, b)].1 as f64);
            graph.layers[layer].push(lane);
            graph.lines.push((last, lane));
            lanes.entry((a, b)).or_default().push(lane);
            last = lane;
        }
        graph.lines.push((last, high));
    }
    graph.uncross();
    let spread = graph.spread(if is_level { APART } else { APART_ACROSS });

    let starts = along_layers(&graph, sizes, &layer_of, &parallel, along, is_level);
    let place = |body: usize, layer: usize| {
        let (x, y) = (starts[layer], spread[body]);
        if is_level { Point::new(x, y) } else { Point::new(y, x) }
    };
    let middles = (0..sizes.len()).map(|body| place(body, layer_of[body])).collect();
    let passing = |((a, b), lanes): ((usize, usize), Vec<usize>)| {
        let first = layer_of[a].min(layer_of[b]) + 1;
        let sum = lanes.iter().enumerate().fold(Point::default(), |sum, (step, lane)| sum + place(*lane, first + step));
        ((a, b), sum / lanes.len() as f64)
    };
    Layout { middles, via: lanes.into_iter().map(passing).collect() }
}

/// Layers that are laid side by side.
pub const MOST_LEVEL: usize = 6;
/// Between two bodies of a layer.
const APART: f64 = 46.0;
const APART_ACROSS: f64 = 60.0;
/// Room of one line that passes a layer.
const LANE: f64 = 16.0;

/// Pairs that are tied, lesser place first: the room that their words want, and how many ties there are.
fn parallel(ties: &[Tie]) -> BTreeMap<(usize, usize), (f64, usize)> {
    let mut pairs: BTreeMap<(usize, usize), (f64, usize)> = BTreeMap::new();
    for tie in ties.iter().filter(|tie| tie.from != tie.to) {
        let pair = pairs.entry((tie.from.min(tie.to), tie.from.max(tie.to))).or_default();
        *pair = (pair.0.max(tie.room), pair.1 + 1);
    }
    pairs
}

/// From whom to whom the ways go, each hop once.
fn hops(ways: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let mut hops: Vec<(usize, usize)> =
        ways.iter().flat_map(|way| way.windows(2).map(|hop| (hop[0], hop[1]))).collect();
    hops.sort_unstable();
    hops.dedup();
    hops
}

/// The layer of each body.
fn layers(count: usize, ways: &[Vec<usize>], hops: &[(usize, usize)]) -> Vec<usize> {
    let on_a_way: Vec<bool> = (0..count).map(|body| ways.iter().any(|way| way.contains(&body))).collect();
    let mut layers = longest(count, hops).unwrap_or_else(|| from_start(count, ways));
    let behind = layers.iter().zip(&on_a_way).filter(|(_, on)| **on).map(|(layer, _)| layer + 1).max().unwrap_or(0);
    layers.iter_mut().zip(on_a_way).filter(|(_, on)| !on).for_each(|(layer, _)| *layer = behind);
    layers
}

/// Between the earliest and the latest layer that the hops allow; none where they go in a circle.
fn longest(count: usize, hops: &[(usize, usize)]) -> Option<Vec<usize>> {
    let mut early: Vec<usize> = vec![0; count];
    for round in 0..=count {
        let before = early.clone();
        hops.iter().for_each(|(from, to)| early[*to] = early[*to].max(early[*from] + 1));
        if before == early {
            break;
        }
        if round == count {
            return None;
        }
    }
    let last = early.iter().copied().max().unwrap_or(0);
    let mut late: Vec<usize> = vec![last; count];
    for _ in 0..count {
        hops.iter().for_each(|(from, to)| late[*from] = late[*from].min(late[*to].saturating_sub(1)));
    }
    Some(early.into_iter().zip(late).map(|(early, late)| (early + late.max(early)) / 2).collect())
}

/// The least distance from the start on any way.
fn from_start(count: usize, ways: &[Vec<usize>]) -> Vec<usize> {
    (0..count)
        .map(|body| ways.iter().filter_map(|way| way.iter().position(|other| *other == body)).min().unwrap_or(0))
        .collect()
}

/// The middle of each layer, along.
fn along_layers(
    graph: &Graph,
    sizes: &[Size],
    layer_of: &[usize],
    parallel: &BTreeMap<(usize, usize), (f64, usize)>,
    along: impl Fn(Size) -> f64,
    is_level: bool,
) -> Vec<f64> {
    const LEAST: f64 = 70.0;
    const STEEP: f64 = 76.0;
    let extent = |layer: usize| {
        graph.layers[layer].iter().filter_map(|body| sizes.get(*body)).map(|size| along(*size)).fold(0.0, f64::max)
    };
    let mut middles = Vec::new();
    let mut at = 0.0;
    for layer in 0..graph.layers.len() {
        middles.push(at + extent(layer) / 2.0);
        let leaves = |pair: &(usize, usize)| {
            layer_of[pair.0].min(layer_of[pair.1]) <= layer && layer < layer_of[pair.0].max(layer_of[pair.1])
        };
        // Words are level: beside each other from left to right, below each other from top to bottom.
        let room = parallel
            .iter()
            .filter(|(pair, _)| leaves(pair))
            .map(|(_, (room, _))| if is_level { room * 1.5 } else { STEEP })
            .fold(LEAST, f64::max);
        at += extent(layer) + room;
    }
    middles
}

/// Layers of bodies and lanes, joined from layer to layer.
struct Graph {
    layers: Vec<Vec<usize>>,
    /// Of each body, and of each lane behind them, across its layer.
    extents: Vec<f64>,
    lines: Vec<(usize, usize)>,
}

impl Graph {
    /// Orders each layer by where its neighbours stand, to and fro; the order with the fewest crossings stays, mended
    /// by exchanges.
    fn uncross(&mut self) {
        const SWEEPS: usize = 12;
        let mut best = (self.crossings(), self.layers.clone());
        for sweep in 0..SWEEPS {
            let places = self.places();
            let last = self.layers.len().saturating_sub(1);
            for step in 0..self.layers.len() {
                let layer = if sweep % 2 == 0 { step } else { last - step };
                let mean = |body: usize| {
                    let neighbors: Vec<f64> = self.neighbors(body).map(|other| places[other]).collect();
                    if neighbors.is_empty() {
                        places[body]
                    } else {
                        neighbors.iter().sum::<f64>() / neighbors.len() as f64
                    }
                };
                let mut order: Vec<(f64, usize)> = self.layers[layer].iter().map(|body| (mean(*body), *body)).collect();
                order.sort_by(|a, b| a.0.total_cmp(&b.0));
                self.layers[layer] = order.into_iter().map(|(_, body)| body).collect();
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.layers.clone());
            }
        }
        self.layers = best.1;
        // What sweeps leave crossed, one exchange of neighbours often does not.
        let mut least = best.0;
        for _ in 0..SWEEPS {
            let before = least;
            for layer in 0..self.layers.len() {
                for place in 1..self.layers[layer].len() {
                    self.layers[layer].swap(place - 1, place);
                    let crossings = self.crossings();
                    if crossings < least {
                        least = crossings;
                    } else {
                        self.layers[layer].swap(place - 1, place);
                    }
                }
            }
            if least == before {
                return;
            }
        }
    }

    fn neighbors(&self, body: usize) -> impl Iterator<Item = usize> + '_ {
        self.lines.iter().filter_map(move |(a, b)| if *a == body { Some(*b) } else { (*b == body).then_some(*a) })
    }

    /// Where each body stands in its layer, between 0 and 1.
    fn places(&self) -> Vec<f64> {
        let mut places = vec![0.0; self.extents.len()];
        for layer in &self.layers {
            layer
                .iter()
                .enumerate()
                .for_each(|(place, body)| places[*body] = (place as f64 + 0.5) / layer.len() as f64);
        }
        places
    }

    fn crossings(&self) -> usize {
        let (places, mut layer_of) = (self.places(), vec![0; self.extents.len()]);
        self.layers.iter().enumerate().for_each(|(index, layer)| layer.iter().for_each(|body| layer_of[*body] = index));
        let cross = |(a, b): (usize, usize), (c, d): (usize, usize)| {
            layer_of[a] == layer_of[c]
                && layer_of[b] == layer_of[d]
                && (places[a] - places[c]) * (places[b] - places[d]) < 0.0
        };
        self.lines
            .iter()
            .enumerate()
            .map(|(index, one)| self.lines[..index].iter().filter(|other| cross(*one, **other)).count())
            .sum()
    }

    /// Where each body stands across its layer: near its neighbours, in order, and apart.
    fn spread(&self, apart: f64) -> Vec<f64> {
        const ROUNDS: usize = 10;
        let mut spread = vec![0.0; self.extents.len()];
        for layer in &self.layers {
            self.set(layer, &mut spread, &vec![0.0; layer.len()], apart);
        }
        for _ in 0..ROUNDS {
            for layer in &self.layers {
                let wanted: Vec<f64> = layer
                    .iter()
                    .map(|body| {
                        let neighbors: Vec<f64> = self.neighbors(*body).map(|other| spread[other]).collect();
                        if neighbors.is_empty() {
                            spread[*body]
                        } else {
                            neighbors.iter().sum::<f64>() / neighbors.len() as f64
                        }
                    })
                    .collect();
                self.set(layer, &mut spread, &wanted, apart);
            }
        }
        spread
    }

    /// Sets a layer's bodies as near as may be to where they want to stand: runs that touch share the mean of their
    /// wishes.
    fn set(&self, layer: &[usize], spread: &mut [f64], wanted: &[f64], apart: f64) {
        // Runs of bodies: sum of wishes for the run's start, number, extent of what lies before the next.
        let mut runs: Vec<(f64, usize, f64)> = Vec::new();
        for (place, body) in layer.iter().enumerate() {
            let step =
                if place == 0 { 0.0 } else { (self.extents[layer[place - 1]] + self.extents[*body]) / 2.0 + apart };
            let mut run = (wanted[place], 1, 0.0);
            let mut distance = step;
            while let Some(before) = runs.pop() {
                let (start, own) = (before.0 / before.1 as f64, run.0 / run.1 as f64);
                if start + before.2 + distance <= own {
                    runs.push(before);
                    break;
                }
                let shift = before.2 + distance;
                run = (before.0 + run.0 - shift * run.1 as f64, before.1 + run.1, shift + run.2);
                distance = runs.last().map_or(0.0, |_| {
                    (self.extents[layer[place + 1 - run.1 - 1]] + self.extents[layer[place + 1 - run.1]]) / 2.0 + apart
                });
            }
            runs.push(run);
        }
        let mut place = 0;
        for (sum, number, _) in runs {
            let mut at = sum / number as f64;
            for index in 0..number {
                if index > 0 {
                    at += (self.extents[layer[place - 1]] + self.extents[layer[place]]) / 2.0 + apart;
                }
                spread[layer[place]] = at;
                place += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Point, Size, Tie, positions};

    fn laid_out(count: usize, ways: &[Vec<usize>]) -> Vec<Point> {
        let ties: Vec<Tie> = ways
            .iter()
            .flat_map(|way| way.windows(2).map(|hop| Tie { from: hop[0], to: hop[1], room: 40.0 }))
            .collect();
        positions(&vec![Size::new(60.0, 20.0); count], ways, &ties).middles
    }

    #[test]
    fn ways_run_from_left_to_right() {
        let middles = laid_out(5, &[vec![0, 1, 4], vec![0, 2, 3, 4]]);
        assert!(
            middles[0].x < middles[2].x && middles[2].x < middles[3].x && middles[3].x < middles[4].x,
            "{middles:?}"
        );
        assert!((middles[1].y - middles[2].y).abs() > 20.0);
    }

    #[test]
    fn long_ways_run_from_top_to_bottom() {
        let middles = laid_out(9, &[(0..9).collect()]);
        assert!(middles.windows(2).all(|pair| pair[0].y < pair[1].y && pair[0].x == pair[1].x), "{middles:?}");
    }

    #[test]
    fn ways_that_contradict_each_other_end() {
        assert_eq!(laid_out(4, &[vec![0, 1, 2, 3], vec![0, 2, 1, 3]]).len(), 4);
    }

    #[test]
    fn ways_do_not_cross_without_need() {
        let middles = laid_out(8, &[vec![0, 1, 2, 7], vec![0, 3, 4, 7], vec![0, 5, 6, 7]]);
        assert_eq!(
            (middles[1].y < middles[3].y, middles[3].y < middles[5].y),
            (middles[2].y < middles[4].y, middles[4].y < middles[6].y)
        );
    }
}
