//! How a review looks: the claim, its words in their text, what it rests on, and the keys, in any window of 40 by 12 or
//! more.
//!
//! Text is wrapped here, by the width that characters take on a terminal, so that Arabic, Chinese and combining marks
//! stand where they should and scrolling counts lines. The words are in bold; without colours they stand between `[`
//! and `]`.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::state::{Draft, Mode, Part, State};
use crate::cli::print::{claims, counted, ground, name, origin, periods, said_by};
use crate::graph::{GraphView, Standing};
use crate::model::{Evidence, Origin, Review};
use crate::query::standing_in_words;
use crate::text::printable;

/// Marks of one column that hold the place of the words through wrapping.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// Smaller windows hold no claim.
const SMALLEST: (u16, u16) = (40, 12);

/// Lines that a message takes at most.
const MOST_SAID: usize = 5;

/// Lines longer than this are hard to read.
const WIDEST: usize = 110;

/// True for a window that shows a claim; a smaller one takes no key but those that leave.
pub(super) fn fits(width: u16, height: u16) -> bool {
    width >= SMALLEST.0 && height >= SMALLEST.1
}

/// Draws the state.
pub(super) fn draw<V: GraphView>(frame: &mut Frame, state: &State<'_, V>) {
    let area = frame.area();
    if !fits(area.width, area.height) {
        frame.render_widget(Paragraph::new(format!("{}x{} at least; q quit", SMALLEST.0, SMALLEST.1)), area);
        return;
    }
    // A refusal that shows both decisions takes several lines.
    let reversed = Style::new().add_modifier(Modifier::REVERSED);
    let mut said = if state.message.is_empty() {
        vec![Line::default()]
    } else {
        wrapped(&state.message, (area.width as usize).saturating_sub(2), reversed)
    };
    said.truncate(MOST_SAID);
    let heights =
        [Constraint::Length(2), Constraint::Min(1), Constraint::Length(said.len() as u16), Constraint::Length(1)];
    let [top, body, message, keys] = Layout::vertical(heights).areas(area);
    frame.render_widget(Paragraph::new(heading(state, top.width as usize)), top);
    frame.render_widget(Paragraph::new(body_lines(state, body)), body);
    frame.render_widget(Paragraph::new(said), message);
    let width = keys.width as usize;
    let [long, short] = key_line(&state.mode);
    let line = if columns(long) <= width { long } else { short };
    frame.render_widget(Paragraph::new(Span::styled(cut(line, width), Style::new().add_modifier(Modifier::DIM))), keys);
}

fn heading<V: GraphView>(state: &State<'_, V>, width: usize) -> Vec<Line<'static>> {
    let decided = state.verdicts.iter().flatten().count();
    let left = format!(" claim {} of {}, {decided} decided", state.at + 1, state.count());
    let right = format!("{} ", one_line(state.by()));
    let gap = width.saturating_sub(columns(&left) + columns(&right)).max(1);
    let line = cut(&format!("{left}{}{right}", " ".repeat(gap)), width);
    vec![Line::from(Span::styled(line, Style::new().add_modifier(Modifier::BOLD))), Line::from("─".repeat(width))]
}

/// The keys of a mode, and in as many columns as the smallest window has.
fn key_line(mode: &Mode) -> [&'static str; 2] {
    match mode {
        Mode::Reading => [
            " a accept · r reject · c correct · d defer · u undo · ← → go · ? help · q quit",
            " a accept · r reject · ? help · q quit",
        ],
        Mode::Why(_) => {
            [" Enter rejects the claim · Esc leaves it as it is", " Enter rejects · Esc leaves it as it is"]
        }
        Mode::Correcting(_) => [
            " k kind · s subject · o object · x exchange ends · Enter accepts · Esc leaves it",
            " k s o x change · Enter accepts · Esc",
        ],
        Mode::Choosing { .. } => {
            [" type a name · ↑ ↓ choose · Enter takes it · Esc goes back", " ↑ ↓ choose · Enter takes it · Esc"]
        }
        Mode::Help => [" ↑ ↓ scroll · any other key goes back", " ↑ ↓ scroll · other keys go back"],
    }
}

const HELP: [(&str, &str); 11] = [
    ("a", "accept: the words say so"),
    ("r", "reject: the words do not say so; you are asked why"),
    ("c", "correct the kind or an end, then accept"),
    ("d", "defer: it comes again at the end"),
    ("u", "take back the last decision of this sitting"),
    ("→ n Tab", "next claim, nothing decided"),
    ("← p", "claim before"),
    ("↑ ↓ j k", "scroll the text"),
    ("PgUp PgDn Space", "scroll by a page"),
    ("?", "this list"),
    ("q Ctrl-C", "leave; every decision is on disk already"),
];

fn body_lines<V: GraphView>(state: &State<'_, V>, area: Rect) -> Vec<Line<'static>> {
    let (width, height) = ((area.width as usize).saturating_sub(2).min(WIDEST), area.height as usize);
    let mut lines: Vec<Line<'static>> = match &state.mode {
        Mode::Help => help(width),
        Mode::Choosing { draft, part, typed, at } => choosing(state, draft, *part, typed, *at, width, height),
        Mode::Reading => reading(state, None, width, height),
        Mode::Correcting(draft) => reading(state, Some(draft), width, height),
        Mode::Why(text) => {
            let mut lines = vec![Line::from(format!(" why is it wrong? {}▏", one_line(text))), Line::default()];
            lines.extend(reading(state, None, width, height.saturating_sub(2)));
            lines
        }
    };
    if matches!(state.mode, Mode::Reading | Mode::Correcting(_) | Mode::Help) {
        let most = lines.len().saturating_sub(height);
        let skipped = state.scroll.min(most);
        let more = lines.len() - skipped > height;
        lines = lines.split_off(skipped);
        lines.truncate(height);
        if more && let Some(last) = lines.last_mut() {
            *last = Line::from(Span::styled(" ↓ more", Style::new().add_modifier(Modifier::DIM)));
        }
    }
    lines
}

fn help(width: usize) -> Vec<Line<'static>> {
    const COLUMN: usize = 16;
    let entry = |(key, what): &(&str, &str)| {
        let lines = fill(what, width.saturating_sub(COLUMN));
        lines
            .into_iter()
            .enumerate()
            .map(|(index, line)| Line::from(format!(" {:<COLUMN$}{line}", if index == 0 { *key } else { "" })))
            .collect::<Vec<_>>()
    };
    HELP.iter().flat_map(entry).collect()
}

fn choosing<V: GraphView>(
    state: &State<'_, V>,
    draft: &Draft,
    part: Part,
    typed: &str,
    at: usize,
    width: usize,
    height: usize,
) -> Vec<Line<'static>> {
    let what = match part {
        Part::Kind => "kind",
        Part::Subject => "subject",
        Part::Object => "object",
    };
    let mut lines = vec![
        Line::from(format!(" {what} instead of {}: {}▏", one_line(&state.name_of(draft, part)), one_line(typed))),
        Line::default(),
    ];
    let room = height.saturating_sub(lines.len()).max(1);
    let first = (at + 1).saturating_sub(room);
    for (index, (_, shown)) in state.choices(part, typed).into_iter().enumerate().skip(first).take(room) {
        let chosen = index == at;
        let style = if chosen { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
        let text = cut(&format!("{} {}", if chosen { ">" } else { " " }, one_line(&shown)), width);
        lines.push(Line::from(Span::styled(text, style)));
    }
    lines
}

fn reading<V: GraphView>(
    state: &State<'_, V>,
    draft: Option<&Draft>,
    width: usize,
    height: usize,
) -> Vec<Line<'static>> {
    let (view, claim) = (state.view, state.claim());
    let relation = view.relation(view.relation_of(state.id()));
    let kind = &view.schema().relation_kind(claim.kind).label;
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let dim = Style::new().add_modifier(Modifier::DIM);
    let mut lines = wrapped(&format!("{} {kind} {}", name(view, claim.subject), name(view, claim.object)), width, bold);
    if let Some(draft) = draft {
        lines.extend(wrapped(
            &format!("corrected: {}", state.in_words(draft)),
            width,
            if draft.is_empty() { dim } else { bold },
        ));
    }
    let mut facts = vec![standing_in_words(view, relation), claims(relation), periods(relation)];
    facts.retain(|fact| !fact.is_empty());
    let color = if state.color { standing_style(relation.standing) } else { Style::new() };
    let before = if state.is_stale() { ", before what you decided now" } else { "" };
    let proposed = relation.claims.iter().filter(|id| view.claim(**id).review == Review::Proposed).count();
    if proposed == relation.claims.len() {
        let say =
            format!("nothing in the graph says so{before}; {} wait for a judgement", counted(proposed, "proposal"));
        lines.extend(wrapped(&say, width, dim));
    } else {
        if proposed > 0 {
            facts.push(format!("{proposed} of them only proposed"));
        }
        lines.extend(wrapped(&format!("all that is said of it{before}: {}", facts.join(", ")), width, color));
    }
    if claim.review == Review::Proposed && state.verdicts[state.at].is_none() {
        lines.extend(wrapped("only proposed: in no answer until you accept it", width, bold));
    }
    if let Some(verdict) = &state.verdicts[state.at] {
        lines.extend(wrapped(&format!("{verdict} by you"), width, bold));
    }
    lines.push(Line::default());
    lines.extend(wrapped(&said_by(view, claim), width, Style::new()));
    lines.push(Line::default());
    lines.extend(text_lines(state, width, height));
    lines.push(Line::default());
    lines.extend(wrapped(&ground(view, claim), width, dim));
    lines.extend(wrapped(&format!("{} · claim {}", origin(claim), claim.hash), width, dim));
    let judged =
        relation.claims.iter().map(|id| view.claim(*id)).filter(|other| other.review == Review::Accepted).count();
    let curated = relation
        .claims
        .iter()
        .map(|id| view.claim(*id))
        .filter(|other| matches!(other.origin, Origin::Curated { .. }))
        .count();
    if judged > 0 {
        let say = if judged == 1 { "1 judged claim says" } else { &format!("{judged} judged claims say") };
        lines.extend(wrapped(&format!("{say} so too, {curated} of them curated"), width, dim));
    }
    lines
}

/// The words in bold between as many sentences as the window has room for, one either side at least.
fn text_lines<V: GraphView>(state: &State<'_, V>, width: usize, height: usize) -> Vec<Line<'static>> {
    const LINES_A_SENTENCE: usize = 6;
    let Evidence::Quotation { document, span } = &state.claim().evidence else { return Vec::new() };
    let sentences = state.view.sentences(*document);
    let text = &state.view.documents()[document.index()].text;
    let around = (height / LINES_A_SENTENCE).saturating_sub(1).max(1);
    let first = sentences.partition_point(|sentence| sentence.end() <= span.start());
    let end = first + sentences[first..].partition_point(|sentence| sentence.start() < span.end());
    let from = sentences.get(first.saturating_sub(around)).map_or(0, |sentence| sentence.start()).min(span.start());
    let to = sentences
        .get((end + around).min(sentences.len()).saturating_sub(1))
        .map_or(text.len(), |sentence| sentence.end())
        .max(span.end());
    let clean = |part: &str| {
        part.split("\n\n")
            .map(|paragraph| printable(paragraph).replace([OPEN, CLOSE], ""))
            .collect::<Vec<_>>()
            .join("\n\n")
    };
    let marked = format!(
        "{}{OPEN}{}{CLOSE}{}",
        clean(&text[from..span.start()]),
        clean(span.of(text)),
        clean(&text[span.end()..to])
    );
    let highlight = Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
    let mut inside = false;
    let mut lines = Vec::new();
    for line in fill(&marked, width) {
        let mut spans = vec![Span::raw(" ")];
        let mut rest = line.as_str();
        while let Some(at) = rest.find([OPEN, CLOSE]) {
            spans.push(Span::styled(rest[..at].to_owned(), if inside { highlight } else { Style::new() }));
            inside = rest[at..].starts_with(OPEN);
            if !state.color {
                spans.push(Span::raw(if inside { "[" } else { "]" }));
            }
            rest = &rest[at + OPEN.len_utf8()..];
        }
        spans.push(Span::styled(rest.to_owned(), if inside { highlight } else { Style::new() }));
        lines.push(Line::from(spans));
    }
    lines
}

fn standing_style(standing: Standing) -> Style {
    Style::new().fg(match standing {
        Standing::Curated | Standing::Reviewed | Standing::Corroborated => Color::Green,
        Standing::Stated => Color::Cyan,
        Standing::Alleged => Color::Yellow,
        Standing::Disputed => Color::Magenta,
        Standing::NotActual => Color::Blue,
        Standing::Denied | Standing::Rejected => Color::Red,
    })
}

fn wrapped(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    fill(&printable(text), width).into_iter().map(|line| Line::from(Span::styled(format!(" {line}"), style))).collect()
}

fn fill(text: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width.max(1)).word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

fn one_line(text: &str) -> String {
    printable(text).into_owned()
}

/// Columns that a text takes on a terminal.
fn columns(text: &str) -> usize {
    textwrap::core::display_width(text)
}

/// As much of a text as `width` columns hold, `…` at its end where there is more.
fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    for c in text.chars() {
        if columns(&shown) + columns(c.encode_utf8(&mut [0; 4])) + 1 > width {
            break;
        }
        shown.push(c);
    }
    shown + "…"
}

#[cfg(test)]
#[path = "screen_tests.rs"]
mod tests;
