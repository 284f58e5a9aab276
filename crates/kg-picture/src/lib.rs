//! Pictures of actors and relations: plain values in, SVG (and PNG) out.
//!
//! Three pictures: a network laid out by forces ([`network`]), ways from one actor to another in layers ([`ways`]),
//! dated events along an axis ([`timeline()`]). Nothing here knows actors, claims or files. Same input, same bytes: no
//! hash order, no clock, no function of the platform's mathematics library, and the order of the input does not show.
//!
//! [`drawing`] says what is shown; [`text_width`], [`text_lines`] and [`shape`] how large it is; [`force`] and
//! [`layered`] where it stands; [`route`] how edges run; [`edge_label`] where their words go; `scene` puts that
//! together and `svg` writes it.

mod drawing;
mod edge_label;
mod force;
mod geometry;
mod layered;
mod legend;
#[cfg(feature = "png")]
mod png;
mod route;
mod scene;
mod shape;
mod stroke;
mod svg;
mod text_lines;
mod text_width;
mod timeline;
mod xml;

use std::collections::BTreeMap;

pub use drawing::{Arrow, Drawing, Edge, LegendLine, Line, Node, Picture, Sign};
pub use geometry::Point;
#[cfg(feature = "png")]
pub use png::png;
pub use shape::Shape;
pub use timeline::{Date, Timeline, TimelineItem, timeline};

/// Draws actors and relations, laid out by forces.
pub fn network(drawing: &Drawing) -> Picture {
    svg::written(drawing, &scene::network(drawing))
}

/// Draws ways from one actor to another, each a list of node ids from start to end.
pub fn ways(drawing: &Drawing, ways: &[Vec<String>]) -> Picture {
    svg::written(drawing, &scene::ways(drawing, ways))
}

/// Where each node's middle comes to lie when a network is laid out by forces, by id, in pixels.
pub fn middles(drawing: &Drawing) -> BTreeMap<String, Point> {
    scene::network(drawing).nodes.into_iter().map(|placed| (placed.node.id.clone(), placed.middle)).collect()
}
/// What stands for PNG in a program built without it.
#[cfg(not(feature = "png"))]
pub fn png(_: &str, _: f32) -> Result<Vec<u8>, String> {
    Err("this kg was built without PNG; build it with `cargo install --path . --features png`, or write SVG".to_owned())
}
