//! `kg timeline A [B]`: what is said of an actor, or of two, in the order in which it happened.

use std::io::Write;

use super::filter::{FilterArgs, actor, range};
use super::neighbors::no_relation_of;
use super::picture::PictureArgs;
use super::print::{Page, claim_lines, counted, name, sentence};
use super::{Exit, Session, json_line, talk};
use crate::export::{TimelineRecord, claim_record, picture_of_timeline};
use crate::graph::GraphView;
use crate::query::{Filter, Histogram, Stretch, TimelineEntry, histogram, of_timeline, timeline};

/// What is said of an actor, or of two, in the order in which it happened
///
/// Each claim stands at the date its words give the event, as precise as they give it; when the words were published is
/// said beside it. Claims without a date come last. Denied and planned claims are shown as such; what was judged wrong
/// only with --include rejected.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Key or name of the actor
    a: String,
    /// Key or name of another: only what is between the two
    b: Option<String>,
    /// At most so many claims; JSON has all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    picture: PictureArgs,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let graph = session.graph()?;
    let a = actor(graph, &args.a)?;
    let b = args.b.as_deref().map(|name| actor(graph, name)).transpose()?;
    if b == Some(a) {
        talk::say(&format!("both names mean {}", name(graph, a)));
        return Ok(Exit::Nothing);
    }
    let filter = args.filter.filter(graph)?;
    let entries = timeline(graph, a, b, &filter);
    let whom = [Some(a), b].into_iter().flatten().map(|actor| name(graph, actor)).collect::<Vec<_>>().join(" and ");
    if entries.is_empty() {
        let undated = Filter { undated: true, ..filter.clone() };
        let without_time = Filter { as_of: None, between: None, ..filter.clone() };
        talk::say(&match (timeline(graph, a, b, &undated).len(), timeline(graph, a, b, &without_time).as_slice()) {
            (0, []) if b.is_none() => no_relation_of(graph, a, &of_timeline(&filter)),
            (0, []) if filter == Filter::default() => {
                format!("no claim joins {whom}; `kg path` looks for a way over others")
            }
            (0, []) => format!("no claim joins {whom} that passes the filters; `kg explain` shows all there are"),
            (0, claims) => format!("no claim of {whom} is of that time; {}", span_of(claims)),
            (undated, _) => {
                format!("no claim of {whom} is dated to that time; {} undated (--undated)", counted(undated, "claim"))
            }
        });
        return Ok(Exit::Nothing);
    }
    if args.picture.asked() {
        let title = format!("{whom}: what is said to have happened when");
        args.picture
            .write(&picture_of_timeline(graph, title, &entries[..entries.len().min(args.most as usize)]), out)?;
        talk::say_left_out(entries.len(), args.most, "claims");
        return Ok(Exit::Found);
    }
    if session.json {
        for entry in &entries {
            let claim = graph.claim(entry.claim);
            let standing = graph.relation(graph.relation_of(entry.claim)).standing.label();
            let date = |date: Option<crate::model::PartialDate>| date.map(|date| date.to_string());
            json_line(
                out,
                &TimelineRecord {
                    date: date(entry.date),
                    published: date(entry.published),
                    standing,
                    claim: claim_record(graph, claim),
                },
            )?;
        }
        return Ok(Exit::Found);
    }
    let dated = entries.iter().filter(|entry| entry.date.is_some()).count();
    let when = filter.between.map(|between| format!(" in {}", range(between))).unwrap_or_default();
    writeln!(out, "{}{when}: {}, {dated} dated", session.page.bold(&whom), counted(entries.len(), "claim"))?;
    if let Some(histogram) = histogram(&entries) {
        writeln!(out, "{}", sparkline(&histogram))?;
    }
    for (index, entry) in entries.iter().take(args.most as usize).enumerate() {
        if index == dated {
            writeln!(out, "\n{}", session.page.underlined("undated"))?;
        }
        print_entry(graph, session.page, entry, out)?;
    }
    talk::say_left_out(entries.len(), args.most, "claims");
    Ok(Exit::Found)
}

fn print_entry(view: &impl GraphView, page: Page, entry: &TimelineEntry, out: &mut dyn Write) -> anyhow::Result<()> {
    const COLUMN: usize = 12;
    let claim = view.claim(entry.claim);
    let relation = view.relation(view.relation_of(entry.claim));
    let date = entry.date.map_or_else(String::new, |_| claim.period.to_string());
    // A stretch of time is wider than the column and gets a line of its own.
    let lead = if date.len() < COLUMN { format!("{date:COLUMN$}") } else { format!("{date}\n{:COLUMN$}", "") };
    let published =
        entry.published.map_or_else(|| "publication undated".to_owned(), |date| format!("published {date}"));
    let said = page.bold(&sentence(view, claim.kind, claim.subject, claim.object));
    writeln!(
        out,
        "\n{lead}{said}  {}  {}",
        page.standing(view, relation),
        page.dim(&format!("({published}; claim {})", claim.hash))
    )?;
    write!(out, "{}", claim_lines(view, page, claim, relation.standing, COLUMN))?;
    Ok(())
}

/// "2015 ▁ ▃█ 2021, by year, at most 4".
fn sparkline(histogram: &Histogram) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = histogram.counts.iter().copied().max().unwrap_or(1);
    let bar = |count: &usize| if *count == 0 { ' ' } else { BARS[(count * BARS.len()).div_ceil(most) - 1] };
    let bars: String = histogram.counts.iter().map(bar).collect();
    let stretch = match histogram.stretch {
        Stretch::Month => "month".to_owned(),
        Stretch::Years(1) => "year".to_owned(),
        Stretch::Years(years) => format!("{years} years"),
    };
    format!("{} {bars} {}  (by {stretch}, at most {most})", histogram.first, histogram.last)
}

fn span_of(entries: &[TimelineEntry]) -> String {
    let dates: Vec<_> = entries.iter().filter_map(|entry| entry.date).collect();
    match (dates.iter().min(), dates.iter().max()) {
        (Some(first), Some(last)) => format!("those that are dated reach from {first} to {last}"),
        _ => "none is dated".to_owned(),
    }
}
