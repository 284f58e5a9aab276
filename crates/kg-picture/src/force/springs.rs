//! Springs between who is tied, repulsion between all, until nothing moves much (Fruchterman and Reingold 1991, with
//! the step control of Hu 2005).
//!
//! In: sizes, hashes of the keys, springs, the number of the start. Out: places, which may still overlap. Start 0
//! begins with the graph seen from a few of its bodies (pivot MDS, Brandes and Pich 2007), which unfolds large graphs;
//! every other start with chance. A body with many ties pushes more, so that there is room around it. Everything is
//! done in a plane whose x is squeezed, because boxes with words are wider than high.

use super::super::geometry::{Point, Size, direction};
use super::Spring;
use super::quad_tree::QuadTree;

/// The bodies that each body is tied to.
pub(super) fn neighbors(count: usize, springs: &[Spring]) -> Vec<Vec<usize>> {
    let mut neighbors = vec![Vec::new(); count];
    for spring in springs {
        neighbors[spring.a].push(spring.b);
        neighbors[spring.b].push(spring.a);
    }
    neighbors
}

/// Places where forces are nearly at rest.
pub(super) fn relaxed(sizes: &[Size], seeds: &[u64], springs: &[Spring], start: u64) -> Vec<Point> {
    let count = sizes.len();
    let neighbors = neighbors(count, springs);
    // Neighbours that nothing else holds stand in a ring around a body.
    let rays: Vec<usize> =
        neighbors.iter().map(|ties| ties.iter().filter(|other| neighbors[**other].len() == 1).count()).collect();
    let length = |spring: &Spring| {
        let in_the_thick = neighbors[spring.a].len().min(neighbors[spring.b].len()) as f64 - 1.0;
        let spokes = rays[spring.a].max(rays[spring.b]) as f64;
        radius(sizes[spring.a])
            + radius(sizes[spring.b])
            + spring.room * (1.0 + THICK * in_the_thick.sqrt())
            + SPOKE * spokes.min((spokes * MOST_IN_A_RING).sqrt())
    };
    let lengths: Vec<f64> = springs.iter().map(length).collect();
    let mean = lengths.iter().sum::<f64>() / lengths.len().max(1) as f64;
    let weights: Vec<f64> = neighbors.iter().map(|ties| (1.0 + HUB_PUSH * ties.len() as f64).sqrt()).collect();
    let mut points = if start == 0 { seen_from_pivots(&neighbors, seeds, mean) } else { by_chance(seeds, start, mean) };

    let iterations = if count > LARGE { ITERATIONS_LARGE } else { ITERATIONS };
    let (mut step, mut last_energy, mut successes) = (mean, f64::INFINITY, 0);
    let (mut forces, mut stack) = (vec![Point::default(); count], Vec::new());
    for _ in 0..iterations {
        let tree = QuadTree::new(&points, &weights);
        for ((force, point), weight) in forces.iter_mut().zip(&points).zip(&weights) {
            *force = tree.push(*point, &mut stack) * (REPULSION * mean * mean * mean * weight);
        }
        for (spring, length) in springs.iter().zip(&lengths) {
            let off = points[spring.b] - points[spring.a];
            let over = off.length() / length;
            let pull = off * (over * over);
            forces[spring.a] = forces[spring.a] + pull;
            forces[spring.b] = forces[spring.b] - pull;
        }
        let middle = points.iter().fold(Point::default(), |sum, point| sum + *point) / count as f64;
        for (force, point) in forces.iter_mut().zip(&points) {
            *force = *force + (middle - *point) * (GRAVITY / (count as f64).sqrt());
        }
        let mut energy = 0.0;
        for (force, point) in forces.iter().zip(points.iter_mut()) {
            let strength = force.length();
            energy += strength * strength;
            *point = *point + force.unit() * step.min(strength);
        }
        // Longer steps after five successes, shorter ones after a failure.
        successes = if energy < last_energy { successes + 1 } else { 0 };
        if successes >= SUCCESSES {
            (successes, step) = (0, step / COOLING);
        } else if energy >= last_energy {
            step *= COOLING;
        }
        last_energy = energy;
        if step < mean * REST {
            break;
        }
    }
    points.iter().map(|point| Point::new(point.x * STRETCH, point.y / STRETCH)).collect()
}

/// Share of the mean spring at which two untied bodies would stay apart; tuned by eye on graphs of 5 to 150 actors.
const REPULSION: f64 = 0.6;
/// Pull to the middle, at a distance of as many mean springs as the root of the number of bodies, in mean springs;
/// keeps loose ends from flying far.
const GRAVITY: f64 = 0.5;
/// How much more a body pushes for each of its ties.
const HUB_PUSH: f64 = 0.25;
/// Boxes with words are about this squared times wider than high, lines between them included.
const STRETCH: f64 = 1.15;
/// How much longer a spring is for the root of what else ties both its ends: lines cross there, and want room for their
/// words.
const THICK: f64 = 0.35;
/// How much longer a spring is for each neighbour in the ring around one of its ends, in pixels.
const SPOKE: f64 = 3.5;
/// More than these stand in several rings, which grow as the root of their number.
const MOST_IN_A_RING: f64 = 30.0;
const ITERATIONS: usize = 350;
/// More bodies than this are a large graph.
const LARGE: usize = 400;
const ITERATIONS_LARGE: usize = 160;
const COOLING: f64 = 0.9;
const SUCCESSES: usize = 5;
/// A step of this share of the mean spring is as good as rest.
const REST: f64 = 0.002;

/// Half of a box's extent, between its half width and its half height.
fn radius(size: Size) -> f64 {
    (size.width + size.height) / 4.0
}

/// A number between 0 and 1 out of a hash (splitmix64).
fn share(seed: u64, salt: u64) -> f64 {
    let mut bits = seed.wrapping_add(salt.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Anywhere in a disc that has room for all.
fn by_chance(seeds: &[u64], start: u64, mean: f64) -> Vec<Point> {
    let radius = mean * (seeds.len() as f64).sqrt();
    seeds
        .iter()
        .map(|seed| direction(share(*seed, 2 * start)) * (share(*seed, 2 * start + 1).sqrt() * radius))
        .collect()
}

/// The two directions in which distances from a few far-apart bodies differ most, as coordinates.
fn seen_from_pivots(neighbors: &[Vec<usize>], seeds: &[u64], mean: f64) -> Vec<Point> {
    const PIVOTS: usize = 40;
    let count = neighbors.len();
    let mut nearest = vec![u32::MAX; count];
    let mut columns: Vec<Vec<f64>> = Vec::new();
    let mut pivot = 0;
    for _ in 0..PIVOTS.min(count) {
        let hops = hops_from(pivot, neighbors);
        for (nearest, hops) in nearest.iter_mut().zip(&hops) {
            *nearest = (*nearest).min(*hops);
        }
        columns.push(hops.into_iter().map(|hops| f64::from(hops) * f64::from(hops)).collect());
        pivot = (0..count).max_by_key(|body| (nearest[*body], std::cmp::Reverse(*body))).unwrap_or(0);
    }
    center(&mut columns, count);
    let first = principal(&columns, None);
    let second = principal(&columns, Some(&first));
    let at = |direction: &[f64], body: usize| {
        columns.iter().zip(direction).map(|(column, part)| column[body] * part).sum::<f64>()
    };
    let mut points: Vec<Point> = (0..count).map(|body| Point::new(at(&first, body), at(&second, body))).collect();
    let extent = points.iter().map(|point| point.length()).fold(0.0, f64::max).max(1e-9);
    let radius = mean * (count as f64).sqrt();
    for (point, seed) in points.iter_mut().zip(seeds) {
        // A little chance parts those who are equally far from everybody.
        *point = *point * (radius / extent) + direction(share(*seed, 0)) * (mean * share(*seed, 1));
    }
    points
}

fn hops_from(first: usize, neighbors: &[Vec<usize>]) -> Vec<u32> {
    let mut hops = vec![u32::MAX; neighbors.len()];
    hops[first] = 0;
    let mut queue = vec![first];
    let mut next = 0;
    while let Some(body) = queue.get(next).copied() {
        next += 1;
        for other in &neighbors[body] {
            if hops[*other] == u32::MAX {
                hops[*other] = hops[body] + 1;
                queue.push(*other);
            }
        }
    }
    hops
}

/// Takes the mean of each column and of each row away.
fn center(columns: &mut [Vec<f64>], count: usize) {
    for column in columns.iter_mut() {
        let mean = column.iter().sum::<f64>() / count as f64;
        column.iter_mut().for_each(|value| *value = mean - *value);
    }
    for body in 0..count {
        let mean = columns.iter().map(|column| column[body]).sum::<f64>() / columns.len() as f64;
        columns.iter_mut().for_each(|column| column[body] -= mean);
    }
}

/// The direction of the greatest variance among the columns, across another one where one is given (power iteration).
fn principal(columns: &[Vec<f64>], across: Option<&[f64]>) -> Vec<f64> {
    const ROUNDS: usize = 60;
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let products: Vec<Vec<f64>> = columns.iter().map(|a| columns.iter().map(|b| dot(a, b)).collect()).collect();
    let mut vector: Vec<f64> = (0..columns.len()).map(|index| 1.0 + share(index as u64, 1)).collect();
    for _ in 0..ROUNDS {
        let mut next: Vec<f64> = products.iter().map(|row| dot(row, &vector)).collect();
        if let Some(across) = across {
            let along = dot(&next, across);
            next.iter_mut().zip(across).for_each(|(value, part)| *value -= along * part);
        }
        let length = dot(&next, &next).sqrt();
        if length <= 0.0 || !length.is_finite() {
            return vec![0.0; columns.len()];
        }
        vector = next.into_iter().map(|value| value / length).collect();
    }
    vector
}
