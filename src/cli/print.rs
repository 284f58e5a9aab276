//! Answers as text for people: words, colours, widths.
//!
//! All text that comes from files passes [`printable`] here. Colours say nothing that the words do not say.

use std::borrow::Cow;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

use crate::data::CURATED_FILE;
use crate::graph::{Direction, GraphView, Relation, Standing};
use crate::model::{
    ActorId, Claim, Document, Evidence, Modality, Origin, Polarity, Publisher, RelationKindId, Review, Speaker,
};
use crate::query::{Context, quotation, standing_in_words};
use crate::text::{all_of, printable};

pub(super) use crate::text::counted;

/// How wide and how colourful stdout is.
#[derive(Clone, Copy)]
pub(super) struct Page {
    color: bool,
    width: usize,
}

impl Page {
    /// As wide as the terminal, coloured where a terminal shows it and nobody objects (`NO_COLOR`); 100 columns and
    /// plain elsewhere.
    pub(super) fn of_stdout() -> Page {
        const NARROWEST: usize = 40;
        const WIDEST: usize = 120;
        const ELSEWHERE: usize = 100;
        let color = anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
        let terminal = std::io::IsTerminal::is_terminal(&std::io::stdout()).then(textwrap::termwidth);
        Page { color, width: terminal.map_or(ELSEWHERE, |width| width.clamp(NARROWEST, WIDEST)) }
    }

    fn styled(self, text: &str, style: Style) -> String {
        if self.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// A name.
    pub(super) fn bold(self, text: &str) -> String {
        self.styled(&printable(text), Style::new().bold())
    }

    /// A heading.
    pub(super) fn underlined(self, text: &str) -> String {
        self.styled(&printable(text), Style::new().underline())
    }

    /// What is beside the point.
    pub(super) fn dim(self, text: &str) -> String {
        self.styled(&printable(text), Style::new().dimmed())
    }

    /// How a relation stands, coloured.
    pub(super) fn standing(self, view: &impl GraphView, relation: &Relation) -> String {
        let color = match relation.standing {
            Standing::Curated | Standing::Reviewed | Standing::Corroborated => AnsiColor::Green,
            Standing::Stated => AnsiColor::Cyan,
            Standing::Alleged => AnsiColor::Yellow,
            Standing::Disputed => AnsiColor::Magenta,
            Standing::NotActual => AnsiColor::Blue,
            Standing::Denied | Standing::Rejected => AnsiColor::Red,
        };
        self.styled(&standing_in_words(view, relation), Style::new().fg_color(Some(color.into())))
    }

    /// Text wrapped and indented by `indent` columns, without a line end at its end.
    pub(super) fn wrapped(self, text: &str, indent: usize) -> String {
        let margin = " ".repeat(indent);
        textwrap::fill(&printable(text), self.wrapping(&margin))
    }

    /// What is beside the point, wrapped.
    pub(super) fn dim_wrapped(self, text: &str, indent: usize) -> String {
        self.wrapped(text, indent).split('\n').map(|line| self.dim(line)).collect::<Vec<_>>().join("\n")
    }

    /// Lines break at spaces only: "2021-05" stays whole.
    fn wrapping(self, margin: &str) -> textwrap::Options<'_> {
        textwrap::Options::new(self.width)
            .initial_indent(margin)
            .subsequent_indent(margin)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
    }

    /// A quotation in its sentence with a sentence either side, the words in bold or, without colours, between `[` and
    /// `]`.
    pub(super) fn in_context(self, context: &Context, indent: usize) -> String {
        const OPEN: char = '\u{E000}';
        const CLOSE: char = '\u{E001}';
        // Marks of one column hold the place through wrapping; the text itself cannot contain them once they are taken
        // out of it.
        let clean = |text: &str| printable(text).replace([OPEN, CLOSE], "");
        let around = |sentence: Option<&str>| sentence.map(clean).unwrap_or_default();
        let sentence =
            format!("{}{OPEN}{}{CLOSE}{}", clean(context.before), clean(context.words), clean(context.after));
        let marked = format!("“{} {sentence} {}”", around(context.sentence_before), around(context.sentence_after))
            .replace("“ ", "“")
            .replace(" ”", "”");
        let bold = Style::new().bold();
        let margin = " ".repeat(indent);
        let wrapped = textwrap::fill(&marked, self.wrapping(&margin));
        if !self.color {
            return wrapped.replace(OPEN, "[").replace(CLOSE, "]");
        }
        // Every line by itself, so that it can stand beside another.
        let mut open = false;
        let lines: Vec<String> = wrapped
            .split('\n')
            .map(|line| {
                let begins_bold = open;
                open = line.rfind([OPEN, CLOSE]).map_or(open, |last| line[last..].starts_with(OPEN));
                let (start, end) = (
                    if begins_bold { bold.render().to_string() } else { String::new() },
                    if open { bold.render_reset().to_string() } else { String::new() },
                );
                let line =
                    line.replace(OPEN, &bold.render().to_string()).replace(CLOSE, &bold.render_reset().to_string());
                format!("{start}{line}{end}")
            })
            .collect();
        lines.join("\n")
    }

    /// Half the page, for two texts beside each other; `None` where it is too narrow for that.
    pub(super) fn halves(self) -> Option<Page> {
        const NARROWEST_HALF: usize = 46;
        let width = (self.width - GAP) / 2;
        (width >= NARROWEST_HALF).then_some(Page { width, ..self })
    }
}

/// Columns between two texts beside each other.
const GAP: usize = 3;

/// Two texts beside each other, each wrapped for `half` the page. Ends with a line end, without trailing blanks.
pub(super) fn beside(left: &str, right: &str, half: Page) -> String {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.lines().collect(), right.lines().collect());
    let mut text = String::new();
    for index in 0..left.len().max(right.len()) {
        let (one, other) =
            (left.get(index).copied().unwrap_or_default(), right.get(index).copied().unwrap_or_default());
        let padding = " ".repeat((half.width + GAP).saturating_sub(display_width(one)));
        text.push_str(format!("{one}{padding}{other}").trim_end());
        text.push('\n');
    }
    text
}

/// Columns of text, each as wide as its widest cell; cells may carry colours.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<(String, usize)>>,
}

impl Table {
    /// Adds a row of cells, each as it looks and as it is counted.
    pub(super) fn row(&mut self, cells: Vec<(String, String)>) {
        self.rows.push(cells.into_iter().map(|(shown, plain)| (shown, display_width(&printable(&plain)))).collect());
    }

    /// The table, indented, rows ended by line ends, without trailing blanks.
    pub(super) fn text(&self, indent: usize) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                self.rows.iter().filter_map(|row| row.get(column)).map(|(_, width)| *width).max().unwrap_or(0)
            })
            .collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = " ".repeat(indent);
            for ((cell, width), column) in row.iter().zip(&widths) {
                line.push_str(cell);
                line.push_str(&" ".repeat(column - width + 2));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// An actor's name, marked where nobody curated the actor.
pub(super) fn name(view: &impl GraphView, actor: ActorId) -> &str {
    view.actors().shown(actor)
}

/// The words for a relation seen from one end: "warned", "was warned by".
pub(super) fn verb<'v>(view: &'v impl GraphView, relation: &Relation, direction: Direction) -> Cow<'v, str> {
    let kind = view.schema().relation_kind(relation.kind);
    printable(match direction {
        Direction::Out | Direction::Both => &kind.label,
        Direction::In => &kind.inverse,
    })
}

/// "Ada Brandt warned Northland".
pub(super) fn sentence(view: &impl GraphView, kind: RelationKindId, subject: ActorId, object: ActorId) -> String {
    format!("{} {} {}", name(view, subject), view.schema().relation_kind(kind).label, name(view, object))
}

/// When a relation held or happened, as far as its claims say: "2008, 2013", "since 2015, some undated"; empty where
/// none says.
pub(super) fn periods(relation: &Relation) -> String {
    const MOST: usize = 3;
    let mut parts: Vec<String> = relation.periods.iter().take(MOST).map(ToString::to_string).collect();
    if relation.periods.len() > MOST {
        parts.push("...".to_owned());
    }
    if relation.undated && !parts.is_empty() {
        parts.push("some undated".to_owned());
    }
    parts.join(", ")
}

/// What a relation rests on, in numbers: when, claims, publishers.
pub(super) fn facts(relation: &Relation) -> String {
    let publishers = match (relation.publishers, relation.unnamed_publisher) {
        (0, _) => "no publisher named".to_owned(),
        (named, false) => counted(named, "publisher"),
        (named, true) => format!("{} and one unnamed", counted(named, "publisher")),
    };
    let unjudged = if relation.with_unjudged == relation.standing {
        String::new()
    } else {
        format!("{} by text nobody judged", relation.with_unjudged.label())
    };
    let parts = [periods(relation), claims(relation), publishers, unjudged];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// "3 claims", "2 claims, 1 judged wrong", "1 claim judged wrong".
pub(super) fn claims(relation: &Relation) -> String {
    match (relation.live, relation.claims.len() - relation.live) {
        (live, 0) => counted(live, "claim"),
        (0, wrong) => format!("{} judged wrong", counted(wrong, "claim")),
        (live, wrong) => format!("{}, {wrong} judged wrong", counted(live, "claim")),
    }
}

/// "Mohammad Golpaygani, reported by Fars News Agency": innermost speaker first.
pub(super) fn speakers(view: &impl GraphView, claim: &Claim<ActorId>) -> Option<String> {
    let named = |speaker: &Speaker<ActorId>| match speaker {
        Speaker::Actor(actor, _) => name(view, *actor).to_owned(),
        Speaker::Words(words) => words.clone(),
    };
    let sources: Vec<String> = claim.attribution.sources().iter().map(named).collect();
    let mut text = Some(all_of(&sources)).filter(|text| !text.is_empty())?;
    for relay in claim.attribution.relays().iter().rev() {
        let _ = write!(text, ", reported by {}", named(relay));
    }
    Some(text)
}

/// Who says a claim through whom, and when, outermost first: "Fars reports that Golpaygani said that Soleimani denied
/// it, 2021-01-12 (planned)".
pub(super) fn said_by(view: &impl GraphView, claim: &Claim<ActorId>) -> String {
    let named = |speaker: &Speaker<ActorId>| match speaker {
        Speaker::Actor(actor, _) => name(view, *actor).to_owned(),
        Speaker::Words(words) => words.clone(),
    };
    let mut text = match (claim.attribution.sources(), claim.polarity, &claim.evidence) {
        ([], Polarity::Affirmed, Evidence::Quotation { .. }) => "in the document's own words".to_owned(),
        ([], Polarity::Affirmed, Evidence::Citation(_)) => "in a publication cited as a whole".to_owned(),
        ([], Polarity::Denied, _) => "denied in the document's own words".to_owned(),
        (sources, polarity, _) => {
            let relayed: Vec<String> = claim
                .attribution
                .relays()
                .iter()
                .enumerate()
                .map(|(index, relay)| format!("{} {} that ", named(relay), if index == 0 { "reports" } else { "said" }))
                .collect();
            let verb = match polarity {
                Polarity::Affirmed => "said so",
                Polarity::Denied => "denied it",
            };
            let sources: Vec<String> = sources.iter().map(named).collect();
            format!("{}{} {verb}", relayed.concat(), all_of(&sources))
        }
    };
    if let Some(said) = claim.attribution.said {
        let _ = write!(text, ", {said}");
    }
    match claim.modality {
        Modality::Actual => {}
        modality @ (Modality::Planned | Modality::Possible | Modality::Hypothetical) => {
            let _ = write!(text, " ({})", modality.label());
        }
    }
    let period = claim.period.to_string();
    if !period.is_empty() {
        let _ = write!(text, " · happened {period}");
    }
    text
}

/// Who says a claim, how, and when: "alleged by Mike Pompeo, 2021-01-12", "disputed by ...", "in the document's own
/// words".
pub(super) fn voice(view: &impl GraphView, claim: &Claim<ActorId>, standing: Standing) -> String {
    let verb = match (claim.polarity, standing) {
        (Polarity::Denied, Standing::Disputed) => "disputed",
        (Polarity::Denied, _) => "denied",
        (Polarity::Affirmed, standing) if standing.is_plain() => "said",
        (Polarity::Affirmed, _) => "alleged",
    };
    let mut text = match speakers(view, claim) {
        Some(speakers) => format!("{verb} by {speakers}"),
        None => match (claim.polarity, &claim.evidence) {
            (Polarity::Denied, _) => "denied in the document's own words".to_owned(),
            (Polarity::Affirmed, Evidence::Quotation { .. }) => "in the document's own words".to_owned(),
            (Polarity::Affirmed, Evidence::Citation(_)) => "in a publication cited as a whole".to_owned(),
        },
    };
    if let Some(said) = claim.attribution.said {
        let _ = write!(text, ", {said}");
    }
    match claim.modality {
        Modality::Actual => {}
        modality @ (Modality::Planned | Modality::Possible | Modality::Hypothetical) => {
            let _ = write!(text, " ({})", modality.label());
        }
    }
    if claim.review == Review::Rejected {
        text.push_str(" (judged wrong)");
    }
    text
}

/// Publication of a document: publisher, date, path.
pub(super) fn publication(view: &impl GraphView, document: &Document) -> String {
    let who = document
        .publisher
        .as_ref()
        .map(|publisher| publisher_name(view, publisher).to_owned())
        .or_else(|| document.author.clone());
    let date = document.published.map_or_else(|| "no date".to_owned(), |date| date.to_string());
    [who.unwrap_or_else(|| "no publisher named".to_owned()), date, document.path.clone()].join(", ")
}

/// The publication a claim rests on.
pub(super) fn ground(view: &impl GraphView, claim: &Claim<ActorId>) -> String {
    match &claim.evidence {
        Evidence::Quotation { document, .. } => publication(view, &view.documents()[document.index()]),
        Evidence::Citation(citation) => {
            let mut parts = vec![citation.text.clone()];
            parts.extend(citation.publisher.as_ref().map(|publisher| publisher_name(view, publisher).to_owned()));
            parts.extend(citation.published.map(|date| date.to_string()));
            parts.extend(citation.url.clone());
            parts.extend(citation.document.map(|id| view.documents()[id.index()].path.clone()));
            parts.join(", ")
        }
    }
}

fn publisher_name<'v>(view: &'v impl GraphView, publisher: &'v Publisher) -> &'v str {
    publisher.actor.map_or(publisher.name.as_str(), |actor| name(view, actor))
}

/// Where a claim itself comes from.
pub(super) fn origin(claim: &Claim<ActorId>) -> String {
    match &claim.origin {
        Origin::Curated { line } => format!("curated at {CURATED_FILE}:{line}"),
        Origin::Extracted { pattern, .. } => match claim.origin.found_by() {
            Some("reader") => "extracted by the claims reader".to_owned(),
            Some("both") => format!("extracted by pattern {pattern} and the claims reader"),
            Some(_) | None => format!("extracted by pattern {pattern}"),
        },
    }
}

/// A claim's words or citation on lines of their own: who says it, the words, where they stand.
pub(super) fn claim_lines(
    view: &impl GraphView,
    page: Page,
    claim: &Claim<ActorId>,
    standing: Standing,
    indent: usize,
) -> String {
    let margin = " ".repeat(indent);
    let voice = printable(&voice(view, claim, standing)).into_owned();
    let ground = ground(view, claim);
    match quotation(view, claim) {
        Some((_, words)) => {
            let words = page.wrapped(&format!("“{words}”"), indent + 2);
            format!("{margin}{voice}\n{words}\n{}\n", page.dim_wrapped(&ground, indent + 2))
        }
        None => format!("{margin}{voice}\n{}\n", page.wrapped(&ground, indent + 2)),
    }
}
