//! Points, sizes, rectangles and curves in pixels, x to the right and y downwards.
//!
//! Only addition, subtraction, multiplication, division and square root are used, which every processor rounds alike:
//! sine and cosine of the platform's library may differ in the last bit, so [`direction`] computes its own. Every
//! function is total.

/// A place, or a difference of two.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right, in pixels.
    pub x: f64,
    /// Downwards, in pixels.
    pub y: f64,
}

impl Point {
    /// Makes a point.
    pub const fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    /// Distance from the origin.
    pub fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }

    /// The same direction with length one; to the right where there is no direction.
    pub fn unit(self) -> Point {
        let length = self.length();
        if length > 0.0 { self / length } else { Point::new(1.0, 0.0) }
    }

    /// A quarter turn, to the right hand of whoever walks along it (y points down).
    pub fn normal(self) -> Point {
        Point::new(-self.y, self.x)
    }

    /// Scalar product.
    pub fn dot(self, other: Point) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// The point at a share of the way to another.
    pub fn toward(self, other: Point, share: f64) -> Point {
        self + (other - self) * share
    }
}

impl std::ops::Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point::new(self.x + other.x, self.y + other.y)
    }
}

impl std::ops::Sub for Point {
    type Output = Point;
    fn sub(self, other: Point) -> Point {
        Point::new(self.x - other.x, self.y - other.y)
    }
}

impl std::ops::Mul<f64> for Point {
    type Output = Point;
    fn mul(self, factor: f64) -> Point {
        Point::new(self.x * factor, self.y * factor)
    }
}

impl std::ops::Div<f64> for Point {
    type Output = Point;
    fn div(self, divisor: f64) -> Point {
        Point::new(self.x / divisor, self.y / divisor)
    }
}

/// The point at distance one in a direction, told in turns from the right, clockwise on the screen.
pub fn direction(turns: f64) -> Point {
    let quarters = turns * 4.0;
    let whole = (quarters + 0.5).floor();
    // Between plus and minus 45 degrees, where few terms suffice.
    let angle = (quarters - whole) * std::f64::consts::FRAC_PI_2;
    let square = angle * angle;
    let cosine = 1.0 - square / 2.0 * (1.0 - square / 12.0 * (1.0 - square / 30.0 * (1.0 - square / 56.0)));
    let sine = angle * (1.0 - square / 6.0 * (1.0 - square / 20.0 * (1.0 - square / 42.0 * (1.0 - square / 72.0))));
    match whole.rem_euclid(4.0) as i32 {
        0 => Point::new(cosine, sine),
        1 => Point::new(-sine, cosine),
        2 => Point::new(-cosine, -sine),
        _ => Point::new(sine, -cosine),
    }
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

impl Size {
    /// Makes a size.
    pub const fn new(width: f64, height: f64) -> Size {
        Size { width, height }
    }
}

/// A rectangle along the axes, by two corners: `low` is left of and above `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub low: Point,
    pub high: Point,
}

impl Rect {
    /// Holds nothing; whatever is united with it remains.
    pub const EMPTY: Rect =
        Rect { low: Point::new(f64::INFINITY, f64::INFINITY), high: Point::new(f64::NEG_INFINITY, f64::NEG_INFINITY) };

    /// The rectangle of a size around its middle.
    pub fn around(middle: Point, size: Size) -> Rect {
        let half = Point::new(size.width / 2.0, size.height / 2.0);
        Rect { low: middle - half, high: middle + half }
    }

    /// The same with a margin on all sides.
    pub fn grown(self, margin: f64) -> Rect {
        let margin = Point::new(margin, margin);
        Rect { low: self.low - margin, high: self.high + margin }
    }

    /// The least rectangle that holds both.
    pub fn united(self, other: Rect) -> Rect {
        Rect {
            low: Point::new(self.low.x.min(other.low.x), self.low.y.min(other.low.y)),
            high: Point::new(self.high.x.max(other.high.x), self.high.y.max(other.high.y)),
        }
    }

    /// The least rectangle that holds this and a point.
    pub fn with(self, point: Point) -> Rect {
        self.united(Rect { low: point, high: point })
    }

    /// True where the insides share a point.
    pub fn overlaps(self, other: Rect) -> bool {
        self.low.x < other.high.x && other.low.x < self.high.x && self.low.y < other.high.y && other.low.y < self.high.y
    }

    /// True where the point lies inside.
    pub fn contains(self, point: Point) -> bool {
        self.low.x < point.x && point.x < self.high.x && self.low.y < point.y && point.y < self.high.y
    }

    /// Width and height.
    pub fn size(self) -> Size {
        Size::new(self.high.x - self.low.x, self.high.y - self.low.y)
    }

    /// Where its diagonals cross.
    pub fn middle(self) -> Point {
        self.low.toward(self.high, 0.5)
    }
}

/// A cubic Bézier curve: start, two handles, end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve(pub [Point; 4]);

impl Curve {
    /// The point at a parameter between 0 and 1.
    pub fn at(self, share: f64) -> Point {
        self.split(share).0.0[3]
    }

    /// Direction of travel at a parameter, of length one.
    pub fn tangent(self, share: f64) -> Point {
        let [a, b, c, d] = self.0;
        let (first, second) = (
            a.toward(b, share).toward(b.toward(c, share), share),
            b.toward(c, share).toward(c.toward(d, share), share),
        );
        (second - first).unit()
    }

    /// The part before and the part after a parameter.
    pub fn split(self, share: f64) -> (Curve, Curve) {
        let [a, b, c, d] = self.0;
        let (ab, bc, cd) = (a.toward(b, share), b.toward(c, share), c.toward(d, share));
        let (abc, bcd) = (ab.toward(bc, share), bc.toward(cd, share));
        let middle = abc.toward(bcd, share);
        (Curve([a, ab, abc, middle]), Curve([middle, bcd, cd, d]))
    }

    /// The part between two parameters, of which the first is the lesser.
    pub fn between(self, from: f64, to: f64) -> Curve {
        let head = self.split(to).0;
        if to > 0.0 { head.split(from / to).1 } else { head }
    }
}

#[cfg(test)]
mod tests {
    use super::{Curve, Point, direction};

    #[test]
    fn directions_go_round() {
        for step in 0..48 {
            let turns = f64::from(step) / 48.0;
            let (sine, cosine) = (turns * std::f64::consts::TAU).sin_cos();
            assert!((direction(turns) - Point::new(cosine, sine)).length() < 1e-6, "{turns}");
        }
    }

    #[test]
    fn the_middle_part_of_a_curve_lies_on_it() {
        let curve =
            Curve([Point::new(0.0, 0.0), Point::new(10.0, 30.0), Point::new(40.0, -10.0), Point::new(60.0, 20.0)]);
        let part = curve.between(0.25, 0.75);
        assert!((part.at(0.5) - curve.at(0.5)).length() < 1e-9);
        assert!((part.0[0] - curve.at(0.25)).length() < 1e-9);
    }
}
