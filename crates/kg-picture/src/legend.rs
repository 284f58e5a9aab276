//! The legend below a picture: signs with their words, flowing in rows.
//!
//! In: legend lines and the width of the picture. Out: SVG at a place, and its height. Colours first, then lines, then
//! shapes, each in the order given.

use std::fmt::Write;

use super::drawing::{Arrow, LegendLine, Line, Sign};
use super::geometry::{Point, Size};
use super::stroke::{self, GRAY};
use super::text_width::text_width;
use super::xml::{color, escaped, number, visible};

/// Writes the legend with its upper left corner at a place; gives its height.
pub(super) fn write(lines: &[LegendLine], corner: Point, width: f64, out: &mut String) -> f64 {
    if lines.is_empty() {
        return 0.0;
    }
    let (mut x, mut y) = (corner.x, corner.y + ROW / 2.0);
    out.push_str("<g class=\"legend\">\n");
    let mut last = None;
    let mut sorted: Vec<&LegendLine> = lines.iter().collect();
    sorted.sort_by_key(|line| order(&line.sign));
    for line in sorted {
        let room = SIGN + 6.0 + text_width(&visible(&line.text), LETTERS) + BETWEEN;
        let is_new_sort = last.is_some_and(|last| last != order(&line.sign));
        if x > corner.x && (x + room > corner.x + width || is_new_sort) {
            (x, y) = (corner.x, y + ROW);
        }
        last = Some(order(&line.sign));
        sign(&line.sign, Point::new(x, y), out);
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{LETTERS}\" fill=\"#333333\">{}</text>",
            number(x + SIGN + 6.0),
            number(y + LETTERS * 0.35),
            escaped(&line.text)
        );
        x += room;
    }
    out.push_str("</g>\n");
    y + ROW / 2.0 - corner.y
}

/// How wide a legend is that stands in one row, or the wish of a sensible one in several.
pub(super) fn least_width(lines: &[LegendLine]) -> f64 {
    const SENSIBLE: f64 = 520.0;
    let whole: f64 = lines.iter().map(|line| SIGN + 6.0 + text_width(&visible(&line.text), LETTERS) + BETWEEN).sum();
    whole.min(SENSIBLE)
}

const LETTERS: f64 = 10.5;
const ROW: f64 = 19.0;
/// Width of a sign.
const SIGN: f64 = 36.0;
const BETWEEN: f64 = 16.0;

fn order(sign: &Sign) -> u8 {
    match sign {
        Sign::Color(_) => 0,
        Sign::Line(..) => 1,
        Sign::Shape { .. } => 2,
    }
}

fn sign(sign: &Sign, at: Point, out: &mut String) {
    let end = at + Point::new(SIGN, 0.0);
    match sign {
        Sign::Color(shade) => {
            let _ = writeln!(
                out,
                "<path d=\"M{} {}H{}\" stroke=\"{}\" stroke-width=\"3\"/>",
                number(at.x),
                number(at.y),
                number(end.x),
                color(shade, GRAY)
            );
        }
        Sign::Line(line, arrow) => {
            let until = if *arrow == Arrow::Normal { end.x - stroke::ARROW } else { end.x };
            let dashes = stroke::dashes(*line);
            let _ = writeln!(
                out,
                "<path d=\"M{} {}H{}\" stroke=\"{}\" stroke-width=\"{}\"{dashes}/>",
                number(at.x),
                number(at.y),
                number(until),
                GRAY,
                stroke::width(*line)
            );
            stroke::arrow_head(*arrow, end, Point::new(1.0, 0.0), GRAY, out);
        }
        Sign::Shape { shape, fill, dashed } => {
            let figure = shape.figure(Size::new(4.0, 2.0));
            stroke::figure(
                &figure,
                at.toward(end, 0.5),
                color(fill, "#ffffff"),
                if *dashed { Line::Dashed } else { Line::Solid },
                false,
                out,
            );
        }
    }
}
