//! Components side by side, in a picture somewhat wider than high.
//!
//! In: blocks of bodies with places of their own. Out: the blocks moved so that none lies on another, the whole
//! starting at the origin. The largest comes first; each next one goes where the sky line of those before is lowest,
//! tried for several widths of the whole.

use super::super::geometry::{Point, Rect, Size};

/// The rectangle around bodies at their places.
pub(super) fn bounds(points: &[Point], sizes: impl Iterator<Item = Size>) -> Rect {
    points.iter().zip(sizes).fold(Rect::EMPTY, |bounds, (point, size)| bounds.united(Rect::around(*point, size)))
}

/// Moves the blocks; `sizes` are those of all bodies, which the blocks name.
pub(super) fn side_by_side(blocks: &mut [(Vec<usize>, Vec<Point>)], sizes: &[Size]) {
    const MARGIN: f64 = 18.0;
    let areas: Vec<Rect> = blocks
        .iter()
        .map(|(members, points)| bounds(points, members.iter().map(|member| sizes[*member])).grown(MARGIN))
        .collect();
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    // By height, the sky line stays even; by first member where two are alike.
    order.sort_by(|a, b| areas[*b].size().height.total_cmp(&areas[*a].size().height).then(a.cmp(b)));
    let widest = areas.iter().map(|area| area.size().width).fold(0.0, f64::max);
    let sum: f64 = areas.iter().map(|area| area.size().width * area.size().height).sum();
    let mut best: Option<(f64, Vec<Point>)> = None;
    for wider in WIDTHS {
        let width = widest.max((sum * WIDER_THAN_HIGH).sqrt() * wider).max(widest * wider.min(1.3));
        let (corners, whole) = placed(&order, &areas, width);
        let cost = (whole.width / WIDER_THAN_HIGH).max(whole.height);
        if best.as_ref().is_none_or(|(least, _)| cost < *least - 0.5) {
            best = Some((cost, corners));
        }
    }
    let Some((_, corners)) = best else { return };
    for ((area, corner), (_, points)) in areas.iter().zip(corners).zip(blocks) {
        let motion = corner - area.low - Point::new(MARGIN, MARGIN);
        points.iter_mut().for_each(|point| *point = *point + motion);
    }
}

/// Of the whole, as a screen or a page across.
const WIDER_THAN_HIGH: f64 = 1.45;
/// Widths that are tried, as shares of the ideal.
const WIDTHS: [f64; 6] = [1.0, 0.9, 1.1, 1.2, 1.3, 1.5];

/// Upper left corners of all blocks in a strip of a width, and the size of the whole.
fn placed(order: &[usize], areas: &[Rect], width: f64) -> (Vec<Point>, Size) {
    // The sky line: from which x on it is how far down, sorted by x.
    let mut sky: Vec<(f64, f64)> = vec![(0.0, 0.0)];
    let mut corners = vec![Point::default(); areas.len()];
    let mut whole = Size::default();
    for block in order.iter().copied() {
        let size = areas[block].size();
        let mut best: Option<Point> = None;
        for (index, (x, _)) in sky.iter().copied().enumerate() {
            if x + size.width > width + 0.5 && x > 0.0 {
                continue;
            }
            let down = sky[index..]
                .iter()
                .take_while(|(next, _)| *next < x + size.width)
                .map(|(_, down)| *down)
                .fold(0.0, f64::max);
            if best.is_none_or(|best| down < best.y) {
                best = Some(Point::new(x, down));
            }
        }
        let corner = best.unwrap_or_default();
        corners[block] = corner;
        sky = raised(&sky, corner.x, corner.x + size.width, corner.y + size.height);
        whole = Size::new(whole.width.max(corner.x + size.width), whole.height.max(corner.y + size.height));
    }
    (corners, whole)
}

/// The sky line with a stretch of it at another height.
fn raised(sky: &[(f64, f64)], from: f64, to: f64, down: f64) -> Vec<(f64, f64)> {
    let behind = sky.iter().take_while(|(x, _)| *x <= to).last().map_or(0.0, |(_, down)| *down);
    let mut line: Vec<(f64, f64)> = sky.iter().copied().filter(|(x, _)| *x < from).collect();
    line.push((from, down));
    line.push((to, behind));
    line.extend(sky.iter().copied().filter(|(x, _)| *x > to));
    line
}
