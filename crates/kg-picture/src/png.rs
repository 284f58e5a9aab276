//! PNG of an SVG, through `resvg`.
//!
//! In: the text of an SVG and a scale. Out: the bytes of a PNG. Letters come from the fonts of this computer
//! (Helvetica's widths are asked for, so Arial or Liberation Sans are the nearest); without any font words would
//! silently be missing, so that is an error. A computer's fonts differ from the next one's: unlike the SVG, these bytes
//! are the same on one machine only.
//!
//! `resvg` with its fonts is a quarter of what a clean build compiles, so it is the feature `png`.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

/// Pixels of an SVG as a PNG file, so many pixels to one of its own.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, String> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(format!("`{scale}` is no scale; it must be more than 0, such as 2"));
    }
    let mut options = Options::default();
    options.fontdb_mut().load_system_fonts();
    let family = family(&options.fontdb)
        .ok_or("there are no fonts on this computer, and a picture without words would tell nothing; install one (such as `fonts-liberation`), or write SVG")?;
    options.font_family.clone_from(&family);
    options.fontdb_mut().set_sans_serif_family(family);
    let tree =
        Tree::from_str(svg, &options).map_err(|error| format!("the picture is no SVG that can be drawn: {error}"))?;
    let size = tree.size().to_int_size().scale_by(scale).ok_or("the picture is empty")?;
    if u64::from(size.width()) * u64::from(size.height()) > MOST_PIXELS {
        return Err(format!(
            "{} by {} pixels are too many for a PNG; take a smaller scale, a part of the graph, or SVG",
            size.width(),
            size.height()
        ));
    }
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or("the picture is empty")?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| format!("the PNG cannot be written: {error}"))
}

/// Four bytes each, this is 800 MB of memory.
const MOST_PIXELS: u64 = 200_000_000;

/// The family that is nearest to what the picture was measured with.
fn family(fonts: &Database) -> Option<String> {
    const WANTED: [&str; 7] =
        ["Helvetica", "Arial", "Liberation Sans", "Nimbus Sans", "FreeSans", "DejaVu Sans", "Noto Sans"];
    let names = || fonts.faces().flat_map(|face| face.families.iter().map(|(name, _)| name.as_str()));
    let wanted = WANTED.into_iter().find(|wanted| names().any(|name| name == *wanted));
    wanted.or_else(|| names().min()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::png;

    const SVG: &str =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><text x=\"2\" y=\"15\">Iran</text></svg>";

    #[test]
    fn a_scale_of_two_doubles_the_size() {
        match png(SVG, 2.0) {
            Ok(bytes) => assert_eq!((&bytes[1..4], &bytes[16..24]), (&b"PNG"[..], &[0, 0, 0, 80, 0, 0, 0, 40][..])),
            Err(error) => assert!(error.contains("no fonts"), "{error}"),
        }
    }

    #[test]
    fn what_is_no_svg_is_an_error() {
        assert!(png("<html/>", 1.0).is_err() && png(SVG, 0.0).is_err());
    }
}
