//! How hard a layout is to read, as one number to compare several layouts of one graph.
//!
//! In: middles, sizes, springs. Out: crossings of lines, lines across boxes, uneven lengths and wasted area, weighted
//! by how much they disturb (Purchase 1997 finds crossings first; a line that runs through a box reads as a tie to it
//! and counts for several).

use super::super::geometry::{Point, Rect, Size};
use super::Spring;
use super::pack::bounds;

/// True where several layouts can be compared in little time.
pub(super) fn is_affordable(bodies: usize, springs: usize) -> bool {
    bodies <= 200 && springs <= 600
}

/// The less the better.
pub(super) fn cost(points: &[Point], sizes: &[Size], springs: &[Spring]) -> f64 {
    const CROSSING: f64 = 1.0;
    const ACROSS_A_BOX: f64 = 4.0;
    const LENGTH: f64 = 0.02; // for each hundred pixels
    const AREA: f64 = 0.1; // for each body-sized area that holds nothing
    const HUNDRED: f64 = 100.0;
    let lines: Vec<(Point, Point)> = springs.iter().map(|spring| (points[spring.a], points[spring.b])).collect();
    let crossings: usize = lines
        .iter()
        .enumerate()
        .map(|(index, line)| lines[..index].iter().filter(|other| cross(*line, **other)).count())
        .sum();
    let boxes: Vec<Rect> = points.iter().zip(sizes).map(|(point, size)| Rect::around(*point, *size)).collect();
    let across: usize = springs
        .iter()
        .zip(&lines)
        .map(|(spring, line)| {
            boxes
                .iter()
                .enumerate()
                .filter(|(body, area)| *body != spring.a && *body != spring.b && runs_through(*line, **area))
                .count()
        })
        .sum();
    let length: f64 = lines.iter().map(|(from, to)| (*to - *from).length()).sum();
    let whole = bounds(points, sizes.iter().copied()).size();
    let own: f64 = sizes.iter().map(|size| size.width * size.height).sum();
    crossings as f64 * CROSSING
        + across as f64 * ACROSS_A_BOX
        + length / HUNDRED * LENGTH * points.len() as f64 / 10.0
        + (whole.width * whole.height / own) * AREA
}

/// True where two lines cross between their ends; lines that share an end do not.
fn cross((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let side = |from: Point, to: Point, point: Point| (to - from).normal().dot(point - from);
    let apart = |one: f64, other: f64| (one > 0.0 && other < 0.0) || (one < 0.0 && other > 0.0);
    apart(side(a, b, c), side(a, b, d)) && apart(side(c, d, a), side(c, d, b))
}

/// True where a line runs through a box.
pub(super) fn runs_through((from, to): (Point, Point), area: Rect) -> bool {
    let along = to - from;
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    for (start, way, low, high) in
        [(from.x, along.x, area.low.x, area.high.x), (from.y, along.y, area.low.y, area.high.y)]
    {
        if way == 0.0 {
            if start <= low || start >= high {
                return false;
            }
            continue;
        }
        let (near, far) = ((low - start) / way, (high - start) / way);
        first = first.max(near.min(far));
        last = last.min(near.max(far));
    }
    first < last
}

#[cfg(test)]
mod tests {
    use super::{Point, Rect, Size, cross, runs_through};

    #[test]
    fn a_cross_and_a_corner() {
        let point = Point::new;
        assert!(cross((point(0.0, 0.0), point(2.0, 2.0)), (point(0.0, 2.0), point(2.0, 0.0))));
        assert!(!cross((point(0.0, 0.0), point(2.0, 2.0)), (point(0.0, 0.0), point(2.0, 0.0))));
    }

    #[test]
    fn a_line_through_a_box() {
        let area = Rect::around(Point::new(5.0, 5.0), Size::new(2.0, 2.0));
        assert!(runs_through((Point::new(0.0, 0.0), Point::new(10.0, 10.0)), area));
        assert!(!runs_through((Point::new(0.0, 0.0), Point::new(3.0, 3.0)), area));
        assert!(!runs_through((Point::new(0.0, 0.0), Point::new(10.0, 0.0)), area));
    }
}
