//! Where the words of edges stand: on their own line, on no box, on no other words.
//!
//! In: courses, sizes of words, areas that are taken. Out: the middle of each label, or none where there is no room;
//! nothing is ever laid over anything. The middle of the edge is tried first, then places towards its ends, then places
//! beside it; of those that are free the one that hides the fewest other lines is taken. Edges with the fewest free
//! places choose first.

use super::geometry::{Curve, Point, Rect, Size};
use super::route::Course;

/// Places for labels of such sizes, in the order of the courses. An empty label has no place.
pub fn placed(courses: &[Course], sizes: &[Size], taken: &[Rect]) -> Vec<Option<Point>> {
    let lines: Vec<Vec<Point>> = courses.iter().map(|course| polyline(course.curve)).collect();
    let all = lines.iter().flatten().fold(Rect::EMPTY, |bounds, point| bounds.with(*point));
    let mut boxes = Grid::new(all);
    taken.iter().enumerate().for_each(|(index, area)| boxes.insert(*area, index));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut strokes = Grid::new(all);
    for (edge, line) in lines.iter().enumerate() {
        for pair in line.windows(2) {
            strokes.insert(Rect::EMPTY.with(pair[0]).with(pair[1]), pieces.len());
            pieces.push(Piece { edge, from: pair[0], to: pair[1] });
        }
    }

    let mut choices: Vec<(usize, Vec<(Point, f64)>)> = courses
        .iter()
        .zip(sizes)
        .enumerate()
        .filter(|(_, (_, size))| size.width > 0.0)
        .map(|(edge, (course, size))| {
            let free = candidates(course, *size)
                .into_iter()
                .filter(|(point, _)| !boxes.any(Rect::around(*point, *size), |index| taken[index]));
            let costly =
                free.map(|(point, cost)| (point, cost + hidden(Rect::around(point, *size), edge, &strokes, &pieces)));
            let mut places: Vec<(Point, f64)> = costly.collect();
            places.sort_by(|a, b| a.1.total_cmp(&b.1));
            (edge, places)
        })
        .collect();
    choices.sort_by_key(|(edge, places)| (places.len(), *edge));

    let mut words = Grid::new(all);
    let mut areas: Vec<Rect> = vec![Rect::EMPTY; courses.len()];
    let mut chosen = vec![None; courses.len()];
    for (edge, places) in choices {
        let area = |point: Point| Rect::around(point, sizes[edge]).grown(APART / 2.0);
        let Some((point, _)) = places.into_iter().find(|(point, _)| !words.any(area(*point), |index| areas[index]))
        else {
            continue;
        };
        areas[edge] = area(point);
        words.insert(areas[edge], edge);
        chosen[edge] = Some(point);
    }
    chosen
}

/// Between two labels.
const APART: f64 = 1.5;
/// An edge is looked at in so many straight pieces.
const PIECES: u32 = 12;

fn polyline(curve: Curve) -> Vec<Point> {
    (0..=PIECES).map(|step| curve.at(f64::from(step) / f64::from(PIECES))).collect()
}

/// Places along an edge and what is against each: distance from the middle, and standing beside the line instead of on
/// it.
fn candidates(course: &Course, size: Size) -> Vec<(Point, f64)> {
    const SHARES: [f64; 15] = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85];
    const BESIDE: f64 = 0.9;
    const FAR: f64 = 2.0;
    const FAR_ASIDE: f64 = 0.75;
    let mut places = Vec::new();
    for share in SHARES {
        let (point, normal) = (course.curve.at(share), course.curve.tangent(share).normal());
        let away = (share - 0.5) * (share - 0.5) * FAR * 4.0;
        places.push((point, away));
        if course.parallel == 1 && away < FAR_ASIDE {
            // Just so far that the words no longer touch the line.
            let off = (size.width * normal.x.abs() + size.height * normal.y.abs()) / 2.0 + 1.0;
            places.push((point + normal * off, away + BESIDE));
            places.push((point - normal * off, away + BESIDE));
        }
    }
    places
}

/// A straight piece of an edge.
struct Piece {
    edge: usize,
    from: Point,
    to: Point,
}

/// What it costs that a label hides parts of other lines.
fn hidden(area: Rect, edge: usize, strokes: &Grid, pieces: &[Piece]) -> f64 {
    const A_LINE: f64 = 0.7;
    let mut others: Vec<usize> = Vec::new();
    strokes.visit(area, |index| {
        let piece = &pieces[index];
        if piece.edge != edge && crosses(area, piece.from, piece.to) && !others.contains(&piece.edge) {
            others.push(piece.edge);
        }
        false
    });
    others.len() as f64 * A_LINE
}

/// True where a short line has a point in the area: its start and three places on it are looked at.
fn crosses(area: Rect, from: Point, to: Point) -> bool {
    [0.0, 0.25, 0.5, 0.75].into_iter().any(|share| area.contains(from.toward(to, share)))
}

/// Areas by the squares that they touch.
struct Grid {
    low: Point,
    columns: usize,
    rows: usize,
    squares: Vec<Vec<usize>>,
}

/// Side of a square, somewhat more than a label.
const SQUARE: f64 = 80.0;
/// Columns and rows, at most; beyond, squares at the rim hold what lies outside.
const MOST_SQUARES: f64 = 600.0;

impl Grid {
    fn new(all: Rect) -> Grid {
        let size = all.size();
        let count = |length: f64| {
            if length.is_finite() { (length.max(0.0) / SQUARE).min(MOST_SQUARES) as usize + 1 } else { 1 }
        };
        let (columns, rows) = (count(size.width), count(size.height));
        Grid {
            low: if size.width.is_finite() { all.low } else { Point::default() },
            columns,
            rows,
            squares: vec![Vec::new(); columns * rows],
        }
    }

    fn insert(&mut self, area: Rect, index: usize) {
        for square in self.touched(area) {
            if self.squares[square].last() != Some(&index) {
                self.squares[square].push(index);
            }
        }
    }

    /// True where an inserted area, which `of` knows, overlaps this one.
    fn any(&self, area: Rect, of: impl Fn(usize) -> Rect) -> bool {
        self.visit(area, |index| of(index).overlaps(area))
    }

    /// Calls for whatever touches the same squares, until one call says that it is enough.
    fn visit(&self, area: Rect, mut enough: impl FnMut(usize) -> bool) -> bool {
        self.touched(area).into_iter().any(|square| self.squares[square].iter().any(|index| enough(*index)))
    }

    fn touched(&self, area: Rect) -> Vec<usize> {
        let place = |value: f64, count: usize| ((value / SQUARE).max(0.0) as usize).min(count - 1);
        let (low, high) = (area.low - self.low, area.high - self.low);
        let rows = place(low.y, self.rows)..=place(high.y, self.rows);
        rows.flat_map(|row| {
            (place(low.x, self.columns)..=place(high.x, self.columns)).map(move |column| row * self.columns + column)
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Course, Curve, Point, Rect, Size, placed};

    fn straight(from: (f64, f64), to: (f64, f64)) -> Course {
        let (from, to) = (Point::new(from.0, from.1), Point::new(to.0, to.1));
        Course { curve: Curve([from, from.toward(to, 0.3), from.toward(to, 0.7), to]), parallel: 1 }
    }

    #[test]
    fn a_label_stands_in_the_middle() {
        let places = placed(&[straight((0.0, 0.0), (100.0, 0.0))], &[Size::new(30.0, 10.0)], &[]);
        assert!((places[0].expect("there is room") - Point::new(50.0, 0.0)).length() < 0.01);
    }

    #[test]
    fn labels_of_crossing_edges_do_not_overlap() {
        let courses: Vec<Course> = (0..6)
            .map(|index| straight((0.0, f64::from(index) * 8.0), (160.0, 40.0 - f64::from(index) * 8.0)))
            .collect();
        let size = Size::new(40.0, 10.0);
        let areas: Vec<Rect> =
            placed(&courses, &[size; 6], &[]).into_iter().flatten().map(|point| Rect::around(point, size)).collect();
        assert!(areas.len() > 3);
        assert!(areas.iter().enumerate().all(|(index, one)| areas[..index].iter().all(|other| !one.overlaps(*other))));
    }

    #[test]
    fn without_room_there_is_no_label() {
        let taken = Rect::around(Point::new(50.0, 0.0), Size::new(300.0, 300.0));
        assert_eq!(placed(&[straight((0.0, 0.0), (100.0, 0.0))], &[Size::new(30.0, 10.0)], &[taken]), [None]);
    }
}
