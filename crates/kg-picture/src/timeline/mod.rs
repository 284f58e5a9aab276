//! A timeline: what happened when, as far as it is known.
//!
//! In: entries with dates as precise as they are. Out: a [`Picture`]. A day is a dot, a month or a year a bar of that
//! width, a stretch a bar; a side that is open ends in an arrow. Entries come in the order of their first days, each in
//! the first lane that has room for its mark and, on one side of it, its words. Where there are more than
//! [`MOST_LANES`] lanes, the rest is drawn as marks without words below, and counted. What has no date is listed at the
//! end.

mod axis;
mod block;
mod calendar;

use std::fmt::Write;

pub use self::calendar::Date;

use self::axis::Axis;
use self::block::{Block, first, lanes, last};
use super::drawing::{LegendLine, Line, Picture};
use super::geometry::{Point, Rect};
use super::stroke::{self, GRAY};
use super::svg::{self, MARGIN};
use super::text_lines::shortened_to;
use super::text_width::text_width;
use super::xml::{color, escaped, number};

/// Entries and what stands around them.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Above the picture; nothing where it is empty.
    pub title: String,
    /// For people who cannot see the picture.
    pub description: String,
    /// What happened, in any order.
    pub entries: Vec<TimelineItem>,
    /// What colours and lines mean.
    pub legend: Vec<LegendLine>,
}

/// Something at a time. An event at a known date has that date on both sides; without dates it is undated.
#[derive(Clone, Debug, Default)]
pub struct TimelineItem {
    /// When it begins, as precise as known; `None` where nobody says.
    pub from: Option<Date>,
    /// When it ends, as precise as known; `None` where nobody says.
    pub to: Option<Date>,
    /// The words beside its mark.
    pub label: String,
    /// `#rrggbb`.
    pub color: String,
    /// How sure it is, by its stroke.
    pub line: Line,
    /// Tooltip: the words that state it.
    pub title: String,
}

/// Draws a timeline.
pub fn timeline(timeline: &Timeline) -> Picture {
    let mut entries: Vec<&TimelineItem> = timeline.entries.iter().collect();
    entries.sort_by_cached_key(|entry| {
        (
            first(entry),
            last(entry),
            entry.from,
            entry.to,
            entry.label.clone(),
            entry.title.clone(),
            entry.color.clone(),
            entry.line,
        )
    });
    let (dated, undated): (Vec<&TimelineItem>, Vec<&TimelineItem>) =
        entries.into_iter().partition(|entry| entry.from.is_some() || entry.to.is_some());
    let stretches: Vec<(i64, i64)> = dated
        .iter()
        .flat_map(|entry| [entry.from, entry.to])
        .flatten()
        .map(|date| (date.first_day(), date.last_day()))
        .collect();
    let axis = Axis::new(&stretches, OPEN, OPEN + WIDTH);
    let mut blocks: Vec<Block<'_>> = dated.into_iter().map(|entry| Block::new(entry, &axis)).collect();
    let (lanes, count) = lanes(&mut blocks);
    let (kept, rest): (Vec<_>, Vec<_>) = blocks.iter().zip(lanes).partition(|(_, lane)| *lane < MOST_LANES);
    let shown = count.min(MOST_LANES);

    let mut body = String::new();
    let mut height = 0.0;
    if !blocks.is_empty() {
        let strip = if rest.is_empty() { 0.0 } else { LANE };
        height = HEAD + LANE * shown as f64 + strip + 4.0;
        grid(&axis, height, shown > AXIS_TWICE, &mut body);
        for (block, lane) in kept {
            let middle = HEAD + LANE * (lane as f64 + 0.5);
            let _ = write!(body, "<g class=\"entry\">");
            svg::tooltip(&block.entry.title, &block.entry.label, &mut body);
            mark(block, middle, &mut body);
            words(block, middle, &mut body);
            body.push_str("</g>\n");
        }
        for (block, _) in &rest {
            let _ = write!(body, "<g class=\"entry\">");
            svg::tooltip(&block.entry.title, &block.entry.label, &mut body);
            mark(block, height - LANE * 0.6, &mut body);
            body.push_str("</g>\n");
        }
        if shown > AXIS_TWICE {
            height += FOOT;
        }
    }
    let left_out = rest.len() + listed(&undated, &mut height, &mut body);
    let whole = blocks
        .iter()
        .fold(Rect { low: Point::default(), high: Point::new(OPEN * 2.0 + WIDTH, height) }, |area, block| {
            area.with(Point::new(block.left, 0.0)).with(Point::new(block.right, 0.0))
        });
    let area = whole.grown(MARGIN);
    Picture {
        svg: svg::page(timeline.title.trim(), &timeline.description, &timeline.legend, area, &body),
        labels_left_out: left_out,
    }
}

/// Lanes with words; more would be a wall.
pub const MOST_LANES: usize = 70;
/// From this many lanes on, the axis stands below as well.
const AXIS_TWICE: usize = 14;
/// Undated entries that are listed.
const MOST_UNDATED: usize = 60;
/// Of the axis.
const WIDTH: f64 = 960.0;
const LANE: f64 = 21.0;
/// Room for the axis and its words, above and below.
const HEAD: f64 = 38.0;
const FOOT: f64 = 22.0;
/// Length of the line of an open side.
const OPEN: f64 = 30.0;
const LETTERS: f64 = 11.0;
const DOT: f64 = 5.0;
const BAR_HALF: f64 = 7.5;
/// Words are shortened beyond so many average letters.
const MOST_LETTERS: f64 = 60.0;

/// Ticks with their words, lines down from them, bands where nothing is dated.
fn grid(axis: &Axis, height: f64, below_too: bool, out: &mut String) {
    let _ = writeln!(out, "<g class=\"axis\" font-size=\"10\" fill=\"#444444\" text-anchor=\"middle\">");
    for (from, to, words) in &axis.breaks {
        let _ = writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#f1f1f1\"/>",
            number(*from),
            number(HEAD - 8.0),
            number(to - from),
            number(height - HEAD + 8.0)
        );
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" fill=\"#777777\" font-size=\"9\">{}</text>",
            number((from + to) / 2.0),
            number(HEAD - 25.0),
            escaped(words)
        );
    }
    for tick in axis.ticks() {
        let (shade, width) = if tick.is_major { ("#bbbbbb", "1.2") } else { ("#dddddd", "1") };
        let _ = writeln!(
            out,
            "<path d=\"M{} {}V{}\" stroke=\"{shade}\" stroke-width=\"{width}\"/>",
            number(tick.at),
            number(HEAD - 8.0),
            number(height)
        );
        for y in [Some(HEAD - 12.0), below_too.then_some(height + 12.0)].into_iter().flatten() {
            let _ =
                writeln!(out, "<text x=\"{}\" y=\"{}\">{}</text>", number(tick.at), number(y), escaped(&tick.label));
        }
    }
    // One line, with a zigzag where it is broken.
    const ZIGZAG: [f64; 5] = [0.0, -4.0, 4.0, -4.0, 0.0];
    for y in [Some(HEAD - 8.0), below_too.then_some(height)].into_iter().flatten() {
        let mut path = format!("M{} {}", number(OPEN), number(y));
        for (from, to, _) in &axis.breaks {
            for (step, up) in ZIGZAG.into_iter().enumerate() {
                let _ = write!(path, "L{} {}", number(from + (to - from) * step as f64 / 4.0), number(y + up));
            }
        }
        let _ = writeln!(out, "<path d=\"{path}H{}\" fill=\"none\" stroke=\"{GRAY}\"/>", number(OPEN + WIDTH));
    }
    out.push_str("</g>\n");
}

fn mark(block: &Block<'_>, middle: f64, out: &mut String) {
    let shade = color(&block.entry.color, GRAY);
    let dashes = match block.entry.line {
        Line::Thick | Line::Solid | Line::Thin => "",
        Line::Dashed => " stroke-dasharray=\"4 2.5\"",
        Line::Dotted => " stroke-dasharray=\"1.2 2.2\"",
    };
    let pen = format!("stroke=\"{shade}\" stroke-width=\"{}\"{dashes}", stroke::width(block.entry.line));
    let (from, to) = (block.from, block.to);
    for (is_open, start, end) in
        [(block.entry.from.is_none(), from, from - OPEN), (block.entry.to.is_none(), to, to + OPEN)]
    {
        if is_open {
            let along = Point::new(if end < start { -1.0 } else { 1.0 }, 0.0);
            let _ = write!(
                out,
                "<path d=\"M{} {}H{}\" {pen}/>",
                number(start),
                number(middle),
                number(end - along.x * stroke::ARROW)
            );
            stroke::arrow_head(super::drawing::Arrow::Normal, Point::new(end, middle), along, shade, out);
        }
    }
    if block.is_dot {
        let fill = if !matches!(block.entry.line, Line::Dashed | Line::Dotted) { shade } else { "#ffffff" };
        let _ = write!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{DOT}\" fill=\"{fill}\" {pen}/>",
            number((from + to) / 2.0),
            number(middle)
        );
    } else {
        let _ = write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\" fill=\"#ffffff\"/><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\" fill=\"{shade}\" fill-opacity=\"0.2\" {pen}/>",
            number(from),
            number(middle - BAR_HALF),
            number(to - from),
            number(2.0 * BAR_HALF),
            number(from),
            number(middle - BAR_HALF),
            number(to - from),
            number(2.0 * BAR_HALF)
        );
    }
}

fn words(block: &Block<'_>, middle: f64, out: &mut String) {
    let width = block.words_width;
    if block.words_from > block.to || block.words_from + width < block.from {
        svg::ground(
            Rect {
                low: Point::new(block.words_from - 2.0, middle - LETTERS * 0.65),
                high: Point::new(block.words_from + width + 2.0, middle + LETTERS * 0.65),
            },
            out,
        );
    }
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"{LETTERS}\" fill=\"#222222\"><tspan fill=\"#666666\">{}</tspan> {}</text>",
        number(block.words_from),
        number(middle + LETTERS * 0.36),
        escaped(&block.when),
        escaped(&block.words)
    );
}

/// Lists what has no date in columns; gives how many are not listed.
fn listed(undated: &[&TimelineItem], height: &mut f64, out: &mut String) -> usize {
    if undated.is_empty() {
        return 0;
    }
    const SIGN: f64 = 24.0;
    let longest =
        undated.iter().map(|entry| text_width(&shortened_to(&entry.label, MOST_LETTERS), LETTERS)).fold(0.0, f64::max)
            + SIGN
            + 20.0;
    let columns = ((WIDTH + 2.0 * OPEN) / longest).clamp(1.0, 4.0) as usize;
    let shown = &undated[..undated.len().min(MOST_UNDATED)];
    let rows = shown.len().div_ceil(columns);
    let _ = writeln!(out, "<g class=\"undated\" font-size=\"{LETTERS}\" fill=\"#222222\">");
    let more = if undated.len() > shown.len() {
        format!("undated ({} more not listed)", undated.len() - shown.len())
    } else {
        "undated".to_owned()
    };
    let _ = writeln!(out, "<text x=\"0\" y=\"{}\" fill=\"{GRAY}\">{more}</text>", number(*height + 20.0));
    for (index, entry) in shown.iter().enumerate() {
        let (column, row) = (index / rows, index % rows);
        let (x, y) = (longest * column as f64, *height + 20.0 + 17.0 * (row as f64 + 1.0));
        out.push_str("<g>");
        svg::tooltip(&entry.title, &entry.label, out);
        let _ = write!(
            out,
            "<path d=\"M{} {}h{}\" stroke=\"{}\" stroke-width=\"2\"{}/>",
            number(x),
            number(y - 4.0),
            number(SIGN - 8.0),
            color(&entry.color, GRAY),
            stroke::dashes(entry.line)
        );
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\">{}</text></g>",
            number(x + SIGN - 2.0),
            number(y),
            escaped(&shortened_to(&entry.label, MOST_LETTERS))
        );
    }
    out.push_str("</g>\n");
    *height += 20.0 + 17.0 * (rows as f64 + 1.0);
    undated.len() - shown.len()
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Date, Timeline, TimelineItem, timeline};

    fn day(year: i32, month: u8, day: u8) -> Option<Date> {
        Some(Date { year, month: Some(month), day: Some(day) })
    }

    pub(in super::super) fn entries(count: u8) -> Vec<TimelineItem> {
        (0..count)
            .map(|index| {
                let date = day(2010 + i32::from(index % 9), 1 + index % 12, 1 + index % 28);
                TimelineItem {
                    from: date,
                    to: if index % 5 == 0 { None } else { date },
                    label: format!("event <{index}>\u{202e}"),
                    color: "#b5472f".to_owned(),
                    ..TimelineItem::default()
                }
            })
            .collect()
    }

    #[test]
    fn the_order_of_entries_does_not_show() {
        let forward = Timeline { entries: entries(50), ..Timeline::default() };
        let backward = Timeline { entries: entries(50).into_iter().rev().collect(), ..Timeline::default() };
        assert_eq!(timeline(&forward), timeline(&backward));
    }

    #[test]
    fn hostile_words_are_text() {
        let picture =
            timeline(&Timeline { title: "a\u{0}<script>".to_owned(), entries: entries(20), ..Timeline::default() });
        let parsed = roxmltree::Document::parse(&picture.svg).expect("it is well-formed");
        assert!(parsed.descendants().all(|node| node.tag_name().name() != "script"));
    }

    #[test]
    fn more_than_the_lanes_hold_is_counted() {
        let same = TimelineItem {
            from: day(2020, 1, 3),
            to: day(2020, 1, 3),
            label: "killed ".repeat(12),
            ..TimelineItem::default()
        };
        let picture = timeline(&Timeline { entries: vec![same; 100], ..Timeline::default() });
        assert_eq!(picture.labels_left_out, 100 - super::MOST_LANES);
    }

    #[test]
    fn undated_entries_are_listed() {
        let picture = timeline(&Timeline {
            entries: vec![TimelineItem { label: "some day".to_owned(), ..TimelineItem::default() }],
            ..Timeline::default()
        });
        assert!(picture.svg.contains("undated") && picture.svg.contains("some day"));
    }
}
