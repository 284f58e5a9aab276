//! Boxes pushed apart until none lies on another, and off lines that are not theirs.
//!
//! In: middles and sizes. Out: the middles moved as little as it takes. Two boxes that overlap go apart along the axis
//! on which they overlap less; where pushing comes to no end (a crowd), everything is spread a little and pushed again,
//! which always ends.

use super::super::geometry::{Point, Size};
use super::Spring;

/// Moves boxes apart until there is a gap between any two.
pub(super) fn separate(points: &mut [Point], sizes: &[Size], gap: f64) {
    const PUSHES: usize = 120;
    const SPREAD: f64 = 1.04;
    // A crowd that is pushed ends in columns; spread first, it keeps its form.
    const CROWD: f64 = 0.6; // overlaps a body
    for _ in 0..SPREADS {
        if overlaps(points, sizes, gap) as f64 <= CROWD * points.len() as f64 {
            break;
        }
        points.iter_mut().for_each(|point| *point = *point * (SPREAD * SPREAD));
    }
    for _ in 0..SPREADS {
        for _ in 0..PUSHES {
            if !pushed(points, sizes, gap) {
                return;
            }
        }
        points.iter_mut().for_each(|point| *point = *point * SPREAD);
    }
}

/// Four percent three hundred times is a hundred thousandfold.
const SPREADS: usize = 300;
/// What a touch may overlap, in pixels.
const TOUCH: f64 = 0.05;

/// Bodies by their left sides, so that only neighbours are compared; and those sides.
fn from_left(points: &[Point], sizes: &[Size]) -> (Vec<usize>, Vec<f64>) {
    let left = |body: usize| points[body].x - sizes[body].width / 2.0;
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|a, b| left(*a).total_cmp(&left(*b)).then(a.cmp(b)));
    let lefts = order.iter().map(|body| left(*body)).collect();
    (order, lefts)
}

/// How many pairs overlap.
fn overlaps(points: &[Point], sizes: &[Size], gap: f64) -> usize {
    let (order, lefts) = from_left(points, sizes);
    let over = |place: usize, a: usize| {
        let right = lefts[place] + sizes[a].width + gap;
        let near = order[place + 1..].iter().zip(&lefts[place + 1..]).take_while(move |(_, left)| **left < right);
        near.filter(|(b, _)| (points[**b].y - points[a].y).abs() < (sizes[a].height + sizes[**b].height) / 2.0 + gap)
            .count()
    };
    order.iter().enumerate().map(|(place, a)| over(place, *a)).sum()
}

/// One push of each overlapping pair; false where there is none.
fn pushed(points: &mut [Point], sizes: &[Size], gap: f64) -> bool {
    let (order, lefts) = from_left(points, sizes);
    let mut any = false;
    for (place, a) in order.iter().copied().enumerate() {
        let right = lefts[place] + sizes[a].width + gap;
        for b in
            order[place + 1..].iter().zip(&lefts[place + 1..]).take_while(|(_, left)| **left < right).map(|(b, _)| *b)
        {
            let off = points[b] - points[a];
            let over_x = (sizes[a].width + sizes[b].width) / 2.0 + gap - off.x.abs();
            let over_y = (sizes[a].height + sizes[b].height) / 2.0 + gap - off.y.abs();
            if over_x <= TOUCH || over_y <= TOUCH {
                continue;
            }
            any = true;
            // Both sides go half the way and a little more, so that it ends.
            const A_LITTLE: f64 = 0.02;
            let push = if over_x < over_y {
                Point::new(if off.x < 0.0 { -over_x } else { over_x } / 2.0 + A_LITTLE, 0.0)
            } else {
                Point::new(0.0, if off.y < 0.0 || (off.y == 0.0 && a > b) { -over_y } else { over_y } / 2.0 + A_LITTLE)
            };
            points[a] = points[a] - push;
            points[b] = points[b] + push;
        }
    }
    any
}

/// Moves boxes off straight lines between two others, and those two a little against it.
pub(super) fn push_off_lines(points: &mut [Point], sizes: &[Size], springs: &[Spring]) {
    const CLEARANCE: f64 = 8.0;
    let mut moves = vec![Point::default(); points.len()];
    for spring in springs {
        let (from, to) = (points[spring.a], points[spring.b]);
        let along = to - from;
        let square = along.dot(along).max(1e-9);
        for body in (0..points.len()).filter(|body| *body != spring.a && *body != spring.b) {
            let share = (points[body] - from).dot(along) / square;
            if !(0.0..=1.0).contains(&share) {
                continue;
            }
            let off = points[body] - from.toward(to, share);
            let away = if off.length() > 1e-6 { off.unit() } else { along.unit().normal() };
            let reach = (sizes[body].width * away.x.abs() + sizes[body].height * away.y.abs()) / 2.0
                + CLEARANCE
                + spring.breadth / 2.0;
            let missing = reach - off.length();
            if missing > 0.0 {
                const STRENGTH: f64 = 0.35;
                let push = away * (missing.min(sizes[body].height) * STRENGTH);
                moves[body] = moves[body] + push;
                moves[spring.a] = moves[spring.a] - push * ((1.0 - share) * 0.5);
                moves[spring.b] = moves[spring.b] - push * (share * 0.5);
            }
        }
    }
    for ((point, motion), size) in points.iter_mut().zip(moves).zip(sizes) {
        let length = motion.length();
        *point = *point + motion.unit() * length.min(size.height);
    }
}
