//! SVG that stands by itself: no script, no font from elsewhere, tooltips in `<title>`.
//!
//! In: a scene. Out: a [`Picture`]: white ground, lines below nodes, nodes below words of edges, title above, legend
//! below. Whatever others wrote passes [`escaped`], colours pass [`color`], and every coordinate has one decimal.

use std::fmt::Write;

use super::drawing::{Arrow, Drawing, Line, Picture};
use super::geometry::{Curve, Point, Rect, Size};
use super::legend;
use super::scene::{EDGE_LETTERS, NODE_LETTERS, Placed, Routed, Scene};
use super::stroke::{self, ARROW, GRAY, arrow_head, dashes, figure, path};
use super::text_lines::{LINE_HEIGHT, wrapped_at};
use super::text_width::{BOLD, text_width};
use super::xml::{color, escaped, number, readable};

/// Writes a scene.
pub(super) fn written(drawing: &Drawing, scene: &Scene<'_>) -> Picture {
    let area = scene.bounds.grown(MARGIN);
    let mut body = String::new();
    body.push_str("<g class=\"edges\" fill=\"none\">\n");
    scene.edges.iter().for_each(|edge| line(edge, &mut body));
    body.push_str("</g>\n<g class=\"nodes\" text-anchor=\"middle\">\n");
    scene.nodes.iter().for_each(|placed| node(placed, &mut body));
    let _ = writeln!(body, "</g>\n<g class=\"labels\" text-anchor=\"middle\" font-size=\"{EDGE_LETTERS}\">");
    scene.edges.iter().for_each(|edge| label(edge, &mut body));
    body.push_str("</g>\n");
    let width = area.size().width.max(legend::least_width(&drawing.legend) + 2.0 * MARGIN);
    let area = Rect {
        low: area.low - Point::new((width - area.size().width) / 2.0, 0.0),
        high: area.high + Point::new((width - area.size().width) / 2.0, 0.0),
    };
    let svg = page(drawing.title.trim(), &drawing.description, &drawing.legend, area, &body);
    Picture {
        svg,
        labels_left_out: scene
            .edges
            .iter()
            .filter(|edge| edge.label.is_none() && !edge.edge.label.trim().is_empty())
            .count(),
    }
}

/// Around everything.
pub(super) const MARGIN: f64 = 16.0;
const TITLE_LETTERS: f64 = 16.0;
/// Whatever has Helvetica's widths.
const FONTS: &str = "Helvetica, Arial, &quot;Liberation Sans&quot;, sans-serif";

/// A whole document around what is drawn in an area, with room for title and legend made above and below it.
pub(super) fn page(
    title: &str,
    description: &str,
    legend_lines: &[super::drawing::LegendLine],
    area: Rect,
    body: &str,
) -> String {
    let width = area.size().width;
    let mut below = String::new();
    let legend_height =
        legend::write(legend_lines, Point::new(area.low.x + MARGIN, area.high.y), width - 2.0 * MARGIN, &mut below);
    let lines = if title.is_empty() {
        Vec::new()
    } else {
        wrapped_at(title, ((width - 2.0 * MARGIN) / (TITLE_LETTERS * 0.56)).max(18.0)).lines
    };
    let step = TITLE_LETTERS * 1.25;
    let head = if lines.is_empty() { 0.0 } else { step * lines.len() as f64 + 6.0 };
    let widest = lines.iter().map(|line| text_width(line, TITLE_LETTERS) * BOLD + 2.0 * MARGIN).fold(width, f64::max);
    let whole = Rect {
        low: area.low - Point::new(0.0, head),
        high: Point::new(
            area.low.x + widest,
            area.high.y + if legend_height > 0.0 { legend_height + MARGIN * 0.6 } else { 0.0 },
        ),
    };
    let size = whole.size();
    let (x, y, width, height) =
        (number(whole.low.x), number(whole.low.y), number(size.width.ceil()), number(size.height.ceil()));
    let mut out = String::with_capacity(body.len() + 2000);
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}\" height=\"{height}\" viewBox=\"{x} {y} {width} {height}\" font-family=\"{FONTS}\" font-size=\"{NODE_LETTERS}\">"
    );
    let _ = writeln!(out, "<title>{}</title>\n<desc>{}</desc>", escaped(title), escaped(description));
    let _ = writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>");
    for (index, line) in lines.iter().enumerate() {
        let base = whole.low.y + MARGIN * 0.6 + step * (index as f64 + 0.8);
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{TITLE_LETTERS}\" font-weight=\"bold\" fill=\"#222222\">{}</text>",
            number(area.low.x + MARGIN),
            number(base),
            escaped(line)
        );
    }
    out.push_str(body);
    out.push_str(&below);
    out.push_str("</svg>\n");
    out
}

fn line(routed: &Routed<'_>, out: &mut String) {
    let shade = color(&routed.edge.color, GRAY);
    let curve = routed.course.curve;
    let (tip, shaft) = match routed.edge.arrow {
        Arrow::None | Arrow::Tee => (curve.0[3] - curve.tangent(0.98), curve),
        Arrow::Normal => shortened(curve),
    };
    out.push_str("<g class=\"edge\"");
    let _ = write!(out, " data-id=\"{}\">", escaped(&routed.edge.id));
    tooltip(&routed.edge.title, &routed.edge.label, out);
    let path = path(shaft);
    if routed.label.is_none() {
        // Whoever looks for words that had no room need not hit a hair.
        let _ = write!(
            out,
            "<path d=\"{path}\" stroke=\"#ffffff\" stroke-opacity=\"0\" stroke-width=\"9\" pointer-events=\"stroke\"/>"
        );
    }
    let width = stroke::width(routed.edge.line);
    let _ = write!(out, "<path d=\"{path}\" stroke=\"{shade}\" stroke-width=\"{width}\"{}/>", dashes(routed.edge.line));
    let along = match routed.edge.arrow {
        Arrow::None | Arrow::Tee => curve.tangent(0.98),
        Arrow::Normal => (curve.0[3] - tip).unit(),
    };
    arrow_head(routed.edge.arrow, curve.0[3], along, shade, out);
    out.push_str("</g>\n");
}

/// The curve without the length of an arrowhead at its end, and where it ends then.
fn shortened(curve: Curve) -> (Point, Curve) {
    const HALVINGS: u32 = 14;
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let half = (low + high) / 2.0;
        if (curve.at(half) - curve.0[3]).length() > ARROW { low = half } else { high = half }
    }
    (curve.at(low), curve.split(low).0)
}

fn node(placed: &Placed<'_>, out: &mut String) {
    let node = placed.node;
    let _ = write!(out, "<g class=\"node\" data-id=\"{}\">", escaped(&node.id));
    let whole = if placed.lines.shortened { node.label.as_str() } else { "" };
    tooltip(&node.title, whole, out);
    figure(
        &placed.figure,
        placed.middle,
        color(&node.fill, "#ffffff"),
        if node.dashed { Line::Dashed } else { Line::Solid },
        node.emphasis,
        out,
    );
    words(
        &placed.lines.lines,
        placed.middle + placed.figure.words,
        NODE_LETTERS,
        if node.emphasis { " font-weight=\"bold\"" } else { "" },
        out,
    );
    out.push_str("</g>\n");
}

fn label(routed: &Routed<'_>, out: &mut String) {
    let Some(area) = routed.label else { return };
    let shade = readable(color(&routed.edge.color, GRAY));
    out.push_str("<g>");
    let whole = if routed.lines.shortened { routed.edge.label.as_str() } else { "" };
    tooltip(&routed.edge.title, whole, out);
    ground(area, out);
    words(&routed.lines.lines, area.middle(), EDGE_LETTERS, &format!(" fill=\"{shade}\""), out);
    out.push_str("</g>\n");
}

/// What keeps lines below from striking words through.
pub(super) fn ground(area: Rect, out: &mut String) {
    let Size { width, height } = area.size();
    let _ = write!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\" fill=\"#ffffff\" fill-opacity=\"0.86\"/>",
        number(area.low.x),
        number(area.low.y),
        number(width),
        number(height)
    );
}

/// Lines of words around a middle.
pub(super) fn words(lines: &[String], middle: Point, letters: f64, attributes: &str, out: &mut String) {
    // A line's middle lies this much above the base line: half of the height of a capital.
    const HALF_CAPITAL: f64 = 0.36;
    let top = middle.y - letters * LINE_HEIGHT * (lines.len() as f64 - 1.0) / 2.0 + letters * HALF_CAPITAL;
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        let base = top + letters * LINE_HEIGHT * index as f64;
        let _ =
            write!(out, "<text x=\"{}\" y=\"{}\"{attributes}>{}</text>", number(middle.x), number(base), escaped(line));
    }
}

/// A `<title>` with the words of a tooltip, and the whole of what was shortened before them.
pub(super) fn tooltip(title: &str, whole: &str, out: &mut String) {
    let text = match (whole.trim(), title.trim()) {
        ("", title) => title.to_owned(),
        (whole, title) if title.is_empty() || title.contains(whole) => {
            if title.is_empty() { whole } else { title }.to_owned()
        }
        (whole, title) => format!("{whole}: {title}"),
    };
    if !text.is_empty() {
        let _ = write!(out, "<title>{}</title>", escaped(&text));
    }
}

#[cfg(test)]
mod tests {
    use super::super::drawing::{Arrow, Drawing, Edge, LegendLine, Line, Node, Sign};
    use super::super::shape::{NAMES, Shape};
    use super::super::{network, scene, ways};

    /// A small world in which everything happens: hubs, parallel edges, loops, long names.
    fn drawing(count: usize) -> Drawing {
        let node = |index: usize| Node {
            id: format!("n{index}"),
            label: ["Iran", "Islamic Revolutionary Guard Corps", "al-Qaida"][index % 3].to_owned(),
            shape: NAMES[index % NAMES.len()].1,
            fill: "#dbe9f6".to_owned(),
            dashed: index.is_multiple_of(4),
            ..Node::default()
        };
        let edge = |index: usize| Edge {
            id: format!("e{index}"),
            from: format!("n{}", index % count),
            to: format!("n{}", index * index % 7 * index % count),
            label: ["warned", "requested something of", "met"][index % 3].to_owned(),
            color: "#8a8a8a".to_owned(),
            line: [Line::Solid, Line::Dashed, Line::Dotted][index % 3],
            arrow: [Arrow::Normal, Arrow::None, Arrow::Tee][index % 3],
            title: "“words”".to_owned(),
        };
        let legend = vec![LegendLine { sign: Sign::Line(Line::Dashed, Arrow::Tee), text: "denied".to_owned() }];
        Drawing {
            title: "what is said".to_owned(),
            nodes: (0..count).map(node).collect(),
            edges: (0..count * 2).map(edge).collect(),
            legend,
            ..Drawing::default()
        }
    }

    #[test]
    fn the_order_of_nodes_and_edges_does_not_show() {
        let forward = drawing(24);
        let mut backward = forward.clone();
        backward.nodes.reverse();
        backward.edges.reverse();
        assert_eq!(network(&forward), network(&backward));
    }

    #[test]
    fn words_lie_neither_on_words_nor_on_nodes() {
        let drawing = drawing(40);
        let scene = scene::network(&drawing);
        let labels: Vec<_> = scene.edges.iter().filter_map(|edge| edge.label).collect();
        assert!(labels.len() > 60, "{} labels", labels.len());
        for (index, label) in labels.iter().enumerate() {
            assert!(labels[..index].iter().all(|other| !other.overlaps(*label)));
            assert!(scene.nodes.iter().all(|node| !node.figure.bounds(node.middle).overlaps(*label)));
        }
    }

    #[test]
    fn labels_that_are_left_out_are_counted() {
        let drawing = drawing(40);
        let shown = scene::network(&drawing).edges.iter().filter(|edge| edge.label.is_some()).count();
        assert_eq!(network(&drawing).labels_left_out, drawing.edges.len() - shown);
    }

    #[test]
    fn hostile_words_are_text() {
        const HOSTILE: [&str; 6] =
            ["\"><script>alert(1)</script>", "a\u{0}b\u{1b}[31m", "x\u{202e}y", "]]>&#0;", "two\n\nlines", "\u{ffff}"];
        let node = |(index, text): (usize, &&str)| Node {
            id: format!("{text}{index}"),
            label: (*text).to_owned(),
            fill: (*text).to_owned(),
            title: (*text).to_owned(),
            shape: Shape::named(text),
            ..Node::default()
        };
        let nodes: Vec<Node> = HOSTILE.iter().enumerate().map(node).collect();
        let edge = |pair: &[Node]| Edge {
            id: pair[0].label.clone(),
            from: pair[0].id.clone(),
            to: pair[1].id.clone(),
            label: pair[0].label.clone(),
            color: pair[1].label.clone(),
            title: pair[1].label.clone(),
            ..Edge::default()
        };
        let edges = nodes.windows(2).map(edge).collect();
        let legend =
            HOSTILE.map(|text| LegendLine { sign: Sign::Color(text.to_owned()), text: text.to_owned() }).to_vec();
        let drawing = Drawing { title: HOSTILE.concat(), description: HOSTILE.concat(), nodes, edges, legend };
        let ids: Vec<String> = drawing.nodes.iter().map(|node| node.id.clone()).collect();
        for picture in [network(&drawing), ways(&drawing, &[ids])] {
            let parsed = roxmltree::Document::parse(&picture.svg).expect("it is well-formed");
            assert!(parsed.descendants().all(|node| node.tag_name().name() != "script"));
            assert!(!picture.svg.contains('\u{202e}') && !picture.svg.contains("NaN") && !picture.svg.contains("inf"));
        }
    }

    #[test]
    fn nothing_at_all_is_a_picture() {
        let picture = network(&Drawing::default());
        roxmltree::Document::parse(&picture.svg).expect("it is well-formed");
    }

    #[test]
    fn an_edge_to_nobody_is_not_drawn() {
        let mut drawing = drawing(6);
        drawing.edges.push(Edge { to: "nobody".to_owned(), ..drawing.edges[0].clone() });
        let picture = network(&drawing);
        roxmltree::Document::parse(&picture.svg).expect("it is well-formed");
        assert!(!picture.svg.contains("NaN") && !picture.svg.contains("nobody"));
    }

    #[test]
    fn arrowheads_touch_the_outlines() {
        let drawing = drawing(12);
        let scene = scene::network(&drawing);
        for edge in scene.edges.iter().filter(|edge| edge.edge.from != edge.edge.to) {
            let node = scene.nodes.iter().find(|node| node.node.id == edge.edge.to).expect("it is drawn");
            let tip = edge.course.curve.0[3] - node.middle;
            assert!(!node.figure.contains(tip * 0.97) || !node.figure.contains(tip * 1.03), "{:?}", edge.edge.id);
            assert!(node.figure.contains(tip * 0.9) && !node.figure.contains(tip * 1.1), "{:?}", edge.edge.id);
        }
    }
}
