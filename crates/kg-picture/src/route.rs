//! Edges as curves: parallel ones fanned out, bent around boxes that are not theirs, cut where they meet the outlines
//! of their ends.
//!
//! In: figures at their middles, edges as pairs of places. Out: one [`Course`] an edge. All edges between the same two
//! make one bundle, whichever way they run; the bundle as a whole is bent one way or the other as little as it takes to
//! pass the boxes in between, and its edges lie side by side in it, those of one direction together. An edge from a
//! node to itself is a loop above it.

use std::collections::BTreeMap;

use super::geometry::{Curve, Point, Rect};
use super::shape::Figure;

/// An edge to be routed, between places in the vector of figures.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    /// Width of its words, which steep bundles want more room for.
    pub words: f64,
}

/// The way of an edge, from outline to outline.
#[derive(Clone, Copy, Debug)]
pub struct Course {
    pub curve: Curve,
    /// Of the whole bundle, one for an edge alone.
    pub parallel: usize,
}

/// Routes all edges; `via` names points that the bundle of a pair (lesser place first) goes through instead of looking
/// for its way.
pub fn courses(
    figures: &[Figure],
    middles: &[Point],
    links: &[Link],
    via: &BTreeMap<(usize, usize), Point>,
) -> Vec<Course> {
    let mut bundles: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (index, link) in links.iter().enumerate() {
        bundles.entry((link.from.min(link.to), link.from.max(link.to))).or_default().push(index);
    }
    let obstacles: Vec<Rect> =
        figures.iter().zip(middles).map(|(figure, middle)| figure.bounds(*middle).grown(CLEARANCE)).collect();
    let mut courses = vec![Course { curve: Curve([Point::default(); 4]), parallel: 1 }; links.len()];
    for ((a, b), mut members) in bundles {
        // Those of one direction side by side.
        members.sort_by_key(|index| (links[*index].from != a, *index));
        let parallel = members.len();
        if a == b {
            for (round, index) in members.into_iter().enumerate() {
                courses[index] = Course {
                    curve: cut(
                        looped(&figures[a], middles[a], round),
                        (&figures[a], middles[a]),
                        (&figures[a], middles[a]),
                    ),
                    parallel,
                };
            }
            continue;
        }
        let offsets = fan(&members, links, middles[b] - middles[a]);
        let bend = match via.get(&(a, b)) {
            Some(point) => (*point - middles[a].toward(middles[b], 0.5)).dot((middles[b] - middles[a]).unit().normal()),
            None => bend((a, b), &offsets, middles, &obstacles),
        };
        for (index, offset) in members.into_iter().zip(offsets) {
            let curve = bent(middles[a], middles[b], bend + offset);
            let (from, to) = (links[index].from, links[index].to);
            let curve = if from == a { curve } else { Curve([curve.0[3], curve.0[2], curve.0[1], curve.0[0]]) };
            courses[index] =
                Course { curve: cut(curve, (&figures[from], middles[from]), (&figures[to], middles[to])), parallel };
        }
    }
    courses
}

/// Between a line and a box that it passes.
const CLEARANCE: f64 = 5.0;

/// How far each edge of a bundle lies from its middle line.
fn fan(members: &[usize], links: &[Link], along: Point) -> Vec<f64> {
    const LINE_APART: f64 = 19.0;
    const WIDEST_FAN: f64 = 0.75; // of the distance of the ends
    let steep = along.unit().y.abs();
    let words = members.iter().map(|index| links[*index].words).sum::<f64>() / members.len() as f64;
    // Words of a steep bundle stand beside each other, two rows of them.
    let apart = LINE_APART + (words * 0.5 - LINE_APART).max(0.0) * steep * steep;
    let whole = (members.len() - 1) as f64;
    let apart = apart.min(along.length() * WIDEST_FAN / whole.max(1.0)).max(9.0);
    (0..members.len()).map(|index| (index as f64 - whole / 2.0) * apart).collect()
}

/// A curve that passes the middle of two points at a distance, to the right of whoever walks along it.
fn bent(from: Point, to: Point, off: f64) -> Curve {
    let aside = (to - from).unit().normal() * (off * 4.0 / 3.0);
    Curve([from, from.toward(to, 0.27) + aside, from.toward(to, 0.73) + aside, to])
}

/// The least bend at which no box is in the way, or the fewest are.
fn bend((a, b): (usize, usize), offsets: &[f64], middles: &[Point], obstacles: &[Rect]) -> f64 {
    const BENDS: [f64; 15] =
        [0.0, 0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.25, -0.25, 0.33, -0.33, 0.42, -0.42, 0.52, -0.52];
    const SAMPLES: u32 = 20;
    const HIT: f64 = 1.0;
    const WIDEST_BEND: f64 = 150.0; // beyond, an arc leads further astray than a box in the way
    let length = (middles[b] - middles[a]).length();
    let reach = middles.iter().zip(obstacles).enumerate().filter(|(body, _)| *body != a && *body != b);
    let around = Rect::EMPTY
        .with(middles[a])
        .with(middles[b])
        .grown((length * 0.55).min(WIDEST_BEND) + offsets.last().copied().unwrap_or(0.0));
    let near: Vec<Rect> = reach.map(|(_, (_, area))| *area).filter(|area| area.overlaps(around)).collect();
    // The middle of a wide bundle and its two sides stand for all of it.
    let mut outer = vec![offsets[0], offsets[offsets.len() / 2], offsets[offsets.len() - 1]];
    outer.dedup();
    let cost = |bend: f64| {
        let hits: usize = outer
            .iter()
            .map(|offset| {
                let curve = bent(middles[a], middles[b], bend + offset);
                let points: Vec<Point> =
                    (1..SAMPLES).map(|step| curve.at(f64::from(step) / f64::from(SAMPLES))).collect();
                near.iter().filter(|area| points.iter().any(|point| area.contains(*point))).count()
            })
            .sum();
        hits as f64 * HIT + (bend / length.max(1.0)).abs()
    };
    let mut best = (0.0, f64::INFINITY);
    for share in BENDS {
        let bend = (share * length).clamp(-WIDEST_BEND, WIDEST_BEND);
        let cost = cost(bend);
        if cost < best.1 {
            best = (bend, cost);
        }
        if best.1 < HIT {
            break; // what follows is only bent more
        }
    }
    best.0
}

/// A loop above a figure; each further one is larger.
fn looped(figure: &Figure, middle: Point, round: usize) -> Curve {
    let high = figure.size.height / 2.0 + LOOP + LOOP_APART * round as f64;
    let wide = (figure.size.width * 0.45).clamp(30.0, 44.0) + 14.0 * round as f64;
    let (left, right) =
        (middle - Point::new(figure.size.width * 0.2, 0.0), middle + Point::new(figure.size.width * 0.2, 0.0));
    Curve([left, middle + Point::new(-wide * 1.5, -high * 1.33), middle + Point::new(wide * 1.5, -high * 1.33), right])
}

/// How far the first loop rises above its figure, and each further one above the one before.
pub const LOOP: f64 = 24.0;
pub const LOOP_APART: f64 = 18.0;

/// The part of a curve between the outlines of its ends.
fn cut(curve: Curve, from: (&Figure, Point), to: (&Figure, Point)) -> Curve {
    let (head, tail) = curve.split(0.5);
    let leave = from.0.exit(from.1, head) * 0.5;
    let reversed = Curve([tail.0[3], tail.0[2], tail.0[1], tail.0[0]]);
    let arrive = 1.0 - to.0.exit(to.1, reversed) * 0.5;
    curve.between(leave.min(arrive), arrive)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::geometry::{Point, Size};
    use super::super::shape::{Figure, Shape};
    use super::{Link, courses};

    fn boxes(count: usize) -> Vec<Figure> {
        vec![Shape::Box.figure(Size::new(44.0, 20.0)); count]
    }

    #[test]
    fn an_edge_touches_both_outlines() {
        let middles = [Point::new(0.0, 0.0), Point::new(200.0, 0.0)];
        let course = courses(&boxes(2), &middles, &[Link { from: 1, to: 0, words: 0.0 }], &BTreeMap::new())[0];
        assert!((course.curve.0[0].x - 170.0).abs() < 0.2 && (course.curve.0[3].x - 30.0).abs() < 0.2, "{course:?}");
    }

    #[test]
    fn parallel_edges_lie_apart() {
        let middles = [Point::new(0.0, 0.0), Point::new(200.0, 30.0)];
        let links = [(0, 1), (1, 0), (0, 1), (1, 0)].map(|(from, to)| Link { from, to, words: 30.0 });
        let courses = courses(&boxes(2), &middles, &links, &BTreeMap::new());
        for (index, one) in courses.iter().enumerate() {
            assert!(courses[..index].iter().all(|other| (other.curve.at(0.5) - one.curve.at(0.5)).length() > 10.0));
        }
    }

    #[test]
    fn an_edge_goes_around_a_box() {
        let middles = [Point::new(0.0, 0.0), Point::new(300.0, 0.0), Point::new(150.0, 5.0)];
        let course = courses(&boxes(3), &middles, &[Link { from: 0, to: 1, words: 0.0 }], &BTreeMap::new())[0];
        assert!(course.curve.at(0.5).y < -12.0, "{course:?}");
    }
}
