//! Strokes that pictures and their legends share: lines, arrowheads, figures.
//!
//! In come places and shapes, out come elements of SVG, every coordinate with one decimal. Where they stand in a
//! picture is decided by `svg`, `legend` and `timeline`.

use std::fmt::Write;

use super::drawing::{Arrow, Line};
use super::geometry::{Curve, Point, Size};
use super::shape::{Figure, Outline};
use super::xml::number;

/// The colour of lines that have none of their own.
pub(super) const GRAY: &str = "#666666";
/// Length of an arrowhead.
pub(super) const ARROW: f64 = 8.0;
/// Half of its width.
const ARROW_HALF: f64 = 3.3;

/// What makes a line dashed or dotted, as attributes.
pub(super) fn dashes(line: Line) -> &'static str {
    match line {
        Line::Thick | Line::Solid | Line::Thin => "",
        Line::Dashed => " stroke-dasharray=\"6 3.5\"",
        Line::Dotted => " stroke-dasharray=\"0.1 3.6\" stroke-linecap=\"round\" stroke-opacity=\"0.95\"",
    }
}

/// How wide a line is drawn, in pixels.
pub(super) fn width(line: Line) -> &'static str {
    match line {
        Line::Thick => "2.2",
        Line::Dotted => "1.7",
        Line::Solid => "1.5",
        Line::Dashed => "1.3",
        Line::Thin => "0.9",
    }
}

/// An arrowhead whose tip lies at a place, pointing along.
pub(super) fn arrow_head(arrow: Arrow, tip: Point, along: Point, shade: &str, out: &mut String) {
    let aside = along.normal() * ARROW_HALF;
    match arrow {
        Arrow::None => {}
        Arrow::Normal => {
            let base = tip - along * ARROW;
            let _ = write!(out, "<path d=\"{}Z\" fill=\"{shade}\"/>", polyline(&[tip, base + aside, base - aside]));
        }
        Arrow::Tee => {
            let bar = tip - along * 2.5;
            let _ = write!(
                out,
                "<path d=\"{}\" stroke=\"{shade}\" stroke-width=\"2.2\"/>",
                polyline(&[bar + aside * 1.6, bar - aside * 1.6])
            );
        }
    }
}

/// Draws a figure: outline, ground, lines inside.
pub(super) fn figure(figure: &Figure, middle: Point, fill: &str, line: Line, emphasis: bool, out: &mut String) {
    let width = if emphasis { "2.4" } else { "1.1" };
    let rim = if figure.rimless && line == Line::Solid && !emphasis { "none" } else { "#555555" };
    let dashes = if line == Line::Solid { "" } else { " stroke-dasharray=\"4 2.5\"" };
    let pen = format!("fill=\"{fill}\" stroke=\"{rim}\" stroke-width=\"{width}\"{dashes}");
    let moved = |points: &[Point]| polyline(&points.iter().map(|point| *point + middle).collect::<Vec<_>>());
    let _ = match &figure.outline {
        Outline::Ellipse => {
            let Size { width, height } = figure.size;
            write!(
                out,
                "<ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\" {pen}/>",
                number(middle.x),
                number(middle.y),
                number(width / 2.0),
                number(height / 2.0)
            )
        }
        Outline::Polygon(corners) => write!(out, "<path d=\"{}Z\" stroke-linejoin=\"round\" {pen}/>", moved(corners)),
    };
    for inner in &figure.inner {
        let _ = write!(out, "<path d=\"{}\" fill=\"none\" stroke=\"{rim}\" stroke-width=\"0.9\"/>", moved(inner));
    }
}

/// A curve, as the data of a path.
pub(super) fn path(curve: Curve) -> String {
    let [a, b, c, d] = curve.0.map(|point| format!("{} {}", number(point.x), number(point.y)));
    format!("M{a}C{b} {c} {d}")
}

/// Points joined by straight lines, as the data of a path.
pub(super) fn polyline(points: &[Point]) -> String {
    let point = |(index, point): (usize, &Point)| {
        format!("{}{} {}", if index == 0 { 'M' } else { 'L' }, number(point.x), number(point.y))
    };
    points.iter().enumerate().map(point).collect()
}
