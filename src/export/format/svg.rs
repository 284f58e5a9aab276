//! SVG 1.1: a network laid out by forces (`crate::picture`), with the words that state each relation as tooltips.

use std::io::{self, Write};

use super::drawing::drawing;
use crate::export::{Options, Selection};
use crate::picture;

/// Writes a part of a graph as a picture. Actors without a relation in it are left out; a label that would cover
/// another stands in the tooltip alone.
pub(super) fn write(selection: &Selection, options: &Options, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let picture = picture::network(&drawing(selection, options));
    out.write_all(picture.svg.as_bytes())?;
    Ok(left_out(picture.labels_left_out))
}

/// What had no room.
pub(super) fn left_out(labels: usize) -> Vec<String> {
    match labels {
        0 => Vec::new(),
        1 => vec!["the label of 1 relation, for want of room (it is in the tooltip)".to_owned()],
        _ => vec![format!("the labels of {labels} relations, for want of room (they are in the tooltips)")],
    }
}
