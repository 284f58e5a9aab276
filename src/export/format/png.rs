//! PNG: the SVG as pixels, two for each of its own. Letters come from the fonts of the machine, so these bytes are the
//! same on one machine only.

use std::io::{self, Write};

use super::drawing::drawing;
use super::svg::left_out;
use crate::export::{Options, Selection};
use crate::picture;

/// Pixels for one of the SVG: sharp on today's screens.
const SCALE: f32 = 2.0;

/// A picture as a PNG file.
///
/// # Errors
/// Where the machine has no fonts, or the picture is too large for pixels.
pub fn png(picture: &picture::Picture) -> Result<Vec<u8>, String> {
    pixels(&picture.svg)
}

/// An SVG of whomever as a PNG file.
///
/// # Errors
/// Where the machine has no fonts, the picture is too large for pixels, or the text is no SVG.
pub fn pixels(svg: &str) -> Result<Vec<u8>, String> {
    picture::png(svg, SCALE)
}

/// Writes a part of a graph as pixels; what the SVG has no room for and the tooltips, which no PNG has, are left out.
pub(super) fn write(selection: &Selection, options: &Options, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let picture = picture::network(&drawing(selection, options));
    out.write_all(&png(&picture).map_err(io::Error::other)?)?;
    let words =
        (!selection.relations.is_empty()).then(|| format!("the words behind {} relations", selection.relations.len()));
    Ok(left_out(picture.labels_left_out)
        .into_iter()
        .map(|lost| lost.replace(" (it is in the tooltip)", "").replace(" (they are in the tooltips)", ""))
        .chain(words)
        .collect())
}
