//! A layout by forces: who is tied is near, whoever else keeps apart, and no box lies on another.
//!
//! In: bodies with a key and a size, ties between them. Out: the middle of each body, in pixels, the whole starting at
//! the origin. Chance comes from a stable hash of the keys and bodies are sorted by key first, so that neither order
//! nor machine shows. In order: components (whoever is tied to nobody among the others comes into one block), for each
//! of them springs from several starts of which the one with the fewest crossings is kept ([`springs`], [`quality`]),
//! the long side laid level, bodies pushed off lines that are not theirs, overlaps removed ([`overlap`]), and all
//! components packed side by side ([`pack`]).

mod overlap;
mod pack;
mod quad_tree;
mod quality;
mod springs;

use std::collections::BTreeMap;

use super::geometry::{Point, Size};

/// What is placed.
#[derive(Clone, Copy, Debug)]
pub struct Body<'a> {
    /// Tells bodies apart, and decides where chance would.
    pub key: &'a str,
    pub size: Size,
}

/// What holds two bodies together. Several between the same two count as one.
#[derive(Clone, Copy, Debug)]
pub struct Tie {
    pub from: usize,
    pub to: usize,
    /// Room that the words on it want between the two outlines, in pixels.
    pub room: f64,
}

/// Where each body's middle comes to lie, in the order of the bodies. Ties to a body that is not there are ignored.
pub fn positions(bodies: &[Body<'_>], ties: &[Tie]) -> Vec<Point> {
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by(|a, b| bodies[*a].key.cmp(bodies[*b].key).then(a.cmp(b)));
    let mut rank = vec![0; bodies.len()];
    for (place, body) in order.iter().enumerate() {
        rank[*body] = place;
    }
    let mut pairs: BTreeMap<(usize, usize), (f64, usize)> = BTreeMap::new();
    for tie in ties.iter().filter(|tie| tie.from != tie.to && tie.from.max(tie.to) < bodies.len()) {
        let (a, b) = (rank[tie.from], rank[tie.to]);
        let pair = pairs.entry((a.min(b), a.max(b))).or_default();
        *pair = (pair.0.max(tie.room), pair.1 + 1);
    }
    let sizes: Vec<Size> = order.iter().map(|body| bodies[*body].size).collect();
    let seeds: Vec<u64> = order.iter().map(|body| stable_hash(bodies[*body].key)).collect();
    let springs: Vec<Spring> = pairs
        .into_iter()
        .map(|((a, b), (room, lines))| Spring {
            a,
            b,
            room: room + PARALLEL_LINE * (lines - 1) as f64,
            breadth: PARALLEL_LINE * (lines - 1) as f64,
        })
        .collect();

    let components = components(sizes.len(), &springs);
    let mut blocks: Vec<(Vec<usize>, Vec<Point>)> =
        components.into_iter().map(|(members, springs)| settled(members, &sizes, &seeds, &springs)).collect();
    pack::side_by_side(&mut blocks, &sizes);
    let mut places = vec![Point::default(); bodies.len()];
    for (members, points) in blocks {
        for (member, point) in members.into_iter().zip(points) {
            places[order[member]] = point;
        }
    }
    places
}

/// A pair of bodies that are tied, the first before the second, each pair once.
#[derive(Clone, Copy, Debug)]
struct Spring {
    a: usize,
    b: usize,
    /// Between the outlines.
    room: f64,
    /// Of all lines between the two beside each other.
    breadth: f64,
}

/// More lines between the same two want more room, in pixels a line.
const PARALLEL_LINE: f64 = 15.0;

/// FNV-1a, the same on every machine.
fn stable_hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Bodies that hang together, each list sorted, in the order of their first members, and the springs between them.
fn components(count: usize, springs: &[Spring]) -> Vec<(Vec<usize>, Vec<Spring>)> {
    let neighbors = springs::neighbors(count, springs);
    const NONE: usize = usize::MAX;
    let mut component_of = vec![NONE; count];
    let mut components = Vec::new();
    for first in 0..count {
        if component_of[first] != NONE {
            continue;
        }
        component_of[first] = components.len();
        let mut members = vec![first];
        let mut next = 0;
        while let Some(body) = members.get(next).copied() {
            next += 1;
            for other in &neighbors[body] {
                if component_of[*other] == NONE {
                    component_of[*other] = components.len();
                    members.push(*other);
                }
            }
        }
        members.sort_unstable();
        components.push((members, Vec::new()));
    }
    springs.iter().for_each(|spring| components[component_of[spring.a]].1.push(*spring));
    components
}

/// Lays out one component by itself.
fn settled(members: Vec<usize>, sizes: &[Size], seeds: &[u64], springs: &[Spring]) -> (Vec<usize>, Vec<Point>) {
    if members.len() == 1 {
        return (members, vec![Point::default()]);
    }
    let own_sizes: Vec<Size> = members.iter().map(|member| sizes[*member]).collect();
    let own_seeds: Vec<u64> = members.iter().map(|member| seeds[*member]).collect();
    let place = |member: usize| members.binary_search(&member).ok();
    let own_springs: Vec<Spring> = springs
        .iter()
        .filter_map(|spring| {
            Some(Spring { a: place(spring.a)?, b: place(spring.b)?, room: spring.room, breadth: spring.breadth })
        })
        .collect();

    let finished = |start: u64| {
        let mut points = springs::relaxed(&own_sizes, &own_seeds, &own_springs, start);
        level(&mut points);
        for _ in 0..if quality::is_affordable(members.len(), own_springs.len()) { TIDYINGS } else { 0 } {
            overlap::push_off_lines(&mut points, &own_sizes, &own_springs);
            overlap::separate(&mut points, &own_sizes, GAP);
        }
        overlap::separate(&mut points, &own_sizes, GAP);
        points
    };
    let mut best = finished(0);
    if quality::is_affordable(members.len(), own_springs.len()) {
        let mut least = quality::cost(&best, &own_sizes, &own_springs);
        for start in 1..STARTS {
            let points = finished(start);
            let cost = quality::cost(&points, &own_sizes, &own_springs);
            if cost < least {
                (best, least) = (points, cost);
            }
        }
    }
    (members, best)
}

/// Between two boxes, at least.
const GAP: f64 = 14.0;
/// Layouts that are tried for a small component.
const STARTS: u64 = 8;
/// Rounds of pushing bodies off lines and apart.
const TIDYINGS: usize = 12;

/// Turns the points so that their long side lies level: screens and words are wider than high.
fn level(points: &mut [Point]) {
    let middle = points.iter().fold(Point::default(), |sum, point| sum + *point) / points.len() as f64;
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for point in points.iter() {
        let off = *point - middle;
        (xx, xy, yy) = (xx + off.x * off.x, xy + off.x * off.y, yy + off.y * off.y);
    }
    // The eigenvector of the greater eigenvalue of the covariance.
    let half = (xx - yy) / 2.0;
    let greater = (xx + yy) / 2.0 + (half * half + xy * xy).sqrt();
    let axis = if xy == 0.0 {
        if xx >= yy { Point::new(1.0, 0.0) } else { Point::new(0.0, 1.0) }
    } else {
        Point::new(xy, greater - xx).unit()
    };
    for point in points.iter_mut() {
        let off = *point - middle;
        *point = Point::new(off.dot(axis), off.dot(axis.normal()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::geometry::Rect;
    use super::{Body, Point, Size, Tie, positions};

    /// Bodies and ties of a graph that looks random and is always the same.
    pub(crate) fn random(count: usize, ties: usize, seed: u64) -> (Vec<String>, Vec<Size>, Vec<Tie>) {
        let mut state = seed;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let keys = (0..count).map(|index| format!("actor-{index}")).collect();
        let sizes = (0..count).map(|_| Size::new(40.0 + next(90) as f64, 24.0 + next(20) as f64)).collect();
        let ties =
            (0..ties).map(|_| Tie { from: next(count), to: next(count) * next(count) / count, room: 60.0 }).collect();
        (keys, sizes, ties)
    }

    fn laid_out(keys: &[String], sizes: &[Size], ties: &[Tie]) -> Vec<Point> {
        let bodies: Vec<Body<'_>> = keys.iter().zip(sizes).map(|(key, size)| Body { key, size: *size }).collect();
        positions(&bodies, ties)
    }

    #[test]
    fn no_body_lies_on_another() {
        for (count, ties, seed) in [(2, 1, 1), (30, 25, 2), (60, 150, 3), (120, 40, 4), (400, 900, 5)] {
            let (keys, sizes, ties) = random(count, ties, seed);
            let points = laid_out(&keys, &sizes, &ties);
            let boxes: Vec<Rect> = points.iter().zip(&sizes).map(|(point, size)| Rect::around(*point, *size)).collect();
            for (index, one) in boxes.iter().enumerate() {
                assert!(one.low.x > -0.5 && one.low.y > -0.5, "{one:?} lies outside");
                assert!(
                    boxes[..index].iter().all(|other| !one.overlaps(*other)),
                    "of {count} bodies one lies on another"
                );
            }
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_show() {
        let (keys, sizes, ties) = random(40, 80, 7);
        let forward = laid_out(&keys, &sizes, &ties);
        let turned = |index: usize| keys.len() - 1 - index;
        let keys: Vec<String> = keys.iter().rev().cloned().collect();
        let sizes: Vec<Size> = sizes.iter().rev().copied().collect();
        let ties: Vec<Tie> =
            ties.iter().rev().map(|tie| Tie { from: turned(tie.to), to: turned(tie.from), room: tie.room }).collect();
        let mut backward = laid_out(&keys, &sizes, &ties);
        backward.reverse();
        assert_eq!(forward, backward);
    }

    #[test]
    fn who_is_tied_is_nearer_than_who_is_not() {
        let keys: Vec<String> = (0..10).map(|index| format!("{index}")).collect();
        let sizes = vec![Size::new(50.0, 20.0); 10];
        let ties: Vec<Tie> = (0..9).map(|index| Tie { from: index, to: index + 1, room: 50.0 }).collect();
        let points = laid_out(&keys, &sizes, &ties);
        assert!((points[0] - points[9]).length() > 3.0 * (points[0] - points[1]).length());
    }

    #[test]
    fn nothing_and_one() {
        assert!(positions(&[], &[]).is_empty());
        assert_eq!(
            laid_out(&["a".to_owned()], &[Size::new(10.0, 4.0)], &[Tie { from: 0, to: 7, room: 0.0 }]),
            [Point::new(5.0, 2.0)]
        );
    }
}
