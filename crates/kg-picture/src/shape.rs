//! The shapes of nodes: Graphviz's names, and the figure that each becomes around a label.
//!
//! In: a shape and the size of the words inside. Out: a [`Figure`] around the origin: outline, lines inside it, and
//! where the words stand. A name that is not in [`NAMES`] is a box, since nothing that is said of an actor depends on
//! its shape.

use super::geometry::{Curve, Point, Rect, Size};

/// A shape of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// An ellipse.
    Ellipse,
    /// A rectangle.
    #[default]
    Box,
    /// A rectangle with two tabs on its left.
    Component,
    /// A pentagon with its point above.
    House,
    /// A pentagon with its point below.
    HouseUpsideDown,
    /// An octagon.
    Octagon,
    /// An octagon in another.
    DoubleOctagon,
    /// An octagon in another in a third.
    TripleOctagon,
    /// A hexagon.
    Hexagon,
    /// A rectangle with a tab at its top left.
    Tab,
    /// A rectangle with a tab at its top right.
    Folder,
    /// A rectangle with a turned corner.
    Note,
    /// A parallelogram.
    Parallelogram,
    /// A trapezium, wide below.
    Trapezium,
    /// A trapezium, wide above.
    TrapeziumUpsideDown,
    /// A diamond.
    Diamond,
    /// A cylinder.
    Cylinder,
    /// Words alone.
    Plain,
}

impl Shape {
    /// The shape of a Graphviz name, or the nearest.
    pub fn named(name: &str) -> Shape {
        NAMES.iter().find(|(known, _)| *known == name).map_or(Shape::Box, |(_, shape)| *shape)
    }

    /// The figure around words of a size.
    pub fn figure(self, words: Size) -> Figure {
        let (width, height) = (words.width + 2.0 * SIDE, words.height + 2.0 * TOP);
        match self {
            Shape::Ellipse => {
                let height = words.height * 1.8 + 4.0;
                let share = words.height / height;
                // The corners of the words lie inside: (w/W)² + (h/H)² = 1.
                let size = Size::new(words.width / (1.0 - share * share).sqrt() + 10.0, height);
                Figure { outline: Outline::Ellipse, size, inner: Vec::new(), words: Point::default(), rimless: false }
            }
            Shape::Box => polygon(Size::new(width, height), &[]),
            Shape::Plain => Figure { rimless: true, ..polygon(Size::new(words.width + 6.0, words.height + 4.0), &[]) },
            Shape::Component => {
                let size = Size::new(width + 8.0, height);
                let (left, lug) = (-size.width / 2.0, |y: f64| {
                    vec![Point::new(-size.width / 2.0 + 4.0, y - 3.0), Point::new(-size.width / 2.0 + 4.0, y + 3.0)]
                });
                let teeth = [-height * 0.22, height * 0.22].map(|y| {
                    let mut lines = vec![Point::new(left - 4.0, y - 3.0)];
                    lines.extend(lug(y));
                    lines.push(Point::new(left - 4.0, y + 3.0));
                    lines.push(lines[0]);
                    lines
                });
                Figure { inner: teeth.to_vec(), words: Point::new(3.0, 0.0), ..polygon(size, &[]) }
            }
            Shape::House | Shape::HouseUpsideDown => {
                let size = Size::new(width + 4.0, height + ROOF);
                let (x, y) = (size.width / 2.0, size.height / 2.0);
                let sign = if self == Shape::House { 1.0 } else { -1.0 };
                let points =
                    [(0.0, -y), (x, ROOF - y), (x, y), (-x, y), (-x, ROOF - y)].map(|(x, y)| Point::new(x, y * sign));
                Figure { words: Point::new(0.0, ROOF * 0.4 * sign), ..polygon(size, &points) }
            }
            Shape::Octagon => octagon(Size::new(width + 4.0, height + 2.0), 0),
            Shape::DoubleOctagon => octagon(Size::new(width + 4.0 + 2.0 * RIM, height + 2.0 * RIM), 1),
            Shape::TripleOctagon => octagon(Size::new(width + 4.0 + 4.0 * RIM, height + 4.0 * RIM), 2),
            Shape::Hexagon => {
                let size = Size::new(width + height * 0.6, height);
                let (x, y, cut) = (size.width / 2.0, size.height / 2.0, height * 0.42);
                polygon(
                    size,
                    &[(-x, 0.0), (cut - x, -y), (x - cut, -y), (x, 0.0), (x - cut, y), (cut - x, y)].map(pair),
                )
            }
            Shape::Tab | Shape::Folder => {
                let size = Size::new(width.max(28.0), height + EAR);
                let (x, y, line) = (size.width / 2.0, size.height / 2.0, EAR - size.height / 2.0);
                let ear = (size.width * 0.35).min(36.0);
                let right = if self == Shape::Tab { -1.0 } else { 1.0 };
                let points = [(x, -y), (x, y), (-x, y), (-x, line), (x - ear - 4.0, line), (x - ear, -y)];
                let seam = vec![Point::new(right * x, line), Point::new(right * (x - ear - 4.0), line)];
                Figure {
                    inner: vec![seam],
                    words: Point::new(0.0, EAR / 2.0),
                    ..polygon(size, &points.map(|(x, y)| Point::new(right * x, y)))
                }
            }
            Shape::Note => {
                let size = Size::new(width + 4.0, height);
                let (x, y, fold) = (size.width / 2.0, size.height / 2.0, 8.0);
                let corner = [(x - fold, -y), (x - fold, fold - y), (x, fold - y)].map(pair).to_vec();
                Figure {
                    inner: vec![corner],
                    ..polygon(size, &[(-x, -y), (x - fold, -y), (x, fold - y), (x, y), (-x, y)].map(pair))
                }
            }
            Shape::Parallelogram => {
                let slant = height * 0.35;
                let size = Size::new(width + slant, height);
                let (x, y) = (size.width / 2.0, size.height / 2.0);
                polygon(size, &[(slant - x, -y), (x, -y), (x - slant, y), (-x, y)].map(pair))
            }
            Shape::Trapezium | Shape::TrapeziumUpsideDown => {
                let slant = height * 0.35;
                let size = Size::new(width + slant, height);
                let (x, y) = (size.width / 2.0, size.height / 2.0);
                let sign = if self == Shape::Trapezium { 1.0 } else { -1.0 };
                polygon(
                    size,
                    &[(slant - x, -y), (x - slant, -y), (x, y), (-x, y)].map(|(x, y)| Point::new(x, y * sign)),
                )
            }
            Shape::Diamond => {
                let height = words.height * 2.2 + 8.0;
                // The corners of the words lie inside: w/W + h/H = 1.
                let size = Size::new(words.width / (1.0 - words.height / height) + 6.0, height);
                let (x, y) = (size.width / 2.0, size.height / 2.0);
                polygon(size, &[(0.0, -y), (x, 0.0), (0.0, y), (-x, 0.0)].map(pair))
            }
            Shape::Cylinder => {
                let size = Size::new(width, height + 8.0);
                let (x, y) = (size.width / 2.0, size.height / 2.0);
                let lid = vec![
                    Point::new(-x, 6.0 - y),
                    Point::new(-x * 0.5, 9.0 - y),
                    Point::new(x * 0.5, 9.0 - y),
                    Point::new(x, 6.0 - y),
                ];
                Figure {
                    inner: vec![lid],
                    words: Point::new(0.0, 4.0),
                    ..polygon(
                        size,
                        &[(-x, 4.0 - y), (-x * 0.5, -y), (x * 0.5, -y), (x, 4.0 - y), (x, y), (-x, y)].map(pair),
                    )
                }
            }
        }
    }
}

/// Graphviz's names and what is drawn for them: some alike, some near.
pub const NAMES: [(&str, Shape); 32] = [
    ("ellipse", Shape::Ellipse),
    ("oval", Shape::Ellipse),
    ("circle", Shape::Ellipse),
    ("doublecircle", Shape::Ellipse),
    ("egg", Shape::Ellipse),
    ("point", Shape::Ellipse),
    ("box", Shape::Box),
    ("rect", Shape::Box),
    ("rectangle", Shape::Box),
    ("square", Shape::Box),
    ("component", Shape::Component),
    ("box3d", Shape::Component),
    ("house", Shape::House),
    ("pentagon", Shape::House),
    ("triangle", Shape::House),
    ("invhouse", Shape::HouseUpsideDown),
    ("invtriangle", Shape::HouseUpsideDown),
    ("octagon", Shape::Octagon),
    ("septagon", Shape::Octagon),
    ("doubleoctagon", Shape::DoubleOctagon),
    ("tripleoctagon", Shape::TripleOctagon),
    ("hexagon", Shape::Hexagon),
    ("tab", Shape::Tab),
    ("folder", Shape::Folder),
    ("note", Shape::Note),
    ("parallelogram", Shape::Parallelogram),
    ("trapezium", Shape::Trapezium),
    ("invtrapezium", Shape::TrapeziumUpsideDown),
    ("diamond", Shape::Diamond),
    ("cylinder", Shape::Cylinder),
    ("plain", Shape::Plain),
    ("plaintext", Shape::Plain),
];

/// Left and right of the words.
const SIDE: f64 = 8.0;
/// Above and below them.
const TOP: f64 = 5.0;
const ROOF: f64 = 9.0;
const EAR: f64 = 6.0;
/// Between the lines of a double octagon.
const RIM: f64 = 3.0;

/// A shape of a certain size around the origin.
#[derive(Clone, Debug)]
pub struct Figure {
    pub outline: Outline,
    pub size: Size,
    /// Lines drawn inside.
    pub inner: Vec<Vec<Point>>,
    /// Middle of the words.
    pub words: Point,
    /// Without a line around it.
    pub rimless: bool,
}

/// What surrounds a figure. An ellipse fills the figure's size.
#[derive(Clone, Debug)]
pub enum Outline {
    Ellipse,
    Polygon(Vec<Point>),
}

impl Figure {
    /// True where a point lies inside the outline.
    pub fn contains(&self, point: Point) -> bool {
        match &self.outline {
            Outline::Ellipse => {
                let (x, y) = (point.x * 2.0 / self.size.width, point.y * 2.0 / self.size.height);
                x * x + y * y < 1.0
            }
            Outline::Polygon(corners) => {
                let sides = corners.iter().zip(corners.iter().cycle().skip(1));
                let crossed = sides.filter(|(a, b)| {
                    (a.y > point.y) != (b.y > point.y) && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
                });
                crossed.count() % 2 == 1
            }
        }
    }

    /// Where a curve that starts at the figure's middle, which lies at `middle`, leaves it for the last time: a
    /// parameter of the curve.
    pub fn exit(&self, middle: Point, curve: Curve) -> f64 {
        let inside = |share: f64| self.contains(curve.at(share) - middle);
        let Some(last) = (0..STEPS).rev().find(|step| inside(f64::from(*step) / f64::from(STEPS))) else { return 0.0 };
        let (mut low, mut high) = (f64::from(last) / f64::from(STEPS), f64::from(last + 1) / f64::from(STEPS));
        for _ in 0..HALVINGS {
            let half = (low + high) / 2.0;
            if inside(half) { low = half } else { high = half }
        }
        high
    }

    /// The rectangle around it.
    pub fn bounds(&self, middle: Point) -> Rect {
        Rect::around(middle, self.size)
    }
}

/// A curve is looked at in so many steps for where it leaves a figure, and the step halved so often.
const STEPS: u32 = 24;
const HALVINGS: u32 = 12;

fn pair((x, y): (f64, f64)) -> Point {
    Point::new(x, y)
}

/// A figure with those corners, or the rectangle of the size where there are none.
fn polygon(size: Size, corners: &[Point]) -> Figure {
    let (x, y) = (size.width / 2.0, size.height / 2.0);
    let rectangle = [(-x, -y), (x, -y), (x, y), (-x, y)].map(pair);
    let corners = if corners.is_empty() { &rectangle } else { corners };
    Figure {
        outline: Outline::Polygon(corners.to_vec()),
        size,
        inner: Vec::new(),
        words: Point::default(),
        rimless: false,
    }
}

/// An octagon with so many smaller ones inside.
fn octagon(size: Size, inside: usize) -> Figure {
    let corners = |shrunk: f64| {
        let (x, y) = (size.width / 2.0 - shrunk, size.height / 2.0 - shrunk);
        let cut = size.height * 0.28 - shrunk * 0.58; // parallel sides: the corner of an octagon is cut at 45 degrees
        [
            (cut - x, -y),
            (x - cut, -y),
            (x, cut - y),
            (x, y - cut),
            (x - cut, y),
            (cut - x, y),
            (-x, y - cut),
            (-x, cut - y),
        ]
        .map(pair)
    };
    let ring = |index: usize| {
        let mut line = corners(RIM * index as f64).to_vec();
        line.push(line[0]);
        line
    };
    Figure { inner: (1..=inside).map(ring).collect(), ..polygon(size, &corners(0.0)) }
}

#[cfg(test)]
mod tests {
    use super::{Curve, NAMES, Point, Shape, Size};

    #[test]
    fn the_corners_of_the_words_lie_inside_every_shape() {
        let words = Size::new(90.0, 14.0);
        for (name, shape) in NAMES {
            let figure = shape.figure(words);
            for (x, y) in [(-45.0, -7.0), (45.0, -7.0), (45.0, 7.0), (-45.0, 7.0)] {
                assert!(figure.contains(figure.words + Point::new(x, y)), "{name} at {x}, {y}");
            }
        }
    }

    #[test]
    fn a_line_leaves_a_box_at_its_side() {
        let figure = Shape::Box.figure(Size::new(84.0, 10.0));
        let line = Curve([0.0, 100.0, 200.0, 300.0].map(|x| Point::new(x, 0.0)));
        assert!((line.at(figure.exit(Point::default(), line)).x - 50.0).abs() < 0.1);
    }
}
