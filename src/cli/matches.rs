//! `kg match PATTERN`: who stands in given relations to whom.

use std::io::Write;

use super::filter::{FilterArgs, dated_range, left_out};
use super::path::hop_record;
use super::print::{Page, claim_lines, counted, facts, name, sentence, verb};
use super::{AlreadySaid, Exit, Session, json_line, talk};
use crate::export::{ArrowRecord, RowRecord, actor_ref, relation_record};
use crate::graph::{GraphView, Relation, RelationId};
use crate::model::ActorId;
use crate::query::{End, Link, Matches, Motif, Row, best_claim, links, matches, read_motif};

/// Who stands in given relations to whom: rows for a pattern with variables
///
/// A pattern is arrows between variables and actors: '?x -backed-> ?y, ?y -attacked-> usa'. See `kg help match` for its
/// parts.
#[derive(clap::Args)]
#[command(after_long_help = LANGUAGE)]
pub(super) struct Args {
    /// For example '?x -backed|aided-> ?y:armed_group, ?y -[attacked between=2019..]-> usa'
    motif: String,
    /// Only these variables; each choice of actors for them once
    #[arg(long, value_name = "VARIABLE", value_delimiter = ',')]
    select: Vec<String>,
    /// At most so many rows
    #[arg(short = 'n', long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
    /// Also the words of the best claim of each relation
    #[arg(long)]
    words: bool,
    #[command(flatten)]
    filter: FilterArgs,
}

const LANGUAGE: &str = "Patterns:
  ?x                          a variable; different variables mean different actors
  ?x:armed_group|party        a variable of these kinds of actors
  _                           anybody
  usa, al-qaida, \"Mike Pompeo\"  an actor, by key or name
  -backed->  <-backed-        one relation and its direction
  -backed-                    in either direction
  -->  --                     any relation
  -backed|aided->             one of several kinds
  -[!met]->                   any kind but this
  -[backed standing=stated|disputed as-of=2018 between=2017..2019 publishers=2]->
                              with conditions; the options below hold for every arrow that does not say otherwise
  -[*1..3]->                  whose shortest way from each other has one to three hops; *2 exactly two, * any number
  ?x -met- ?y -leads-> ?z, ?z -warned-> iran
                              arrows in a chain, chains with commas";

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let graph = session.graph()?;
    let filter = args.filter.filter(graph)?;
    let motif = match read_motif(graph, &args.motif, &filter, &args.select) {
        Ok(motif) => motif,
        Err(problems) => {
            talk::diagnostics(&problems);
            return Err(AlreadySaid.into());
        }
    };
    let found = matches(graph, &motif);
    if found.rows.is_empty() {
        talk::say(&why_none(graph, &motif, &args.motif, &found));
        return Ok(Exit::Nothing);
    }
    for (index, row) in found.rows.iter().take(args.most as usize).enumerate() {
        if session.json {
            json_line(out, &record(graph, &motif, row))?;
            continue;
        }
        if index > 0 {
            writeln!(out)?;
        }
        print_row(graph, session.page, &motif, row, args.words, out)?;
    }
    if found.gave_up {
        talk::say(&format!(
            "note: the search was ended after {}; name an actor or a kind to narrow it",
            counted(found.rows.len(), "row")
        ));
    }
    talk::say_left_out(found.rows.len(), args.most, "rows");
    Ok(Exit::Found)
}

fn named<'p>(motif: &'p Motif, row: &'p Row) -> impl Iterator<Item = (&'p str, ActorId)> {
    motif.variables.iter().zip(&row.actors).filter_map(|(variable, actor)| Some((variable.name.as_deref()?, *actor)))
}

fn ends(motif: &Motif, row: &Row, arrow: usize) -> (ActorId, ActorId) {
    let actor = |end: End| match end {
        End::Variable(index) => row.actors[index],
        End::Actor(actor) => actor,
    };
    (actor(motif.arrows[arrow].subject), actor(motif.arrows[arrow].object))
}

fn print_row(
    view: &impl GraphView,
    page: Page,
    motif: &Motif,
    row: &Row,
    words: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let heading: Vec<String> =
        named(motif, row).map(|(variable, actor)| format!("?{variable} {}", page.bold(name(view, actor)))).collect();
    writeln!(out, "{}", if heading.is_empty() { "found".to_owned() } else { heading.join("  ") })?;
    for (arrow, link) in links(view, motif, row).iter().enumerate() {
        match link {
            Link::Relations(relations) => {
                for relation in relations.iter().map(|id| view.relation(*id)) {
                    print_relation(
                        view,
                        page,
                        relation,
                        &sentence(view, relation.kind, relation.subject, relation.object),
                        words,
                        out,
                    )?;
                }
            }
            Link::Path(path) => {
                let (from, to) = ends(motif, row, arrow);
                writeln!(out, "  {} to {} in {}", name(view, from), name(view, to), counted(path.hops.len(), "hop"))?;
                for hop in &path.hops {
                    let relation = view.relation(hop.relation);
                    let said = format!(
                        "{} {} {}",
                        name(view, hop.from),
                        verb(view, relation, hop.direction),
                        name(view, hop.to)
                    );
                    print_relation(view, page, relation, &said, words, out)?;
                }
            }
        }
    }
    Ok(())
}

fn print_relation(
    view: &impl GraphView,
    page: Page,
    relation: &Relation,
    said: &str,
    words: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    writeln!(
        out,
        "  {}  {} {}",
        crate::text::printable(said),
        page.standing(view, relation),
        page.dim(&format!("({})", facts(relation)))
    )?;
    if words {
        write!(out, "{}", claim_lines(view, page, best_claim(view, relation), relation.standing, 5))?;
    }
    Ok(())
}

fn record(view: &impl GraphView, motif: &Motif, row: &Row) -> RowRecord {
    let arrow = |(index, link): (usize, &Link)| {
        let (from, to) = ends(motif, row, index);
        let (relations, hops) = match link {
            Link::Relations(relations) => (
                relations.iter().map(|relation| relation_record(view, view.relation(*relation), true)).collect(),
                Vec::new(),
            ),
            Link::Path(path) => (Vec::new(), path.hops.iter().map(|hop| hop_record(view, hop)).collect()),
        };
        ArrowRecord { from: actor_ref(view, from), to: actor_ref(view, to), relations, hops }
    };
    RowRecord {
        row: named(motif, row).map(|(variable, actor)| (variable.to_owned(), actor_ref(view, actor))).collect(),
        arrows: links(view, motif, row).iter().enumerate().map(arrow).collect(),
    }
}

/// Says which arrow could not be satisfied, and which relations the filters leave out there.
fn why_none(view: &impl GraphView, motif: &Motif, text: &str, found: &Matches) -> String {
    if found.gave_up {
        return "the search was ended before a row was found; name an actor or a kind to narrow it".to_owned();
    }
    let Some(failed) = found.failed_at else { return "no row".to_owned() };
    let arrow = &motif.arrows[failed];
    let part = arrow.written.of(text);
    let alone = matches(view, &motif.only(failed)).rows.is_empty();
    let of_kinds = |relation: &&Relation| arrow.filter.kinds.is_empty() || arrow.filter.kinds.contains(&relation.kind);
    let relations = || (0..view.relation_count()).map(|index| view.relation(RelationId::new(index))).filter(of_kinds);
    let mut reason = match alone {
        true => format!("no row: nothing fits `{part}`"),
        false => format!("no row: something fits each part alone, but nothing fits `{part}` together with the rest"),
    };
    if let Some(left_out) = left_out(view, &arrow.filter, relations()) {
        reason.push_str(&format!(
            "\n  left out of {} of these kinds: {left_out}",
            counted(relations().count(), "relation")
        ));
    }
    reason + &dated_range(&arrow.filter, relations())
}
