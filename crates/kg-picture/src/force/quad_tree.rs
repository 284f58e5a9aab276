//! Repulsion of many bodies at once (Barnes and Hut 1986): whatever is far counts as one heavy body.
//!
//! In: points with weights. Out: the push on any place. The tree lies in one vector; points that lie on one another end
//! in one leaf at the greatest depth.

use super::super::geometry::{Point, Rect};

/// Points in squares of squares.
pub(super) struct QuadTree {
    cells: Vec<Cell>,
}

/// One square: what lies in it as one body, and its four quarters where more than one lies in it.
#[derive(Clone, Copy)]
struct Cell {
    middle: Point,
    side: f64,
    weight: f64,
    /// Sum of the points, each times its weight.
    moment: Point,
    quarters: [u32; 4],
    is_leaf: bool,
}

/// No cell.
const NONE: u32 = u32::MAX;
/// Squares within squares, at most: a 16-millionth of the whole.
const DEEPEST: u32 = 24;
/// A square that looks smaller than this (side by distance) counts as one body.
const OPENING: f64 = 0.9;

impl QuadTree {
    /// Builds the tree of some points.
    pub(super) fn new(points: &[Point], weights: &[f64]) -> QuadTree {
        let bounds = points.iter().fold(Rect::EMPTY, |bounds, point| bounds.with(*point));
        let size = bounds.size();
        let mut tree = QuadTree { cells: Vec::with_capacity(points.len() * 2 + 1) };
        tree.cells.push(empty(bounds.middle(), size.width.max(size.height).max(1.0) * 1.01));
        for (point, weight) in points.iter().zip(weights) {
            tree.insert(*point, *weight);
        }
        tree
    }

    fn insert(&mut self, point: Point, weight: f64) {
        let mut at = 0;
        for depth in 0.. {
            let cell = &mut self.cells[at];
            let was = (cell.weight, cell.moment);
            cell.weight += weight;
            cell.moment = cell.moment + point * weight;
            if was.0 == 0.0 || (cell.is_leaf && depth >= DEEPEST) {
                return;
            }
            if cell.is_leaf {
                // The one that lay here goes down by one square.
                cell.is_leaf = false;
                let below = self.quarter(at, was.1 / was.0);
                (self.cells[below].weight, self.cells[below].moment) = was;
            }
            at = self.quarter(at, point);
        }
    }

    /// The quarter of a cell in which a point lies, made where there is none.
    fn quarter(&mut self, at: usize, point: Point) -> usize {
        let cell = self.cells[at];
        let (right, below) = (point.x >= cell.middle.x, point.y >= cell.middle.y);
        let index = usize::from(right) + 2 * usize::from(below);
        if cell.quarters[index] == NONE {
            let off = cell.side / 4.0;
            let middle = cell.middle + Point::new(if right { off } else { -off }, if below { off } else { -off });
            self.cells[at].quarters[index] = self.cells.len() as u32;
            self.cells.push(empty(middle, cell.side / 2.0));
        }
        self.cells[at].quarters[index] as usize
    }

    /// The push on a body at a place: from each other, its weight by the square of the distance, away from it. A body
    /// does not push itself, for it is at no distance.
    pub(super) fn push(&self, place: Point, stack: &mut Vec<u32>) -> Point {
        let mut push = Point::default();
        stack.clear();
        stack.push(0);
        while let Some(at) = stack.pop() {
            let cell = &self.cells[at as usize];
            if cell.weight == 0.0 {
                continue;
            }
            let off = place - cell.moment / cell.weight;
            let square = off.dot(off);
            if cell.is_leaf || cell.side * cell.side < OPENING * OPENING * square {
                if square > NO_DISTANCE {
                    push = push + off * (cell.weight / (square * square.sqrt()));
                }
            } else {
                stack.extend(cell.quarters.iter().filter(|quarter| **quarter != NONE));
            }
        }
        push
    }
}

/// Square of a distance below which two places are one.
const NO_DISTANCE: f64 = 1e-6;

fn empty(middle: Point, side: f64) -> Cell {
    Cell { middle, side, weight: 0.0, moment: Point::default(), quarters: [NONE; 4], is_leaf: true }
}

#[cfg(test)]
mod tests {
    use super::{Point, QuadTree};

    #[test]
    fn the_tree_pushes_nearly_like_every_body_by_itself() {
        let points: Vec<Point> = (0..500_u32)
            .map(|index| Point::new(f64::from(index * 7919 % 1009), f64::from(index * 104_729 % 997)))
            .collect();
        let weights = vec![1.0; points.len()];
        let tree = QuadTree::new(&points, &weights);
        for place in &points[..20] {
            let exact = points
                .iter()
                .map(|other| *place - *other)
                .filter(|off| off.length() > 0.01)
                .fold(Point::default(), |sum, off| sum + off / (off.dot(off) * off.length()));
            assert!((tree.push(*place, &mut Vec::new()) - exact).length() < 0.01, "{exact:?}");
        }
    }

    #[test]
    fn bodies_on_one_another_end_the_descent() {
        let tree = QuadTree::new(&[Point::default(); 50], &[1.0; 50]);
        assert!(tree.push(Point::new(3.0, 4.0), &mut Vec::new()).length() > 1.9);
    }
}
